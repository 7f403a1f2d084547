import { describe, expect, it } from 'vitest';

import { loadSample } from '../../../../src-main/samples/samples.ts';
import { runLoadingRamp } from '../../../../src-main/studies/loading-ramp/run.ts';
import { loadingRampSpecSchema } from '../../../../src-shared/studies/loading-ramp.ts';
import type { LoadingRampResult } from '../../../../src-shared/studies/loading-ramp.ts';
import { rts96Study, rts96Variants } from '../../../../src-shared/studies/rts96-study.ts';
import type { Rts96Variant } from '../../../../src-shared/studies/rts96-study.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import { withElements, withoutElement } from '../../../../src-renderer/composables/element-list.ts';
import {
  furthestLoading,
  linesAt,
  predictedMargin,
  simulatedMargins,
} from '../../../../src-shared/studies/loading-curve.ts';
import {
  newRampDraft,
  rampDraftOf,
  rampRequestOf,
} from '../../../../src-renderer/composables/ramp-draft.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const variants = Object.keys(rts96Variants) as Rts96Variant[];
const grid = loadSample('rts96');

describe('the form of the loading ramp', () => {
  it.each(variants)('holds the study of the paper, %s, and gives it back', (variant) => {
    const { model, tolerance, ...given } = rts96Study(variant);
    const asked = rampRequestOf(rampDraftOf(given), [], grid);
    expect(asked).toEqual({ request: given });
    expect(
      loadingRampSpecSchema.parse({ ...('request' in asked && asked.request), model, tolerance }),
    ).toEqual(rts96Study(variant));
  });

  it('asks for what the study asks for where nothing is filled in', () => {
    const asked = rampRequestOf(newRampDraft(), [], grid);
    expect(loadingRampSpecSchema.parse('request' in asked && asked.request)).toEqual(
      loadingRampSpecSchema.parse({}),
    );
  });

  const refused = (change: object): string => {
    const asked = rampRequestOf({ ...newRampDraft(), ...change }, [], grid);
    return 'missing' in asked ? asked.missing : '';
  };
  const { direction } = newRampDraft();
  const areas = (...numbers: number[]) => ({ kind: 'areas' as const, areas: numbers, zones: [] });

  it('says before the run what the network cannot follow', () => {
    const directed = { directed: true };
    expect(refused({ ...directed, direction: { ...direction, group: areas() } })).toMatch(/areas/);
    expect(refused({ ...directed, direction: { ...direction, group: areas(9) } })).toMatch(
      /Stress direction.*9/,
    );
    expect(refused({ lineLimits: [{ line: '101-399', angle: 0.2 }] })).toMatch(/101-399/);
    expect(refused({ lineLimits: [{ line: 'tie', angle: 0.2 }] })).toMatch(/“tie”/);
    expect(refused({ outages: [{ kind: 'generator', bus: 1, id: 'x' }] })).toMatch(/no longer/);
    expect(refused({ aboutAnswers: false, from: 5, to: 5 })).toMatch(/higher/);
    expect(refused({ aboutAnswers: false, simulates: false, from: 5, to: 5 })).toBe('');
  });
});

describe('the picture of a loading', () => {
  // One line of coupling 2, 0.4 p.u. at the base: arcsin(0.2 (1 + loading / 100)).
  const subject = {
    kind: 'oscillators' as const,
    document: anOscillatorDocument([0.4, -0.4], [[0, 1, 2]]),
  };
  const context = quietContext();
  const resultOf = (fields: object): LoadingRampResult =>
    runLoadingRamp(subject, loadingRampSpecSchema.parse(fields), {}, context);
  const limit = 0.5;
  const line = { from: 0, to: 1 };
  const result = resultOf({
    limits: 'none',
    edgeLimits: [{ ...line, angle: limit }],
    ramp: { from: 0, to: 200, durationSeconds: 400, holdSeconds: 0 },
  });

  it('has the angle of a single line in closed form, before and beyond its limit', () => {
    for (const loading of [0, 50, 139, 150, 300]) {
      const [only] = linesAt(result.perEdge, loading);
      const angle = Math.asin(0.2 * (1 + loading / 100));
      expect(only?.angle).toBeCloseTo(angle, 12);
      expect(only?.margin).toBeCloseTo(limit - angle, 12);
      expect(only?.use).toBeCloseTo(angle / limit, 12);
    }
    expect(linesAt(result.perEdge, 500)[0]?.angle).toBeNull();
    const [edge] = result.perEdge;
    expect(edge && predictedMargin(edge, result.predicted.loading ?? NaN)).toBeCloseTo(0, 12);
  });

  it('has the dots of the ramp on the prediction until the line opens, where it is exact', () => {
    const dots = simulatedMargins(result, line);
    expect(dots?.loading.length).toBeGreaterThan(20);
    expect(dots?.loading.length).toBeLessThanOrEqual(61);
    dots?.margin.forEach((margin, k) => {
      const loading = dots.loading[k] ?? NaN;
      const lag = 0.01;
      expect(Math.abs(margin - (limit - Math.asin(0.2 * (1 + loading / 100))))).toBeLessThan(lag);
    });
    expect(Math.min(...(dots?.loading ?? []))).toBe(0);
    expect(Math.max(...(dots?.loading ?? []))).toBeLessThanOrEqual(
      result.simulated?.loading ?? NaN,
    );
    expect(simulatedMargins(result, { from: 5, to: 6 })).toBeNull();
  });

  it('goes beyond every answer, and has a range where there is no answer', () => {
    expect(furthestLoading(result)).toBeGreaterThan(1.1 * 199);
    expect(furthestLoading(result)).toBeLessThan(1.1 * 201);
    const none = { ...result, curves: null, predicted: { ...result.predicted, loading: null } };
    expect(furthestLoading({ ...none, exact: { ...result.exact, loading: null } })).toBe(100);
  });
});

it('a list of elements has none twice', () => {
  const branch = (from: number, to: number): ElementRef => ({
    ...{ kind: 'branch', from, to, circuit: '1' },
  });
  const list = withElements([branch(1, 2)], [branch(1, 2), branch(2, 3)]);
  expect(list).toEqual([branch(1, 2), branch(2, 3)]);
  expect(withoutElement(list, branch(1, 2))).toEqual([branch(2, 3)]);
});
