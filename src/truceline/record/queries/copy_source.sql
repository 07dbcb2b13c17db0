-- The sources of a figure's cell are also those of the reconciled cell that is made from it.
INSERT OR IGNORE INTO other_source
  (document_id, table_name, row_id, column_name, statement_id, decision, reading, n)
SELECT '', 'reconciled', ?, ?, statement_id, decision, reading, n
FROM cell_source
WHERE document_id = ? AND table_name = 'figure' AND row_id = ? AND column_name = ?
