import type { Reproduction, Verdict } from '../../src-shared/contract/reproduction.ts';
import { missing, plain } from './format.ts';
import type { Tone } from './margin-words.ts';

interface Badge {
  readonly tone: Tone;
  readonly word: string;
  readonly sign?: 'working';
}

const badges: Readonly<Record<Verdict, Badge>> = {
  reproduced: { tone: 'ok', word: 'reproduced' },
  'reproduced-under-assumptions': { tone: 'ok', word: 'under assumptions' },
  'paper-wrong': { tone: 'warning', word: 'the paper is wrong' },
  unexplained: { tone: 'danger', word: 'unexplained' },
};

/** How it stands with a published result, in two words. */
export function reproductionBadge(
  result: Reproduction | null | undefined,
  isRunning: boolean,
): Badge {
  if (isRunning) return { tone: 'neutral', word: 'under way', sign: 'working' };
  return result ? badges[result.verdict] : { tone: 'neutral', word: 'not computed yet' };
}

export const figureText = (value: number | string | null): string =>
  typeof value === 'string' ? value : value === null ? missing : plain(value, 5);

/** '5 of 5 figures as expected' */
export function agreement({ rows }: Reproduction): string {
  const good = rows.filter(({ explained }) => explained).length;
  return `${good} of ${rows.length} figures as expected`;
}
