"""Ceasefires of a record against a hand-made list: are their reports together, and is their life as it was?

The list is YAML, an entry for each ceasefire (``docs/ceasefires.md`` describes it). The record is read by the user
before, as he wants it; here nothing is read again. The ceasefire of an entry is the one that most of its reports are
in. What stands in `unsure` and `related` is neither right nor wrong.

`found` is the share of reports that have a row of a ceasefire; `together` the share of those that are in the entry's
ceasefire; `kept apart` the share of the reports in `not_same` that are not. A move of the list is found if the life has
one to that state whose days may be its day, or which rests on a report of the list for it; a move of the life that
rests on a report of the entry is right if that report is labelled with its state, or the list has such a move. States
that reports use for one another are one: agreed and declared, proposed and negotiating, broken down and expired.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from truceline.errors import UsageError
from truceline.evaluate import texts
from truceline.evaluate.report import Measure, Scores, Table
from truceline.evaluate.scoring import Share
from truceline.follow import Followed, Life, Transition
from truceline.model.records import CeasefireRow
from truceline.record import Store

_ALIKE: Mapping[str, str] = {
    "declared": "agreed", "negotiating": "proposed", "expired": "broken_down", "superseded": "broken_down",
    "extended": "holding", "monitored": "holding", "violated": "strained",
}  # fmt: skip
Days = tuple[date, date]
_OVER = frozenset({"broken_down", "completed"})
_SLACK = timedelta(days=1)
_TOGETHER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A state that the ceasefire came to, its days if they are known, and the reports that tell it."""

    state: str
    days: Days | None
    reports: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One ceasefire of the list: the labels of its reports, what must not be joined to it, its life and its end."""

    name: str
    reports: Mapping[str, frozenset[str]]
    apart: frozenset[str]
    open: frozenset[str]
    life: tuple[Move, ...]
    end: Days | None


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """The scores of the record at the only path against the list of `options`.

    Raises:
        UsageError: no list was given, or it is not in the format.
    """
    texts.whole(options, "followed")
    if options.gold is None:
        raise UsageError("--as followed compares a record with a list; name the list with --gold FILE.yaml")
    entries = load(options.gold)
    with Store.open(paths[0]) as store:
        rows: dict[str, list[str]] = defaultdict(list)
        for row in store.rows(CeasefireRow):
            if row.review != "rejected":
                rows[row.document_id].append(row.canonical_id)
        names = {d.id: d.path.partition("#")[2] or d.path for d in store.documents()}
        told = {names[document]: frozenset(ids) for document, ids in rows.items()}
        lives = {life.id: life for life in Followed(store).lives()}
    return scores(entries, told, lives, names)


def load(path: Path) -> list[Entry]:
    """The entries of a list.

    Raises:
        UsageError: it cannot be read, or an entry lacks something.
    """
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path}: is no list of ceasefires ({error})") from error
    if not isinstance(raw, list):
        raise UsageError(f"{path}: expected a list with an entry for each ceasefire; see docs/ceasefires.md")
    return [_entry(one, f"{path}: entry {number}") for number, one in enumerate(raw, start=1)]


def _entry(raw: Any, where: str) -> Entry:
    try:
        end = raw.get("end")
        return Entry(
            name=str(raw["name"]),
            reports={str(item["id"]): frozenset(map(_even, item.get("about", ()))) for item in raw["items"]},
            apart=_ids(raw, "not_same"),
            open=_ids(raw, "unsure") | _ids(raw, "related"),
            life=tuple(
                Move(
                    state=_even(move["state"]), days=_days(move.get("date")), reports=frozenset(move.get("items") or ())
                )
                for move in raw.get("life") or ()
            ),
            end=_days(end.get("date")) if end else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{where}: is not in the format of docs/ceasefires.md ({error!r})") from error


def _ids(raw: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(one["id"] if isinstance(one, dict) else one) for one in raw.get(key) or ())


def _days(value: Any) -> Days | None:
    """The first and the last day that a date, a month (``2010-05``) or a year means."""
    if value is None or isinstance(value, date):
        return None if value is None else (value, value)
    year, *rest = map(int, str(value).split("-"))
    if len(rest) == 2:
        return (date(year, *rest), date(year, *rest))
    first, last = (1, 12) if not rest else (rest[0], rest[0])
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _even(state: str) -> str:
    return _ALIKE.get(state, state)


def scores(
    entries: Sequence[Entry], told: Mapping[str, frozenset[str]], lives: Mapping[str, Life], names: Mapping[str, str]
) -> Scores:
    """The scores.

    Args:
        entries: the list.
        told: canonical ids of the ceasefires of each report that has some, by the name that the list gives it.
        lives: by canonical id.
        names: what the list calls each document of the record.
    """
    found, together, apart, moves, right, ends = (Share() for _ in range(6))
    strangers, whole, table = 0, 0, []
    for entry in entries:
        main = _main(entry, told)
        members = {name for name, ids in told.items() if main in ids}
        for name in entry.reports:
            found.add(name in told)
            if name in told:
                together.add(name in members)
        for name in entry.apart:
            apart.add(name not in members)
        foreign = members - entry.reports.keys() - entry.open
        strangers += len(foreign)
        own = members & entry.reports.keys()
        whole += len(own) >= _TOGETHER
        life = lives.get(main)
        steps = [] if life is None else [step for step in life.transitions if step.documents]
        hits = [any(_tells(step, move, names) for step in steps) for move in entry.life]
        for hit in hits:
            moves.add(hit)
        for step in steps:
            if any(names[document] in entry.reports for document in step.documents):
                right.add(_is_right(step, entry, names))
        if entry.end is not None:
            ends.add(life is not None and _even(life.state) in _OVER and _ended(life, entry.end))
        table.append((entry.name, len(entry.reports), len(own), len(foreign), sum(hits), len(hits)))
    measures: list[Measure] = [
        found.measure("reports", "found"),
        together.measure("reports", "together, of those found"),
        apart.measure("reports", "kept apart"),
        moves.measure("life", "moves of the list found"),
        right.measure("life", "moves of the record right"),
        ends.measure("life", "end found with its day"),
    ]
    notes = (
        f"{whole} of {len(entries)} ceasefires have {_TOGETHER} of their reports or more together",
        f"{strangers} reports of the record stand with one of them and are not in the list",
    )
    columns = ("ceasefire", "reports", "together", "strangers", "moves found", "moves")
    return Scores(
        documents=sum(len(entry.reports) for entry in entries), failed=0, measures=tuple(measures),
        tables=(Table("Ceasefires of the list", columns, tuple(table)),), notes=notes,
    )  # fmt: skip


def _main(entry: Entry, told: Mapping[str, frozenset[str]]) -> str:
    """The ceasefire that most reports of the entry are in; empty if none has one."""
    votes = Counter(own for name in entry.reports for own in told.get(name, ()))
    return min(votes, key=lambda own: (-votes[own], own), default="")


def _tells(step: Transition, move: Move, names: Mapping[str, str]) -> bool:
    if _even(step.told) != move.state:
        return False
    return move.days is None or _may_be(step, move.days) or any(names[d] in move.reports for d in step.documents)


def _is_right(step: Transition, entry: Entry, names: Mapping[str, str]) -> bool:
    labels: Iterable[str] = (label for d in step.documents for label in entry.reports.get(names[d], ()))
    return _even(step.told) in labels or any(_tells(step, move, names) for move in entry.life)


def _may_be(step: Transition, days: Days) -> bool:
    first, last = step.happened.earliest, step.happened.latest
    return (first is None or first <= days[1] + _SLACK) and (last is None or days[0] - _SLACK <= last)


def _ended(life: Life, days: Days) -> bool:
    end = life.ended
    if end is None or (end.earliest is None and end.latest is None):
        return False
    late = end.earliest is not None and end.earliest > days[1] + _SLACK
    return not late and (end.latest is None or days[0] - _SLACK <= end.latest)
