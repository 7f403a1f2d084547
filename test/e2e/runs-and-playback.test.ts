import { readFileSync } from 'node:fs';

import type { Download, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import type { RunningApplication } from './application.ts';
import { brokenRules } from './desk.ts';
import { useApplication } from './use-application.ts';

/** Curves, playback and the run queue of one planner, who loses the host in the middle of it. */
describe('simulations, their playback and the run queue', () => {
  let application: RunningApplication;
  let page: Page;
  const id = (testId: string): Locator => page.getByTestId(testId);
  const rows = (): Locator => page.getByTestId(/^queue-run-\d+$/);
  const time = async (): Promise<number> => parseFloat(await id('playback-time').innerText());

  useApplication(async (started) => {
    application = started;
    page = started.page;
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
    await id('nav-simulation').click();
  });

  async function simulate(seconds: string): Promise<void> {
    await id('duration').fill(seconds);
    await id('simulate-start').click();
  }

  it('lays the curves of two runs over each other, with a second axis', async () => {
    await simulate('10');
    await id('simulation-summary').waitFor();
    const outage = page.getByPlaceholder('such as 21–22');
    await outage.fill('21-22');
    await outage.press('Enter');
    await simulate('10');
    await page.getByText('Branch 21–22 out at 1 s, 10 s long').first().waitFor();
    await id('chart-line').getByText('23–24').first().waitFor();
    await id('overlay-runs').click();
    await page
      .getByTestId(/^overlay-\d+$/)
      .first()
      .check();
    await id('overlay-runs').click();
    await id('chart-line')
      .getByText(/No outage, 10 s long/)
      .waitFor();
    await id('second-axis').selectOption('order');
    await id('chart-theta').getByText('Whole (r)', { exact: true }).waitFor();
  });

  it('hands a chart on as vectors and as a table', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      id('chart-line').getByText('SVG').click(),
    ]);
    const svg = await contentOf(file);
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    for (const text of ['Line angle / °', 'Time / s', '23–24']) expect(svg).toContain(`>${text}<`);
    expect(svg.match(/<path /g)?.length).toBe(2);
    await id('chart-line').getByText('Copy').click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n')[0]?.split('\t').slice(0, 2)).toEqual(['Time / s', '23–24 / °']);
  });

  it('plays a run on the diagram by keys, with its machines on the phase circle', async () => {
    await id('tab-playback').click();
    await id('phasor-35').waitFor();
    await page.keyboard.press('e');
    expect(await time()).toBe(1);
    expect(await id('playback-time').innerText()).toContain('out: Branch 21–22');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await time()).toBe(2);
    await page.keyboard.press('ArrowRight');
    const next = await time();
    expect(next).toBeGreaterThan(2);
    expect(next).toBeLessThan(2.1);
    await page.keyboard.press('Space');
    await expect.poll(time).toBeGreaterThan(next + 0.3);
    // R begins a film of what is played, and ends it.
    await page.keyboard.press('r');
    const begun = await time();
    await expect.poll(time).toBeGreaterThan(begun + 0.3);
    const [film] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('r')]);
    expect(film.suggestedFilename()).toMatch(/^simulation-\d+\.webm$/);
    const bytes = readFileSync(await film.path());
    expect(bytes.subarray(0, 4).toString('hex'), 'the mark of Matroska').toBe('1a45dfa3');
    expect(bytes.length).toBeGreaterThan(2000);
    await page.keyboard.press('Space');
    await id('phasor-35').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => id('phasor-35').getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByTestId(/^phasor-\d+$/).count()).toBe(10);
  });

  it('has every run in a drawer that is worked by keys', async () => {
    await id('tab-curves').click();
    for (let k = 0; k < 3; k++) await simulate('100000');
    await page.keyboard.press('Alt+q');
    await expect.poll(() => rows().count()).toBe(5);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    const first = await rows().nth(0).getAttribute('data-testid');
    await expect.poll(focused).toBe(first);
    await page.keyboard.press('ArrowDown');
    const second = await rows().nth(1).getAttribute('data-testid');
    await expect.poll(focused).toBe(second);
    await page.keyboard.press('Space');
    await expect.poll(() => rows().nth(1).getAttribute('data-status')).toBe('paused');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => rows().nth(2).getAttribute('data-testid')).toBe(second);
    await page.keyboard.press('Delete');
    await expect.poll(() => id(second ?? '').getAttribute('data-status')).toBe('cancelled');
    await id('copy-command').click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(
      "phaselock study time-domain --network scenario-1.json --seed 1 --set 'duration=100000'",
    );
    await page.keyboard.press('Escape');
    await expect.poll(() => id('queue-panel').count()).toBe(0);
  });

  it('breaks no rule of accessibility, in either theme', async () => {
    await page.getByText('Branch 21–22 out at 1 s, 10 s long').first().click();
    await page.keyboard.press('Alt+q');
    await id('queue-log').getByText('Copy command').waitFor();
    for (const theme of ['light', 'dark']) {
      await id(`theme-${theme}`).dispatchEvent('click');
      for (const tab of ['curves', 'playback']) {
        await id(`tab-${tab}`).dispatchEvent('click');
        await id(tab === 'curves' ? 'chart-theta' : 'phasor-35').waitFor();
        expect(await brokenRules(page)).toEqual([]);
      }
    }
    await id('tab-curves').dispatchEvent('click');
    await page.keyboard.press('Escape');
  });

  it('loses nothing when the host is killed in the middle of a run and of an edit', async () => {
    await id('nav-network').click();
    await id('tab-branch').click();
    await id('table-branch').locator('.tabulator-row').nth(2).click();
    await page.keyboard.press('Space');
    await expect.poll(() => id('undo').isEnabled()).toBe(true);
    await expect.poll(() => id('save-state').getAttribute('data-state')).toBe('saved');
    await application.restart('kill');

    await page.keyboard.press('Alt+q');
    await expect.poll(() => rows().nth(0).getAttribute('data-status')).toBe('running');
    expect(await rows().nth(1).getAttribute('data-status')).toBe('queued');
    await id('queue-log')
      .getByText(/The program had ended/)
      .waitFor();
    for (let k = 0; k < 2; k++) {
      const first = await rows().nth(0).getAttribute('data-testid');
      await rows().nth(0).getByTestId('run-stop').click();
      await expect.poll(() => id(first ?? '').getAttribute('data-status')).toBe('cancelled');
    }
    await page.keyboard.press('Escape');
    await page
      .getByTestId(/^scenario-\d+$/)
      .first()
      .getByTestId('scenario-open')
      .click();
    await expect.poll(() => id('undo').isEnabled()).toBe(true);
  });
});

const contentOf = async (file: Download): Promise<string> =>
  readFileSync(await file.path(), 'utf8');
