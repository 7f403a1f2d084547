import type { SpecOf } from '../../src-shared/studies/catalogue.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';

/** How a list is screened, as the options say it. */
export interface ScreeningDraft {
  readonly exactForWorst: number;
  /** Pairs of so many of the worst branches beside the list. */
  readonly pairs: boolean;
  readonly worst: number;
  readonly compensation: 'model' | 'pmax' | 'output' | 'equal' | 'slack';
}

export const newScreening: ScreeningDraft = {
  exactForWorst: 20,
  pairs: false,
  worst: 30,
  compensation: 'model',
};

export const screeningSpec = (
  { exactForWorst, pairs, worst, compensation }: ScreeningDraft,
  contingencies: readonly Contingency[],
): Partial<SpecOf<'contingency-screening'>> => ({
  contingencies: contingencies.map((one) => ({ ...one, elements: [...one.elements] })),
  exactForWorst,
  pairs: pairs ? { elements: null, worst } : null,
  compensation: compensation === 'model' ? null : { group: { kind: 'all' }, share: compensation },
});
