import { hasParameter } from '../../src-shared/studies/random-law.ts';
import type { EnsemblePoint, GraphFamily, PowerLaw } from '../../src-shared/studies/random-law.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { drawConnected, drawGraph, mostDraws } from '../equations/graphs/random-network.ts';
import type { Graph } from '../equations/oscillators/oscillator-network.ts';
import { RandomStream } from '../numerics/random/random-stream.ts';

/** The lists of a spec whose combinations are the rows of its result. */
interface EnsembleLists {
  readonly graph: readonly GraphFamily[] | null;
  readonly omega: readonly PowerLaw[];
  readonly n: readonly number[];
  readonly p: readonly number[];
}

/** Samples [from, to) of a row. */
export interface EnsembleChunk {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** So many samples lie between the streams of two rows: a row may grow without moving the next. */
const SAMPLES_APART = 2 ** 32;

/** A row for every combination of the lists; families without a parameter once for all p. */
export const ensemblePoints = ({ graph, omega, n, p }: EnsembleLists): EnsemblePoint[] =>
  (graph ?? []).flatMap((family) =>
    omega.flatMap((law) =>
      n.flatMap((size) =>
        (hasParameter[family] ? p : [null]).map((parameter) => ({
          graph: family,
          omega: law,
          n: size,
          p: parameter,
        })),
      ),
    ),
  );

/** @param size samples that a chunk of these nodes should hold */
export function ensembleChunks(
  points: readonly EnsemblePoint[],
  samples: number,
  size: (n: number) => number,
): EnsembleChunk[] {
  return points.flatMap(({ n }, row) => {
    const held = Math.max(1, Math.floor(size(n)));
    return Array.from({ length: Math.ceil(samples / held) }, (_, k) => ({
      row,
      from: k * held,
      to: Math.min((k + 1) * held, samples),
    }));
  });
}

/** Sample i of row r draws from stream (seed, 2^32 r + i), whatever else is drawn. */
export function sampleNumbers(seed: number, row: number, sample: number): () => number {
  const stream = new RandomStream(seed, row * SAMPLES_APART + sample);
  return () => stream.uniform();
}

/** A connected graph of the law; null where it gives none. */
export const connectedGraphOf = (
  { graph, n, p }: EnsemblePoint,
  uniform: () => number,
): { readonly graph: Graph; readonly redrawn: number } | null =>
  drawConnected(() => drawGraph(graph, n, p ?? 0, uniform), mostDraws(n));

/** @throws StudyRefusal where no row has a connected graph: then there is no answer at all. */
export function requireConnected(
  rows: readonly (EnsemblePoint & { readonly status: 'ok' | 'not-connected' })[],
): void {
  const [first] = rows;
  if (!first || rows.some(({ status }) => status === 'ok')) return;
  const { graph, n, p } = first;
  const hint =
    graph === 'erdos-renyi' ? ` above about ln(n) / n = ${(Math.log(n) / n).toFixed(3)}` : '';
  throw new StudyRefusal(
    `p: ${graph} with n = ${n} and p = ${p ?? 'none'} gave no connected graph: raise p${hint}.`,
  );
}

/** One for each law that gave nothing, whatever the powers. */
export function connectionWarnings(
  rows: readonly (EnsemblePoint & { readonly status: 'ok' | 'not-connected' })[],
): string[] {
  const laws = rows
    .filter(({ status }) => status === 'not-connected')
    .map(({ graph, n, p }) => `${graph} with n = ${n} and p = ${p ?? 'none'}`);
  return [...new Set(laws)].map(
    (law) => `${law} gave no connected graph: such rows have no figures.`,
  );
}
