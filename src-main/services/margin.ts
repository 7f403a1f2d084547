import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { LiveMargin } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine } from './engine.ts';
import type { WorkingNetworks } from './working-networks.ts';

/** What the thread answers; the rest is known here. */
type Answer = Omit<LiveMargin, 'version' | 'refusal' | 'milliseconds'>;

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
    async evaluate({ scenarioId, model = defaultModelOptions }, signal) {
      requirePresentScenario(context.store, scenarioId);
      newest.get(scenarioId)?.abort();
      const mine = new AbortController();
      newest.set(scenarioId, mine);
      const began = performance.now();
      const network = networks.source(scenarioId);
      const job = { question: 'live-margin', network, spec: { model }, chunks: [null], seed: 0 };
      const either = signal ? AbortSignal.any([signal, mine.signal]) : mine.signal;
      const answer = await engine.live.run(job, { signal: either }).then(
        ([found]) => ({ ...(found as Answer), refusal: null }),
        (error: unknown) => refused(error),
      );
      if (newest.get(scenarioId) === mine) newest.delete(scenarioId);
      if (mine.signal.aborted) throw new PhaselockError('cancelled', 'Cancelled.');
      return { ...answer, version: network.version, milliseconds: performance.now() - began };
    },
  };
}

/** No answer is an answer while one edits: it says why, where the margin would stand. */
function refused(error: unknown): Answer & Pick<LiveMargin, 'refusal'> {
  if (!(error instanceof StudyRefusal)) throw error;
  return {
    norm: NaN,
    worstEdge: null,
    gammaPredicted: null,
    equilibrium: {
      status: 'no-solution',
      maxAngleDifference: null,
      worstEdge: null,
      residual: NaN,
      iterations: 0,
    },
    nodes: 0,
    edges: 0,
    warnings: [],
    edgeFrom: new Int32Array(0),
    edgeTo: new Int32Array(0),
    dcDifference: new Float64Array(0),
    exactAngle: new Float64Array(0),
    limit: new Float64Array(0),
    refusal: error.message,
  };
}
