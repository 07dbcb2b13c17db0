-- Datasets of others that the user has, to compare the record with. They stand for themselves: no cell of the record
-- comes from them, and the record tables do not change with them.

CREATE TABLE dataset (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('acled', 'ucdp-ged')),
  release TEXT,                            -- such as 23.1; empty if neither the file nor the user says it
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,             -- of the file
  columns TEXT NOT NULL,                   -- JSON: the header of the file
  size INTEGER NOT NULL,                   -- how many rows it has
  first TEXT NOT NULL,                     -- first and last day of any row
  last TEXT NOT NULL,
  left_out TEXT NOT NULL,                  -- JSON: [[line, why], ...], rows of the file that cannot be used
  loaded_by TEXT NOT NULL,
  loaded_at TEXT NOT NULL
);

CREATE TABLE dataset_row (
  dataset INTEGER NOT NULL REFERENCES dataset (number),
  n INTEGER NOT NULL,                      -- place in the file, from 1
  source_id TEXT NOT NULL,                 -- the dataset's own id
  relid TEXT,
  first TEXT NOT NULL,                     -- first and last day
  last TEXT NOT NULL,
  date_precision INTEGER,                  -- the dataset's own codes
  country TEXT,                            -- ISO 3166 alpha-3; empty if the name is not known
  country_name TEXT NOT NULL,
  admin1 TEXT,
  admin2 TEXT,
  place TEXT NOT NULL,
  lat REAL,
  lon REAL,
  place_precision INTEGER,
  type TEXT NOT NULL,
  sub_type TEXT,
  side_a TEXT NOT NULL,                    -- JSON: names, the main one first
  side_b TEXT NOT NULL,
  id_a INTEGER,                            -- UCDP's numbers of the sides
  id_b INTEGER,
  inter_a INTEGER,                         -- ACLED's codes of the sides
  inter_b INTEGER,
  deaths INTEGER,
  low INTEGER,
  high INTEGER,
  sources INTEGER,
  cells TEXT NOT NULL,                     -- JSON: the whole row, in the order of dataset.columns
  PRIMARY KEY (dataset, n)
) WITHOUT ROWID;

-- The end of loading: from then on the dataset has no more rows. Without it the loading was cut short.
CREATE TABLE dataset_end (
  dataset INTEGER PRIMARY KEY REFERENCES dataset (number),
  rows_sha256 TEXT NOT NULL,               -- of all rows as they stand here
  ended_at TEXT NOT NULL
);

CREATE INDEX dataset_row_days ON dataset_row (dataset, first, last);
CREATE INDEX dataset_row_source ON dataset_row (dataset, source_id);

CREATE TRIGGER dataset_no_update BEFORE UPDATE ON dataset
  BEGIN SELECT raise(ABORT, 'dataset: rows are never changed; add a new one'); END;
CREATE TRIGGER dataset_no_delete BEFORE DELETE ON dataset
  BEGIN SELECT raise(ABORT, 'dataset: rows are never changed; add a new one'); END;
CREATE TRIGGER dataset_row_no_update BEFORE UPDATE ON dataset_row
  BEGIN SELECT raise(ABORT, 'dataset_row: rows are never changed; load the new release beside it'); END;
CREATE TRIGGER dataset_row_no_delete BEFORE DELETE ON dataset_row
  BEGIN SELECT raise(ABORT, 'dataset_row: rows are never changed; load the new release beside it'); END;
CREATE TRIGGER dataset_row_no_more BEFORE INSERT ON dataset_row
  WHEN EXISTS (SELECT 1 FROM dataset_end WHERE dataset = NEW.dataset)
    OR NEW.n NOT BETWEEN 1 AND (SELECT size FROM dataset WHERE number = NEW.dataset)
  BEGIN SELECT raise(ABORT, 'dataset_row: the dataset is whole; load the new release beside it'); END;
CREATE TRIGGER dataset_end_no_update BEFORE UPDATE ON dataset_end
  BEGIN SELECT raise(ABORT, 'dataset_end: rows are never changed; add a new one'); END;
CREATE TRIGGER dataset_end_no_delete BEFORE DELETE ON dataset_end
  BEGIN SELECT raise(ABORT, 'dataset_end: rows are never changed; add a new one'); END;
