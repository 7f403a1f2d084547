import { sincos } from '../../numerics/sincos/sincos.ts';
import type { AdmittanceMatrix } from './admittance.ts';

/** What a bus holds fixed: PQ its power, PV its active power and voltage, slack its voltage. */
export const PQ = 0;
export const PV = 1;
export const SLACK = 2;

/** The state and the schedule of a power flow, p.u. and rad, one entry a node. */
export interface PowerFlowState {
  readonly vm: Float64Array;
  readonly va: Float64Array;
  /** Scheduled net injection. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** PQ, PV or SLACK. */
  readonly type: Uint8Array;
}

/** Room for the power balance at one state. */
export interface PowerBalance {
  /** Calculated injections P and Q at each node. */
  readonly pCalc: Float64Array;
  readonly qCalc: Float64Array;
  /** Schedule minus calculated, two entries a node (P, Q); zero where a node has no such equation. */
  readonly mismatch: Float64Array;
  /** Jacobian of the calculated injections, four entries a block. */
  readonly jacobian: Float64Array;
  readonly e: Float64Array;
  readonly f: Float64Array;
}

/** Room for the balance of one network; the Jacobian's may be given. */
export function createPowerBalance(
  { pattern }: AdmittanceMatrix,
  jacobian: Float64Array = new Float64Array(4 * pattern.colIndex.length),
): PowerBalance {
  const { n } = pattern;
  return {
    pCalc: new Float64Array(n),
    qCalc: new Float64Array(n),
    mismatch: new Float64Array(2 * n),
    jacobian,
    e: new Float64Array(n),
    f: new Float64Array(n),
  };
}

/**
 * Power balance in polar form: S_i = V_i sum_k conj(Y_ik V_k), its mismatch against the schedule and
 * its Jacobian in the unknowns (theta, dV/V).
 *
 * With t + ju = V_i conj(Y_ik V_k), P_i + jQ_i their sum over k, and for k != i:
 * dP_i/dtheta_k = u, V_k dP_i/dV_k = t, dQ_i/dtheta_k = -t, V_k dQ_i/dV_k = u; on the diagonal
 * H = -Q_i - B_ii V_i², N = P_i + G_ii V_i², J = P_i - G_ii V_i², L = Q_i - B_ii V_i².
 * A PV node's Q row and a slack node's rows are those of the identity: the unknown does not move.
 *
 * @param balance overwritten
 * @returns the largest mismatch, p.u.
 *
 * One sine and cosine a node; products of rectangular voltages serve every branch. Allocates nothing.
 * Source: Tinney & Hart, IEEE Trans. PAS-86 (1967) 1449.
 */
export function evaluatePowerBalance(
  { pattern, g, b }: AdmittanceMatrix,
  { vm, va, p, q, type }: PowerFlowState,
  { pCalc, qCalc, mismatch, jacobian, e, f }: PowerBalance,
): number {
  const { n, rowPtr, colIndex, diagonal } = pattern;
  sincos(va, f, e, n);
  for (let i = 0; i < n; i++) {
    e[i]! *= vm[i]!;
    f[i]! *= vm[i]!;
  }
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const ei = e[i]!;
    const fi = f[i]!;
    let pi = 0;
    let qi = 0;
    for (let s = rowPtr[i]!; s < rowPtr[i + 1]!; s++) {
      const k = colIndex[s]!;
      const cosine = ei * e[k]! + fi * f[k]!;
      const sine = fi * e[k]! - ei * f[k]!;
      const t = g[s]! * cosine + b[s]! * sine;
      const u = g[s]! * sine - b[s]! * cosine;
      pi += t;
      qi += u;
      const at = 4 * s;
      jacobian[at] = u;
      jacobian[at + 1] = t;
      jacobian[at + 2] = -t;
      jacobian[at + 3] = u;
    }
    const own = diagonal[i]!;
    const square = ei * ei + fi * fi;
    const gi = g[own]! * square;
    const bi = b[own]! * square;
    pCalc[i] = pi;
    qCalc[i] = qi;
    const at = 4 * own;
    jacobian[at] = -qi - bi;
    jacobian[at + 1] = pi + gi;
    jacobian[at + 2] = pi - gi;
    jacobian[at + 3] = qi - bi;
    mismatch[2 * i] = type[i] === SLACK ? 0 : p[i]! - pi;
    mismatch[2 * i + 1] = type[i] === PQ ? q[i]! - qi : 0;
    if (type[i] !== PQ) fixUnknowns(jacobian, rowPtr[i]!, rowPtr[i + 1]!, own, type[i] === SLACK);
    worst = Math.max(worst, Math.abs(mismatch[2 * i]!), Math.abs(mismatch[2 * i + 1]!));
  }
  return worst;
}

function fixUnknowns(
  jacobian: Float64Array,
  begin: number,
  end: number,
  own: number,
  angleToo: boolean,
): void {
  for (let s = begin; s < end; s++) {
    const at = 4 * s;
    jacobian[at + 2] = 0;
    jacobian[at + 3] = 0;
    if (!angleToo) continue;
    jacobian[at] = 0;
    jacobian[at + 1] = 0;
  }
  jacobian[4 * own + 3] = 1;
  if (angleToo) jacobian[4 * own] = 1;
}
