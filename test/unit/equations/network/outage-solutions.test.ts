import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { modelOfDocument } from '../../../../src-main/equations/network/document-model.ts';
import { modelOf } from '../../../../src-main/equations/network/model-of.ts';
import type { NetworkModel } from '../../../../src-main/equations/network/network-model.ts';
import { OutageCompiler } from '../../../../src-main/equations/network/outage.ts';
import type { Outage } from '../../../../src-main/equations/network/outage.ts';
import { OutageSolutions } from '../../../../src-main/equations/network/outage-solutions.ts';
import { Outages } from '../../../../src-main/equations/network/outages.ts';
import { edgeDifferences } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import { defaultModelOptions } from '../../../../src-shared/studies/model-options.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { linearSolution } from '../../../fixtures/oscillator-networks.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';

function solutionsOf(model: NetworkModel) {
  const { laplacian, theta } = linearSolution(model.network);
  const outages = new Outages(model, laplacian, theta);
  return { outages, solutions: new OutageSolutions(model, outages, laplacian, theta) };
}

/** The same, from the network without the edges, built and factorized from nothing. */
function rebuilt(model: NetworkModel, outages: Outages, outage: Outage): Float64Array {
  const { weight, omega, cutOff } = outages.remainder(outage);
  const { n, edgeFrom, edgeTo } = model.network;
  const gone = new Set(cutOff);
  const kept = [...weight.keys()].filter((e) => weight[e] !== 0 && !gone.has(edgeFrom[e]!));
  const rows = [...Array(n).keys()].filter((node) => !gone.has(node));
  const place = new Map(rows.map((node, row) => [node, row]));
  const { theta } = linearSolution({
    ...model.network,
    n: rows.length,
    edgeFrom: Int32Array.from(kept, (e) => place.get(edgeFrom[e]!)!),
    edgeTo: Int32Array.from(kept, (e) => place.get(edgeTo[e]!)!),
    weight: Float64Array.from(kept, (e) => weight[e]!),
    omega: Float64Array.from(rows, (node) => omega[node]!),
  });
  const full = new Float64Array(n);
  rows.forEach((node, row) => (full[node] = theta[row]!));
  const difference = edgeDifferences(model.network, full);
  return difference.map((d, e) => (kept.includes(e) ? d : 0));
}

describe('the solution after an outage of several elements', () => {
  it('of any pair is that of the network built without it, islands and all', () => {
    fc.assert(
      fc.property(
        connectedGraph({ maxNodes: 10, maxExtra: 8 }).chain((g) =>
          fc.tuple(fc.constant(g), balanced(g.n), fc.nat(), fc.nat()),
        ),
        ([{ from, to, weight }, omega, a, b]) => {
          const edges = Array.from(weight, (w, e) => [from[e]!, to[e]!, w] as const);
          const model = modelOfDocument(anOscillatorDocument([...omega], edges));
          const { outages, solutions } = solutionsOf(model);
          const [first, second] = [a % edges.length, b % edges.length];
          const pair = new Map([
            [first, model.network.weight[first]!],
            [second, model.network.weight[second]!],
          ]);
          const outage: Outage = { edges: pair, machines: [], loads: [] };
          const found = solutions.solve(outage)!;
          const expected = rebuilt(model, outages, outage);
          found.difference.forEach((d, e) => {
            expect(Math.abs(d - expected[e]!)).toBeLessThan(1e-8 * Math.max(1, Math.abs(d)));
          });
          expect([...found.cutOff]).toEqual([...outages.remainder(outage).cutOff]);
        },
      ),
      { seed: 2, numRuns: 150 },
    );
  });

  it('of branches, a machine and a load together is too', () => {
    const subject = { kind: 'grid', grid: loadSample('ieee39') } as const;
    const model = modelOf(subject, { ...defaultModelOptions, balance: 'proportional' });
    const { outages, solutions } = solutionsOf(model);
    const outage = new OutageCompiler(subject, model).compile('mixed', [
      { kind: 'branch', from: 16, to: 17, circuit: '1' },
      { kind: 'branch', from: 3, to: 4, circuit: '1' },
      { kind: 'generator', bus: 38, id: '1' },
      { kind: 'load', bus: 8, id: '1' },
    ]);
    const found = solutions.solve(outage)!;
    const expected = rebuilt(model, outages, outage);
    found.difference.forEach((d, e) => expect(d).toBeCloseTo(expected[e]!, 11));
  });
});
