import type { LiveMargin } from '../../src-shared/contract/documents.ts';
import type { MarginState } from '../stores/live-margin.ts';

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
      return margin.norm < 1
        ? verdict('ok', 'Synchronous', 'A synchronous state exists with every angle below 90°.')
        : verdict(
            'warning',
            'Condition fails',
            'The norm is 1 or more, although Newton found a synchronous state: the condition is not exact for this network.',
          );
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

const verdict = (tone: Tone, word: string, explanation: string): Verdict => ({
  tone,
  word,
  explanation,
});
