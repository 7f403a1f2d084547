/**
 * The part of Vitest's JSON report that counts.
 * @typedef {{ numPassedTests: number, numFailedTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} VitestReport
 */
/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * What one Vitest run adds to the count. A file that does not load has no test to count and an
 * unhandled error belongs to none, yet neither may pass: a failing run counts at least one failure.
 * @param {VitestReport | undefined} report undefined if it wrote none
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyOf(report, exitCode) {
  const files = report?.testResults ?? [];
  const unloaded = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = (report?.numFailedTests ?? 0) + unloaded;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: exitCode === 0 ? failed : Math.max(1, failed),
  };
}

/**
 * @param {Tally[]} tallies
 * @returns {Tally}
 */
export function sumOf(tallies) {
  return tallies.reduce(
    (sum, each) => ({ passed: sum.passed + each.passed, failed: sum.failed + each.failed }),
    { passed: 0, failed: 0 },
  );
}

/**
 * The last line of `npm test`, which .ci/run repeats.
 * @param {Tally} tally
 */
export function tallyLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
