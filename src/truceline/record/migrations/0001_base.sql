-- The base tables. Rows are added and never changed: the triggers at the end say so to every program that opens the file.

CREATE TABLE version (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE                 -- canonical JSON: software, models, lexicons, settings
);

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('read', 'link')),
  version INTEGER NOT NULL REFERENCES version (id),
  agent TEXT NOT NULL,
  started_at TEXT NOT NULL
);

CREATE TABLE run_end (
  run INTEGER PRIMARY KEY REFERENCES run (id),
  ended_at TEXT NOT NULL
);

-- The original bytes, compressed by zlib; sha256 is that of the bytes as they came.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  raw BLOB NOT NULL
);

-- Texts as decoded or extracted; two versions that read the same text share one row.
CREATE TABLE text (
  sha256 TEXT PRIMARY KEY,
  text TEXT NOT NULL
);

-- One document as one version of the software read it.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  run INTEGER NOT NULL REFERENCES run (id),
  version INTEGER NOT NULL REFERENCES version (id),
  text_sha256 TEXT NOT NULL REFERENCES text (sha256),
  chars INTEGER NOT NULL,
  title TEXT,
  outlet TEXT,
  url TEXT,
  published TEXT,
  published_basis TEXT NOT NULL CHECK (published_basis IN ('text', 'metadata', 'analyst', 'unknown')),
  published_start INTEGER,
  published_end INTEGER,
  language TEXT NOT NULL,
  blocks TEXT NOT NULL,                    -- JSON: [[start, end, role], ...]
  relevant INTEGER NOT NULL CHECK (relevant IN (0, 1)),
  diagnostics TEXT NOT NULL,               -- JSON: [[level, code, message], ...]
  UNIQUE (document_id, version)
);

CREATE TABLE sentence (
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL REFERENCES reading (id),
  n INTEGER NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  role TEXT NOT NULL,
  UNIQUE (reading, n)
);

-- Words of the sentences for searching; rowid is sentence.id, the words themselves stay in text.
CREATE VIRTUAL TABLE sentence_words USING fts5 (
  words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

-- This passage gives this field of this record this value.
CREATE TABLE statement (
  reading INTEGER NOT NULL REFERENCES reading (id),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,                        -- hash of the content, without run and method
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,                     -- canonical JSON
  quotes TEXT NOT NULL,                    -- JSON: [[start, end, words], ...], offsets in code points of the text
  source_text TEXT,
  source_id TEXT,
  status TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried over', 'inferred')),
  method TEXT NOT NULL,
  confidence REAL,
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE INDEX statement_record ON statement (record_id, field);

CREATE TABLE link (
  run INTEGER NOT NULL REFERENCES run (id),
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('same', 'not same', 'part of')),
  table_name TEXT NOT NULL,
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  score REAL NOT NULL,
  method TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, n)
) WITHOUT ROWID;

-- hash = SHA-256 of the canonical JSON of the row, with the hash of the row before it.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accept', 'correct', 'reject', 'same', 'not same', 'undo')),
  table_name TEXT,
  record_id TEXT,
  field TEXT,
  value TEXT,                              -- canonical JSON
  other_id TEXT,
  undoes INTEGER REFERENCES decision (number),
  seen TEXT NOT NULL,                      -- JSON: the cells as they stood
  read TEXT NOT NULL,                      -- JSON: what the software had read, where that differs
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);

CREATE TABLE failure (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  path TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL
);

CREATE TABLE skipped (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  path TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL
);

CREATE INDEX document_path ON document (path);
CREATE INDEX failure_path ON failure (path);
CREATE INDEX skipped_path ON skipped (path);

-- What the record tables (derived, made by the software) were last folded from.
CREATE TABLE fold_state (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The newest reading of each document.
CREATE VIEW newest AS
  SELECT document_id, max(id) AS reading FROM reading GROUP BY document_id;

-- Append only.
CREATE TRIGGER version_no_update BEFORE UPDATE ON version
  BEGIN SELECT raise(ABORT, 'version: rows are never changed; add a new one'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version
  BEGIN SELECT raise(ABORT, 'version: rows are never changed; add a new one'); END;
CREATE TRIGGER run_no_update BEFORE UPDATE ON run
  BEGIN SELECT raise(ABORT, 'run: rows are never changed; add a new one'); END;
CREATE TRIGGER run_no_delete BEFORE DELETE ON run
  BEGIN SELECT raise(ABORT, 'run: rows are never changed; add a new one'); END;
CREATE TRIGGER run_end_no_update BEFORE UPDATE ON run_end
  BEGIN SELECT raise(ABORT, 'run_end: rows are never changed; add a new one'); END;
CREATE TRIGGER run_end_no_delete BEFORE DELETE ON run_end
  BEGIN SELECT raise(ABORT, 'run_end: rows are never changed; add a new one'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document
  BEGIN SELECT raise(ABORT, 'document: rows are never changed; add a new one'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
  BEGIN SELECT raise(ABORT, 'document: rows are never changed; add a new one'); END;
CREATE TRIGGER text_no_update BEFORE UPDATE ON text
  BEGIN SELECT raise(ABORT, 'text: rows are never changed; add a new one'); END;
CREATE TRIGGER text_no_delete BEFORE DELETE ON text
  BEGIN SELECT raise(ABORT, 'text: rows are never changed; add a new one'); END;
CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading
  BEGIN SELECT raise(ABORT, 'reading: rows are never changed; add a new one'); END;
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading
  BEGIN SELECT raise(ABORT, 'reading: rows are never changed; add a new one'); END;
CREATE TRIGGER sentence_no_update BEFORE UPDATE ON sentence
  BEGIN SELECT raise(ABORT, 'sentence: rows are never changed; add a new one'); END;
CREATE TRIGGER sentence_no_delete BEFORE DELETE ON sentence
  BEGIN SELECT raise(ABORT, 'sentence: rows are never changed; add a new one'); END;
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement
  BEGIN SELECT raise(ABORT, 'statement: rows are never changed; add a new one'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement
  BEGIN SELECT raise(ABORT, 'statement: rows are never changed; add a new one'); END;
CREATE TRIGGER link_no_update BEFORE UPDATE ON link
  BEGIN SELECT raise(ABORT, 'link: rows are never changed; add a new one'); END;
CREATE TRIGGER link_no_delete BEFORE DELETE ON link
  BEGIN SELECT raise(ABORT, 'link: rows are never changed; add a new one'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
  BEGIN SELECT raise(ABORT, 'decision: rows are never changed; add a new one'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
  BEGIN SELECT raise(ABORT, 'decision: rows are never changed; add a new one'); END;
CREATE TRIGGER failure_no_update BEFORE UPDATE ON failure
  BEGIN SELECT raise(ABORT, 'failure: rows are never changed; add a new one'); END;
CREATE TRIGGER failure_no_delete BEFORE DELETE ON failure
  BEGIN SELECT raise(ABORT, 'failure: rows are never changed; add a new one'); END;
CREATE TRIGGER skipped_no_update BEFORE UPDATE ON skipped
  BEGIN SELECT raise(ABORT, 'skipped: rows are never changed; add a new one'); END;
CREATE TRIGGER skipped_no_delete BEFORE DELETE ON skipped
  BEGIN SELECT raise(ABORT, 'skipped: rows are never changed; add a new one'); END;
