import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { useNavigation } from './navigation.ts';
import { useStudiesScreen } from './studies-screen.ts';

/** Outages that were chosen elsewhere, to be simulated one by one. */
export const useDisturbanceDraft = defineStore('disturbance-draft', () => {
  const navigation = useNavigation();
  const studies = useStudiesScreen();
  const chosen = shallowRef<readonly Contingency[]>([]);
  /** Grows with every choice: the form turns to it. */
  const asked = ref(0);

  /** Goes to the study with these filled in. */
  function prepare(outages: readonly Contingency[]): void {
    chosen.value = outages;
    asked.value++;
    studies.kind = 'simulated-disturbances';
    navigation.go('studies');
  }

  return { chosen, asked, prepare };
});
