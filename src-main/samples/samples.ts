import type { SampleSummary } from '../../src-shared/contract/application-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../src-shared/grid/schema.ts';
import ieee118 from './networks/ieee118.json' with { type: 'json' };
import ieee14 from './networks/ieee14.json' with { type: 'json' };
import ieee24 from './networks/ieee24.json' with { type: 'json' };
import ieee30 from './networks/ieee30.json' with { type: 'json' };
import ieee39 from './networks/ieee39.json' with { type: 'json' };
import ieee57 from './networks/ieee57.json' with { type: 'json' };
import rts96 from './networks/rts96.json' with { type: 'json' };
import wscc9 from './networks/wscc9.json' with { type: 'json' };

/** Smallest first. The imports are inlined by the build, so the samples need no path at run time. */
const documents: ReadonlyMap<string, unknown> = new Map<string, unknown>(
  Object.entries({ wscc9, ieee14, ieee24, ieee30, ieee39, ieee57, rts96, ieee118 }),
);

const loaded = new Map<string, GridCase>();

/** The networks that the product ships. */
export function listSamples(): SampleSummary[] {
  return [...documents.keys()].map((id) => {
    const grid = loadSample(id);
    const { name, description, sources, buses, branches, generators } = grid;
    return {
      id,
      name,
      description,
      sources,
      buses: buses.length,
      branches: branches.length,
      generators: generators.length,
      outline: outlineOf(grid),
    };
  });
}

function outlineOf({ buses, branches }: GridCase): number[] {
  const positions = new Map(buses.map(({ number, position }) => [number, position]));
  return branches.flatMap(({ from, to }) => {
    const [a, b] = [positions.get(from), positions.get(to)];
    return a && b ? [a.x, a.y, b.x, b.y] : [];
  });
}

export const isSample = (id: string): boolean => documents.has(id);

/** @throws PhaselockError `not-found` where there is no sample of that name. */
export function loadSample(id: string): GridCase {
  const document = documents.get(id);
  if (document === undefined) {
    throw new PhaselockError(
      'not-found',
      `There is no sample “${id}”: choose one of ${[...documents.keys()].join(', ')}.`,
    );
  }
  const grid = loaded.get(id) ?? gridDocumentSchema.parse(document).network;
  loaded.set(id, grid);
  return grid;
}
