"""Figures side by side: for each happening and harm, what every source says on one axis, then the range of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.extraction import FigureKind
from truceline.model.records import FigureRow, FigureSourceRow, ReconciledRow
from truceline.publish.dossier import words
from truceline.publish.dossier.axis import Persons, Tick
from truceline.publish.dossier.evidence import Evidence, Link
from truceline.publish.dossier.index import Happening, Index, grouped
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.standings import reasons

_KINDS = ("killed", "wounded", "missing", "abducted", "captured", "arrested", "surrendered", "released", "displaced")
ALL = "all"
_GroupKey = tuple[str, str, date | None]  # class, scope, day of a running total


@dataclass(frozen=True, slots=True)
class Bar:
    """Low to high in per cent of the axis; an open end runs on as an arrow; `best` only where the words give a point.

    `floor` is true where no lower end is given: the bar then begins at zero and is only an outline.
    """

    low: float
    high: float
    best: float | None
    open: bool
    floor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """What one source says."""

    source: tuple[Link, ...]
    outlet: str
    number: Link
    verbatim: str
    who: Link | None
    standing: str
    counted: bool
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeLine:
    """The reconciled range of one group."""

    number: Link
    agreement: str
    rule: str
    best: bool
    sources: str
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures that compete: one class of people, one scope, for running totals one day.

    `total` marks what all classes come to; its figures stand with their classes.
    """

    title: str
    lines: tuple[FigureLine, ...]
    range: RangeLine | None
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One harm on one axis of its own."""

    kind: str
    ticks: tuple[Tick, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """All figures of one happening."""

    anchor: str
    title: str
    home: str
    fact: bool
    several: bool
    strips: tuple[Strip, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What every line is made from; `why` is the reason for the standing of each figure."""

    index: Index
    evidence: Evidence
    sources: Mapping[str, Sequence[FigureSourceRow]]
    why: Mapping[str, str]


def figures(index: Index, evidence: Evidence) -> tuple[FiguresView, ...]:
    """Happenings with figures: first those that several sources count, then the rest, each by time."""
    known = [f for f in index.material.of(FigureRow) if f.event_id in index.happening_of]
    by_happening = grouped(known, lambda f: index.happening_of[f.event_id].anchor)
    material = index.material
    why = reasons(material.of(FigureRow), material.rulings, lambda f: words.count(f.low, f.best, f.high, f.open))
    told = _Told(index, evidence, grouped(material.of(FigureSourceRow), lambda s: s.figure_id), why)
    ranges = grouped(index.material.of(ReconciledRow), lambda r: (r.happening_id, r.kind))
    views = [
        _view(told, ranges, h, by_happening[h.anchor])
        for h in sorted(index.happenings, key=lambda h: h.order)
        if h.anchor in by_happening
    ]
    return tuple(sorted(views, key=lambda v: (not v.fact, not v.several)))


def _view(
    told: _Told,
    ranges: Mapping[tuple[str, FigureKind], Sequence[ReconciledRow]],
    happening: Happening,
    rows: Sequence[FigureRow],
) -> FiguresView:
    by_kind = grouped(rows, lambda f: f.kind)
    ids = {r.happening_id for r in happening.rows}
    strips = []
    for kind in sorted(by_kind, key=lambda k: _KINDS.index(k) if k in _KINDS else len(_KINDS)):
        found = [r for i in sorted(ids) for r in ranges.get((i, kind), ())]
        strips.append(_strip(told, kind, by_kind[kind], found))
    several = any(len(g.lines) > 1 for s in strips for g in s.groups)
    best = [f"{g.range.number.text} {s.kind}" for s in strips for g in _totals(s.groups) if g.range]
    return FiguresView(
        anchor=f"f{happening.anchor}",
        title=happening.title,
        home=happening.anchor,
        fact=happening.fact and not happening.rejected,
        several=several,
        strips=tuple(strips),
        summary="; ".join(best),
    )


def _totals(groups: Sequence[Group]) -> Sequence[Group]:
    """The totals over classes, where there are any; else all groups."""
    return [g for g in groups if g.total] or groups


def _strip(told: _Told, kind: str, rows: Sequence[FigureRow], ranges: Sequence[ReconciledRow]) -> Strip:
    numbers = [(f.low, f.best, f.high) for f in rows] + [(r.low, r.best, r.high) for r in ranges]
    most = max([n for three in numbers for n in three if n is not None], default=1)
    axis = Persons(most)
    groups: dict[_GroupKey, list[FigureRow]] = {}
    for row in rows:
        day = told.index.published(row) if row.scope == "cumulative" else None
        groups.setdefault((row.victim_class, row.scope, day), []).append(row)
    of_group: dict[_GroupKey, ReconciledRow] = {(r.victim_class, r.scope, r.as_of): r for r in ranges}
    totals: dict[_GroupKey, list[FigureRow]] = {key: [] for key in of_group if key[0] == ALL}
    out = []
    for key, members in sorted((groups | totals).items(), key=lambda item: _order(item[0])):
        match = of_group.get(key)
        ordered = sorted(members, key=lambda f: f.standing != "counted")
        found = _range(told.evidence, axis, match, members) if match else None
        lines = tuple(_line(told, axis, f) for f in ordered)
        out.append(Group(title=_title(*key), lines=lines, range=found, total=key[0] == ALL))
    return Strip(kind=words.plain(kind), ticks=axis.ticks(), groups=tuple(out))


def _order(key: _GroupKey) -> tuple[bool, str, str, date]:
    victims, scope, day = key
    return victims == ALL, victims, scope, day or date.max


def _title(victims: str, scope: str, day: date | None) -> str:
    title = words.word(words.VICTIMS, victims)
    if scope != "event":
        title = f"{title}, {words.word(words.SCOPES, scope)}"
    return title if day is None else f"{title}, as of {words.day(day)}"


def _line(told: _Told, axis: Persons, row: FigureRow) -> FigureLine:
    index, evidence = told.index, told.evidence
    chain = sorted(told.sources.get(row.id, ()), key=lambda s: -s.step)
    published = index.published(row)
    return FigureLine(
        source=tuple(evidence.link(index.who(s.actor_id, s.text), ("figure_source", s.id, "text")) for s in chain),
        outlet=f"{index.outlet(row)}, {words.day(published) if published else 'undated'}",
        number=evidence.link(
            words.count(row.low, row.best, row.high, row.open),
            *[("figure", row.id, c) for c in ("low", "best", "high", "verbatim")],
        ),
        verbatim=shortened(oneline(row.verbatim), 60),
        who=evidence.link(shortened(oneline(row.who), 60), ("figure", row.id, "who")) if row.who else None,
        standing=told.why[row.id],
        counted=row.standing == "counted",
        bar=_bar(axis, row.low, row.best, row.high, row.open),
    )


def _range(evidence: Evidence, axis: Persons, row: ReconciledRow, members: Sequence[FigureRow]) -> RangeLine:
    keys = [
        ("reconciled", row.id, c) for c in ("low", "best", "high", "open") if evidence.filled("reconciled", row.id, c)
    ]
    own = keys or [("figure", f.id, "verbatim") for f in members]
    return RangeLine(
        number=evidence.link(words.count(row.low, row.best, row.high, row.open), *own),
        agreement=words.word(words.AGREEMENT, row.agreement),
        rule=words.rule(row.rule),
        best=row.best is not None,
        sources=f"{words.counted(row.n_figures, 'figure')}, {words.counted(row.n_independent, 'independent source')}",
        bar=_bar(axis, row.low, row.best, row.high, row.open),
    )


def _bar(axis: Persons, low: int | None, best: int | None, high: int | None, is_open: bool) -> Bar:
    start = axis.at(low if low is not None else 0)
    end = axis.at(high) if high is not None else 96.0 if is_open else axis.at(best) if best is not None else start
    return Bar(start, max(end, start), None if best is None else axis.at(best), is_open and high is None, low is None)
