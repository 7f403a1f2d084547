import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../../src-main/equations/network/model-of.ts';
import { timelineOf } from '../../../../src-main/studies/time-domain/stages.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { fourBuses, oscillators, specOf, trip } from './grids.ts';

const grid: StudyNetwork = { kind: 'grid', grid: fourBuses };

function timeline(given: Parameters<typeof specOf>[0], subject = grid) {
  const spec = specOf(given);
  return timelineOf(subject, modelOf(subject, spec.network), spec);
}

/** Weights in the order of the edges 1–2, 1–3, 2–3, 3–4. */
const weights = (stage: { network: { weight: Float64Array } }): number[] => [
  ...stage.network.weight,
];

describe('the stages of a run', () => {
  it('are one, equal to the model, where nothing happens', () => {
    const { before, stages, events } = timeline({});
    const { network } = modelOf(grid, specOf({}).network);
    expect(stages).toHaveLength(1);
    expect(stages[0]!.network).toEqual(network);
    expect(before).toEqual(network);
    expect(events).toEqual([]);
  });

  it('take the share of one of two parallel branches, then the rest, and give both back', () => {
    const { stages } = timeline({
      events: [
        trip(1, 2, 3, '2'),
        trip(2, 2, 3, '1'),
        trip(3, 2, 3, '1', 'reclose'),
        trip(4, 2, 3, '2', 'reclose'),
      ],
    });
    expect(stages.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4]);
    const of23 = stages.map((stage) => weights(stage)[2]);
    expect(of23).toEqual([7.5, 5, 0, 5, 7.5]);
    expect(stages[4]!.network).toEqual(stages[0]!.network);
  });

  it('turn a bus that has lost its machine into a load bus', () => {
    const { stages } = timeline({
      loadDamping: 0.25,
      events: [{ kind: 'trip', time: 0, element: { kind: 'generator', bus: 2, id: '1' } }],
    });
    const [stage] = stages;
    expect([stage!.network.M[1], stage!.network.D[1]]).toEqual([0, 0.25]);
    expect(stage!.network.omega[1]).toBeCloseTo(0, 14);
    // M = 2 H S / (2 pi f S_base), D = D_pu S / (2 pi f S_base)
    const base = 2 * Math.PI * 60 * 100;
    expect(stage!.network.M[0]).toBeCloseTo((2 * 4 * 200) / base, 14);
    expect(stage!.network.D[0]).toBeCloseTo((30 * 200) / base, 14);
  });

  it('give a tripped load back to its bus, and take everything from a tripped bus', () => {
    const [loadOut] = timeline({
      events: [{ kind: 'trip', time: 0, element: { kind: 'load', bus: 3, id: '1' } }],
    }).stages;
    expect(loadOut!.network.omega[2]).toBeCloseTo(0, 14);
    const [busOut] = timeline({
      events: [{ kind: 'trip', time: 0, element: { kind: 'bus', number: 3 } }],
    }).stages;
    expect(weights(busOut!)).toEqual([5, 0, 0, 0]);
    expect(busOut!.network.omega[2]).toBe(0);
    expect(busOut!.network.omega[3]).toBeCloseTo(-0.7, 14);
  });

  it('add steps at once and ramps over their duration, also where they overlap', () => {
    const { stages } = timeline({
      events: [
        { kind: 'ramp', time: 1, bus: 4, changeMw: -40, durationSeconds: 4 },
        { kind: 'step', time: 2, bus: 4, changeMw: 10 },
        { kind: 'ramp', time: 3, bus: 4, changeMw: 30, durationSeconds: 1 },
      ],
    });
    const start = -0.7;
    const at4 = stages.map(({ time, network, ramp }) => [
      time,
      network.omega[3]! - start,
      ramp?.rate[3] ?? 0,
    ]);
    const expected = [
      [0, 0, 0],
      [1, 0, -0.1],
      [2, 0, -0.1],
      [3, -0.1, 0.2],
      [4, 0.1, -0.1],
      [5, 0, 0],
    ];
    at4.flat().forEach((value, i) => expect(value).toBeCloseTo(expected.flat()[i]!, 12));
  });

  it('have no inertia in the first-order model', () => {
    const [stage] = timeline({ model: 'first-order' }).stages;
    expect([...stage!.network.M]).toEqual([0, 0, 0, 0]);
    expect(stage!.network.D[0]).toBeGreaterThan(0.1);
  });

  it('name the edges of bare oscillators like branches, and keep their omega as given', () => {
    const document = oscillators(
      [{ omega: 1 }, { omega: 0.5 }],
      [
        { from: 1, to: 2, a: 2 },
        { from: 1, to: 2, a: 3 },
      ],
    );
    const { stages } = timeline(
      { events: [trip(1, 1, 2, '2')] },
      { kind: 'oscillators', document },
    );
    expect(stages.map((stage) => weights(stage))).toEqual([[5], [2]]);
    expect([...stages[1]!.network.omega]).toEqual([1, 0.5]);
  });

  it('list the events as they were ordered, in the order of time', () => {
    const { events } = timeline({
      events: [trip(3, 1, 2), { kind: 'step', time: 1, bus: 4, changeMw: 1 }],
    });
    expect(events).toEqual([
      { time: 1, kind: 'step', element: 'Bus 4' },
      { time: 3, kind: 'trip', element: 'Branch 1–2' },
    ]);
  });

  it('refuse what is not there, a second trip, and reclosing what is closed', () => {
    const refusal = (events: Parameters<typeof specOf>[0]['events']) => () => timeline({ events });
    expect(refusal([trip(1, 1, 4)])).toThrow(/Branch 1–4 is not in service/);
    expect(refusal([{ kind: 'step', time: 1, bus: 9, changeMw: 1 }])).toThrow(/Bus 9 is not/);
    expect(refusal([trip(1, 1, 2), trip(2, 1, 2)])).toThrow(/is out already/);
    expect(refusal([trip(1, 1, 2, '1', 'reclose')])).toThrow(/nothing has tripped it/);
    const shunt = { kind: 'shunt', bus: 3, id: '1' } as const;
    expect(refusal([{ kind: 'trip', time: 1, element: shunt }])).toThrow(/no part of the model/);
  });
});
