import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type { EnsemblePoint } from '../../../src-shared/studies/random-law.ts';
import type {
  CorrectnessRow,
  StatisticalCorrectnessResult,
  StatisticalCorrectnessSpec,
} from '../../../src-shared/studies/statistical-correctness.ts';
import { incomplete } from '../../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../../src-shared/studies/study-room.ts';
import { chernoffSampleSize, wilsonInterval } from '../../numerics/statistics/proportion.ts';
import { connectionWarnings, ensemblePoints, requireConnected } from '../ensemble.ts';
import { samplesOf } from './plan.ts';
import type { CorrectnessPart } from './run.ts';
import { worstViolations } from './worst-violations.ts';

/** Adds up counts, which no cut into chunks changes. */
export function reduceStatisticalCorrectness(
  _subject: StudySubject,
  spec: StatisticalCorrectnessSpec,
  parts: readonly CorrectnessPart[],
): StatisticalCorrectnessResult {
  const rows = ensemblePoints(spec).map((point, row) =>
    rowOf(
      point,
      parts.filter((part) => part.row === row),
    ),
  );
  requireConnected(rows);
  const samples = sumOf(rows, 'samples');
  const correct = sumOf(rows, 'correct');
  const kept = new Set(rows.flatMap(({ status }, row) => (status === 'ok' ? [row] : [])));
  return {
    chernoffSamples: chernoffSampleSize(spec.accuracy, spec.risk),
    rows,
    samples,
    correct,
    violations: sumOf(rows, 'violations'),
    share: samples > 0 ? correct / samples : null,
    interval: wilsonInterval(correct, samples),
    worstExcess: Math.max(...rows.map(({ worstExcess }) => worstExcess)),
    violating: worstViolations(
      parts.filter(({ row }) => kept.has(row)).flatMap(({ violating }) => violating),
    ),
    warnings: connectionWarnings(rows),
  };
}

/** The samples that are there by now; null where there is none. */
export function partOfStatisticalCorrectness(
  subject: StudySubject,
  spec: StatisticalCorrectnessSpec,
  parts: readonly (CorrectnessPart | undefined)[],
): PartialAnswer<StatisticalCorrectnessResult> | null {
  const found = parts.filter((part) => part !== undefined);
  const drawn = sumOf(found, 'samples');
  if (drawn === 0) return null;
  const extent = `${drawn} of ${samplesOf(spec) * ensemblePoints(spec).length} samples`;
  const result = reduceStatisticalCorrectness(subject, spec, found);
  return { extent, result: { ...result, warnings: [incomplete(extent), ...result.warnings] } };
}

function rowOf(point: EnsemblePoint, parts: readonly CorrectnessPart[]): CorrectnessRow {
  const connected = parts.every((part) => part.connected);
  const used = connected ? parts : [];
  const samples = sumOf(used, 'samples');
  const violations = sumOf(used, 'violations');
  const correct = samples - violations;
  return {
    ...point,
    status: connected ? 'ok' : 'not-connected',
    samples,
    correct,
    violations,
    noSolution: sumOf(used, 'noSolution'),
    share: samples > 0 ? correct / samples : null,
    interval: wilsonInterval(correct, samples),
    worstExcess: used.reduce((worst, part) => Math.max(worst, part.worstExcess), 0),
    redrawn: sumOf(used, 'redrawn'),
  };
}

const sumOf = <Name extends string>(
  parts: readonly Readonly<Record<Name, number>>[],
  name: Name,
): number => parts.reduce((sum, part) => sum + part[name], 0);
