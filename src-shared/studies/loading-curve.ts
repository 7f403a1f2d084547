import type { EdgeRef } from './model-options.ts';
import type { EdgeLoading, LoadingRampResult } from './loading-ramp.ts';

/** The parts of a ramp's answer that say how the angles grow. */
export type LoadingPicture = Pick<
  LoadingRampResult,
  'perEdge' | 'curves' | 'trips' | 'simulated' | 'predicted' | 'exact'
>;

const rightAngle = Math.PI / 2;

/** Angle of a line at a loading by the linear prediction, rad; beyond 90 degrees there is none. */
export function predictedAngle(
  { dcDifference, dcGrowth }: Pick<EdgeLoading, 'dcDifference' | 'dcGrowth'>,
  loading: number,
): number {
  return Math.asin(dcDifference + loading * dcGrowth);
}

/** What a line has left at a loading by the prediction, rad: below 0 it is beyond its limit. */
export function predictedMargin(edge: EdgeLoading, loading: number): number {
  const limit = edge.limit ?? rightAngle;
  const angle = Math.abs(predictedAngle(edge, loading));
  return limit - (Number.isNaN(angle) ? rightAngle : angle);
}

export interface LineAtLoading extends EdgeRef {
  /** rad; null beyond 90 degrees. */
  readonly angle: number | null;
  readonly limit: number;
  readonly margin: number;
  /** Angle over limit, 1 at the limit. */
  readonly use: number;
}

/** Every line at a loading by the prediction, the closest to its limit first. */
export function linesAt(perEdge: readonly EdgeLoading[], loading: number): LineAtLoading[] {
  return perEdge
    .map((edge): LineAtLoading => {
      const limit = edge.limit ?? rightAngle;
      const angle = predictedAngle(edge, loading);
      const margin = predictedMargin(edge, loading);
      return {
        from: edge.from,
        to: edge.to,
        angle: Number.isNaN(angle) ? null : angle,
        limit,
        margin,
        use: 1 - margin / limit,
      };
    })
    .sort((a, b) => b.use - a.use);
}

/** Up to which loading a picture goes: beyond every answer and the end of the ramp. */
export function furthestLoading({ predicted, exact, curves }: LoadingPicture): number {
  const known = [predicted.loading, exact.loading, curves?.loading.at(-1)];
  const furthest = Math.max(...known.map((loading) => loading ?? 0));
  return furthest > 0 ? 1.1 * furthest : 100;
}

const sameEdge = (a: EdgeRef, b: EdgeRef): boolean => a.from === b.from && a.to === b.to;

export interface SimulatedPoints {
  readonly loading: readonly number[];
  /** rad */
  readonly margin: readonly number[];
}

const mostPoints = 60;

/** What a line has left over the ramp, until it opens or the first line is lost; at most 60 points. */
export function simulatedMargins(
  { curves, trips, simulated }: Pick<LoadingPicture, 'curves' | 'trips' | 'simulated'>,
  line: EdgeRef,
): SimulatedPoints | null {
  const curve = curves?.edges.find((edge) => sameEdge(edge, line));
  if (!curves || !curve) return null;
  const opened = trips.find(({ edge }) => sameEdge(edge, line))?.time ?? Infinity;
  const end = Math.min(opened, simulated?.time ?? Infinity);
  const kept = curves.time.flatMap((time, k) => (time <= end ? [k] : []));
  const every = Math.max(1, Math.ceil(kept.length / mostPoints));
  const shown = kept.filter((_, k) => k % every === 0 || k === kept.length - 1);
  const limit = curve.limit ?? rightAngle;
  return {
    loading: shown.map((k) => curves.loading[k] ?? NaN),
    margin: shown.map((k) => limit - Math.abs(curve.angle[k] ?? NaN)),
  };
}
