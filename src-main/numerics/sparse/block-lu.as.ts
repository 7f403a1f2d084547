/**
 * `factorizeBlockLu` and `solveBlockLu` in AssemblyScript: a row of a 2x2 block is one instruction's
 * pair. The order of operations is that of the TypeScript form, so that results are equal to the bit.
 *
 * A block has 32 bytes, row by row; the host gives columns by the offset of their block, so that one
 * number finds a block of the work row, and half of it a pair of the solution.
 */
import { finishLayout, startLayout, take } from '../kernel-memory.as';

// Where each array begins; the host reads these and fills the inputs.
/** The pattern of A by rows, in the order of the pivots; columns by their rank. */
export let rowEnd: usize = 0;
export let blockAt: usize = 0; // offset of the block in `values`
export let blockColumn: usize = 0;
/** A, in an order of the host's own. */
export let values: usize = 0;
/** The pattern of L by rows, and of U by rows. */
export let lowerEnd: usize = 0;
export let lowerColumn: usize = 0;
export let upperEnd: usize = 0;
export let upperColumn: usize = 0;
/** Right-hand side in, solution out, in the order of the pivots. */
export let x: usize = 0;

const BLOCK: usize = 32;
const PIVOT_TOLERANCE: f64 = 1e-14;

let lower: usize = 0;
let upper: usize = 0;
let inverse: usize = 0;
let work: usize = 0;
let rows: usize = 0;

/** Lays the arrays out for n block rows, the blocks of A, and the blocks of L. */
export function allocate(n: i32, blocks: i32, fill: i32): void {
  rows = <usize>n;
  startLayout();
  rowEnd = take(4 * <usize>n);
  blockAt = take(4 * <usize>blocks);
  blockColumn = take(4 * <usize>blocks);
  values = take(BLOCK * <usize>blocks);
  lowerEnd = take(4 * <usize>n);
  lowerColumn = take(4 * <usize>fill);
  upperEnd = take(4 * <usize>n);
  upperColumn = take(4 * <usize>fill);
  x = take(16 * <usize>n);
  lower = take(BLOCK * <usize>fill);
  upper = take(BLOCK * <usize>fill);
  inverse = take(BLOCK * <usize>n);
  work = take(BLOCK * <usize>n);
  finishLayout();
}

@inline
function entry(array: usize, k: usize): usize {
  return <usize>load<u32>(array + (k << 2));
}

@inline
function first(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 0, 0);
}

@inline
function second(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 1, 1);
}

/** Row r of a 2x2 block times a block. */
@inline
function rowTimes(row: v128, top: v128, bottom: v128): v128 {
  return f64x2.add(f64x2.mul(first(row), top), f64x2.mul(second(row), bottom));
}

/** Row k of A into the work row, from its blocks [p, last). */
@inline
function scatter(p: usize, last: usize): void {
  for (; p < last; p++) {
    const from = values + entry(blockAt, p);
    const into = work + entry(blockColumn, p);
    v128.store(into, v128.load(from));
    v128.store(into, v128.load(from, 16), 16);
  }
}

/** Takes off the multiples of the rows of U that the blocks [q, last) of L ask for. */
@inline
function eliminate(q: usize, last: usize): void {
  const zero = f64x2.splat(0);
  for (; q < last; q++) {
    const j = entry(lowerColumn, q);
    const d0 = v128.load(inverse + j);
    const d1 = v128.load(inverse + j, 16);
    const l0 = rowTimes(v128.load(work + j), d0, d1);
    const l1 = rowTimes(v128.load(work + j, 16), d0, d1);
    v128.store(work + j, zero);
    v128.store(work + j, zero, 16);
    v128.store(lower + q * BLOCK, l0);
    v128.store(lower + q * BLOCK, l1, 16);
    const a = first(l0);
    const b = second(l0);
    const c = first(l1);
    const d = second(l1);
    const row = j / BLOCK;
    const stop = entry(upperEnd, row);
    for (let p = row > 0 ? entry(upperEnd, row - 1) : 0; p < stop; p++) {
      const u0 = v128.load(upper + p * BLOCK);
      const u1 = v128.load(upper + p * BLOCK, 16);
      const at = work + entry(upperColumn, p);
      const less0 = f64x2.add(f64x2.mul(a, u0), f64x2.mul(b, u1));
      const less1 = f64x2.add(f64x2.mul(c, u0), f64x2.mul(d, u1));
      v128.store(at, f64x2.sub(v128.load(at), less0));
      v128.store(at, f64x2.sub(v128.load(at, 16), less1), 16);
    }
  }
}

/** The inverse of the pivot block; false where it is singular. */
@inline
function invert(k: usize): bool {
  const at = work + k * BLOCK;
  const a = load<f64>(at);
  const b = load<f64>(at, 8);
  const c = load<f64>(at, 16);
  const e = load<f64>(at, 24);
  const determinant = a * e - b * c;
  // Written so that NaN ends here too.
  if (!(abs(determinant) > PIVOT_TOLERANCE * (abs(a * e) + abs(b * c)))) return false;
  const reciprocal = 1 / determinant;
  const into = inverse + k * BLOCK;
  store<f64>(into, e * reciprocal);
  store<f64>(into, -b * reciprocal, 8);
  store<f64>(into, -c * reciprocal, 16);
  store<f64>(into, a * reciprocal, 24);
  v128.store(at, f64x2.splat(0));
  v128.store(at, f64x2.splat(0), 16);
  return true;
}

/** The blocks [p, last) of U out of the work row. */
@inline
function gather(p: usize, last: usize): void {
  const zero = f64x2.splat(0);
  for (; p < last; p++) {
    const from = work + entry(upperColumn, p);
    v128.store(upper + p * BLOCK, v128.load(from));
    v128.store(upper + p * BLOCK, v128.load(from, 16), 16);
    v128.store(from, zero);
    v128.store(from, zero, 16);
  }
}

/** P A Pᵀ = L U; returns -1, or the pivot whose block vanished. */
export function factorize(): i32 {
  let p: usize = 0;
  let q: usize = 0;
  let u: usize = 0;
  for (let k: usize = 0; k < rows; k++) {
    const lastBlock = entry(rowEnd, k);
    const lastLower = entry(lowerEnd, k);
    const lastUpper = entry(upperEnd, k);
    scatter(p, lastBlock);
    eliminate(q, lastLower);
    if (!invert(k)) {
      memory.fill(work, 0, rows * BLOCK);
      return <i32>k;
    }
    gather(u, lastUpper);
    p = lastBlock;
    q = lastLower;
    u = lastUpper;
  }
  return -1;
}

/** y minus a block times the pair at `other`. */
@inline
function minusProduct(y: v128, block: usize, other: usize): v128 {
  const top = v128.load(block);
  const bottom = v128.load(block, 16);
  const left = v128.shuffle<f64>(top, bottom, 0, 2);
  const right = v128.shuffle<f64>(top, bottom, 1, 3);
  const pair = v128.load(other);
  return f64x2.sub(y, f64x2.add(f64x2.mul(left, first(pair)), f64x2.mul(right, second(pair))));
}

/** x = U⁻¹ L⁻¹ x */
export function solve(): void {
  let q: usize = 0;
  for (let k: usize = 0; k < rows; k++) {
    let y = v128.load(x + (k << 4));
    for (const last = entry(lowerEnd, k); q < last; q++) {
      y = minusProduct(y, lower + q * BLOCK, x + (entry(lowerColumn, q) >> 1));
    }
    v128.store(x + (k << 4), y);
  }
  for (let k = rows; k-- > 0; ) {
    let y = v128.load(x + (k << 4));
    const last = entry(upperEnd, k);
    for (let p = k > 0 ? entry(upperEnd, k - 1) : 0; p < last; p++) {
      y = minusProduct(y, upper + p * BLOCK, x + (entry(upperColumn, p) >> 1));
    }
    const top = v128.load(inverse + k * BLOCK);
    const bottom = v128.load(inverse + k * BLOCK, 16);
    const left = v128.shuffle<f64>(top, bottom, 0, 2);
    const right = v128.shuffle<f64>(top, bottom, 1, 3);
    y = f64x2.add(f64x2.mul(left, first(y)), f64x2.mul(right, second(y)));
    v128.store(x + (k << 4), y);
  }
}
