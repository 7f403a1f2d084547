import type { Page } from 'playwright-core';

import type { Step } from './step.ts';

type Gesture = 'switch' | 'field' | 'cell';

interface Times {
  readonly picture: number;
  readonly margin: number;
  /** Of the window's main thread, until the margin is painted and until all has followed. */
  readonly processorToMargin: number;
  readonly processor: number;
}

const gestures: readonly { readonly gesture: Gesture; readonly words: string }[] = [
  { gesture: 'switch', words: 'switching a branch' },
  { gesture: 'field', words: 'a load in the inspector' },
  { gesture: 'cell', words: 'a load in the table' },
];

/**
 * The three ways to change the network, each done seven times: medians from the key to the painted
 * picture and to the painted margin. The branch is the worst one, the load the first of the table.
 * An edit that changes nothing in the picture has it when the margin is there.
 */
export async function measureEdits(page: Page, step: Step): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  await announceDrawing(page);
  for (const { gesture, words } of gestures) {
    await prepare(page, gesture);
    const times = await step(`editing-${gesture}`, () => repeat(page, gesture));
    const middle = (key: keyof Times): number => median(times.map((time) => time[key]));
    figures[`${words}: to the picture, ms`] = middle('picture');
    figures[`${words}: to the margin, ms`] = middle('margin');
    figures[`${words}: processor time to the margin, ms`] = middle('processorToMargin');
    figures[`${words}: processor time in all, ms`] = middle('processor');
  }
  return figures;
}

/** Both kinds of picture begin with a rectangle on a canvas of the page. */
async function announceDrawing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const paper = CanvasRenderingContext2D.prototype;
    for (const name of ['clearRect', 'fillRect'] as const) {
      const draw = Reflect.get(paper, name);
      paper[name] = function (...box) {
        draw.apply(this, box);
        if (this.canvas.isConnected) dispatchEvent(new Event('picture-drawn'));
      };
    }
  });
}

async function prepare(page: Page, gesture: Gesture): Promise<void> {
  if (gesture === 'switch') {
    const worst = (await page.getByTestId('margin-worst').innerText()).replace('–', '-');
    await page.getByTestId('find-element').fill(worst);
    await page.getByTestId('find-element').press('Enter');
  } else {
    await page.getByTestId('tab-load').click();
    await page.locator('[data-testid=table-load] .tabulator-row').first().click();
    await page.getByTestId('field-pMw').waitFor();
  }
  // The picture comes to rest and what is in sight is drawn in full.
  await page.waitForTimeout(1500);
}

/** The first of eight warms up. */
async function repeat(page: Page, gesture: Gesture): Promise<Times[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const processorTime = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  const times: Times[] = [];
  for (let k = 0; k < 8; k++) {
    const before = await processorTime();
    const { picture, margin } = await edit(page, gesture, String(20 + k));
    const processorToMargin = (await processorTime()) - before;
    await page.waitForTimeout(400);
    const processor = (await processorTime()) - before;
    times.push({ picture, margin, processorToMargin, processor });
  }
  await session.detach();
  return times.slice(1);
}

function edit(
  page: Page,
  gesture: Gesture,
  value: string,
): Promise<{ picture: number; margin: number }> {
  return page.evaluate(
    async ({ gesture, value }) => {
      const key = (name: string): KeyboardEvent =>
        new KeyboardEvent('keydown', {
          ...{ key: name, keyCode: name === 'Enter' ? 13 : 32, bubbles: true, cancelable: true },
        });
      /** Types into a field; what is timed is the key that ends it. */
      const typed = (field: HTMLInputElement | null): HTMLInputElement => {
        if (!field) throw new Error('There is no field to type into.');
        field.focus();
        field.value = value;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        return field;
      };
      const cell = '[data-testid=table-load] .tabulator-row [tabulator-field=pMw]';
      let target: HTMLElement = document.body;
      if (gesture === 'field') target = typed(document.querySelector('[data-testid=field-pMw]'));
      if (gesture === 'cell') {
        document.querySelector(cell)?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
        target = typed(document.querySelector(`${cell} input`));
      }
      /** The end of the frame that is under way. */
      const frameEnd = (): Promise<number> =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      const painted = (): Promise<number> =>
        new Promise((resolve) => requestAnimationFrame(() => void frameEnd().then(resolve)));
      const drawn = new Promise((resolve) => {
        addEventListener('picture-drawn', resolve, { once: true });
      });
      const badge = document.querySelector('[data-testid=margin-badge]');
      let evaluates = false;
      const margin = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          const state = badge?.getAttribute('data-state');
          evaluates ||= state === 'computing';
          if (!evaluates || state !== 'current') return;
          observer.disconnect();
          resolve();
        }).observe(document.body, { subtree: true, attributeFilter: ['data-state'] });
      });
      const begun = performance.now();
      target.dispatchEvent(key(gesture === 'switch' ? ' ' : 'Enter'));
      const answered = margin.then(painted);
      const picture = (await Promise.race([drawn.then(frameEnd), answered])) - begun;
      return { picture, margin: (await answered) - begun };
    },
    { gesture, value },
  );
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
