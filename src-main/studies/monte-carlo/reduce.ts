import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  MonteCarloResult,
  MonteCarloSpec,
  ViolatingDraw,
} from '../../../src-shared/studies/monte-carlo.ts';
import { incomplete } from '../../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../../src-shared/studies/study-room.ts';
import { momentsOf } from '../../numerics/statistics/moments.ts';
import { wilsonInterval } from '../../numerics/statistics/proportion.ts';
import type { MonteCarloPart } from './run.ts';

/** What exact angle and arcsin(norm) may differ by through rounding, rad. */
const ROUNDING = 1e-9;
const VIOLATIONS_KEPT = 1000;
const EDGES_KEPT = 20;

/** Joins the draws in their order, so that no mean depends on how they were cut into chunks. */
export function reduceMonteCarlo(
  _subject: StudyNetwork,
  { draws }: MonteCarloSpec,
  parts: readonly MonteCarloPart[],
): MonteCarloResult {
  const [first] = parts;
  if (!first) throw new Error('The draws have at least one part: plan and run disagree.');
  const norm = new Float64Array(draws);
  const exact = new Float64Array(draws);
  const edge = new Int32Array(draws);
  for (const part of parts) {
    norm.set(part.norm, part.from);
    exact.set(part.exact, part.from);
    edge.set(part.edge, part.from);
  }
  const { counts, violating } = classify(norm, exact, edge, first);
  const promised = counts.correct + counts.violations;
  const deviation = exact.map((angle, k) => (norm[k]! <= 1 ? angle - Math.asin(norm[k]!) : NaN));
  const accuracy = momentsOf(deviation.map(Math.abs));
  const phases = momentsOf(exact);
  const norms = momentsOf(norm.map((value, k) => (Number.isNaN(exact[k]!) ? NaN : value)));
  return {
    draws,
    nodes: first.nodes,
    edges: first.edges,
    ...counts,
    intervals: {
      correct: wilsonInterval(counts.correct, promised),
      violations: wilsonInterval(counts.violations, promised),
      noSolution: wilsonInterval(counts.noSolution, draws),
    },
    accuracyMean: known(accuracy.mean),
    accuracyStandardError: known(accuracy.standardError),
    signedAccuracyMean: known(momentsOf(deviation).mean),
    cohesivePhasesMean: known(phases.mean),
    cohesivePhasesStandardError: known(phases.standardError),
    normMean: known(norms.mean),
    normStandardError: known(norms.standardError),
    ...{ norm, exact, violating },
    worstEdges: worstEdges(edge, first),
    base: first.base,
    ignored: first.ignored,
    warnings: first.warnings,
  };
}

/**
 * The draws from the first one on without a gap: what a run of so many draws would have given. null
 * where the first are not there.
 */
export function partOfMonteCarlo(
  subject: StudyNetwork,
  spec: MonteCarloSpec,
  parts: readonly (MonteCarloPart | undefined)[],
): PartialAnswer<MonteCarloResult> | null {
  let draws = 0;
  const first: MonteCarloPart[] = [];
  for (const part of parts) {
    if (part?.from !== draws) break;
    draws += part.norm.length;
    first.push(part);
  }
  if (draws === 0) return null;
  const extent = `${draws} of ${spec.draws} draws`;
  const result = reduceMonteCarlo(subject, { ...spec, draws }, first);
  return { extent, result: { ...result, warnings: [incomplete(extent), ...result.warnings] } };
}

type Counts = Pick<MonteCarloResult, 'correct' | 'violations' | 'noSolution' | 'conservative'>;

function classify(
  norm: Float64Array,
  exact: Float64Array,
  edge: Int32Array,
  names: MonteCarloPart,
): { readonly counts: Counts; readonly violating: readonly ViolatingDraw[] } {
  const counts = { correct: 0, violations: 0, noSolution: 0, conservative: 0 };
  const violating: ViolatingDraw[] = [];
  norm.forEach((value, draw) => {
    const angle = exact[draw]!;
    const exists = !Number.isNaN(angle);
    if (value >= 1) {
      counts[exists ? 'conservative' : 'noSolution']++;
      return;
    }
    const predicted = Math.asin(value);
    if (exists && angle <= predicted + ROUNDING) {
      counts.correct++;
      return;
    }
    counts.violations++;
    if (violating.length === VIOLATIONS_KEPT) return;
    violating.push({
      draw,
      norm: value,
      predicted,
      exact: exists ? angle : null,
      worstEdge: exists ? refAt(names, edge[draw]!) : null,
    });
  });
  return { counts, violating };
}

function worstEdges(edge: Int32Array, names: MonteCarloPart): MonteCarloResult['worstEdges'] {
  const draws = new Int32Array(names.edges);
  for (const e of edge) if (e >= 0) draws[e]!++;
  return Array.from(draws.keys())
    .filter((e) => draws[e]! > 0)
    .sort((a, b) => draws[b]! - draws[a]! || a - b)
    .slice(0, EDGES_KEPT)
    .map((e) => ({ ...refAt(names, e), draws: draws[e]! }));
}

const refAt = ({ edgeFrom, edgeTo }: MonteCarloPart, e: number): { from: number; to: number } => ({
  from: edgeFrom[e]!,
  to: edgeTo[e]!,
});

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
