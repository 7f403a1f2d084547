/**
 * What the network screen costs in a browser, on the built application:
 *
 *   node bench/browser/diagram.ts              prints the figures
 *   node bench/browser/diagram.ts --store      keeps them in bench/browser/figures.json
 *
 * Everything is measured in the page itself, so that driving the browser is not counted: tasks by
 * PerformanceObserver, frames by requestAnimationFrame. The browser draws in software.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Page } from 'playwright-core';

import { startApplication } from '../../test/e2e/application.ts';
import { referenceFile } from '../reference-case.ts';

interface Opening {
  readonly pictureMilliseconds: number;
  /** Longest single task between the click and half a second after the picture. */
  readonly longestTaskMilliseconds: number;
}

interface Figures {
  readonly case: string;
  readonly open: Opening;
  readonly panFramesPerSecond: number;
  readonly panLongestFrameMilliseconds: number;
  /** From the key to the painted picture and to the margin; null where the case is an overview. */
  readonly editPictureMilliseconds: number | null;
  readonly editMarginMilliseconds: number | null;
}

const { values: flags } = parseArgs({ options: { store: { type: 'boolean' } } });
const cases = ['case118', 'case300', 'case2383wp', 'case9241pegase'];
const figures: Figures[] = [];
const application = await startApplication();
try {
  for (const name of cases) {
    const file = referenceFile(name);
    if (!file) console.error(`${name}: its file is not beside the project, left out.`);
    else figures.push(await measureCase(application.page, name, fileURLToPath(file)));
  }
} finally {
  await application.close();
}
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1) ?? ''}`;
console.log(machine);
console.table(
  figures.map(({ open, ...rest }) => ({ ...rest, ...open })).map((row) => rounded(row)),
);
if (flags.store) {
  const target = new URL('./figures.json', import.meta.url);
  writeFileSync(target, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}

function rounded(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value) : value,
    ]),
  );
}

async function measureCase(page: Page, name: string, file: string): Promise<Figures> {
  await page.getByTestId('nav-home').click();
  await page.getByTestId('screen-home').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles(file);
  await page.getByTestId('import-accept').waitFor({ timeout: 60_000 });
  const open = await measureOpening(page);
  const pan = await measurePanning(page);
  const large = (await page.getByTestId('overview').count()) > 0;
  const edit = large ? null : await measureEdit(page);
  return {
    case: name,
    open,
    ...pan,
    editPictureMilliseconds: edit?.picture ?? null,
    editMarginMilliseconds: edit?.margin ?? null,
  };
}

/** From the click on the import's button to the first frame with all buses in it. */
function measureOpening(page: Page): Promise<Opening> {
  return page.evaluate(async () => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
    const begun = performance.now();
    document.querySelector<HTMLElement>('[data-testid=import-accept]')?.click();
    const ready = '[data-testid=diagram][data-drawn=true], [data-testid=overview][data-drawn=true]';
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    while (!document.querySelector(ready)) await frame();
    await frame();
    const pictureMilliseconds = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    observer.disconnect();
    return { pictureMilliseconds, longestTaskMilliseconds: Math.max(0, ...tasks) };
  });
}

/** Two seconds of dragging the paper by the middle button, eight pixels a frame. */
function measurePanning(
  page: Page,
): Promise<{ panFramesPerSecond: number; panLongestFrameMilliseconds: number }> {
  return page.evaluate(async () => {
    const paper = document.querySelector('[data-testid=diagram], [data-testid=overview]');
    if (!paper) throw new Error('There is no diagram to pan.');
    const { left, top, width, height } = paper.getBoundingClientRect();
    const at = { x: left + width / 2, y: top + height / 2 };
    const target = paper.querySelector('canvas') ?? paper;
    const send = (type: string, x: number): void => {
      const common = {
        ...{ bubbles: true, cancelable: true, clientX: x, clientY: at.y, pointerId: 1 },
        ...{ button: 1, buttons: type.endsWith('up') ? 0 : 4 },
        ...{ movementX: 8, movementY: 0 },
      };
      target.dispatchEvent(new PointerEvent(type, common));
    };
    const capture = Element.prototype.setPointerCapture.bind(paper);
    Element.prototype.setPointerCapture = () => undefined;
    send('pointerdown', at.x);
    const times: number[] = [];
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const begun = performance.now();
    for (let step = 0; performance.now() - begun < 2000; step++) {
      const sway = step % 40 < 20 ? step % 20 : 20 - (step % 20);
      send('pointermove', at.x + 8 * sway);
      times.push(await frame());
    }
    send('pointerup', at.x);
    Element.prototype.setPointerCapture = capture;
    const gaps = times.slice(1).map((time, k) => time - (times[k] ?? time));
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    return {
      panFramesPerSecond: gaps.length / seconds,
      panLongestFrameMilliseconds: Math.max(...gaps),
    };
  });
}

/** Switching the first branch out and in: medians of five, to the painted picture and margin. */
async function measureEdit(page: Page): Promise<{ picture: number; margin: number }> {
  const branch = (await page.getByTestId('margin-worst').innerText()).replace('–', '-');
  await page.getByTestId('find-element').fill(branch);
  await page.getByTestId('find-element').press('Enter');
  return page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const marginNow = (): string =>
      document.querySelector('[data-testid=margin-badge]')?.getAttribute('data-state') ?? '';
    const pictures: number[] = [];
    const margins: number[] = [];
    for (let k = 0; k < 6; k++) {
      const begun = performance.now();
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }),
      );
      await frame();
      await frame();
      pictures.push(performance.now() - begun);
      while (marginNow() !== 'current') await frame();
      await frame();
      margins.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[3] ?? NaN;
    return { picture: median(pictures), margin: median(margins) };
  });
}
