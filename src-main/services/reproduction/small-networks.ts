import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';

interface SmallNetwork {
  readonly omega: readonly number[];
  /** From, to and coupling; nodes count from 1. */
  readonly edges: readonly (readonly [number, number, number?])[];
  readonly theta0?: readonly number[];
  readonly inertia?: number;
}

/** Bare oscillators, as one writes them down: a coupling is 1 and a phase 0 where none is given. */
export const oscillators = ({
  omega,
  edges,
  theta0 = [],
  inertia = 0,
}: SmallNetwork): StudyNetwork => ({
  kind: 'oscillators',
  document: {
    format: 'phaselock-oscillators',
    version: 1,
    nodes: omega.map((power, i) => ({
      id: i + 1,
      omega: power,
      M: inertia,
      D: 1,
      theta0: theta0[i] ?? 0,
    })),
    edges: edges.map(([from, to, a = 1]) => ({ from, to, a, phi: 0 })),
  },
});

type Edges = readonly (readonly [number, number])[];

export const pathEdges = (n: number): Edges =>
  Array.from({ length: n - 1 }, (_, i) => [i + 1, i + 2]);

export const ringEdges = (n: number): Edges =>
  Array.from({ length: n }, (_, i) => [i + 1, ((i + 1) % n) + 1]);

export const completeEdges = (n: number): Edges =>
  Array.from({ length: n }, (_, i) => i + 1).flatMap((from) =>
    Array.from({ length: n - from }, (_, k): [number, number] => [from, from + k + 1]),
  );

/** What a study that draws its networks itself runs on. */
export const noNetwork = { kind: 'none' } as const;
