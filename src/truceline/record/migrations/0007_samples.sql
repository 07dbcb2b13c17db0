-- Samples of cells for blind second coding. A sample is drawn once and never changes; a coding is what one coder says of
-- one of its cells, the newest by the same coder counts. Nothing of this changes the record tables.

CREATE TABLE sample (
  number INTEGER PRIMARY KEY,
  drawn_by TEXT NOT NULL,
  drawn_at TEXT NOT NULL,
  seed INTEGER NOT NULL,
  coder TEXT,                              -- whose decisions it was drawn from, or
  filter TEXT,                             -- the filter, as the query of an address
  fields TEXT NOT NULL,                    -- JSON: [[table, field], ...]
  strata TEXT NOT NULL CHECK (strata IN ('none', 'table', 'field')),
  frame INTEGER NOT NULL,                  -- how many cells it was drawn from
  size INTEGER NOT NULL,
  CHECK ((coder IS NULL) != (filter IS NULL))
);

-- A cell as the software read it: the statement holds value and passage.
CREATE TABLE sample_item (
  sample INTEGER NOT NULL REFERENCES sample (number),
  n INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  reading INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  PRIMARY KEY (sample, n),
  UNIQUE (sample, record_id, field),
  FOREIGN KEY (reading, statement) REFERENCES statement (reading, n)
) WITHOUT ROWID;

-- The end of coding: from then on the codings may be seen and compared.
CREATE TABLE sample_end (
  sample INTEGER PRIMARY KEY REFERENCES sample (number),
  ended_by TEXT NOT NULL,
  ended_at TEXT NOT NULL
);

CREATE TABLE coding (
  number INTEGER PRIMARY KEY,
  sample INTEGER NOT NULL,
  item INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('accept', 'correct', 'not said', 'skip', 'undo')),
  value TEXT,                              -- canonical JSON, of 'correct' only
  coded_by TEXT NOT NULL,
  coded_at TEXT NOT NULL,
  FOREIGN KEY (sample, item) REFERENCES sample_item (sample, n),
  CHECK ((kind = 'correct') = (value IS NOT NULL))
);

CREATE INDEX coding_item ON coding (sample, item, coded_by);

CREATE TRIGGER sample_no_update BEFORE UPDATE ON sample
  BEGIN SELECT raise(ABORT, 'sample: rows are never changed; add a new one'); END;
CREATE TRIGGER sample_no_delete BEFORE DELETE ON sample
  BEGIN SELECT raise(ABORT, 'sample: rows are never changed; add a new one'); END;
CREATE TRIGGER sample_item_no_update BEFORE UPDATE ON sample_item
  BEGIN SELECT raise(ABORT, 'sample_item: rows are never changed; add a new one'); END;
CREATE TRIGGER sample_item_no_delete BEFORE DELETE ON sample_item
  BEGIN SELECT raise(ABORT, 'sample_item: rows are never changed; add a new one'); END;
CREATE TRIGGER sample_item_no_more BEFORE INSERT ON sample_item
  WHEN NEW.n NOT BETWEEN 1 AND (SELECT size FROM sample WHERE number = NEW.sample)
  BEGIN SELECT raise(ABORT, 'sample_item: a sample is drawn once; draw another one'); END;
CREATE TRIGGER sample_end_no_update BEFORE UPDATE ON sample_end
  BEGIN SELECT raise(ABORT, 'sample_end: rows are never changed; add a new one'); END;
CREATE TRIGGER sample_end_no_delete BEFORE DELETE ON sample_end
  BEGIN SELECT raise(ABORT, 'sample_end: rows are never changed; add a new one'); END;
CREATE TRIGGER coding_no_update BEFORE UPDATE ON coding
  BEGIN SELECT raise(ABORT, 'coding: rows are never changed; add a new one'); END;
CREATE TRIGGER coding_no_delete BEFORE DELETE ON coding
  BEGIN SELECT raise(ABORT, 'coding: rows are never changed; add a new one'); END;
CREATE TRIGGER coding_not_after_the_end BEFORE INSERT ON coding
  WHEN EXISTS (SELECT 1 FROM sample_end WHERE sample = NEW.sample)
  BEGIN SELECT raise(ABORT, 'coding: the coding of this sample has ended; draw another one'); END;
