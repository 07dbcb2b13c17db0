"""The whole summary, part by part."""

from __future__ import annotations

from collections.abc import Callable

from truceline.publish.dossier.index import Index
from truceline.publish.summary.clauses import Teller
from truceline.publish.summary.deaths import deadliest, running
from truceline.publish.summary.denials import contested, planned, unknown
from truceline.publish.summary.overview import overview, spread
from truceline.publish.summary.sentences import Part, Summary
from truceline.publish.summary.truces import ceasefires

_PARTS: tuple[Callable[[Teller], Part | None], ...] = (
    overview, deadliest, running, spread, ceasefires, contested, planned, unknown,
)  # fmt: skip


def summarised(index: Index, title: str) -> Summary:
    """The summary of what an index holds, under a title. A part with nothing to say is left out."""
    teller = Teller(index)
    return Summary(title, tuple(part for make in _PARTS if (part := make(teller)) is not None))
