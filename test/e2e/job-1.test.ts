import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import type { RunningApplication } from './application.ts';
import { deskOf, distance, dragBy, until } from './desk.ts';
import type { Desk, Point } from './desk.ts';
import { useApplication } from './use-application.ts';

/** The file of the case where it is at hand; the sample holds the same network. */
const caseFile = fileURLToPath(new URL('../../../shared/cases/case39.m', import.meta.url));

/**
 * A planner's first job in its twelve steps, as docs/guide/job-1.md tells it: import, screen three
 * dispatches, simulate the worst outage, reinforce, compare, report.
 */
describe('job 1: from a file to a report on a reinforcement', () => {
  let application: RunningApplication;
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => desk.id(testId);
  const go = (screen: string): Promise<void> => desk.go(screen);
  const says = (target: Locator, text: RegExp): Promise<void> => desk.says(target, text);
  const openName = (): Promise<string> =>
    page.getByRole('banner').getByTestId('scenario-name').inputValue();
  const screenNow = async (): Promise<void> => {
    await go('contingencies');
    await page.keyboard.press('F5');
  };
  /** The simulation of the outage that the Simulation screen is filled in with. */
  const simulateFor20Seconds = async (): Promise<void> => {
    await says(id('outage-elements'), /21–22/);
    await id('duration').fill('20');
    await id('simulate-start').click();
    await says(id('simulation-summary'), /synchronism/i);
  };
  const base = () => page.getByTestId(/^scenario-row-\d+$/).first();
  const rowOf = (name: string) => page.getByTestId(/^scenario-row-\d+$/).filter({ hasText: name });

  useApplication((started) => {
    application = started;
    page = started.page;
    desk = deskOf(page);
  });

  it('1. imports the file, and what was read is said before it is taken', async () => {
    if (!existsSync(caseFile)) return id('sample-ieee39').click();
    await desk.openFile(id('import-open'), caseFile);
    await says(id('import-counts'), /39[\s\S]*46[\s\S]*10/);
    await says(page.getByRole('main'), /estimated/i);
    await page.keyboard.press('Enter');
  });

  it('2. lays it out, and two buses are put right with the mouse, the second taken back', async () => {
    const first = await desk.settledBusAt(16);
    await dragBy(page, first, { x: 50, y: 30 });
    await until(async () => distance(await desk.busAt(16), first) > 40);
    const second = await desk.settledBusAt(4);
    await dragBy(page, second, { x: -40, y: 20 });
    await until(async () => distance(await desk.busAt(4), second) > 30);
    await page.keyboard.press('Control+z');
    await until(async () => distance(await desk.busAt(4), second) < 3);
    expect(distance(await desk.busAt(16), first)).toBeGreaterThan(40);
  });

  it('3. tells the margin of the base case, and the study says the same', async () => {
    expect(await desk.norm()).toBeCloseTo(0.1804, 4);
    await says(id('margin-angle'), /10\.4/);
    await go('studies');
    await id('study-sync-condition').click();
    await page.keyboard.press('F5');
    await says(id('study-result'), /synchronous state exists/i);
    await says(id('study-result'), /0\.1804/);
    await says(id('study-result'), /10\.4/);
  });

  it('4. makes two children with stressed dispatches, whose totals are shown before', async () => {
    await go('scenarios');
    await base().click();
    await page.keyboard.press('Control+d');
    await id('child-name').fill('North export +15 %');
    await id('child-stressed').check();
    await id('dispatch-what').selectOption('generation');
    await id('dispatch-group').selectOption('areas');
    await id('dispatch-group-2').check();
    await id('dispatch-amount').fill('15');
    await id('dispatch-compensation').selectOption('areas');
    await id('dispatch-compensation-1').check();
    await id('dispatch-compensation-3').check();
    // 15 % of the 250 MW at bus 30 and the 540 MW at bus 37, in three figures.
    await says(id('dispatch-preview'), /\+15 % \(\+119 MW\)/);
    await id('child-make').click();
    await until(async () => Math.abs((await desk.norm()) - 0.1804) > 1e-4);
    await go('scenarios');
    await base().click();
    await page.keyboard.press('Control+d');
    await id('child-name').fill('Low load −25 %');
    await id('child-stressed').check();
    await id('dispatch-amount').fill('-25');
    await says(id('dispatch-preview'), /6254\.23 → 4690\.67 MW/);
    await id('child-make').click();
    await until(async () => Math.abs((await desk.norm()) - 0.1439) < 1e-4);
    await go('scenarios');
    await rowOf('Low load').click();
    await says(id('change-0'), /−25 %/);
  });

  it('5. lists all single outages; Ctrl+click and the space bar switch them off and on', async () => {
    await base().dblclick();
    await go('contingencies');
    await id('contingency-generate').click();
    await says(id('contingency-count'), /56 of 56/);
    await id('contingency-row-0').click({ modifiers: ['Control'] });
    await id('contingency-row-2').click({ modifiers: ['Control'] });
    await says(id('contingency-count'), /54 of 56/);
    await id('contingency-row-5').click();
    await page.keyboard.press('Space');
    await says(id('contingency-count'), /53 of 56/);
    await id('contingency-all').click();
    await says(id('contingency-count'), /56 of 56/);
  });

  it('6. screens the three dispatches; eleven of the lines cut buses off', async () => {
    await page.keyboard.press('F5');
    await says(id('count-islanding'), /11/);
    await says(id('screening-row-1'), /Branch 21–22[\s\S]*0\.3091/);
    for (const name of ['North export', 'Low load']) {
      await go('scenarios');
      await rowOf(name).dblclick();
      await until(async () => (await openName()).startsWith(name));
      await screenNow();
      await says(id('screening-row-1'), /0\.\d{4}/);
    }
    await go('scenarios');
    await base().dblclick();
    await go('contingencies');
    await says(id('screening-row-1'), /Branch 21–22/);
  });

  it('7. a double click on the worst shows it on the diagram', async () => {
    await says(id('screening-row-10'), /Branch|Generator/);
    await id('screening-row-1').dblclick();
    await id('diagram').waitFor();
    await says(id('highlight'), /21–22/);
  });

  it('8. right click on the line simulates its outage, filled in', async () => {
    await until(async () => (await desk.title()) === 'Branch 21–22');
    await rightClickLine(21, 22);
    await id('menu-simulate').click();
    await simulateFor20Seconds();
    await id('chart-theta').locator('canvas').waitFor();
    await says(id('simulation-summary'), /23–24/);
  });

  it('9. plays it back with the mouse and by keys', async () => {
    await id('tab-playback').click();
    await id('phasor-35').waitFor();
    await page.keyboard.press('e');
    await says(id('playback-time'), /1\.0+ s/);
    await page.keyboard.press('Shift+ArrowRight');
    await says(id('playback-time'), /2\.0+ s/);
    await id('playback-toggle').click();
    await until(async () => parseFloat(await id('playback-time').innerText()) > 2.3);
    await id('playback-toggle').click();
  });

  it('10. a child of the base gets a second circuit, and says so in its list of changes', async () => {
    await go('scenarios');
    await base().click();
    await page.keyboard.press('Control+d');
    await id('child-name').fill('Second circuit 23–24');
    await id('child-make').click();
    await until(async () => (await openName()).startsWith('Second'));
    await go('network');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('23-24');
    await page.keyboard.press('Enter');
    await until(async () => (await desk.title()) === 'Branch 23–24');
    await rightClickLine(23, 24);
    await id('menu-parallel').click();
    await until(async () => (await id('diagram').getAttribute('data-edges')) === '47');
    await go('scenarios');
    await says(id('change-0'), /23–24/);
  });

  it('11. screened and simulated again, the reinforcement is set beside the base', async () => {
    await screenNow();
    await says(id('screening-row-1'), /0\.\d{4}/);
    await id('ranking-filter').fill('21–22');
    const outage = page.getByTestId(/^screening-row-\d+$/).filter({ hasText: 'Branch 21–22' });
    // All that buses 22, 23, 35 and 36 give leaves over 23–24 alone: two circuits halve its share,
    // and what is left is the norm of the base case, at 6–31.
    await says(outage, /0\.1804[\s\S]*6–31/);
    await outage.click();
    await id('simulate-outage').click();
    await simulateFor20Seconds();
    await go('scenarios');
    await base().click();
    await rowOf('Second circuit').click({ modifiers: ['Control'] });
    await page.keyboard.press('c');
    await says(id('comparison'), /23–24/);
    await id('compare-contingencies').click();
    await says(id('comparison'), /Branch 21–22[\s\S]*0\.3091[\s\S]*0\.1804/);
    await id('compare-close').click();
    await id('view-switch').selectOption('difference');
    await says(id('base-strip'), /Second circuit/);
    await go('contingencies');
    await id('ranking-filter').fill('21–22');
    await says(outage, /[-−]0\.1287/);
    await id('base-leave').click();
  });

  it('12. makes a PDF by key, and a folder of tables that hold the worst outage', async () => {
    await go('scenarios');
    await base().dblclick();
    await go('report');
    await says(id('part-assumptions'), /assumptions/i);
    const pdf = await saved(() => page.keyboard.press('Control+Shift+R'));
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const files = unzipSync(await saved(() => id('report-csv').click()));
    const text = Object.values(files).map((file) => Buffer.from(file).toString('utf8'));
    expect(text.some((table) => table.includes('Branch 21–22'))).toBe(true);
  });

  it('and the next day everything is there, with the same numbers', async () => {
    await application.restart('close');
    await page
      .getByTestId(/^scenario-\d+$/)
      .getByTestId('scenario-open')
      .last()
      .waitFor();
    await go('scenarios');
    await base().dblclick();
    expect(await desk.norm()).toBeCloseTo(0.1804, 4);
    await go('contingencies');
    await says(id('screening-row-1'), /Branch 21–22[\s\S]*0\.3091/);
    await go('simulation');
    await says(id('simulation-summary'), /23–24/);
    await go('network');
    await page.locator('[data-testid=diagram][data-drawn=true]').waitFor();
  });

  /** In the middle between two buses, where the line is. */
  async function rightClickLine(from: number, to: number): Promise<void> {
    await desk.settledBusAt(from);
    const [a, b]: [Point, Point] = [await desk.busAt(from), await desk.busAt(to)];
    await page.mouse.click((a.x + b.x) / 2, (a.y + b.y) / 2, { button: 'right' });
    await id('popup-menu').waitFor();
  }

  async function saved(start: () => Promise<void>): Promise<Buffer> {
    const download = page.waitForEvent('download', { timeout: 120_000 });
    await start();
    const file = await download;
    return readFileSync(await file.path());
  }
});
