/**
 * The one entry of every npm script: `node build/bootstrap/run.mjs STEP …arguments`.
 * Plain JavaScript for Node 18 or newer and nothing else, since it runs before anything is
 * installed; it puts Node 24 and the locked dependencies in place and then runs the step with them.
 */
import { Failure, say } from './messages.mjs';
import { bench } from './steps/bench.mjs';
import { build } from './steps/build.mjs';
import { check } from './steps/check.mjs';
import { format } from './steps/format.mjs';
import { packageApplication } from './steps/package.mjs';
import { phaselock } from './steps/phaselock.mjs';
import { pictures } from './steps/pictures.mjs';
import { start } from './steps/start.mjs';
import { test } from './steps/test.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const steps = {
  start,
  test,
  check,
  bench,
  build,
  package: packageApplication,
  phaselock,
  format,
  pictures,
};

const [name = '', ...args] = process.argv.slice(2);

try {
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!step) throw new Failure(`no step «${name}»; there are: ${Object.keys(steps).join(', ')}`);
  process.exitCode = await step(args);
} catch (error) {
  process.exitCode = 1;
  say(
    error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error),
  );
}
