import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type {
  EnergyPicture,
  SyncConditionSpec,
} from '../../../src-shared/studies/sync-condition.ts';
import { edgeBetween } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { energySection } from '../../equations/oscillators/energy.ts';
import type { LinearPoint } from '../linear-point.ts';

/** Angles from -pi to pi at which the energies are drawn. */
const POINTS = 181;

/**
 * The energies along the angle of the edge that the spec names, or of the worst one; null where the
 * network has no edge.
 *
 * @param state synchronous state, or null
 * @throws StudyRefusal where the named edge is not in the model
 */
export function energyPicture(
  model: NetworkModel,
  linear: LinearPoint,
  state: Float64Array | null,
  { energyEdge }: SyncConditionSpec,
): EnergyPicture | null {
  const { network, nodes } = model;
  const edge = energyEdge ? namedEdge(model, energyEdge) : linear.worst.edge;
  if (edge < 0) return null;
  const [i, j] = [network.edgeFrom[edge]!, network.edgeTo[edge]!];
  const angle = Float64Array.from(
    { length: POINTS },
    (_, k) => Math.PI * ((2 * k) / (POINTS - 1) - 1),
  );
  const { laplacian, theta } = linear;
  const section = energySection(network, laplacian, theta, state, edge, angle);
  return {
    from: nodes[i]!,
    to: nodes[j]!,
    angle: [...section.angle],
    energy: [...section.energy],
    quadratic: [...section.quadratic],
    stableAngle: state ? state[i]! - state[j]! : null,
    quadraticAngle: theta[i]! - theta[j]!,
  };
}

function namedEdge(model: NetworkModel, { from, to }: { from: number; to: number }): number {
  const edge = edgeBetween(model, from, to);
  if (edge >= 0) return edge;
  throw new StudyRefusal(
    `energyEdge: no branch in service joins ${from} and ${to}: name the two ends of one, or leave it out for the worst edge.`,
  );
}
