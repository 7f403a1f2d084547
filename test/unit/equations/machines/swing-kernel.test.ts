import { beforeAll, describe, expect, it } from 'vitest';
import { compileSwingKernel } from '../../../../build/compile-kernels.mjs';
import { SwingKernel } from '../../../../src-main/equations/machines/swing-kernel.ts';
import { SwingSystem } from '../../../../src-main/equations/machines/swing.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { FixedStep } from '../../../../src-main/numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../../../src-main/numerics/ode/runge-kutta-4.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { randomNetwork } from './networks.ts';

const h = 0.002;

/** Angles over several turns, so that every quadrant of the sine is met. */
function startingState(network: OscillatorNetwork, seed: number): Float64Array {
  const random = new RandomStream(seed);
  const length = new SwingSystem(network).dimension;
  return Float64Array.from({ length }, () => 12 * random.uniform() - 6);
}

function byTypeScript(network: OscillatorNetwork, start: Float64Array, steps: number): number[] {
  const method = new RungeKutta4(new SwingSystem(network));
  method.state.set(start);
  method.begin(0);
  for (let step = 0; step < steps; step++) method.step(step * h, h);
  return [...method.state, ...method.startSlope, ...method.endSlope];
}

describe('the swing kernel in WebAssembly', () => {
  let module: WebAssembly.Module;

  beforeAll(async () => {
    module = new WebAssembly.Module(await compileSwingKernel());
  });

  it.each([12, 13, 30, 31])(
    'equals the TypeScript form to the bit on a network of %i nodes',
    (n) => {
      const network = randomNetwork(n, n);
      const start = startingState(network, 2);
      const kernel = new SwingKernel(module, [network]);
      kernel.state.set(start);
      kernel.begin(0);
      for (let step = 0; step < 500; step++) kernel.step(step * h, h);
      const all = [...kernel.state, ...kernel.startSlope, ...kernel.endSlope];
      expect(all).toEqual(byTypeScript(network, start, 500));
    },
  );

  it('equals it in each of six lanes with lines of their own out', () => {
    const base = randomNetwork(15, 7);
    const networks = Array.from({ length: 6 }, (_, lane) => {
      const weight = base.weight.slice();
      weight[3 * lane] = 0;
      return { ...base, weight, omega: base.omega.map((power) => power * (1 + 0.1 * lane)) };
    });
    const starts = networks.map((network, lane) => startingState(network, lane));
    const kernel = new SwingKernel(module, networks);
    starts.forEach((start, lane) =>
      start.forEach((value, row) => (kernel.state[row * 6 + lane] = value)),
    );
    kernel.begin(0);
    for (let part = 0; part < 30; part++) kernel.advance(10, h);
    networks.forEach((network, lane) => {
      const rows = [...kernel.state].filter((_, at) => at % 6 === lane);
      expect(rows).toEqual(byTypeScript(network, starts[lane]!, 300).slice(0, rows.length));
    });
  });

  it('runs behind the fixed-step integrator, dense output included', () => {
    const network = randomNetwork(20, 1);
    const start = startingState(network, 3);
    const runs = [
      new FixedStep(new SwingKernel(module, [network]), h),
      new FixedStep(new RungeKutta4(new SwingSystem(network)), h),
    ];
    const curves = runs.map((run) => {
      run.restart(0, start);
      while (run.time < 0.501) expect(run.advance(0.501)).toBe('accepted');
      return Array.from({ length: 20 }, (_, i) => [run.component(i, 0.5004), run.slope(i, 0.5004)]);
    });
    expect(curves[0]).toEqual(curves[1]);
  });

  it('refuses an odd number of lanes and lines with phase shifts', () => {
    const network = randomNetwork(6, 1);
    expect(() => new SwingKernel(module, [network, network, network])).toThrow(/even number/);
    const lossy = randomNetwork(6, 1, { lossy: true });
    expect(() => new SwingKernel(module, [lossy])).toThrow(/lossless edges/);
  });
});
