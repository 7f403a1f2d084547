import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type {
  RunDocument,
  RunLog,
  RunSummary,
  StudyArray,
} from '../../src-shared/contract/run-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { specSchemas, studyTitles } from '../../src-shared/studies/catalogue.ts';
import type { SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { requirePresentScenario, requireScenario, stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine, StudyQuestion } from './engine.ts';
import { machineDescription } from './machine.ts';
import { scenarioModel, withScenarioModel } from './scenario-model.ts';
import { partsOfResult } from '../store/study-results.ts';
import type { NumericArray } from '../store/array-codec.ts';
import { describeIssues } from './schema-issues.ts';
import type { ScenarioService } from './scenarios.ts';
import { runCommand } from './run-command.ts';
import { resumeUnfinished } from './run-recovery.ts';
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
  /** What a run under way has found so far; null where that is nothing yet. */
  readonly partial: (request: RunRequest) => RunDocument | null;
  /** An array of the result, which `result` leaves out. */
  readonly array: (request: ParsedRequestOf<'studies.array'>) => Promise<StudyArray>;
  /** Settles when the run has ended; at once where it has. */
  readonly ended: (request: RunRequest) => Promise<RunSummary>;
  /** Every run that has not ended, in the order of the queue, then the newest that have. */
  readonly queue: () => Promise<readonly RunSummary[]>;
  /** Holds it back, after the pieces that are under way. */
  readonly pause: (request: RunRequest) => RunSummary;
  readonly resume: (request: RunRequest) => RunSummary;
  /** Before another run, or to the end of the queue. */
  readonly reorder: (request: ParsedRequestOf<'studies.reorder'>) => readonly RunSummary[];
  /** What it was asked and how it went. */
  readonly log: (request: RunRequest) => RunLog;
  /** Ends or leaves what is under way, and waits until the store knows. */
  readonly close: () => Promise<void>;
}

/** The same question gives the same answer, unless another seed is asked for. */
const defaultSeed = 1;

/** As many as one looks through; the others are with their scenarios. */
const endedListed = 100;

export interface StudyServiceOptions {
  readonly engineVersion: string;
  /** Leaves unfinished runs to the next start, and goes on with those of the last. */
  readonly resumes: boolean;
}

export function studyService(
  context: ServiceContext,
  engine: Engine,
  networks: WorkingNetworks,
  scenarios: ScenarioService,
  { engineVersion, resumes }: StudyServiceOptions,
): StudyService {
  const { store, events } = context;
  const keeper = createRunKeeper(context, engine);
  const machine = machineDescription();
  if (resumes && store.isKeeper) resumeUnfinished(context, engine, keeper, engineVersion);

  const summary = (runId: number): RunSummary => {
    const found = store.runs.summary(runId);
    if (found) return found;
    throw new PhaselockError('not-found', `Run ${runId} is not in this project: start it again.`);
  };

  const soFar = (runId: number, name: string): NumericArray | null => {
    const found = keeper.partial(runId);
    return (found && partsOfResult(found.result as object).arrays[name]) ?? null;
  };

  const isUnfinished = (runId: number): boolean => summary(runId).queue !== null;

  return {
    start({ scenarioId, kind, spec: given, title = studyTitles[kind], seed = defaultSeed }) {
      requirePresentScenario(store, scenarioId);
      const model = scenarioModel(store, scenarioId);
      const spec = checkedSpec(kind, withScenarioModel(kind, given, model));
      const { grid } = networks.open(scenarioId);
      const question = { kind, spec, seed, network: { kind: 'grid', grid } } as StudyQuestion;
      const pieces = engine.pieces(question);
      const { runId, hash } = store.transaction(() => {
        const { id: revisionId, hash } = scenarios.commit(scenarioId, null);
        const createdAt = stamp(context);
        const run = { scenarioId, revisionId, kind, title, spec, seed, engineVersion, machine };
        const runId = store.runs.create({ ...run, createdAt });
        store.queue.enter(runId, pieces);
        return { runId, hash };
      });
      networks.refreshStudyHashes(scenarioId);
      const queued = summary(runId);
      events.emit('study.changed', queued);
      const named = { ...question, networkKey: `revision/${hash}` };
      keeper.enter({ runId, pieces, paused: false, question: named });
      return queued;
    },
    async cancel({ runId }) {
      if (isUnfinished(runId) && !keeper.cancel(runId)) throw elsewhere(runId);
      await keeper.ended(runId);
      return summary(runId);
    },
    list({ scenarioId }) {
      requireScenario(store, scenarioId);
      networks.refreshStudyHashes(scenarioId);
      return store.runs.ofScenario(scenarioId);
    },
    result({ runId }) {
      networks.refreshStudyHashes();
      const run = summary(runId);
      const result = store.results.fields(runId);
      if (result) return { run, spec: store.runs.spec(runId), result };
      throw new PhaselockError('not-found', `Run ${runId} has no result: it is ${run.status}.`);
    },
    partial({ runId }) {
      const found = keeper.partial(runId);
      if (!found) return null;
      const { plain } = partsOfResult(found.result as object);
      return { run: summary(runId), spec: store.runs.spec(runId), result: plain };
    },
    async array({ runId, name }) {
      const found = (await store.results.array(runId, name)) ?? soFar(runId, name);
      if (found) return { values: Float64Array.from(found) };
      throw new PhaselockError('not-found', `Run ${runId} has no array ${name}.`);
    },
    async ended({ runId }) {
      await keeper.ended(runId);
      return summary(runId);
    },
    async queue() {
      await networks.refreshStudyHashesInPieces();
      return store.runs.ofAllScenarios(endedListed);
    },
    pause({ runId }) {
      if (isUnfinished(runId) && !keeper.pause(runId)) throw elsewhere(runId);
      return summary(runId);
    },
    resume({ runId }) {
      if (isUnfinished(runId) && !keeper.resume(runId)) throw elsewhere(runId);
      return summary(runId);
    },
    reorder({ runId, before }) {
      if (isUnfinished(runId) && !keeper.move(runId, before)) throw elsewhere(runId);
      return store.runs.ofAllScenarios(endedListed);
    },
    log({ runId }) {
      const run = summary(runId);
      const { machine, startedAt } = store.runs.circumstances(runId);
      const spec = store.runs.spec(runId);
      const messages = store.queue.messages(runId);
      return {
        run,
        spec,
        machine,
        startedAt,
        messages,
        command: runCommand(run, spec, store.file),
      };
    },
    close: () => keeper.close(resumes),
  };
}

const elsewhere = (runId: number): PhaselockError =>
  new PhaselockError(
    'refused',
    `Run ${runId} belongs to another Phaselock that has this project open: pause or cancel it there.`,
  );

function checkedSpec<Kind extends StudyKind>(kind: Kind, given: unknown): SpecOf<Kind> {
  const parsed = specSchemas[kind].safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  throw new PhaselockError(
    'invalid-request',
    `${studyTitles[kind]}: ${describeIssues(parsed.error)}`,
    { cause: parsed.error },
  );
}
