/**
 * What the network screen costs in a browser, on the built application:
 *
 *   npm run bench -- browser                          builds first, then measures all cases
 *   npm run bench -- browser case118 --profile a/b    one case, with a processor profile of each step
 *   npm run bench -- browser --store                  keeps the figures in bench/browser/figures.json
 *
 * Everything is measured in the page itself, so that driving the browser is not counted. The browser
 * draws in software. Every case has an application of its own; whatever takes longer than a minute
 * ends the measurement and is named.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { startApplication } from '../../test/e2e/application.ts';
import { referenceFile } from '../reference-case.ts';
import { measureEdits } from './editing.ts';
import { measureOpening } from './opening.ts';
import { measurePanning } from './panning.ts';
import { stepOf } from './step.ts';

type Figures = Readonly<Record<string, number | string>>;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { store: { type: 'boolean' }, profile: { type: 'string' } },
});
const allCases = ['case118', 'case300', 'case2383wp', 'case9241pegase'];
const profiles = flags.profile === undefined ? null : resolve(flags.profile);

const figures: Figures[] = [];
for (const name of positionals.length > 0 ? positionals : allCases) {
  const file = referenceFile(name);
  if (!file) console.error(`${name}: its file is not beside the project, left out.`);
  else figures.push(await measureCase(name, fileURLToPath(file)));
}
console.log(`${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`);
printFigures();
if (flags.store) {
  const target = new URL('./figures.json', import.meta.url);
  writeFileSync(target, `${JSON.stringify(figures, null, 2)}\n`);
}

async function measureCase(name: string, file: string): Promise<Figures> {
  const { page, close } = await startApplication();
  try {
    const load = loadavg()[0] ?? 0;
    const step = await stepOf(page, name, profiles);
    const opening = await measureOpening(page, file, step);
    const panning = await measurePanning(page, step);
    const edits = await measureEdits(page, step);
    console.error(`${name} measured`);
    return { case: name, load, ...opening, ...panning, ...edits };
  } finally {
    await close();
  }
}

/** One line a figure and one column a case. */
function printFigures(): void {
  const names = new Set(figures.flatMap((row) => Object.keys(row)));
  const lines = [...names].map((name) => [
    name,
    Object.fromEntries(figures.map((row) => [String(row['case']), rounded(row[name])])),
  ]);
  console.table(Object.fromEntries(lines.slice(1)));
}

function rounded(value: number | string | undefined): number | string {
  return typeof value === 'number' ? Math.round(10 * value) / 10 : (value ?? '–');
}
