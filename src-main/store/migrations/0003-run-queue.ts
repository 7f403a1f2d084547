/** The queue of the runs outlives the process, and so does what an unfinished run has found. */
export const runQueue = `
-- The runs that have not ended. A row goes in the transaction that stores the result.
CREATE TABLE run_queue (
  run_id     INTEGER PRIMARY KEY REFERENCES study_run (id) ON DELETE CASCADE,
  place      INTEGER NOT NULL,        -- the least goes first
  paused     INTEGER NOT NULL,
  pieces     INTEGER NOT NULL,        -- chunks that the question is cut into
  seconds    REAL NOT NULL,           -- worked for the chunks that are stored
  beginnings INTEGER NOT NULL         -- since a chunk was stored, or the program ended in order
) STRICT;
CREATE INDEX run_queue_by_place ON run_queue (place);

CREATE TABLE run_chunk (
  run_id INTEGER NOT NULL REFERENCES run_queue (run_id) ON DELETE CASCADE,
  chunk  INTEGER NOT NULL,
  codec  TEXT NOT NULL,
  answer BLOB NOT NULL,
  PRIMARY KEY (run_id, chunk)
) STRICT;

-- What happened to a run beside beginning and ending.
CREATE TABLE run_message (
  id     INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES study_run (id) ON DELETE CASCADE,
  at     TEXT NOT NULL,
  text   TEXT NOT NULL
) STRICT;
CREATE INDEX run_message_by_run ON run_message (run_id);

INSERT INTO run_queue
SELECT id, id, 0, 1, 0, 0 FROM study_run WHERE status IN ('queued', 'running');
`;
