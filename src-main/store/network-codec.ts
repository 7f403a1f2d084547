import { createHash } from 'node:crypto';

import type { Generator, GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { packText, unpackText } from './compression.ts';
import type { Packed } from './compression.ts';

/** SHA-256 of the network's document text, so `sha256sum` of an exported file shows the same. */
export const contentHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

export const packNetwork = (grid: GridCase): Packed => packText(gridDocumentText(grid));

/** The text was written by this program, so it is read without checking its shape again. */
export function unpackNetwork(packed: Packed): GridCase {
  return readNetworkText(unpackText(packed));
}

export function readNetworkText(text: string): GridCase {
  const { network } = JSON.parse(text) as { network: GridCase };
  return text.includes('Inf"')
    ? { ...network, generators: network.generators.map(withLimits) }
    : network;
}

/** Limits without end stand in the text as the words 'Inf' and '-Inf'. */
function withLimits(generator: Generator): Generator {
  const { pMinMw, pMaxMw, qMinMvar, qMaxMvar } = generator;
  return {
    ...generator,
    pMinMw: limit(pMinMw),
    pMaxMw: limit(pMaxMw),
    qMinMvar: limit(qMinMvar),
    qMaxMvar: limit(qMaxMvar),
  };
}

function limit(written: unknown): number {
  if (written === 'Inf') return Infinity;
  return written === '-Inf' ? -Infinity : (written as number);
}
