"""Every address of the workbench's interface under ``/api/``, with the view that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from truceline.record import Store
from truceline.serve.asked import Asked
from truceline.serve.views import about, ceasefires, decisions, documents, events, export, queue, rows

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
    Answering("GET", "ceasefires", ceasefires.listed),
    Answering("GET", "ceasefires/{id}", ceasefires.watched),
    Answering("GET", "documents", documents.listed),
    Answering("GET", "rows/{id}", rows.shown),
    Answering("GET", "queue", queue.overview),
    Answering("GET", "batches", queue.listed),
    Answering("POST", "batches", queue.made, writes=True),
    Answering("GET", "batches/{id}", queue.shown),
    Answering("GET", "batches/{id}/cards/{n}", queue.card),
    Answering("POST", "batches/{id}/skips", queue.skipped, writes=True),
    Answering("POST", "decisions", decisions.decided, writes=True),
    Answering("GET", "export/{list}", export.table),
)
