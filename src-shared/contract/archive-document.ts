import { z } from 'zod';

import { changeContentSchema } from '../grid/changes.ts';
import { contingencySchema } from '../studies/contingency.ts';
import { modelOptionsSchema } from '../studies/model-options.ts';
import { defaultReportOptions, reportOptionsSchema } from './report-options.ts';

/** What this program writes; it reads this and older ones. */
export const archiveVersion = 1;
export const archiveFormat = 'phaselock-archive';
export const archiveEnding = '.phaselock-archive';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string();

/** The first file of an archive: every other one with its length and hash. */
export const archiveManifestSchema = z.object({
  format: z.literal(archiveFormat),
  version: z.number().int().positive(),
  writtenBy: text,
  writtenAt: text,
  files: z.record(text, z.object({ bytes: z.number().int().nonnegative(), sha256 })),
});

/** Its network follows the parent's with `changes`, or is the file that `network` names. */
const archivedScenarioSchema = z.object({
  id: z.number().int(),
  name: text.min(1),
  notes: text,
  tags: z.array(text),
  /** Another scenario of the archive. */
  parentId: z.number().int().nullable(),
  derived: z.boolean(),
  origin: text,
  /** As it was shown when it was imported; older programs write other fields. */
  importReport: z.looseObject({ fileName: text }).nullable(),
  createdAt: text,
  model: modelOptionsSchema,
  /** Older archives have none. What it compares with is another scenario of the archive. */
  report: z.object(reportOptionsSchema.shape).default(defaultReportOptions),
  contingencies: z.array(contingencySchema),
  network: sha256.nullable(),
  changes: z.array(
    z.object({ enabled: z.boolean(), label: text, content: changeContentSchema, madeAt: text }),
  ),
  revisions: z.array(z.object({ hash: sha256, note: text.nullable(), createdAt: text })),
  source: z.object({ fileName: text, sha256 }).nullable(),
});

const archivedArraySchema = z.object({
  name: text,
  type: z.enum(['Float64Array', 'Float32Array', 'Int32Array', 'Uint8Array']),
  length: z.number().int().nonnegative(),
  codec: z.enum(['zstd', 'deflate']),
  /** Of the values before packing. */
  sha256,
});

const archivedRunSchema = z.object({
  scenarioId: z.number().int(),
  /** The network that it ran on. */
  revision: sha256,
  kind: text,
  title: text,
  spec: text,
  seed: z.number().int(),
  engineVersion: text,
  machine: text,
  status: z.enum(['finished', 'no-answer', 'cancelled', 'failed']),
  outcome: text.nullable(),
  figures: text,
  norm: z.number().nullable(),
  createdAt: text,
  startedAt: text.nullable(),
  finishedAt: text.nullable(),
  durationSeconds: z.number().nullable(),
  /** Packed; the files are named after the place of the run in the list. */
  result: z.object({ codec: archivedArraySchema.shape.codec }).nullable(),
  arrays: z.array(archivedArraySchema),
});

/** What an archive holds beside networks, imported files and arrays. */
export const archiveContentsSchema = z.object({
  scenarios: z.array(archivedScenarioSchema).min(1),
  runs: z.array(archivedRunSchema),
});

export type ArchiveContents = z.infer<typeof archiveContentsSchema>;
export type ArchivedScenario = ArchiveContents['scenarios'][number];
export type ArchivedRun = ArchiveContents['runs'][number];

/** Where things lie in an archive. */
export const archivePaths = {
  manifest: 'manifest.json',
  contents: 'contents.json',
  network: (hash: string): string => `networks/${hash}.json`,
  source: (hash: string): string => `sources/${hash}`,
  result: (run: number): string => `results/${run}/result`,
  array: (run: number, array: number): string => `results/${run}/array-${array}`,
} as const;
