import { holds } from './workload.ts';
import type { Check } from './workload.ts';
import type { Timing } from './measure.ts';

export interface PartReport {
  readonly workload: string;
  readonly part: string;
  readonly targetMilliseconds: number | null;
  readonly timings: readonly Timing[];
  /** Processor time of each contestant over that of the product, which comes first. */
  readonly ratios: readonly number[];
  readonly checks: readonly (Check & { readonly holds: boolean })[];
  /** Ratio to the first rival, as stored when the baseline was made; null where there is none. */
  readonly baselineRatio: number | null;
}

export interface MissingReport {
  readonly workload: string;
  readonly part: string;
  readonly missing: string;
}

export function partReport(
  workload: string,
  part: string,
  targetMilliseconds: number | null,
  timings: readonly Timing[],
  checks: readonly Check[],
  baselineRatio: number | null,
): PartReport {
  const product = timings[0]!.cpuMilliseconds;
  return {
    workload,
    part,
    targetMilliseconds,
    timings,
    ratios: timings.map(({ cpuMilliseconds }) => cpuMilliseconds / product),
    checks: checks.map((check) => ({ ...check, holds: holds(check) })),
    baselineRatio,
  };
}

/** One part as a paragraph for the terminal. */
export function paragraph(report: PartReport | MissingReport): string {
  if ('missing' in report) return `${report.workload} ${report.part}: ${report.missing}`;
  const { timings, ratios, checks, targetMilliseconds, baselineRatio } = report;
  const product = timings[0]!.medianMilliseconds;
  const target =
    targetMilliseconds === null
      ? ''
      : `  to reach ${time(targetMilliseconds)}: ${product <= targetMilliseconds ? 'reached' : 'NOT reached'}`;
  const lines = [`${report.workload} ${report.part}${target}`];
  timings.forEach((timing, c) => {
    const { label, medianMilliseconds, leastMilliseconds, cpuMilliseconds, runs } = timing;
    const ratio = c === 0 ? '' : `  ${ratios[c]!.toFixed(1)} times the product`;
    lines.push(
      `  ${label.padEnd(34)} median ${time(medianMilliseconds)}  least ${time(leastMilliseconds)}  processor ${time(cpuMilliseconds)}  (${runs} runs)${ratio}`,
    );
  });
  if (baselineRatio !== null && ratios.length > 1) {
    lines.push(
      `  ratio to the first rival ${ratios[1]!.toFixed(1)}, stored ${baselineRatio.toFixed(1)}`,
    );
  }
  for (const { label, found, expected, holds: ok } of checks) {
    lines.push(
      `  ${ok ? 'ok  ' : 'FAIL'} ${label.padEnd(30)} ${String(found)}  expected ${String(expected)}`,
    );
  }
  return lines.join('\n');
}

const time = (milliseconds: number): string =>
  milliseconds < 10 ? `${milliseconds.toFixed(3)} ms` : `${milliseconds.toFixed(1)} ms`;
