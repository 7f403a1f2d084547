import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import type { PartReport } from './report.ts';

/** Ratios and times of an earlier run, to see a change of speed by: kept with the sources. */
interface Baseline {
  readonly machine: string;
  readonly parts: Readonly<Record<string, StoredPart>>;
}

interface StoredPart {
  readonly cpuMilliseconds: number;
  /** Time of the first rival over that of the product; null where it has none. */
  readonly ratio: number | null;
}

const file = new URL('baseline.json', import.meta.url);

const keyOf = (workload: string, part: string): string => `${workload} ${part}`;

export function readBaseline(): Baseline {
  if (!existsSync(file)) return { machine: '', parts: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as Baseline;
}

export function baselineRatio(baseline: Baseline, workload: string, part: string): number | null {
  return baseline.parts[keyOf(workload, part)]?.ratio ?? null;
}

/** Writes the parts that have run over those of the baseline. */
export function writeBaseline(machine: string, reports: readonly PartReport[]): void {
  const measured = reports.map(
    ({ workload, part, timings, ratios }) =>
      [
        keyOf(workload, part),
        {
          cpuMilliseconds: Number(timings[0]!.cpuMilliseconds.toPrecision(3)),
          ratio: ratios[1] === undefined ? null : Number(ratios[1].toPrecision(3)),
        },
      ] as const,
  );
  const parts = { ...readBaseline().parts, ...Object.fromEntries(measured) };
  writeFileSync(file, `${JSON.stringify({ machine, parts }, null, 2)}\n`);
}
