-- Every figure with its happening, and who said it first: the root of its own chain, else that of its event.
WITH told AS (
       SELECT figure_id, min(step), actor_id FROM figure_source WHERE review != 'rejected' GROUP BY figure_id
     ),
     reported AS (
       SELECT event_id, min(position), actor_id FROM event_actor
       WHERE role = 'source' AND review != 'rejected' GROUP BY event_id
     )
SELECT figure.id, figure.document_id, figure.position, figure.who, figure.kind, figure.victim_class, figure.scope,
       figure.low, figure.best, figure.high, figure.open, figure.standing,
       event.happening_id, event.status,
       figure.review = 'rejected' OR event.review = 'rejected' AS rejected,
       root.known, root.name, reading.outlet, reading.published
FROM figure
JOIN event ON event.id = figure.event_id
JOIN folded ON folded.document_id = figure.document_id
JOIN reading ON reading.id = folded.reading
LEFT JOIN told ON told.figure_id = figure.id
LEFT JOIN reported ON reported.event_id = figure.event_id
LEFT JOIN actor AS own ON own.id = coalesce(told.actor_id, reported.actor_id)
LEFT JOIN actor AS root ON root.id = own.canonical_id
ORDER BY figure.id
