import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { asRefusal } from './engine.ts';
import type { Engine } from './engine.ts';
import type { ScenarioService } from './scenarios.ts';

export interface SyntheticNetworkService {
  /** A scenario of a network that is drawn as asked; the same seed draws the same. */
  readonly create: (request: ParsedRequestOf<'scenarios.synthesize'>) => Promise<ScenarioSummary>;
}

const nothing = {
  key: 'nothing',
  version: 0,
  whole: () => ({ kind: 'none' }) as const,
};

export const syntheticNetworkService = (
  engine: Engine,
  scenarios: Pick<ScenarioService, 'createFrom'>,
): SyntheticNetworkService => ({
  async create({ spec, seed }) {
    const job = { question: 'synthetic-network', network: nothing, spec, chunks: [null], seed };
    const [drawn] = await engine.live.run(job).catch(asRefusal);
    const grid = drawn as GridCase;
    return scenarios.createFrom(grid, { name: grid.name, origin: 'Synthetic network' });
  },
});
