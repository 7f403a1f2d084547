/**
 * Takes the pictures of docs/guide from the running application, in the order of a planner's job,
 * so that they show what the guide tells: `npm run pictures`, or with the names of some of them.
 */
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { startApplication } from '../e2e/application.ts';
import { deskOf } from '../e2e/desk.ts';
import { importNewEngland, workOnNewEngland } from './new-england.ts';
import { tablesAndPaste } from './tables.ts';

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const wanted = new Set(process.argv.slice(2));
mkdirSync(folder, { recursive: true });

const application = await startApplication();
const { page } = application;
const desk = deskOf(page);
let bytes = 0;
/** What hangs where the pointer was. */
const hiddenHints = '.tabulator-tooltip { display: none }';

async function take(name: string): Promise<void> {
  if (wanted.size > 0 && !wanted.has(name)) return;
  // What was done before is not what the picture is about.
  await page
    .locator('[data-testid=message-done] [aria-label=Dismiss]')
    .evaluateAll((crosses) => crosses.forEach((cross) => (cross as HTMLElement).click()));
  // The pointer leaves what it points at, and what fades has faded.
  await page.mouse.move(1, 899);
  await page.waitForTimeout(600);
  const path = `${folder}${name}.png`;
  await page.screenshot({ path, animations: 'disabled', style: hiddenHints });
  bytes += statSync(path).size;
  process.stdout.write(`${name}.png\n`);
}

try {
  const studio = { application, page, desk, take };
  await importNewEngland(studio);
  await workOnNewEngland(studio);
  await tablesAndPaste(studio);
  process.stdout.write(`${Math.round(bytes / 1024)} KiB\n`);
} finally {
  await application.close();
}
