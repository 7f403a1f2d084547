import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';
import type { ModelOptions } from '../../src-shared/studies/model-options.ts';
import type { NetworkSource } from '../workers/study-thread.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine } from './engine.ts';
import { createRehearsal } from './margin-rehearsal.ts';
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

/** The last question to the thread about a scenario. */
interface Question {
  readonly network: Pick<NetworkSource, 'key' | 'version'>;
  readonly model: ModelOptions;
  /** False: worked out in the belief that somebody will ask. */
  readonly asked: boolean;
  readonly answer: Promise<LiveMargin>;
  readonly control: AbortController;
}

/** Of so many scenarios the last question is remembered, and an edit's margin foreseen. */
const scenariosWatched = 4;

export function marginService(
  context: ServiceContext,
  engine: Engine,
  networks: WorkingNetworks,
): MarginService {
  const { store } = context;
  const newest = new Map<number, Question>();
  const rehearse = createRehearsal();

  const ask = async (
    network: NetworkSource,
    model: ModelOptions,
    signal: AbortSignal,
  ): Promise<LiveMargin> => {
    const began = performance.now();
    const job = { question: 'live-margin', network, spec: { model }, chunks: [null], seed: 0 };
    const [answer] = await engine.live.run(job, { signal });
    const milliseconds = performance.now() - began;
    return { ...(answer as Answer), version: network.version, milliseconds };
  };

  const remember = (scenarioId: number, question: Question): Question => {
    newest.delete(scenarioId);
    newest.set(scenarioId, question);
    const [oldest] = newest.keys();
    if (newest.size > scenariosWatched && oldest !== undefined) newest.delete(oldest);
    return question;
  };

  const begin = (scenarioId: number, model: ModelOptions, asked: boolean): Question => {
    newest.get(scenarioId)?.control.abort();
    const source = networks.source(scenarioId);
    const { key, version } = source;
    const control = new AbortController();
    const again = (): Promise<LiveMargin> => ask(source, model, control.signal);
    const answer = again();
    // Whoever waits for it hears of a failure; of a foreseen question that may be nobody.
    answer.catch(() => undefined);
    if (asked) rehearse({ answer, signal: control.signal, again }).catch(() => undefined);
    return remember(scenarioId, { network: { key, version }, model, asked, answer, control });
  };

  /** The question that was foreseen, if it is this one; it is nobody else's from now on. */
  const takeForeseen = (scenarioId: number, model: ModelOptions): Question | null => {
    const question = newest.get(scenarioId);
    if (!question || question.asked) return null;
    const { key, version } = networks.source(scenarioId);
    const same = question.network.key === key && question.network.version === version;
    if (!same || JSON.stringify(question.model) !== JSON.stringify(model)) return null;
    return remember(scenarioId, { ...question, asked: true });
  };

  // Whoever asked for the margin will ask for it after the edit, which the disk is still taking.
  networks.onStep((scenarioId, edit) => {
    if (!newest.has(scenarioId) || edit.kind === 'place') return;
    try {
      begin(scenarioId, scenarioModel(store, scenarioId), false);
    } catch (error) {
      // The edit stands; its margin is asked for afterwards as ever.
      context.log.write('foreseeing the margin', error);
    }
  });

  return {
    async evaluate({ scenarioId, model: given }, signal) {
      requirePresentScenario(store, scenarioId);
      const model = given ?? scenarioModel(store, scenarioId);
      const question = takeForeseen(scenarioId, model) ?? begin(scenarioId, model, true);
      const abort = (): void => question.control.abort();
      signal?.addEventListener('abort', abort);
      try {
        return await question.answer;
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}
