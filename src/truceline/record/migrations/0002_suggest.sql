-- Links of kind 'suggest': pairs that may be the same, kept for a person to look at.

CREATE TABLE link_wider (
  run INTEGER NOT NULL REFERENCES run (id),
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('same', 'suggest', 'not same', 'part of')),
  table_name TEXT NOT NULL,
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  score REAL NOT NULL,
  method TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, n)
) WITHOUT ROWID;

INSERT INTO link_wider SELECT run, n, kind, table_name, left_id, right_id, score, method, reason FROM link;

DROP TRIGGER link_no_update;
DROP TRIGGER link_no_delete;
DROP TABLE link;
ALTER TABLE link_wider RENAME TO link;

CREATE TRIGGER link_no_update BEFORE UPDATE ON link
  BEGIN SELECT raise(ABORT, 'link: rows are never changed; add a new one'); END;
CREATE TRIGGER link_no_delete BEFORE DELETE ON link
  BEGIN SELECT raise(ABORT, 'link: rows are never changed; add a new one'); END;
