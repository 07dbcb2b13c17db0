"""When it happened: happenings, those killed in them and ceasefires, by day, week, month or year.

By the days of happening, a happening stands in a bin only if every day that it may have happened on lies in it. One
that is told without a day, or with days of several bins, is counted apart: a picture would make it sharper than the
reports are. By the days of report, it stands where its first report was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_ceasefires, of_events

Per = Literal["day", "week", "month", "year"]
By = Literal["happened", "reported"]

_HAPPENED = """
  -- the telling that gives the narrowest days speaks for the happening; '' is a day that is not told
  SELECT type, iif(open, iif(days IS NULL, NULL, ''), date_earliest) AS first, iif(open, NULL, date_latest) AS last,
         happening_id, min(width) FROM (
    SELECT happening_id, type, date_earliest, date_latest, coalesce(date_earliest, date_latest) AS days,
           date_earliest IS NULL OR date_latest IS NULL AS open,
           coalesce(julianday(date_latest) - julianday(date_earliest), iif(date_latest IS NULL, 2e9, 1e9)) AS width
    FROM event WHERE {where})
  GROUP BY +happening_id"""
_REPORTED = """
  SELECT type, published AS first, published AS last, happening_id, min(published) FROM (
    SELECT happening_id, type,
           CASE WHEN date_precision = 'before' AND date_basis = 'inferred' AND review = 'draft' THEN date_latest ELSE (
             SELECT published FROM folded JOIN reading ON reading.id = folded.reading
             WHERE folded.document_id = event.document_id) END AS published  -- "before" is inferred from that very day
    FROM event WHERE {where})
  GROUP BY +happening_id"""
_COUNTED = """
  WITH happened AS ({happened}),
  killed AS (
    SELECT happening_id, coalesce(low, best, 0) AS low, coalesce(best, low, high) AS best,
           coalesce(high, best, low) AS high, open,
           min((victim_class != 'all') * 1e9 - coalesce(high, best, low)) AS least
    FROM reconciled WHERE kind = 'killed' AND scope = 'event' AND coalesce(low, best, high) IS NOT NULL
    GROUP BY +happening_id)
  SELECT first, last, type, count(*), count(killed.low), coalesce(sum(killed.low), 0), coalesce(sum(killed.best), 0),
         coalesce(sum(killed.high), 0), coalesce(sum(killed.open), 0)
  FROM happened LEFT JOIN killed ON killed.happening_id = happened.happening_id GROUP BY 1, 2, 3"""
_CEASEFIRES = """
  SELECT ceasefire.canonical_id, own.name, min(ceasefire.start_earliest), min(ceasefire.start_latest),
         max(ceasefire.end_earliest), max(ceasefire.end_latest), group_concat(DISTINCT ceasefire.state),
         count(DISTINCT ceasefire.document_id)
  FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id
  JOIN ceasefire AS own ON own.id = ceasefire.canonical_id
  WHERE {where} GROUP BY ceasefire.canonical_id ORDER BY 3 IS NULL, 3, 1"""
_FINEST: Sequence[tuple[int, Per]] = ((92, "day"), (3 * 366, "week"), (25 * 366, "month"))  # the longest span, in days
_RARE = 0.01  # of the sharp happenings, at either end, that do not widen the span


@dataclass(slots=True)
class Killed:
    """The killed of several happenings, added up: of those with a number; `open` are those without an upper end."""

    happenings: int = 0
    low: int = 0
    best: int = 0
    high: int = 0
    open: int = 0

    def add(self, happenings: int, low: int, best: int, high: int, without_end: int) -> None:
        """Add those of further happenings."""
        self.happenings += happenings
        self.low += low
        self.best += best
        self.high += high
        self.open += without_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The happenings of one stretch of days, `last` included, by event type."""

    first: date
    last: date
    types: Counter[str]
    killed: Killed


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A ceasefire with the days that it may have begun and ended on, as far as they are told."""

    id: str
    name: str
    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    states: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bins in order (those without a happening are left out), and all that stands in none.

    Attributes:
        per: how long a bin is.
        since: first day of the span: the filter's, or the one before which hardly anything stands.
        until: last day of the span.
        bins: happenings whose days all lie in one bin of the span.
        vague: happenings with days of several bins of the span.
        before: happenings of which only one end is told: before the report, as a rule.
        undated: happenings without any day.
        earlier: happenings that lie before the span.
        later: happenings that lie after it.
        apart: the killed of all happenings that stand in no bin.
        ceasefires: those with a day of their beginning, by it, that may touch the span.
        ceasefires_apart: those without one, or out of the span.
    """

    per: Per
    since: date | None
    until: date | None
    bins: tuple[Bin, ...]
    vague: int
    before: int
    undated: int
    earlier: int
    later: int
    apart: Killed
    ceasefires: tuple[Held, ...]
    ceasefires_apart: int


def timeline(reader: Reader, wanted: Filter, by: By, per: Per | None = None) -> Timeline:
    """The happenings that meet the filter, in bins; `per` is chosen by the span if it is not given."""
    where, values = of_events(wanted)
    happened = {"happened": _HAPPENED, "reported": _REPORTED}[by].format(where=where)
    rows = list(reader.select(_COUNTED.format(happened=happened), values))
    since, until = _span(wanted, rows)
    per = per or _per(since, until)
    bins: dict[str, Bin] = {}
    apart, out = Killed(), Counter[str]()
    begin = _BEGINS[per]
    low, high = _day(since) or "0001-01-01", _day(until) or "9999-12-31"
    for first, last, kind, happenings, *killed in rows:
        if first is None:
            place = "undated"
        elif last is None:
            place = "before"
        elif last < low:
            place = "earlier"
        elif first > high:
            place = "later"
        elif begin(first) != begin(last):
            place = "vague"
        else:
            start = begin(first)
            held = bins.get(start)
            if held is None:
                held = bins[start] = _empty(start, per)
            held.types[kind] += happenings
            if killed[0]:
                held.killed.add(*killed)
            continue
        out[place] += happenings
        if killed[0]:
            apart.add(*killed)
    truces, missed = _ceasefires(reader, wanted, low, high)
    return Timeline(
        per=per,
        since=since,
        until=until,
        bins=tuple(bins[start] for start in sorted(bins)),
        vague=out["vague"],
        before=out["before"],
        undated=out["undated"],
        earlier=out["earlier"],
        later=out["later"],
        apart=apart,
        ceasefires=truces,
        ceasefires_apart=missed,
    )


def _span(wanted: Filter, rows: Iterable[tuple[str | None, str | None, str, int]]) -> tuple[date | None, date | None]:
    """The days to show: the filter's; an end that it leaves open is where all but the rarest happenings lie."""
    if wanted.since is not None and wanted.until is not None:
        return wanted.since, wanted.until
    days = Counter[str]()
    for first, last, _, happenings, *_ in rows:
        if last is not None and first is not None and first[:4] == last[:4]:
            days[first] += happenings
    if not days:
        return wanted.since, wanted.until
    order = sorted(days)
    sums = list(accumulate(days[day] for day in order))
    rare = sums[-1] * _RARE
    first_day = next(day for day, before in zip(order, sums, strict=True) if before > rare)
    last_day = next(day for day, before in zip(order, sums, strict=True) if before >= sums[-1] - rare)
    return wanted.since or date.fromisoformat(first_day), wanted.until or date.fromisoformat(last_day)


def _per(since: date | None, until: date | None) -> Per:
    if since is None or until is None:
        return "year"
    return next((per for longest, per in _FINEST if (until - since).days < longest), "year")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _week(day: str) -> str:
    own = date.fromisoformat(day)
    return date.fromordinal(max(1, own.toordinal() - own.weekday())).isoformat()


_BEGINS: Mapping[Per, Callable[[str], str]] = {
    "day": lambda day: day,
    "week": _week,
    "month": lambda day: f"{day[:7]}-01",
    "year": lambda day: f"{day[:4]}-01-01",
}


def _empty(start: str, per: Per) -> Bin:
    first = date.fromisoformat(start)
    if per == "day":
        last = first
    elif per == "week":
        last = first + timedelta(days=6)
    elif per == "month":
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    else:
        last = first.replace(month=12, day=31)
    return Bin(first=first, last=last, types=Counter(), killed=Killed())


def _ceasefires(reader: Reader, wanted: Filter, low: str, high: str) -> tuple[tuple[Held, ...], int]:
    where, values = of_ceasefires(wanted)
    rows = reader.select(_CEASEFIRES.format(where=where), values)
    all_ = [
        Held(
            id=own, name=name, start_earliest=begun, start_latest=latest, end_earliest=ended, end_latest=last,
            states=tuple(sorted(states.split(","))), reports=reports,
        )
        for own, name, begun, latest, ended, last, states, reports in rows
    ]  # fmt: skip
    shown = tuple(one for one in all_ if _begun(one) and _begun(one) <= high and (one.end_latest or high) >= low)
    return shown, len(all_) - len(shown)


def _begun(one: Held) -> str:
    return one.start_earliest or one.start_latest or ""
