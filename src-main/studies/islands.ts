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
  return islandsOf(subject)
    .filter((ids) => !ids.some((id) => inModel.has(id)))
    .sort((a, b) => b.length - a.length)
    .map((ids) => ({ ids, alone: onlyIsland(subject, new Set(ids)) }));
}

function islandsOf(subject: StudyNetwork): number[][] {
  const { ids, pairs } = graphOf(subject);
  const place = new Map(ids.map((id, node) => [id, node]));
  const joined = pairs.filter((ends) => ends.every((id) => place.has(id)));
  const { of, count } = findIslands({
    n: ids.length,
    edgeFrom: Int32Array.from(joined, ([from]) => place.get(from)!),
    edgeTo: Int32Array.from(joined, ([, to]) => place.get(to)!),
  });
  const islands = Array.from({ length: count }, (): number[] => []);
  of.forEach((island, node) => islands[island]!.push(ids[node]!));
  return islands;
}

interface Joined {
  readonly ids: readonly number[];
  readonly pairs: readonly (readonly [from: number, to: number])[];
}

function graphOf(subject: StudyNetwork): Joined {
  if (subject.kind === 'oscillators') {
    const { nodes, edges } = subject.document;
    const coupled = edges.filter(({ a }) => a !== 0);
    return {
      ids: nodes.map(({ id }) => id),
      pairs: coupled.map(({ from, to }) => [from, to]),
    };
  }
  const { buses, branches } = subject.grid;
  const closed = branches.filter(({ inService }) => inService);
  return {
    ids: buses.filter(({ type }) => type !== 'isolated').map(({ number }) => number),
    pairs: closed.map(({ from, to }) => [from, to]),
  };
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
