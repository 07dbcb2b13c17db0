-- Each document as its newest version read it; {among} chooses among all readings.
WITH newest AS (SELECT document_id, max(id) AS reading FROM reading WHERE {among} GROUP BY document_id)
SELECT document.id, document.path, document.sha256, document.media_type, document.size, reading.chars, reading.title,
       reading.outlet, reading.url, reading.published, reading.published_basis, reading.language, reading.relevant,
       version.key
FROM newest
JOIN document ON document.id = newest.document_id
JOIN reading ON reading.id = newest.reading
JOIN version ON version.id = reading.version
ORDER BY reading.published IS NULL, reading.published, document.path, document.id
