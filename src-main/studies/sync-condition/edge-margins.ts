import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { EdgeMargin, LimitCause } from '../../../src-shared/studies/sync-condition.ts';
import { radiansFromDegrees } from '../../../src-shared/units/quantities.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { edgeDifferences } from '../../equations/oscillators/cohesiveness.ts';

/**
 * Per edge, the linear and the exact difference beside the limit.
 *
 * @param linear L⁺ omega
 * @param state synchronous state, or null
 * @param resistance effective resistance of each edge
 */
export function edgeMargins(
  subject: StudyNetwork,
  model: NetworkModel,
  linear: Float64Array,
  state: Float64Array | null,
  resistance: readonly (number | null)[],
): EdgeMargin[] {
  const { network, nodes, angleLimit } = model;
  const differences = edgeDifferences(network, linear);
  const exact = state && edgeDifferences(network, state);
  const causes = limitCauses(subject, model);
  return Array.from(differences, (dcDifference, e) => {
    const predictedAngle = Math.abs(dcDifference) <= 1 ? Math.asin(dcDifference) : null;
    const exactAngle = exact ? exact[e]! : null;
    const angle = exactAngle ?? predictedAngle;
    const limit = angleLimit[e]!;
    return {
      from: nodes[network.edgeFrom[e]!]!,
      to: nodes[network.edgeTo[e]!]!,
      dcDifference,
      predictedAngle,
      exactAngle,
      limit,
      limitCause: causes[e]!,
      effectiveResistance: resistance[e] ?? null,
      margin: angle === null ? null : limit - Math.abs(angle),
    };
  });
}

/** What sets the angle limit of each edge: below 90 degrees an angle limit of a branch, or a rating. */
export function limitCauses(
  subject: StudyNetwork,
  { angleLimit, branchEdge }: NetworkModel,
): LimitCause[] {
  const causes = Array.from(angleLimit, (limit): LimitCause =>
    limit < Math.PI / 2 ? 'rating' : 'right-angle',
  );
  if (subject.kind === 'oscillators') return causes;
  subject.grid.branches.forEach(({ angleMinDegrees, angleMaxDegrees }, row) => {
    const edge = branchEdge[row]!;
    if (edge < 0 || causes[edge] !== 'rating') return;
    const sets = (degrees: number | null): boolean =>
      degrees !== null && radiansFromDegrees(Math.abs(degrees)) === angleLimit[edge];
    if (sets(angleMinDegrees) || sets(angleMaxDegrees)) causes[edge] = 'angle-limit';
  });
  return causes;
}
