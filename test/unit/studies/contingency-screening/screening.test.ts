import { describe, expect, it } from 'vitest';

import { planContingencyScreening } from '../../../../src-main/studies/contingency-screening/plan.ts';
import { reduceContingencyScreening } from '../../../../src-main/studies/contingency-screening/reduce.ts';
import { runContingencyScreening } from '../../../../src-main/studies/contingency-screening/run.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../../src-shared/studies/catalogue.ts';
import { contingencyScreeningSpecSchema } from '../../../../src-shared/studies/contingency-screening.ts';
import type { ContingencyScreeningSpec } from '../../../../src-shared/studies/contingency-screening.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const specOf = (changes: Partial<ContingencyScreeningSpec> = {}): ContingencyScreeningSpec => ({
  ...contingencyScreeningSpecSchema.parse({}),
  ...changes,
});

function screen(network: StudyNetwork, spec = specOf(), cuts: readonly number[] = []) {
  const whole = planContingencyScreening(network, spec).chunks.at(-1)!.to;
  const bounds = [0, ...cuts, whole];
  const parts = bounds
    .slice(1)
    .map((to, k) =>
      runContingencyScreening(network, spec, { from: bounds[k]!, to }, quietContext()),
    );
  return reduceContingencyScreening(network, spec, parts);
}

const gridOf = (grid: GridCase): StudyNetwork => ({ kind: 'grid', grid });

/** A triangle with a radial load of 30 MW behind two circuits, and a radial machine. */
const radial = triangle({
  buses: [aBus(1, { type: 'slack' }), aBus(2), aBus(3), aBus(4), aBus(5), aBus(6)],
  branches: [
    aBranch(1, 2),
    aBranch(2, 3),
    aBranch(1, 3),
    aBranch(3, 4),
    aBranch(3, 4, { circuit: '2' }),
    aBranch(4, 6),
    aBranch(2, 5),
  ],
  generators: [
    aGenerator(1, 70),
    aGenerator(5, 60),
    aGenerator(5, 10, { inService: false, id: '2' }),
  ],
  loads: [aLoad(2, 60), aLoad(3, 40), aLoad(4, 25), aLoad(6, 5)],
});

const contingency = (name: string, ...elements: ElementRef[]) => ({
  name,
  elements,
  enabled: true,
});
const branch = (from: number, to: number, circuit = '1'): ElementRef => ({
  kind: 'branch',
  from,
  to,
  circuit,
});

describe('contingency screening', () => {
  it('screens every branch and machine in service, in the order of the tables', () => {
    const { outages } = screen(gridOf(radial));
    expect(outages.map(({ element }) => element)).toEqual([
      'Branch 1–2',
      'Branch 2–3',
      'Branch 1–3',
      'Branch 3–4',
      'Branch 3–4 circuit 2',
      'Branch 4–6',
      'Branch 2–5',
      'Generator 1 at bus 1',
      'Generator 1 at bus 5',
    ]);
  });

  it('makes islanding a class of its own, with what is cut off', () => {
    const { outages } = screen(gridOf(radial));
    const islanding = outages.filter(({ status }) => status === 'islanding');
    expect(
      islanding.map(({ element, islandedMw, islandedGenerationMw, islandedBuses }) => [
        element,
        islandedMw,
        islandedGenerationMw,
        islandedBuses,
      ]),
    ).toEqual([
      ['Branch 4–6', 5, 0, 1],
      ['Branch 2–5', 0, 60, 1],
    ]);
  });

  it('cuts off what hangs behind two circuits only when both go', () => {
    const both = specOf({
      contingencies: [
        contingency('both', branch(3, 4), branch(3, 4, '2')),
        contingency('one', branch(3, 4)),
        contingency('the bus', { kind: 'bus', number: 4 }),
      ],
    });
    const [two, one, bus] = screen(gridOf(radial), both).outages;
    expect([two!.status, two!.islandedMw, two!.islandedBuses]).toEqual(['islanding', 30, 2]);
    expect([one!.status, one!.islandedMw]).toEqual(['ok', 0]);
    // Buses 4 and 6 each become an island.
    expect([bus!.status, bus!.islandedMw, bus!.islandedBuses]).toEqual(['islanding', 30, 2]);
  });

  it('does not count a load that is lost with its line as islanded', () => {
    const spec = specOf({
      contingencies: [
        contingency('line and load', branch(4, 6), { kind: 'load', bus: 6, id: '1' }),
      ],
    });
    expect(screen(gridOf(radial), spec).outages[0]).toMatchObject({
      islandedMw: 0,
      islandedBuses: 1,
    });
  });

  it('leaves out what is switched off, and refuses what does not exist', () => {
    const list = [
      { ...contingency('off', branch(1, 2)), enabled: false },
      contingency('on', branch(2, 3)),
    ];
    const { outages } = screen(gridOf(radial), specOf({ contingencies: list }));
    expect(outages.map(({ element }) => element)).toEqual(['on']);
    const unknown = specOf({ contingencies: [contingency('ghost', branch(1, 9))] });
    expect(() => screen(gridOf(radial), unknown)).toThrow('Contingency "ghost" names Branch 1–9');
  });

  it('changes nothing for an element that is out of service already', () => {
    const spec = specOf({
      contingencies: [contingency('spare', { kind: 'generator', bus: 5, id: '2' })],
    });
    const { base, outages } = screen(gridOf(radial), spec);
    expect(outages[0]).toMatchObject({ status: 'ok', norm: base.norm });
  });

  it('gives the same bits however the list is cut', () => {
    const spec = specOf({ exactForWorst: 3 });
    const whole = screen(gridOf(radial), spec);
    expect(screen(gridOf(radial), spec, [1, 2, 5])).toEqual(whole);
    expect(whole.outages.filter(({ equilibrium }) => equilibrium !== null)).toHaveLength(3);
  });

  it('solves exactly for the worst, and lets that decide', () => {
    // Two lines of 1 p.u. in parallel carry 1.2 p.u.; each alone cannot.
    const weak = triangle({
      branches: [
        aBranch(1, 2, { reactancePu: 1 }),
        aBranch(1, 2, { reactancePu: 1, circuit: '2' }),
        aBranch(2, 3),
      ],
      generators: [aGenerator(1, 120)],
      loads: [aLoad(2, 120)],
    });
    const { outages } = screen(gridOf(weak), specOf({ exactForWorst: 1 }));
    const [first, second] = outages;
    // 1.2 / 1 linear; the exact state is asked for one of the two equal outages, the earlier.
    expect(first!.norm).toBeCloseTo(1.2, 12);
    expect([first!.status, first!.equilibrium]).toEqual(['no-solution', 'no-solution']);
    expect([second!.status, second!.equilibrium]).toEqual(['no-solution', null]);
  });

  it('knows a state that the condition denies', () => {
    // K3 with omega = (-1, 0, 1) synchronizes from 0.5858 on; the condition asks for 2/3.
    const document = anOscillatorDocument(
      [-0.62, 0, 0.62, 0],
      [
        [0, 1, 0.4],
        [1, 2, 0.4],
        [0, 2, 0.4],
        [1, 3, 1],
      ],
    );
    const { base, outages } = screen(
      { kind: 'oscillators', document },
      specOf({ exactForWorst: 10 }),
    );
    expect(base.norm).toBeGreaterThan(1);
    expect(base.maxAngleDifference).toBeLessThan(Math.PI / 2);
    expect(outages.map(({ element }) => element)).toEqual([
      'Branch 0–1',
      'Branch 1–2',
      'Branch 0–2',
      'Branch 1–3',
    ]);
    expect(outages[3]).toMatchObject({
      status: 'islanding',
      islandedBuses: 1,
      equilibrium: 'converged',
    });
  });

  it('stops when asked', () => {
    let looks = 0;
    const context = quietContext({ stopped: () => ++looks > 1 });
    const part = runContingencyScreening(gridOf(radial), specOf(), { from: 0, to: 9 }, context);
    expect(part.outages.every(({ exact }) => exact === null)).toBe(true);
  });

  it('cuts a long list into chunks that cover it', () => {
    const many = Array.from({ length: 9000 }, (_, k) => contingency(`c${k}`, branch(1, 2)));
    const { chunks } = planContingencyScreening(gridOf(radial), specOf({ contingencies: many }));
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.flatMap(({ from, to }) => [from, to])).toEqual(
      chunks.flatMap((_, k) => [chunks[k - 1]?.to ?? 0, chunks[k + 1]?.from ?? 9000]),
    );
    expect(() => planContingencyScreening(gridOf(radial), specOf({ contingencies: [] }))).toThrow(
      /contingencies: none is in the list/,
    );
  });
});
