import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { deskOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

/** A planner asks from the diagram what a fault at a machine's bus does. */
describe('a three-phase fault', () => {
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => page.getByTestId(testId);

  useApplication(async ({ page: opened }) => {
    page = opened;
    desk = deskOf(page);
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
  });

  it('is prepared by the menu of a bus, with the branches there to clear it', async () => {
    const { x, y } = await desk.settledBusAt(29);
    await page.mouse.click(x, y, { button: 'right' });
    await page.getByRole('menuitem', { name: 'Simulate fault here…' }).click();
    expect(await id('fault-bus').inputValue()).toBe('29');
    const choices = await id('cleared-by').locator('option').allInnerTexts();
    expect(choices.map((text) => text.trim())).toEqual([
      'itself: nothing trips',
      ...['26–29', '28–29', '29–38'].map((ends) => `the trip of Branch ${ends}`),
    ]);
  });

  it('is not sent without a bus of this network', async () => {
    await id('fault-bus').fill('99');
    await id('simulate-start').click();
    await page.getByText('No bus in service is called “99”.').waitFor();
    expect(await id('fault-bus').evaluate((input) => input === document.activeElement)).toBe(true);
    await id('fault-bus').fill('29');
  });

  it('runs, tells what happened, and shows the bus while the fault lasts', async () => {
    await id('cleared-by').selectOption({ label: 'the trip of Branch 28–29' });
    await id('duration').fill('5');
    await id('simulate-start').click();
    const title =
      'Fault at bus 29 at 1 s, cleared after 0.1 s by the trip of Branch 28–29, 5 s long';
    await page.getByText(title).first().waitFor();
    await id('simulation-summary').waitFor();
    await page.getByRole('tab', { name: 'Playback' }).click();
    const jump = id('playback-jump').locator('option');
    await desk.says(jump, /Bus 29 has a three-phase fault/);
    await desk.says(jump, /Bus 29 is cleared of its fault/);
    await desk.says(jump, /Branch 28–29 out/);
    await id('playback-event').click();
    await page.getByText('three-phase fault: bus 29').waitFor();
    await id('playback-event').click();
    await page.getByText('out: Branch 28–29').waitFor();
    expect(await page.getByText('three-phase fault: bus 29').count()).toBe(0);
  });

  it('is put anywhere on a line by its slider, and runs', async () => {
    await id('disturbance').selectOption('line-fault');
    await id('fault-line').fill('28-29');
    await id('fault-slider').focus();
    await page.keyboard.press('Home');
    for (let percent = 1; percent <= 30; percent++) await page.keyboard.press('ArrowRight');
    expect(await id('fault-position').inputValue()).toBe('30');
    await id('simulate-start').click();
    const title =
      'Fault on Branch 28–29 at 30 % from bus 28 at 1 s, cleared after 0.1 s by the trip of Branch 28–29, 5 s long';
    await page.getByText(title).first().waitFor();
    const jump = id('playback-jump').locator('option');
    await desk.says(jump, /Branch 28–29 at 30 % from bus 28 has a three-phase fault/);
  });

  it('is simulated at every generator in one run, whose rows open their curves', async () => {
    await desk.go('studies');
    await id('study-simulated-disturbances').click();
    await id('disturbance-source').selectOption('faults');
    await id('disturbance-duration').fill('2');
    // Ten buses with generators; 39 and 30 to 38 have 11 branches between them.
    await desk.says(id('disturbance-count'), /11 simulations/);
    await id('study-run').click();
    await desk.says(id('disturbances-summary'), /11 disturbances, 2 s each/);
    await id('disturbance-row-1').click();
    const name = await id('disturbance-row-1').locator('[tabulator-field=name]').innerText();
    await page.keyboard.press('Enter');
    await page.getByTestId('simulation-summary').waitFor();
    await page.getByText(`${name}, of run`).first().waitFor();
  });

  it('is simulated for chosen rows of the list of outages', async () => {
    await desk.go('contingencies');
    await id('contingency-generate').click();
    await id('contingency-row-0').click();
    await id('contingency-row-2').click({ modifiers: ['Shift'] });
    await id('contingency-row-2').click({ button: 'right' });
    await id('menu-simulate').click();
    await desk.says(id('disturbance-count'), /3 simulations/);
    expect(await id('disturbance-source').inputValue()).toBe('chosen');
  });
});
