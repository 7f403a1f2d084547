import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Locator, Page } from 'playwright-core';

/** What every planner at the desk does: wait, read, point at a bus, bring a file. */
export interface Desk {
  readonly id: (testId: string) => Locator;
  readonly go: (screen: string) => Promise<void>;
  /** Norm of the condition, as the badge shows it; NaN while it shows none. */
  readonly norm: () => Promise<number>;
  readonly title: () => Promise<string>;
  readonly says: (target: Locator, text: RegExp) => Promise<void>;
  readonly busAt: (bus: number) => Promise<Point>;
  readonly settledBusAt: (bus: number) => Promise<Point>;
  readonly openFile: (opener: Locator, file: string) => Promise<void>;
  readonly fillClipboard: (text: string) => Promise<void>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function deskOf(page: Page): Desk {
  const id = (testId: string): Locator => page.getByTestId(testId);
  const busAt = async (bus: number): Promise<Point> => {
    await until(async () => (await pointOf(page, bus)) !== null, `bus ${bus} is drawn`);
    return (await pointOf(page, bus)) ?? { x: 0, y: 0 };
  };
  return {
    id,
    busAt,
    go: async (screen) => {
      await id(`nav-${screen}`).click();
      // Its code may still be on the way, and with it its keys.
      await id(`screen-${screen}`).locator('> *').first().waitFor();
    },
    norm: async () => Number(await id('margin-norm').innerText()),
    title: () => id('inspector-title').innerText(),
    says: (target, text) =>
      until(
        async () => text.test((await target.allInnerTexts()).join(' ')),
        async () => `${String(text)} in “${(await target.allInnerTexts()).join(' ')}”`,
      ),
    settledBusAt: async (bus) => {
      let last = await busAt(bus);
      await until(async () => {
        await page.waitForTimeout(700);
        const now = await busAt(bus);
        const rests = distance(now, last) === 0;
        last = now;
        return rests;
      }, 'the diagram rests');
      return last;
    },
    openFile: async (opener, file) => {
      const choosing = page.waitForEvent('filechooser');
      await opener.click();
      await (await choosing).setFiles(file);
    },
    fillClipboard: (text) => page.evaluate((copied) => navigator.clipboard.writeText(copied), text),
  };
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export async function dragBy(page: Page, from: Point, by: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 8 });
  await page.mouse.up();
}

/** Waits until it holds; what does not hold yet because it is not there yet is waited for too. */
export async function until(
  holds: () => Promise<boolean>,
  wanted: string | (() => Promise<string>) = String(holds),
  milliseconds = 30_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) {
      const what = typeof wanted === 'string' ? wanted : await wanted();
      throw new Error(`Not within ${milliseconds} ms: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** The rules of WCAG 2.1, levels A and AA, that the page as it stands breaks. */
export async function brokenRules(page: Page): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(readFileSync(axe, 'utf8'));
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await checker.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    });
    return violations.flatMap(({ help, nodes }) =>
      nodes.slice(0, 5).map(({ target }) => `${help}: ${target.join(' ')}`),
    );
  });
}

/** The application tells where a bus is in the window; null where it is not drawn yet. */
function pointOf(page: Page, bus: number): Promise<Point | null> {
  return page.evaluate((number) => {
    const { phaselockDiagram } = window as unknown as {
      phaselockDiagram?: { readonly renderedPosition: (bus: number) => Point | null };
    };
    return phaselockDiagram?.renderedPosition(number) ?? null;
  }, bus);
}
