import { readFileSync, statSync } from 'node:fs';

import type { Download, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import type { RunningApplication } from './application.ts';
import { deskOf, distance, until } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

/**
 * One planner's job on New England 39, from the sample to the report, with mouse and keyboard; the
 * steps follow each other, as they do at a desk.
 */
describe('the whole job on New England 39', () => {
  let application: RunningApplication;
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const go = (screen: string): Promise<void> => desk.go(screen);
  const says = (target: Locator, text: RegExp): Promise<void> => desk.says(target, text);
  const cards = (): Locator => page.getByTestId(/^scenario-\d+$/);
  const openOriginal = (): Promise<void> =>
    cards().filter({ hasNotText: 'copy' }).getByTestId('scenario-open').click();
  const norm = (): Promise<number> => desk.norm();

  useApplication((started) => {
    application = started;
    page = started.page;
    desk = deskOf(page);
  });

  it('opens the sample and shows its margin at once', async () => {
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
    await says(id('margin-status'), /synchronous/i);
    expect(await norm()).toBeCloseTo(0.1804, 4);
    await says(id('margin-worst'), /6–31/);
    await says(id('margin-angle'), /10\.4/);
  });

  it('moves a bus with the mouse, and undo brings it back', async () => {
    const start = await desk.settledBusAt(16);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 60, start.y + 45, { steps: 8 });
    await page.mouse.up();
    await until(async () => distance(await desk.busAt(16), start) > 40);
    await page.keyboard.press('Control+z');
    await until(async () => distance(await desk.busAt(16), start) < 3);
    await until(() => id('redo').isEnabled());
    await page.keyboard.press('Control+y');
    await until(async () => distance(await desk.busAt(16), start) > 40);
  });

  it('edits a load in the inspector, refuses what is no number, and the margin follows', async () => {
    await id('find-element').fill('16');
    await id('find-element').press('Enter');
    await says(id('inspector-title'), /16/);
    await id('tab-load').click();
    await id('table-load').locator('.tabulator-row').first().click();
    await says(id('inspector-title'), /Load/);
    const field = id('inspector').getByTestId('field-pMw');
    const before = await norm();
    const value = Number(await field.inputValue());
    await field.fill('3x');
    await field.press('Enter');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await norm()).toBe(before);
    await field.fill(String(value + 400));
    await field.press('Enter');
    await until(async () => (await norm()) !== before);
    await id('undo').click();
    await until(async () => (await norm()) === before);
    await id('redo').click();
    await until(async () => (await norm()) !== before);
    await id('undo').click();
    await until(async () => (await norm()) === before);
  });

  it('generates all single outages, switches one off, screens them and ranks them', async () => {
    await go('contingencies');
    await id('contingency-generate').click();
    await says(id('contingency-count'), /56 of 56/);
    const first = page.getByRole('checkbox', { name: /1–2\b/ }).first();
    await first.uncheck();
    await says(id('contingency-count'), /55 of 56/);
    await first.check();
    await page.keyboard.press('F5');
    await says(id('count-islanding'), /11/);
    await says(id('screening-row-1'), /Branch 21–22/);
    await says(id('screening-row-1'), /0\.3091/);
  });

  it('shows the worst outage on the diagram', async () => {
    await id('screening-row-1').click();
    await id('show-on-diagram').click();
    await id('diagram').waitFor();
    await says(id('highlight'), /21–22/);
    await go('contingencies');
  });

  it('simulates the worst outage and draws its curves', async () => {
    await id('screening-row-1').click();
    await id('simulate-outage').click();
    await says(id('outage-elements'), /21–22/);
    await id('duration').fill('10');
    await id('simulate-start').click();
    await says(id('simulation-summary'), /synchronism/i);
    await id('chart-theta').locator('canvas').waitFor();
    await says(id('simulation-summary'), /23–24/);
  });

  it('cancels a long simulation within a second', async () => {
    await id('duration').fill('100000');
    await page.getByText('Method and model').click();
    await id('tolerance').fill('1e-12');
    await id('simulate-start').click();
    await id('run-cancel').first().click();
    await until(async () => (await id('run-cancel').count()) === 0, 'the run has ended', 1500);
    await says(page.getByText(/cancelled/i).first(), /cancelled/i);
  });

  it('saves under a note, and duplicates', async () => {
    await go('network');
    await page.keyboard.press('Control+s');
    await id('save-note').fill('before the reinforcement');
    await id('save-confirm').click();
    await go('scenarios');
    await says(id('revisions'), /before the reinforcement/);
    await id('scenario-duplicate').first().click();
    await until(async () =>
      (await page.getByRole('banner').getByTestId('scenario-name').inputValue()).includes('copy'),
    );
  });

  it('takes a line out of the copy, and the comparison says what differs', async () => {
    await go('network');
    await id('tab-branch').click();
    // Until the table of the copy stands, a click may fall on the one that goes.
    await until(async () => {
      await id('table-branch')
        .locator('.tabulator-row')
        .nth(2)
        .getByRole('gridcell')
        .first()
        .click();
      return (await id('inspector-title').allInnerTexts()).some((title) => title.includes('2–3'));
    });
    const before = await norm();
    await id('inspector').getByTestId('field-inService').click();
    await until(async () => (await norm()) !== before || (await id('undo').isEnabled()));
    await go('contingencies');
    await page.keyboard.press('F5');
    await says(id('screening-row-1'), /0\.\d/);
    await go('scenarios');
    await id('compare-start').first().click();
    await says(id('comparison'), /2–3/);
  });

  it('writes an HTML and a PDF report that hold the ranking and the simulated outage', async () => {
    await go('home');
    await openOriginal();
    await go('report');
    const html = await download(page, () => id('report-html').click());
    const text = readFileSync(await html.path(), 'utf8');
    expect(text).toContain('Branch 21–22');
    expect(text).toContain('SHA-256');
    expect(text).toMatch(/<polyline/);
    const pdf = await download(page, () => id('report-pdf').click());
    const path = await pdf.path();
    expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(statSync(path).size).toBeGreaterThan(20_000);
  });

  it('finds everything again after the program was killed', async () => {
    await go('network');
    await application.restart('kill');
    await until(async () => (await cards().count()) === 2);
    await openOriginal();
    await id('diagram').waitFor();
    await until(() => id('undo').isEnabled());
    await go('contingencies');
    await says(id('screening-row-1'), /Branch 21–22/);
    await go('simulation');
    await says(id('simulation-summary'), /synchronism/i);
    await go('scenarios');
    await says(id('revisions'), /before the reinforcement/);
  });
});

async function download(page: Page, start: () => Promise<void>): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), start()]);
  return file;
}
