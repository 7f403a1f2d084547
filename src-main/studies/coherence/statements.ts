import type {
  CoherenceSpec,
  StatementOutcome,
  StatementShare,
} from '../../../src-shared/studies/coherence.ts';
import { wilsonInterval } from '../../numerics/statistics/proportion.ts';

/** What paper A says of its figure 2. */
const paperStatements = [
  { K: 0.5, above: null, below: 0.4 },
  { K: 2, above: 0.6, below: 0.8 },
  { K: 5, above: 0.9, below: null },
] as const;

/** Means and extremes of the coherence, draw by draw, at one coupling. */
export interface CoherenceOfDraws {
  readonly mean: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly wholeLeast: Float64Array;
  readonly wholeMost: Float64Array;
}

/** In how many draws each statement about a coupling of the list held. */
export function statementOutcomes(
  { statements, K }: Pick<CoherenceSpec, 'statements' | 'K'>,
  drawsAt: (position: number) => CoherenceOfDraws,
): StatementOutcome[] {
  return (statements ?? paperStatements).flatMap((statement) => {
    const position = K.indexOf(statement.K);
    if (position < 0) return [];
    const { above, below } = statement;
    const share = (least: Float64Array, most: Float64Array): StatementShare => {
      const holds = (low: number, draw: number): boolean =>
        low > (above ?? -Infinity) && most[draw]! < (below ?? Infinity);
      const count = least.filter(holds).length;
      return { share: count / least.length, ...wilsonInterval(count, least.length) };
    };
    const { mean, least, most, wholeLeast, wholeMost } = drawsAt(position);
    return [
      {
        ...statement,
        mean: share(mean, mean),
        curve: share(least, most),
        wholeCurve: share(wholeLeast, wholeMost),
      },
    ];
  });
}
