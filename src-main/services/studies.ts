import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { RunDocument, RunSummary } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { specSchemas, studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { requirePresentScenario, requireScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine, StudyQuestion } from './engine.ts';
import { machineDescription } from './machine.ts';
import { scenarioModel, withScenarioModel } from './scenario-model.ts';
import { describeIssues } from './schema-issues.ts';
import type { ScenarioService } from './scenarios.ts';
import { createRunKeeper } from './study-execution.ts';
import type { WorkingNetworks } from './working-networks.ts';

interface RunRequest {
  readonly runId: number;
}

export interface StudyService {
  /** Answers as soon as the run is queued; events tell how it goes on. */
  readonly start: (request: ParsedRequestOf<'studies.start'>) => RunSummary;
  /** Answers when the run has ended, which is within a second. */
  readonly cancel: (request: RunRequest) => Promise<RunSummary>;
  readonly list: (request: { readonly scenarioId: number }) => readonly RunSummary[];
  readonly result: (request: RunRequest) => RunDocument;
  /** Settles when the run has ended; at once where it has. */
  readonly ended: (request: RunRequest) => Promise<RunSummary>;
  /** Cancels every run and waits until the store knows. */
  readonly close: () => Promise<void>;
}

/** The same question gives the same answer, unless another seed is asked for. */
const defaultSeed = 1;

const interrupted = 'The program ended while this ran: start it again.';

export function studyService(
  context: ServiceContext,
  engine: Engine,
  networks: WorkingNetworks,
  scenarios: ScenarioService,
  engineVersion: string,
): StudyService {
  const { store, events } = context;
  const keeper = createRunKeeper(context, engine);
  const machine = machineDescription();
  if (store.isKeeper) store.runs.failUnfinished(interrupted, stamp(context));

  const summary = (runId: number): RunSummary => {
    const found = store.runs.summary(runId);
    if (found) return found;
    throw new PhaselockError('not-found', `Run ${runId} is not in this project: start it again.`);
  };

  return {
    start({ scenarioId, kind, spec: given, title = studyTitles[kind], seed = defaultSeed }) {
      requirePresentScenario(store, scenarioId);
      const model = scenarioModel(store, scenarioId);
      const spec = checkedSpec(kind, withScenarioModel(kind, given, model));
      const { grid } = networks.open(scenarioId);
      const question = { kind, spec, seed, network: { kind: 'grid', grid } } as StudyQuestion;
      engine.check(question);
      const { runId, hash } = store.transaction(() => {
        const { id: revisionId, hash } = scenarios.commit(scenarioId, null);
        const createdAt = stamp(context);
        const run = { scenarioId, revisionId, kind, title, spec, seed, engineVersion, machine };
        return { runId: store.runs.create({ ...run, createdAt }), hash };
      });
      networks.refreshStudyHashes();
      const queued = summary(runId);
      events.emit('study.changed', queued);
      keeper.execute(runId, { ...question, networkKey: `revision/${hash}` });
      return queued;
    },
    async cancel({ runId }) {
      const { status } = summary(runId);
      if ((status === 'queued' || status === 'running') && !keeper.cancel(runId)) {
        throw new PhaselockError(
          'refused',
          `Run ${runId} belongs to another Phaselock that has this project open: cancel it there.`,
        );
      }
      await keeper.ended(runId);
      return summary(runId);
    },
    list({ scenarioId }) {
      requireScenario(store, scenarioId);
      networks.refreshStudyHashes();
      return store.runs.ofScenario(scenarioId);
    },
    result({ runId }) {
      networks.refreshStudyHashes();
      const run = summary(runId);
      const result = store.results.fields(runId);
      if (result) return { run, spec: store.runs.spec(runId), result };
      throw new PhaselockError('not-found', `Run ${runId} has no result: it is ${run.status}.`);
    },
    async ended({ runId }) {
      await keeper.ended(runId);
      return summary(runId);
    },
    close: () => keeper.close(),
  };
}

function checkedSpec<Kind extends StudyKind>(kind: Kind, given: unknown): SpecOf<Kind> {
  const parsed = specSchemas[kind].safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  throw new PhaselockError(
    'invalid-request',
    `${studyTitles[kind]}: ${describeIssues(parsed.error)}`,
    { cause: parsed.error },
  );
}
