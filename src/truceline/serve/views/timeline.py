"""The timeline: happenings, those killed and ceasefires by day, week, month or year; also as a CSV file."""

from __future__ import annotations

import csv
import io
from typing import get_args

from starlette.responses import Response

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.views import timeline
from truceline.serve.asked import Asked


def binned(store: Store, asked: Asked) -> timeline.Timeline:
    """The happenings that meet the filter, in bins; if it names no status, those told as a fact.

    Raises:
        UsageError: ``by`` or ``per`` is none that there is.
    """
    by = asked.params.get("by", "happened")
    if by not in get_args(timeline.By):
        raise UsageError(f"by: {by!r} is none of {', '.join(get_args(timeline.By))}")
    per = asked.params.get("per") or None
    if per is not None and per not in get_args(timeline.Per):
        raise UsageError(f"per: {per!r} is none of {', '.join(get_args(timeline.Per))}")
    return timeline.timeline(store, asked.filter.happened, by, per)  # type: ignore[arg-type]  # as just seen


def table(store: Store, asked: Asked) -> Response:
    """The same as a table: a row a bin, with a column for each event type that occurs."""
    found = binned(store, asked)
    types = sorted({kind for one in found.bins for kind in one.types})
    file = io.StringIO(newline="")
    write = csv.writer(file)
    write.writerow(
        ["first_day", "last_day", "happenings", *types, "killed_low", "killed_best", "killed_high", "killed_open"]
    )
    for one in found.bins:
        counts = [one.types[kind] for kind in types]
        killed = one.killed
        write.writerow([one.first, one.last, sum(counts), *counts, killed.low, killed.best, killed.high, killed.open])
    for name, number in (
        ("days of several bins", found.vague), ("before the report", found.before), ("undated", found.undated),
        ("earlier", found.earlier), ("later", found.later),
    ):  # fmt: skip
        write.writerow([name, "", number])
    headers = {"content-disposition": f'attachment; filename="timeline-by-{found.per}.csv"'}
    return Response(file.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)
