"""Collecting the statements of one document: record ids, quotes, and one statement for each filled cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

from truceline.model.extraction import Basis, Extraction, Ref, Status
from truceline.model.ledger import Quote, Source, Statement, Value, canonical_json
from truceline.model.records import TABLES
from truceline.model.text import Span

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [low + high for high in _DIGITS for low in _DIGITS]
_SHIFTS = range(0, 60, 10)


def content_id(prefix: str, *key: object) -> str:
    """A stable id made from content: ``EVT-`` and twelve digits of Crockford's base 32 (60 bits of SHA-256)."""
    digest = hashlib.sha256(canonical_json((prefix, *key)).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big")
    return f"{prefix}-{''.join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])}"


class Cells:
    """The statements of one document as they are told, record by record."""

    def __init__(self, extraction: Extraction, method: str) -> None:
        self.extraction = extraction
        self.document_id = extraction.document.id
        self.text = extraction.document.text
        self.method = method
        self.told: dict[str, Statement] = {}
        self._ids: set[str] = set()
        self._quotes: dict[tuple[int, int], Quote] = {}

    def new_id(self, table: str, *key: object) -> str:
        """An id for a record of this document; the second record with the same key gets another, in text order."""
        prefix, n = TABLES[table].prefix, 0
        while (record_id := content_id(prefix, self.document_id, *key, n)) in self._ids:
            n += 1
        self._ids.add(record_id)
        return record_id

    def quotes(self, spans: Iterable[Span | None]) -> tuple[Quote, ...]:
        """The words at these spans; all cells that rest on them share them."""
        found = []
        for span in spans:
            if span is not None:
                place = (span.start, span.end)
                quote = self._quotes.get(place)
                if quote is None:
                    quote = self._quotes[place] = Quote(self.document_id, span, span.of(self.text))
                found.append(quote)
        return tuple(found)

    def whole(self) -> Span:
        """What stands for a record that no words name: the first sentence, or the beginning of the text."""
        sentences = self.extraction.sentences
        return sentences[0].span if sentences else Span(0, min(len(self.text), 80))


class Told:
    """One record being told: ``told.say("type", "battle", trigger)``."""

    def __init__(
        self,
        cells: Cells,
        table: str,
        record_id: str,
        anchor: Iterable[Span],
        *,
        source: Source | None = None,
        status: Status = "asserted",
        basis: Basis = "stated",
        method: str | None = None,
        confidence: float | None = None,
    ) -> None:
        self._cells, self._table, self.id = cells, table, record_id
        named = tuple(anchor)
        self._anchor = cells.quotes(named or (cells.whole(),))
        self._basis: Basis = basis if named else "inferred"
        self._source, self._status = source, status
        self._method, self._confidence = method or cells.method, confidence

    def say(
        self,
        field: str,
        value: Value | date | None,
        *spans: Span | None,
        basis: Basis | None = None,
        method: str | None = None,
    ) -> None:
        """Say that `field` has `value`, by the words at `spans` (the record's own if none); nothing says nothing."""
        if value is None or value == ():
            return
        quotes = self._cells.quotes(dict.fromkeys(spans) if len(spans) > 1 else spans)
        statement = Statement(
            table=self._table,
            record_id=self.id,
            field=field,
            value=value.isoformat() if isinstance(value, date) else value,
            quotes=quotes or self._anchor,
            source=self._source,
            status=self._status,
            basis=basis or self._basis,
            method=method or self._method,
            confidence=self._confidence,
        )
        self._cells.told.setdefault(statement.id, statement)


def source_of(cells: Cells, refs: tuple[Ref, ...], actors: Mapping[str, str]) -> Source | None:
    """Who says so: the first of the chain, or None for the report itself."""
    if not refs:
        return None
    return Source(refs[0].span.of(cells.text), actors.get(refs[0].id or ""))
