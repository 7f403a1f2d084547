import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import type { NetworkSource } from '../workers/study-thread.ts';
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

/** A question to the thread that is under way, or was the last one of its scenario. */
interface Question {
  readonly network: NetworkSource;
  readonly model: ModelOptions;
  /** Nobody has asked it yet: it is worked out in the belief that somebody will. */
  foreseen: boolean;
  readonly answer: Promise<LiveMargin>;
  readonly abort: () => void;
}

/**
 * The code of a margin runs at its full speed only after some use. So often, while nobody asks, the
 * first network is answered again before its first edit, unless it is so large that once is enough.
 */
const rehearsals = { times: 12, afterMilliseconds: 1000, longestMilliseconds: 150 } as const;

export function marginService(
  context: ServiceContext,
  engine: Engine,
  networks: WorkingNetworks,
): MarginService {
  const { store } = context;
  const newest = new Map<number, Question>();
  let rehearsed = false;

  const ask = async (
    network: NetworkSource,
    model: ModelOptions,
    signal?: AbortSignal,
  ): Promise<LiveMargin> => {
    const began = performance.now();
    const job = { question: 'live-margin', network, spec: { model }, chunks: [null], seed: 0 };
    const [answer] = await engine.live.run(job, { signal });
    const milliseconds = performance.now() - began;
    return { ...(answer as Answer), version: network.version, milliseconds };
  };

  const begin = (scenarioId: number, model: ModelOptions, foreseen: boolean): Question => {
    newest.get(scenarioId)?.abort();
    const network = networks.source(scenarioId);
    const control = new AbortController();
    const answer = ask(network, model, control.signal);
    // Whoever waits for it hears of a failure; of a foreseen question that may be nobody.
    answer.catch(() => undefined);
    const question = { network, model, foreseen, answer, abort: () => control.abort() };
    newest.set(scenarioId, question);
    return question;
  };

  /** The question that was foreseen, if this is the one. */
  const foreseen = (scenarioId: number, model: ModelOptions): Question | null => {
    const question = newest.get(scenarioId);
    if (!question?.foreseen) return null;
    const { key, version } = networks.source(scenarioId);
    const same = question.network.key === key && question.network.version === version;
    if (!same || JSON.stringify(question.model) !== JSON.stringify(model)) return null;
    question.foreseen = false;
    return question;
  };

  const rehearse = async (scenarioId: number, question: Question): Promise<void> => {
    if (rehearsed) return;
    rehearsed = true;
    const { network, model, answer } = question;
    const { milliseconds } = await answer;
    if (milliseconds > rehearsals.longestMilliseconds) return;
    await new Promise((resolve) => setTimeout(resolve, rehearsals.afterMilliseconds).unref());
    for (let time = 0; time < rehearsals.times; time++) {
      if (newest.get(scenarioId) !== question) return;
      await ask(network, model);
    }
  };

  // Whoever asked for the margin will ask for it after the edit, which the disk is still taking.
  networks.onStep((scenarioId, edit) => {
    if (!newest.has(scenarioId) || edit.kind === 'place') return;
    begin(scenarioId, scenarioModel(store, scenarioId), true);
  });

  return {
    async evaluate({ scenarioId, model: asked }, signal) {
      requirePresentScenario(store, scenarioId);
      const model = asked ?? scenarioModel(store, scenarioId);
      const question = foreseen(scenarioId, model) ?? begin(scenarioId, model, false);
      signal?.addEventListener('abort', question.abort);
      void rehearse(scenarioId, question).catch(() => undefined);
      try {
        return await question.answer;
      } finally {
        signal?.removeEventListener('abort', question.abort);
      }
    },
  };
}
