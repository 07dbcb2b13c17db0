"""Every address of the workbench's interface under ``/api/``, with the view that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from truceline.record import Store
from truceline.serve.asked import Asked
from truceline.serve.views import (
    about,
    additions,
    ceasefires,
    decisions,
    documents,
    event,
    events,
    export,
    exports,
    history,
    network,
    people,
    places,
    queue,
    rows,
    search,
    timeline,
)

View = Callable[[Store, Asked], object]


@dataclass(frozen=True, slots=True)
class Address:
    """A method and path, the view that answers, and whether it writes to the record."""

    method: Literal["GET", "POST"]
    path: str
    view: View
    writes: bool = False


ROUTES = (
    Address("GET", "about", about.about),
    Address("GET", "choices", about.choices),
    Address("GET", "events", events.listed),
    Address("GET", "events/{id}", event.shown),
    Address("GET", "events/{id}/around", events.around),
    Address("GET", "events/{id}/parting", event.parting),
    Address("GET", "history/{id}", history.shown),
    Address("GET", "ceasefires", ceasefires.listed),
    Address("GET", "ceasefires/{id}", ceasefires.watched),
    Address("GET", "documents", documents.listed),
    Address("GET", "documents/unread", documents.unread),
    Address("GET", "documents/{id}", documents.shown),
    Address("GET", "documents/{id}/neighbours", documents.neighbours),
    Address("GET", "rows/{id}", rows.shown),
    Address("GET", "queue", queue.overview),
    Address("GET", "batches", queue.listed),
    Address("POST", "batches", queue.made, writes=True),
    Address("GET", "batches/{id}", queue.shown),
    Address("GET", "batches/{id}/cards/{n}", queue.card),
    Address("POST", "batches/{id}/skips", queue.skipped, writes=True),
    Address("POST", "decisions", decisions.decided, writes=True),
    Address("GET", "export/{list}", export.table),
    Address("GET", "exports", exports.listed),
    Address("GET", "exports/{format}", exports.packed),
    Address("GET", "people", people.people),
    Address("GET", "samples", people.samples),
    Address("POST", "samples", people.draw, writes=True),
    Address("GET", "samples/{number}/card", people.card),
    Address("POST", "samples/{number}/codings", people.code, writes=True),
    Address("POST", "samples/{number}/undo", people.take_back, writes=True),
    Address("POST", "samples/{number}/end", people.end, writes=True),
    Address("GET", "samples/{number}/agreement", people.agreement),
    Address("GET", "samples/{number}/differences", people.differences),
    Address("POST", "samples/{number}/differences", people.settle, writes=True),
    Address("POST", "additions", additions.added, writes=True),
    Address("POST", "read-number", additions.number_read),
    Address("GET", "places", places.placed),
    Address("GET", "timeline", timeline.binned),
    Address("GET", "timeline.csv", timeline.table),
    Address("GET", "network", network.network_of),
    Address("GET", "actors/{id}", network.actor),
    Address("GET", "search", search.found),
)
