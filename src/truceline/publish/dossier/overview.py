"""The first page: what was read, what was left out, what the record holds, and how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.records import ClaimRow, FigureRow
from truceline.publish.dossier import words
from truceline.publish.dossier.ceasefires import CeasefireView
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline
from truceline.publish.dossier.words import Sign


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """Events of one family by standing, in the order of `Overview.standings`."""

    sign: Sign
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LeftLine:
    """Something that was not read."""

    path: str
    failed: bool
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Numbers and lists of the first page."""

    documents: int
    relevant: int
    outlets: tuple[tuple[str, int], ...]
    published: str
    happened: str
    events: int
    reports_of_events: int
    figures: int
    claims: int
    ceasefires: int
    standings: tuple[Sign, ...]
    families: tuple[FamilyLine, ...]
    left: tuple[LeftLine, ...]
    cells: int
    decisions: int
    questions: int
    digest: str
    nameless: int
    undated_documents: int


def overview(index: Index, views: Sequence[CeasefireView], cells: int) -> Overview:
    """The overview of a record."""
    material = index.material
    shown = [h for h in index.happenings if not h.rejected]
    tally = Counter((words.family(h.type), h.status) for h in shown)
    standings = [s for s in words.STATUSES if any(k[1] == s for k in tally)]
    families = [
        FamilyLine(sign, tuple(tally[key, s] for s in standings), sum(tally[key, s] for s in standings))
        for key, sign in words.FAMILIES.items()
    ]
    days = [d for h in shown if h.fact for d in (h.earliest, h.latest) if d]
    outlets = Counter(oneline(d.document.outlet) for d in material.documents if d.document.outlet)
    return Overview(
        documents=len(material.documents),
        relevant=sum(d.relevant for d in material.documents),
        outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0].casefold()))),
        published=published(index),
        happened=words.interval(min(days), max(days)) if days else "no dated events",
        events=len(shown),
        reports_of_events=sum(len(h.rows) for h in shown),
        figures=len(material.of(FigureRow)),
        claims=len(material.of(ClaimRow)),
        ceasefires=len(views),
        standings=tuple(words.STATUSES[s] for s in standings),
        families=tuple(f for f in families if f.total),
        left=tuple(LeftLine(oneline(x.path), x.failed, oneline(x.message)) for x in material.left),
        cells=cells,
        decisions=material.decisions,
        questions=len(material.questions),
        digest=material.digest,
        nameless=sum(not d.document.outlet for d in material.documents),
        undated_documents=sum(d.document.published is None for d in material.documents),
    )


def published(index: Index) -> str:
    """The days of publication of all documents, in words."""
    days = [d.document.published for d in index.material.documents if d.document.published]
    return words.interval(min(days), max(days)) if days else "no dates of publication known"
