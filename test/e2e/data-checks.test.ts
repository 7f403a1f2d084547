import { fileURLToPath } from 'node:url';

import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { deskOf, until } from './desk.ts';
import { useApplication } from './use-application.ts';

/** A mistake in the data is found, shown, repaired and taken back. */
describe('the data checks', () => {
  let page: Page;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const finding = (): Locator => id('finding-voltage-limits-crossed/bus/4');

  useApplication(async ({ page: opened }) => {
    page = opened;
    await id('sample-ieee14').click();
    await id('diagram').waitFor();
  });

  it('see crossed limits as soon as they are entered, and F11 shows them', async () => {
    await id('find-element').fill('4');
    await id('find-element').press('Enter');
    await until(async () => /Bus 4/.test(await id('inspector-title').innerText()));
    const before = await id('check-counts').getAttribute('aria-label');
    expect(before).not.toMatch(/error/);
    await id('field-vmMinPu').fill('1.08');
    await id('field-vmMinPu').press('Enter');
    await until(async () =>
      /1 error/.test((await id('check-counts').getAttribute('aria-label')) ?? ''),
    );
    await page.keyboard.press('F11');
    await finding().waitFor();
    expect(await finding().innerText()).toMatch(/1\.08/);
  });

  it('lead to the element with a click', async () => {
    await page.keyboard.press('Control+a');
    await finding().click();
    await until(async () => (await id('inspector-title').innerText()) === 'Bus 4');
    expect(await id('check-details').innerText()).toMatch(/limit/i);
  });

  it('preview the repair, make it as one step, and undo takes it back', async () => {
    expect(await id('repair-changes').innerText()).toMatch(/Least voltage\s+1\.08 p\.u\./);
    await id('repair').click();
    await until(async () => (await finding().count()) === 0);
    expect(await id('field-vmMinPu').inputValue()).not.toBe('1.08');
    await id('undo').click();
    await finding().waitFor();
    expect(await id('field-vmMinPu').inputValue()).toBe('1.08');
  });

  it('repair all of a kind in one step', async () => {
    const kind = page.getByTestId(/^finding-voltage-outside-limits/);
    await kind.first().click();
    await id('repair-all').click();
    await until(async () => (await kind.count()) === 0);
    await id('undo').click();
    await kind.first().waitFor();
  });

  it('come to the front from any screen', async () => {
    await id('nav-contingencies').click();
    await page.keyboard.press('F11');
    await id('data-checks').waitFor();
    await finding().waitFor();
  });

  it('are not reached by a refused file, of which only its errors are shown', async () => {
    await openFile('missing-bus.m');
    await deskOf(page).says(id('import-verdict'), /1 error: cannot be accepted/);
    expect(await id('import-counts').count()).toBe(0);
    await id('import-discard').click();
  });

  it('repair a branch without reactance, for which a study has no answer', async () => {
    await openFile('zero-reactance.m');
    await id('import-accept').click();
    await page.keyboard.press('F11');
    await id('finding-zero-impedance/branch/1-3-1').click();
    await id('repair').click();
    await id('margin-norm').waitFor();
    expect(Number(await id('margin-norm').innerText())).toBeGreaterThan(0);
  });

  const openFile = async (name: string): Promise<void> => {
    await id('nav-home').click();
    const file = new URL(`../fixtures/networks/${name}`, import.meta.url);
    await deskOf(page).openFile(id('import-open'), fileURLToPath(file));
  };
});
