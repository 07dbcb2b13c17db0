"""The links of a record as a person reads them: with what is linked in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from truceline.model.ledger import DocumentInfo, Link, LinkKind
from truceline.model.records import ActorRow, CeasefireRow, EventPlaceRow, EventRow, Row
from truceline.publish.tables import as_dict

R = TypeVar("R", bound=Row)
_ORDER: tuple[LinkKind, ...] = ("suggest", "same", "part of", "not same")


class Record(Protocol):
    """What of a store is read."""

    def rows(self, record: type[R], /) -> Iterator[R]:
        """Rows of a table."""

    def documents(self) -> Iterator[DocumentInfo]:
        """All documents."""

    def links(self) -> Iterator[Link]:
        """The links that stand."""

    def reprints(self) -> Mapping[str, str]:
        """The first printing of each document that is a reprint."""


def linked(record: Record) -> Iterator[dict[str, Any]]:
    """All links, those that wait for a person first, each kind by table and the likeliest first.

    `left` and `right` say in words what is linked: an event by type, trigger, places and day, an actor or a ceasefire
    by name, each with the day of its report; a document by title, outlet and day.
    """
    found = sorted(record.links(), key=lambda k: (_ORDER.index(k.kind), k.table, -k.score, k.left_id, k.right_id))
    words = {table: in_words(record, table) for table in {link.table for link in found}}
    for link in found:
        told = words[link.table]
        sides = {"left": told.get(link.left_id, ""), "right": told.get(link.right_id, "")}
        yield as_dict(link) | sides


def reprinted(record: Record) -> Iterator[dict[str, Any]]:
    """All documents that are reprints, each with the first printing of its report.

    `reason` and `score` are the software's on why it is one, empty where a person said so.
    """
    documents = {document.id: document for document in record.documents()}
    first = record.reprints()
    why: dict[str, Link] = {}
    for link in record.links():
        if link.table == "document" and link.kind == "same":
            for own, other in ((link.left_id, link.right_id), (link.right_id, link.left_id)):
                if own in first and (own not in why or other == first[own]):
                    why[own] = link
    for own, document in documents.items():
        if own in first:
            printed, link_ = documents[first[own]], why.get(own)
            yield as_dict(document) | {
                "reprint_of": printed.id,
                "first_published": None if printed.published is None else printed.published.isoformat(),
                "first_outlet": printed.outlet,
                "first_title": printed.title,
                "score": None if link_ is None else link_.score,
                "reason": "" if link_ is None else link_.reason,
            }


def in_words(record: Record, table: str) -> Mapping[str, str]:
    """What a reader knows each event, actor, ceasefire or document by, by its id; `table` is one of these four."""
    return _WORDS[table](record)


def _events(record: Record) -> Mapping[str, str]:
    places: dict[str, list[str]] = {}
    for place in record.rows(EventPlaceRow):
        places.setdefault(place.event_id, []).append(place.text)
    days = _days(record.documents())
    return {row.id: _event(row, places.get(row.id, []), days) for row in record.rows(EventRow)}


def _event(row: EventRow, places: Iterable[str], days: Mapping[str, str]) -> str:
    known = {str(day) for day in (row.date_earliest, row.date_latest) if day is not None}
    when = "" if row.date_earliest is None else " to ".join(sorted(known))
    parts = (f'{row.type} "{row.trigger}"', ", ".join(places), when)
    return f"{' '.join(part for part in parts if part)}{days.get(row.document_id, '')}"


def _named(table: type[ActorRow] | type[CeasefireRow]) -> Callable[[Record], Mapping[str, str]]:
    def words(record: Record) -> Mapping[str, str]:
        days = _days(record.documents())
        return {row.id: f"{row.name}{days.get(row.document_id, '')}" for row in record.rows(table)}

    return words


def _days(documents: Iterable[DocumentInfo]) -> Mapping[str, str]:
    return {d.id: f" (reported {d.published})" for d in documents if d.published is not None}


def _documents(record: Record) -> Mapping[str, str]:
    found = record.documents()
    return {d.id: f"{d.title or d.path}{f', {d.outlet}' if d.outlet else ''}{_day(d)}" for d in found}


def _day(document: DocumentInfo) -> str:
    return "" if document.published is None else f" (published {document.published})"


_WORDS: Mapping[str, Callable[[Record], Mapping[str, str]]] = {
    "event": _events,
    "actor": _named(ActorRow),
    "ceasefire": _named(CeasefireRow),
    "document": _documents,
}
