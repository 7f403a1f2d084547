import { describe, expect, it } from 'vitest';

import { modelOfDocument } from '../../../../src-main/equations/network/document-model.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';

describe('bare oscillators', () => {
  it('turn with the synchronous frequency sum omega / sum D', () => {
    const document = anOscillatorDocument(
      [3, 1, 0],
      [
        [0, 1, 1],
        [1, 2, 1],
      ],
    );
    const damped = { ...document, nodes: document.nodes.map((node, i) => ({ ...node, D: i + 1 })) };
    // omega_sync = 4 / 6
    const { omega } = modelOfDocument(damped).network;
    [3 - 4 / 6, 1 - 8 / 6, 0 - 12 / 6].forEach((power, i) =>
      expect(omega[i]).toBeCloseTo(power, 14),
    );
  });

  it('keep their identifiers, and add parallel edges up', () => {
    const document = anOscillatorDocument(
      [1, -1],
      [
        [1, 0, 2],
        [0, 1, 3],
      ],
    );
    const model = modelOfDocument({
      ...document,
      nodes: document.nodes.map((node) => ({ ...node, id: 10 * (node.id + 1) })),
      edges: document.edges.map((edge) => ({
        ...edge,
        from: 10 * (edge.from + 1),
        to: 10 * (edge.to + 1),
      })),
    });
    expect([...model.nodes]).toEqual([10, 20]);
    expect([...model.network.weight]).toEqual([5]);
  });

  it('in several islands are those of the largest, in a frame of its own', () => {
    const model = modelOfDocument(
      anOscillatorDocument(
        [9, 3, 1, 0],
        [
          [1, 2, 1],
          [2, 3, 1],
        ],
      ),
    );
    expect([...model.nodes]).toEqual([1, 2, 3]);
    expect([...model.branchEdge]).toEqual([0, 1]);
    [3 - 4 / 3, 1 - 4 / 3, -4 / 3].forEach((power, i) =>
      expect(model.network.omega[i]).toBeCloseTo(power, 14),
    );
    expect(model.ignored).toMatchObject([{ topic: 'oscillators outside', amount: 1 }]);
  });

  it('are not joined by a coupling of 0, which is left out and told', () => {
    const model = modelOfDocument(
      anOscillatorDocument(
        [1, -1, 1, -1],
        [
          [0, 1, 0],
          [1, 2, 0],
          [2, 3, 2],
        ],
      ),
    );
    expect([...model.nodes]).toEqual([2, 3]);
    expect([...model.branchEdge]).toEqual([-1, -1, 0]);
    expect(model.ignored).toMatchObject([
      { amount: 2 },
      { topic: 'edges without coupling', amount: 2 },
    ]);
  });

  it('refuse what is no network', () => {
    expect(() => modelOfDocument(anOscillatorDocument([0, 0, 0], [[0, 1, 0]]))).toThrow(
      'No two oscillators are connected',
    );
    expect(() => modelOfDocument(anOscillatorDocument([0, 0], [[0, 7, 1]]))).toThrow(
      'oscillator 7',
    );
    const twice = anOscillatorDocument([0, 0], [[0, 1, 1]]);
    const [first] = twice.nodes;
    expect(() => modelOfDocument({ ...twice, nodes: [...twice.nodes, first!] })).toThrow('same id');
  });

  it('keep a phase shift, and refuse two of one edge', () => {
    const document = anOscillatorDocument(
      [1, -1],
      [
        [0, 1, 2],
        [0, 1, 3],
      ],
    );
    const shifted = { ...document, edges: document.edges.map((edge) => ({ ...edge, phi: 0.1 })) };
    expect([...modelOfDocument(shifted).network.phaseShift!]).toEqual([0.1]);
    const [edge, other] = shifted.edges;
    expect(() => modelOfDocument({ ...shifted, edges: [edge!, { ...other!, phi: 0 }] })).toThrow(
      'different phi',
    );
  });
});
