"""Every address of the workbench's interface under ``/api/``, with the view that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from truceline.record import Store
from truceline.serve.asked import Asked
from truceline.serve.views import about, documents, events, search

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
    Answering("GET", "documents", documents.listed),
    Answering("GET", "documents/unread", documents.unread),
    Answering("GET", "search", search.found),
)
