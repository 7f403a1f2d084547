import { emptyGrid } from '../../../../src-shared/grid/grid-case.ts';
import type { Branch, Generator, GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { OscillatorDocument } from '../../../../src-shared/grid/oscillator-document.ts';
import type { StudyContext } from '../../../../src-shared/studies/study-room.ts';
import {
  type TimeDomainSpec,
  timeDomainSpecSchema,
} from '../../../../src-shared/studies/time-domain.ts';
import type { z } from 'zod';

import { aBranch, aBus, aGenerator, aLoad } from '../../../fixtures/small-grid.ts';

const branch = (from: number, to: number, reactancePu: number, circuit = '1'): Branch =>
  aBranch(from, to, { resistancePu: 0, reactancePu, circuit });

const generator = (at: number, pMw: number, inertiaSeconds: number | null): Generator =>
  aGenerator(at, pMw, {
    pMaxMw: 300,
    ratingMva: 200,
    dynamics:
      inertiaSeconds === null
        ? null
        : { inertiaSeconds, dampingPu: 30, transientReactancePu: 0.3, source: 'entered' },
  });

/** Two machines (buses 1 and 2) feed loads at 3 and 4; two circuits 2–3; 3–4 is the only way to 4. */
export const fourBuses: GridCase = {
  ...emptyGrid,
  name: 'Four buses',
  buses: [aBus(1, { type: 'slack' }), aBus(2, { type: 'pv' }), aBus(3), aBus(4)],
  branches: [
    branch(1, 2, 0.2),
    branch(1, 3, 0.1),
    branch(2, 3, 0.2, '1'),
    branch(2, 3, 0.4, '2'),
    branch(3, 4, 0.1),
  ],
  generators: [generator(1, 120, 4), generator(2, 130, null)],
  loads: [aLoad(3, 180), aLoad(4, 70)],
};

const undamped = (at: number, pMw: number, inertiaSeconds: number): Generator => ({
  ...generator(at, pMw, inertiaSeconds),
  ratingMva: 100,
  dynamics: { inertiaSeconds, dampingPu: 0, transientReactancePu: 0.3, source: 'entered' },
});

/** 80 MW from a machine with H = 5 s over two circuits, a = 1.5 and 0.5, into an infinite bus. */
export const machineAndInfiniteBus: GridCase = {
  ...emptyGrid,
  name: 'One machine at an infinite bus',
  buses: [aBus(1, { type: 'pv' }), aBus(2, { type: 'slack' })],
  branches: [branch(1, 2, 1 / 1.5, '1'), branch(1, 2, 2, '2')],
  generators: [undamped(1, 80, 5), undamped(2, 0, 1e9)],
  loads: [aLoad(2, 80)],
};

export const specOf = (given: z.input<typeof timeDomainSpecSchema>): TimeDomainSpec =>
  timeDomainSpecSchema.parse(given);

export const trip = (
  time: number,
  from: number,
  to: number,
  circuit = '1',
  kind: 'trip' | 'reclose' = 'trip',
) => ({ kind, time, element: { kind: 'branch' as const, from, to, circuit } });

/** A context that never stops and keeps what was reported. */
export function reportingContext(): StudyContext & { readonly reported: number[] } {
  const reported: number[] = [];
  return {
    seed: 1,
    stopped: () => false,
    progress: (fraction) => reported.push(fraction),
    reported,
  };
}

export function oscillators(
  nodes: readonly { omega: number; M?: number; D?: number; theta0?: number }[],
  edges: readonly { from: number; to: number; a: number; phi?: number }[],
): OscillatorDocument {
  return {
    format: 'phaselock-oscillators',
    version: 1,
    nodes: nodes.map((node, i) => ({ id: i + 1, M: 0, D: 1, theta0: 0, ...node })),
    edges: edges.map((edge) => ({ phi: 0, ...edge })),
  };
}
