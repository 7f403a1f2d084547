import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SwingSystem } from '../../src-main/equations/machines/swing.ts';
import { StiffSwingSystem } from '../../src-main/equations/machines/stiff-swing.ts';
import { fastestRate } from '../../src-main/equations/machines/step-limit.ts';
import { modelOf } from '../../src-main/equations/network/model-of.ts';
import type { NetworkModel } from '../../src-main/equations/network/network-model.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import { readNetwork } from '../../src-main/formats/read-network.ts';
import { Adaptive } from '../../src-main/numerics/ode/adaptive.ts';
import type { Integrator } from '../../src-main/numerics/ode/integrator.ts';
import { Rodas5P } from '../../src-main/numerics/ode/rodas-5p.ts';
import { FixedStep } from '../../src-main/numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../src-main/numerics/ode/runge-kutta-4.ts';
import { startingAngles } from '../../src-main/studies/time-domain/starting-angles.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';

const folder = new URL('../../../shared/cases/', import.meta.url);

function load(name: string): { subject: StudyNetwork; model: NetworkModel } {
  const { grid } = readNetwork(name, readFileSync(new URL(name, folder)));
  const subject: StudyNetwork = { kind: 'grid', grid: grid! };
  return { subject, model: modelOf(subject, defaultModelOptions) };
}

/** The workload's dynamics: M = D = 0.1 at buses with a machine, D = loadDamping elsewhere. */
function workloadNetwork({ network, machineNode }: NetworkModel, loadDamping: number) {
  const M = new Float64Array(network.n);
  const D = new Float64Array(network.n).fill(loadDamping);
  for (const node of machineNode) if (node >= 0) M[node] = D[node] = 0.1;
  return { ...network, weight: network.weight.slice(), M, D };
}

const squares = (values: Float64Array): number => values.reduce((sum, v) => sum + v * v, 0);

describe.skipIf(!existsSync(folder))(
  'the swing workload W1 of ../shared/WORKLOADS.md (skipped where ../shared/cases is not)',
  () => {
    /** Sums over theta and omega one second after branch row 168 of case2383wp has gone out. */
    const afterOneSecond = (
      loadDamping: number,
      integratorOf: (network: OscillatorNetwork) => Integrator,
    ): [theta: number, omega: number] => {
      const { subject, model } = load('case2383wp.m');
      const network = workloadNetwork(model, loadDamping);
      const start = startingAngles(subject, model).theta!;
      network.weight[model.branchEdge[168]!]! -= model.branchCoupling[168]!;
      const integrator = integratorOf(network);
      const y = new Float64Array(integrator.state.length);
      y.set(start);
      integrator.restart(0, y);
      while (integrator.time < 1) expect(integrator.advance(1)).toBe('accepted');
      const { state } = integrator;
      return [squares(state.subarray(0, network.n)), squares(state.subarray(network.n))];
    };

    it('reaches the check values of W1a after one second by RK4', () => {
      const [theta, omega] = afterOneSecond(
        20,
        (network) => new FixedStep(new RungeKutta4(new SwingSystem(network)), 1e-3),
      );
      expect(theta / 106.00758865769 - 1).toBeCloseTo(0, 11);
      expect(omega / 0.24542088748 - 1).toBeCloseTo(0, 9);
    });

    it('reaches those of W1c, the stiff one, by the implicit method', () => {
      const [theta, omega] = afterOneSecond(
        1,
        (network) =>
          new Adaptive(new Rodas5P(new StiffSwingSystem(network)), {
            relativeTolerance: 1e-12,
            absoluteTolerance: 1e-7,
            initialStep: 1e-4,
            largestStep: 0.1,
          }),
      );
      expect(theta).toBeCloseTo(112.7030037998, 6);
      expect(omega).toBeCloseTo(0.067788770637, 6);
    });

    it('knows the largest eigenvalue of each network, which the step must respect', () => {
      for (const [name, eigenvalue] of [
        ['case118.m', 589],
        ['case2383wp.m', 26313],
        ['case9241pegase.m', 52064],
      ] as const) {
        const { network } = load(name).model;
        const zero = new Float64Array(network.n);
        const one = new Float64Array(network.n).fill(1);
        const { rate } = fastestRate({ ...network, M: zero, D: one });
        expect(rate).toBeGreaterThan(0.999 * eigenvalue);
        expect(rate).toBeLessThan(1.04 * eigenvalue);
      }
    });
  },
);
