-- Every figure with its happening, and who said it first: the root of its own chain, else that of its event.
WITH told AS (
       SELECT figure_id, min(step), actor_id, text FROM figure_source WHERE review != 'rejected' GROUP BY figure_id
     ),
     reported AS (
       SELECT event_id, min(position), actor_id, text FROM event_actor
       WHERE role = 'source' AND review != 'rejected' GROUP BY event_id
     )
SELECT figure.id, figure.document_id, figure.position, figure.who, figure.kind, figure.victim_class, figure.scope,
       figure.low, figure.best, figure.high, figure.open, figure.rule, figure.revision, figure.excluded,
       figure.reliability, figure.credibility, figure.standing, figure.replaced_by_id, figure.root,
       event.happening_id, event.status,
       figure.review = 'rejected' OR event.review = 'rejected' AS rejected,
       root.known, coalesce(root.name, iif(told.figure_id IS NULL, reported.text, told.text)) AS name,
       root.kind AS source_kind, reading.outlet, reading.published
FROM figure
JOIN event ON event.id = figure.event_id
JOIN folded ON folded.document_id = figure.document_id
JOIN reading ON reading.id = folded.reading
LEFT JOIN told ON told.figure_id = figure.id
LEFT JOIN reported ON reported.event_id = figure.event_id
LEFT JOIN actor AS own ON own.id = iif(told.figure_id IS NULL, reported.actor_id, told.actor_id)
LEFT JOIN actor AS root ON root.id = own.canonical_id
ORDER BY figure.id
