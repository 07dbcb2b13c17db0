-- Every figure with its happening, and who said it first: the root of its own chain, else that of its event.
-- Of a report that was printed several times the outlet is that of the first printing. {among} narrows the happenings down.
SELECT figure.id, figure.document_id, figure.position, figure.who, figure.kind, figure.victim_class, figure.scope,
       figure.low, figure.best, figure.high, figure.open, figure.rule, figure.revision, figure.excluded,
       figure.reliability, figure.credibility, figure.standing, figure.replaced_by_id, figure.root,
       event.happening_id, event.status,
       figure.review = 'rejected' OR event.review = 'rejected' AS rejected,
       root.known, coalesce(root.name, iif(told.id IS NULL, reported.text, told.text)) AS name,
       root.kind AS source_kind, iif(reprint.first_id IS NULL, reading.outlet, reprint.outlet) AS outlet, reading.published,
       reprint.first_id, reading.chars
FROM event
JOIN figure ON figure.event_id = event.id
JOIN folded ON folded.document_id = figure.document_id
JOIN reading ON reading.id = folded.reading
LEFT JOIN reprint ON reprint.document_id = figure.document_id
LEFT JOIN figure_source AS told ON told.id = (
  SELECT id FROM figure_source WHERE figure_id = figure.id AND review != 'rejected' ORDER BY step, id LIMIT 1
)
LEFT JOIN event_actor AS reported ON reported.id = (
  SELECT id FROM event_actor WHERE event_id = event.id AND role = 'source' AND review != 'rejected'
  ORDER BY position, id LIMIT 1
)
LEFT JOIN actor AS own ON own.id = iif(told.id IS NULL, reported.actor_id, told.actor_id)
LEFT JOIN actor AS root ON root.id = own.canonical_id
WHERE {among}
ORDER BY figure.id
