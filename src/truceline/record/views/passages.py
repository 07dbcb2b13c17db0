"""The words behind one statement, in the sentences that they stand in, and what record they speak of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.records import TABLES
from truceline.model.text import page_of
from truceline.record.decisions import from_json
from truceline.record.reader import Reader

_STATEMENT = """
  SELECT statement.quotes, reading.document_id, reading.title, reading.outlet, reading.published, reading.pages,
         statement.record_id, statement.table_name
  FROM statement JOIN reading ON reading.id = statement.reading WHERE statement.reading = ? AND statement.n = ?"""
_SENTENCES = """
  SELECT sentence.n, sentence.char_start, sentence.char_end,
         substr(text.text, sentence.char_start + 1, sentence.char_end - sentence.char_start)
  FROM reading JOIN text ON text.sha256 = reading.text_sha256 JOIN sentence ON sentence.reading = reading.id
  WHERE reading.id = ? AND sentence.n BETWEEN
      (SELECT coalesce(max(n), 0) FROM sentence WHERE reading = ? AND char_start <= ?) - 1
    AND (SELECT coalesce(min(n), 1000000) FROM sentence WHERE reading = ? AND char_end >= ?) + 1
  ORDER BY sentence.n"""
_FIELDS = "SELECT field, value FROM statement WHERE record_id = ? AND reading = ? ORDER BY n"
_OWNERS = ("event_id", "figure_id", "claim_id", "ceasefire_id", "actor_id")
_MOST = 6  # quotes that are shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` where it is the words of the statement, `near` where it stands before or after."""

    text: str
    mark: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A record by the words that it rests on."""

    table: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a statement rests on: the report, its words in their sentences, and the record they speak of.

    `about` names the record and those that it belongs to, by the words that the software read, the nearest first.
    `pages` are the pages on which the passages' first marked words stand, ``None`` of formats without pages.
    """

    document_id: str
    title: str | None
    outlet: str | None
    published: str | None
    about: tuple[Named, ...]
    passages: tuple[tuple[Piece, ...], ...]
    pages: tuple[int | None, ...]
    more: int


def told(reader: Reader, reading: int, n: int) -> Told:
    """The passages of the statement `n` of a reading; nothing of what people decided goes into it."""
    quotes, document_id, title, outlet, published, starts, record_id, table = next(
        reader.select(_STATEMENT, (reading, n))
    )
    spans = sorted({(start, end) for start, end, _ in json.loads(quotes)})
    passages, firsts = _passages(reader, reading, spans[:_MOST])
    return Told(
        document_id=document_id, title=title, outlet=outlet, published=published,
        about=tuple(_about(reader, reading, table, record_id)),
        passages=passages, pages=tuple(page_of(json.loads(starts), first) for first in firsts),
        more=max(0, len(spans) - _MOST),
    )  # fmt: skip


def _about(reader: Reader, reading: int, table: str, record_id: str) -> list[Named]:
    """The record and, going up, what it belongs to."""
    found: list[Named] = []
    while len(found) < len(_OWNERS):
        fields = {name: from_json(value) for name, value in reader.select(_FIELDS, (record_id, reading))}
        found.append(Named(table, str(fields.get(TABLES[table].anchor, ""))))
        owner = next((name for name in _OWNERS if name in fields and name != f"{table}_id"), None)
        if owner is None or table in ("actor", "event", "ceasefire"):
            break
        table, record_id = owner.removesuffix("_id"), str(fields[owner])
    return found


def _passages(
    reader: Reader, reading: int, spans: Sequence[tuple[int, int]]
) -> tuple[tuple[tuple[Piece, ...], ...], tuple[int, ...]]:
    """The sentences around each span, and where its first words begin; spans of neighbouring sentences share one
    passage."""
    found: list[tuple[list[tuple[int, int, int, str]], list[tuple[int, int]]]] = []
    for start, end in spans:
        around = list(reader.select(_SENTENCES, (reading, reading, start, reading, end)))
        if found and around and found[-1][0] and around[0][0] <= found[-1][0][-1][0] + 1:
            known = {sentence[0] for sentence in found[-1][0]}
            found[-1][0].extend(sentence for sentence in around if sentence[0] not in known)
            found[-1][1].append((start, end))
        elif around:
            found.append((around, [(start, end)]))
    return tuple(tuple(_pieces(*one)) for one in found), tuple(marks[0][0] for _, marks in found)


def _pieces(sentences: Sequence[tuple[int, int, int, str]], marks: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    for _, start, end, text in sentences:
        inside = [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]
        at = start
        for a, b in inside:
            if a > at:
                pieces.append(Piece(text[at - start : a - start]))
            pieces.append(Piece(text[max(a, at) - start : b - start], mark=True))
            at = max(at, b)
        rest = text[at - start :]
        pieces.append(Piece(f"{rest} ", near=not inside))
    last = pieces[-1]
    pieces[-1] = Piece(last.text.rstrip(), last.mark, last.near)
    return [piece for piece in pieces if piece.text]
