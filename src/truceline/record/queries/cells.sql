-- The sources of filled cells with what their statements say; {where} narrows them down.
SELECT cell.table_name, cell.row_id, cell.column_name, cell.statement_id, cell.decision,
       reading.document_id, statement.quotes, statement.source_text, statement.source_id,
       statement.status, statement.basis, statement.method, statement.confidence, decision.decided_by,
       decision.document_id, decision.quotes, decision.inferred, decision.status
FROM cell_source AS cell
LEFT JOIN statement ON statement.reading = cell.reading AND statement.n = cell.n AND cell.decision = 0
LEFT JOIN reading ON reading.id = statement.reading
LEFT JOIN decision ON decision.number = cell.decision
WHERE {where}
ORDER BY cell.document_id, cell.table_name, cell.row_id, cell.column_name, cell.decision, cell.statement_id
