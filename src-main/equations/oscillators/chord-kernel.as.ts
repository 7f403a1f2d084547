/**
 * Chord steps for the synchronous states of one network, four powers at a time, in AssemblyScript: two
 * doubles an instruction. `chord-steps.ts` is its oracle and says what is computed; the order of
 * operations is the same, so that results are equal to the bit.
 *
 * A row holds the four lanes of a node, 32 bytes; the host gives rows by their offset.
 */
import { finishLayout, startLayout, take } from '../../numerics/kernel-memory.as';
import { sinePair } from '../../numerics/sincos/sine.as';

// Where each array begins; the host reads these and fills the inputs.
export let edgeFrom: usize = 0; // offsets of rows
export let edgeTo: usize = 0;
export let weight: usize = 0;
export let bend: usize = 0;
/** The pattern that both factors share: end of each column, and the row of each entry. */
export let columnEnd: usize = 0;
export let entryRow: usize = 0; // offsets of rows
export let linearLower: usize = 0;
export let linearInverse: usize = 0; // of the pivots
export let tangentLower: usize = 0;
export let tangentInverse: usize = 0;
export let omega: usize = 0;
export let theta: usize = 0;
/** Of the last call, one a lane: largest mismatch, largest difference, and the edge of that. */
export let error: usize = 0;
export let largest: usize = 0;
export let largestEdge: usize = 0; // as a double

const ROW: usize = 32;

let rest: usize = 0;
let size: usize = 0; // of all rows
let nodes: usize = 0;
let edges: usize = 0;

/** Lays the arrays out. */
export function allocate(nodeCount: i32, edgeCount: i32, entryCount: i32): void {
  nodes = <usize>nodeCount;
  edges = <usize>edgeCount;
  const entries = <usize>entryCount;
  size = nodes * ROW;
  startLayout();
  edgeFrom = take(4 * edges);
  edgeTo = take(4 * edges);
  weight = take(8 * edges);
  bend = take(8 * nodes);
  columnEnd = take(4 * nodes);
  entryRow = take(4 * entries);
  linearLower = take(8 * entries);
  linearInverse = take(8 * nodes);
  tangentLower = take(8 * entries);
  tangentInverse = take(8 * nodes);
  omega = take(size);
  theta = take(size);
  rest = take(size);
  error = take(ROW);
  largest = take(ROW);
  largestEdge = take(ROW);
  finishLayout();
}

/** z = L⁻¹ z */
function forward(z: usize, lower: usize): void {
  let p: usize = 0;
  for (let j: usize = 0; j < nodes; j++) {
    const last = <usize>load<u32>(columnEnd + (j << 2));
    const z0 = v128.load(z + j * ROW);
    const z1 = v128.load(z + j * ROW, 16);
    for (; p < last; p++) {
      const l = v128.load64_splat(lower + (p << 3));
      const at = z + <usize>load<u32>(entryRow + (p << 2));
      v128.store(at, f64x2.sub(v128.load(at), f64x2.mul(l, z0)));
      v128.store(at, f64x2.sub(v128.load(at, 16), f64x2.mul(l, z1)), 16);
    }
  }
}

/** z = L⁻ᵀ D⁻¹ z, added to `sum` where there is one. */
@inline
function back(z: usize, lower: usize, inverse: usize, sum: usize): void {
  let p = nodes > 0 ? <usize>load<u32>(columnEnd + ((nodes - 1) << 2)) : 0;
  for (let j = nodes; j-- > 0; ) {
    const first = j > 0 ? <usize>load<u32>(columnEnd + ((j - 1) << 2)) : 0;
    const pivot = v128.load64_splat(inverse + (j << 3));
    const own = z + j * ROW;
    let z0 = f64x2.mul(v128.load(own), pivot);
    let z1 = f64x2.mul(v128.load(own, 16), pivot);
    for (let q = first; q < p; q++) {
      const l = v128.load64_splat(lower + (q << 3));
      const at = z + <usize>load<u32>(entryRow + (q << 2));
      z0 = f64x2.sub(z0, f64x2.mul(l, v128.load(at)));
      z1 = f64x2.sub(z1, f64x2.mul(l, v128.load(at, 16)));
    }
    p = first;
    v128.store(own, z0);
    v128.store(own, z1, 16);
    if (sum == 0) continue;
    const total = sum + j * ROW;
    v128.store(total, f64x2.add(v128.load(total), z0));
    v128.store(total, f64x2.add(v128.load(total, 16), z1), 16);
  }
}

/** `largest` and `largestEdge` at theta. */
export function look(): void {
  let most0 = f64x2.splat(0);
  let most1 = f64x2.splat(0);
  let edge0 = f64x2.splat(-1);
  let edge1 = f64x2.splat(-1);
  for (let e: usize = 0; e < edges; e++) {
    const i = theta + <usize>load<u32>(edgeFrom + (e << 2));
    const j = theta + <usize>load<u32>(edgeTo + (e << 2));
    const d0 = f64x2.abs(f64x2.sub(v128.load(i), v128.load(j)));
    const d1 = f64x2.abs(f64x2.sub(v128.load(i, 16), v128.load(j, 16)));
    const larger0 = f64x2.gt(d0, most0);
    const larger1 = f64x2.gt(d1, most1);
    if (!v128.any_true(v128.or(larger0, larger1))) continue;
    const here = f64x2.splat(<f64>e);
    most0 = v128.bitselect(d0, most0, larger0);
    most1 = v128.bitselect(d1, most1, larger1);
    edge0 = v128.bitselect(here, edge0, larger0);
    edge1 = v128.bitselect(here, edge1, larger1);
  }
  v128.store(largest, most0);
  v128.store(largest, most1, 16);
  v128.store(largestEdge, edge0);
  v128.store(largestEdge, edge1, 16);
}

/** theta = L⁺ omega and what is largest there; then the bend. */
export function begin(): void {
  memory.copy(theta, omega, size);
  forward(theta, linearLower);
  back(theta, linearLower, linearInverse, 0);
  look();
  for (let j: usize = 0; j < nodes; j++) {
    const at = theta + j * ROW;
    const more = v128.load64_splat(bend + (j << 3));
    v128.store(at, f64x2.add(v128.load(at), more));
    v128.store(at, f64x2.add(v128.load(at, 16), more), 16);
  }
}

/** rest = omega - f(theta) */
function setRest(): void {
  memory.copy(rest, omega, size);
  for (let e: usize = 0; e < edges; e++) {
    const from = <usize>load<u32>(edgeFrom + (e << 2));
    const to = <usize>load<u32>(edgeTo + (e << 2));
    const a = v128.load64_splat(weight + (e << 3));
    const i = theta + from;
    const j = theta + to;
    const flow0 = f64x2.mul(a, sinePair(f64x2.sub(v128.load(i), v128.load(j))));
    const flow1 = f64x2.mul(a, sinePair(f64x2.sub(v128.load(i, 16), v128.load(j, 16))));
    const out = rest + from;
    const into = rest + to;
    v128.store(out, f64x2.sub(v128.load(out), flow0));
    v128.store(out, f64x2.sub(v128.load(out, 16), flow1), 16);
    v128.store(into, f64x2.add(v128.load(into), flow0));
    v128.store(into, f64x2.add(v128.load(into, 16), flow1), 16);
  }
}

/** The sum carries a NaN, which the maximum does not. */
function setError(): void {
  let most0 = f64x2.splat(0);
  let most1 = f64x2.splat(0);
  let sum0 = f64x2.splat(0);
  let sum1 = f64x2.splat(0);
  for (let at = rest; at < rest + size; at += ROW) {
    const r0 = v128.load(at);
    const r1 = v128.load(at, 16);
    most0 = f64x2.pmax(most0, f64x2.abs(r0));
    most1 = f64x2.pmax(most1, f64x2.abs(r1));
    sum0 = f64x2.add(sum0, r0);
    sum1 = f64x2.add(sum1, r1);
  }
  const zero = f64x2.splat(0);
  v128.store(error, f64x2.add(most0, f64x2.mul(zero, sum0)));
  v128.store(error, f64x2.add(most1, f64x2.mul(zero, sum1)), 16);
}

/** theta += J⁻¹ (omega - f(theta)), and `error` before it. */
export function step(): void {
  setRest();
  setError();
  forward(rest, tangentLower);
  back(rest, tangentLower, tangentInverse, theta);
}
