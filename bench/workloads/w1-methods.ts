import { compileSwingKernel } from '../../build/compile-kernels.mjs';
import { StiffSwingSystem } from '../../src-main/equations/machines/stiff-swing.ts';
import { SwingKernel } from '../../src-main/equations/machines/swing-kernel.ts';
import { SwingSystem } from '../../src-main/equations/machines/swing.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import { Adaptive } from '../../src-main/numerics/ode/adaptive.ts';
import type { OdeSystem } from '../../src-main/numerics/ode/ode-system.ts';
import { Rodas5P } from '../../src-main/numerics/ode/rodas-5p.ts';
import { RungeKutta4 } from '../../src-main/numerics/ode/runge-kutta-4.ts';
import { createTrajectory, sample, type Trajectory } from './w1-trajectory.ts';

/** The output of all swing workloads: every 0.01 s for 10 s, with the start. */
export const sampleCount = 1001;
const interval = 0.01;

let compiled: WebAssembly.Module | null = null;

export async function swingKernelModule(): Promise<WebAssembly.Module> {
  compiled ??= new WebAssembly.Module(await compileSwingKernel());
  return compiled;
}

/** Lanes that are run through the whole time together, so that their state stays in the cache. */
const block = 16;

/** RK4 by the kernel, one network after the other where there is one, else in blocks of lanes. */
export function byKernel(
  module: WebAssembly.Module,
  networks: readonly OscillatorNetwork[],
  theta0: Float64Array,
  h: number,
): Trajectory[] {
  const width = Math.min(block, networks.length);
  const trajectories: Trajectory[] = [];
  for (let first = 0; first < networks.length; first += width) {
    const kernel = new SwingKernel(module, networks.slice(first, first + width));
    const rows = kernel.state.length / width;
    const lanes = Array.from({ length: width }, () => createTrajectory(rows, sampleCount));
    theta0.forEach((angle, i) => kernel.state.fill(angle, i * width, (i + 1) * width));
    kernel.begin(0);
    for (let k = 0; k < sampleCount; k++) {
      if (k > 0) kernel.advance(Math.round(interval / h), h);
      lanes.forEach((lane, l) => {
        const out = sample(lane, k);
        for (let row = 0; row < rows; row++) out[row] = kernel.state[row * width + l]!;
      });
    }
    trajectories.push(...lanes);
  }
  return trajectories;
}

/** RK4 in TypeScript. */
export function byTypeScript(system: OdeSystem, theta0: Float64Array, h: number): Trajectory {
  const method = new RungeKutta4(system);
  const trajectory = createTrajectory(system.dimension, sampleCount);
  method.state.set(theta0);
  method.begin(0);
  for (let k = 0; k < sampleCount; k++) {
    for (let step = 0; k > 0 && step < Math.round(interval / h); step++) method.step(0, h);
    sample(trajectory, k).set(method.state);
  }
  return trajectory;
}

/** The implicit method, adaptive, its dense output sampled. */
export function byImplicitMethod(
  network: OscillatorNetwork,
  theta0: Float64Array,
  tolerance: number,
): Trajectory {
  const system = new StiffSwingSystem(network);
  const run = new Adaptive(new Rodas5P(system), {
    relativeTolerance: 1e-12,
    absoluteTolerance: tolerance,
    initialStep: 1e-4,
    largestStep: 0.25,
  });
  const trajectory = createTrajectory(system.dimension, sampleCount);
  sample(trajectory, 0).set(theta0);
  run.restart(0, sample(trajectory, 0));
  const end = (sampleCount - 1) * interval;
  for (let k = 1; k < sampleCount;) {
    if (run.advance(end) !== 'accepted') throw new Error(`The run ended at ${run.time} s.`);
    for (; k < sampleCount && k * interval <= run.time + 1e-12; k++) {
      const out = sample(trajectory, k);
      for (let row = 0; row < out.length; row++) {
        out[row] = run.component(row, Math.min(k * interval, run.time));
      }
    }
  }
  return trajectory;
}

/** `SwingSystem` with the library's sine and cosine: what the polynomial ones are measured against. */
export function withLibrarySine(network: OscillatorNetwork): OdeSystem {
  const { n, edgeFrom, edgeTo, weight, omega, M, D } = network;
  const { machines, dimension } = new SwingSystem(network);
  const sin = new Float64Array(n);
  const cos = new Float64Array(n);
  return {
    dimension,
    derivative: (_t, y, out) => {
      for (let i = 0; i < n; i++) {
        sin[i] = Math.sin(y[i]!);
        cos[i] = Math.cos(y[i]!);
        out[i] = omega[i]!;
      }
      for (let e = 0; e < weight.length; e++) {
        const i = edgeFrom[e]!;
        const j = edgeTo[e]!;
        const flow = weight[e]! * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
        out[i]! -= flow;
        out[j]! += flow;
      }
      for (let k = 0; k < machines.length; k++) {
        const i = machines[k]!;
        out[n + k] = (out[i]! - D[i]! * y[n + k]!) / M[i]!;
      }
      for (let i = 0; i < n; i++) out[i]! /= D[i]!;
      for (let k = 0; k < machines.length; k++) out[machines[k]!] = y[n + k]!;
    },
  };
}
