import { resolve } from 'node:path';

import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` is everything that needs no build; `e2e` drives the built application in a
 * browser, one file after the other.
 */
export default defineConfig({
  plugins: [vue()],
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    // Vitest would leave one processor idle; most of what runs here is numbers.
    maxWorkers: '100%',
    // The command line and its threads start from source in many tests: half the time of a start.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/node') },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['test/setup.ts'],
          include: [
            'test/{unit,properties,reference,integration,snapshots,regressions,architecture}/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // A machine that does much else at a time is no defect.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
