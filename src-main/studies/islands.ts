import { islandsOf } from '../../src-shared/grid/islands.ts';
import type { OscillatorDocument } from '../../src-shared/grid/oscillator-document.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { findIslands } from '../equations/network/islands.ts';
import type { NetworkModel } from '../equations/network/network-model.ts';

/** A part of a network that nothing joins to the rest, as a network of its own. */
export interface Island {
  /** Bus numbers, or identifiers of oscillators. */
  readonly ids: readonly number[];
  readonly alone: StudyNetwork;
}

/** The islands of a network but that of the model, the larger ones first; isolated buses are in none. */
export function otherIslands(subject: StudyNetwork, { nodes }: NetworkModel): Island[] {
  const inModel = new Set(nodes);
  const islands =
    subject.kind === 'grid' ? islandsOf(subject.grid) : islandsOfDocument(subject.document);
  return islands
    .filter((ids) => !ids.some((id) => inModel.has(id)))
    .sort((a, b) => b.length - a.length)
    .map((ids) => ({ ids, alone: onlyIsland(subject, new Set(ids)) }));
}

/** Edges with a = 0 join nothing. */
function islandsOfDocument({ nodes, edges }: OscillatorDocument): number[][] {
  const place = new Map(nodes.map(({ id }, node) => [id, node]));
  const coupled = edges.filter(({ a }) => a !== 0);
  const { of, count } = findIslands({
    n: nodes.length,
    edgeFrom: Int32Array.from(coupled, ({ from }) => place.get(from)!),
    edgeTo: Int32Array.from(coupled, ({ to }) => place.get(to)!),
  });
  const islands = Array.from({ length: count }, (): number[] => []);
  of.forEach((island, node) => islands[island]!.push(nodes[node]!.id));
  return islands;
}

/** The network with every bus outside the island isolated, or without the oscillators outside. */
function onlyIsland(subject: StudyNetwork, inside: ReadonlySet<number>): StudyNetwork {
  if (subject.kind === 'oscillators') {
    const { document } = subject;
    const nodes = document.nodes.filter(({ id }) => inside.has(id));
    const edges = document.edges.filter(({ from, to }) => inside.has(from) && inside.has(to));
    return { kind: 'oscillators', document: { ...document, nodes, edges } };
  }
  const { grid } = subject;
  const buses = grid.buses.map((bus) =>
    inside.has(bus.number) ? bus : ({ ...bus, type: 'isolated' } as const),
  );
  return { kind: 'grid', grid: { ...grid, buses } };
}
