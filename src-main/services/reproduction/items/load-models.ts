import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { loadSample } from '../../../samples/samples.ts';
import { finalAngles } from '../final-angles.ts';
import type { PublishedItem } from '../published-item.ts';
import { within } from '../rows.ts';

/** Machines at 1 and 2, loads at 3 and 4; a load that does not follow the frequency is algebraic. */
const ringWithLoads = (loadDamping: number): StudyNetwork => ({
  kind: 'oscillators',
  document: {
    format: 'phaselock-oscillators',
    version: 1,
    nodes: [
      { id: 1, omega: 0.9, M: 0.2, D: 0.1, theta0: 0.9 },
      { id: 2, omega: 0.4, M: 0.2, D: 0.1, theta0: -0.3 },
      { id: 3, omega: -0.7, M: 0, D: loadDamping, theta0: 0.5 },
      { id: 4, omega: -0.6, M: 0, D: loadDamping, theta0: -0.2 },
    ],
    edges: [
      { from: 1, to: 3, a: 1.2, phi: 0 },
      { from: 2, to: 3, a: 1, phi: 0 },
      { from: 2, to: 4, a: 1, phi: 0 },
      { from: 1, to: 4, a: 1.5, phi: 0 },
    ],
  },
});

export const loadModels: PublishedItem = {
  id: 'b-figure-7',
  paper: 'B',
  title: 'Three kinds of loads',
  place: 'figure 7, SI section 2.3',
  claim:
    'Loads that follow the frequency and loads of constant power have the same synchronous states, stable alike; with loads of constant current and inductive admittance, eliminating the buses leaves a lossless network of the machines.',
  verdict: 'reproduced-under-assumptions',
  because:
    'With and without damping of the loads all ends in one state; lossless lines and inductive loads reduce to couplings without any phase shift, all machines joined. The loads of the 9-bus system, which draw active power, do not: their admittances shift the phases.',
  assumptions: [
    'Two machines and two loads on a ring; the paper prints no parameters.',
    'The 9-bus system for the reduction, once with resistances and active powers taken away. Constant currents only add to the powers, and are left out.',
  ],
  questions: 4,
  async compute(lab) {
    const end = async (loadDamping: number): Promise<number[]> => {
      const spec = { duration: 200, recordEvery: 10, tolerance: 1e-9, method: 'implicit' };
      return finalAngles(await lab.ask('time-domain', ringWithLoads(loadDamping), spec));
    };
    const [following, constant] = [await end(0.5), await end(0)];
    const apart = Math.max(...following.map((angle, i) => Math.abs(angle - (constant[i] ?? NaN))));
    const reduce = (grid: GridCase) => lab.ask('kron-reduction', { kind: 'grid', grid });
    const whole = loadSample('wscc9');
    const lossless = await reduce(withoutActivePower(whole));
    const lossy = await reduce(whole);
    const shift = (rows: readonly (readonly number[])[]): number =>
      Math.max(...rows.flat().map(Math.abs));
    const weakest = Math.min(
      ...lossless.coupling.flatMap((row, i) => row.filter((_coupling, j) => i !== j)),
    );
    return {
      rows: [
        within(
          { quantity: 'Distance of the state with constant loads', unit: 'rad', published: 0 },
          apart,
          { to: 1e-6 },
        ),
        within(
          { quantity: 'Largest phase shift, inductive loads', unit: 'rad', published: 0 },
          shift(lossless.phaseShift),
          { to: 1e-9 },
        ),
        within(
          { quantity: 'Weakest coupling of two machines', unit: 'p.u.', published: 'all joined' },
          weakest,
          { from: 0.01 },
        ),
        within(
          {
            quantity: 'Largest phase shift, loads as they are',
            unit: 'rad',
            published: 'not said',
          },
          shift(lossy.phaseShift),
          { from: 0.01 },
        ),
      ],
    };
  },
};

const withoutActivePower = (grid: GridCase): GridCase => ({
  ...grid,
  branches: grid.branches.map((branch) => ({ ...branch, resistancePu: 0 })),
  generators: grid.generators.map((machine) => ({ ...machine, pMw: 0 })),
  loads: grid.loads.map((load) => ({ ...load, pMw: 0 })),
});
