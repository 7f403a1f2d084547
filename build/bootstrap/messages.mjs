/** Something the user can mend; its message is shown as one line, without a stack. */
export class Failure extends Error {}

/**
 * Progress and complaints go to standard error: standard output belongs to the step's result.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} startedAt milliseconds, from performance.now() */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
