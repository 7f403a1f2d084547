import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import type { RunningApplication } from './application.ts';
import { brokenRules, deskOf, until } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

/** Children of changes on New England 39, by keyboard and mouse; the steps follow each other. */
describe('the tree of scenarios', () => {
  let application: RunningApplication;
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const go = (screen: string): Promise<void> => desk.go(screen);
  const norm = (): Promise<number> => desk.norm();
  const says = (target: Locator, text: RegExp): Promise<void> => desk.says(target, text);

  useApplication(async (started) => {
    application = started;
    page = started.page;
    desk = deskOf(page);
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
    await until(async () => Math.abs((await norm()) - 0.1804) < 1e-4);
  });

  it('makes a child with a stressed dispatch, whose totals are shown before', async () => {
    await page.keyboard.press('Control+d');
    await id('child-stressed').check();
    await id('dispatch-amount').fill('-25');
    await says(id('dispatch-preview'), /Loads of the whole network −25 % \(−1564 MW\)/);
    await id('dispatch-amount').fill('60');
    await says(id('child-refusal'), /at most/);
    await id('dispatch-amount').fill('-25');
    await id('child-name').fill('Low load');
    await says(id('dispatch-preview'), /6254\.23 → 4690\.67 MW/);
    await id('child-make').click();
    await until(async () => Math.abs((await norm()) - 0.1439) < 1e-4);
  });

  it('lists what is edited in it; switching off and on, and undo, show in the margin', async () => {
    await id('tab-branch').click();
    await page.getByRole('gridcell').first().click();
    await id('inspector').getByTestId('field-inService').click();
    await until(() => id('undo').isEnabled());
    await go('scenarios');
    await says(id('change-1'), /Switch Branch 1–2 out of service/);
    const both = await norm();
    await id('change-0-switch').click();
    await until(async () => Math.abs((await norm()) - both) > 1e-3);
    await says(id('change-0'), /Switched off/);
    await page.keyboard.press('Control+z');
    await until(async () => Math.abs((await norm()) - both) < 1e-6);
    await until(async () => !/Switched off/.test(await id('change-0').innerText()));
  });

  it('moves a change into another child, and finds it there by its words', async () => {
    await id('scenario-row-1').click();
    await page.keyboard.press('Control+d');
    await id('child-name').fill('Maintenance');
    await id('child-make').click();
    await until(async () => (await id('scenario-row-3').count()) === 1);
    await id('scenario-row-2').click();
    await id('change-1-move').click();
    await id('scenario-choice').selectOption({ label: '\u2003Maintenance' });
    await id('scenario-picked').click();
    await until(async () => (await id('change-1').count()) === 0);
    await id('scenario-search').fill('branch 1–2');
    await until(async () => (await id('scenario-row-2').count()) === 0);
    await id('scenario-row-3').click();
    await says(id('change-0'), /Switch Branch 1–2 out of service/);
    await id('scenario-search').fill('');
  });

  it('lets a scenario follow another one, by keyboard alone', async () => {
    await id('scenario-row-3').focus();
    await page.keyboard.press('m');
    await id('scenario-choice').selectOption({ label: '\u2003Low load' });
    await page.keyboard.press('Enter');
    await until(async () => (await id('scenario-row-3').getAttribute('aria-level')) === '3');
    await says(id('change-0'), /Switch Branch 1–2 out of service/);
  });

  it('puts three scenarios side by side', async () => {
    await id('scenario-row-1').click();
    await page.keyboard.press('ArrowDown');
    await id('scenario-row-1').focus();
    await id('scenario-row-1').click();
    await id('scenario-row-2').click({ modifiers: ['Control'] });
    await id('scenario-row-3').click({ modifiers: ['Control'] });
    await page.keyboard.press('c');
    await says(id('comparison'), /Maintenance \(\d+ differences from A\)/);
    await says(id('comparison'), /in service/);
    await id('compare-close').click();
  });

  it('shows the difference from its parent in tables, and says so in words', async () => {
    await id('scenario-row-2').dblclick();
    await id('diagram').waitFor();
    await id('view-switch').selectOption('difference');
    await says(id('base-strip'), /Difference: “Low load” less “New England 39-bus”/);
    await id('tab-load').click();
    // A quarter of the 97.6 MW at the first bus.
    await says(id('table-load'), /-24\.4/);
    await id('base-leave').click();
    await until(async () => (await id('base-strip').count()) === 0);
    await says(id('table-load'), /73\.2/);
  });

  it('hands everything on as one file, and refuses half of it', async () => {
    await go('scenarios');
    await id('archive-menu').click();
    const saving = page.waitForEvent('download');
    await page.getByText('Save all scenarios as one file').click();
    const file = join(application.folder, 'all.phaselock-archive');
    await (await saving).saveAs(file);
    const open = async (): Promise<void> => {
      await id('archive-menu').click();
      const choosing = page.waitForEvent('filechooser');
      await page.getByText('Open a file from a colleague').click();
      await (await choosing).setFiles(file);
    };
    await open();
    await until(async () => (await id('scenario-row-6').count()) === 1);
    truncateSync(file, readFileSync(file).length >> 1);
    await open();
    await says(id('message-error'), /was not imported/);
    expect(await id('scenario-row-7').count()).toBe(0);
  });

  it('deletes for good what nothing follows, after it has said what goes', async () => {
    const toBin = async (scenario: number): Promise<void> => {
      await id(`scenario-row-${scenario}`).click();
      await page.keyboard.press('Delete');
      await id(`bin-delete-${scenario}`).waitFor({ state: 'attached' });
    };
    await toBin(5);
    await id('bin').locator('summary').click();
    await id('bin-delete-5').click();
    await says(id('bin-dialog'), /“Low load” stays in the bin, because “Maintenance” follows it/);
    expect(await id('bin-delete').isEnabled()).toBe(false);
    await page.keyboard.press('Escape');
    await toBin(6);
    await toBin(4);
    await id('bin-empty').click();
    await says(id('bin-weight'), /3 scenarios, no runs, (less than )?\d+\.\d MB/);
    expect(await brokenRules(page)).toEqual([]);
    await id('bin-delete').click();
    await until(async () => (await id('bin').count()) === 0);
    await says(id('message-done'), /3 scenarios deleted for good/);
    // Their numbers are not given again.
    await id('scenario-row-1').click();
    await id('scenario-duplicate').click();
    await until(async () => (await id('scenario-row-7').count()) === 1);
  });

  it('breaks no rule of accessibility, in either theme', async () => {
    await id('scenario-row-2').click();
    await id('change-0').waitFor();
    for (const theme of ['light', 'dark']) {
      await id(`theme-${theme}`).dispatchEvent('click');
      expect(await brokenRules(page)).toEqual([]);
    }
  });
});
