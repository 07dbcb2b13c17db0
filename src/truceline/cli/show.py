"""``truceline show``: lists from a record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.cli.options import DEFAULT_RECORD, AsCsv, AsJson, RecordFile, day
from truceline.cli.output import one_form, story_width, write_rows
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.model.records import EventRow
    from truceline.record import Store


class What(StrEnum):
    """Lists that can be shown, and single stories (those take an id)."""

    EVENT = "event"
    CEASEFIRE = "ceasefire"
    HISTORY = "history"

    DOCUMENTS = "documents"
    REPRINTS = "reprints"
    EVENTS = "events"
    CEASEFIRES = "ceasefires"
    FIGURES = "figures"
    RANGES = "ranges"
    ACTORS = "actors"
    PLACES = "places"
    CLAIMS = "claims"
    WORDINGS = "wordings"
    LINKS = "links"
    FAILURES = "failures"
    SKIPPED = "skipped"
    QUESTIONS = "questions"
    DATASETS = "datasets"


STORIES = frozenset({What.EVENT, What.CEASEFIRE})
OF_ONE = STORIES | {What.HISTORY}

BRIEF: dict[What, tuple[str, ...]] = {
    What.DOCUMENTS: ("id", "published", "published_basis", "outlet", "title", "path", "reprint_of"),
    What.REPRINTS: ("id", "published", "outlet", "title", "reprint_of", "first_published", "first_outlet", "reason"),
    What.EVENTS: ("id", "date_earliest", "date_latest", "type", "status", "actors", "targets", "places", "trigger"),
    What.CEASEFIRES: ("id", "name", "state", "side", "start_earliest", "parties", "brokers", "document_id"),
    What.FIGURES: (
        "id",
        "kind",
        "victim_class",
        "verbatim",
        "low",
        "best",
        "high",
        "open",
        "scope",
        "sources",
        "standing",
        "why",
        "event_id",
    ),
    What.RANGES: (
        "happening_id",
        "type",
        "places",
        "kind",
        "victim_class",
        "scope",
        "as_of",
        "low",
        "best",
        "high",
        "open",
        "basis",
        "agreement",
        "rule",
        "n_independent",
        "n_figures",
    ),
    What.ACTORS: ("id", "name", "kind", "country", "document_id"),
    What.PLACES: ("id", "name", "kind", "country", "admin1", "lat", "lon", "precision", "reason", "document_id"),
    What.CLAIMS: ("id", "speaker_text", "stance", "factuality", "mode", "content"),
    What.WORDINGS: ("id", "kind", "text", "target", "speaker", "document_id"),
    What.LINKS: ("kind", "table", "score", "left", "right", "method", "reason", "left_id", "right_id"),
    What.HISTORY: ("at", "by", "kind", "field", "was", "now", "reason", "decision", "undone_by", "method"),
    What.FAILURES: ("path", "code", "message"),
    What.SKIPPED: ("path", "code", "message"),
    What.QUESTIONS: ("id", "kind", "record_id", "text"),
    What.DATASETS: ("number", "name", "kind", "release", "rows", "first", "last", "whole", "file", "at", "by"),
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline show events --record conflict.db --csv > events.csv")(show)


def show(
    what: Annotated[What, typer.Argument(help="Which list; event ID, ceasefire ID and history ID tell all of one.")],
    id: Annotated[
        str | None, typer.Argument(help="Id of the event or ceasefire; for history of any record.", show_default=False)
    ] = None,
    as_known_on: Annotated[
        str | None, typer.Option(help="Of a ceasefire: only what was reported by this day.", metavar="DATE")
    ] = None,
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what a record holds, or tell all of one happening or ceasefire; truceline why ID shows a row's passages."""
    from truceline.record import Store

    one_form(as_json, as_csv)
    if (id is not None) != (what in OF_ONE):
        wants = "wants the id of one" if what in OF_ONE else "lists all and takes no id"
        raise UsageError(f"show {what.value} {wants}")
    if as_known_on is not None and what is not What.CEASEFIRE:
        raise UsageError("--as-known-on goes with show ceasefire ID")
    if what in STORIES and as_csv:
        raise UsageError(f"a story is no table; leave --csv out, or list with truceline show {what.value}s --csv")
    with Store.open(record) as store:
        if id is not None and what in STORIES:
            _story(store, what, id, day(as_known_on, "--as-known-on"), as_json)
            return
        rows = _rows(store, what) if id is None else _history(store, id)
        found = write_rows(rows, BRIEF[what], as_json, as_csv)
    if not found:
        sys.stderr.write(f"the record holds no {what.value}\n")


def _story(store: Store, what: What, id: str, known_on: date | None, as_json: bool) -> None:
    from truceline.follow import life
    from truceline.follow.happening import happening
    from truceline.publish.lives import life_lines
    from truceline.publish.stories import happening_lines
    from truceline.publish.tables import nested_json

    width = story_width()
    if what is What.CEASEFIRE:
        one = life(store, id, known_on)
        told = {*one.documents, *(d for move in one.transitions for d in move.documents)}
        told |= {d for act in one.incidents for d in act.documents}
        lines = life_lines(one, {d.id: d for d in store.documents(told)}, width)
        sys.stdout.writelines([nested_json(one)] if as_json else lines)
    else:
        story = happening(store, id)
        sys.stdout.writelines([nested_json(story)] if as_json else happening_lines(story, width))


def _history(store: Store, id: str) -> Iterator[dict[str, Any]]:
    from truceline.publish.tables import as_dict

    for change in store.history(id):
        words = {"quotes": [quote.text for quote in change.quotes]}
        yield as_dict(change) | {"at": change.at.isoformat(timespec="seconds")} | words


def _rows(store: Store, what: What) -> Iterator[dict[str, Any]]:
    from truceline.model import records
    from truceline.publish.standings import reasons, rulings
    from truceline.publish.tables import as_dict
    from truceline.record.decisions import standing

    match what:
        case What.EVENTS:
            roles = _by_role(store.rows(records.EventActorRow), "event_id")
            places = _texts(store.rows(records.EventPlaceRow), "event_id")
            for event in sorted(store.rows(records.EventRow), key=_when):
                extra = {f"{r}s": roles.get((event.id, r), []) for r in ("actor", "target", "broker", "source")}
                yield as_dict(event) | extra | {"places": places.get(event.id, [])}
        case What.CEASEFIRES:
            roles = _by_role(store.rows(records.CeasefirePartyRow), "ceasefire_id")
            for truce in store.rows(records.CeasefireRow):
                named = {"parties": "party", "declarers": "declarer", "brokers": "broker"}
                yield as_dict(truce) | {column: roles.get((truce.id, role), []) for column, role in named.items()}
        case What.FIGURES:
            sources = _texts(store.rows(records.FigureSourceRow), "figure_id")
            figures = list(store.rows(records.FigureRow))
            why = reasons(figures, rulings(standing(store.decisions())), lambda other: other.id)
            for figure in figures:
                yield as_dict(figure) | {"sources": sources.get(figure.id, []), "why": why[figure.id]}
        case What.RANGES:
            events = list(store.rows(records.EventRow))
            types, happenings = {e.id: e.type for e in events}, {e.id: e.happening_id for e in events}
            spots: dict[str, dict[str, None]] = {}
            for place in store.rows(records.EventPlaceRow):
                spots.setdefault(happenings[place.event_id], {})[place.text] = None
            for row in store.rows(records.ReconciledRow):
                happening = {"type": types.get(row.happening_id), "places": [*spots.get(row.happening_id, ())]}
                yield as_dict(row) | happening
        case What.ACTORS:
            yield from map(as_dict, store.rows(records.ActorRow))
        case What.PLACES:
            yield from map(as_dict, store.rows(records.PlaceRow))
        case What.CLAIMS:
            yield from map(as_dict, store.rows(records.ClaimRow))
        case What.WORDINGS:
            from truceline.publish.wordings import worded

            yield from worded(store)
        case What.LINKS:
            from truceline.publish.links import linked

            yield from linked(store)
        case What.DOCUMENTS:
            first = store.reprints()
            for document in store.documents():
                yield as_dict(document) | {"reprint_of": first.get(document.id)}
        case What.REPRINTS:
            from truceline.publish.links import reprinted

            yield from reprinted(store)
        case What.FAILURES:
            yield from map(as_dict, store.failures())
        case What.SKIPPED:
            yield from map(as_dict, store.skipped())
        case What.QUESTIONS:
            yield from map(as_dict, store.questions())
        case What.DATASETS:
            for one in store.datasets():
                cells = as_dict(one) | {"at": one.at.isoformat(timespec="seconds"), "left_out": len(one.left_out)}
                yield {name: value for name, value in cells.items() if name != "columns"}


def _when(event: EventRow) -> tuple[date, date, str, int]:
    """Order of events: by date, those without one last; within a date as the documents tell them."""
    first = event.date_earliest or event.date_latest or date.max
    return first, event.date_latest or date.max, event.document_id, event.position


def _by_role(rows: Iterable[Any], owner: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((getattr(row, owner), row.role), []).append(row.text)
    return found


def _texts(rows: Iterable[Any], owner: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(getattr(row, owner), []).append(row.text)
    return found
