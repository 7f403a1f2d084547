import type Database from 'better-sqlite3';

/** The room that the project file takes on the disk. */
export interface FileSpace {
  readonly bytes: () => number;
  /**
   * Gives some of what was deleted back to the disk. A moment's work in a transaction of its own:
   * nothing is lost where the program ends between two.
   *
   * @returns whether there is more
   */
  readonly giveBackSome: () => boolean;
}

/** 0.5 MB: some ten milliseconds. */
const pagesAtOnce = 128;

export function fileSpace(db: Database.Database): FileSpace {
  const number = (pragma: string): number => db.pragma(pragma, { simple: true }) as number;
  const free = (): number => number('freelist_count');
  return {
    bytes: () => number('page_count') * number('page_size'),
    giveBackSome() {
      const before = free();
      if (before === 0) return false;
      db.pragma(`incremental_vacuum(${pagesAtOnce})`);
      const left = free();
      // The file on the disk is cut once the log is written into it.
      if (left === 0) db.pragma('wal_checkpoint(PASSIVE)');
      return left > 0 && left < before;
    },
  };
}

/**
 * Makes the file one that can give back what was deleted: decided before its first table is made.
 */
export function prepareToShrink(db: Database.Database): void {
  db.pragma('auto_vacuum = INCREMENTAL');
}

/**
 * Writes a file of older programs anew as one that can shrink: once, about ten seconds a gigabyte,
 * whole or not at all. Where the disk has no room for that, or another program works on the file,
 * it stays as it is, and what is deleted from it makes room for what comes.
 */
export function makeShrinkable(db: Database.Database): void {
  if (db.pragma('auto_vacuum', { simple: true }) !== 0) return;
  prepareToShrink(db);
  try {
    db.exec('VACUUM');
  } catch (error) {
    if (!isForLackOfRoom(error)) throw error;
  }
}

const isForLackOfRoom = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^SQLITE_(FULL|BUSY|LOCKED|IOERR)/.test(String(error.code));
