import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { brokenRules, deskOf, until } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

/** Lists, groups, details and several scenarios on New England 39; the steps follow each other. */
describe('the contingencies screen', () => {
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const go = (screen: string): Promise<void> => desk.go(screen);
  const says = (target: Locator, text: RegExp): Promise<void> => desk.says(target, text);
  /** Of what the list shows; it has 46 branches and 10 generators in all. */
  const shownRows = (): Promise<number> => page.locator('[data-testid^=contingency-row-]').count();

  useApplication(async ({ page: opened }) => {
    page = opened;
    desk = deskOf(page);
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
    await go('contingencies');
  });

  it('counts what a choice makes before it is made: lines, transformers, pairs', async () => {
    await id('contingency-choose').click();
    await says(id('choice-count'), /56 elements: 56 outages/);
    await id('choice-machines').uncheck();
    await id('choice-lines').uncheck();
    await says(id('choice-count'), /12 elements: 12 outages/);
    await id('choice-n2').check();
    // 12 × 11 / 2
    await says(id('choice-count'), /12 elements: 66 outages/);
    await id('choice-name').fill('nowhere');
    await says(id('choice-count'), /No element in service fits/);
    expect(await id('choice-make').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await id('contingency-generate').click();
    await says(id('contingency-count'), /56 of 56/);
  });

  it('filters the list by kind and by name, and switches only what is shown', async () => {
    await id('contingency-kind').selectOption({ label: 'Generators' });
    await until(async () => (await shownRows()) === 10);
    await id('contingency-filter').fill('bus 39');
    await until(async () => (await shownRows()) === 1);
    await id('contingency-none').click();
    await says(id('contingency-count'), /55 of 56/);
    await id('contingency-filter').fill('');
    await id('contingency-kind').selectOption({ label: 'All kinds' });
  });

  it('gives the list another width by mouse and by key, folds it, and finds both again', async () => {
    const bar = id('split-contingencies');
    const width = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
    const was = await width();
    const box = await bar.boundingBox();
    if (!box) throw new Error('The bar beside the list of outages has no place on the screen.');
    const [x, y] = [box.x + 6, box.y + 200];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 3 });
    await page.mouse.up();
    await until(async () => (await width()) === was + 60);
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await width()) === was + 44);
    await page.keyboard.press('Enter');
    await id('contingency-filter').waitFor({ state: 'hidden' });
    await page.reload();
    await bar.waitFor();
    await until(async () => (await bar.getAttribute('aria-valuetext')) === 'folded');
    await id('fold-contingencies').click();
    await until(async () => (await width()) === was + 44);
    await bar.dblclick({ position: { x: 6, y: 200 } });
    await until(async () => (await width()) === was);
  });

  it('excludes by Ctrl+click, and brings back by Space', async () => {
    await id('contingency-row-0').click({ modifiers: ['Control'] });
    await says(id('contingency-count'), /54 of 56/);
    await id('contingency-row-0').click();
    await page.keyboard.press('Space');
    await says(id('contingency-count'), /55 of 56/);
  });

  it('makes a group under a name of its own, by keyboard, and changes it', async () => {
    await id('contingency-row-0').click();
    await page.keyboard.press('Insert');
    await id('outage-input').fill('16-17');
    await page.keyboard.press('Enter');
    await id('outage-input').fill('16-21');
    await page.keyboard.press('Enter');
    await id('outage-name').fill('Corridor at 16');
    await id('outage-done').click();
    await says(id('contingency-row-0'), /Corridor at 16/);
    await says(id('contingency-count'), /56 of 57/);
    await id('contingency-row-0').click();
    await page.keyboard.press('F2');
    await id('outage-name').fill('Both at 16');
    await page.keyboard.press('Enter');
    await says(id('contingency-row-0'), /Both at 16/);
  });

  it('adds all pairs of what is selected from the menu, and deletes them', async () => {
    await id('contingency-row-1').click();
    await id('contingency-row-3').click({ modifiers: ['Shift'] });
    await id('contingency-row-3').click({ button: 'right' });
    await id('menu-pair').click();
    await says(id('contingency-count'), /59 of 60/);
    await id('contingency-filter').fill('1-2 +');
    await until(async () => (await shownRows()) === 2);
    await id('contingency-filter').fill('');
    await id('contingency-kind').selectOption({ label: 'Several together' });
    await until(async () => (await shownRows()) === 4);
    await id('contingency-row-57').click();
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await says(id('contingency-count'), /56 of 57/);
    await id('contingency-kind').selectOption({ label: 'All kinds' });
  });

  it('shows definition, violations and what occurred of the chosen outage', async () => {
    await page.keyboard.press('F5');
    await says(id('screening-row-1'), /Branch 21–22/);
    await id('screening-row-1').click();
    await id('tab-occurred').click();
    await says(id('outage-details'), /0\.3091 on 23–24; without the outage 0\.1804 on 6–31/);
    await id('tab-definition').click();
    await says(id('outage-details'), /line, 345 kV/);
    await id('tab-violations').focus();
    await page.keyboard.press('Enter');
    await says(id('outage-details'), /23–24/);
    // The largest angle against its limit stands in the row as well.
    await says(id('screening-row-1'), /161\.3/);
  });

  it('counts by element after how many outages a line is over its limit, and goes there', async () => {
    await id('ranking-by').selectOption('element');
    // The worst of the ranking, 161.3 % of a limit after 21–22, leads here as well.
    await says(id('element-row-1'), /161\.3/);
    await says(id('element-row-1'), /21–22/);
    await id('elements-filter').fill('nowhere');
    await page.getByText('No outage takes a line over its limit.').waitFor();
    await id('elements-filter').fill('');
    await id('element-row-1').click();
    await page.keyboard.press('Enter');
    await id('diagram').waitFor();
    await page.getByText('Branch 21–22 out').first().waitFor();
    await go('contingencies');
    await id('ranking-by').selectOption('norm');
    await id('ranking-class').selectOption({ label: 'Worst 10' });
    await until(async () => (await page.locator('[data-testid^=screening-row-]').count()) === 10);
    await id('ranking-class').selectOption({ label: 'All outages' });
  });

  it('opens an outage as a child, and puts its norms beside those of the parent', async () => {
    await id('screening-row-1').click();
    await page.keyboard.press('c');
    await id('diagram').waitFor();
    await until(async () => Math.abs(Number(await id('margin-norm').innerText()) - 0.3091) < 1e-4);
    await go('contingencies');
    await id('contingency-generate').click();
    await id('screening-options').click();
    await id('screening-on-1').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('F5');
    await says(page.locator('.tabulator-col-title'), /Norm in New England 39-bus/);
    await id('ranking-filter').fill('28-29');
    // In the parent the outage of 28–29 leaves 0.3078.
    await says(page.locator('[data-testid^=screening-row-]'), /0\.3078/);
    await id('ranking-filter').fill('');
  });

  it('finds the line that helps, and opens it as a child', async () => {
    await go('studies');
    await page.getByText('Which new circuit helps most?').click();
    await id('study-run').click();
    await says(id('circuit-row-0'), /raises/);
    await id('circuit-row-0').click();
    await id('reinforcement-child').click();
    await id('diagram').waitFor();
    await until(async () => Math.abs(Number(await id('margin-norm').innerText()) - 0.1804) < 1e-4);
  });

  it('breaks no rule of accessibility, in either theme', async () => {
    await go('contingencies');
    await page.keyboard.press('F5');
    await id('screening-row-1').click();
    for (const theme of ['light', 'dark']) {
      await id(`theme-${theme}`).dispatchEvent('click');
      expect(await brokenRules(page)).toEqual([]);
    }
  });
});
