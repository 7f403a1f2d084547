import { availableParallelism } from 'node:os';
import { say, secondsSince } from './messages.mjs';

/** @typedef {{ code: number, output: string }} Outcome */
/** @typedef {{ name: string, run: () => Promise<Outcome> }} Gate */

/**
 * Runs independent gates side by side and says one line for each; the full output only of those
 * that fail.
 * @param {Gate[]} gates the longest first
 * @param {number} [atOnce]
 * @returns {Promise<number>} how many failed
 */
export async function runGates(gates, atOnce = Math.min(2, availableParallelism())) {
  const waiting = [...gates];
  let failed = 0;
  const runWaiting = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      if (!(await runGate(gate))) failed++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runWaiting));
  return failed;
}

/**
 * @param {Gate} gate
 * @returns {Promise<boolean>}
 */
async function runGate({ name, run }) {
  const startedAt = performance.now();
  const { code, output } = await run();
  const passed = code === 0;
  say(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${secondsSince(startedAt)}`);
  if (!passed) say(output.trimEnd());
  return passed;
}
