import type Database from 'better-sqlite3';

import { fromJson, toJson } from './json.ts';

export interface PreferenceTable {
  readonly get: (name: string) => unknown;
  readonly set: (name: string, value: unknown) => void;
  readonly forget: (name: string) => void;
}

export function preferences(db: Database.Database): PreferenceTable {
  const select = db
    .prepare<[string], string>('SELECT value FROM preference WHERE name = ?')
    .pluck();
  const replace = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO preference (name, value) VALUES (?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM preference WHERE name = ?');
  return {
    get(name) {
      const text = select.get(name);
      return text === undefined ? null : fromJson(text);
    },
    set: (name, value) => void replace.run(name, toJson(value)),
    forget: (name) => void remove.run(name),
  };
}
