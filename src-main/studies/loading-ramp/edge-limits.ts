import type { LoadingRampSpec } from '../../../src-shared/studies/loading-ramp.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { edgeBetween } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';

export interface EdgeLimits {
  /** Largest angle of each edge, rad; Infinity where it has none. */
  readonly angle: Float64Array;
  /** Angle at which it opens in a simulation: of those limits, the ones that a branch brings itself. */
  readonly trip: Float64Array;
}

/**
 * The limits that a loading runs up against. 90 degrees end the prediction and the continuation but
 * open no branch: no protection acts on them.
 *
 * @throws StudyRefusal where a single limit is for an edge that is not there
 */
export function edgeLimits(
  model: NetworkModel,
  { limits, edgeLimits: single }: Pick<LoadingRampSpec, 'limits' | 'edgeLimits'>,
): EdgeLimits {
  const none = { ratings: Math.PI / 2, 'right-angle': Math.PI / 2, none: Infinity }[limits];
  const angle = model.angleLimit.map((limit) => (limits === 'ratings' ? limit : none));
  const trip = angle.map((limit) => (limit < Math.PI / 2 ? limit : Infinity));
  for (const { from, to, angle: most } of single) {
    const edge = edgeBetween(model, from, to);
    if (edge < 0) {
      throw new StudyRefusal(
        `edgeLimits: no branch in service joins ${from} and ${to}: name the two ends of one.`,
      );
    }
    angle[edge] = trip[edge] = most;
  }
  return { angle, trip };
}
