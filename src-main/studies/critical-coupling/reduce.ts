import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type {
  CriticalCouplingResult,
  CriticalCouplingRow,
  CriticalCouplingSpec,
} from '../../../src-shared/studies/critical-coupling.ts';
import type { EnsemblePoint } from '../../../src-shared/studies/random-law.ts';
import { incomplete } from '../../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../../src-shared/studies/study-room.ts';
import { momentsOf } from '../../numerics/statistics/moments.ts';
import { connectionWarnings, ensemblePoints, requireConnected } from '../ensemble.ts';
import type { EnsemblePart, NetworkPart } from './run.ts';

/** Joins the samples in their order, so that no mean depends on how they were cut into chunks. */
export function reduceCriticalCoupling(
  _subject: StudySubject,
  spec: CriticalCouplingSpec,
  parts: readonly (EnsemblePart | NetworkPart)[],
): CriticalCouplingResult {
  const [first] = parts;
  if (first && 'network' in first) return resultOfNetwork(first);
  const points = ensemblePoints(spec);
  const samples = parts.filter((part): part is EnsemblePart => 'row' in part);
  const rows = points.map((point, row) =>
    rowOf(
      point,
      samples.filter((part) => part.row === row),
    ),
  );
  requireConnected(rows);
  const predicted = joined(samples, 'predicted');
  const exact = joined(samples, 'exact');
  const ratio = momentsOf(exact.map((K, i) => K / predicted[i]!));
  return {
    ratioMean: known(ratio.mean),
    ratioStandardError: known(ratio.standardError),
    redrawn: rows.reduce((sum, row) => sum + row.redrawn, 0),
    rows,
    exact,
    predicted,
    network: null,
    ignored: [],
    warnings: warningsOf(rows),
  };
}

/** The samples that are there by now; null where there is none, or a network was asked about. */
export function partOfCriticalCoupling(
  subject: StudySubject,
  spec: CriticalCouplingSpec,
  parts: readonly (EnsemblePart | NetworkPart | undefined)[],
): PartialAnswer<CriticalCouplingResult> | null {
  const found = parts.filter((part) => part !== undefined && 'row' in part);
  const drawn = found.reduce((sum, { exact }) => sum + exact.length, 0);
  if (drawn === 0) return null;
  const extent = `${drawn} of ${spec.samples * ensemblePoints(spec).length} samples`;
  const result = reduceCriticalCoupling(subject, spec, found);
  return { extent, result: { ...result, warnings: [incomplete(extent), ...result.warnings] } };
}

function resultOfNetwork({ network, ignored, warnings }: NetworkPart): CriticalCouplingResult {
  return {
    ratioMean: network?.ratio ?? null,
    ratioStandardError: null,
    redrawn: 0,
    rows: [],
    exact: new Float64Array(0),
    predicted: new Float64Array(0),
    network,
    ignored,
    warnings: network?.predicted === 0 ? [...warnings, nothingFlows] : warnings,
  };
}

const nothingFlows =
  'No power flows, so that any coupling above 0 is enough: there is no ratio of couplings.';

function rowOf(point: EnsemblePoint, parts: readonly EnsemblePart[]): CriticalCouplingRow {
  const connected = parts.every((part) => part.connected);
  const used = connected ? parts : [];
  const exact = joined(used, 'exact');
  const predicted = joined(used, 'predicted');
  const over = (name: 'connectivity' | 'degree'): number | null =>
    known(momentsOf(joined(used, name).map((K, i) => K / exact[i]!)).mean);
  const ratios = exact.map((K, i) => K / predicted[i]!);
  const settled = ratios.filter((ratio) => !Number.isNaN(ratio));
  const { count, mean, standardError } = momentsOf(ratios);
  return {
    ...point,
    status: connected ? 'ok' : 'not-connected',
    samples: count,
    ratioMean: known(mean),
    ratioStandardError: known(standardError),
    ratioLeast: count > 0 ? settled.reduce((a, b) => Math.min(a, b)) : null,
    ratioLargest: count > 0 ? settled.reduce((a, b) => Math.max(a, b)) : null,
    predictedMean: known(momentsOf(predicted).mean),
    exactMean: known(momentsOf(exact).mean),
    connectivityRatioMean: over('connectivity'),
    degreeRatioMean: over('degree'),
    redrawn: used.reduce((sum, part) => sum + part.redrawn, 0),
    unsettled: exact.length - count,
  };
}

function warningsOf(rows: readonly CriticalCouplingRow[]): string[] {
  const unsettled = rows.reduce((sum, row) => sum + row.unsettled, 0);
  return [
    ...connectionWarnings(rows),
    ...(unsettled > 0
      ? [`In ${unsettled} samples the search for the exact coupling did not settle.`]
      : []),
  ];
}

function joined(
  parts: readonly EnsemblePart[],
  name: 'exact' | 'predicted' | 'connectivity' | 'degree',
): Float64Array {
  const length = parts.reduce((sum, part) => sum + part[name].length, 0);
  const all = new Float64Array(length);
  let filled = 0;
  for (const part of parts) {
    all.set(part[name], filled);
    filled += part[name].length;
  }
  return all;
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
