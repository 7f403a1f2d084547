import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { deskOf, until } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

interface Machine {
  readonly bus: number;
  readonly inertia: number;
  readonly damping: number;
}

/** The machines of the 57-bus network, with H and D that no two of them share. */
const machines: readonly Machine[] = [1, 2, 3, 6, 8, 9, 12].map((bus, place) => ({
  bus,
  inertia: 2.5 + place / 2,
  damping: 1 + place / 4,
}));
/** As Excel copies where the decimal sign is a comma. */
const comma = (value: number): string => String(value).replace('.', ',');
const excel = [
  'Bus\tId\tH, s\tD',
  ...machines.map(({ bus, inertia, damping }) =>
    [bus, 1, comma(inertia), comma(damping)].join('\t'),
  ),
].join('\r\n');

/**
 * Which machine is too light? As far as docs/guide/job-4.md goes: machine data from Excel, machine
 * outages, a simulation, and what it says of each machine.
 */
describe('job 4: machine data from Excel, and what the machines do with them', () => {
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => desk.id(testId);
  const cell = (bus: number, field: string): Locator =>
    page.locator(`[data-testid="row-generator/${bus}-1"] [tabulator-field="${field}"]`);
  const column = (field: string): Promise<string[]> =>
    Promise.all(machines.map(({ bus }) => cell(bus, field).innerText()));
  const estimated = (): Promise<string[]> => column('basis');

  useApplication(async ({ page: opened }) => {
    page = opened;
    desk = deskOf(page);
    await id('sample-ieee57').click();
    await id('diagram').waitFor();
  });

  it('the file gives no inertia, and the table says that what it has is estimated', async () => {
    await id('tab-dynamics').click();
    await cell(1, 'basis').waitFor();
    expect(new Set(await estimated())).toEqual(new Set(['estimated']));
  });

  it('arrow keys go from machine to machine, and the diagram follows', async () => {
    await cell(1, 'bus').click();
    await until(async () => (await desk.title()) === 'Generator 1 at bus 1');
    await page.keyboard.press('ArrowDown');
    await until(async () => (await desk.title()) === 'Generator 1 at bus 2');
    await desk.says(id('selection-announced'), /Generator 1 at bus 2 selected/);
  });

  it('a machine without inertia is refused in the preview, with its row', async () => {
    await desk.fillClipboard(excel.replace('\t3,5\t', '\t-3,5\t'));
    await cell(1, 'bus').click();
    await page.keyboard.press('Control+v');
    await desk.says(id('paste-dialog'), /Nothing is changed[\s\S]*Row 4/);
    expect(await id('paste-apply').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await id('paste-dialog').waitFor({ state: 'detached' });
    expect(new Set(await estimated())).toEqual(new Set(['estimated']));
  });

  it('H and D of seven machines come in from Excel after a preview, as one step', async () => {
    const before = [await column('inertiaSeconds'), await column('dampingPu')];
    await desk.fillClipboard(excel);
    await cell(1, 'bus').click();
    await page.keyboard.press('Control+v');
    await desk.says(id('paste-summary'), /of 7 elements/);
    // By keyboard alone: Enter applies, and the keys are the table's again.
    await until(() => id('paste-apply').evaluate((one) => one === document.activeElement));
    await page.keyboard.press('Enter');
    await until(async () => !(await estimated()).includes('estimated'));
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
    expect(await focused()).toBe('Dynamics');
    expect(await column('inertiaSeconds')).toEqual(machines.map((one) => String(one.inertia)));
    expect(await column('dampingPu')).toEqual(machines.map((one) => String(one.damping)));
    expect(await id('undo').getAttribute('title')).toContain('Paste 7 rows');
    await page.keyboard.press('Control+z');
    await until(async () => (await estimated()).every((basis) => basis === 'estimated'));
    expect([await column('inertiaSeconds'), await column('dampingPu')]).toEqual(before);
    expect(await id('undo').isEnabled()).toBe(false);
    await page.keyboard.press('Control+y');
    await until(async () => !(await estimated()).includes('estimated'));
  });

  it('what is copied from the table is what Excel gave', async () => {
    await cell(1, 'bus').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await until(async () => (await copied()).split('\n').length === 8);
    const [heading = [], ...rows] = (await copied()).split('\n').map((line) => line.split('\t'));
    const place = (title: RegExp): number => heading.findIndex((one) => title.test(one));
    const values = rows.map((row) => [
      row[place(/^Bus/)],
      row[place(/^H, s/)],
      row[place(/^D(,|$)/)],
    ]);
    expect(values).toEqual(
      machines.map(({ bus, inertia, damping }) => [bus, inertia, damping].map(String)),
    );
  });

  it('the outage of each machine is listed, and the simulation of one uses no estimate', async () => {
    await desk.go('contingencies');
    await id('contingency-generate').click();
    await desk.says(id('contingency-count'), /87 of 87/);
    await page.keyboard.press('F5');
    await id('ranking-filter').fill('Generator');
    const outage = page.getByTestId(/^screening-row-\d+$/).filter({ hasText: 'bus 12' });
    await outage.click();
    await id('simulate-outage').click();
    await id('duration').fill('10');
    await id('simulate-start').click();
    await desk.says(id('simulation-summary'), /synchronism/i);
    expect(await id('estimated-machines').count()).toBe(0);
    await id('tab-playback').click();
    await id('phasor-1').focus();
    await page.keyboard.press('Enter');
    await until(async () => (await id('phasor-1').getAttribute('aria-pressed')) === 'true');
    await id('tab-curves').click();
  });

  it('a fault at the bus of a machine is cleared by the trip of a line there', async () => {
    await id('disturbance').selectOption('fault');
    await id('fault-bus').fill('12');
    await id('fault-time').fill('1');
    await id('cleared-after').fill('0.1');
    await id('cleared-by').selectOption({ index: 1 });
    await id('simulate-start').click();
    await desk.says(page.getByRole('main'), /1\.000 s.*fault[\s\S]*1\.100 s/i);
    await desk.says(id('simulation-summary'), /synchronism/i);
  });
});
