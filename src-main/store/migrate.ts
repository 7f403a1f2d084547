import type Database from 'better-sqlite3';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { migrations } from './migrations/migrations.ts';

/** 'PHLK': tells our files from any other SQLite database. */
const APPLICATION_ID = 0x50484c4b;

/**
 * Refuses a file that is not ours or is newer than this program, before anything is written to it.
 *
 * @returns its schema; 0 for a file that has nothing in it yet.
 */
export function schemaOf(file: string, db: Database.Database): number {
  const schema = db.pragma('user_version', { simple: true }) as number;
  const ours = db.pragma('application_id', { simple: true }) === APPLICATION_ID;
  const empty = schema === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!ours && !empty) {
    throw new PhaselockError(
      'storage',
      `${file} is a database of another program and was left as it is: choose another file for the project.`,
    );
  }
  if (schema > migrations.length) {
    throw new PhaselockError(
      'storage',
      `The project file ${file} was written by a newer Phaselock (schema ${schema}; this one knows ${migrations.length}) and was left as it is: update Phaselock, or open another project file.`,
    );
  }
  return schema;
}

/** A file with something in it that has to be brought to the newest schema. */
export const isOlder = (schema: number): boolean => schema > 0 && schema < migrations.length;

/**
 * Brings the file to the newest schema, all steps in one transaction or none. Where it is that
 * already nothing is written: a project on a full disk can still be looked at.
 */
export function migrate(db: Database.Database): void {
  const schemaNow = (): number => db.pragma('user_version', { simple: true }) as number;
  if (schemaNow() === migrations.length) return;
  db.transaction(() => {
    // Read again under the lock: another process may have been first.
    const schema = schemaNow();
    for (const step of migrations.slice(schema)) db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}
