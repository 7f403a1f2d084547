import { rmSync } from 'node:fs';

import Database from 'better-sqlite3';

/**
 * One process at a time is the keeper of a project file: it alone may judge that runs which are
 * marked as running belong to a process that died. The lock is SQLite's own on an empty file
 * beside the project, so the operating system releases it with the process, however that ends.
 * A second process works on the same file without it.
 */
export interface KeeperLock {
  readonly release: () => void;
}

/** The lock, or null where another process has it or the place allows none. */
export function takeKeeperLock(file: string): KeeperLock | null {
  const path = `${file}-keeper`;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock?.close();
    return null;
  }
  const held = lock;
  return {
    release() {
      held.close();
      rmSync(path, { force: true });
    },
  };
}
