-- Decisions of kind 'add' (a record that the software missed) and 'attach' (further passages), and the words selected.

CREATE TABLE decision_wider (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accept', 'correct', 'reject', 'add', 'attach', 'same', 'not same', 'undo')),
  table_name TEXT,
  record_id TEXT,
  field TEXT,
  value TEXT,                              -- canonical JSON
  other_id TEXT,
  undoes INTEGER REFERENCES decision_wider (number),
  seen TEXT NOT NULL,                      -- JSON: the cells as they stood
  read TEXT NOT NULL,                      -- JSON: what the software had read, where that differs
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  document_id TEXT REFERENCES document (id),
  text_sha256 TEXT REFERENCES text (sha256),  -- the text that the words were selected in
  quotes TEXT NOT NULL DEFAULT '[]',       -- JSON: [[start, end, words], ...], offsets in code points of that text
  cells TEXT NOT NULL DEFAULT '{}',        -- JSON: the fields of an added record
  inferred TEXT NOT NULL DEFAULT '[]',     -- JSON: those of them that follow from others
  status TEXT NOT NULL DEFAULT 'asserted'  -- of what an added record tells
);

INSERT INTO decision_wider
  (number, kind, table_name, record_id, field, value, other_id, undoes, seen, read, decided_by, decided_at, reason,
   previous_hash, hash)
  SELECT number, kind, table_name, record_id, field, value, other_id, undoes, seen, read, decided_by, decided_at, reason,
         previous_hash, hash
  FROM decision ORDER BY number;

DROP TRIGGER decision_no_update;
DROP TRIGGER decision_no_delete;
DROP TABLE decision;
ALTER TABLE decision_wider RENAME TO decision;

-- Indexes go with the table; they are made anew.
CREATE INDEX decision_record ON decision (record_id);
CREATE INDEX decision_other ON decision (other_id);
CREATE INDEX decision_undoes ON decision (undoes);
CREATE INDEX decision_added ON decision (document_id) WHERE kind = 'add';

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
  BEGIN SELECT raise(ABORT, 'decision: rows are never changed; add a new one'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
  BEGIN SELECT raise(ABORT, 'decision: rows are never changed; add a new one'); END;
