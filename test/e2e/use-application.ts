import { afterAll, afterEach, beforeAll, expect } from 'vitest';

import { startApplication } from './application.ts';
import type { RunningApplication } from './application.ts';

/**
 * The application for the tests of a `describe`: `enter` goes to where they begin, a test that fails
 * leaves a picture, and in the end the page has complained of nothing in its console.
 */
export function useApplication(
  enter: (application: RunningApplication) => Promise<void> | void,
): void {
  let application: RunningApplication | null = null;

  beforeAll(async () => {
    application = await startApplication();
    await enter(application);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const name = task.name.replaceAll(/[^\w]+/g, '-');
    await application?.page.screenshot({ path: `test-results/${name}.png` });
  });

  afterAll(async () => {
    const complaints = application?.complaints ?? [];
    await application?.close();
    expect(complaints).toEqual([]);
  });
}
