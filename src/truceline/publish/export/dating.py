"""The day of a happening as datasets of days need it: by the words, or by how news is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from truceline.follow import defaults
from truceline.follow.days import told_on
from truceline.publish.export.incidents import Incident

MONTH, YEAR = 31, 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The first and the last day that it may have happened on.

    `inferred` is true where no report gives the day and it is told as news: the days before the report, see
    ``news_days`` of `truceline.follow.Settings`; `document` is then the report's id.
    """

    first: date
    last: date
    inferred: bool
    document: str

    @property
    def width(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1


def dated(one: Incident) -> Dated | None:
    """When it happened; ``None`` if an end stays open."""
    row = one.dated
    if row is None:
        return None
    published = one.documents[row.document_id].published
    when = told_on(
        row.date_earliest, row.date_latest, row.date_precision, published, defaults().news_days,
        fresh=row.status == "asserted",
    )  # fmt: skip
    if when.earliest is None or when.latest is None or when.latest < when.earliest:
        return None
    return Dated(first=when.earliest, last=when.latest, inferred=when.inferred, document=row.document_id)


def middle(first: date, last: date) -> date:
    """The day in the middle, the earlier of two."""
    return first + (last - first) // 2
