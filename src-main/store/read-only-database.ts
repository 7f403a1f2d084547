import { readFileSync, statSync } from 'node:fs';

import Database from 'better-sqlite3';

/**
 * A project file that cannot be written, to be looked at; null where there is none. A database in
 * WAL mode asks for two files beside it even to be read, which a full disk or a read-only folder does
 * not give. Where no log belongs to it, it is read whole and looked at in memory; a log that is there
 * has its files.
 */
export function readOnlyDatabase(file: string): Database.Database | null {
  if (sizeOf(file) === 0) return null;
  if (sizeOf(`${file}-wal`) > 0) return new Database(file, { readonly: true, timeout: 5000 });
  return new Database(withoutLog(readFileSync(file)), { readonly: true });
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Bytes 18 and 19 of a database say how it is written and read: 2 with a log, 1 without. */
function withoutLog(bytes: Buffer): Buffer {
  bytes.fill(1, 18, 20);
  return bytes;
}
