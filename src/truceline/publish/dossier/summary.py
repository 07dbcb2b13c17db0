"""The situation summary as the dossier shows it: each sentence with links to the passages behind it."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.publish.dossier.evidence import Evidence, Link
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import visible
from truceline.publish.summary.forms import counted_rows
from truceline.publish.summary.references import References
from truceline.publish.summary.sentences import Sentence, Summary

_MOST = 4


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A sentence with its passages, how many more there are, and from how many rows it counts."""

    text: str
    refs: tuple[Link, ...]
    more: int
    rows: str


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A part under its heading."""

    title: str
    paragraphs: tuple[tuple[SaidLine, ...], ...]


def shown(index: Index, evidence: Evidence, summary: Summary) -> tuple[SummaryPart, ...]:
    """The summary under the numbers of passages that the dossier uses."""
    references = References(index)
    return tuple(
        SummaryPart(
            part.title, tuple(tuple(_line(evidence, references, one) for one in some) for some in part.paragraphs)
        )
        for part in summary.parts
    )


def _line(evidence: Evidence, references: References, one: Sentence) -> SaidLine:
    places = references.places(one.cells)
    links = tuple(evidence.at(one.cells, *place) for place in places[:_MOST])
    return SaidLine(visible(one.text), links, max(0, len(places) - _MOST), counted_rows(one))
