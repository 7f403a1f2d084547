/**
 * t in [a, b] with g(t) = 0, for a continuous g whose values ga = g(a) and gb = g(b) differ in
 * sign (either may be 0): regula falsi with the Illinois rule, which halves the value kept at an
 * end that does not move (Dowell & Jarratt, BIT 11 (1971) 168). Superlinear; falls back on
 * bisection where it would stall. To the last bits of t.
 */
export function locateCrossing(
  g: (t: number) => number,
  a: number,
  b: number,
  ga: number,
  gb: number,
): number {
  if (ga === 0) return a;
  if (gb === 0) return b;
  if (!(ga * gb < 0)) {
    throw new RangeError(`g is ${ga} at ${a} and ${gb} at ${b}; its signs there must differ.`);
  }
  let width = Math.abs(b - a);
  for (let iteration = 1; width > 2e-16 * Math.max(Math.abs(a), Math.abs(b)); iteration++) {
    // Three evaluations that have not halved the interval are followed by one that does.
    const stalled = iteration % 4 === 0 && Math.abs(b - a) > 0.5 * width;
    if (iteration % 4 === 0) width = Math.abs(b - a);
    const t = stalled ? 0.5 * (a + b) : b - (gb * (b - a)) / (gb - ga);
    if (t === a || t === b) return t;
    const gt = g(t);
    if (gt === 0) return t;
    if (gt * gb < 0) {
      a = b;
      ga = gb;
    } else {
      ga *= 0.5;
    }
    b = t;
    gb = gt;
  }
  return b;
}
