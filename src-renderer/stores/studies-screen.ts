import { defineStore } from 'pinia';
import { ref } from 'vue';

import type { StudyKind } from '../../src-shared/studies/catalogue.ts';

/** Which study the Studies screen shows: kept while one visits other screens. */
export const useStudiesScreen = defineStore('studies-screen', () => {
  const kind = ref<StudyKind>('sync-condition');
  return { kind };
});
