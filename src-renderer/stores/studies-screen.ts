import { defineStore } from 'pinia';
import { ref } from 'vue';

import type { StudyKind } from '../../src-shared/studies/catalogue.ts';

/** The gallery stands among the studies. */
export const publishedResults = 'published-results';

/** Which study, or the published results, the Studies screen shows: kept while one visits other screens. */
export const useStudiesScreen = defineStore('studies-screen', () => {
  const kind = ref<StudyKind | typeof publishedResults>('sync-condition');
  return { kind };
});
