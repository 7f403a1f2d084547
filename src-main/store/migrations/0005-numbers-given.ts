/** A number names one scenario or one run for good, also after that was deleted. */
export const numbersGiven = `
-- Reports, archives and windows may still name what is gone: its number is not given again.
CREATE TABLE number_given (
  family  TEXT PRIMARY KEY,           -- the table that it numbers
  highest INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO number_given SELECT 'scenario', coalesce(max(id), 0) FROM scenario;
INSERT INTO number_given SELECT 'study_run', coalesce(max(id), 0) FROM study_run;

CREATE TRIGGER scenario_number AFTER INSERT ON scenario
BEGIN
  UPDATE number_given SET highest = max(highest, NEW.id) WHERE family = 'scenario';
END;
CREATE TRIGGER study_run_number AFTER INSERT ON study_run
BEGIN
  UPDATE number_given SET highest = max(highest, NEW.id) WHERE family = 'study_run';
END;
`;
