/** Below these a curve shows the rounding of a method, and nothing that anybody measures. */
const leastSpans: Readonly<Record<string, number>> = {
  '°': 0.01,
  rad: 1e-4,
  Hz: 1e-3,
  'rad/s': 0.01,
  MW: 1e-3,
  'p.u.': 1e-6,
};

/** A coherence lies between 0 and 1; other pure numbers, such as its variance, may be far smaller. */
export const leastCoherenceSpan = 1e-4;

export const leastSpan = (unit: string): number => leastSpans[unit] ?? 1e-9;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What an axis shows of these values: at least `least`, with them in its middle. */
export function axisSpan({ from, to }: Span, least: number): Span {
  const short = least - (to - from);
  return short > 0 ? { from: from - short / 2, to: to + short / 2 } : { from, to };
}
