import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where defects are written down: one JSON document a line. */
export interface DefectLog {
  /** Never fails: a log that cannot be written must not stop the program. */
  readonly write: (
    place: string,
    error: unknown,
    details?: Readonly<Record<string, unknown>>,
  ) => void;
}

const largestBytes = 1024 * 1024;

/** Beyond a megabyte the log moves to `FILE.1`, in place of the one that was there. */
export function createDefectLog(file: string, now: () => Date): DefectLog {
  return {
    write(place, error, details = {}) {
      const entry = { at: now().toISOString(), place, ...details, ...describe(error) };
      try {
        mkdirSync(dirname(file), { recursive: true });
        rotate(file);
        appendFileSync(file, `${JSON.stringify(entry)}\n`);
      } catch {
        // Nobody is left to tell.
      }
    },
  };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestBytes) renameSync(file, `${file}.1`);
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: describe(cause) }) };
}
