import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { parseMatpower } from '../../../src-main/formats/matpower/parse-document.ts';
import { MessageList } from '../../../src-main/formats/message-list.ts';
import { readNetwork } from '../../../src-main/formats/read-network.ts';
import { hasCases } from '../../fixtures/reference-files.ts';

/**
 * The case files beside the project, read once by the product and once by a slow reader that knows
 * nothing but regular expressions.
 */
const cases = new URL('../../../../shared/cases/', import.meta.url);
const names = existsSync(cases) ? readdirSync(cases).filter((name) => name.endsWith('.m')) : [];

const textOf = (name: string): string => readFileSync(new URL(name, cases), 'latin1');

function naiveMatrix(text: string, name: string): number[][] {
  const [, body = ''] = new RegExp(`mpc\\.${name}\\s*=\\s*\\[([^\\]]*)\\]`).exec(text) ?? [];
  return body
    .split('\n')
    .map((line) => line.replace(/%.*/, '').replace(/;/g, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/[\s,]+/).map((cell) => Number(cell.replace(/inf/i, 'Infinity'))));
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** The two conversions that the one case with code asks for, by hand. */
function convert(name: string, bus: number[][], branch: number[][], base: number): void {
  if (name !== 'case33bw.m') return;
  const zBase = (bus[0]?.[9] ?? NaN) ** 2 / base;
  for (const row of bus) for (const column of [2, 3]) row[column] = (row[column] ?? NaN) / 1e3;
  for (const row of branch) for (const column of [2, 3]) row[column] = (row[column] ?? NaN) / zBase;
}

describe.skipIf(!hasCases)('the case files beside the project (skipped where they are not)', () => {
  it('are all there', () => {
    expect(names).toHaveLength(17);
  });

  it.each(names)('%s has the figures that a naive reader finds', (name) => {
    const text = textOf(name);
    const [bus, gen, branch] = ['bus', 'gen', 'branch'].map((table) => naiveMatrix(text, table));
    if (!bus || !gen || !branch) throw new Error('no tables');
    const base = Number(/baseMVA\s*=\s*([\d.]+)/.exec(text)?.[1]);
    convert(name, bus, branch, base);

    const { grid, report } = readNetwork(name, readFileSync(new URL(name, cases)));
    expect(report.messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (!grid) throw new Error('no network');
    expect(report.baseMva).toBe(base);
    expect(report.counts).toEqual({
      buses: bus.length,
      branches: branch.length,
      generators: gen.length,
      loads: bus.filter(([, , pd, qd]) => pd !== 0 || qd !== 0).length,
      shunts: bus.filter((row) => row[4] !== 0 || row[5] !== 0).length,
    });
    const running = gen.filter((row) => (row[7] ?? 0) > 0);
    const column = (rows: number[][], index: number): number[] =>
      rows.map((row) => row[index] ?? NaN);
    expect(report.totals.pgMw).toBeCloseTo(sum(column(running, 1)), 6);
    expect(report.totals.qgMvar).toBeCloseTo(sum(column(running, 2)), 6);
    expect(report.totals.pdMw).toBeCloseTo(sum(column(bus, 2)), 6);
    expect(report.totals.qdMvar).toBeCloseTo(sum(column(bus, 3)), 6);
    expect(report.branchesWithoutLimit).toBe(column(branch, 5).filter((rate) => rate === 0).length);
    expect(report.negativeCouplings).toBe(
      branch.filter((row) => (row[3] ?? 0) < 0 && row[10] !== 0).length,
    );

    expect(grid.buses.map(({ number, vmPu, vaDegrees }) => [number, vmPu, vaDegrees])).toEqual(
      bus.map((row) => [row[0], row[7], row[8]]),
    );
    expect(grid.branches.map((b) => [b.from, b.to, b.resistancePu, b.reactancePu])).toEqual(
      branch.map((row) => row.slice(0, 4)),
    );
    expect(grid.generators.map(({ bus: at, pMw, qMaxMvar }) => [at, pMw, qMaxMvar])).toEqual(
      gen.map((row) => [row[0], row[1], row[3]]),
    );
  });

  it.each([
    ['case_ACTIVSg2000.m', 118_734, 52_512_497.3267, 0],
    ['case9241pegase.m', 369_230, null, 14],
  ])('%s holds the published count and sum of numbers', (name, count, total, infinite) => {
    const document = parseMatpower(readFileSync(new URL(name, cases)), new MessageList());
    const values = ['bus', 'gen', 'branch', 'gencost'].flatMap((table) => [
      ...(document.tables.get(table)?.values ?? []),
    ]);
    expect(values).toHaveLength(count);
    expect(values.filter((value) => !Number.isFinite(value))).toHaveLength(infinite);
    if (total !== null) expect(sum(values)).toBeCloseTo(total, 3);
  });
});
