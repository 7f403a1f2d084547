import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { readNetwork } from '../../../../src-main/formats/read-network.ts';
import type { NetworkReading } from '../../../../src-main/formats/read-network.ts';
import type { Branch, GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../../../src-shared/grid/schema.ts';

type Row = Readonly<Record<string, unknown>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

/** Writes tables as pandapower does: JSON in a string, in the given orientation of pandas. */
function frame(rows: readonly Row[], orient: string): object {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((it) => it !== 'at');
  const index = rows.map((row, i) => (typeof row.at === 'number' ? row.at : i));
  const cells = (row: Row): unknown[] => columns.map((column) => row[column] ?? null);
  const byName = (row: Row): object =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null] as const));
  const content = {
    split: { columns, index, data: rows.map(cells) },
    records: rows.map((row, i) => ({ ...byName(row), index: index[i] })),
    index: Object.fromEntries(rows.map((row, i) => [index[i] ?? i, byName(row)] as const)),
    columns: Object.fromEntries(
      columns.map((column) => {
        const cellsOf = rows.map((row, i) => [index[i] ?? i, row[column] ?? null] as const);
        return [column, Object.fromEntries(cellsOf)] as const;
      }),
    ),
  }[orient];
  return {
    _module: 'pandas.core.frame',
    _class: 'DataFrame',
    _object: JSON.stringify(content),
    orient,
  };
}

function read(tables: Tables, others: Row = {}, orient = 'split'): NetworkReading {
  const frames = Object.entries(tables).map(([name, rows]) => [name, frame(rows, orient)] as const);
  const document = {
    _module: 'pandapower.auxiliary',
    _class: 'pandapowerNet',
    _object: { name: 'net', sn_mva: 1, f_hz: 50, ...Object.fromEntries(frames), ...others },
  };
  return readNetwork('net.json', new TextEncoder().encode(JSON.stringify(document)));
}

function gridOf(reading: NetworkReading): GridCase {
  if (!reading.grid) throw new Error(JSON.stringify(reading.report.messages, null, 1));
  return reading.grid;
}
const textsOf = ({ report }: NetworkReading): string =>
  report.messages.map(({ text }) => text).join('\n');
const firstBranch = (reading: NetworkReading): Branch => {
  const [branch] = gridOf(reading).branches;
  if (!branch) throw new Error('The network has no branch.');
  return branch;
};

const buses = [{ vn_kv: 110 }, { vn_kv: 20 }, { vn_kv: 20 }];
const trafo = {
  hv_bus: 0,
  lv_bus: 1,
  sn_mva: 25,
  vn_hv_kv: 110,
  vn_lv_kv: 20,
  vk_percent: 12,
  vkr_percent: 0.41,
  pfe_kw: 14,
  i0_percent: 0.07,
  shift_degree: 150,
  parallel: 1,
};
const line = {
  from_bus: 1,
  to_bus: 2,
  length_km: 2.5,
  r_ohm_per_km: 0.208,
  x_ohm_per_km: 0.08,
  c_nf_per_km: 261,
  max_i_ka: 0.27,
  df: 0.9,
  parallel: 2,
};
const small: Tables = {
  bus: buses,
  line: [line],
  trafo: [trafo],
  load: [{ bus: 2, p_mw: 4, q_mvar: 1, scaling: 0.5 }],
  gen: [{ bus: 1, p_mw: 3, vm_pu: 1.02, sn_mva: 5, min_q_mvar: -1, max_q_mvar: 2 }],
  sgen: [{ bus: 2, p_mw: 0.5, q_mvar: -0.1, in_service: false }],
  ext_grid: [{ bus: 0, vm_pu: 1.01, va_degree: 0 }],
  shunt: [{ bus: 1, q_mvar: -0.96, p_mw: 0, vn_kv: 10, step: 2 }],
};

describe('a pandapower network', () => {
  it('has lines in per unit of the voltage and the base', () => {
    const { branches } = gridOf(read(small, { sn_mva: 10 }));
    const zBase = 20 ** 2 / 10;
    expect(branches[0]).toMatchObject({ from: 2, to: 3, isTransformer: false, inService: true });
    expect(branches[0]?.resistancePu).toBeCloseTo((0.208 * 2.5) / 2 / zBase, 14);
    expect(branches[0]?.reactancePu).toBeCloseTo((0.08 * 2.5) / 2 / zBase, 14);
    expect(branches[0]?.chargingPu).toBeCloseTo(100 * Math.PI * 261e-9 * 2.5 * 2 * zBase, 14);
    expect(branches[0]?.ratingAMva).toBeCloseTo(Math.sqrt(3) * 20 * 0.27 * 0.9 * 2, 12);
  });

  it('has transformers by their short-circuit voltages on the low-voltage side', () => {
    const { branches } = gridOf(read(small, { sn_mva: 100 }));
    const transformer = branches[1];
    expect(transformer).toMatchObject({ from: 1, to: 2, isTransformer: true, shiftDegrees: 150 });
    expect(transformer?.resistancePu).toBeCloseTo(0.0041 * 4, 14);
    expect(transformer?.reactancePu).toBeCloseTo(Math.sqrt(0.12 ** 2 - 0.0041 ** 2) * 4, 14);
    const magnetizing = Math.sqrt((0.0007 * 25) ** 2 - 0.014 ** 2);
    expect(transformer?.chargingPu).toBeCloseTo(-magnetizing / 100, 14);
    expect(transformer?.tapRatio).toBe(1);
    expect(transformer?.ratingAMva).toBe(25);
  });

  it('has taps at either side, phase-shifting ones, and rated voltages beside the base', () => {
    const with_ = (changes: Row): Branch =>
      firstBranch(read({ bus: buses, trafo: [{ ...trafo, shift_degree: 0, ...changes }] }));
    const taps = { tap_pos: 3, tap_neutral: 1, tap_step_percent: 1.5 };
    expect(with_({ ...taps, tap_side: 'hv' }).tapRatio).toBeCloseTo(1.03, 14);
    const low = with_({ ...taps, tap_side: 'lv' });
    expect(low.tapRatio).toBeCloseTo(1 / 1.03, 14);
    expect(low.reactancePu / with_({}).reactancePu).toBeCloseTo(1.03 ** 2, 12);
    expect(with_({ vn_lv_kv: 21, vn_hv_kv: 115.5 }).tapRatio).toBeCloseTo(1, 14);
    const shifter = { tap_pos: 2, tap_neutral: 0, tap_step_degree: 1.2 };
    for (const mark of [{ tap_phase_shifter: true }, { tap_changer_type: 'Ideal' }]) {
      expect(with_({ ...shifter, ...mark, tap_side: 'hv' }).shiftDegrees).toBeCloseTo(2.4, 12);
      expect(with_({ ...shifter, ...mark, tap_side: 'lv' }).shiftDegrees).toBeCloseTo(-2.4, 12);
    }
    const skew = with_({ ...taps, tap_side: 'hv', tap_step_degree: 90 });
    expect(skew.tapRatio).toBeCloseTo(Math.hypot(1, 0.03), 14);
    expect(skew.shiftDegrees).toBeCloseTo((Math.atan(0.03) * 180) / Math.PI, 12);
  });

  it('has machines, loads and shunts with their signs, scaling and steps', () => {
    const { buses: placed, generators, loads, shunts, frequencyHz } = gridOf(read(small));
    expect(placed.map(({ number, type }) => [number, type])).toEqual([
      [1, 'slack'],
      [2, 'pv'],
      [3, 'pq'],
    ]);
    expect(generators.map(({ bus, id, pMw, inService }) => [bus, id, pMw, inService])).toEqual([
      [1, '1', 0, true],
      [2, '1', 3, true],
      [3, '1', 0.5, false],
    ]);
    expect(generators[1]).toMatchObject({ vSetPu: 1.02, ratingMva: 5, qMinMvar: -1, qMaxMvar: 2 });
    expect(generators[2]?.qMvar).toBe(-0.1);
    expect(loads).toEqual([{ bus: 3, id: '1', pMw: 2, qMvar: 0.5, inService: true }]);
    expect(shunts[0]?.bMvar).toBeCloseTo(0.96 * 2 * 4, 12);
    expect(frequencyHz).toBe(50);
  });

  it('takes the state of the last power flow that it holds', () => {
    const results = {
      res_bus: [{ vm_pu: 1.01, va_degree: 0 }, { vm_pu: 0.99, va_degree: -151 }, {}],
      res_ext_grid: [{ p_mw: -1.5, q_mvar: 0.2 }],
      res_gen: [{ p_mw: 3, q_mvar: 0.7 }],
    };
    const { buses: placed, generators } = gridOf(read({ ...small, ...results }));
    expect(placed[1]).toMatchObject({ vmPu: 0.99, vaDegrees: -151 });
    expect(generators.map(({ pMw, qMvar }) => [pMw, qMvar])).toEqual([
      [-1.5, 0.2],
      [3, 0.7],
      [0.5, -0.1],
    ]);
  });

  it.each(['records', 'index', 'columns'])('is the same with tables as %s', (orient) => {
    expect(read(small, {}, orient).grid).toEqual(read(small).grid);
  });

  it('opens branches and joins buses by its switches', () => {
    const reading = read({
      ...small,
      bus: [...buses, { vn_kv: 20 }],
      load: [{ bus: 3, p_mw: 1, q_mvar: 0 }],
      switch: [
        { bus: 2, element: 3, et: 'b', closed: true },
        { bus: 1, element: 0, et: 'l', closed: false },
        { bus: 1, element: 0, et: 't', closed: true },
      ],
    });
    const { buses: placed, branches, loads } = gridOf(reading);
    expect(placed).toHaveLength(3);
    expect(loads[0]?.bus).toBe(3);
    expect(branches.map(({ inService }) => inService)).toEqual([false, true]);
    expect(textsOf(reading)).toContain('1 bus is one with another bus');
  });

  it('keeps indices that do not begin at 0, and leaves isolated what is out of service', () => {
    const { buses: placed } = gridOf(
      read({
        bus: [
          { at: 7, vn_kv: 20 },
          { at: 5, vn_kv: 20, in_service: false },
        ],
        ext_grid: [{ bus: 7 }],
      }),
    );
    expect(placed.map(({ number, type }) => [number, type])).toEqual([
      [7, 'slack'],
      [5, 'isolated'],
    ]);
  });

  it('says what it leaves out', () => {
    const reading = read({
      ...small,
      trafo3w: [{ hv_bus: 0 }],
      poly_cost: [{ element: 0 }],
      load: [{ bus: 2, p_mw: 1, q_mvar: 0, const_z_percent: 30 }],
    });
    expect(textsOf(reading)).toContain('1 row of the table “trafo3w” cannot be studied here');
    expect(textsOf(reading)).toContain('left out: poly_cost');
    expect(textsOf(reading)).toContain('1 load depends on the voltage');
    expect(reading.report.format).toBe('pandapower');
  });

  it.each([
    ['an unknown bus', { ...small, line: [{ ...line, to_bus: 9 }] }, 'names bus index 9'],
    [
      'a missing figure',
      { ...small, line: [{ ...line, x_ohm_per_km: null }] },
      'has no x_ohm_per_km',
    ],
    ['a rating of zero', { ...small, trafo: [{ ...trafo, sn_mva: 0 }] }, 'no finite number'],
    ['no base voltage', { ...small, bus: [{ vn_kv: 0 }, ...buses.slice(1)] }, 'has no vn_kv'],
    [
      'an index twice',
      { ...small, bus: [...buses, { at: 2, vn_kv: 20 }] },
      'two rows of the same index',
    ],
    ['powers in kW', { ...small, load: [{ bus: 2, p_kw: 1 }] }, 'pandapower 1'],
    ['no buses', {}, 'has no rows'],
  ] as [string, Tables, string][])('is refused for %s', (_, tables, message) => {
    const reading = read(tables);
    expect(reading.grid).toBeNull();
    expect(textsOf(reading)).toContain(message);
  });

  it('has its assumed figures counted by element', () => {
    // No bus has voltage limits; gen and sgen lack limits of their active power.
    const counts = (tables: Tables): number[] =>
      Object.values(read(tables).report.tallies ?? {}).map(({ defaulted }) => defaulted ?? NaN);
    expect(counts(small)).toEqual([3, 0, 2, 0, 0]);
    const bare = { ...small, line: [{ ...line, c_nf_per_km: null }], load: [{ bus: 2, p_mw: 4 }] };
    expect(counts(bare)).toEqual([3, 1, 2, 1, 0]);
  });

  it('of version 1 is refused by name', () => {
    const old = JSON.stringify({ bus: { vn_kv: { '0': 345 } }, load: { p_kw: { '0': 1 } } });
    const reading = readNetwork('old.json', new TextEncoder().encode(old));
    expect(textsOf(reading)).toContain('pandapower 1');
  });

  it('written from a network by the inverse formulas reads as that network', () => {
    const file = new URL('../../../../src-main/samples/networks/ieee39.json', import.meta.url);
    const { network } = gridDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const grid = gridOf(read(tablesOf(network), { sn_mva: network.baseMva, f_hz: 60 }));
    const near = (pick: (branch: Branch) => number): void => {
      const wanted = new Map(network.branches.map((it) => [`${it.from}-${it.to}`, pick(it)]));
      for (const branch of grid.branches) {
        expect(pick(branch)).toBeCloseTo(wanted.get(`${branch.from}-${branch.to}`) ?? NaN, 10);
      }
    };
    expect(grid.branches).toHaveLength(network.branches.length);
    near(({ resistancePu }) => resistancePu);
    near(({ reactancePu }) => reactancePu);
    near(({ tapRatio }) => tapRatio);
    near(({ shiftDegrees }) => shiftDegrees);
    near(({ chargingPu, isTransformer }) => (isTransformer ? 0 : chargingPu));
    expect(grid.buses.map(({ number }) => number)).toEqual(network.buses.map((bus) => bus.number));
    expect(grid.loads).toEqual(network.loads.map((load) => ({ ...load, id: '1' })));
  });
});

/** The tables that pandapower would hold of a network, with indices that are the bus numbers. */
function tablesOf({
  buses: of,
  branches,
  loads,
  generators,
  baseMva,
  frequencyHz,
}: GridCase): Tables {
  const kv = (number: number): number => of.find((bus) => bus.number === number)?.baseKv ?? NaN;
  const lines = branches.filter(({ isTransformer }) => !isTransformer);
  return {
    bus: of.map(({ number, baseKv }) => ({ at: number, vn_kv: baseKv })),
    line: lines.map(({ from, to, resistancePu, reactancePu, chargingPu }) => {
      const zBase = kv(from) ** 2 / baseMva;
      const c_nf_per_km = (chargingPu / zBase / (2 * Math.PI * frequencyHz)) * 1e9;
      const [r, x] = [resistancePu * zBase, reactancePu * zBase];
      return {
        from_bus: from,
        to_bus: to,
        length_km: 1,
        r_ohm_per_km: r,
        x_ohm_per_km: x,
        c_nf_per_km,
      };
    }),
    trafo: branches
      .filter(({ isTransformer }) => isTransformer)
      .map(({ from, to, resistancePu, reactancePu, tapRatio, shiftDegrees }) => ({
        hv_bus: from,
        lv_bus: to,
        sn_mva: 1000,
        vn_hv_kv: kv(from) * tapRatio,
        vn_lv_kv: kv(to),
        vk_percent: (100 * Math.hypot(resistancePu, reactancePu) * 1000) / baseMva,
        vkr_percent: (100 * resistancePu * 1000) / baseMva,
        shift_degree: shiftDegrees,
      })),
    load: loads.map(({ bus, pMw, qMvar }) => ({ bus, p_mw: pMw, q_mvar: qMvar })),
    gen: generators.map(({ bus, pMw }) => ({ bus, p_mw: pMw, slack: bus === 31 })),
  };
}
