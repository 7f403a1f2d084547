import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine } from './engine.ts';
import { scenarioModel } from './scenario-model.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** What the thread answers; the rest is known here. */
type Answer = Omit<LiveMargin, 'version' | 'milliseconds'>;

export interface MarginService {
  /** The newest request for a scenario wins: an older one fails with `cancelled`. */
  readonly evaluate: (
    request: ParsedRequestOf<'margin.evaluate'>,
    signal?: AbortSignal,
  ) => Promise<LiveMargin>;
}

export function marginService(
  context: ServiceContext,
  engine: Engine,
  networks: WorkingNetworks,
): MarginService {
  const newest = new Map<number, AbortController>();

  return {
    async evaluate({ scenarioId, model: asked }, signal) {
      requirePresentScenario(context.store, scenarioId);
      const model = asked ?? scenarioModel(context.store, scenarioId);
      newest.get(scenarioId)?.abort();
      const mine = new AbortController();
      newest.set(scenarioId, mine);
      const began = performance.now();
      const network = networks.source(scenarioId);
      const job = { question: 'live-margin', network, spec: { model }, chunks: [null], seed: 0 };
      const either = signal ? AbortSignal.any([signal, mine.signal]) : mine.signal;
      const [answer] = await engine.live.run(job, { signal: either });
      const milliseconds = performance.now() - began;
      return { ...(answer as Answer), version: network.version, milliseconds };
    },
  };
}
