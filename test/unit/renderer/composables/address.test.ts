import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';

import { useAddress } from '../../../../src-renderer/composables/address.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aScenario, keepsScenario, main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

describe('the address of the window', () => {
  const scope = effectScope();
  const location = { hash: '' };
  const entries: string[] = [];
  let frames: (() => void)[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    setActivePinia(createPinia());
    main.reset(keepsScenario().answers);
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
    vi.stubGlobal(
      'cancelAnimationFrame',
      (number: number) => (frames[number - 1] = () => undefined),
    );
    vi.stubGlobal('window', {
      location,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      history: {
        pushState(_data: unknown, _title: string, hash: string) {
          entries.push(hash);
          location.hash = hash;
        },
      },
    });
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const drawFrame = (): void => {
    const now = frames;
    frames = [];
    for (const run of now) run();
    vi.runAllTimers();
  };

  it('is written once the screen has been drawn: one entry for a scenario and its screen', async () => {
    scope.run(useAddress);
    await nextTick();
    drawFrame();
    expect(entries).toEqual(['#/home']);
    useWorkspace().scenario = aScenario({ id: 7 });
    await nextTick();
    useNavigation().go('network');
    await nextTick();
    expect(entries).toEqual(['#/home']);
    drawFrame();
    expect(entries).toEqual(['#/home', '#/network/7']);
    useNavigation().go('studies');
    useNavigation().go('network');
    await nextTick();
    drawFrame();
    expect(entries).toHaveLength(2);
  });
});
