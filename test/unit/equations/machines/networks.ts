import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';

type Edge = readonly [from: number, to: number, weight: number, phaseShift?: number];

/** A network from lists; edges with from < to, sorted. */
export function swingNetwork(parts: {
  omega: readonly number[];
  M: readonly number[];
  D: readonly number[];
  edges: readonly Edge[];
}): OscillatorNetwork {
  const { omega, M, D, edges } = parts;
  const lossy = edges.some((edge) => edge[3] !== undefined);
  return {
    n: omega.length,
    edgeFrom: Int32Array.from(edges, (edge) => edge[0]),
    edgeTo: Int32Array.from(edges, (edge) => edge[1]),
    weight: Float64Array.from(edges, (edge) => edge[2]),
    phaseShift: lossy ? Float64Array.from(edges, (edge) => edge[3] ?? 0) : null,
    omega: Float64Array.from(omega),
    M: Float64Array.from(M),
    D: Float64Array.from(D),
  };
}

/** A connected network of n nodes with a ring and random chords; every third node has inertia. */
export function randomNetwork(
  n: number,
  seed: number,
  options = { lossy: false },
): OscillatorNetwork {
  const random = new RandomStream(seed);
  const edges: Edge[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const onRing = j === i + 1 || (i === 0 && j === n - 1);
      if (!onRing && random.uniform() > 0.15) continue;
      const weight = 1 + 4 * random.uniform();
      edges.push(options.lossy ? [i, j, weight, 0.3 * random.uniform()] : [i, j, weight]);
    }
  }
  const omega = Array.from({ length: n }, () => random.uniform() - 0.5);
  const mean = omega.reduce((sum, w) => sum + w, 0) / n;
  return swingNetwork({
    omega: omega.map((w) => w - mean),
    M: omega.map((_, i) => (i % 3 === 0 ? 0.1 + 0.1 * random.uniform() : 0)),
    D: omega.map(() => 0.2 + random.uniform()),
    edges,
  });
}
