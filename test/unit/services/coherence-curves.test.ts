import { describe, expect, it } from 'vitest';

import { loadSample } from '../../../src-main/samples/samples.ts';
import { curveService } from '../../../src-main/services/curves.ts';
import { withCoherence } from '../../../src-main/services/reported-coherence.ts';
import { packResult } from '../../../src-main/store/study-results.ts';
import { reduceTimeDomain } from '../../../src-main/studies/time-domain/reduce.ts';
import { runTimeDomain } from '../../../src-main/studies/time-domain/run.ts';
import { modelOf } from '../../../src-main/equations/network/model-of.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import { timeDomainSpecSchema } from '../../../src-shared/studies/time-domain.ts';
import type { TimeDomainResult } from '../../../src-shared/studies/time-domain.ts';
import { aScenario, aStore, noon } from '../../fixtures/a-store.ts';
import { quietContext } from '../../fixtures/study-context.ts';

const grid = loadSample('rts96');
const subject = { kind: 'grid', grid } as const;
const trippedAt = 0.5;
const [tripped] = grid.branches.filter(({ from, to }) => from === 101 && to === 103);

const spec = timeDomainSpecSchema.parse({
  duration: 1,
  recordEvery: 0.1,
  events: [
    {
      kind: 'trip',
      time: trippedAt,
      element: { kind: 'branch', from: tripped!.from, to: tripped!.to, circuit: tripped!.circuit },
    },
  ],
});

async function aStoredSimulation(): Promise<{
  result: TimeDomainResult;
  curve: (signal: string) => Promise<Float64Array | null>;
  /** As a report has it. */
  reported: () => Promise<TimeDomainResult>;
}> {
  const context = quietContext();
  const result = reduceTimeDomain(subject, spec, [runTimeDomain(subject, spec, {}, context)]);
  const store = aStore();
  const scenarioId = aScenario(store, grid);
  const { id: revisionId } = store.revisions.commit(grid, noon);
  const runId = store.runs.create({
    scenarioId,
    revisionId,
    kind: 'time-domain',
    title: 'Trip',
    spec,
    seed: 1,
    engineVersion: 'test',
    machine: 'test',
    createdAt: noon,
  });
  store.results.write(runId, await packResult(result));
  const { curves } = curveService(store);
  return {
    result,
    reported: async () => {
      const run = store.runs.summary(runId)!;
      return (await withCoherence(store, { run, spec, result, figures: [] })).result;
    },
    curve: async (signal) => {
      const reply = await curves({ runId, signals: [signal], pixels: 1000 });
      return reply.curves[0]?.value ?? null;
    },
  };
}

describe('the coherence along a stored simulation', () => {
  it('is that of the whole, of an area, of a bus, by strength and over the lines in service', async () => {
    const { result, curve } = await aStoredSimulation();
    const { theta, nodes, time, orderParameter } = result;
    const n = nodes.length;
    const model = modelOf(subject, defaultModelOptions);
    const area = new Map(grid.buses.map((bus) => [bus.number, bus.area]));
    const at = (sample: number, node: number): number => theta[sample * n + node]!;
    const phasor = (sample: number, share: (node: number) => number): [number, number] => {
      let [x, y, total] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        x += share(i) * Math.cos(at(sample, i));
        y += share(i) * Math.sin(at(sample, i));
        total += share(i);
      }
      return [Math.hypot(x, y) / total, Math.atan2(y, x)];
    };
    const { edgeFrom, edgeTo, weight } = model.network;
    const couplings = (sample: number): Float64Array => {
      const here = weight.slice();
      const row = grid.branches.indexOf(tripped!);
      // The sample at the time of the event shows what it meets.
      if (time[sample]! > trippedAt) here[model.branchEdge[row]!]! -= model.branchCoupling[row]!;
      return here;
    };
    const [whole, areaCurve, unit, weighted, links] = await Promise.all(
      [
        'coherence',
        'coherence/area/2',
        'coherence/unit/213',
        'coherence/weighted',
        'coherence/links',
      ].map(curve),
    );
    time.forEach((_t, k) => {
      expect(whole![k]).toBe(orderParameter[k]);
      const [inArea] = phasor(k, (i) => (area.get(nodes[i]!) === 2 ? 1 : 0));
      expect(areaCurve![k]).toBeCloseTo(inArea, 12);
      const [, psi] = phasor(k, () => 1);
      expect(unit![k]).toBeCloseTo(Math.cos(at(k, nodes.indexOf(213)) - psi), 12);
      const a = couplings(k);
      const strength = new Float64Array(n);
      let [sum, total] = [0, 0];
      a.forEach((value, e) => {
        strength[edgeFrom[e]!]! += value;
        strength[edgeTo[e]!]! += value;
        sum += value * Math.cos(at(k, edgeFrom[e]!) - at(k, edgeTo[e]!));
        total += value;
      });
      expect(weighted![k]).toBeCloseTo(phasor(k, (i) => strength[i]!)[0], 12);
      expect(links![k]).toBeCloseTo(sum / total, 12);
    });
  });

  it('has a trailing mean, and the groups that stay together', async () => {
    const { result, curve } = await aStoredSimulation();
    const { orderParameter } = result;
    const windowed = await curve('coherence/window/0.3');
    const last = orderParameter.length - 1;
    const expected =
      (orderParameter[last]! + orderParameter[last - 1]! + orderParameter[last - 2]!) / 3;
    expect(windowed![last]).toBeCloseTo(expected, 12);
    const group = await curve('coherence/group/1');
    group!.forEach((C, k) => expect(C).toBeCloseTo(orderParameter[k]!, 12));
  });

  it('is in a report on every scale at once, as each is when asked for alone', async () => {
    const { result, curve, reported } = await aStoredSimulation();
    const { coherence } = await reported();
    const names = coherence.map(({ name }) => name);
    expect(names.slice(0, 6)).toEqual([
      ...['window/5', 'weighted', 'links', 'area/1', 'area/2', 'area/3'],
    ]);
    expect(names.filter((name) => name.startsWith('unit/'))).toHaveLength(12);
    for (const { name, value } of coherence) {
      const alone = await curve(`coherence/${name}`);
      expect(value).toHaveLength(result.time.length);
      value.forEach((C, k) => expect(C).toBeCloseTo(alone![k]!, 14));
    }
  });

  it('leaves out what the run does not have', async () => {
    const { curve } = await aStoredSimulation();
    const names = [
      'coherence/area/9',
      'coherence/group/7',
      'coherence/unit/1',
      'coherence/nonsense',
      'coherence/area',
    ];
    expect(await Promise.all(names.map(curve))).toEqual([null, null, null, null, null]);
  });
});
