import { computed } from 'vue';
import type { ComputedRef } from 'vue';

import { theme } from '../../composables/theme.ts';
import { readTheme } from '../../network/diagram-theme.ts';
import type { DiagramTheme } from '../../network/diagram-theme.ts';

/** The colours of the diagram in the theme that is on the screen now. */
export const diagramTheme: ComputedRef<DiagramTheme> = computed(
  () => (theme.value, readTheme(document.documentElement)),
);
