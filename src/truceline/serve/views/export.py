"""Lists as files: what a view shows by its filter, all of it, as CSV that a spreadsheet opens right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.publish.tables import csv_lines
from truceline.record import Store
from truceline.record.views import ceasefires, documents, events
from truceline.serve.asked import Asked

_STRETCH = 500
_BOM = "\ufeff"  # Excel takes a file without it for one of its own old encodings
Stretch = Callable[[Store, Filter, int, int], tuple[Any, ...]]

LISTS: Mapping[str, Stretch] = {
    "events": lambda store, wanted, offset, limit: events.listed(store, wanted, "day", offset, limit),
    "ceasefires": ceasefires.listed,
    "documents": documents.listed,
}


def table(store: Store, asked: Asked) -> Response:
    """A whole list as a file; its name carries the filter, and the header ``x-rows`` how many rows it has.

    Raises:
        UsageError: there is no such list, or nothing meets the filter.
    """
    name, wanted = asked.path["list"].removesuffix(".csv"), asked.filter
    if name not in LISTS:
        raise UsageError(f"there is no list {name!r} to export; there are {', '.join(LISTS)}")
    rows = list(_rows(LISTS[name], store, wanted))
    if not rows:
        raise UsageError(
            f"no row of the {name} meets the filter ({wanted.query or 'none'}): there is nothing to export"
        )
    headers = attached(store, name, wanted, ".csv") | {"x-rows": str(len(rows))}
    return Response(_BOM + "".join(csv_lines(rows)), media_type="text/csv; charset=utf-8", headers=headers)


def attached(store: Store, name: str, wanted: Filter, ending: str) -> dict[str, str]:
    """The header that makes an answer a file, whose name says of which record it is and by which filter."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in wanted.query)[:80].strip("-")
    file = f"{store.path.stem}-{name}{f'-{kept}' if kept else ''}{ending}"
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(file, safe='')}"}


def _rows(stretch: Stretch, store: Store, wanted: Filter) -> Iterator[dict[str, Any]]:
    offset = 0
    while found := stretch(store, wanted, offset, _STRETCH):
        for row in found:
            yield _flat(asdict(row))
        offset += len(found)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Ranges as columns of their own: ``killed_low``, ``killed_best``, ``killed_high``; lists as they are."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("killed", "wounded"):
            for part in ("low", "best", "high", "open", "agreement"):
                flat[f"{name}_{part}"] = None if value is None else value[part]
        else:
            flat[name] = list(value) if isinstance(value, tuple) else value
    return flat
