import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';
import type { MarginState } from '../stores/live-margin.ts';
import { counted, decimals, edgeText } from './format.ts';

export type Tone = 'ok' | 'warning' | 'danger' | 'neutral';

export interface Verdict {
  readonly tone: Tone;
  /** Two or three words; the colour says no more than they do. */
  readonly word: string;
  readonly explanation: string;
}

/** What the live margin means, in words. */
export function marginVerdict(margin: LiveMargin | null, state: MarginState): Verdict {
  if (state === 'failed') {
    return verdict(
      'neutral',
      'No answer',
      'The margin could not be computed; the last message says why.',
    );
  }
  if (!margin) return verdict('neutral', 'Computing', 'The margin is being computed.');
  if (margin.refusal !== null) return verdict('neutral', 'No answer', margin.refusal);
  switch (margin.equilibrium.status) {
    case 'converged':
      return convergedVerdict(margin);
    case 'beyond-limit':
      return verdict(
        'warning',
        'Beyond 90°',
        'The state that Newton found has an angle beyond 90°: it is not a stable operating point.',
      );
    case 'no-solution':
      return verdict(
        'danger',
        'No synchronous state',
        'Newton found no equilibrium: relieve or reinforce the worst line.',
      );
  }
}

function convergedVerdict(margin: LiveMargin): Verdict {
  if (margin.norm >= 1) {
    return verdict(
      'warning',
      'Condition fails',
      'The norm is 1 or more, although Newton found a synchronous state: the condition is not exact for this network.',
    );
  }
  const { count, worst, percent } = linesOverLimit(margin);
  return count === 0
    ? verdict('ok', 'Synchronous', 'A synchronous state exists with every line within its limit.')
    : verdict(
        'warning',
        'Over limit',
        `A synchronous state exists, but ${counted(count, 'line is', 'lines are')} over the limit, the worst ${edgeText(worst)} at ${decimals(percent, 0)} %.`,
      );
}

/** At the exact state; a limit is a rating or an angle, at most 90°. */
function linesOverLimit({ exactAngle, limit, edgeFrom, edgeTo }: LiveMargin) {
  let [count, worst, most] = [0, 0, 1 + 1e-9];
  for (let k = 0; k < limit.length; k++) {
    const ratio = Math.abs(exactAngle[k] ?? NaN) / (limit[k] ?? NaN);
    if (ratio > 1 + 1e-9) count++;
    if (ratio > most) [worst, most] = [k, ratio];
  }
  const edge = { from: edgeFrom[worst] ?? NaN, to: edgeTo[worst] ?? NaN };
  return { count, worst: edge, percent: 100 * most };
}

const verdict = (tone: Tone, word: string, explanation: string): Verdict => ({
  tone,
  word,
  explanation,
});
