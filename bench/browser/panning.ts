import type { Page } from 'playwright-core';

import type { Step } from './step.ts';

interface Panning {
  readonly 'panning, frames/s': number;
  readonly 'longest frame while panning, ms': number;
}

/** Two seconds of dragging the paper by the middle button, eight pixels a frame. */
export function measurePanning(page: Page, step: Step): Promise<Panning> {
  return step('panning', () =>
    page.evaluate(async () => {
      const paper = document.querySelector('[data-testid=diagram], [data-testid=overview]');
      if (!paper) throw new Error('There is no diagram to pan.');
      const { left, top, width, height } = paper.getBoundingClientRect();
      const at = { x: left + width / 2, y: top + height / 2 };
      const target = paper.querySelector('canvas') ?? paper;
      const send = (type: string, x: number, moved: number): void => {
        const common = {
          ...{ bubbles: true, cancelable: true, clientX: x, clientY: at.y, pointerId: 1 },
          ...{ button: 1, buttons: type.endsWith('up') ? 0 : 4 },
          ...{ movementX: moved, movementY: 0 },
        };
        target.dispatchEvent(new PointerEvent(type, common));
      };
      const capture = Element.prototype.setPointerCapture.bind(paper);
      Element.prototype.setPointerCapture = () => undefined;
      send('pointerdown', at.x, 0);
      const times: number[] = [];
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const begun = performance.now();
      let x = at.x;
      for (let step = 0; performance.now() - begun < 2000; step++) {
        const moved = step % 40 < 20 ? 8 : -8;
        x += moved;
        send('pointermove', x, moved);
        times.push(await frame());
      }
      send('pointerup', at.x, 0);
      Element.prototype.setPointerCapture = capture;
      const gaps = times.slice(1).map((time, k) => time - (times[k] ?? time));
      const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
      return {
        'panning, frames/s': gaps.length / seconds,
        'longest frame while panning, ms': Math.max(...gaps),
      };
    }),
  );
}
