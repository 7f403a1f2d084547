import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import type { EffectScope } from 'vue';

import { useAwaitedMargin } from '../../../../src-renderer/components/network/awaited-margin.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aMargin, main } from '../../../fixtures/a-main-process.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

describe('the wait for the margin of an edit', () => {
  const scopes: EffectScope[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    setActivePinia(createPinia());
    main.reset({});
  });
  afterEach(() => {
    scopes.splice(0).forEach((scope) => scope.stop());
    vi.useRealTimers();
  });

  function answer(milliseconds: number) {
    const workspace = useWorkspace();
    workspace.margin = { ...aMargin(), milliseconds };
    workspace.marginState = 'current';
    return workspace;
  }

  /** A margin that was found in so many milliseconds. */
  function foundIn(milliseconds: number) {
    const workspace = answer(milliseconds);
    const scope = effectScope();
    scopes.push(scope);
    const awaited = scope.run(useAwaitedMargin);
    if (!awaited) throw new Error('The scope did not run.');
    return { workspace, awaited };
  }

  it('begins with the edit, before anything is drawn, and ends with the answer', () => {
    const { workspace, awaited } = foundIn(5);
    expect(awaited.value).toBe(false);
    workspace.marginState = 'computing';
    expect(awaited.value).toBe(true);
    workspace.marginState = 'current';
    expect(awaited.value).toBe(false);
  });

  it('ends with an answer that failed', () => {
    const { workspace, awaited } = foundIn(5);
    workspace.marginState = 'computing';
    workspace.marginState = 'failed';
    expect(awaited.value).toBe(false);
  });

  it('is given up after two frames: the edit must be seen', () => {
    const { workspace, awaited } = foundIn(5);
    workspace.marginState = 'computing';
    vi.advanceTimersByTime(33);
    expect(awaited.value).toBe(false);
    expect(workspace.marginState).toBe('computing');
  });

  it('does not begin where answers take longer, nor before the first one', () => {
    const { workspace, awaited } = foundIn(80);
    workspace.marginState = 'computing';
    expect(awaited.value).toBe(false);
    answer(5);
    workspace.margin = null;
    workspace.marginState = 'computing';
    expect(awaited.value).toBe(false);
  });

  it('is not given up for one late answer, but for several', () => {
    const { workspace, awaited } = foundIn(8);
    workspace.marginState = 'computing';
    const waits = [60, 60, 8].map((milliseconds) => {
      answer(milliseconds);
      workspace.marginState = 'computing';
      return awaited.value;
    });
    expect(waits).toEqual([true, false, true]);
  });

  it('of an edit is not cut short by the limit of the one before', () => {
    const { workspace, awaited } = foundIn(5);
    workspace.marginState = 'computing';
    vi.advanceTimersByTime(20);
    workspace.marginState = 'current';
    workspace.marginState = 'computing';
    vi.advanceTimersByTime(20);
    expect(awaited.value).toBe(true);
  });
});
