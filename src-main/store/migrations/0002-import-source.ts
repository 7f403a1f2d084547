/** The file that a network was imported from, so that an export can be written into it. */
export const importSource = `
-- Kept once however many scenarios came of it; goes when the last of them does.
CREATE TABLE import_source (
  id        INTEGER PRIMARY KEY,
  sha256    TEXT NOT NULL,            -- of the file
  file_name TEXT NOT NULL,
  codec     TEXT NOT NULL,
  bytes     BLOB NOT NULL,
  UNIQUE (sha256, file_name)
) STRICT;

CREATE TABLE scenario_source (
  scenario_id INTEGER PRIMARY KEY REFERENCES scenario (id) ON DELETE CASCADE,
  source_id   INTEGER NOT NULL REFERENCES import_source (id)
) STRICT;
CREATE INDEX scenario_source_by_source ON scenario_source (source_id);
CREATE TRIGGER forget_import_source AFTER DELETE ON scenario_source
WHEN NOT EXISTS (SELECT 1 FROM scenario_source WHERE source_id = OLD.source_id)
BEGIN
  DELETE FROM import_source WHERE id = OLD.source_id;
END;
`;
