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
    history,
    people,
    queue,
    rows,
)

View = Callable[[Store, Asked], object]


@dataclass(frozen=True, slots=True)
class Answering:
    """A method and path, the view that answers, and whether it writes to the record."""

    method: Literal["GET", "POST"]
    path: str
    view: View
    writes: bool = False


ROUTES = (
    Answering("GET", "about", about.about),
    Answering("GET", "choices", about.choices),
    Answering("GET", "events", events.listed),
    Answering("GET", "events/{id}", event.shown),
    Answering("GET", "events/{id}/around", events.around),
    Answering("GET", "events/{id}/parting", event.parting),
    Answering("GET", "history/{id}", history.shown),
    Answering("GET", "ceasefires", ceasefires.listed),
    Answering("GET", "ceasefires/{id}", ceasefires.watched),
    Answering("GET", "documents", documents.listed),
    Answering("GET", "documents/{id}", documents.shown),
    Answering("GET", "documents/{id}/neighbours", documents.neighbours),
    Answering("GET", "rows/{id}", rows.shown),
    Answering("GET", "queue", queue.overview),
    Answering("GET", "batches", queue.listed),
    Answering("POST", "batches", queue.made, writes=True),
    Answering("GET", "batches/{id}", queue.shown),
    Answering("GET", "batches/{id}/cards/{n}", queue.card),
    Answering("POST", "batches/{id}/skips", queue.skipped, writes=True),
    Answering("POST", "decisions", decisions.decided, writes=True),
    Answering("GET", "export/{list}", export.table),
    Answering("GET", "people", people.people),
    Answering("GET", "samples", people.samples),
    Answering("POST", "samples", people.draw, writes=True),
    Answering("GET", "samples/{number}/card", people.card),
    Answering("POST", "samples/{number}/codings", people.code, writes=True),
    Answering("POST", "samples/{number}/undo", people.take_back, writes=True),
    Answering("POST", "samples/{number}/end", people.end, writes=True),
    Answering("GET", "samples/{number}/agreement", people.agreement),
    Answering("GET", "samples/{number}/differences", people.differences),
    Answering("POST", "samples/{number}/differences", people.settle, writes=True),
    Answering("POST", "additions", additions.added, writes=True),
    Answering("POST", "read-number", additions.number_read),
)
