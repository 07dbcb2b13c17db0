"""The happening that a report is chiefly about, chosen without an answer at hand, and the day that the report gives it.

Of the events of violence that happened, the one that most persons are said to have been harmed in; of several such,
the first that is dated by the text. A report that counts nobody is about the first act of violence that it dates.
"""

from __future__ import annotations

from truceline.model.extraction import Event, Extraction
from truceline.model.values import Days
from truceline.model.vocabulary import FAMILIES

HAPPENED = ("asserted", "background")
HARM = ("killed", "wounded")


def main_event(extraction: Extraction) -> Event | None:
    """The event that the report is chiefly about; nothing if it tells of no violence that happened."""
    told = [e for e in extraction.events if e.type in FAMILIES["violence"] and e.status in HAPPENED]
    return min(told, key=lambda e: (-_harmed(e), not _dated(e), e.trigger), default=None)


def main_days(extraction: Extraction) -> Days | None:
    """When that event happened; nothing where only the day of publication bounds it."""
    event = main_event(extraction)
    return event.date.days if event is not None and event.date is not None and _dated(event) else None


def _dated(event: Event) -> bool:
    return event.date is not None and event.date.days.earliest is not None


def _harmed(event: Event) -> int:
    """How many are said to be killed and wounded in it, totals over several events left out."""
    most = dict.fromkeys(HARM, 0)
    for figure in event.figures:
        if figure.kind in most and figure.scope != "cumulative":
            value = figure.value.low if figure.value.best is None else figure.value.best
            most[figure.kind] = max(most[figure.kind], value or 0)
    return sum(most.values())
