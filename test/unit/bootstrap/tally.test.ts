import { describe, expect, it } from 'vitest';
import { sumOf, tallyLine, tallyOf } from '../../../build/bootstrap/tally.mjs';

const loaded = { status: 'passed', assertionResults: [{}] };
const unloaded = { status: 'failed', assertionResults: [] };

describe('the count at the end of npm test', () => {
  it('counts what passed and what failed', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, testResults: [loaded] };
    expect(tallyOf(report, 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a file that does not load, although none of its tests ran', () => {
    const report = { numPassedTests: 7, numFailedTests: 0, testResults: [loaded, unloaded] };
    expect(tallyOf(report, 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('counts a run that failed outside of any test', () => {
    const report = { numPassedTests: 7, numFailedTests: 0, testResults: [loaded] };
    expect(tallyOf(report, 1)).toEqual({ passed: 7, failed: 1 });
    expect(tallyOf(report, 0)).toEqual({ passed: 7, failed: 0 });
  });

  it('counts a run that left no report as failed', () => {
    expect(tallyOf(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });

  it('adds runs and gates up in the line that .ci/run looks for', () => {
    const sum = sumOf([
      { passed: 3, failed: 0 },
      { passed: 0, failed: 1 },
      { passed: 20, failed: 4 },
    ]);
    expect(tallyLine(sum)).toBe('23 passed, 5 failed');
    expect(tallyLine(sum)).toMatch(/^[0-9]+ passed, [0-9]+ failed$/);
  });
});
