-- Batches of doubtful things that a coder goes through: frozen when made, so that progress can be told and resumed.

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  coder TEXT NOT NULL,
  made_at TEXT NOT NULL,
  query TEXT NOT NULL,                     -- the filter and the kinds of doubt, as the query of an address
  after INTEGER NOT NULL                   -- number of the last decision before it was made
);

CREATE TABLE batch_item (
  batch INTEGER NOT NULL REFERENCES batch (id),
  n INTEGER NOT NULL,                      -- place in the batch, from 0
  source TEXT NOT NULL,                    -- which rule found it doubtful
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT,
  other_id TEXT,                           -- the second record of a pair
  reason TEXT NOT NULL,
  doubt REAL NOT NULL CHECK (doubt BETWEEN 0 AND 1),
  killed INTEGER,
  reports INTEGER NOT NULL,
  PRIMARY KEY (batch, n)
) WITHOUT ROWID;

-- What a coder left for later; a further row with skipped = 0 takes it up again.
CREATE TABLE skip (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  n INTEGER NOT NULL,
  skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
  at TEXT NOT NULL,
  FOREIGN KEY (batch, n) REFERENCES batch_item (batch, n)
);

CREATE INDEX skip_item ON skip (batch, n);

CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
  BEGIN SELECT raise(ABORT, 'batch: rows are never changed; add a new one'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
  BEGIN SELECT raise(ABORT, 'batch: rows are never changed; add a new one'); END;
CREATE TRIGGER batch_item_no_update BEFORE UPDATE ON batch_item
  BEGIN SELECT raise(ABORT, 'batch_item: rows are never changed; add a new one'); END;
CREATE TRIGGER batch_item_no_delete BEFORE DELETE ON batch_item
  BEGIN SELECT raise(ABORT, 'batch_item: rows are never changed; add a new one'); END;
CREATE TRIGGER skip_no_update BEFORE UPDATE ON skip
  BEGIN SELECT raise(ABORT, 'skip: rows are never changed; add a new one'); END;
CREATE TRIGGER skip_no_delete BEFORE DELETE ON skip
  BEGIN SELECT raise(ABORT, 'skip: rows are never changed; add a new one'); END;
