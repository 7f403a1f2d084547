import type {
  ConditionComparison,
  OtherConditions,
} from '../../../src-shared/studies/sync-condition.ts';
import { algebraicConnectivity } from '../../equations/oscillators/algebraic-connectivity.ts';
import { edgeReach } from '../../equations/oscillators/edge-reach.ts';
import { isExactClass } from '../../equations/oscillators/exactness.ts';
import type { ExactnessBlock } from '../../equations/oscillators/exactness.ts';
import {
  allPairsNorm,
  connectivityBound,
  degreeBound,
  edgeSpread,
  edgeTwoNorm,
  largestDegree,
  largestLaplacianEigenvalue,
  resistanceBounds,
} from '../../equations/oscillators/older-conditions.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import type { LinearPoint } from '../linear-point.ts';

interface Comparison {
  readonly otherConditions: OtherConditions;
  readonly conditions: readonly ConditionComparison[];
  /** Effective resistance of each edge; null where it cannot be trusted. */
  readonly resistance: readonly (number | null)[];
}

/** The condition beside those before it, each as the gain on all couplings that it asks for. */
export function compareConditions(
  network: OscillatorNetwork,
  linear: LinearPoint,
  blocks: readonly ExactnessBlock[],
): Comparison {
  const lambda2 = algebraicConnectivity(network, linear.laplacian);
  const { resistance, error } = edgeReach(network, linear.laplacian);
  const otherConditions = {
    algebraicConnectivity: lambda2,
    connectivityBound: lambda2 === null ? null : connectivityBound(network, lambda2),
    degreeBound: degreeBound(network),
  };
  const conditions = [
    thisCondition(network, linear, blocks),
    ...connectivityConditions(network, otherConditions),
    ...degreeConditions(network, otherConditions),
    ...resistanceConditions(network, linear, resistance),
    ...twoNormConditions(network, linear),
  ].map((row) => ({
    ...row,
    holds: row.criticalCoupling === null ? null : row.criticalCoupling <= 1,
  }));
  const known = Array.from(resistance, (r, e) => (Number.isFinite(error[e]!) ? r : null));
  return { otherConditions, conditions, resistance: known };
}

type Row = Omit<ConditionComparison, 'holds'>;

function thisCondition(
  network: OscillatorNetwork,
  { worst }: LinearPoint,
  blocks: readonly ExactnessBlock[],
): Row {
  const open = blocks.filter((block) => !isExactClass(block.class));
  const isProved = !hasNegative(network) && open.every((block) => block.class !== 'statistical');
  return {
    id: 'this',
    name: 'Synchronization condition',
    formula: '‖Bᵀ L† ω‖∞',
    criticalCoupling: worst.value,
    kind: isProved ? (open.length === 0 ? 'exact' : 'sufficient') : 'statistical',
    note: 'Dörfler, Chertkov, Bullo 2013, equation 4.',
  };
}

function connectivityConditions(
  network: OscillatorNetwork,
  { algebraicConnectivity: lambda2, connectivityBound: bound }: OtherConditions,
): Row[] {
  return [
    {
      id: 'connectivity',
      name: 'Algebraic connectivity',
      formula: '‖B_cᵀ ω‖₂ / λ₂',
      criticalCoupling: bound,
      kind: 'sufficient',
      note: 'Differences of all pairs of nodes; Dörfler and Bullo 2012, theorem 4.4. The provable form.',
    },
    {
      id: 'connectivity-printed',
      name: 'Algebraic connectivity, as printed',
      formula: 'max |ω_i − ω_j| over edges / λ₂',
      criticalCoupling: lambda2 === null ? null : edgeSpread(network) / lambda2,
      kind: 'disproved',
      note: 'Printed as λ₂ ≥ ‖ω‖ sin γ, with sin γ on the wrong side; even λ₂ sin γ ≥ ‖ω‖ is not sufficient: for a path of 10 nodes it asks 10.2 where 12.5 is needed.',
    },
  ];
}

function degreeConditions(
  network: OscillatorNetwork,
  { degreeBound: bound }: OtherConditions,
): Row[] {
  const spread = edgeSpread(network);
  const lambdaN = hasNegative(network) ? null : largestLaplacianEigenvalue(network);
  return [
    {
      id: 'degree',
      name: 'Degree of each node',
      formula: 'max |ω_i| / Σ_j a_ij',
      criticalCoupling: bound,
      kind: 'necessary',
      note: 'No node can pass on more than all of its couplings carry.',
    },
    {
      id: 'largest-degree',
      name: 'Largest degree',
      formula: 'max |ω_i − ω_j| over edges / (2 max Σ_j a_ij)',
      criticalCoupling: spread === 0 ? 0 : spread / (2 * largestDegree(network)),
      kind: 'necessary',
      note: 'Weaker than the degree of each node.',
    },
    {
      id: 'largest-eigenvalue',
      name: 'Largest eigenvalue, as printed',
      formula: 'max |ω_i − ω_j| over edges / λ_n',
      criticalCoupling: lambdaN === null || lambdaN === 0 ? null : spread / lambdaN,
      kind: 'disproved',
      note: 'Printed as necessary, and it is not: a path of 4 nodes with ω = (1, −2, 2, −1) needs a gain of 1, and this asks 4 / (2 + √2) = 1.17.',
    },
  ];
}

function resistanceConditions(
  network: OscillatorNetwork,
  { theta }: LinearPoint,
  resistance: Float64Array,
): Row[] {
  const bounds = hasNegative(network) ? null : resistanceBounds(network, theta, resistance);
  const note = 'Never below the norm of the condition, and as right as it is.';
  return [
    {
      id: 'resistance-energy',
      name: 'Effective resistance and energy',
      formula: 'max √R_ij · √(ωᵀ L† ω)',
      criticalCoupling: bounds?.energy ?? null,
      kind: 'statistical',
      note,
    },
    {
      id: 'resistance-transport',
      name: 'Effective resistance and power moved',
      formula: 'max R_ij · ‖ω‖₁ / 2',
      criticalCoupling: bounds?.transport ?? null,
      kind: 'statistical',
      note,
    },
  ];
}

function twoNormConditions(network: OscillatorNetwork, { theta }: LinearPoint): Row[] {
  const [first] = network.weight;
  const isUnweighted = network.weight.every((a) => Math.abs(a - first!) <= 1e-9 * Math.abs(first!));
  const kind = isUnweighted && !hasNegative(network) ? 'sufficient' : 'statistical';
  const note = 'Proved where all couplings are equal: Jafarpour and Bullo 2019.';
  return [
    {
      id: 'two-norm-edges',
      name: '2-norm over edges',
      formula: '‖Bᵀ L† ω‖₂',
      criticalCoupling: edgeTwoNorm(network, theta),
      kind,
      note,
    },
    {
      id: 'two-norm-pairs',
      name: '2-norm over all pairs',
      formula: '‖B_cᵀ L† ω‖₂',
      criticalCoupling: allPairsNorm(theta),
      kind,
      note: `${note} Never below the 2-norm over edges.`,
    },
  ];
}

const hasNegative = ({ weight }: OscillatorNetwork): boolean => weight.some((a) => a < 0);
