import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import type { RunningApplication } from './application.ts';
import { brokenRules, until } from './desk.ts';
import { useApplication } from './use-application.ts';

const loads = 1000;

/** A ring of 1,001 buses with a load of 1 MW at each but the first, which has the machine. */
function ringTables(): string {
  const numbers = Array.from({ length: loads + 1 }, (_, place) => place + 1);
  const angle = (number: number): number => (2 * Math.PI * number) / (loads + 1);
  const rows = (of: (number: number) => readonly (string | number)[]): string[] =>
    numbers.map((number) => of(number).join(','));
  return [
    '# network',
    'property,value',
    'name,Ring',
    '# bus',
    'number,type,x,y',
    ...rows((n) => [
      ...[n, n === 1 ? 'slack' : 'pq'],
      ...[5000 * Math.cos(angle(n)), 5000 * Math.sin(angle(n))],
    ]),
    '# branch',
    'from,to,reactance_pu',
    ...rows((n) => [n, (n % (loads + 1)) + 1, 0.0001]),
    '# generator',
    'bus,p_mw,p_max_mw',
    `1,${loads},${2 * loads}`,
    '# load',
    'bus,p_mw',
    ...rows((n) => [n, 1]).slice(1),
  ].join('\n');
}

/** Tables as planners use them: with Excel beside them, by keyboard and mouse. */
describe('the tables of the network screen', () => {
  let application: RunningApplication;
  let page: Page;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const cell = (row: string, field: string): Locator =>
    page.locator(`[data-testid="row-${row}"] [tabulator-field="${field}"]`);
  const total = (field: string): Promise<string> =>
    page.locator(`.tabulator-footer [tabulator-field="${field}"]`).innerText();
  const clipboard = (text: string): Promise<void> =>
    page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  const undoTitle = (): Promise<string | null> => id('undo').getAttribute('title');

  useApplication(async (started) => {
    application = started;
    page = started.page;
    const file = join(application.folder, 'ring.csv');
    writeFileSync(file, ringTables());
    const chooser = page.waitForEvent('filechooser');
    await id('import-open').click();
    await (await chooser).setFiles(file);
    await id('import-accept').click();
    await id('tables').waitFor();
    await id('tab-load').click();
    await cell('load/2-1', 'bus').waitFor();
  });

  it('take 1,000 rows from Excel after a preview, in one step that undo takes back', async () => {
    await id('table-total').selectOption('sum');
    await until(async () => (await total('pMw')) === '1000');
    // As Excel copies: headings, decimal commas of its language, and a line break at the end.
    const lines = Array.from({ length: loads }, (_, place) => `${place + 2}\t1\t${place},5`);
    await clipboard(`Bus\tId\tP, MW\r\n${lines.join('\r\n')}\r\n`);
    await cell('load/2-1', 'bus').click();
    await page.keyboard.press('Control+v');
    await until(async () =>
      /1000 values of 1000 elements/.test(await id('paste-summary').innerText()),
    );
    await id('paste-apply').click();
    // 0.5 + 1.5 + … + 999.5
    await until(async () => (await total('pMw')) === '500000');
    expect(await undoTitle()).toContain('Paste 1000 rows');
    await id('undo').click();
    await until(async () => (await total('pMw')) === '1000');
    expect(await id('undo').isEnabled()).toBe(false);
    await id('redo').click();
    await until(async () => (await total('pMw')) === '500000');
    await id('undo').click();
    await until(async () => (await total('pMw')) === '1000');
  });

  it('take a column of figures from the chosen cell down, and nothing while one of them is none', async () => {
    await cell('load/3-1', 'pMw').click();
    await clipboard('7,5\r\nmuch\r\n');
    await page.keyboard.press('Control+v');
    await until(async () => /Nothing is changed/.test(await id('paste-summary').innerText()));
    expect(await id('paste-dialog').innerText()).toMatch(/Row 2.*“much” is no number/s);
    expect(await id('paste-apply').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await id('paste-dialog').waitFor({ state: 'detached' });
    await clipboard('7,5\r\n8\r\n');
    await page.keyboard.press('Control+v');
    await id('paste-apply').click();
    await until(async () => (await cell('load/3-1', 'pMw').innerText()) === '7.5');
    expect(await cell('load/4-1', 'pMw').innerText()).toBe('8');
    await page.keyboard.press('Control+z');
    await until(async () => (await cell('load/4-1', 'pMw').innerText()) === '1');
  });

  it('copy cells with their headings and names, and know them again', async () => {
    await cell('load/2-1', 'pMw').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await until(async () => (await copied()).startsWith('Bus'));
    expect(await copied()).toBe('Bus\tId\tP, MW\tQ, Mvar\n2\t1\t1\t0\n3\t1\t1\t0');
    await page.keyboard.press('Control+v');
    await until(async () => /nothing changes/.test(await id('paste-summary').innerText()));
    await id('paste-cancel').click();
  });

  it('set a column of the selected rows at once, and switch them with the space bar', async () => {
    await cell('load/2-1', 'pMw').click();
    await page.keyboard.press('Shift+ArrowDown');
    await until(async () => (await id('selected-rows').innerText()) === '2 rows selected');
    await id('bulk-value').fill('*2,5');
    await id('bulk-apply').click();
    await until(async () => (await cell('load/3-1', 'pMw').innerText()) === '2.5');
    await page.keyboard.press('Space');
    await until(async () => /no/.test(await cell('load/2-1', 'inService').innerText()));
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await until(async () => (await cell('load/2-1', 'pMw').innerText()) === '1');
  });

  it('open the menu of an element at its row, by mouse and by key', async () => {
    await cell('load/4-1', 'bus').click({ button: 'right' });
    await page.getByRole('menu', { name: 'Load 1 at bus 4' }).waitFor();
    await page.keyboard.press('Escape');
    await cell('load/3-1', 'bus').click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu', { name: 'Load 1 at bus 3' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('filter by several columns at once, and total what is left', async () => {
    await id('table-filters').check();
    const filter = async (field: string, wanted: string): Promise<void> => {
      await page.locator(`.tabulator-header [tabulator-field="${field}"] input`).click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type(wanted);
    };
    await filter('bus', '<=20');
    await until(async () => (await total('pMw')) === '19');
    await filter('pMw', '>1');
    await until(async () => (await total('pMw')) === '');
    await filter('pMw', '');
    await filter('bus', '');
    await until(async () => (await total('pMw')) === '1000');
    await id('table-filters').uncheck();
  });

  it('keep a set of columns under its name', async () => {
    await id('tab-bus').click();
    await id('columns').click();
    await id('column-vmMinPu').uncheck();
    await id('column-set-name').fill('Short');
    await id('save-column-set').click();
    await id('column-set-Short').waitFor();
    await page.keyboard.press('Escape');
    expect(await cell('bus/1', 'vmMinPu').count()).toBe(0);
    expect(await cell('bus/1', 'vmMaxPu').count()).toBe(1);
    await page.reload();
    await id('tables').waitFor();
    await id('tab-bus').click();
    await until(async () => (await id('columns').innerText()).includes('Short'));
    expect(await cell('bus/1', 'vmMinPu').count()).toBe(0);
  });

  it('tell estimated machine data from given ones, and confirm them in one step', async () => {
    await id('tab-dynamics').click();
    expect(await cell('generator/1-1', 'basis').innerText()).toBe('estimated');
    const rating = await cell('generator/1-1', 'ratingMva').innerText();
    await id('confirm-estimates').click();
    await until(async () => (await cell('generator/1-1', 'basis').innerText()) === 'given');
    expect(await cell('generator/1-1', 'ratingMva').innerText()).toBe(rating);
    expect(await id('confirm-estimates').count()).toBe(0);
    await id('undo').click();
    await until(async () => (await cell('generator/1-1', 'basis').innerText()) === 'estimated');
  });

  it('take machine data from a DYR file, say what was taken, and undo it as one step', async () => {
    const file = join(application.folder, 'ring.dyr');
    writeFileSync(file, "1 'GENCLS' 1 5.5 1.25 /\n9 'GENCLS' 1 3 0 /\n");
    const chooser = page.waitForEvent('filechooser');
    await id('attach-dynamics').click();
    await (await chooser).setFiles(file);
    await until(async () => /1 machine of 1/.test(await id('dynamics-summary').innerText()));
    expect(await id('dynamics-report').innerText()).toMatch(/bus 9/);
    await page.keyboard.press('Escape');
    await until(async () => (await cell('generator/1-1', 'inertiaSeconds').innerText()) === '5.5');
    await id('undo').click();
    await until(async () => (await cell('generator/1-1', 'basis').innerText()) === 'estimated');
  });

  it('show the newest power flow beside what was entered, and say when it is old', async () => {
    await id('nav-power-flow').click();
    await id('power-flow-run').click();
    await id('power-flow-summary').waitFor();
    await id('nav-network').click();
    await id('tab-generator').click();
    // The lossless ring needs of its one machine what the loads draw.
    await until(async () => (await cell('generator/1-1', 'solvedPMw').innerText()) === '1000.0');
    await cell('generator/1-1', 'bus').click();
    await until(async () => (await id('value-solved-p').innerText()) === '1000.0');
    expect(await id('tables').getByTestId('run-again').count()).toBe(0);
    await id('field-pMw').fill('900');
    await id('field-pMw').press('Enter');
    const again = id('tables').getByTestId('run-again');
    await again.waitFor();
    await again.click();
    await again.waitFor({ state: 'detached' });
    await until(async () => (await cell('generator/1-1', 'solvedPMw').innerText()) === '1000.0');
    await id('undo').click();
    await until(async () => (await id('field-pMw').inputValue()) === '1000');
  });

  it('put a refused value back to what the network has', async () => {
    await cell('generator/1-1', 'bus').click();
    await id('field-pMw').fill('much');
    await id('field-qMvar').focus();
    await until(async () => /was not taken/.test(await id('inspector').innerText()));
    expect(await id('field-pMw').inputValue()).toBe('1000');
  });

  it('keep the last slack bus, and offer the bus that may take its place', async () => {
    await id('tab-bus').click();
    await cell('bus/1', 'number').click();
    await until(async () => (await id('field-type').inputValue()) === 'slack');
    await id('field-type').selectOption('pq');
    await until(async () => /last slack bus/.test(await id('message-warning').innerText()));
    expect(await id('field-type').inputValue()).toBe('slack');
  });

  it('break no rule of accessibility with the preview of a paste open', async () => {
    await id('tab-load').click();
    await cell('load/2-1', 'bus').click();
    await clipboard('Bus\tP\tOwner\n2\t5\tN\n3\tx\tN\n');
    await page.keyboard.press('Control+v');
    await id('paste-summary').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
