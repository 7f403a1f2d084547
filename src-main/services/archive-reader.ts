import { archiveContentsSchema, archivePaths } from '../../src-shared/contract/archive-document.ts';
import type { ArchiveContents, ArchivedRun } from '../../src-shared/contract/archive-document.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridDocumentSchema } from '../../src-shared/grid/schema.ts';
import type { ArchiveFiles } from '../formats/archive/archive-file.ts';
import { decodeArray } from '../store/array-codec.ts';
import { unpackText } from '../store/compression.ts';
import { fromJson } from '../store/json.ts';
import { contentHash } from '../store/network-codec.ts';
import { describeIssues } from './schema-issues.ts';

/** What an archive holds, each part checked when it is asked for. */
export interface ArchiveReader {
  readonly contents: () => ArchiveContents;
  readonly file: (path: string) => Uint8Array;
  readonly network: (hash: string) => GridCase;
  /** Everything that the run brings can be read, and is what was computed. */
  readonly checkRun: (run: ArchivedRun, place: number) => Promise<void>;
}

/** A result without its arrays: text that is read at once. */
const mostResultBytes = 256 * 1024 * 1024;

/** @throws PhaselockError where something that the archive needs is not in it or not right. */
export function archiveReader(fileName: string, files: ArchiveFiles): ArchiveReader {
  const refuse = (reason: string): never => {
    throw new PhaselockError('unreadable-input', `${fileName} was not imported. ${reason}`);
  };
  const file = (path: string): Uint8Array =>
    files.get(path) ?? refuse(`“${path}” is missing in it: ask for the file again.`);
  const text = (path: string): string => new TextDecoder().decode(file(path));
  const json = (path: string, parse: (text: string) => unknown = fromJson): unknown => {
    try {
      return parse(text(path));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return refuse(`“${path}” in it cannot be read: ask for the file again.`);
    }
  };
  return {
    file,
    contents() {
      const parsed = archiveContentsSchema.safeParse(json(archivePaths.contents));
      if (!parsed.success) {
        return refuse(`Its list of contents is not right: ${describeIssues(parsed.error)}`);
      }
      const ids = parsed.data.scenarios.map(({ id }) => id);
      const twice = ids.find((id, index) => ids.indexOf(id) < index);
      if (twice !== undefined) {
        refuse(`Two scenarios in it have the number ${twice}: ask for the file again.`);
      }
      return parsed.data;
    },
    network(hash) {
      const path = archivePaths.network(hash);
      if (contentHash(text(path)) !== hash) {
        refuse(`“${path}” in it is another network than its name says: ask for the file again.`);
      }
      const parsed = gridDocumentSchema.safeParse(json(path, JSON.parse));
      return parsed.data?.network ?? refuse(`“${path}” in it is no network.`);
    },
    async checkRun({ title, spec, figures, result, arrays }, place) {
      try {
        for (const part of [spec, figures]) fromJson(part);
        if (!result) return;
        const bytes = file(archivePaths.result(place));
        fromJson(unpackText({ codec: result.codec, bytes }, mostResultBytes));
        for (const [index, array] of arrays.entries()) {
          await decodeArray({ ...array, bytes: file(archivePaths.array(place, index)) });
        }
      } catch (error) {
        if (error instanceof PhaselockError) throw error;
        refuse(
          `The result of run ${place + 1} in it (${title}) is not what was computed: ask for the file again.`,
        );
      }
    },
  };
}
