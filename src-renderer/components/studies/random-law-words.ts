import { graphFamilies } from '../../../src-shared/studies/random-law.ts';
import type {
  EnsemblePoint,
  GraphFamily,
  PowerLaw,
} from '../../../src-shared/studies/random-law.ts';
import { graphFamilyName } from '../../../src-shared/studies/synthetic-network.ts';

export const familyChoices: readonly { readonly id: GraphFamily; readonly name: string }[] =
  graphFamilies.map((id) => ({ id, name: graphFamilyName(id) }));

export const powerLawChoices: readonly { readonly id: PowerLaw; readonly name: string }[] = [
  { id: 'bipolar', name: 'Powers −1 or +1' },
  { id: 'uniform', name: 'Powers uniform on [−1, 1]' },
];

/** `Erdős–Rényi, bipolar, n = 20, p = 0.3` */
export const pointText = ({ graph, omega, n, p }: EnsemblePoint): string =>
  [graphFamilyName(graph), omega, `n = ${n}`, ...(p === null ? [] : [`p = ${p}`])].join(', ');
