import type { StudyKind } from '../../../src-shared/studies/catalogue.ts';

/** A study on the Studies screen, in words; `StudyPage.vue` has its form and its result. */
export interface StudyPageWords {
  readonly kind: StudyKind;
  /** The question as a planner puts it. */
  readonly question: string;
  /** What comes out, in a sentence: shown where nothing was run yet. */
  readonly promise: string;
}

export const studyGroups: readonly {
  readonly title: string;
  readonly pages: readonly StudyPageWords[];
}[] = [
  {
    title: 'Will it hold?',
    pages: [
      {
        kind: 'sync-condition',
        question: 'Does it have a synchronous state?',
        promise:
          'The condition, the exact state, every older condition beside it, and what each line has left.',
      },
      {
        kind: 'loading-ramp',
        question: 'How much more can be loaded, and what goes first?',
        promise:
          'A stress direction: the loading by the condition, exactly and by a slow ramp, the line that goes first, the cascade and the cut.',
      },
      {
        kind: 'simulated-disturbances',
        question: 'Which disturbances of a list does it survive?',
        promise:
          'Every outage of the list, the worst of the screening, or a fault at each generator bus, simulated with the same settings: synchronism, largest angle, order parameter, frequency nadir.',
      },
      {
        kind: 'reinforcement',
        question: 'Which new circuit helps most?',
        promise:
          'Candidate circuits by the margin each gains, those that lower it (Braess) apart, and the exact angle for the best.',
      },
      {
        kind: 'monte-carlo',
        question: 'Does it hold when loads and generation fluctuate?',
        promise:
          'Random dispatches of this network, each with the condition and the exact state: how often the condition is right, and how close.',
      },
    ],
  },
  {
    title: 'How far can one trust it?',
    pages: [
      {
        kind: 'critical-coupling',
        question: 'How much coupling is critical?',
        promise:
          'The critical coupling, predicted and exact, of this network or of random ones by family, size and density.',
      },
      {
        kind: 'statistical-correctness',
        question: 'For which share of networks is it right?',
        promise:
          'Random networks on the edge of the condition, as many as Chernoff asks for, and the ones that break it, to be opened.',
      },
    ],
  },
  {
    title: 'Coherence',
    pages: [
      {
        kind: 'coherence',
        question: 'Do they move together?',
        promise:
          'The order parameter against the coupling: of the whole, of groups, by strength and over the links, for one start or an ensemble.',
      },
      {
        kind: 'leading-indicator',
        question: 'Does coherence give notice?',
        promise:
          'Ramps to the loss of synchronism: which indicator alarms how long before, against the angle margin, and with how many false alarms.',
      },
    ],
  },
];

export const studyPages: readonly StudyPageWords[] = studyGroups.flatMap(({ pages }) => pages);
