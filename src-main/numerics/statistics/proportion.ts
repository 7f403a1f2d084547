/** Half-width of the two-sided 95 % interval of a normal variable, in standard deviations. */
const Z_95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's interval of a probability of which `successes` of `trials` independent trials told: the
 * p with |p̂ - p| <= z sqrt(p (1 - p) / trials). It stays within [0, 1], and is right near 0 and 1,
 * where the usual p̂ ± z sqrt(p̂ (1 - p̂) / trials) shrinks to nothing.
 *
 * @param z standard deviations to either side; 1.96 (95 %) where absent
 *
 * Without trials: [0, 1]. Source: E. Wilson, J. Am. Stat. Assoc. 22 (1927) 209.
 */
export function wilsonInterval(successes: number, trials: number, z = Z_95): Interval {
  if (!(successes >= 0 && successes <= trials)) {
    throw new RangeError(
      `wilsonInterval: successes is ${successes} of ${trials} trials; give 0 <= successes <= trials.`,
    );
  }
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const width = (z * z) / trials;
  const centre = share + width / 2;
  const reach = z * Math.sqrt((share * (1 - share) + width / 4) / trials);
  return {
    low: successes === 0 ? 0 : (centre - reach) / (1 + width),
    high: successes === trials ? 1 : (centre + reach) / (1 + width),
  };
}

/**
 * Samples that estimate a probability to within `accuracy`, with a probability of at least
 * 1 - `risk`, whatever is sampled: N >= ln(2 / risk) / (2 accuracy²) (Chernoff's bound; paper B,
 * statistical synchronization assessment).
 *
 * @param accuracy, risk both above 0 and below 1
 */
export function chernoffSampleSize(accuracy: number, risk: number): number {
  for (const [name, value] of Object.entries({ accuracy, risk })) {
    if (value > 0 && value < 1) continue;
    throw new RangeError(`chernoffSampleSize: ${name} is ${value}; give a number between 0 and 1.`);
  }
  return Math.ceil(Math.log(2 / risk) / (2 * accuracy * accuracy));
}
