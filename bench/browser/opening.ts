import type { Page } from 'playwright-core';

import type { Step } from './step.ts';

interface Opening {
  /** From the choice of the file to its import report. */
  readonly 'file to report, ms': number;
  /** From the click that opens it to the first frame with all buses in it, layout included. */
  readonly 'report to picture, ms': number;
  readonly 'longest task while reading, ms': number;
  /** Until a second and a half after the picture. */
  readonly 'longest task while opening, ms': number;
}

/** A file is chosen, its import report accepted, and its picture waited for. */
export async function measureOpening(page: Page, file: string, step: Step): Promise<Opening> {
  await page.getByTestId('nav-home').click();
  await page.getByTestId('screen-home').waitFor();
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('import-open').click();
  const chooser = await choosing;
  const reading = await step('reading', async () => {
    await watchTasks(page);
    await chooser.element().evaluate((input) => {
      input.addEventListener('change', () => performance.mark('chosen'));
    });
    await chooser.setFiles(file);
    return until(page, '[data-testid=import-accept]', 0);
  });
  const opening = await step('opening', async () => {
    await page.evaluate(() => {
      performance.mark('chosen');
      document.querySelector<HTMLElement>('[data-testid=import-accept]')?.click();
    });
    const drawn = '[data-testid=diagram][data-drawn=true], [data-testid=overview][data-drawn=true]';
    return until(page, drawn, 1500);
  });
  return {
    'file to report, ms': reading.milliseconds,
    'longest task while reading, ms': reading.longestTask,
    'report to picture, ms': opening.milliseconds,
    'longest task while opening, ms': opening.longestTask,
  };
}

async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: { start: number; duration: number }[] = [];
    Object.assign(window, { benchTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        tasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask' });
  });
}

/** Time from the last mark to the frame in which something is there, and the longest task since. */
function until(
  page: Page,
  selector: string,
  rest: number,
): Promise<{ milliseconds: number; longestTask: number }> {
  return page.evaluate(
    async ({ selector, rest }) => {
      const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
      while (!document.querySelector(selector)) await frame();
      await frame();
      const begun = performance.getEntriesByName('chosen').at(-1)?.startTime ?? NaN;
      const milliseconds = performance.now() - begun;
      await new Promise((done) => setTimeout(done, rest));
      const { benchTasks } = window as unknown as {
        benchTasks: readonly { start: number; duration: number }[];
      };
      const since = benchTasks.filter(({ start }) => start >= begun - 1);
      return { milliseconds, longestTask: Math.max(0, ...since.map((task) => task.duration)) };
    },
    { selector, rest },
  );
}
