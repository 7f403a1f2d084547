import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
import type { EdgeMargin, NodeAngle } from '../../src-shared/studies/sync-condition.ts';

/** A particle on the circle: a node, pulled along it by its power. */
export interface Particle extends NodeAngle {
  /** Angle of the state that is drawn, at the whole load, rad. */
  readonly fullAngle: number;
}

/** Particles on a circle that springs join (paper B, figure 1). */
export interface Analogue {
  readonly particles: readonly Particle[];
  readonly springs: readonly EdgeMargin[];
  /** The synchronous state; else the linear solution, where there is no state. */
  readonly ofState: boolean;
  /** Nodes that are left out, as no circle has room for them. */
  readonly leftOut: number;
}

export const mostParticles = 200;

interface Source {
  readonly perNode: readonly NodeAngle[];
  readonly perEdge: readonly EdgeMargin[];
  readonly worstEdge: EdgeRef | null;
}

/** All nodes, or the neighbourhood of the worst edge where there are too many. */
export function analogueOf(
  { perNode, perEdge, worstEdge }: Source,
  most = mostParticles,
): Analogue {
  const ofState = perNode.every(({ exactAngle }) => exactAngle !== null);
  const kept =
    perNode.length <= most
      ? new Set(perNode.map(({ node }) => node))
      : neighbourhood(perEdge, worstEdge ? [worstEdge.from, worstEdge.to] : [], most);
  return {
    particles: perNode
      .filter(({ node }) => kept.has(node))
      .map((node) => ({ ...node, fullAngle: node.exactAngle ?? node.linearAngle })),
    springs: perEdge.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    ofState,
    leftOut: perNode.length - kept.size,
  };
}

/** The nodes that are the fewest edges away from where it starts. */
function neighbourhood(
  edges: readonly EdgeRef[],
  start: readonly number[],
  most: number,
): ReadonlySet<number> {
  const next = new Map<number, number[]>();
  for (const { from, to } of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
    next.set(to, [...(next.get(to) ?? []), from]);
  }
  const kept = new Set(start);
  for (const node of kept) {
    for (const other of next.get(node) ?? []) if (kept.size < most) kept.add(other);
  }
  return kept;
}

/**
 * Angle of a particle when only a share s of all powers acts, rad: s theta_1 + s³ (theta - theta_1)
 * with the linear solution theta_1. Right at s = 1, and up to s³ near 0, since the sine's first
 * correction to the linear solution is a cubic one.
 */
export function angleAtShare({ linearAngle, fullAngle }: Particle, share: number): number {
  return share * linearAngle + share ** 3 * (fullAngle - linearAngle);
}

/** By how much angles may be drawn larger so that all of them still fit on half the circle. */
export function fittingScale(particles: readonly Particle[]): number {
  const largest = Math.max(...particles.map(({ fullAngle }) => Math.abs(fullAngle)), 0);
  const room = (0.45 * Math.PI) / (largest || 1);
  return [10, 5, 3, 2].find((scale) => scale <= room) ?? 1;
}

/** A point of the circle; the mean angle is at the top. */
export function onCircle(
  angle: number,
  radius: number,
): { readonly x: number; readonly y: number } {
  return { x: radius * Math.sin(angle), y: -radius * Math.cos(angle) };
}
