/** Children that store what they change of their parent, instead of a copy of its network. */
export const scenarioChanges = `
-- 1: the network is the parent's with the changes below; 0: it has its own, and a parent only
-- tells where it was copied from, as every scenario did until now.
ALTER TABLE scenario ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;

CREATE TABLE scenario_change (
  id          INTEGER PRIMARY KEY,
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  position    INTEGER,              -- in the list, from 0; NULL where it was taken out, for undo
  enabled     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  content     TEXT NOT NULL,        -- JSON: an edit, or a rule of dispatch
  made_at     TEXT NOT NULL
) STRICT;
CREATE INDEX scenario_change_by_scenario ON scenario_change (scenario_id, position);
`;
