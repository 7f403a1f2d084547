import { readFileSync } from 'node:fs';

import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { deskOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

/** Menus, the clipboard, dragging tools in, colours and pictures of the diagram. */
describe('editing on the diagram', () => {
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const title = (): Promise<string> => id('inspector-title').innerText();
  const counts = async (): Promise<string> =>
    `${await id('diagram').getAttribute('data-nodes')}, ${await id('diagram').getAttribute('data-edges')}`;

  /** What has the focus: by its test id, a table by its name. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { dataset, ariaLabel } = document.activeElement as HTMLElement;
      return dataset['testid'] ?? ariaLabel ?? '';
    });

  useApplication(async ({ page: opened }) => {
    page = opened;
    desk = deskOf(page);
    await id('sample-ieee39').click();
    await page.locator('[data-testid=diagram][data-drawn=true]').waitFor();
    await page.waitForTimeout(600);
  });

  it('lays a sample out without a step that could be undone', async () => {
    expect(await counts()).toBe('39, 46');
    expect(await id('undo').isEnabled()).toBe(false);
  });

  it('opens the menu of a bus by right click and leads to its neighbourhood', async () => {
    const { x, y } = await desk.busAt(16);
    await page.mouse.click(x, y, { button: 'right' });
    await id('popup-menu').waitFor();
    expect(await title()).toBe('Bus 16');
    await id('menu-around-1').click();
    // Bus 16 and those it is joined to: 15, 17, 19, 21 and 24.
    await expect.poll(counts).toBe('6, 5');
    await id('neighbourhood').selectOption({ index: 0 });
    await expect.poll(counts).toBe('39, 46');
  });

  it('splits a line from the menu that Shift+F10 opens, with arrow keys and Enter', async () => {
    await id('find-element').fill('16-17');
    await id('find-element').press('Enter');
    await expect.poll(title).toBe('Branch 16–17');
    // Found, it is the diagram's: its keys act at once.
    await expect.poll(focused).toBe('diagram');
    await page.keyboard.press('Shift+F10');
    await id('popup-menu').waitFor();
    const wanted = id('menu-split');
    for (let step = 0; step < 20; step++) {
      if (await wanted.evaluate((item) => item === document.activeElement)) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect.poll(counts).toBe('40, 47');
    expect(await title()).toBe('Bus 40');
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toBe('39, 46');
  });

  it('goes by F6 from the diagram to the table, the inspector, and round again', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Escape');
    const seen: string[] = [];
    for (let step = 0; step < 3; step++) {
      seen.push(await focused());
      await page.keyboard.press('F6');
    }
    expect(seen).toEqual(['diagram', 'Branches', expect.stringMatching(/^field-/)]);
    expect(await focused()).toBe('diagram');
    await page.keyboard.press('Shift+F6');
    expect(await focused()).toMatch(/^field-/);
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Escape');
  });

  it('copies two buses with what is between them and pastes them in one step', async () => {
    await page.keyboard.press('Control+e');
    await page.waitForTimeout(400);
    const [first, second] = [await desk.busAt(20), await desk.busAt(34)];
    await page.mouse.click(first.x, first.y);
    await page.keyboard.down('Control');
    await page.mouse.click(second.x, second.y);
    await page.keyboard.up('Control');
    await expect.poll(() => id('selection-announced').innerText()).toBe('2 elements selected');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expect.poll(counts).toBe('41, 47');
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toBe('39, 46');
  });

  it('takes a load dragged from the palette onto a bus, and a bus onto empty paper', async () => {
    const box = await id('diagram').boundingBox();
    const bus = await desk.busAt(9);
    if (!box) throw new Error('no diagram');
    const targetPosition = { x: bus.x - box.x, y: bus.y - box.y };
    await id('tool-load').dragTo(id('diagram'), { targetPosition });
    await expect.poll(title).toBe('Load 2 at bus 9');
    await id('tool-bus').dragTo(id('diagram'), { targetPosition: { x: box.width - 40, y: 40 } });
    await expect.poll(title).toBe('Bus 40');
    for (let step = 0; step < 2; step++) {
      await expect.poll(() => id('undo').isEnabled()).toBe(true);
      await id('diagram').focus();
      await page.keyboard.press('Control+z');
    }
    await expect.poll(counts).toBe('39, 46');
  });

  it('colours the buses by voltage on a scale whose ends can be typed', async () => {
    await id('colour-mode').selectOption('voltage');
    await id('scale-high').fill('1.2');
    await id('scale-high').press('Enter');
    expect(await id('scale-high').inputValue()).toBe('1.2');
    await id('scale-high').fill('0.1');
    await id('scale-high').press('Enter');
    expect(await id('scale-high').inputValue()).toBe('1.2');
    // The button lies in the handle that the legend is dragged by.
    await id('legend-toggle').click();
    await id('scale-high').waitFor({ state: 'detached' });
    await id('legend-toggle').click();
    await id('scale-high').waitFor();
  });

  it('saves the diagram as SVG with every bus number in it as text', async () => {
    await id('picture').click();
    const saved = page.waitForEvent('download');
    await id('menu-svg').click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    expect([...text.matchAll(/<text [^>]*>(\d+)</g)].map(([, number]) => Number(number))).toEqual(
      expect.arrayContaining([1, 16, 39]),
    );
  });
});
