import { describe, expect, it } from 'vitest';

import { progressLine } from '../../../../src-main/start/cli/progress-line.ts';

const written = (isTTY: boolean, fractions: number[]): string => {
  let text = '';
  const line = progressLine('Screening', { isTTY, write: (piece: string) => (text += piece) });
  fractions.forEach(line.show);
  line.end();
  return text;
};

describe('progress', () => {
  it('rewrites one line of a terminal and leaves it clean', () => {
    expect(written(true, [0, 0.5, 0.501, 1])).toBe(
      '\rScreening: 0 %\u001b[K\rScreening: 50 %\u001b[K\rScreening: 100 %\u001b[K\r\u001b[K',
    );
    expect(written(true, [])).toBe('');
  });

  it('is a plain line at every tenth elsewhere', () => {
    expect(written(false, [0, 0.02, 0.11, 0.15, 0.4, 1])).toBe(
      'Screening: 0 %\nScreening: 10 %\nScreening: 40 %\nScreening: 100 %\n',
    );
  });
});
