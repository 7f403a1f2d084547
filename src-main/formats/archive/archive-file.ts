import { createHash } from 'node:crypto';

import { strFromU8, strToU8, zipSync } from 'fflate/browser';

import {
  archiveFormat,
  archiveManifestSchema,
  archivePaths,
  archiveVersion,
} from '../../../src-shared/contract/archive-document.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { unpackEntry, zipEntries } from './zip-entries.ts';

export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

interface Writing {
  readonly writtenBy: string;
  readonly writtenAt: string;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A ZIP archive of the files, with a manifest of their lengths and hashes. */
export function writeArchive(files: ArchiveFiles, { writtenBy, writtenAt }: Writing): Uint8Array {
  const entries = [...files].map(([path, bytes]) => [
    path,
    { bytes: bytes.byteLength, sha256: sha256(bytes) },
  ]);
  const manifest = {
    ...{ format: archiveFormat, version: archiveVersion, writtenBy, writtenAt },
    files: Object.fromEntries(entries) as unknown,
  };
  const zipped: Record<string, [Uint8Array, { level: 0 | 6 }]> = {
    [archivePaths.manifest]: [strToU8(JSON.stringify(manifest, null, 1)), { level: 6 }],
  };
  // Results are packed already.
  for (const [path, bytes] of files) {
    zipped[path] = [bytes, { level: path.startsWith('results/') ? 0 : 6 }];
  }
  return zipSync(zipped);
}

/** More than this is no study of anybody's. */
const mostUnpackedBytes = 1024 * 1024 * 1024;
const mostManifestBytes = 64 * 1024 * 1024;

/**
 * The files of an archive, every one as it was written.
 *
 * @throws PhaselockError `unreadable-input` where it is no archive, from a newer program, cut off,
 * unpacks to more than a study, or where a file is not what its hash says. Nothing is unpacked
 * further than the manifest says, and what it does not name is not unpacked.
 */
export function readArchive(fileName: string, bytes: Uint8Array): ArchiveFiles {
  const refuse = (reason: string): never => {
    throw new PhaselockError('unreadable-input', `${fileName} was not imported. ${reason}`);
  };
  const entries = zipEntries(bytes) ?? refuse(damaged);
  const entry = entries.get(archivePaths.manifest) ?? refuse(noArchive);
  const text = unpackEntry(entry, mostManifestBytes) ?? refuse(damaged);
  const written = parsedJson(strFromU8(text)) ?? refuse(noArchive);
  const version = versionOf(written) ?? refuse(noArchive);
  if (version > archiveVersion) refuse(newer(version));
  const manifest = archiveManifestSchema.safeParse(written).data ?? refuse(noArchive);
  const named = Object.entries(manifest.files);
  const total = named.reduce((sum, [, file]) => sum + file.bytes, 0);
  if (total > mostUnpackedBytes) refuse(tooMuch(total));
  const files = new Map<string, Uint8Array>();
  for (const [path, { bytes: length, sha256: hash }] of named) {
    const packed =
      entries.get(path) ?? refuse(`“${path}” is missing in it: ask for the file again.`);
    const file = unpackEntry(packed, length);
    if (file?.byteLength !== length || sha256(file) !== hash) {
      return refuse(
        `“${path}” in it is not what was written (its SHA-256 differs): ask for the file again.`,
      );
    }
    files.set(path, file);
  }
  return files;
}

const damaged =
  'It is damaged, cut off, or no archive at all: ask for the file again, and check that its size is the same.';
const noArchive =
  'It is a ZIP archive, but none that Phaselock wrote: choose a file that ends in .phaselock-archive.';
const newer = (version: number): string =>
  `A newer Phaselock wrote it (archive version ${version}; this one reads up to ${archiveVersion}): update Phaselock, then import it.`;

const tooMuch = (bytes: number): string =>
  `It unpacks to ${Math.ceil(bytes / 2 ** 20)} MB, and at most ${mostUnpackedBytes / 2 ** 20} MB are taken: ask for fewer scenarios in one file.`;

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Read on its own: what else a newer manifest holds is not known here. */
function versionOf(written: unknown): number | null {
  if (typeof written !== 'object' || written === null) return null;
  const { format, version } = written as { format?: unknown; version?: unknown };
  return format === archiveFormat && typeof version === 'number' ? version : null;
}
