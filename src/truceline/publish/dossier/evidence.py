"""Passages numbered through each document, and the links that lead from a cell to them.

A cell on the page is a plain link to its passage (``#p3-12``: document 3, passage 12), so it works on paper and without
script; the script turns it into a panel that shows the sentence, the source and the method.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from truceline.model.extraction import Basis
from truceline.model.ledger import Cell, Passage
from truceline.model.records import Row
from truceline.publish.dossier import words
from truceline.publish.dossier.fields import KINDS, LABELLED, label, owner, value
from truceline.publish.dossier.index import Index, grouped
from truceline.publish.dossier.text import Mark, oneline, shortened, visible

Key = tuple[str, str, str]
_RANK: dict[Basis, int] = {"stated": 0, "carried over": 1, "inferred": 2}
_BY: tuple[Basis, ...] = ("stated", "carried over", "inferred")


@dataclass(frozen=True, slots=True)
class Link:
    """A value on the page with the cells behind it; without cells it is a value that the software keeps."""

    text: str
    cells: str = ""
    target: str = ""
    refs: str = ""
    basis: Basis = "stated"
    entered: bool = False


class Evidence:
    """All cells and passages of a record under the numbers that the page uses.

    `cited` are the passages whose numbers stand on paper behind a cell that was asked for so far.
    """

    def __init__(self, index: Index, homes: Mapping[str, tuple[str, str]]) -> None:
        """`homes` gives for the id of a main row the title and the anchor of its place on the page."""
        self._index = index
        self._homes = homes
        self._rows: dict[str, Row] = {r.id: r for rows in index.material.rows.values() for r in rows}
        self._order = {d.document.id: n for n, d in enumerate(index.material.documents, 1)}
        self.marks: Mapping[str, tuple[Mark, ...]] = self._numbered()
        self._number = {(d, m.start, m.end): m.number for d, marks in self.marks.items() for m in marks}
        self._cells: dict[Key, Cell] = {(c.table, c.row_id, c.column): c for c in index.material.cells}
        self._ids: dict[Key, int] = {}
        self._strings: dict[str, int] = {}
        self._out: list[list[object]] = []
        self.cited: set[str] = set()
        for key in self._cells:
            if key[:1] + key[2:] in LABELLED:
                self._id(key)

    def link(self, text: str, *keys: Key) -> Link:
        """`text` linked to every passage of the cells under `keys`; keys without a cell are passed over."""
        cells = [self._cells[k] for k in dict.fromkeys(keys) if k in self._cells]
        passages = [p for c in cells for p in c.passages]
        refs = list(dict.fromkeys(r for p in passages if (r := self._ref(p))))
        self.cited.update(refs[:_PRINTED])
        return Link(
            text=oneline(text),
            cells=" ".join(str(self._id((c.table, c.row_id, c.column))) for c in cells),
            target=f"p{refs[0]}" if refs else "",
            refs=_short(refs),
            basis=_BY[max((_RANK[p.basis] for p in passages), default=0)],
            entered=any(p.decision is not None for p in passages),
        )

    def at(self, keys: Iterable[Key], document_id: str, start: int, end: int) -> Link:
        """A link that shows the number of the first passage within these characters, to all cells that say so there."""
        spans = (document_id, start, end)
        found = {k: p for k in keys if k in self._cells for p in self._cells[k].passages if _within(p, *spans)}
        refs = [r for p in sorted(found.values(), key=_start) if (r := self._ref(p))]
        self.cited.update(refs[:1])
        return Link(
            text=_short(refs[:1]),
            cells=" ".join(str(self._id(key)) for key in found),
            target=f"p{refs[0]}" if refs else "",
            refs=_short(refs[:1]),
        )

    def merged(self, pairs: Iterable[tuple[str, Key]]) -> tuple[Link, ...]:
        """One link for each different text, with the cells of every report that says it."""
        groups = grouped(pairs, lambda pair: oneline(pair[0]))
        return tuple(self.link(text, *[key for _, key in group]) for text, group in groups.items())

    def filled(self, table: str, row_id: str, column: str) -> bool:
        """True if that cell has evidence."""
        return (table, row_id, column) in self._cells

    def passages(self, *keys: Key) -> int:
        """How many different passages stand behind the cells under `keys`."""
        cells = (self._cells[k] for k in keys if k in self._cells)
        return len({r for c in cells for p in c.passages if (r := self._ref(p))})

    def statements(self) -> int:
        """How many cells have evidence."""
        return len(self._cells)

    def island(self, *, only_cited: bool = False) -> dict[str, object]:
        """The cells as the script reads them: shared strings once, then each cell by number; optionally with the
        cited passages alone, where the others are not on the page.

        A cell is ``[label, value, record, anchor, groups, row id]``, a group of passages that were read alike is
        ``[passages, basis, method, source, review]``; words are indexes into ``strings``.
        """
        if only_cited:
            for entry in self._out:
                entry[4] = [[[r for r in refs if r in self.cited], *key] for refs, *key in entry[4]]  # type: ignore[attr-defined]
        return {"strings": list(self._strings), "cells": self._out}

    def _id(self, key: Key) -> int:
        if key not in self._ids:
            self._ids[key] = len(self._out)
            self._out.append(self._entry(self._cells[key]))
        return self._ids[key]

    def _entry(self, cell: Cell) -> list[object]:
        row = self._rows.get(cell.row_id)
        title, anchor = self._home(cell, row)
        groups: dict[tuple[int, int, int, int], list[str]] = {}
        for passage in cell.passages:
            source = visible(passage.source.text) if passage.source else ""
            entered = f"entered in review, decision {passage.decision}" if passage.decision is not None else ""
            key = (
                self._string(words.word(words.BASES, passage.basis)),
                self._string(oneline(passage.method)),
                self._string(oneline(source)),
                self._string(entered),
            )
            groups.setdefault(key, [])
            if ref := self._ref(passage):
                groups[key].append(ref)
        text = value(self._index, row, cell.column) if row else ""
        return [
            self._string(label(row, cell.column) if row else words.plain(cell.column)),
            self._string(shortened(oneline(text), 240)),
            self._string(title),
            self._string(anchor),
            [[refs, *key] for key, refs in groups.items()],
            self._string(cell.row_id),
        ]

    def _home(self, cell: Cell, row: Row | None) -> tuple[str, str]:
        seen: set[str] = set()
        row_id: str | None = cell.row_id
        while row_id is not None and row_id not in seen:
            if row_id in self._homes:
                return self._homes[row_id]
            seen.add(row_id)
            parent = self._rows.get(row_id)
            row_id = owner(parent) if parent else None
        return "", ""

    def _ref(self, passage: Passage) -> str:
        if passage.document_id is None or passage.span is None:
            return ""
        number = self._number.get((passage.document_id, passage.span.start, passage.span.end))
        return f"{self._order[passage.document_id]}-{number}" if number else ""

    def _string(self, text: str) -> int:
        return self._strings.setdefault(text, len(self._strings))

    def _numbered(self) -> dict[str, tuple[Mark, ...]]:
        kinds: defaultdict[str, dict[tuple[int, int], str]] = defaultdict(dict)
        for cell in self._index.material.cells:
            kind = KINDS.get((cell.table, cell.column)) or KINDS.get((cell.table, ""), "other")
            for passage in cell.passages:
                if passage.document_id is None or passage.span is None or passage.document_id not in self._order:
                    continue
                spans = kinds[passage.document_id]
                at = (passage.span.start, passage.span.end)
                spans[at] = min(kind, spans.get(at, kind), key=_KIND_RANK.__getitem__)
        out: dict[str, tuple[Mark, ...]] = {}
        for document_id, spans in kinds.items():
            ordered = sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1]))
            out[document_id] = tuple(Mark(s, e, n, kind) for n, ((s, e), kind) in enumerate(ordered, 1))
        return out


_KIND_RANK = {k: n for n, k in enumerate(("figure", "ceasefire", "event", "time", "place", "actor", "claim", "other"))}


_PRINTED = 3  # passage numbers behind a cell on paper


def _within(passage: Passage, document_id: str, start: int, end: int) -> bool:
    return passage.document_id == document_id and passage.span is not None and start <= passage.span.start < end


def _start(passage: Passage) -> int:
    return passage.span.start if passage.span is not None else 0


def _short(refs: Iterable[str]) -> str:
    """The first three passage numbers, as printed behind a cell: ``3.12, 4.2, 5.1 …``."""
    every = [r.replace("-", ".") for r in refs]
    return ", ".join(every[:_PRINTED]) + (" …" if len(every) > _PRINTED else "")
