import { describe, expect, it } from 'vitest';

import { curveService } from '../../../src-main/services/curves.ts';
import type { CurveService } from '../../../src-main/services/curves.ts';
import { packResult } from '../../../src-main/store/study-results.ts';
import { aRun, aScenario, aStore } from '../../fixtures/a-store.ts';

const samples = 5000;

/** Bus 12 swings as sin t, bus 7 as 2 cos t: closed forms to compare with. */
async function aSimulation(): Promise<{ curves: CurveService; runId: number }> {
  const store = aStore();
  const runId = aRun(store, aScenario(store));
  const time = Float64Array.from({ length: samples }, (_, k) => k / 100);
  const result = {
    status: 'finished',
    events: [{ time: 1.2345 }, { time: 7.5 }],
    time,
    nodes: Int32Array.of(12, 7),
    theta: Float64Array.from({ length: 2 * samples }, (_, k) =>
      k % 2 === 0 ? Math.sin(time[k >> 1]!) : 2 * Math.cos(time[k >> 1]!),
    ),
    omega: Float64Array.from({ length: 2 * samples }, (_, k) => k % 2),
    orderParameter: time.map(() => 0.9),
    centreFrequency: time.map((t) => -t),
  };
  store.results.write(runId, await packResult(result));
  return { curves: curveService(store), runId };
}

describe('curves of a simulation', () => {
  it('are those of their buses and branches, in rad and rad/s', async () => {
    const { curves, runId } = await aSimulation();
    const signals = ['theta/7', 'omega/7', 'line/12-7', 'order-parameter', 'centre-frequency'];
    const reply = await curves.curves({ runId, signals, from: 1, to: 1.02, pixels: 100 });
    const values = reply.curves.map(({ time, value }) => value[time.indexOf(1.01)]);
    const t = 1.01;
    const expected = [2 * Math.cos(t), 1, Math.sin(t) - 2 * Math.cos(t), 0.9, -t];
    values.forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 12));
    expect(reply.curves.map(({ label, unit }) => [label, unit])).toEqual([
      ['Bus 7', 'rad'],
      ['Bus 7', 'rad/s'],
      ['12–7', 'rad'],
      ['Order parameter', ''],
      ['Centre of inertia', 'rad/s'],
    ]);
  });

  it('can be counted from the centre of inertia, which turns by the integral of its speed', async () => {
    const { curves, runId } = await aSimulation();
    const request = { runId, signals: ['centred/12'], from: 3, to: 3.02, pixels: 100 };
    const [curve] = (await curves.curves(request)).curves;
    const t = 3.01;
    // Its speed is -t: it turns by -t²/2, which the trapezoidal rule gives exactly.
    expect(curve!.value[curve!.time.indexOf(t)]).toBeCloseTo(Math.sin(t) + t ** 2 / 2, 9);
    expect([curve!.label, curve!.unit]).toEqual(['Bus 12', 'rad']);
  });

  it('cover the whole run unless a window is asked for, thinned to the pixels', async () => {
    const { curves, runId } = await aSimulation();
    const {
      from,
      to,
      curves: found,
    } = await curves.curves({ runId, signals: ['theta/12'], pixels: 20 });
    expect([from, to]).toEqual([0, 49.99]);
    expect(found[0]!.time.length).toBeLessThanOrEqual(84);
    expect(Math.max(...found[0]!.value)).toBeCloseTo(1, 4);
  });

  it('leave out what the run does not have', async () => {
    const { curves, runId } = await aSimulation();
    const signals = ['theta/99', 'line/12-99', 'line/12', 'nonsense', 'theta/12'];
    const reply = await curves.curves({ runId, signals, pixels: 16 });
    expect(reply.curves.map(({ signal }) => signal)).toEqual(['theta/12']);
  });

  it('are refused for a run that has none', async () => {
    const store = aStore();
    const runId = aRun(store, aScenario(store));
    const reply = curveService(store).curves({ runId, signals: [], pixels: 16 });
    await expect(reply).rejects.toThrow(/has no curves: simulate an outage first/);
  });
});

describe('a snapshot', () => {
  it('is the sample nearest to the time', async () => {
    const { curves, runId } = await aSimulation();
    const { time, nodes, theta, omega } = await curves.snapshot({ runId, time: 2.0149 });
    expect(time).toBeCloseTo(2.01, 12);
    expect([...nodes]).toEqual([12, 7]);
    expect(theta[0]).toBeCloseTo(Math.sin(2.01), 6);
    expect(theta[1]).toBeCloseTo(2 * Math.cos(2.01), 6);
    expect([...omega]).toEqual([0, 1]);
    expect((await curves.snapshot({ runId, time: 2.0151 })).time).toBeCloseTo(2.02, 12);
  });

  it('outside the run is its first or its last', async () => {
    const { curves, runId } = await aSimulation();
    expect((await curves.snapshot({ runId, time: -1 })).time).toBe(0);
    expect((await curves.snapshot({ runId, time: 1e9 })).time).toBe(49.99);
  });
});

describe('the frames of a playback', () => {
  it('go from the first sample to the last, evenly, with those of the events', async () => {
    const { curves, runId } = await aSimulation();
    const { time, nodes, theta, omega } = await curves.frames({ runId, most: 11 });
    expect(time[0]).toBe(0);
    expect(time.at(-1)).toBe(49.99);
    const even = Array.from({ length: 11 }, (_, k) => Math.round((4999 * k) / 10) / 100);
    const expected = [...new Set([...even, 1.23, 7.5])].sort((a, b) => a - b);
    expect(time).toHaveLength(expected.length);
    expected.forEach((at, k) => expect(Math.abs(time[k]! - at)).toBeLessThan(0.011));
    expect([...nodes]).toEqual([12, 7]);
    time.forEach((t, k) => {
      expect(theta[2 * k]).toBeCloseTo(Math.sin(t), 6);
      expect(theta[2 * k + 1]).toBeCloseTo(2 * Math.cos(t), 6);
      expect([omega[2 * k], omega[2 * k + 1]]).toEqual([0, 1]);
    });
  });

  it('are all samples of a short run', async () => {
    const { curves, runId } = await aSimulation();
    expect((await curves.frames({ runId, most: 5000 })).time).toHaveLength(samples);
  });
});
