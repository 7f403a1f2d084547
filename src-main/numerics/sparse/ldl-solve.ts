import type { LdlFactor } from './ldl-factorize.ts';

/**
 * Solves A x = b with P A Pᵀ = L D Lᵀ.
 *
 * @param b right-hand side, length n
 * @param x solution, length n, overwritten; may be b itself
 *
 * Cost O(entries of L). The factor's workspace is used; nothing is allocated. Source: T. Davis, ACM
 * Trans. Math. Softw. 31 (2005) 587.
 */
export function solveLdl(factor: LdlFactor, b: Float64Array, x: Float64Array): void {
  const { order } = factor.symbolic;
  const z = factor.workspace.row;
  const n = order.length;
  for (let k = 0; k < n; k++) z[k] = b[order[k]!]!;
  forwardSubstitute(factor, z);
  divideByPivots(factor, z);
  backSubstitute(factor, z);
  for (let k = 0; k < n; k++) x[order[k]!] = z[k]!;
}

/** z = L⁻¹ z, in the order of the pivots. */
function forwardSubstitute({ symbolic, lower }: LdlFactor, z: Float64Array): void {
  const { colPtr, rowIndex } = symbolic;
  const n = colPtr.length - 1;
  for (let j = 0; j < n; j++) {
    const zj = z[j]!;
    if (zj === 0) continue;
    const end = colPtr[j + 1]!;
    for (let p = colPtr[j]!; p < end; p++) z[rowIndex[p]!]! -= lower[p]! * zj;
  }
}

function divideByPivots({ diagonal }: LdlFactor, z: Float64Array): void {
  for (let k = 0; k < diagonal.length; k++) z[k]! /= diagonal[k]!;
}

/** z = L⁻ᵀ z, in the order of the pivots. */
function backSubstitute({ symbolic, lower }: LdlFactor, z: Float64Array): void {
  const { colPtr, rowIndex } = symbolic;
  let end = rowIndex.length;
  for (let j = colPtr.length - 2; j >= 0; j--) {
    const begin = colPtr[j]!;
    let sum = z[j]!;
    for (let p = begin; p < end; p++) sum -= lower[p]! * z[rowIndex[p]!]!;
    z[j] = sum;
    end = begin;
  }
}

/** Right-hand sides that are solved together: each entry of L is read once for all of them. */
export const BLOCK_WIDTH = 4;

/**
 * Solves A X = B for BLOCK_WIDTH right-hand sides at once.
 *
 * @param block n x BLOCK_WIDTH by rows (entry c of row i at `i * BLOCK_WIDTH + c`); overwritten by X
 * @param work of the same length, overwritten
 *
 * Cost about half that of BLOCK_WIDTH single solves, as L is read once.
 */
export function solveLdlBlock(factor: LdlFactor, block: Float64Array, work: Float64Array): void {
  const { order } = factor.symbolic;
  const n = order.length;
  if (block.length !== n * BLOCK_WIDTH || work.length !== block.length) {
    throw new RangeError(
      `solveLdlBlock: block and work hold n x ${BLOCK_WIDTH} = ${n * BLOCK_WIDTH} numbers; pad with zero columns.`,
    );
  }
  for (let k = 0; k < n; k++) {
    for (let c = 0; c < BLOCK_WIDTH; c++) work[4 * k + c] = block[4 * order[k]! + c]!;
  }
  solvePivotBlock(factor, work);
  for (let k = 0; k < n; k++) {
    for (let c = 0; c < BLOCK_WIDTH; c++) block[4 * order[k]! + c] = work[4 * k + c]!;
  }
}

/** The same with the rows in the order of the pivots: L D Lᵀ X = B, in place. */
export function solvePivotBlock(factor: LdlFactor, block: Float64Array): void {
  forwardBlock(factor, block);
  backBlock(factor, block);
}

function forwardBlock({ symbolic, lower }: LdlFactor, z: Float64Array): void {
  const { colPtr, rowIndex } = symbolic;
  const n = colPtr.length - 1;
  for (let j = 0; j < n; j++) {
    const z0 = z[4 * j]!;
    const z1 = z[4 * j + 1]!;
    const z2 = z[4 * j + 2]!;
    const z3 = z[4 * j + 3]!;
    for (let p = colPtr[j]!; p < colPtr[j + 1]!; p++) {
      const l = lower[p]!;
      const i = 4 * rowIndex[p]!;
      z[i]! -= l * z0;
      z[i + 1]! -= l * z1;
      z[i + 2]! -= l * z2;
      z[i + 3]! -= l * z3;
    }
  }
}

function backBlock({ symbolic, lower, diagonal }: LdlFactor, z: Float64Array): void {
  const { colPtr, rowIndex } = symbolic;
  for (let j = colPtr.length - 2; j >= 0; j--) {
    const inverse = 1 / diagonal[j]!;
    let z0 = z[4 * j]! * inverse;
    let z1 = z[4 * j + 1]! * inverse;
    let z2 = z[4 * j + 2]! * inverse;
    let z3 = z[4 * j + 3]! * inverse;
    for (let p = colPtr[j]!; p < colPtr[j + 1]!; p++) {
      const l = lower[p]!;
      const i = 4 * rowIndex[p]!;
      z0 -= l * z[i]!;
      z1 -= l * z[i + 1]!;
      z2 -= l * z[i + 2]!;
      z3 -= l * z[i + 3]!;
    }
    z[4 * j] = z0;
    z[4 * j + 1] = z1;
    z[4 * j + 2] = z2;
    z[4 * j + 3] = z3;
  }
}
