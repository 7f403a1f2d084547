import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { until } from '../e2e/desk.ts';
import type { Studio } from './studio.ts';

/** Home, and the report on a file. */
export async function importNewEngland({ application, desk, take }: Studio): Promise<void> {
  const { id } = desk;
  await take('home');
  const file = join(application.folder, 'three-buses.m');
  writeFileSync(file, threeBuses);
  await desk.openFile(id('import-open'), file);
  await id('import-accept').waitFor();
  await take('import');
  await id('import-discard').click();
  await desk.go('home');
}

/** From the sample to the report, as docs/guide/job-1.md has it. */
export async function workOnNewEngland(studio: Studio): Promise<void> {
  const { page, desk, take } = studio;
  const { id, go, says } = desk;
  await id('sample-ieee39').click();
  await page.locator('[data-testid=diagram][data-drawn=true]').waitFor();
  await desk.settledBusAt(16);
  await id('find-element').fill('6-31');
  await id('find-element').press('Enter');
  await desk.settledBusAt(16);
  await take('network');
  await id('theme-dark').dispatchEvent('click');
  await take('network-dark');
  await id('theme-light').dispatchEvent('click');
  await go('studies');
  await id('study-sync-condition').click();
  await page.keyboard.press('F5');
  await says(id('study-result'), /0\.1804/);
  await take('studies');
  await go('contingencies');
  await id('contingency-generate').click();
  await says(id('contingency-count'), /56 of 56/);
  await page.keyboard.press('F5');
  await id('screening-row-1').click();
  await take('contingencies');
  await simulate(studio);
  await variants(studio);
  await go('report');
  await take('report');
}

async function simulate({ application, page, desk, take }: Studio): Promise<void> {
  const { id } = desk;
  await id('simulate-outage').click();
  await id('duration').fill('20');
  await id('simulate-start').click();
  await id('simulation-summary').waitFor();
  await id('chart-theta').locator('canvas').waitFor();
  await take('simulation');
  await id('second-axis').selectOption('order');
  await take('curves');
  await id('tab-playback').click();
  await id('phasor-35').waitFor();
  await page.waitForTimeout(1500);
  await page.keyboard.press('e');
  await page.keyboard.press('Shift+ArrowRight');
  await take('playback');
  await id('tab-curves').click();
  await page.keyboard.press('Alt+q');
  await id('queue-panel').waitFor();
  await hideThisComputer(page, application.folder);
  await take('run-queue');
  await page.keyboard.press('Alt+q');
}

/** The log names the computer and the project file; the picture is nobody's. */
async function hideThisComputer(page: Page, folder: string): Promise<void> {
  await page.getByTestId('queue-log').evaluate((log, path) => {
    const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const told = text.nodeValue ?? '';
      text.nodeValue = told
        .replaceAll(`${path}/`, '')
        .replace(/(engine [^;]*; )[^;]*(; network)/, '$1your computer$2');
    }
  }, folder);
}

/** Two stressed dispatches and a second circuit, and the last beside the first. */
async function variants({ page, desk, take }: Studio): Promise<void> {
  const { id, go } = desk;
  const rows = page.getByTestId(/^scenario-row-\d+$/);
  const child = async (name: string, amount?: string): Promise<void> => {
    await go('scenarios');
    await rows.first().click();
    await page.keyboard.press('Control+d');
    await id('child-name').fill(name);
    if (amount !== undefined) {
      await id('child-stressed').check();
      await id('dispatch-amount').fill(amount);
      await id('dispatch-preview').waitFor();
    }
    await id('child-make').click();
    await id('child-make').waitFor({ state: 'detached' });
  };
  await child('High load +5 %', '5');
  await child('Low load −25 %', '-25');
  await child('Second circuit 23–24');
  await go('network');
  await id('find-element').fill('23-24');
  await id('find-element').press('Enter');
  await until(async () => (await desk.title()) === 'Branch 23–24');
  await id('diagram').focus();
  await page.keyboard.press('Shift+F10');
  await id('menu-parallel').click();
  await until(async () => (await id('diagram').getAttribute('data-edges')) === '47');
  await go('contingencies');
  await page.keyboard.press('F5');
  await id('screening-row-1').waitFor();
  await go('scenarios');
  await take('scenarios');
  await rows.first().click();
  await rows.filter({ hasText: 'Second circuit' }).click({ modifiers: ['Control'] });
  await page.keyboard.press('c');
  await id('compare-contingencies').click();
  await take('compare');
  await id('compare-close').click();
  await rows.first().dblclick();
}

/** A small file with what an import report is there for: notes, and a branch that cannot be. */
const threeBuses = `function mpc = three_buses
mpc.version = '2';
mpc.baseMVA = 100;
mpc.bus = [
  1 3 0  0 0 0 1 1.02 0 230 1 1.1 0.9;
  2 2 20 5 0 0 1 1.01 0 230 1 1.1 0.9;
  3 1 90 30 0 0 1 1.00 0 230 1 1.1 0.9;
];
mpc.gen = [
  1 70 0 60 -60 1.02 100 1 150 10;
  2 40 0 40 -40 1.01 100 1 80 10;
];
mpc.branch = [
  1 2 0.01 0.1 0.02 150 150 150 0 0 1 -360 360;
  1 3 0.01 0.1 0.02 0 0 0 0 0 1 -360 360;
  2 3 0.02 0.2 0.04 100 100 100 0 0 1 -360 360;
  2 3 0.02 0.2 0.04 100 100 100 0 0 0 -360 360;
];
mpc.gencost = [
  2 0 0 3 0.01 20 0;
  2 0 0 3 0.01 22 0;
];
`;
