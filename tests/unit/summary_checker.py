"""Proves of a sentence of a summary that its rows say it: every number, day, name and quotation in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from truceline.model.records import EventPlaceRow, EventRow, FigureRow, ReconciledRow, Row
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline
from truceline.publish.summary.overview import _KINDS
from truceline.publish.summary.sentences import Sentence

_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b")
_YEAR = re.compile(r"\bin (\d{4})\b")
_QUOTED = re.compile(r"“([^”]*)”")
_INFERRED = "No report says so, but it is inferred"
_TITLES = {"A", "An", "The"}


class Checker:
    """Checks the sentences of one summary against the rows of its index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[str, Row] = {r.id: r for rows in index.material.rows.values() for r in rows}
        self._passages = {(c.table, c.row_id, c.column): c.passages for c in index.material.cells}

    def faults(self, one: Sentence) -> list[str]:
        """What the sentence says and its rows do not; empty if all of it is there."""
        rows = list(self._of(one))
        documents = {r.document_id for r in rows if hasattr(r, "document_id")} | set(
            one.rows
        ) & self._index.documents.keys()
        texts = " ".join(oneline(self._index.documents[own].document.text) for own in documents)
        said = {oneline(str(v)) for row in rows for v in _values(row)} | {self._names(row) for row in rows}
        out = [f"quotation {q!r}" for q in _QUOTED.findall(one.text) if not _stands(q, texts, said)]
        rest = _QUOTED.sub("", one.text)
        days = set(self._days(rows, documents))
        inferred = one.text.startswith(_INFERRED)
        for match in _DAY.finditer(rest):
            day = date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
            if day not in days and not inferred:
                out.append(f"day {day}")
        rest = _DAY.sub("", rest)
        for match in _MONTH.finditer(rest):
            if not any((d.year, d.month) == (int(match[2]), _MONTHS.index(match[1]) + 1) for d in days):
                out.append(f"month {match[0]}")
        rest = _MONTH.sub("", rest)
        out += [f"year {y}" for y in _YEAR.findall(rest) if not any(d.year == int(y) for d in days)]
        rest = _YEAR.sub("", rest)
        numbers = set(self._numbers(one, rows, documents))
        words = {
            word
            for text in said | self._outlets(documents)
            for word in re.findall(r"\w+", text.casefold().replace(",", ""))
        }
        for number in re.findall(r"(?<![\w.])\d[\d,]*", rest):
            value = int(number.rstrip(",").replace(",", ""))
            if value not in numbers and not inferred and str(value) not in words:
                out.append(f"number {number}")
        for name in re.findall(r"(?<!^)(?<![.:] )\b[A-Z][\w’'-]+", rest):
            if name not in _TITLES and not all(part in words for part in re.findall(r"\w+", name.casefold())):
                out.append(f"name {name}")
        return out

    def _of(self, one: Sentence) -> Iterator[Row]:
        for own in dict.fromkeys([*(own for _, own, _ in one.cells), *one.rows]):
            if own in self._rows:
                row = self._rows[own]
                yield row
                for column in ("event_id", "figure_id", "ceasefire_id", "claim_id"):
                    if getattr(row, column, None) in self._rows:
                        yield self._rows[getattr(row, column)]

    def _names(self, row: Row) -> str:
        """The names of those whom a row stands for, over all reports."""
        found = [self._index.person(getattr(row, c, None)) for c in ("actor_id", "speaker_id", "obliged_id")]
        names = [p.name for p in found if p] + [r.name for p in found if p for r in p.rows]
        place = self._index.place(getattr(row, "place_id", None))
        register = "" if place is None else place.name
        return " ".join([*names, register])

    def _days(self, rows: Iterable[Row], documents: Iterable[str]) -> Iterator[date]:
        for row in rows:
            yield from (v for v in _values(row) if isinstance(v, date))
        for own in documents:
            if day := self._index.documents[own].document.published:
                yield day

    def _outlets(self, documents: Iterable[str]) -> set[str]:
        return {oneline(self._index.documents[own].document.outlet or "") for own in documents}

    def _numbers(self, one: Sentence, rows: Iterable[Row], documents: set[str]) -> Iterator[int]:
        """Numbers that rows hold, and what can be counted of those that the sentence counts."""
        rows = list(rows)
        for row in rows:
            if isinstance(row, FigureRow | ReconciledRow):
                yield from (n for n in (row.low, row.best, row.high) if n is not None)
            yield from (
                int(n) for v in _values(row) if isinstance(v, str) for n in re.findall(r"P?T?(\d+)[YMWDH]\b", v)
            )
        counted = [self._rows[own] for own in one.rows if own in self._rows]
        happenings = {r.happening_id: r for r in counted if isinstance(r, EventRow)}
        kinds = sorted(Counter(self._index.happening_of[own].type for own in happenings).values(), reverse=True)
        published_by = [self._index.documents[own].document.outlet for own in documents]
        outlets = Counter(name for name in published_by if name)
        ceasefires = {getattr(r, "canonical_id", None) for r in counted}
        grades = Counter(getattr(r, "grade", None) for r in rows)
        spots = {(self._index.where(r.place_id, r.text), self._index.happening_of[r.event_id].anchor)
                 for r in rows if isinstance(r, EventPlaceRow)}  # fmt: skip
        places = Counter(name for name, _ in spots)
        yield from (
            len(one.rows),
            len(happenings),
            len(documents),
            len(outlets),
            max(0, len(outlets) - 4),
            len(ceasefires),
        )
        yield from (*kinds, sum(kinds[_KINDS:]), *outlets.values(), *grades.values(), *places.values())
        yield len({link for link in self._index.material.suggested if {link.left_id, link.right_id} <= set(one.rows)})
        yield from range(11)  # small counts of listed things: steps, incidents, reports, "the 10 with most"


def _values(row: Row) -> Iterator[object]:
    for field in fields(row):
        value = getattr(row, field.name)
        yield from value if isinstance(value, tuple) else (value,)


def _stands(quoted: str, texts: str, said: set[str]) -> bool:
    """True if the words stand in a report or a cell, cut or with other quotation marks."""
    plain = _plain(quoted.rstrip("…").rstrip(" ,;:–-"))
    return plain in _plain(texts) or any(plain in _plain(one) for one in said)


def _plain(text: str) -> str:
    return re.sub(r"[“”‘’'\"]", "'", oneline(text)).casefold()
