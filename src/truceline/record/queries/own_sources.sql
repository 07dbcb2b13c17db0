-- The statements of a reading are the sources of the cells that they fill; all do but those named.
INSERT INTO cell_source
  (document_id, table_name, row_id, column_name, statement_id, decision, reading, n)
SELECT ?, table_name, record_id, field, id, 0, reading, n
FROM statement
WHERE reading = ? AND n NOT IN (SELECT value FROM json_each(?))
