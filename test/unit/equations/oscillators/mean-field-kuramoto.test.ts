import { describe, expect, it } from 'vitest';
import { SwingSystem } from '../../../../src-main/equations/machines/swing.ts';
import { MeanFieldKuramoto } from '../../../../src-main/equations/oscillators/mean-field-kuramoto.ts';
import { integrate } from '../../../../src-main/numerics/ode/integrate.ts';
import { FixedStep } from '../../../../src-main/numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../../../src-main/numerics/ode/runge-kutta-4.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { swingNetwork } from '../machines/networks.ts';

const random = new RandomStream(12);
const n = 15;
const K = 2.5;
const omega = Float64Array.from({ length: n }, () => random.normal());
const theta = Float64Array.from({ length: n }, () => 2 * Math.PI * random.uniform());
const model = new MeanFieldKuramoto(omega, K);

describe('the Kuramoto model by its mean field', () => {
  it('equals the double sum over all pairs', () => {
    const out = new Float64Array(n);
    model.derivative(0, theta, out);
    for (let i = 0; i < n; i++) {
      let pull = 0;
      for (const other of theta) pull += Math.sin(other - theta[i]!);
      expect(out[i]).toBeCloseTo(omega[i]! + (K / n) * pull, 12);
    }
  });

  it('equals the model on the complete graph without inertia', () => {
    const edges: [number, number, number][] = [];
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) edges.push([i, j, K / n]);
    const zeros = Array.from({ length: n }, () => 0);
    const graph = swingNetwork({ omega: [...omega], M: zeros, D: zeros.map(() => 1), edges });
    const onGraph = new Float64Array(n);
    new SwingSystem(graph).derivative(0, theta, onGraph);
    const out = new Float64Array(n);
    model.derivative(0, theta, out);
    out.forEach((value, i) => expect(value).toBeCloseTo(onGraph[i]!, 12));
  });

  it('keeps the mean phase turning with the mean frequency', () => {
    const rk4 = new FixedStep(new RungeKutta4(model), 0.01);
    rk4.restart(0, theta);
    integrate(rk4, { end: 20, stop: () => false, onStep: () => undefined });
    const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / n;
    expect(mean(rk4.state) - mean(theta)).toBeCloseTo(20 * mean(omega), 10);
  });
});
