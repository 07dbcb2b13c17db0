"""One ceasefire as a monitor watches it: its life, the violence of its parties around it, and each report's account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from truceline.errors import UsageError
from truceline.follow import Followed
from truceline.follow.between import Violence, happenings
from truceline.follow.gathering import AFTER
from truceline.follow.lives import Life
from truceline.follow.selecting import Ceasefires, Near
from truceline.follow.settings import defaults
from truceline.model.ledger import DocumentInfo
from truceline.model.records import CeasefirePartyRow, CeasefireRow, Row
from truceline.record.reader import Reader
from truceline.resolve.material import Rows

R = TypeVar("R", bound=Row)
BEFORE = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report says of the ceasefire: its row, and the parties that it names."""

    row: CeasefireRow
    parties: tuple[CeasefirePartyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A ceasefire as known on a day.

    Attributes:
        life: see `Life`.
        days: the days on which reports on it were published, whatever `as_known_on` is.
        violence: happenings of violence between its parties (by or on the party, if only one is known), from sixty days
            before its first report to a month after its last, as known on the day.
        accounts: one a report, in the order of publication.
        documents: the reports that the life and its incidents rest on, by id.
    """

    life: Life
    days: tuple[date, ...]
    violence: tuple[Violence, ...]
    accounts: tuple[Told, ...]
    documents: Mapping[str, DocumentInfo]


class _Kept:
    """Rows that are asked for twice are read once."""

    def __init__(self, near: Near) -> None:
        self._near = near
        self._rows: dict[type[Row], list[Any]] = {}

    def __call__(self, record: type[R], /) -> Iterator[R]:
        """The rows of a table."""
        if record not in self._rows:
            self._rows[record] = list(self._near(record))
        return iter(self._rows[record])


def watched(store: Reader, ceasefire_id: str, as_known_on: date | None = None) -> Watched:
    """One ceasefire, by the canonical id or the id of any of its rows.

    Raises:
        UsageError: there is no such ceasefire, or nothing was reported of it by that day.
    """
    settings, published = defaults(), store.published()
    ceasefires = Ceasefires(store, published, settings)
    own = ceasefires.canonical(ceasefire_id)
    kin = ceasefires.kin({own})
    rows = _Kept(ceasefires.near(kin, before=BEFORE))
    followed = Followed.of(rows, published, settings)
    life = next((one for one in followed.lives(as_known_on, kin) if one.id == own), None)
    if life is None:
        raise UsageError(f"nothing was reported of the ceasefire {ceasefire_id} by {as_known_on}")
    told = sorted(
        (row for row in rows(CeasefireRow) if row.canonical_id == own and row.review != "rejected"),
        key=lambda row: (published.get(row.document_id, date.max), row.id),
    )
    known = [row for row in told if as_known_on is None or published.get(row.document_id, date.max) <= as_known_on]
    incidents = {document for incident in life.incidents for document in incident.documents}
    named = frozenset({*life.documents, *incidents, *(row.document_id for row in known)})
    return Watched(
        life=life,
        days=tuple(sorted({published[row.document_id] for row in told if row.document_id in published})),
        violence=tuple(_violence(followed, rows, life)),
        accounts=tuple(
            Told(row=row, parties=tuple(p for p in rows(CeasefirePartyRow) if p.ceasefire_id == row.id))
            for row in known
        ),
        documents={info.id: info for info in store.documents(named)},
    )


def _violence(followed: Followed, rows: Rows, life: Life) -> Iterator[Violence]:
    """What its parties did to each other, in the order of days; of a single one, what it did and suffered."""
    sides = {party.key for party in life.parties}
    days = [day for day in (life.first_reported, life.last_reported) if day is not None]
    if not days or not sides:
        return
    last = days[-1] + AFTER
    acts = []
    for act in followed.acts_of(sides, days[0] - BEFORE, min(last, life.as_known_on or last)):
        acting = {side for _, who in act.acting for side in who.sides}
        struck = {side for _, who in act.struck for side in who.sides}
        if len((acting | struck) & sides) >= min(2, len(sides)):
            acts.append(act)
    yield from sorted(happenings(rows, acts), key=lambda one: (one.day, one.happening_id))
