-- A link stands until a later linking run ends it: so a run puts down only what changed, not all links of the record.
CREATE TABLE link_end (
  link_run INTEGER NOT NULL,
  link_n INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES run (id),
  PRIMARY KEY (link_run, link_n),
  FOREIGN KEY (link_run, link_n) REFERENCES link (run, n)
) WITHOUT ROWID;

-- Until now each run put down all links, so the next one ended them.
INSERT INTO link_end (link_run, link_n, run)
  SELECT link.run, link.n, (SELECT min(id) FROM run WHERE kind = 'link' AND id > link.run)
  FROM link WHERE link.run < (SELECT max(id) FROM run WHERE kind = 'link');

-- The links that stand.
CREATE VIEW standing_link AS
  SELECT * FROM link WHERE NOT EXISTS (SELECT 1 FROM link_end WHERE link_run = link.run AND link_n = link.n);

CREATE TRIGGER link_end_no_update BEFORE UPDATE ON link_end
  BEGIN SELECT raise(ABORT, 'link_end: rows are never changed; add a new one'); END;
CREATE TRIGGER link_end_no_delete BEFORE DELETE ON link_end
  BEGIN SELECT raise(ABORT, 'link_end: rows are never changed; add a new one'); END;
