import { describe, expect, it } from 'vitest';

import { checkData, dataChecks, repairsOf } from '../../../src-shared/grid/data-checks.ts';
import type { CheckOutcome } from '../../../src-shared/grid/data-checks.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import { editSchema } from '../../../src-shared/grid/edit-schema.ts';
import type { Branch, Bus, Generator, GridCase, Load } from '../../../src-shared/grid/grid-case.ts';
import { aBranch, aBus, aGenerator, aLoad, triangle } from '../../fixtures/small-grid.ts';

const dynamics = {
  inertiaSeconds: 4,
  dampingPu: 2,
  transientReactancePu: 0.3,
  source: 'entered',
};
const rated = { ratingAMva: 200, ratingBMva: 220, ratingCMva: 250 } as const;

/** A triangle that every check passes. */
const sound: GridCase = triangle({
  branches: [aBranch(1, 2, rated), aBranch(2, 3, rated), aBranch(1, 3, rated)],
  generators: [aGenerator(1, 100, { ratingMva: 240, dynamics })],
});

const withBus = (changes: Partial<Bus>): GridCase => ({
  ...sound,
  buses: sound.buses.map((bus) => (bus.number === 2 ? { ...bus, ...changes } : bus)),
});
const withBranch = (changes: Partial<Branch>): GridCase => ({
  ...sound,
  branches: sound.branches.map((branch, i) => (i === 0 ? { ...branch, ...changes } : branch)),
});
const withMachine = (changes: Partial<Generator>): GridCase => ({
  ...sound,
  generators: sound.generators.map((machine) => ({ ...machine, ...changes })),
});
const withLoad = (changes: Partial<Load>): GridCase => ({
  ...sound,
  loads: sound.loads.map((load, i) => (i === 0 ? { ...load, ...changes } : load)),
});
const another = (changes: Partial<Generator>): GridCase => ({
  ...sound,
  generators: [...sound.generators, aGenerator(2, 0, { ratingMva: 50, dynamics, ...changes })],
});

function outcomeOf(
  grid: GridCase,
  name: string,
  flows?: ReadonlyMap<string, number>,
): CheckOutcome {
  const outcome = checkData(grid, flows).find(({ check }) => check.name === name);
  if (!outcome) throw new Error(`There is no check “${name}”.`);
  return outcome;
}

interface Case {
  readonly check: string;
  readonly because: string;
  readonly grid: GridCase;
  readonly element: string;
  readonly cured: boolean;
}

const apart = {
  ...sound,
  buses: [...sound.buses, aBus(4), aBus(5)],
  branches: [...sound.branches, aBranch(4, 5, rated)],
};

const cases: readonly Case[] = [
  {
    check: 'islands',
    because: 'two buses hang together apart from the rest',
    grid: apart,
    element: 'Bus 4',
    cured: false,
  },
  {
    check: 'no-slack',
    because: 'the bus of the only machine is PV',
    grid: { ...sound, buses: [aBus(1, { type: 'pv' }), aBus(2), aBus(3)] },
    element: 'Bus 1',
    cured: true,
  },
  {
    check: 'several-slacks',
    because: 'a bus with the smaller machine is a slack bus too',
    grid: {
      ...another({ pMaxMw: 20 }),
      buses: [aBus(1, { type: 'slack' }), aBus(2, { type: 'slack' }), aBus(3)],
    },
    element: 'Bus 2',
    cured: true,
  },
  {
    check: 'held-without-machine',
    because: 'a PV bus has no machine',
    grid: withBus({ type: 'pv' }),
    element: 'Bus 2',
    cured: true,
  },
  {
    check: 'isolated-buses',
    because: 'no branch leads to a PQ bus',
    grid: { ...sound, buses: [...sound.buses, aBus(4)] },
    element: 'Bus 4',
    cured: true,
  },
  {
    check: 'supplied-isolated',
    because: 'a bus in the middle is isolated by its type',
    grid: withBus({ type: 'isolated' }),
    element: 'Bus 2',
    cured: true,
  },
  {
    check: 'dispatch-unbalanced',
    because: 'the machine gives half of what is drawn',
    grid: withMachine({ pMw: 50 }),
    element: 'island of bus 1',
    cured: false,
  },
  {
    check: 'capacity-short',
    because: 'a load is in kW',
    grid: withLoad({ pMw: 60_000 }),
    element: 'island of bus 1',
    cured: false,
  },
  {
    check: 'no-voltage-level',
    because: 'a base voltage is 0',
    grid: withBus({ baseKv: 0 }),
    element: 'Bus 2',
    cured: true,
  },
  {
    check: 'voltage-outside-limits',
    because: 'a voltage is 1.2',
    grid: withBus({ vmPu: 1.2 }),
    element: 'Bus 2',
    cured: true,
  },
  {
    check: 'voltage-limits-crossed',
    because: 'the limits are swapped',
    grid: withBus({ vmMinPu: 1.1, vmMaxPu: 0.9 }),
    element: 'Bus 2',
    cured: true,
  },
  {
    check: 'load-above-supply',
    because: '401 MVA stand behind two branches of 200 MVA',
    grid: withLoad({ pMw: 401 }),
    element: 'Bus 2',
    cured: false,
  },
  {
    check: 'zero-impedance',
    because: 'a reactance is 0',
    grid: withBranch({ reactancePu: 0 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'negative-reactance',
    because: 'a reactance is negative',
    grid: withBranch({ reactancePu: -0.1 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'negative-resistance',
    because: 'a resistance is negative',
    grid: withBranch({ resistancePu: -0.01 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'implausible-r-x',
    because: 'r and x are swapped at 230 kV',
    grid: withBranch({ resistancePu: 0.1, reactancePu: 0.01 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'base-kv-mismatch',
    because: 'a line leads from 230 to 110 kV',
    grid: {
      ...sound,
      buses: [aBus(1, { type: 'slack' }), aBus(2), aBus(3, { baseKv: 110 })],
      branches: [aBranch(1, 2, rated), aBranch(2, 3, rated)],
    },
    element: 'Branch 2–3',
    cured: true,
  },
  {
    check: 'tap-out-of-range',
    because: 'a tap ratio is in kV',
    grid: withBranch({ isTransformer: true, tapRatio: 230 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'tap-on-line',
    because: 'a line shifts the phase',
    grid: withBranch({ shiftDegrees: 30 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'duplicated-branches',
    because: 'the reversed line has the same data',
    grid: { ...sound, branches: [...sound.branches, aBranch(2, 1, { ...rated, circuit: '2' })] },
    element: 'Branch 2–1 circuit 2',
    cured: true,
  },
  {
    check: 'ratings-missing',
    because: 'a branch is unlimited',
    grid: withBranch({ ratingAMva: null }),
    element: 'Branch 1–2',
    cured: false,
  },
  {
    check: 'ratings-crossed',
    because: 'the emergency rating is the smallest',
    grid: withBranch({ ratingBMva: null, ratingCMva: 100 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'angle-limits-crossed',
    because: 'the angle limits are swapped',
    grid: withBranch({ angleMinDegrees: 30, angleMaxDegrees: -30 }),
    element: 'Branch 1–2',
    cured: true,
  },
  {
    check: 'active-power-outside-limits',
    because: 'the machine gives more than it can',
    grid: withMachine({ pMaxMw: 90 }),
    element: 'Generator 1 at bus 1',
    cured: true,
  },
  {
    check: 'reactive-power-outside-limits',
    because: 'the machine gives more reactive power than it can',
    grid: withMachine({ qMvar: 101 }),
    element: 'Generator 1 at bus 1',
    cured: true,
  },
  {
    check: 'power-limits-crossed',
    because: 'the reactive limits are swapped',
    grid: withMachine({ qMinMvar: 100, qMaxMvar: -100 }),
    element: 'Generator 1 at bus 1',
    cured: true,
  },
  {
    check: 'no-inertia',
    because: 'the file gives no dynamic data',
    grid: withMachine({ dynamics: null }),
    element: 'Generator 1 at bus 1',
    cured: true,
  },
  {
    check: 'implausible-dynamics',
    because: 'H stands on the system base',
    grid: withMachine({ dynamics: { ...dynamics, inertiaSeconds: 42 } }),
    element: 'Generator 1 at bus 1',
    cured: false,
  },
  {
    check: 'rating-below-output',
    because: 'a unit of 200 MW is rated for 100 MVA',
    grid: withMachine({ ratingMva: 100 }),
    element: 'Generator 1 at bus 1',
    cured: false,
  },
  {
    check: 'setpoint-outside-limits',
    because: 'the machine holds 1.15 where 1.1 is allowed',
    grid: withMachine({ vSetPu: 1.15 }),
    element: 'Generator 1 at bus 1',
    cured: true,
  },
  {
    check: 'setpoints-differ',
    because: 'a second machine holds another voltage',
    grid: { ...another({ bus: 1, id: '2', vSetPu: 1.02 }) },
    element: 'Generator 2 at bus 1',
    cured: true,
  },
];

describe('the data checks', () => {
  it('find nothing in a sound network', () => {
    expect(checkData(sound).flatMap(({ findings }) => findings)).toEqual([]);
  });

  it.each(cases)('$check: $because', ({ check, grid, element, cured }) => {
    const outcome = outcomeOf(grid, check);
    expect(outcome.findings).toHaveLength(1);
    expect(outcome.findings[0]?.text).toContain(element);

    const repair = repairsOf(outcome);
    expect(repair !== null).toBe(cured);
    if (repair === null) return;
    expect(outcome.findings[0]?.repair?.preview).not.toBe('');
    expect(editSchema.safeParse(repair).success).toBe(true);
    const { grid: repaired, inverse } = applyEdit(grid, repair);
    expect(outcomeOf(repaired, check).findings).toEqual([]);
    expect(applyEdit(repaired, inverse).grid).toEqual(grid);
  });

  it('rating-below-flow: speaks only where a flow is known', () => {
    const flows = new Map([
      ['branch/1-2-1', 210],
      ['branch/2-3-1', 200],
    ]);
    expect(outcomeOf(sound, 'rating-below-flow').findings).toEqual([]);
    const { findings } = outcomeOf(sound, 'rating-below-flow', flows);
    expect(findings.map(({ text }) => text)).toEqual([
      'Branch 1–2 carries 210 MVA and is rated for 200 MVA.',
    ]);
  });

  it('are each tried above, and have their own name, title and explanation', () => {
    const tried = [...cases.map(({ check }) => check), 'rating-below-flow'].sort();
    expect(dataChecks.map(({ name }) => name).sort()).toEqual(tried);
    expect(new Set(dataChecks.map(({ title }) => title)).size).toBe(dataChecks.length);
    for (const { explanation } of dataChecks) expect(explanation).toMatch(/\w.{60,}\.$/);
  });

  it('say once that no branch has a rating', () => {
    const unlimited = triangle({ branches: [aBranch(1, 2), aBranch(2, 3), aBranch(1, 3)] });
    expect(outcomeOf(unlimited, 'ratings-missing').findings).toHaveLength(1);
  });

  it('take distribution lines with r above x for what they are', () => {
    const buses = sound.buses.map((bus) => ({ ...bus, baseKv: 12.66 }));
    const line = { resistancePu: 0.3, reactancePu: 0.1 };
    expect(outcomeOf({ ...withBranch(line), buses }, 'implausible-r-x').findings).toEqual([]);
  });

  it('offer no voltage level across a transformer, and none where no neighbour has one', () => {
    const bare = { ...sound, buses: sound.buses.map((bus) => ({ ...bus, baseKv: 0 })) };
    expect(repairsOf(outcomeOf(bare, 'no-voltage-level'))).toBeNull();
    expect(outcomeOf(bare, 'no-voltage-level').findings).toHaveLength(3);
    const behind = {
      ...withBus({ baseKv: 0 }),
      branches: sound.branches.map((branch) => ({ ...branch, isTransformer: true })),
    };
    expect(repairsOf(outcomeOf(behind, 'no-voltage-level'))).toBeNull();
  });

  it('look at loads at a bus together', () => {
    const split = { ...sound, loads: [...sound.loads, aLoad(2, 350, { id: '2' })] };
    expect(outcomeOf(split, 'load-above-supply').findings).toHaveLength(1);
  });
});
