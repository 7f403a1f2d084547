import type { Frames } from '../../src-shared/contract/run-documents.ts';

/** The angles and speeds of all nodes at one instant. */
export interface Instant {
  readonly nodes: Int32Array;
  readonly theta: Float32Array;
  readonly omega: Float32Array;
  /** r e^(i psi) = mean of e^(i theta) over all nodes: the order parameter. */
  readonly r: number;
  readonly psi: number;
}

export function instantOf(frames: Frames, index: number): Instant {
  const { nodes } = frames;
  const row = (values: Float32Array): Float32Array =>
    values.subarray(index * nodes.length, (index + 1) * nodes.length);
  const theta = row(frames.theta);
  return { nodes, theta, omega: row(frames.omega), ...orderParameter(theta) };
}

/** r e^(i psi) = mean of e^(i theta). */
export function orderParameter(theta: ArrayLike<number> & Iterable<number>): {
  readonly r: number;
  readonly psi: number;
} {
  let [x, y] = [0, 0];
  for (const angle of theta) {
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  const count = Math.max(1, theta.length);
  return { r: Math.hypot(x, y) / count, psi: Math.atan2(y, x) };
}

/** An angle in degrees from -180 to 180. */
export function wrappedDegrees(radians: number): number {
  const turns = radians / (2 * Math.PI);
  return 360 * (turns - Math.round(turns));
}

/** What the angles are counted from: the centre of all phases, a bus, or the synchronous frame. */
export type AngleOrigin = 'centre' | 'synchronous' | number;

export function originAngle({ nodes, theta, psi }: Instant, origin: AngleOrigin): number {
  if (origin === 'centre') return psi;
  if (origin === 'synchronous') return 0;
  return theta[nodes.indexOf(origin)] ?? 0;
}
