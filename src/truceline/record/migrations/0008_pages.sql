-- Where the pages of a document begin in its text: JSON, [offset, ...] in code points; [] for formats without pages.

ALTER TABLE reading ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
