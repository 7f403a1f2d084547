import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { brokenRules, deskOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { useApplication } from './use-application.ts';

interface Scene {
  readonly name: string;
  readonly enter: () => Promise<void>;
  readonly leave?: () => Promise<void>;
}

/** Every screen with something on it, and every dialog, by the rules of WCAG 2.1 AA. */
describe('accessibility of every screen and dialog, in both themes', () => {
  let page: Page;
  let desk: Desk;
  const id = (testId: string): Locator => desk.id(testId);
  const go = (screen: string): Promise<void> => desk.go(screen);
  const press = (keys: string): Promise<void> => page.keyboard.press(keys);
  /** The next key goes to a dialog as long as it is there. */
  const escape = async (): Promise<void> => {
    await press('Escape');
    await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  };
  const dialog = (): Promise<void> => page.locator('dialog[open]').first().waitFor();

  useApplication(async ({ page: opened }) => {
    page = opened;
    desk = deskOf(page);
    await id('sample-ieee39').click();
    await id('diagram').waitFor();
    await go('power-flow');
    await press('F5');
    await id('power-flow-summary').waitFor();
    await go('contingencies');
    await id('contingency-generate').click();
    await desk.says(id('contingency-count'), /56 of 56/);
    await press('F5');
    await id('screening-row-1').click();
    await id('simulate-outage').click();
    await id('duration').fill('5');
    await id('simulate-start').click();
    await id('simulation-summary').waitFor();
  });

  const study = (kind: string): Scene => ({
    name: `the study ${kind}`,
    enter: async () => {
      await go('studies');
      await id(`study-${kind}`).click();
    },
  });

  const scenes: readonly Scene[] = [
    { name: 'Home', enter: () => go('home') },
    { name: 'Network', enter: () => go('network') },
    {
      name: 'the menu of an element',
      enter: async () => {
        await id('find-element').fill('21-22');
        await press('Enter');
        await id('diagram').focus();
        await press('Shift+F10');
        await id('popup-menu').waitFor();
      },
      leave: escape,
    },
    {
      name: 'the data checks',
      enter: async () => {
        await press('F11');
        await id('data-checks').waitFor();
      },
    },
    { name: 'Power flow', enter: () => go('power-flow') },
    { name: 'Contingencies', enter: () => go('contingencies') },
    {
      name: 'the dialog that chooses outages',
      enter: async () => {
        await id('contingency-choose').click();
        await dialog();
      },
      leave: escape,
    },
    {
      name: 'the curves of a simulation',
      enter: async () => {
        await go('simulation');
        await id('disturbance').selectOption('fault');
        await id('fault-bus').fill('16');
        await id('tab-curves').click();
      },
    },
    {
      name: 'its playback',
      enter: async () => {
        await id('tab-playback').click();
        await id('phasor-35').waitFor();
      },
    },
    study('sync-condition'),
    study('monte-carlo'),
    study('loading-ramp'),
    study('simulated-disturbances'),
    study('reinforcement'),
    study('coherence'),
    study('critical-coupling'),
    study('statistical-correctness'),
    study('leading-indicator'),
    { name: 'Scenarios', enter: () => go('scenarios') },
    {
      name: 'the dialog of a new child',
      enter: async () => {
        await press('Control+d');
        await id('child-stressed').check();
        await id('dispatch-preview').waitFor();
      },
      leave: escape,
    },
    { name: 'Report', enter: () => go('report') },
    {
      name: 'the dialog that saves under a note',
      enter: async () => {
        await press('Control+s');
        await id('save-note').waitFor();
      },
      leave: escape,
    },
    {
      name: 'the command palette',
      enter: async () => {
        await press('Control+k');
        await id('palette-input').fill('16');
      },
      leave: escape,
    },
    {
      name: 'the list of numbers that are explained',
      enter: async () => {
        await press('F1');
        await dialog();
      },
      leave: escape,
    },
    {
      name: 'the run queue',
      enter: async () => {
        await press('Alt+q');
        await id('queue-panel').waitFor();
      },
      leave: () => press('Alt+q'),
    },
    {
      name: 'the dialog of synthetic networks',
      enter: async () => {
        await go('home');
        await id('create-synthetic').click();
        await id('synthetic-make').waitFor();
      },
      leave: escape,
    },
  ];

  it.each(scenes)('$name breaks no rule', async ({ enter, leave }) => {
    await enter();
    for (const theme of ['dark', 'light']) {
      // The dialog covers the switch; its event reaches it all the same.
      await id(`theme-${theme}`).dispatchEvent('click');
      // Colours fade from one theme to the other.
      await page.waitForTimeout(400);
      expect(await brokenRules(page), theme).toEqual([]);
    }
    await leave?.();
  });
});
