import { describe, expect, it } from 'vitest';

import { compileSwingKernel } from '../../../../build/compile-kernels.mjs';
import { planCoherence } from '../../../../src-main/studies/coherence/plan.ts';
import type { CoherenceChunk } from '../../../../src-main/studies/coherence/plan.ts';
import { reduceCoherence } from '../../../../src-main/studies/coherence/reduce.ts';
import { runCoherence } from '../../../../src-main/studies/coherence/run.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import type { StudySubject } from '../../../../src-shared/studies/catalogue.ts';
import { coherenceSpecSchema } from '../../../../src-shared/studies/coherence.ts';
import type { CoherenceResult } from '../../../../src-shared/studies/coherence.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const nothing: StudySubject = { kind: 'none' };

function study(
  fields: object,
  subject = nothing,
  chunks?: readonly CoherenceChunk[],
): CoherenceResult {
  const spec = coherenceSpecSchema.parse(fields);
  const context = quietContext({ seed: 7 });
  const parts = (chunks ?? planCoherence(subject, spec).chunks).map((chunk) =>
    runCoherence(subject, spec, chunk, context),
  );
  return reduceCoherence(subject, spec, parts);
}

const issuesOf = (fields: object): string[] => {
  const parsed = coherenceSpecSchema.safeParse(fields);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('an ensemble of oscillators', () => {
  const ensemble = { n: 10, samples: 9, K: [0.5, 3], duration: 4, dt: 0.02 };

  it('does not depend on how its draws are cut, but for the last bits of sums', () => {
    const whole = study(ensemble, nothing, [{ kind: 'draws', from: 0, to: 9 }]);
    const cut = study(ensemble, nothing, [
      { kind: 'draws', from: 0, to: 4 },
      { kind: 'draws', from: 4, to: 5 },
      { kind: 'draws', from: 5, to: 9 },
    ]);
    cut.perK.forEach((at, k) => {
      expect(at.spread!.draws).toEqual(whole.perK[k]!.spread!.draws);
      at.coherence.forEach((C, sample) =>
        expect(C).toBeCloseTo(whole.perK[k]!.coherence[sample]!, 13),
      );
    });
  });

  it('has for each draw the coherence of the same oscillators run alone', () => {
    const { perK } = study(ensemble);
    const lone = study({ ...ensemble, samples: 1 });
    perK.forEach((at, k) => expect(at.spread!.draws[0]).toBe(lone.perK[k]!.spread!.draws[0]));
  });

  it('is incoherent below the onset and coherent above it, for every law', () => {
    for (const distribution of ['normal', 'lorentzian', 'uniform'] as const) {
      const { perK, criticalCoupling, floor } = study({
        ...{ n: 200, samples: 4, distribution, duration: 40, dt: 0.05 },
        K: [0.2, 4],
      });
      expect(criticalCoupling.value).toBeGreaterThan(0.2);
      expect(criticalCoupling.value).toBeLessThan(4);
      expect(perK[0]!.meanCoherence).toBeLessThan(3 * floor);
      expect(perK[1]!.meanCoherence).toBeGreaterThan(0.6);
    }
  });

  it('of a Lorentzian law follows the closed form sqrt(1 - Kc / K)', () => {
    const { perK } = study({
      ...{ n: 1000, samples: 2, distribution: 'lorentzian', spread: 0.5, K: [2], dt: 0.05 },
      duration: 60,
    });
    expect(perK[0]!.meanCoherence).toBeCloseTo(Math.sqrt(1 - 1 / 2), 1);
  });

  it('draws an empirical law from the values given', () => {
    const same = study({ ...ensemble, values: [3, 3], distribution: 'empirical', K: [1] });
    expect(same.criticalCoupling).toMatchObject({ gZero: null, value: 0 });
    expect(same.perK[0]!.meanCoherence).toBeGreaterThan(0.2);
  });

  it('with disordered couplings weighs by strength, and sets in earlier', () => {
    const disordered = study({ ...ensemble, couplingDisorder: 0.5 });
    const plain = study(ensemble);
    expect(disordered.criticalCoupling.value).toBeCloseTo(
      plain.criticalCoupling.value / Math.exp(0.25),
      12,
    );
    const [, strong] = disordered.perK;
    expect(strong!.weighted.mean).not.toBeCloseTo(strong!.meanCoherence, 3);
    plain.perK.forEach((at) => expect(at.weighted.mean).toBeCloseTo(at.meanCoherence, 12));
  });

  it('speaks the words of its preset and keeps to its laws', () => {
    const thermal = study({ ...ensemble, preset: 'thermal-transport' });
    expect(thermal.preset).toBe('thermal-transport');
    expect(thermal.criticalCoupling.distribution).toBe('uniform');
    expect(thermal.criticalCoupling.rule).toContain('strengths');
  });

  it('says in how many draws a statement holds, by its own list', () => {
    const { statements, perK } = study({
      ...ensemble,
      statements: [
        { K: 3, above: 0.5 },
        { K: 9, below: 1 },
      ],
    });
    expect(statements).toHaveLength(1);
    const [{ mean, curve, wholeCurve }] = statements as [(typeof statements)[number]];
    const held = perK[1]!.spread!.draws.filter((C) => C > 0.5).length;
    expect(mean.share).toBe(held / 9);
    expect(curve.share).toBeLessThanOrEqual(mean.share);
    expect(wholeCurve.share).toBeLessThanOrEqual(curve.share);
    expect(mean.low).toBeLessThanOrEqual(mean.share);
    expect(mean.high).toBeGreaterThanOrEqual(mean.share);
  });
});

describe('the coherence on a network', () => {
  const n = 6;
  const omega = [0.5, -0.2, 0.1, -0.6, 0.3, -0.1];
  const theta0 = [0, 1, 2, 3, 4, 5];
  const edges: [number, number, number][] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) edges.push([i, j, 1 / n]);
  const complete: StudySubject = {
    kind: 'oscillators',
    document: anOscillatorDocument(omega, edges),
  };

  it('of a complete graph is that all to all', () => {
    const asked = { K: [0.8, 2], theta0, duration: 10, dt: 0.01 };
    const onGraph = study(
      { ...asked, groups: complete.document.nodes.slice(0, 3).map(({ id }) => [id]) },
      complete,
    );
    const allToAll = study({ ...asked, omega });
    expect([onGraph.mode, allToAll.mode]).toEqual(['network', 'given']);
    onGraph.perK.forEach((at, k) => {
      const other = allToAll.perK[k]!;
      expect(at.meanCoherence).toBeCloseTo(other.meanCoherence, 10);
      expect(at.weighted.mean).toBeCloseTo(other.weighted.mean, 10);
      expect(at.local[0]!.mean).toBeCloseTo(1, 12);
      // Without self-links: (n C² - 1) / (n - 1).
      const expected = (n * other.links.final - 1) / (n - 1);
      expect(at.links.final).toBeCloseTo(expected, 10);
    });
  });

  it('is the same to the bit in the kernel of the swing equations', async () => {
    const swing = new WebAssembly.Module(await compileSwingKernel());
    const spec = coherenceSpecSchema.parse({ K: [2], theta0, duration: 3, dt: 0.01 });
    const context = quietContext({ seed: 7 });
    const chunk = { kind: 'coupling', K: 2 } as const;
    const [fast, slow] = [{ meanField: null, swing }, undefined].map((kernels) =>
      runCoherence(complete, spec, chunk, context, kernels),
    );
    expect(fast).toEqual(slow);
  });

  it('of a grid comes with its areas, and takes a step that is stable', () => {
    const grid = loadSample('rts96');
    const result = study({ K: [1], duration: 2 }, { kind: 'grid', grid });
    const areas = [...new Set(grid.buses.map(({ area }) => area))].sort((a, b) => a - b);
    expect(result.perK[0]!.local.map(({ name }) => name)).toEqual(
      areas.map((area) => `area ${area}`),
    );
    expect(result.dt).toBeLessThan(0.01);
    expect(result.perK[0]!.coherence.every((C) => C >= 0 && C <= 1 + 1e-12)).toBe(true);
    expect(result.ignored.some(({ topic }) => topic === 'inertia')).toBe(true);
  });

  it.each([
    [{ theta0: [1] }, /theta0: it has 1 values, but the network has 6/],
    [{ groups: [[99]] }, /groups: there is no node 99/],
    [{ groups: 'areas' }, /"areas" needs a power network/],
    [{ dt: 9, duration: 20 }, /dt: 9 s is too long: RK4 is stable on this network/],
  ])('refuses %j', (fields, message) => {
    expect(() => study({ K: [1], ...fields }, complete)).toThrow(message);
  });

  it('names the oscillator that has no damping, as inertia is left out', () => {
    const document = anOscillatorDocument([0.1, -0.1], [[0, 1, 1]]);
    const nodes = document.nodes.map((node) => (node.id === 1 ? { ...node, M: 1, D: 0 } : node));
    const subject: StudySubject = { kind: 'oscillators', document: { ...document, nodes } };
    expect(() => study({ K: [1], coupling: 'network' }, subject)).toThrow(/Oscillator 1 has D = 0/);
  });

  it('refuses the network where there is none', () => {
    expect(() => study({ coupling: 'network' })).toThrow(/needs a network/);
  });
});

describe('a wrong request is refused at its field', () => {
  it.each([
    [{ K: [1, -2] }, 'K.1: A coupling cannot be negative.'],
    [{ K: [] }, 'K: Give at least one coupling.'],
    [{ omega: [1, 2], theta0: [0] }, 'theta0: It has 1 values, but omega has 2'],
    [{ omega: [1, NaN] }, 'omega.1:'],
    [{ omega: [1, 2], groups: [[0, 2]] }, 'groups: 2 is no place in omega'],
    [{ omega: [1, 2], weights: [0, 0] }, 'weights: All weights are 0'],
    [
      { omega: [1, 2], K: [5], dt: 0.6 },
      'dt: 0.6 s is too long: RK4 is stable at K = 5 up to 0.56 s',
    ],
    [{ n: 1 }, 'n: Two oscillators are the least.'],
    [{ spread: -1 }, 'spread: A spread must be more than 0.'],
    [{ distribution: 'empirical' }, 'values: An empirical distribution needs'],
    [{ from: 60 }, 'from: It lies behind the end at 50 s.'],
    [{ from: 20, to: 10 }, 'to: It lies before from, 20 s.'],
    [{ dt: -1 }, 'dt: It must be more than 0 s.'],
  ])('%j', (fields, message) => {
    expect(issuesOf(fields).join('\n')).toContain(message);
  });

  it('a step that is unstable is refused for the default ensemble too', () => {
    expect(() => study({ dt: 1 })).toThrow(/dt: 1 s is too long: RK4 is stable at K = 5/);
  });

  it('and a run without end by its samples', () => {
    expect(() => study({ n: 1e6, samples: 1e6 })).toThrow(/samples: 1000000 draws/);
  });
});
