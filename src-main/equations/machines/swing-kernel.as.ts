/**
 * The classical Runge–Kutta method for the swing equations of `swing.ts`, in AssemblyScript: two
 * doubles an instruction. `lanes` copies of one network run side by side (1, or an even number);
 * they share graph, inertia and damping and have their own weights and injections.
 *
 * Row i, lane l of an array is at (i * lanes + l); rows of the state: theta of the nodes, then omega
 * of the machines. Every array starts on 16 bytes. The method and its order of operations are those
 * of `RungeKutta4` and `SwingSystem`, which are its oracle: results are equal to the bit.
 */

import { finishLayout, startLayout, take } from '../../numerics/kernel-memory.as';
import { sincos } from '../../numerics/sincos/sincos.as';

// Sizes, and where each array begins; the host reads these and fills the inputs.
export let edgeFrom: usize = 0;
export let edgeTo: usize = 0;
export let machines: usize = 0;
export let weight: usize = 0;
export let injection: usize = 0;
export let damping: usize = 0;
export let inverseInertia: usize = 0;
export let inverseDamping: usize = 0;
export let state: usize = 0;
export let previous: usize = 0;
export let startSlope: usize = 0;
export let endSlope: usize = 0;

let stage: usize = 0;
let k: usize = 0;
let sine: usize = 0;
let cosine: usize = 0;

let nodeCount: i32 = 0;
let machineCount: i32 = 0;
let edgeCount: i32 = 0;
let laneCount: i32 = 0;

/** Lays the arrays out for a problem and grows the memory to hold them. */
export function allocate(nodes: i32, machineNodes: i32, edges: i32, lanes: i32): void {
  nodeCount = nodes;
  machineCount = machineNodes;
  edgeCount = edges;
  laneCount = lanes;
  startLayout();
  edgeFrom = take(4 * edges);
  edgeTo = take(4 * edges);
  machines = take(4 * machineNodes);
  weight = take(8 * edges * lanes);
  injection = take(8 * nodes * lanes);
  damping = take(8 * machineNodes);
  inverseInertia = take(8 * machineNodes);
  inverseDamping = take(8 * nodes);
  const rows = 8 * (nodes + machineNodes) * lanes;
  state = take(rows);
  previous = take(rows);
  startSlope = take(rows);
  endSlope = take(rows);
  stage = take(rows);
  k = take(rows);
  sine = take(8 * nodes * lanes);
  cosine = take(8 * nodes * lanes);
  finishLayout();
}

/** p_i = injection_i - sum_j a_ij sin(theta_i - theta_j), one lane. */
function imbalance(p: usize): void {
  memory.copy(p, injection, (<usize>nodeCount) << 3);
  for (let e: usize = 0; e < <usize>edgeCount; e++) {
    const i = (<usize>load<u32>(edgeFrom + (e << 2))) << 3;
    const j = (<usize>load<u32>(edgeTo + (e << 2))) << 3;
    const across = load<f64>(sine + i) * load<f64>(cosine + j);
    const back = load<f64>(cosine + i) * load<f64>(sine + j);
    const flow = load<f64>(weight + (e << 3)) * (across - back);
    store<f64>(p + i, load<f64>(p + i) - flow);
    store<f64>(p + j, load<f64>(p + j) + flow);
  }
}

/** The same for an even number of lanes. */
function imbalanceOfLanes(p: usize): void {
  const row = (<usize>laneCount) << 3;
  memory.copy(p, injection, <usize>nodeCount * row);
  let a = weight;
  for (let e: usize = 0; e < <usize>edgeCount; e++) {
    let i = <usize>load<u32>(edgeFrom + (e << 2)) * row;
    let j = <usize>load<u32>(edgeTo + (e << 2)) * row;
    for (const last = i + row; i < last; i += 16, j += 16, a += 16) {
      const across = f64x2.mul(v128.load(sine + i), v128.load(cosine + j));
      const back = f64x2.mul(v128.load(cosine + i), v128.load(sine + j));
      const flow = f64x2.mul(v128.load(a), f64x2.sub(across, back));
      v128.store(p + i, f64x2.sub(v128.load(p + i), flow));
      v128.store(p + j, f64x2.add(v128.load(p + j), flow));
    }
  }
}

/** Rows of nodes divided by D; those of machines hold 1 there and stay. May touch one row more. */
function divideByDamping(p: usize): void {
  const row = (<usize>laneCount) << 3;
  if (laneCount == 1) {
    for (let at: usize = 0, last = (<usize>nodeCount) << 3; at < last; at += 16) {
      v128.store(p + at, f64x2.mul(v128.load(p + at), v128.load(inverseDamping + at)));
    }
    return;
  }
  let at = p;
  for (let i: usize = 0; i < <usize>nodeCount; i++) {
    const inverse = f64x2.splat(load<f64>(inverseDamping + (i << 3)));
    for (const last = at + row; at < last; at += 16) {
      v128.store(at, f64x2.mul(v128.load(at), inverse));
    }
  }
}

/** out = f(y): as `SwingSystem.derivative`. */
function derivative(y: usize, out: usize): void {
  sincos(y, nodeCount * laneCount, sine, cosine);
  if (laneCount == 1) imbalance(out);
  else imbalanceOfLanes(out);
  divideByDamping(out);
  const row = (<usize>laneCount) << 3;
  let omega = <usize>nodeCount * row;
  for (let m: usize = 0; m < <usize>machineCount; m++) {
    let node = <usize>load<u32>(machines + (m << 2)) * row;
    const d = load<f64>(damping + (m << 3));
    const inverseM = load<f64>(inverseInertia + (m << 3));
    for (const last = omega + row; omega < last; omega += 8, node += 8) {
      const speed = load<f64>(y + omega);
      store<f64>(out + omega, (load<f64>(out + node) - d * speed) * inverseM);
      store<f64>(out + node, speed);
    }
  }
}

/** stage = previous + a rate; state = base + b rate. */
function combine(rate: usize, a: f64, base: usize, b: f64): void {
  const bytes = (<usize>((nodeCount + machineCount) * laneCount)) << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const r = v128.load(rate + at);
    v128.store(stage + at, f64x2.add(v128.load(previous + at), f64x2.mul(f64x2.splat(a), r)));
    v128.store(state + at, f64x2.add(v128.load(base + at), f64x2.mul(f64x2.splat(b), r)));
  }
}

/** The state was set from outside: finds the slope there. */
export function begin(): void {
  derivative(state, endSlope);
}

/** `count` steps of length h. Called for few steps at a time: the first call runs slow code. */
export function advance(count: i32, h: f64): void {
  const bytes = (<usize>((nodeCount + machineCount) * laneCount)) << 3;
  for (let step = 0; step < count; step++) {
    memory.copy(previous, state, bytes);
    memory.copy(startSlope, endSlope, bytes);
    combine(startSlope, h / 2, previous, h / 6);
    derivative(stage, k);
    combine(k, h / 2, state, h / 3);
    derivative(stage, k);
    combine(k, h, state, h / 3);
    derivative(stage, k);
    combine(k, 0, state, h / 6);
    derivative(state, endSlope);
  }
}
