import { defineStore } from 'pinia';
import { ref } from 'vue';

/** The screens, in the order of a planner's work. */
export const screens = [
  'home',
  'import',
  'network',
  'power-flow',
  'contingencies',
  'simulation',
  'studies',
  'scenarios',
  'report',
] as const;

export type Screen = (typeof screens)[number];

/** Screens that are there without an open scenario; of the studies, the published results. */
const free: readonly Screen[] = ['home', 'import', 'studies', 'scenarios'];

export const needsScenario = (screen: Screen): boolean => !free.includes(screen);

/** Which screen is shown. Every screen except the first needs no more than this to appear. */
export const useNavigation = defineStore('navigation', () => {
  const screen = ref<Screen>('home');
  const go = (target: Screen): void => {
    screen.value = target;
  };
  return { screen, go };
});
