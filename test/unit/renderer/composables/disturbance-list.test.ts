import { describe, expect, it } from 'vitest';

import { generatorFaults, tripsOf } from '../../../../src-renderer/composables/disturbance-list.ts';
import { busRef } from '../../../../src-shared/grid/element-ref.ts';
import { simulatedDisturbancesSpecSchema } from '../../../../src-shared/studies/simulated-disturbances.ts';
import { aBranch, aGenerator, aLoad, triangle } from '../../../fixtures/small-grid.ts';

const branch = (from: number, to: number) => ({
  ...{ kind: 'branch' as const, from, to, circuit: '1' },
});
/** 1–2 is out; generators at 1 (two of them) and 3, one at 2 is out. */
const grid = triangle({
  branches: [aBranch(1, 2, { inService: false }), aBranch(2, 3), aBranch(1, 3)],
  generators: [
    aGenerator(1, 50),
    aGenerator(1, 20, { id: '2' }),
    aGenerator(3, 30),
    aGenerator(2, 10, { inService: false }),
  ],
  loads: [aLoad(2, 100)],
});

describe('a list of disturbances', () => {
  it('takes each outage apart into trips at one time, an element once', () => {
    const outages = [
      { name: 'pair', elements: [branch(2, 3), branch(1, 3)] },
      { name: 'bus 3 and its line', elements: [busRef(3), branch(2, 3)] },
    ];
    const list = tripsOf(grid, outages, 1.5);
    expect(list.map(({ name }) => name)).toEqual(['pair', 'bus 3 and its line']);
    expect(list[0]!.events).toEqual([
      { kind: 'trip', time: 1.5, element: branch(2, 3) },
      { kind: 'trip', time: 1.5, element: branch(1, 3) },
    ]);
    // Two lines in service and the generator at the bus.
    expect(list[1]!.events).toHaveLength(3);
    const spec = { disturbances: list };
    expect(simulatedDisturbancesSpecSchema.parse(spec).disturbances).toEqual(list);
  });

  it('has a fault at every bus with a generator in service, by every line there in turn', () => {
    const list = generatorFaults(grid, 1, 0.1);
    expect(list.map(({ name }) => name)).toEqual([
      'Fault at bus 1, Branch 1–3 trips',
      'Fault at bus 3, Branch 2–3 trips',
      'Fault at bus 3, Branch 1–3 trips',
    ]);
    expect(list[0]!.events).toEqual([
      { kind: 'fault', bus: 1, time: 1, clearedAfterSeconds: 0.1, trip: branch(1, 3) },
    ]);
  });
});
