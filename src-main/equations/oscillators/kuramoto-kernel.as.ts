/**
 * The classical Runge–Kutta method for the mean-field Kuramoto model, in AssemblyScript: two doubles
 * an instruction. `kuramoto-steps.ts` is its oracle and says what is computed; the order of
 * operations is the same, so that results are equal to the bit.
 *
 * Oscillators lie in blocks of two: theta of both, omega of both, and so on (`Row`). The two of a
 * block belong to two systems side by side (`paired`), or are neighbours in one, whose even and odd
 * oscillators are summed up apart.
 */
import { finishLayout, startLayout, take } from '../../numerics/kernel-memory.as';
import {
  constant,
  cosSeries,
  oneHalf,
  series,
  shortSeries,
  sincosPair,
  sinSeries,
  unity,
} from '../../numerics/sincos/sincos.as';

// Where each array begins; the host reads these and fills the inputs.
export let blocks: usize = 0;
/** K / N of the two systems. */
export let gain: usize = 0;
/** 1 / N, and 1 / sum of the strengths, of the two systems. */
export let perOscillator: usize = 0;
export let perStrength: usize = 0;
/** |mean exp(i theta)|, plain and weighted, of both systems at the start of each step. */
export let coherence: usize = 0;
export let weighted: usize = 0;

// Rows of a block, by their offset: one address serves a whole block.
const THETA: usize = 0;
const OMEGA: usize = 16;
const STRENGTH: usize = 32;
const SINE: usize = 48;
const COSINE: usize = 64;
const STAGE_SINE: usize = 80;
const STAGE_COSINE: usize = 96;
const SUM: usize = 112;
const INVERSE: usize = 128; // of the strength
const BLOCK: usize = 144;

/** Full sines and cosines are taken every so many steps; between them phasors are turned on. */
const renewal: usize = 16;

let last: usize = 0;
let isPaired: bool = true;
/** All strengths are 1, or 0 for one that only fills the last block up. */
let isUniform: bool = true;

// The field of the last stage, times K / N.
let fieldSine: v128 = i64x2.splat(0);
let fieldCosine: v128 = i64x2.splat(0);

/** Lays the arrays out for a number of blocks, and of steps in the trace. */
export function allocate(count: i32, paired: bool, uniform: bool, steps: i32): void {
  isPaired = paired;
  isUniform = uniform;
  startLayout();
  blocks = take(<usize>count * BLOCK);
  last = blocks + <usize>count * BLOCK;
  gain = take(16);
  perOscillator = take(16);
  perStrength = take(16);
  coherence = take(16 * steps);
  weighted = take(16 * steps);
  finishLayout();
}

/** Two sums: each its system's, or halves of one. */
@inline
function whole(pair: v128): v128 {
  if (isPaired) return pair;
  return f64x2.splat(f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1));
}

function size(sumSine: v128, sumCosine: v128): v128 {
  const squares = f64x2.add(f64x2.mul(sumSine, sumSine), f64x2.mul(sumCosine, sumCosine));
  return f64x2.sqrt(squares);
}

function setField(sumSine: v128, sumCosine: v128): void {
  fieldSine = f64x2.mul(v128.load(gain), sumSine);
  fieldCosine = f64x2.mul(v128.load(gain), sumCosine);
}

/** The field, and the coherence at the start of a step, from the sums of its phasors. */
function setSums(step: usize, s: v128, c: v128, plainS: v128, plainC: v128): void {
  const sumSine = whole(s);
  const sumCosine = whole(c);
  setField(sumSine, sumCosine);
  const heavy = size(sumSine, sumCosine);
  const plain = isUniform ? heavy : size(whole(plainS), whole(plainC));
  v128.store(coherence + (step << 4), f64x2.mul(plain, v128.load(perOscillator)));
  v128.store(weighted + (step << 4), f64x2.mul(heavy, v128.load(perStrength)));
}

/** Phasors s exp(i theta) at the start of a step, and the coherence there. */
function measure(step: usize): void {
  let plainSine = f64x2.splat(0);
  let plainCosine = f64x2.splat(0);
  let sumSine = f64x2.splat(0);
  let sumCosine = f64x2.splat(0);
  for (let at = blocks; at < last; at += BLOCK) {
    sincosPair(v128.load(at + THETA), at + SINE, at + COSINE);
    const share = v128.load(at + STRENGTH);
    const s = f64x2.mul(v128.load(at + SINE), share);
    const c = f64x2.mul(v128.load(at + COSINE), share);
    sumSine = f64x2.add(sumSine, s);
    sumCosine = f64x2.add(sumCosine, c);
    if (!isUniform) {
      plainSine = f64x2.add(plainSine, f64x2.mul(s, v128.load(at + INVERSE)));
      plainCosine = f64x2.add(plainCosine, f64x2.mul(c, v128.load(at + INVERSE)));
    }
    v128.store(at + SINE, s);
    v128.store(at + COSINE, c);
  }
  setSums(step, sumSine, sumCosine, plainSine, plainCosine);
}

/** omega + K/N (sin-sum cos - cos-sum sin): the rate of a block at the phasors in two of its rows. */
@inline
function rateAt(at: usize, s: usize, c: usize, fieldS: v128, fieldC: v128): v128 {
  const forward = f64x2.add(v128.load(at + OMEGA), f64x2.mul(fieldS, v128.load(at + c)));
  return f64x2.sub(forward, f64x2.mul(fieldC, v128.load(at + s)));
}

/** sum = k1/2, then + k2, + k3: with k4/2 and a factor of h/3, the step. */
@inline
function addUp(at: usize, isFirst: bool, rate: v128): void {
  const sum = isFirst
    ? f64x2.mul(constant(oneHalf), rate)
    : f64x2.add(v128.load(at + SUM), rate);
  v128.store(at + SUM, sum);
}

/** The phasors of a block, turned by d, into two of its rows; |d| at most 1/8 (`near`) or pi/4. */
@inline
function turnBlock(at: usize, d: v128, near: bool, intoSine: usize, intoCosine: usize): void {
  const z = f64x2.mul(d, d);
  const zz = f64x2.mul(z, z);
  const sinTail = near ? shortSeries(sinSeries, z, zz) : series(sinSeries, z, zz);
  const cosTail = near ? shortSeries(cosSeries, z, zz) : series(cosSeries, z, zz);
  const sd = f64x2.add(d, f64x2.mul(f64x2.mul(d, z), sinTail));
  const most = f64x2.sub(constant(unity), f64x2.mul(constant(oneHalf), z));
  const cd = f64x2.add(most, f64x2.mul(zz, cosTail));
  const s = v128.load(at + SINE);
  const c = v128.load(at + COSINE);
  v128.store(at + intoSine, f64x2.add(f64x2.mul(s, cd), f64x2.mul(c, sd)));
  v128.store(at + intoCosine, f64x2.sub(f64x2.mul(c, cd), f64x2.mul(s, sd)));
}

/** One stage: the rate k at the phasors in rows s and c, and the phasors at theta + a k. */
@inline
function turn(s: usize, c: usize, a: f64, near: bool): void {
  const fieldS = fieldSine;
  const fieldC = fieldCosine;
  const span = f64x2.splat(a);
  let sumSine = f64x2.splat(0);
  let sumCosine = f64x2.splat(0);
  for (let at = blocks; at < last; at += BLOCK) {
    const rate = rateAt(at, s, c, fieldS, fieldC);
    addUp(at, s == SINE, rate);
    turnBlock(at, f64x2.mul(span, rate), near, STAGE_SINE, STAGE_COSINE);
    sumSine = f64x2.add(sumSine, v128.load(at + STAGE_SINE));
    sumCosine = f64x2.add(sumCosine, v128.load(at + STAGE_COSINE));
  }
  setField(whole(sumSine), whole(sumCosine));
}

/** The same for any angle a k. */
function turnFar(s: usize, c: usize, a: f64): void {
  const fieldS = fieldSine;
  const fieldC = fieldCosine;
  const span = f64x2.splat(a);
  let sumSine = f64x2.splat(0);
  let sumCosine = f64x2.splat(0);
  for (let at = blocks; at < last; at += BLOCK) {
    const rate = rateAt(at, s, c, fieldS, fieldC);
    addUp(at, s == SINE, rate);
    const angle = f64x2.add(v128.load(at + THETA), f64x2.mul(span, rate));
    sincosPair(angle, at + STAGE_SINE, at + STAGE_COSINE);
    const strength = v128.load(at + STRENGTH);
    const turnedS = f64x2.mul(v128.load(at + STAGE_SINE), strength);
    const turnedC = f64x2.mul(v128.load(at + STAGE_COSINE), strength);
    sumSine = f64x2.add(sumSine, turnedS);
    sumCosine = f64x2.add(sumCosine, turnedC);
    v128.store(at + STAGE_SINE, turnedS);
    v128.store(at + STAGE_COSINE, turnedC);
  }
  setField(whole(sumSine), whole(sumCosine));
}

/** h/3 (k1/2 + k2 + k3 + k4/2), by which the step moves theta, with the last rate. */
@inline
function movedBy(at: usize, third: v128, fieldS: v128, fieldC: v128): v128 {
  const rate = rateAt(at, STAGE_SINE, STAGE_COSINE, fieldS, fieldC);
  const all = f64x2.add(v128.load(at + SUM), f64x2.mul(constant(oneHalf), rate));
  return f64x2.mul(third, all);
}

/** Ends a step. */
function finish(h: f64): void {
  const fieldS = fieldSine;
  const fieldC = fieldCosine;
  const third = f64x2.splat(h / 3);
  for (let at = blocks; at < last; at += BLOCK) {
    const d = movedBy(at, third, fieldS, fieldC);
    v128.store(at + THETA, f64x2.add(v128.load(at + THETA), d));
  }
}

/** Ends a step and turns the phasors along: what `measure` does, for the step that follows. */
@inline
function carry(h: f64, next: usize, near: bool): void {
  const fieldS = fieldSine;
  const fieldC = fieldCosine;
  const third = f64x2.splat(h / 3);
  let plainSine = f64x2.splat(0);
  let plainCosine = f64x2.splat(0);
  let sumSine = f64x2.splat(0);
  let sumCosine = f64x2.splat(0);
  for (let at = blocks; at < last; at += BLOCK) {
    const d = movedBy(at, third, fieldS, fieldC);
    v128.store(at + THETA, f64x2.add(v128.load(at + THETA), d));
    turnBlock(at, d, near, SINE, COSINE);
    const s = v128.load(at + SINE);
    const c = v128.load(at + COSINE);
    sumSine = f64x2.add(sumSine, s);
    sumCosine = f64x2.add(sumCosine, c);
    if (!isUniform) {
      plainSine = f64x2.add(plainSine, f64x2.mul(s, v128.load(at + INVERSE)));
      plainCosine = f64x2.add(plainCosine, f64x2.mul(c, v128.load(at + INVERSE)));
    }
  }
  setSums(next, sumSine, sumCosine, plainSine, plainCosine);
}

function stepNear(h: f64): void {
  turn(SINE, COSINE, h / 2, true);
  turn(STAGE_SINE, STAGE_COSINE, h / 2, true);
  turn(STAGE_SINE, STAGE_COSINE, h, true);
}

function stepWide(h: f64): void {
  turn(SINE, COSINE, h / 2, false);
  turn(STAGE_SINE, STAGE_COSINE, h / 2, false);
  turn(STAGE_SINE, STAGE_COSINE, h, false);
}

function stepFar(h: f64): void {
  turnFar(SINE, COSINE, h / 2);
  turnFar(STAGE_SINE, STAGE_COSINE, h / 2);
  turnFar(STAGE_SINE, STAGE_COSINE, h);
}

/** `count` steps of length h, in which no stage turns an oscillator by more than `reach`. */
export function advance(count: i32, h: f64, reach: f64): void {
  const isNear = reach <= 0.125;
  const isFar = reach > 0.78;
  for (let step: usize = 0; step < <usize>count; step++) {
    if (isFar || step % renewal == 0) measure(step);
    if (isNear) stepNear(h);
    else if (isFar) stepFar(h);
    else stepWide(h);
    const next = step + 1;
    if (isFar || next % renewal == 0 || next == <usize>count) finish(h);
    else if (isNear) carry(h, next, true);
    else carry(h, next, false);
  }
}

/** The coherence at the present angles, as that of step 0; nothing moves. */
export function look(): void {
  measure(0);
}
