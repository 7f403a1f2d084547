/** The first shape of a project file. Dates are ISO 8601 in UTC; JSON is text. */
export const project = `
-- A network as it was at one moment. Never changed: a run points at what it ran on.
CREATE TABLE network_revision (
  id         INTEGER PRIMARY KEY,
  hash       TEXT NOT NULL UNIQUE,  -- SHA-256 of the network's document text
  study_hash TEXT NOT NULL,         -- of what a study sees: equal where only the diagram differs
  codec      TEXT NOT NULL,
  network    BLOB NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE scenario (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  notes         TEXT NOT NULL,
  tags          TEXT NOT NULL,      -- JSON array
  parent_id     INTEGER REFERENCES scenario (id) ON DELETE SET NULL,
  origin        TEXT NOT NULL,
  import_report TEXT,               -- JSON; NULL where nothing was imported
  version       INTEGER NOT NULL,   -- counts edits, undos and redos
  buses         INTEGER NOT NULL,
  branches      INTEGER NOT NULL,
  study_hash    TEXT,               -- of the network as it stands; NULL: not known since an edit
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL,
  deleted_at    TEXT                -- NULL unless it is in the bin
) STRICT;
CREATE INDEX scenario_by_parent ON scenario (parent_id);

-- The network as it stands is a snapshot with the steps since then applied to it.
CREATE TABLE network_snapshot (
  scenario_id INTEGER PRIMARY KEY REFERENCES scenario (id) ON DELETE CASCADE,
  version     INTEGER NOT NULL,
  codec       TEXT NOT NULL,
  network     BLOB NOT NULL
) STRICT;
CREATE TABLE working_step (
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  version     INTEGER NOT NULL,     -- of the network after it
  edit        TEXT NOT NULL,
  PRIMARY KEY (scenario_id, version)
) STRICT, WITHOUT ROWID;

-- What undo takes back and redo does again, however long ago.
CREATE TABLE edit_journal (
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  label       TEXT NOT NULL,
  edit        TEXT NOT NULL,
  inverse     TEXT NOT NULL,
  undone      INTEGER NOT NULL,
  made_at     TEXT NOT NULL,
  PRIMARY KEY (scenario_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX edit_journal_undone ON edit_journal (scenario_id, position) WHERE undone = 1;

CREATE TABLE saved_revision (
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES network_revision (id),
  note        TEXT,                 -- NULL where a run made it
  created_at  TEXT NOT NULL,
  PRIMARY KEY (scenario_id, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_revision_by_revision ON saved_revision (revision_id);

CREATE TABLE contingency_list (
  scenario_id   INTEGER PRIMARY KEY REFERENCES scenario (id) ON DELETE CASCADE,
  contingencies TEXT NOT NULL
) STRICT;

CREATE TABLE study_run (
  id               INTEGER PRIMARY KEY,
  scenario_id      INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  revision_id      INTEGER NOT NULL REFERENCES network_revision (id),
  kind             TEXT NOT NULL,
  title            TEXT NOT NULL,
  spec             TEXT NOT NULL,
  seed             INTEGER NOT NULL,
  engine_version   TEXT NOT NULL,
  machine          TEXT NOT NULL,
  status           TEXT NOT NULL
    CHECK (status IN ('queued', 'running', 'finished', 'no-answer', 'cancelled', 'failed')),
  outcome          TEXT,
  figures          TEXT NOT NULL,   -- scalar results, for lists and comparison
  norm             REAL,
  created_at       TEXT NOT NULL,
  started_at       TEXT,
  finished_at      TEXT,
  duration_seconds REAL
) STRICT;
CREATE INDEX study_run_by_scenario ON study_run (scenario_id, kind, id);
CREATE INDEX study_run_by_revision ON study_run (revision_id);

-- The answer without its arrays, and the arrays.
CREATE TABLE study_result (
  run_id INTEGER PRIMARY KEY REFERENCES study_run (id) ON DELETE CASCADE,
  codec  TEXT NOT NULL,
  result BLOB NOT NULL
) STRICT;
CREATE TABLE result_array (
  run_id INTEGER NOT NULL REFERENCES study_run (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  type   TEXT NOT NULL,
  length INTEGER NOT NULL,
  codec  TEXT NOT NULL,
  sha256 TEXT NOT NULL,             -- of the bytes before packing
  bytes  BLOB NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT;

CREATE TABLE preference (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
