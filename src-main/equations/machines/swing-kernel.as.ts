/**
 * The classical Runge–Kutta method for the swing equations of `swing.ts`, in AssemblyScript: two
 * doubles an instruction. `lanes` copies of one network run side by side (1, or an even number);
 * they share graph, inertia and damping and have their own weights and injections.
 *
 * Row i, lane l of an array is at (i * lanes + l); rows of the state: theta of the nodes, then omega
 * of the machines. Every array starts on 16 bytes. The method and its order of operations are those
 * of `RungeKutta4` and `SwingSystem`, which are its oracle: results are equal to the bit.
 */

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
let end: usize = 0;

function take(bytes: i32): usize {
  const at = end;
  end += (bytes + 15) & ~15;
  return at;
}

/** Lays the arrays out for a problem and grows the memory to hold them. */
export function allocate(nodes: i32, machineNodes: i32, edges: i32, lanes: i32): void {
  nodeCount = nodes;
  machineCount = machineNodes;
  edgeCount = edges;
  laneCount = lanes;
  end = (__heap_base + 15) & ~15;
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
  const pages = <i32>((end + 0xffff) >>> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}

// The constants of `sincos`, each twice: loading a pair is cheaper than making it.
const constants: usize = memory.data<f64>(
  [
    0.6366197723675814, 0.6366197723675814, 6755399441055744.0, 6755399441055744.0,
    1.5707963267341256, 1.5707963267341256, 6.077100506303966e-11, 6.077100506303966e-11,
    2.0222662487959506e-21, 2.0222662487959506e-21, 0.7853981633974483, 0.7853981633974483, 0.5,
    0.5, 1.0, 1.0, -1.66666666666666324348e-1, -1.66666666666666324348e-1,
    8.33333333332248946124e-3, 8.33333333332248946124e-3, -1.98412698298579493134e-4,
    -1.98412698298579493134e-4, 2.75573137070700676789e-6, 2.75573137070700676789e-6,
    -2.50507602534068634195e-8, -2.50507602534068634195e-8, 1.58969099521155010221e-10,
    1.58969099521155010221e-10, 4.16666666666666019037e-2, 4.16666666666666019037e-2,
    -1.38888888888741095749e-3, -1.38888888888741095749e-3, 2.48015872894767294178e-5,
    2.48015872894767294178e-5, -2.75573143513906633035e-7, -2.75573143513906633035e-7,
    2.0875723212981748279e-9, 2.0875723212981748279e-9, -1.13596475577881948265e-11,
    -1.13596475577881948265e-11,
  ],
  16,
);

function constant(index: usize): v128 {
  return v128.load(constants + (index << 4));
}

const twoOverPi: usize = 0;
const roundingShift: usize = 1;
const halfPi: usize = 2; // three parts
const quarterPi: usize = 5;
const oneHalf: usize = 6;
const unity: usize = 7;
const sinSeries: usize = 8; // six coefficients each
const cosSeries: usize = 14;

function series(first: usize, z: v128, zz: v128): v128 {
  const low = f64x2.add(constant(first), f64x2.mul(z, constant(first + 1)));
  const middle = f64x2.add(constant(first + 2), f64x2.mul(z, constant(first + 3)));
  const high = f64x2.add(constant(first + 4), f64x2.mul(z, constant(first + 5)));
  return f64x2.add(low, f64x2.mul(zz, f64x2.add(middle, f64x2.mul(zz, high))));
}

/**
 * Sine and cosine of `count` angles from `angle`; an odd count writes one spare value more. Angles
 * beyond 1.6e6 lose digits here, where the scalar form goes to the math library.
 */
function sincos(angle: usize, count: i32): void {
  for (let at: usize = 0, last = (<usize>count) << 3; at < last; at += 16) {
    const x = v128.load(angle + at);
    let r = x;
    let shifted = i64x2.splat(0);
    if (v128.any_true(f64x2.gt(f64x2.abs(x), constant(quarterPi)))) {
      shifted = f64x2.add(f64x2.mul(x, constant(twoOverPi)), constant(roundingShift));
      const q = f64x2.sub(shifted, constant(roundingShift));
      r = f64x2.sub(r, f64x2.mul(q, constant(halfPi)));
      r = f64x2.sub(r, f64x2.mul(q, constant(halfPi + 1)));
      r = f64x2.sub(r, f64x2.mul(q, constant(halfPi + 2)));
    }
    const z = f64x2.mul(r, r);
    const zz = f64x2.mul(z, z);
    let s = f64x2.add(r, f64x2.mul(f64x2.mul(r, z), series(sinSeries, z, zz)));
    const half = f64x2.mul(constant(oneHalf), z);
    const most = f64x2.sub(constant(unity), half);
    const lost = f64x2.sub(f64x2.sub(constant(unity), most), half);
    let c = f64x2.add(most, f64x2.add(lost, f64x2.mul(zz, series(cosSeries, z, zz))));
    if (v128.any_true(shifted)) {
      // The low bits of the shifted quotient are the quadrant: it swaps and it signs.
      const one = i64x2.splat(1);
      const two = i64x2.splat(2);
      const swap = i64x2.sub(i64x2.splat(0), v128.and(shifted, one));
      const sinSign = i64x2.shl(v128.and(shifted, two), 62);
      const cosSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
      const sinSize = v128.bitselect(c, s, swap);
      c = v128.xor(v128.bitselect(s, c, swap), cosSign);
      s = v128.xor(sinSize, sinSign);
    }
    v128.store(sine + at, s);
    v128.store(cosine + at, c);
  }
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
  sincos(y, nodeCount * laneCount);
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
