import { locateCrossing } from '../../numerics/ode/locate-crossing.ts';
import { edgeDifferences } from './cohesiveness.ts';
import { EquilibriumSolver } from './equilibrium.ts';
import { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';
import { farthestBeyond, firstReached, linearStrain } from './predicted-loading.ts';
import type { LoadingEnd } from './predicted-loading.ts';
import { StressBranch } from './stress-branch.ts';

/** The angle by which the edge that leads the way moves, rad. */
const LONGEST_STEP = 0.08;
const SHORTEST_STEP = 1e-7;
const MOST_STEPS = 4000;

/**
 * Loading at which the synchronous state that continues that of `omega` ends, on the way of
 * omega + loading direction, loading from 0 upwards: the first edge at its limit, or the saddle-node.
 *
 * The branch is followed by the angle of the edge that turns fastest, as the loading stops growing
 * at the saddle-node; the end itself is Newton's, to about 1e-10.
 *
 * @param direction powers at one unit of loading; sum zero
 * @param limit largest angle of each edge, rad; Infinity where it has none
 *
 * Cost: some ten factorizations to a limit, some hundred to a saddle-node.
 */
export function exactLoading(
  network: OscillatorNetwork,
  direction: Float64Array,
  limit: Float64Array,
): LoadingEnd {
  const branch = new StressBranch(network, direction);
  const ended = (
    cause: LoadingEnd['cause'],
    edge = -1,
    loading = NaN,
    cut: readonly number[] = [],
  ): LoadingEnd => ({ cause, loading, edge, theta: branch.theta, cut });
  if (!begin(branch)) return ended('no-solution');
  const beyond = farthestBeyond(network, edgeDifferences(network, branch.theta), limit);
  if (beyond >= 0) return ended('beyond-limit', beyond, 0);
  let leader = mostStrained(network, direction);
  if (leader < 0) return ended('unlimited');
  let step = LONGEST_STEP;
  for (let count = 0; count < MOST_STEPS && step >= SHORTEST_STEP; count++) {
    const direct = ahead(branch, leader);
    if (!direct) return ended('lost', leader);
    leader = direct.leader;
    const angles = edgeDifferences(network, branch.theta);
    const next = firstReached(network, angles, direct.turn, limit);
    const before = { theta: branch.theta.slice(), loading: branch.loading };
    const retreat = (): void => {
      branch.theta.set(before.theta);
      branch.loading = before.loading;
    };
    const isLast = next.edge >= 0 && next.reach <= step;
    const [edge, goal] = isLast
      ? [next.edge, Math.sign(direct.turn[next.edge]!) * limit[next.edge]!]
      : [leader, angles[leader]! + step * Math.sign(direct.turn[leader]!)];
    const moved = branch.moveTo(edge, goal) && isNear(branch.theta, before.theta, network, step);
    const after =
      moved && farthestBeyond(network, edgeDifferences(network, branch.theta), limit) < 0;
    if (after && branch.loading > before.loading) {
      if (isLast) return ended('limit', edge, branch.loading);
      step = Math.min(LONGEST_STEP, 1.5 * step);
    } else if (after && !isLast) {
      const fold = locateFold(branch, before, leader, goal);
      if (fold) return ended('saddle-node', worstEdge(branch), branch.loading, fold.cut);
      retreat();
      step /= 2;
    } else {
      retreat();
      step /= 2;
    }
  }
  return ended('lost', leader, branch.loading);
}

/**
 * The edge that the direction turns most in the linear network, -1 where it turns none: a branch has
 * no tangent in the angle of an edge that stands still, as that of a bridge does to a plant which
 * takes no part.
 */
function mostStrained(network: OscillatorNetwork, direction: Float64Array): number {
  const growth = linearStrain(network, direction)?.growth.map(Math.abs);
  if (!growth) return -1;
  const most = growth.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? growth.indexOf(most) : -1;
}

/** The synchronous state without loading. */
function begin(branch: StressBranch): boolean {
  const { network, theta } = branch;
  const laplacian = new LaplacianSolver(network);
  if (laplacian.factorize(network.weight).status === 'singular') return false;
  laplacian.solve(network.omega, theta);
  return new EquilibriumSolver(network, laplacian).solve(theta).status === 'converged';
}

/**
 * How the edges turn as the loading grows, scaled so that the fastest turns by one radian, and which
 * that is; null where the branch is singular or nothing turns.
 */
function ahead(
  branch: StressBranch,
  leader: number,
): { readonly turn: Float64Array; readonly leader: number } | null {
  const { network } = branch;
  const tangent = branch.tangent(leader);
  if (!tangent) return null;
  const turn = edgeDifferences(network, tangent.theta);
  let fastest = -1;
  for (let e = 0; e < turn.length; e++) {
    if (network.weight[e] === 0) continue;
    if (fastest < 0 || Math.abs(turn[e]!) > Math.abs(turn[fastest]!)) fastest = e;
  }
  const size = Math.abs(turn[fastest]!);
  if (!(size > 0) || tangent.loading === 0) return null;
  const scale = Math.sign(tangent.loading) / size;
  return { turn: turn.map((rate) => rate * scale), leader: fastest };
}

/** Newton has not jumped to another state: no edge has turned much more than the step. */
function isNear(
  theta: Float64Array,
  before: Float64Array,
  network: OscillatorNetwork,
  step: number,
): boolean {
  const moved = edgeDifferences(
    network,
    theta.map((angle, i) => angle - before[i]!),
  );
  return moved.every((turn, e) => network.weight[e] === 0 || Math.abs(turn) <= 4 * step);
}

/** Between a state before and one past it: where the loading is largest along the leader's angle. */
function locateFold(
  branch: StressBranch,
  before: { readonly theta: Float64Array; readonly loading: number },
  leader: number,
  goal: number,
): { readonly cut: readonly number[] } | null {
  const past = branch.tangent(leader);
  branch.theta.set(before.theta);
  branch.loading = before.loading;
  const start = branch.angle(leader);
  const first = branch.tangent(leader);
  if (!past || !first || past.loading * first.loading >= 0) return null;
  const failed: number[] = [];
  const slope = (angle: number): number => {
    if (!branch.moveTo(leader, angle)) failed.push(angle);
    return branch.tangent(leader)?.loading ?? 0;
  };
  const fold = locateCrossing(slope, start, goal, first.loading, past.loading);
  if (failed.length > 0 || !branch.moveTo(leader, fold)) return null;
  const mode = branch.tangent(leader);
  return mode && { cut: cutOf(branch.network, mode.theta) };
}

/** The edges between the nodes that go one way and those that go the other, at the middle of both. */
function cutOf(network: OscillatorNetwork, mode: Float64Array): number[] {
  const middle =
    (mode.reduce((a, b) => Math.max(a, b)) + mode.reduce((a, b) => Math.min(a, b))) / 2;
  const side = mode.map((turn) => Number(turn > middle));
  const cut: number[] = [];
  network.weight.forEach((a, e) => {
    if (a !== 0 && side[network.edgeFrom[e]!] !== side[network.edgeTo[e]!]) cut.push(e);
  });
  return cut;
}

function worstEdge({ network, theta }: StressBranch): number {
  const size = edgeDifferences(network, theta).map((angle, e) =>
    network.weight[e] === 0 ? -1 : Math.abs(angle),
  );
  return size.indexOf(size.reduce((a, b) => Math.max(a, b), -1));
}
