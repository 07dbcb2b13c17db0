"""Searching the words of all reports: sentences that hold them, by document, with what was read from each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.model.filters import Filter
from truceline.model.text import page_of
from truceline.record.reader import Reader
from truceline.record.views.choosing import NEWEST, of_documents
from truceline.record.views.sought import Marks, expression, marked

Order = Literal["rank", "day", "newest"]

_HITS = """
  WITH hit AS MATERIALIZED (
    SELECT sentence.reading, count(*) AS hits, {rank} AS best
    FROM sentence_words JOIN sentence ON sentence.id = sentence_words.rowid
    WHERE sentence_words MATCH ? GROUP BY sentence.reading)
  SELECT reading.id, hit.hits FROM hit CROSS JOIN reading ON reading.id = hit.reading
  WHERE {where} AND {newest} ORDER BY {order}"""
_RANKS: Mapping[Order, tuple[str, str]] = {
    "rank": ("min(sentence_words.rank)", "hit.best, reading.published DESC, reading.id"),
    "day": ("0", "reading.published IS NULL, reading.published, reading.id"),
    "newest": ("0", "reading.published IS NULL, reading.published DESC, reading.id"),
}
_DOCUMENTS = """
  SELECT reading.id, reading.document_id, document.path, reading.title, reading.outlet, reading.published,
         reading.pages, text.text
  FROM json_each(?) AS met JOIN reading ON reading.id = met.value JOIN document ON document.id = reading.document_id
  JOIN text ON text.sha256 = reading.text_sha256 ORDER BY met.key"""
_SENTENCES = """
  SELECT reading, n, char_start, char_end FROM sentence WHERE reading IN (SELECT value FROM json_each(?))
  ORDER BY reading, n"""
_EVENTS = """
  SELECT folded.reading, event.sentence, event.happening_id, event.type, event.status, event.trigger
  FROM folded JOIN event ON event.document_id = folded.document_id
  WHERE folded.document_id IN (SELECT value FROM json_each(?)) AND event.review != 'rejected' ORDER BY event.position"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvent:
    """An event that was read from a sentence; `id` is that of its happening."""

    id: str
    type: str
    status: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSentence:
    """A sentence that was searched for: `start` is its offset in the text, `marks` are ranges of its own characters.

    `page` is the page that it begins on, of formats that have pages.
    """

    start: int
    page: int | None
    text: str
    marks: Marks
    events: tuple[ReadEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document with sentences that were searched for: `hits` in all, the first of them in `sentences`."""

    id: str
    path: str
    title: str | None
    outlet: str | None
    published: str | None
    hits: int
    sentences: tuple[FoundSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of the documents that were found; `total` of them and `hits` in all. `asked` is false if nothing was
    typed that can be looked for."""

    asked: bool
    total: int
    hits: int
    rows: tuple[FoundDocument, ...]


def search(
    reader: Reader, typed: str, wanted: Filter, order: Order, offset: int, limit: int, *, sentences: int = 5
) -> Found:
    """Documents whose newest reading has sentences with what was typed.

    Args:
        reader: the record.
        typed: words, "phrases", OR, -minus, prefix*.
        wanted: what the filter says of reports: days of publication, outlet, words.
        order: best first, or by day of publication.
        offset: documents to pass over.
        limit: most documents of the answer.
        sentences: most sentences of each.
    """
    match = expression(typed)
    if match is None:
        return Found(asked=False, total=0, hits=0, rows=())
    where, values = of_documents(wanted)
    rank, by = _RANKS[order]
    sql = _HITS.format(rank=rank, where=where, newest=NEWEST, order=by)
    every = list(reader.select(sql, (match, *values)))
    shown = dict(every[offset : offset + limit])
    rows = _documents(reader, shown, match, sentences)
    return Found(asked=True, total=len(every), hits=sum(hits for _, hits in every), rows=rows)


def _documents(reader: Reader, shown: Mapping[int, int], match: str, most: int) -> tuple[FoundDocument, ...]:
    among = json.dumps(list(shown))
    infos = {reading: info for reading, *info in reader.select(_DOCUMENTS, (among,))}
    places = [
        (reading, n, start, infos[reading][-1][start:end])
        for reading, n, start, end in reader.select(_SENTENCES, (among,))
    ]
    events = _events(reader, [own for own, *_ in infos.values()])
    pages = {reading: json.loads(starts) for reading, (*_, starts, _) in infos.items()}
    found = defaultdict[int, list[FoundSentence]](list)
    for number, marks in marked([text for *_, text in places], match).items():
        reading, n, start, text = places[number]
        page = page_of(pages[reading], start)
        found[reading].append(
            FoundSentence(start=start, page=page, text=text, marks=marks, events=tuple(events[reading, n]))
        )
    return tuple(
        FoundDocument(
            id=own, path=path, title=title, outlet=outlet, published=published, hits=shown[reading],
            sentences=tuple(found[reading][:most]),
        )
        for reading, (own, path, title, outlet, published, *_) in infos.items()
    )  # fmt: skip


def _events(reader: Reader, documents: Sequence[str]) -> Mapping[tuple[int, int], list[ReadEvent]]:
    """The events of these documents, by the reading and sentence that they were read from."""
    found = defaultdict[tuple[int, int], list[ReadEvent]](list)
    for reading, sentence, own, kind, status, trigger in reader.select(_EVENTS, (json.dumps(documents),)):
        found[reading, sentence].append(ReadEvent(id=own, type=kind, status=status, trigger=trigger))
    return found
