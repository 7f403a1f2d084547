import { z } from 'zod';

import { dispatchSchema } from '../grid/dispatch-rule.ts';
import { editSchema, elementRefSchema } from '../grid/edit-schema.ts';
import { specSchemas } from '../studies/catalogue.ts';
import type { StudyKind } from '../studies/catalogue.ts';
import { contingencySchema } from '../studies/contingency.ts';
import type { Contingency } from '../studies/contingency.ts';
import { outageChoiceSchema } from '../studies/outage-choice.ts';
import { modelOptionsSchema } from '../studies/model-options.ts';
import type { ModelOptions } from '../studies/model-options.ts';
import { syntheticNetworkSpecSchema } from '../studies/synthetic-network.ts';
import type { BinContents, BinEmptied } from './bin.ts';
import type { PublishedResult, Reproduction, ReproductionProgress } from './reproduction.ts';
import { reportFormats, reportOptionsSchema } from './report-options.ts';
import type { ReportOptions } from './report-options.ts';
import type {
  ApplicationInfo,
  NetworkFile,
  Preferences,
  ReportFile,
  SampleSummary,
} from './application-documents.ts';
import type { RunFigures, ScenarioComparison, SideBySide } from './comparison-documents.ts';
import type { ImportCandidate } from './import-documents.ts';
import type {
  ArchiveReading,
  ContingencyReading,
  DynamicsReading,
  TablePaste,
} from './reading-documents.ts';
import type { LiveMargin } from './live-margin.ts';
import type {
  Curves,
  Frames,
  StudyArray,
  RunDocument,
  RunLog,
  RunProgress,
  RunSummary,
  Snapshot,
} from './run-documents.ts';
import type {
  DispatchPreview,
  EditOutcome,
  RevisionSummary,
  ScenarioChange,
  ScenarioDocument,
  ScenarioSummary,
} from './scenario-documents.ts';

/** One request: the schema that its payload must satisfy, and the type of its reply. */
export interface Method<Schema extends z.ZodType, Reply> {
  readonly request: Schema;
  /** Only a type; nothing is stored here. */
  readonly reply?: Reply;
}

function method<Reply>() {
  return <Schema extends z.ZodType>(request: Schema): Method<Schema, Reply> => ({ request });
}

const id = z.number().int().positive();
const scenario = z.strictObject({ scenarioId: id });
const run = z.strictObject({ runId: id });
/** Without a version, whatever stands in the scenario. */
const versioned = scenario.extend({ version: z.number().int().nonnegative().optional() });
const studyKind = z.enum(Object.keys(specSchemas) as [StudyKind, ...StudyKind[]]);
const nothing = z.strictObject({});
const namedFile = z.strictObject({
  fileName: z.string().min(1).max(1024),
  bytes: z.instanceof(Uint8Array),
});

/** Files larger than this are refused before they are read: no network of any size needs it. */
export const largestFileBytes = 256 * 1024 * 1024;

/** More characters than this are a file and no clipboard: import it instead. */
const largestPaste = 64 * 1024 * 1024;

/** Everything that the renderer may ask of the main process. */
export const contract = {
  'application.info': method<ApplicationInfo>()(nothing),
  'preferences.get': method<Preferences>()(nothing),
  'preferences.set': method<Preferences>()(
    z.strictObject({
      theme: z.enum(['system', 'light', 'dark']).optional(),
      layouts: z.record(z.string(), z.unknown()).optional(),
    }),
  ),

  'samples.list': method<readonly SampleSummary[]>()(nothing),
  'imports.read': method<ImportCandidate>()(
    z.strictObject({
      ...namedFile.shape,
      /** Dynamic data (DYR) that belong to the network, in whichever order they were chosen. */
      companions: z.array(namedFile).max(8).optional(),
    }),
  ),
  /** A file that the shell was asked to open (menu, command line, file association). */
  'imports.pending': method<ImportCandidate | null>()(nothing),
  'imports.accept': method<ScenarioSummary>()(
    z.strictObject({ importId: z.string(), name: z.string().min(1).max(200).optional() }),
  ),

  'scenarios.list': method<readonly ScenarioSummary[]>()(
    z.strictObject({ deleted: z.boolean().optional() }),
  ),
  /** The ids of those whose name, notes, tags or changes hold every word. */
  'scenarios.search': method<readonly number[]>()(z.strictObject({ text: z.string().max(500) })),
  'scenarios.create': method<ScenarioSummary>()(
    z.strictObject({
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('sample'), id: z.string() }),
        z.object({ kind: z.literal('empty') }),
      ]),
      name: z.string().min(1).max(200).optional(),
    }),
  ),
  /** A synthetic network, drawn as asked. */
  'scenarios.synthesize': method<ScenarioSummary>()(
    z.strictObject({
      spec: syntheticNetworkSpecSchema,
      seed: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
    }),
  ),
  'scenarios.open': method<ScenarioDocument>()(scenario),
  'scenarios.describe': method<ScenarioSummary>()(
    scenario.extend({
      name: z.string().min(1).max(200).optional(),
      notes: z.string().max(100_000).optional(),
      tags: z.array(z.string().max(100)).max(100).optional(),
    }),
  ),
  /** A copy of the network as it stands, or as it was in one of its saved revisions. */
  'scenarios.duplicate': method<ScenarioSummary>()(
    scenario.extend({ name: z.string().min(1).max(200), revisionId: id.optional() }),
  ),
  /** A child: this network as it stands from now on, with a list of changes that is empty yet. */
  'scenarios.derive': method<ScenarioSummary>()(
    scenario.extend({ name: z.string().min(1).max(200), rule: dispatchSchema.optional() }),
  ),
  /**
   * Below another scenario, whose network it then follows with its changes; with its own network
   * and no parent where that is null.
   */
  'scenarios.moveTo': method<ScenarioSummary>()(scenario.extend({ parentId: id.nullable() })),
  'scenarios.remove': method<ScenarioSummary>()(scenario),
  'scenarios.restore': method<ScenarioSummary>()(scenario),
  /** What would go for good: some of the bin with those of the bin that follow them, or all of it. */
  'bin.weigh': method<BinContents>()(
    z.strictObject({ scenarioIds: z.array(id).min(1).optional() }),
  ),
  /** Deletes exactly these, which are in the bin, with their runs and results: for good. */
  'bin.empty': method<BinEmptied>()(z.strictObject({ scenarioIds: z.array(id).min(1) })),
  /** Names the present state of the network, so that one can come back to it. */
  'scenarios.save': method<RevisionSummary>()(scenario.extend({ note: z.string().max(1000) })),
  /** How its studies and its margin see the network from now on. */
  'scenarios.setModel': method<ModelOptions>()(scenario.extend({ model: modelOptionsSchema })),
  /** The network as a file: MATPOWER (written into the imported file where there is one), our own, tables. */
  'scenarios.export': method<NetworkFile>()(
    scenario.extend({ format: z.enum(['m', 'json', 'csv', 'xlsx']) }),
  ),
  /** Dynamic data (DYR) for the machines of the network as it stands: one undoable step. */
  'scenarios.attachDynamics': method<DynamicsReading>()(scenario.extend(namedFile.shape)),
  'scenarios.compare': method<ScenarioComparison>()(z.strictObject({ left: id, right: id })),
  'scenarios.compareAll': method<SideBySide>()(
    z.strictObject({ scenarioIds: z.array(id).min(2).max(12) }),
  ),

  /** Refused with `conflict` where `version` is not the newest: the renderer then opens anew. */
  'edits.apply': method<EditOutcome>()(
    scenario.extend({
      version: z.number().int().nonnegative(),
      edit: editSchema,
      /** False for what the user did not do, such as the first layout: no step to undo. */
      undoable: z.boolean().optional(),
    }),
  ),
  /** Refused in the same way, so that nobody takes back what he has not seen. */
  'edits.undo': method<EditOutcome>()(versioned),
  'edits.redo': method<EditOutcome>()(versioned),

  'changes.list': method<readonly ScenarioChange[]>()(scenario),
  'changes.switch': method<EditOutcome>()(scenario.extend({ changeId: id, enabled: z.boolean() })),
  'changes.remove': method<EditOutcome>()(scenario.extend({ changeId: id })),
  'changes.place': method<EditOutcome>()(
    scenario.extend({ changeId: id, index: z.number().int().nonnegative() }),
  ),
  /** The reply is the list that the change was taken out of. */
  'changes.transfer': method<readonly ScenarioChange[]>()(
    scenario.extend({ changeId: id, to: id }),
  ),
  'changes.dispatch': method<EditOutcome>()(scenario.extend({ rule: dispatchSchema })),
  'changes.previewDispatch': method<DispatchPreview>()(scenario.extend({ rule: dispatchSchema })),

  /** What rows from the clipboard would change in a table; the edit of the reply does it. */
  'tables.previewPaste': method<TablePaste>()(
    scenario.extend({
      table: z.enum(['bus', 'branch', 'generator', 'load', 'shunt', 'dynamics']),
      text: z.string().max(largestPaste),
      fields: z.array(z.string()).max(100).optional(),
      onto: z.array(elementRefSchema).max(250_000).optional(),
    }),
  ),

  /** A workbook to fill in, which is opened as a network. */
  'tables.template': method<ReportFile>()(nothing),

  'contingencies.list': method<readonly Contingency[]>()(scenario),
  /** Without a choice every single branch and machine, in place of those of the list. */
  'contingencies.generate': method<readonly Contingency[]>()(
    scenario.extend({
      choice: outageChoiceSchema.optional(),
      /** What is in the list stays, and what it has not yet comes after it. */
      adds: z.boolean().optional(),
    }),
  ),
  'contingencies.set': method<readonly Contingency[]>()(
    scenario.extend({ contingencies: z.array(contingencySchema) }),
  ),
  /** The list of a file takes the place of the scenario's, unless the file has errors. */
  'contingencies.import': method<ContingencyReading>()(scenario.extend(namedFile.shape)),
  'contingencies.export': method<ReportFile>()(
    scenario.extend({ format: z.enum(['csv', 'json', 'con']) }),
  ),

  /** The newest request wins: an older one that still runs fails with `cancelled`. */
  'margin.evaluate': method<LiveMargin>()(
    scenario.extend({ model: modelOptionsSchema.optional() }),
  ),

  'studies.start': method<RunSummary>()(
    scenario.extend({
      kind: studyKind,
      /** Checked against the schema of its kind. */
      spec: z.unknown(),
      title: z.string().max(200).optional(),
      seed: z.number().int().nonnegative().optional(),
    }),
  ),
  /** One draw of a run as a scenario; `row` where the run has several ensembles. */
  'studies.openDraw': method<ScenarioSummary>()(
    run.extend({
      draw: z.number().int().nonnegative(),
      row: z.number().int().nonnegative().default(0),
    }),
  ),
  /** An array of a result, whole: for histograms over its draws. */
  'studies.array': method<StudyArray>()(run.extend({ name: z.string().min(1).max(100) })),
  'studies.cancel': method<RunSummary>()(run),
  /** Those of all scenarios: what has not ended in the order of the queue, then the newest others. */
  'studies.queue': method<readonly RunSummary[]>()(nothing),
  /** The ended runs of one kind of all scenarios with what they found, the newest first. */
  'studies.figures': method<readonly RunFigures[]>()(z.strictObject({ kind: studyKind })),
  'studies.pause': method<RunSummary>()(run),
  'studies.resume': method<RunSummary>()(run),
  /** `before` null: to the end of the queue. */
  'studies.reorder': method<readonly RunSummary[]>()(run.extend({ before: id.nullable() })),
  'studies.log': method<RunLog>()(run),
  'studies.list': method<readonly RunSummary[]>()(scenario),
  'studies.result': method<RunDocument>()(run),
  /** What a run under way has found so far; null where that is nothing yet. */
  'studies.partial': method<RunDocument | null>()(run),
  'studies.curves': method<Curves>()(
    run.extend({
      /**
       * 'theta/12', 'omega/12', 'centred/12' (turning with the centre of inertia), 'line/12-13', 'order-parameter', 'centre-frequency'; 'coherence',
       * 'coherence/window/5', 'coherence/unit/12', 'coherence/area/3', 'coherence/group/1',
       * 'coherence/weighted', 'coherence/links'
       */
      signals: z.array(z.string()).max(500),
      from: z.number().optional(),
      to: z.number().optional(),
      pixels: z.number().int().min(16).max(10_000),
    }),
  ),
  'studies.snapshot': method<Snapshot>()(run.extend({ time: z.number() })),
  /** Instants of a simulation for playback: `most` of them, fewer where the network is large. */
  'studies.frames': method<Frames>()(run.extend({ most: z.number().int().min(2).max(5000) })),

  /** Scenarios with networks, changes, lists, runs and results as one file; all where none is named. */
  'archive.export': method<ReportFile>()(
    z.strictObject({ scenarioIds: z.array(id).min(1).optional() }),
  ),
  'archive.import': method<ArchiveReading>()(namedFile),

  /** Figures, tables and statements of the papers, to be computed anew beside the published ones. */
  'reproductions.list': method<readonly PublishedResult[]>()(nothing),
  /** Cancelling the request cancels it. */
  'reproductions.run': method<Reproduction>()(
    z.strictObject({ id: z.string().min(1).max(100), quick: z.boolean() }),
  ),

  'reports.create': method<ReportFile>()(scenario.extend({ format: z.enum(reportFormats) })),
  'reports.options': method<ReportOptions>()(scenario),
  'reports.setOptions': method<ReportOptions>()(scenario.extend({ options: reportOptionsSchema })),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type RequestOf<Name extends MethodName> = z.input<Contract[Name]['request']>;
export type ParsedRequestOf<Name extends MethodName> = z.output<Contract[Name]['request']>;
export type ReplyOf<Name extends MethodName> =
  Contract[Name] extends Method<z.ZodType, infer Reply> ? Reply : never;

/** What the main process tells without being asked. Events carry ids and counts, never arrays. */
export interface EventMap {
  readonly 'study.progress': RunProgress;
  readonly 'study.changed': RunSummary;
  readonly 'reproduction.progress': ReproductionProgress;
  /** `version`: of its network, where that is what has changed. */
  readonly 'scenario.changed': { readonly scenarioId: number; readonly version?: number };
  readonly 'import.pending': { readonly fileName: string };
  /** From a native menu: the window has the command by this name. */
  readonly 'command.asked': { readonly id: string };
}

export type EventName = keyof EventMap;
