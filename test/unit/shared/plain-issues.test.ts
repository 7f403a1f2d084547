import { describe, expect, it } from 'vitest';

import { specSchemas } from '../../../src-shared/studies/catalogue.ts';
import type { StudyKind } from '../../../src-shared/studies/catalogue.ts';

const said = (kind: StudyKind, spec: unknown): string | undefined =>
  specSchemas[kind].safeParse(spec).error?.issues[0]?.message;

describe('what is wrong with a spec', () => {
  it.each([
    ['monte-carlo', { draws: 0 }, 'It must be at least 1.'],
    ['critical-coupling', { angleLimit: 2 }, 'It must be at most 1.5708.'],
    ['critical-coupling', { angleLimit: 0 }, 'It must be more than 0.'],
    ['time-domain', { duration: 'long' }, 'It must be a number.'],
    ['time-domain', { events: 3 }, 'It must be a list.'],
    ['loading-ramp', { edgeLimits: [{ from: 1, to: 2 }] }, 'It is missing.'],
    ['monte-carlo', { draws: 1.5 }, 'It must be a whole number.'],
    // Words of its own stand.
    ['monte-carlo', { standardDeviation: -1 }, 'A standard deviation is not negative.'],
  ] as const)('is said in plain words: %s %j', (kind, spec, words) => {
    expect(said(kind, spec)).toBe(words);
  });
});
