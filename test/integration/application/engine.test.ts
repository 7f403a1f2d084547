import { afterEach, describe, expect, it } from 'vitest';

import { createEngine } from '../../../src-main/services/engine.ts';
import type { Engine } from '../../../src-main/services/engine.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import { oscillatorDocumentSchema } from '../../../src-shared/grid/oscillator-document.ts';
import { specSchemas } from '../../../src-shared/studies/catalogue.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { workerUrl } from '../../fixtures/an-application.ts';

const engines: Engine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));

function anEngine(): Engine {
  const engine = createEngine({ workerUrl, workers: 1 });
  engines.push(engine);
  return engine;
}

const spec = specSchemas['sync-condition'].parse({});

/** Two oscillators on one spring: the norm is |omega| / a, the angle its arcsine. */
const pair: StudyNetwork = {
  kind: 'oscillators',
  document: oscillatorDocumentSchema.parse({
    format: 'phaselock-oscillators',
    version: 1,
    nodes: [
      { id: 1, omega: 0.6 },
      { id: 2, omega: -0.6 },
    ],
    edges: [{ from: 1, to: 2, a: 1.5 }],
  }),
};

describe('the engine without a store', () => {
  it('answers a question whose answer is known in closed form', async () => {
    const question = { kind: 'sync-condition', network: pair, spec, seed: 1 } as const;
    const { norm, equilibrium } = await anEngine().run(question);
    expect(norm).toBeCloseTo(0.4, 12);
    expect(equilibrium.maxAngleDifference).toBeCloseTo(Math.asin(0.4), 10);
  });

  it('says in words why a network has no answer', async () => {
    const network = { kind: 'grid', grid: emptyGrid } as const;
    const reply = anEngine().run({ kind: 'sync-condition', network, spec, seed: 1 });
    await expect(reply).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([0, -1, 1.5, NaN])('refuses %d threads, with the remedy', (workers) => {
    expect(() => createEngine({ workerUrl, workers })).toThrow(/whole number from 1: leave it out/);
  });
});
