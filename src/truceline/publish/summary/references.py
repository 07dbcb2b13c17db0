"""The passages behind the sentences, numbered in the order in which they are first needed.

A reference is a sentence of a report; several cells that stand in it are one reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from truceline.publish.dossier.documents import document_title
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.summary.sentences import Key, Sentence, Summary

_MOST = 6  # references of one sentence; the JSON form has the cells of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A sentence of a report: `start` and `end` are its characters in the text of the document."""

    number: int
    document_id: str
    outlet: str
    title: str
    published: date | None
    start: int
    end: int
    quote: str


class References:
    """Numbers the passages of sentences as these are asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._passages = {(c.table, c.row_id, c.column): c.passages for c in index.material.cells}
        self._numbers: dict[tuple[str, int, int], Reference] = {}

    @property
    def all(self) -> tuple[Reference, ...]:
        """Every reference so far, by number."""
        return tuple(self._numbers.values())

    def of(self, sentence: Sentence) -> tuple[tuple[Reference, ...], int]:
        """The first references of a sentence, and how many more passages say it."""
        places = self.places(sentence.cells)
        found = [self._reference(*place) for place in places[:_MOST]]
        return tuple(found), len(places) - len(found)

    def places(self, cells: tuple[Key, ...]) -> list[tuple[str, int, int]]:
        """Document and characters of every sentence that these cells stand in, each once."""
        found: dict[tuple[str, int, int], None] = {}
        for key in cells:
            for passage in self._passages.get(key, ()):
                full = self._index.documents.get(passage.document_id or "")
                if full is None or passage.span is None:
                    continue
                around = full.around(passage.span, passage.quote or "") or passage.span
                found[full.document.id, around.start, around.end] = None
        return list(found)

    def _reference(self, document_id: str, start: int, end: int) -> Reference:
        key = document_id, start, end
        if key not in self._numbers:
            full = self._index.documents[document_id]
            self._numbers[key] = Reference(
                number=len(self._numbers) + 1,
                document_id=document_id,
                outlet=oneline(full.document.outlet or "outlet not known"),
                title=document_title(full),
                published=full.document.published,
                start=start,
                end=end,
                quote=shortened(oneline(full.document.text[start:end]), 400),
            )
        return self._numbers[key]


def referenced(
    index: Index, summary: Summary
) -> tuple[dict[int, tuple[tuple[Reference, ...], int]], tuple[Reference, ...]]:
    """The references of each sentence by its place in the summary, and the list of all."""
    references = References(index)
    found = {n: references.of(one) for n, one in enumerate(summary.sentences)}
    return found, references.all
