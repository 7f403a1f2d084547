import type Database from 'better-sqlite3';

import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { fromJson, toJson } from './json.ts';

export interface ContingencyLists {
  readonly get: (scenarioId: number) => Contingency[];
  readonly set: (scenarioId: number, contingencies: readonly Contingency[]) => void;
}

export function contingencyLists(db: Database.Database): ContingencyLists {
  const select = db
    .prepare<[number], string>('SELECT contingencies FROM contingency_list WHERE scenario_id = ?')
    .pluck();
  const replace = db.prepare<[number, string]>(
    'INSERT OR REPLACE INTO contingency_list (scenario_id, contingencies) VALUES (?, ?)',
  );
  return {
    get: (scenarioId) => fromJson(select.get(scenarioId) ?? '[]') as Contingency[],
    set: (scenarioId, contingencies) => void replace.run(scenarioId, toJson(contingencies)),
  };
}
