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
    ],
  },
];

export const studyPages: readonly StudyPageWords[] = studyGroups.flatMap(({ pages }) => pages);
