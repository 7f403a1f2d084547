import { findBridges } from '../../src-main/equations/network/bridges.ts';
import { modelOf } from '../../src-main/equations/network/model-of.ts';
import type { NetworkModel } from '../../src-main/equations/network/network-model.ts';
import { worstDifference } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { LaplacianSolver } from '../../src-main/equations/oscillators/laplacian-solver.ts';
import { LinearOutages } from '../../src-main/equations/oscillators/linear-outages.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import { referenceCase } from '../reference-case.ts';
import type { Check, Contestant, MissingPart, Workload, WorkloadPart } from '../workload.ts';

/** What two other programs (numpy, C) give for every branch that does not island. */
interface Published {
  readonly name: string;
  readonly targetMilliseconds: number;
  readonly outages: number;
  readonly sumOfNorms: number;
  readonly aboveBase: number;
  readonly worstRow: number;
  readonly worstNorm: number;
  readonly worstEdge: string;
}

const published: readonly Published[] = [
  {
    name: 'case118',
    targetMilliseconds: 0.5,
    outages: 177,
    sumOfNorms: 41.51483006039,
    aboveBase: 23,
    worstRow: 37,
    worstNorm: 0.362487994556,
    worstEdge: '25-27',
  },
  {
    name: 'case2383wp',
    targetMilliseconds: 60,
    outages: 2252,
    sumOfNorms: 587.68543736142,
    aboveBase: 46,
    worstRow: 168,
    worstNorm: 0.521772657753596,
    worstEdge: '66-152',
  },
  {
    name: 'case9241pegase',
    targetMilliseconds: 1900,
    outages: 14384,
    sumOfNorms: 6475.71054823631,
    aboveBase: 132,
    worstRow: 3822,
    worstNorm: 0.915209346986301,
    worstEdge: '1943-5387',
  },
];

/**
 * N-1 by branches: from the couplings and powers of the network to the norm and worst edge after
 * every outage that does not island. Ordering and factorization are part of the time.
 */
export const screening: Workload = {
  name: 'W2',
  title: 'N-1 screening by the synchronization condition',
  parts: () => published.map(partOf),
};

function partOf(figures: Published): WorkloadPart | MissingPart {
  const grid = referenceCase(figures.name);
  if (!grid) return { name: figures.name, missing: 'case file not found' };
  const model = modelOf({ kind: 'grid', grid }, defaultModelOptions);
  const rows = Array.from(model.branchEdge.keys()).filter((row) => model.branchEdge[row]! >= 0);
  let found: ScreenedRows | null = null;
  let usual: ScreenedRows | null = null;
  const product: Contestant = {
    label: 'updates where an edge can matter',
    run: () => (found = screenByBounds(model, rows)),
  };
  const everySolve: Contestant = {
    label: 'a full solve for every outage',
    run: () => (usual = screenByFullSolves(model, rows)),
  };
  const refactorized: Contestant = {
    label: 'a factorization for every outage',
    run: () => void screenByFactorizations(model, rows),
  };
  const isLarge = model.network.n > 5000;
  return {
    name: figures.name,
    targetMilliseconds: figures.targetMilliseconds,
    contestants: isLarge ? [product, everySolve] : [product, everySolve, refactorized],
    checks: () => (found && usual ? checksOf(figures, model, found, usual) : []),
  };
}

interface ScreenedRows {
  readonly base: number;
  readonly row: Int32Array;
  readonly norm: Float64Array;
  readonly edge: Int32Array;
  count: number;
}

interface Base {
  readonly laplacian: LaplacianSolver;
  readonly theta: Float64Array;
  readonly opens: (row: number) => boolean;
  readonly screened: ScreenedRows;
}

function solveBase({ network, branchEdge, branchCoupling }: NetworkModel): Base {
  const laplacian = new LaplacianSolver(network);
  laplacian.factorize(network.weight);
  const theta = new Float64Array(network.n);
  laplacian.solve(network.omega, theta);
  const { end } = findBridges(network);
  const rows = branchEdge.length;
  return {
    laplacian,
    theta,
    opens: (row) =>
      end[branchEdge[row]!]! > 0 && branchCoupling[row] === network.weight[branchEdge[row]!],
    screened: {
      base: worstDifference(network, network.weight, theta).value,
      row: new Int32Array(rows),
      norm: new Float64Array(rows),
      edge: new Int32Array(rows),
      count: 0,
    },
  };
}

function record(screened: ScreenedRows, row: number, norm: number, edge: number): void {
  screened.row[screened.count] = row;
  screened.norm[screened.count] = norm;
  screened.edge[screened.count++] = edge;
}

/** The product. */
function screenByBounds(model: NetworkModel, rows: readonly number[]): ScreenedRows {
  const { network, branchEdge, branchCoupling } = model;
  const { laplacian, theta, opens, screened } = solveBase(model);
  const shares = new Float64Array(network.n).fill(1 / network.n);
  const outages = new LinearOutages(network, laplacian, theta, shares);
  for (const row of rows) {
    if (opens(row)) continue;
    const { value, edge } = outages.afterBranch(branchEdge[row]!, branchCoupling[row]!);
    record(screened, row, value, edge);
  }
  return screened;
}

/** The usual way: one full solve per outage, Sherman-Morrison, all edges. */
function screenByFullSolves(model: NetworkModel, rows: readonly number[]): ScreenedRows {
  const { network, branchEdge, branchCoupling } = model;
  const { n, edgeFrom, edgeTo, weight } = network;
  const { laplacian, theta, opens, screened } = solveBase(model);
  const x = new Float64Array(n);
  for (const row of rows) {
    if (opens(row)) continue;
    const out = branchEdge[row]!;
    const [i, j] = [edgeFrom[out]!, edgeTo[out]!];
    x.fill(0);
    x[i] = 1;
    x[j] = -1;
    laplacian.solve(x, x);
    const b = branchCoupling[row]!;
    const kappa = (b * (theta[i]! - theta[j]!)) / (1 - b * (x[i] - x[j]));
    let norm = -1;
    let worst = -1;
    for (let e = 0; e < weight.length; e++) {
      if (e === out && b === weight[e]) continue;
      const [p, q] = [edgeFrom[e]!, edgeTo[e]!];
      const after = Math.abs(theta[p]! - theta[q]! + kappa * (x[p]! - x[q]!));
      if (after > norm) [norm, worst] = [after, e];
    }
    record(screened, row, norm, worst);
  }
  return screened;
}

/** The plain way: every outage is a network of its own; only the symbolic analysis is shared. */
function screenByFactorizations(model: NetworkModel, rows: readonly number[]): ScreenedRows {
  const { branchEdge, branchCoupling } = model;
  const network: OscillatorNetwork = model.network;
  const { laplacian, opens, screened } = solveBase(model);
  const weight = network.weight.slice();
  const theta = new Float64Array(network.n);
  for (const row of rows) {
    if (opens(row)) continue;
    const out = branchEdge[row]!;
    const left = network.weight[out]! - branchCoupling[row]!;
    weight[out] = left;
    laplacian.factorize(weight);
    laplacian.solve(network.omega, theta);
    const { value, edge } = worstDifference(network, weight, theta);
    record(screened, row, value, edge);
    weight[out] = network.weight[out]!;
  }
  return screened;
}

function checksOf(
  figures: Published,
  model: NetworkModel,
  found: ScreenedRows,
  usual: ScreenedRows,
): Check[] {
  const norms = found.norm.subarray(0, found.count);
  const sumOfNorms = norms.reduce((sum, norm) => sum + norm, 0);
  const worst = norms.reduce((best, norm, k) => (norm > norms[best]! ? k : best), 0);
  const largestError = norms.reduce((largest, norm, k) => {
    return Math.max(largest, Math.abs(norm / usual.norm[k]! - 1));
  }, 0);
  const otherEdges = norms.reduce(
    (count, _, k) => count + Number(found.edge[k] !== usual.edge[k]),
    0,
  );
  const { network, nodes } = model;
  const edge = found.edge[worst]!;
  const buses = [network.edgeFrom[edge]!, network.edgeTo[edge]!].map((node) => nodes[node]!);
  const aboveBase = norms.reduce((count, norm) => count + Number(norm > 1.01 * found.base), 0);
  const exact = (label: string, value: number | string, expected: number | string): Check => ({
    label,
    found: value,
    expected,
    tolerance: 0,
  });
  return [
    exact('outages', found.count, figures.outages),
    { label: 'sum of norms', found: sumOfNorms, expected: figures.sumOfNorms, tolerance: 1e-12 },
    exact('outages above 1.01 base', aboveBase, figures.aboveBase),
    exact('worst row', found.row[worst]!, figures.worstRow),
    { label: 'worst norm', found: norms[worst]!, expected: figures.worstNorm, tolerance: 1e-11 },
    exact('worst edge', buses.join('-'), figures.worstEdge),
    exact('norms that differ by 1e-11', largestError > 1e-11 ? largestError : 0, 0),
    exact('edges that differ', otherEdges, 0),
  ];
}
