-- Sentences of the newest readings that hold all the words, best first.
SELECT reading.document_id, sentence.n, sentence.char_start, sentence.char_end,
       substr(text.text, sentence.char_start + 1, sentence.char_end - sentence.char_start)
FROM sentence_words
JOIN sentence ON sentence.id = sentence_words.rowid
JOIN reading ON reading.id = sentence.reading
JOIN text ON text.sha256 = reading.text_sha256
WHERE sentence_words MATCH ?
  AND reading.id = (SELECT max(newer.id) FROM reading AS newer WHERE newer.document_id = reading.document_id)
ORDER BY bm25(sentence_words), reading.document_id, sentence.n
LIMIT ?
