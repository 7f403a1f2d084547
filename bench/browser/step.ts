import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { CDPSession, Page } from 'playwright-core';

/** Does one part of a measurement: bounded in time and, where asked, profiled. */
export type Step = <T>(name: string, run: () => Promise<T>) => Promise<T>;

/** A page that never answers must not hold the measurement for ever. */
const mostSeconds = 60;

/** `profiles` is the folder for processor profiles of the page, one a step; null for none. */
export async function stepOf(page: Page, of: string, profiles: string | null): Promise<Step> {
  const profiler = profiles === null ? null : await page.context().newCDPSession(page);
  await profiler?.send('Profiler.enable');
  return async (name, run) => {
    await profiler?.send('Profiler.start');
    const result = await inTime(run(), `${of}: “${name}” did not end within ${mostSeconds} s.`);
    if (profiler && profiles !== null) {
      await keepProfile(profiler, join(profiles, `${of}-${name}.cpuprofile`));
    }
    return result;
  };
}

async function inTime<T>(running: Promise<T>, complaint: string): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => {
      reject(new Error(complaint));
    }, mostSeconds * 1000);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(clock);
  }
}

async function keepProfile(profiler: CDPSession, file: string): Promise<void> {
  const { profile } = await profiler.send('Profiler.stop');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(profile));
}
