import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { brokenRules, deskOf, until } from './desk.ts';
import type { Desk, Point } from './desk.ts';
import { useApplication } from './use-application.ts';

/** Drawing, selecting and editing on the Network screen with mouse and keyboard. */
describe('the network screen', () => {
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const title = (): Promise<string> => id('inspector-title').innerText();
  const drawn = async (): Promise<string> => {
    const diagram = id('diagram');
    const counts = ['data-nodes', 'data-edges'].map((name) => diagram.getAttribute(name));
    return (await Promise.all(counts)).join(' buses, ') + ' branches';
  };

  useApplication(({ page: opened }) => {
    page = opened;
    desk = deskOf(page);
  });

  it('draws a two-bus system from nothing, and undo takes every step of it back', async () => {
    await id('create-empty').click();
    await id('diagram').waitFor();
    const paper = await settledBox(id('diagram'));
    await page.keyboard.press('b');
    for (const share of [0.4, 0.6]) {
      await page.mouse.click(paper.x + share * paper.width, paper.y + 0.4 * paper.height);
    }
    await until(async () => (await drawn()) === '2 buses, 0 branches');
    await page.keyboard.press('l');
    await dragBetween(page, await desk.busAt(1), await desk.busAt(2));
    await until(async () => (await title()) === 'Branch 1–2');
    expect(await id('drawn-values').innerText()).toMatch(/0\.1 p\.u\./);
    await page.keyboard.press('g');
    await clickOn(page, await desk.busAt(1));
    await until(async () => (await title()) === 'Generator 1 at bus 1');
    await id('field-pMw').fill('80');
    await id('field-pMw').press('Enter');
    await id('tool-load').click();
    await clickOn(page, await desk.busAt(2));
    await until(async () => (await title()) === 'Load 1 at bus 2');
    await id('field-pMw').fill('80');
    await id('field-pMw').press('Enter');
    // Flat voltages and x = 0.1 p.u.: the sine of the angle is 0.8 x 0.1.
    await until(async () => Math.abs(Number(await id('margin-norm').innerText()) - 0.08) < 1e-4);
    await id('diagram').focus();
    for (let step = 0; step < 7; step++) {
      await until(() => id('undo').isEnabled());
      await page.keyboard.press('Control+z');
    }
    await until(async () => (await drawn()) === '0 buses, 0 branches');
    expect(await id('undo').isEnabled()).toBe(false);
  });

  it('refuses a line from a bus to itself, and a bus on a bus, with the reason', async () => {
    await id('nav-home').click();
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
    await settledBox(id('diagram'));
    await page.keyboard.press('l');
    const bus = await desk.busAt(16);
    await clickOn(page, bus);
    await page.waitForTimeout(300);
    await clickOn(page, bus);
    await until(async () => /two different buses/.test(await id('message-warning').innerText()));
    await page.keyboard.press('b');
    await clickOn(page, bus);
    await until(async () => /bus 16 already/.test(await id('message-warning').last().innerText()));
    await page.keyboard.press('Escape');
    expect(await drawn()).toBe('39 buses, 46 branches');
  });

  it('goes from bus to bus by arrow keys and moves one by a nudge, in one step to undo', async () => {
    await clickOn(page, await desk.busAt(4));
    await until(async () => (await title()) === 'Bus 4');
    await page.keyboard.press('ArrowDown');
    await until(async () => (await title()) === 'Bus 5');
    await until(async () => (await id('selection-announced').innerText()) === 'Bus 5 selected');
    const start = await desk.busAt(5);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
    await until(() => id('undo').isEnabled());
    expect((await desk.busAt(5)).x).toBeGreaterThan(start.x + 5);
    await page.keyboard.press('Control+z');
    await until(async () => Math.abs((await desk.busAt(5)).x - start.x) < 0.5);
    await until(async () => !(await id('undo').isEnabled()));
  });

  it('selects a box, deletes what is in it with all that hangs on it, and undo restores it', async () => {
    await id('fit').click();
    await id('diagram').focus();
    await page.keyboard.press('Escape');
    const [upper, lower] = [await desk.busAt(23), await desk.busAt(36)];
    await page.keyboard.down('Shift');
    await dragBetween(
      page,
      { x: upper.x - 25, y: upper.y - 14 },
      { x: lower.x + 25, y: lower.y + 40 },
    );
    await page.keyboard.up('Shift');
    await until(async () => /2 buses/.test(await title()));
    await id('diagram').focus();
    await page.keyboard.press('Delete');
    await until(async () => (await drawn()) === '37 buses, 43 branches');
    await page.keyboard.press('Control+z');
    await until(async () => (await drawn()) === '39 buses, 46 branches');
  });

  it('switches a selected branch out of service and back with the space bar', async () => {
    const [a, b] = [await desk.busAt(2), await desk.busAt(3)];
    await clickOn(page, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    await until(async () => (await title()) === 'Branch 2–3');
    const angle = await id('value-angle').innerText();
    expect(Number(angle)).toBeGreaterThan(1);
    await page.keyboard.press('Space');
    await until(async () => (await id('value-angle').innerText()) === '–');
    expect(await id('field-inService').isChecked()).toBe(false);
    await page.keyboard.press('Space');
    await until(async () => (await id('value-angle').innerText()) === angle);
  });

  it('edits a cell of a table, keeps it open while it holds no number, and follows to the diagram', async () => {
    await id('tab-branch').click();
    const row = id('row-branch/2-3-1');
    await row.click();
    await until(async () => (await title()) === 'Branch 2–3');
    const coupling = async (): Promise<number> => Number(await id('value-coupling').innerText());
    const before = await coupling();
    const cell = row.locator('[tabulator-field=reactancePu]');
    await cell.dblclick();
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    await until(async () => /not a number/.test(await id('cell-refusal').innerText()));
    expect(await cell.locator('input').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('0.0302');
    await page.keyboard.press('Enter');
    await until(async () => (await cell.innerText()) === '0.0302');
    await until(async () => (await id('field-reactancePu').inputValue()) === '0.0302');
    // Twice the reactance: half the coupling, whatever the voltages are.
    await until(async () => Math.abs((await coupling()) - before / 2) < 0.05);
    await id('undo').click();
    await until(async () => (await id('field-reactancePu').inputValue()) === '0.0151');
    await until(async () => (await coupling()) === before);
    // Typed on the cell without opening it first: the figure is whole, from its first digit on.
    await cell.click();
    await page.keyboard.type('35');
    await page.keyboard.press('Enter');
    await until(async () => (await id('field-reactancePu').inputValue()) === '35');
    await id('undo').click();
    await until(async () => (await id('field-reactancePu').inputValue()) === '0.0151');
    // A figure says neither yes nor no: only F2 takes the branch out.
    await row.locator('[tabulator-field=inService]').click();
    await page.keyboard.type('0');
    await page.keyboard.press('F2');
    await until(async () => !(await id('field-inService').isChecked()));
    await id('undo').click();
    await until(async () => id('field-inService').isChecked());
  });

  it('renumbers a bus with all that hangs on it, and refuses a number that is taken', async () => {
    await id('find-element').fill('1');
    await id('find-element').press('Enter');
    await until(async () => (await title()) === 'Bus 1');
    const number = id('field-number');
    await number.fill('2');
    await number.press('Enter');
    await until(async () =>
      /Bus 2 exists already/.test(await id('inspector').getByRole('alert').innerText()),
    );
    expect(await number.inputValue()).toBe('2');
    await number.fill('101');
    await number.press('Enter');
    await until(async () => (await title()) === 'Bus 101');
    await until(async () => (await id('row-branch/101-2-1').count()) === 1);
    await id('undo').click();
    await until(async () => (await id('row-branch/1-2-1').count()) === 1);
  });

  it('moves the bars between the panels by keys, from the diagram and from a table', async () => {
    const wide = async () => (await id('inspector').boundingBox())?.width ?? 0;
    const high = async () => (await id('tables').boundingBox())?.height ?? 0;
    const was = [await wide(), await high()] as const;
    await id('diagram').focus();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await until(async () => (await wide()) === was[0] + 24);
    await id('tables').getByRole('grid').focus();
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await until(async () => (await high()) === was[1] + 24);
    for (const key of ['Right', 'Down']) await page.keyboard.press(`Alt+Shift+Arrow${key}`);
    await until(async () => (await wide()) === was[0] && (await high()) === was[1]);
  });

  it('draws only the neighbourhood of a bus, and all buses again', async () => {
    await id('find-element').fill('16');
    await id('find-element').press('Enter');
    await id('neighbourhood').selectOption({ label: '1 branch around' });
    await until(async () => (await drawn()) === '6 buses, 5 branches');
    await id('neighbourhood').selectOption({ label: 'all buses' });
    await until(async () => (await drawn()) === '39 buses, 46 branches');
  });

  it('breaks no rule of accessibility, in either theme', async () => {
    for (const theme of ['light', 'dark']) {
      await id(`theme-${theme}`).dispatchEvent('click');
      expect(await brokenRules(page)).toEqual([]);
    }
  });
});

const clickOn = (page: Page, { x, y }: Point): Promise<void> => page.mouse.click(x, y);

async function dragBetween(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** The panels find their sizes shortly after the screen has appeared. */
async function settledBox(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  let last = '';
  let box = await locator.boundingBox();
  await until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    box = await locator.boundingBox();
    const now = JSON.stringify(box) + ((await locator.getAttribute('data-zoom')) ?? '');
    const rests = now === last;
    last = now;
    return rests;
  });
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
}
