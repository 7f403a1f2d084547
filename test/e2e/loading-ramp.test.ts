import { readFileSync } from 'node:fs';

import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { brokenRules } from './desk.ts';
import { useApplication } from './use-application.ts';

/** How far can the import of area 3 grow, and which line lets go? The stressed RTS-96 at a desk. */
describe('the loading ramp of RTS-96', () => {
  let page: Page;
  const id = (testId: string): Locator => page.getByTestId(testId);

  useApplication(({ page: opened }) => {
    page = opened;
  });

  it('can be read of in the published results before any network is open', async () => {
    await id('nav-studies').click();
    await id('published-b-rts96').click();
    await id('published').getByText('The stressed RTS-96').waitFor();
    // No verdict before there is something to judge.
    await id('published').getByText('Computed here: not yet').waitFor();
    expect(await id('published').innerText()).not.toMatch(/reproduced|paper is wrong/);
    expect(await id('study-loading-ramp').isDisabled()).toBe(true);
    await id('nav-home').click();
    await id('sample-rts96').click();
    await id('diagram').waitFor();
  });

  it('is found by name, and refuses at the form what cannot be followed', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('study: loading');
    await page.keyboard.press('Enter');
    await id('ramp-directed').selectOption({ label: 'a part of the network against another' });
    await id('dispatch-group').selectOption('areas');
    await page.getByRole('alert').getByText('Choose at least one of the areas').waitFor();
    expect(await id('study-run').isDisabled()).toBe(true);
    await id('dispatch-group-3').check();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('fills in the study of the paper, and answers three times', async () => {
    await id('rts96-fill').click();
    await page.keyboard.press('F5');
    const rows = id('ramp-answers').locator('tbody tr');
    await rows.first().waitFor({ timeout: 60_000 });
    const loadings = await rows.locator('td:nth-child(2)').allInnerTexts();
    const [predicted = NaN, exact = NaN, simulated = NaN] = loadings.map((text) =>
      Number.parseFloat(text),
    );
    expect(predicted).toBeCloseTo(2.277, 3);
    expect(exact).toBeCloseTo(2.296, 3);
    // The slow ramp is within half a point of the prediction, and reaches the exact loading.
    expect(Math.abs(simulated - predicted)).toBeLessThan(0.5);
    expect(Math.abs(simulated - exact)).toBeLessThan(0.01);
    for (const text of await rows.locator('td:nth-child(4)').allInnerTexts()) {
      expect(text).toBe('121–325');
    }
  });

  it('is chosen from a field on a small window, where no number loses its unit', async () => {
    await page.setViewportSize({ width: 1024, height: 700 });
    await id('study-picker').selectOption('reinforcement');
    await id('reinforcement-candidates').waitFor();
    await id('study-picker').selectOption('loading-ramp');
    const cells = id('ramp-answers').locator('td.pl-number');
    await cells.first().waitFor();
    const lines = await cells.evaluateAll((all) =>
      all.map((cell) => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
      }),
    );
    expect(lines).toHaveLength(6);
    expect(new Set(lines)).toEqual(new Set([1]));
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('follows the slider at once', async () => {
    await id('tab-loading').click();
    const first = id('lines-at-loading').locator('tbody tr').first();
    await id('loading-slider').fill('0');
    await page.getByText('every line within its limit').waitFor();
    const atRest = await first.innerText();
    await id('loading-slider').press('End');
    await page.getByText('1 line beyond the limit').waitFor();
    expect(await first.innerText()).toContain('121–325');
    expect(await first.innerText()).not.toBe(atRest);
  });

  it('lists the cascade of figure 5, and shows the cut in the network', async () => {
    await id('tab-cascade').click();
    const lines = await id('cascade').locator('tbody td:nth-child(2)').allInnerTexts();
    expect(lines).toEqual(['121–325', '223–318']);
    expect(await id('separation').innerText()).toContain('25 buses');
    const saved = page.waitForEvent('download');
    await id('small-table-csv').click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    expect(text.split('\r\n').map((line) => line.split(',')[1])).toEqual([
      'Line opens',
      ...lines,
      undefined,
    ]);
    expect(await brokenRules(page)).toEqual([]);
    await id('cascade-show').click();
    await id('highlight').waitFor();
    expect(await id('highlight').innerText()).toContain('cut');
  });
});
