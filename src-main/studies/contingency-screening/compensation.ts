import { compensationWeights, DispatchError } from '../../../src-shared/grid/dispatch.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';

/**
 * Shares of the machines in what an outage loses, by row; null where the model's balance rule holds.
 *
 * @throws StudyRefusal where the rule of the spec names what is not there, or nobody has a share
 */
export function requireCompensation(
  subject: StudyNetwork,
  { compensation }: ContingencyScreeningSpec,
): number[] | null {
  if (compensation === null) return null;
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal('compensation: bare oscillators have no generators: leave it out.');
  }
  try {
    return compensationWeights(subject.grid, compensation, 'compensation');
  } catch (error) {
    throw error instanceof DispatchError ? new StudyRefusal(error.message) : error;
  }
}
