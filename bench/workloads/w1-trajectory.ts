import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';

/** What a run keeps: theta of all nodes, then omega of the machines, sample by sample. */
export interface Trajectory {
  readonly rows: number;
  readonly samples: Float64Array;
}

export const createTrajectory = (rows: number, samples: number): Trajectory => ({
  rows,
  samples: new Float64Array(rows * samples),
});

export const sample = ({ rows, samples }: Trajectory, k: number): Float64Array =>
  samples.subarray(k * rows, (k + 1) * rows);

export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}

/** Largest |theta_i - theta_j| over all samples and edges in service. */
export function largestEdgeAngle(network: OscillatorNetwork, trajectory: Trajectory): number {
  const { edgeFrom, edgeTo, weight } = network;
  const { rows, samples } = trajectory;
  let largest = 0;
  for (let at = 0; at < samples.length; at += rows) {
    for (let e = 0; e < weight.length; e++) {
      if (weight[e] === 0) continue;
      const angle = Math.abs(samples[at + edgeFrom[e]!]! - samples[at + edgeTo[e]!]!);
      if (angle > largest) largest = angle;
    }
  }
  return largest;
}

/** Largest |omega| of all samples. */
export function largestFrequency(n: number, { rows, samples }: Trajectory): number {
  let largest = 0;
  for (let at = 0; at < samples.length; at += rows) {
    for (let k = n; k < rows; k++) largest = Math.max(largest, Math.abs(samples[at + k]!));
  }
  return largest;
}

/** Largest difference of two trajectories of one shape. */
export function largestDifference(a: Trajectory, b: Trajectory): number {
  let largest = 0;
  for (let k = 0; k < a.samples.length; k++) {
    largest = Math.max(largest, Math.abs(a.samples[k]! - b.samples[k]!));
  }
  return largest;
}
