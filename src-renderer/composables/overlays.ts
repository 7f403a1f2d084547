import { ref } from 'vue';

/** Which dialog over the whole window is open, of those that every screen has. */
export const openOverlay = ref<'palette' | 'tour' | null>(null);
