"""The table of events: one line for each happening, facts apart from what is denied, planned or feared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.model.records import EventRole, EventRow, FigureRow, ReconciledRow
from truceline.publish.dossier import words
from truceline.publish.dossier.evidence import Evidence, Key, Link
from truceline.publish.dossier.index import Happening, Index, grouped
from truceline.publish.dossier.text import unique
from truceline.publish.dossier.words import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One line of the table. `keys` are what the filters read: family, type, status, places, actors, days."""

    anchor: str
    sign: Sign
    type: Link
    standing: Link
    status: str
    family: str
    when: tuple[Link, ...]
    actors: tuple[Link, ...]
    targets: tuple[Link, ...]
    sources: tuple[Link, ...]
    places: tuple[Link, ...]
    figures: tuple[Link, ...]
    reports: int
    told: tuple[str, ...]
    compare: str
    mixed: str
    place_keys: str
    actor_keys: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter with the number of lines that it leaves."""

    key: str
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """Both tables and the choices of the filters."""

    facts: tuple[EventLine, ...]
    others: tuple[EventLine, ...]
    families: tuple[Choice, ...]
    types: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    places: tuple[Choice, ...]
    actors: tuple[Choice, ...]


def events(index: Index, evidence: Evidence) -> EventsView:
    """All happenings by time."""
    figures = grouped(index.material.of(FigureRow), lambda f: f.event_id)
    ranges = grouped(index.material.of(ReconciledRow), lambda r: r.happening_id)
    ordered = sorted(index.happenings, key=lambda h: h.order)
    lines = [_line(index, evidence, figures, ranges, h) for h in ordered]
    facts = tuple(line for h, line in zip(ordered, lines, strict=True) if h.fact and not h.rejected)
    others = tuple(line for h, line in zip(ordered, lines, strict=True) if not h.fact or h.rejected)
    types = sorted({h.type for h in ordered}, key=words.type_order)
    places = {p.anchor: p.name for p in index.places}
    people = {p.anchor: p.name for p in index.people}
    return EventsView(
        facts=facts,
        others=others,
        families=tuple(
            Choice(key, sign.word, n)
            for key, sign in words.FAMILIES.items()
            if (n := sum(ln.family == key for ln in lines))
        ),
        types=tuple(Choice(words.type_word(t), words.type_word(t), sum(h.type == t for h in ordered)) for t in types),
        statuses=tuple(
            Choice(key, sign.word, n)
            for key, sign in words.STATUSES.items()
            if (n := sum(ln.status == key for ln in lines))
        ),
        places=_choices(places, [ln.place_keys for ln in lines]),
        actors=_choices(people, [ln.actor_keys for ln in lines]),
    )


def number_words(low: int | None, high: int | None, is_open: bool, kind: str) -> str:
    """A figure in one phrase: ``6 killed``, ``450–500 wounded``, ``25 or more killed``."""
    if low is None and high is None:
        return f"number unknown, {words.plain(kind)}"
    short = words.count(low, low if low == high else None, high, is_open)
    return f"{short.removesuffix(', no best number')} {words.plain(kind)}"


def _line(
    index: Index,
    evidence: Evidence,
    figures: Mapping[str, Sequence[FigureRow]],
    ranges: Mapping[str, Sequence[ReconciledRow]],
    happening: Happening,
) -> EventLine:
    rows = tuple(r for r in happening.rows if r.review != "rejected") or happening.rows
    place_rows = [p for r in rows for p in index.event_places.get(r.id, ())]
    people = [a for r in rows for a in index.event_actors.get(r.id, ())]
    counted = [f for r in rows for f in figures.get(r.id, ()) if f.standing != "rejected"]
    types: list[Key] = [("event", r.id, "type") for r in rows]
    standing = words.sign(words.STATUSES, happening.status)
    other = sorted({words.sign(words.STATUSES, r.status).word for r in rows if r.status != happening.status})
    return EventLine(
        anchor=happening.anchor,
        sign=words.FAMILIES[words.family(happening.type)],
        type=evidence.link(words.type_word(happening.type), *types),
        standing=evidence.link(
            "rejected in review" if happening.rejected else standing.word, *[("event", r.id, "status") for r in rows]
        ),
        status=happening.status,
        family=words.family(happening.type),
        when=_when(evidence, rows),
        actors=_people(index, evidence, rows, "actor"),
        targets=_people(index, evidence, rows, "target"),
        sources=_people(index, evidence, rows, "source"),
        places=evidence.merged((index.where(p.place_id, p.text), ("event_place", p.id, "text")) for p in place_rows),
        figures=_figures(evidence, ranges.get(rows[0].happening_id, ()), counted),
        reports=len({r.document_id for r in rows}),
        told=unique([_told(index, r) for r in rows]),
        compare=f"f{happening.anchor}" if counted else "",
        mixed=", ".join(other),
        place_keys=_keys(p.anchor for row in place_rows if (p := index.place(row.place_id))),
        actor_keys=_keys(a.anchor for row in people if row.role != "source" and (a := index.person(row.actor_id))),
        first=happening.earliest.isoformat() if happening.earliest else "",
        last=happening.latest.isoformat() if happening.latest else "",
    )


def _figures(evidence: Evidence, ranges: Sequence[ReconciledRow], rows: Sequence[FigureRow]) -> tuple[Link, ...]:
    """The range of reports for each harm and class that several figures count, the figure itself where there is one."""
    out: list[Link] = []
    for (kind, victims, scope), group in grouped(rows, lambda f: (f.kind, f.victim_class, f.scope)).items():
        found = [r for r in ranges if (r.kind, r.victim_class, r.scope) == (kind, victims, scope)]
        keys: list[Key] = [("figure", f.id, "verbatim") for f in group]
        if len(found) == 1 and len(group) > 1:
            text = number_words(found[0].low, found[0].high, found[0].open, kind)
            out.append(evidence.link(f"{text} ({len(group)} figures)", *keys))
        else:
            texts = [number_words(f.low, f.high, f.open, kind) for f in group]
            out.extend(evidence.merged(zip(texts, keys, strict=True)))
    return tuple(out)


def _when(evidence: Evidence, rows: Sequence[EventRow]) -> tuple[Link, ...]:
    """Every different date that the reports give, the most exact first; without any, that it is undated."""
    dated = [r for r in rows if r.date_earliest or r.date_latest]
    if not dated:
        return (Link("undated"),)
    exact = sorted(dated, key=_width)
    keys = [(words.interval(r.date_earliest, r.date_latest), ("event", r.id, _date_column(r))) for r in exact]
    return evidence.merged(keys)


def _told(index: Index, row: EventRow) -> str:
    published = index.published(row)
    return f"{index.outlet(row)}, {words.day(published) if published else 'undated'}"


def _width(row: EventRow) -> int:
    if row.date_earliest is None or row.date_latest is None:
        return 10**6
    return (row.date_latest - row.date_earliest).days


def _date_column(row: EventRow) -> str:
    return "date_earliest" if row.date_earliest else "date_latest"


def _people(index: Index, evidence: Evidence, rows: Sequence[EventRow], role: EventRole) -> tuple[Link, ...]:
    found = [a for r in rows for a in index.event_actors.get(r.id, ()) if a.role == role]
    return evidence.merged((index.who(a.actor_id, a.text), ("event_actor", a.id, "text")) for a in found)


def _keys(anchors: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(anchors))


def _choices(names: dict[str, str], keys: Sequence[str]) -> tuple[Choice, ...]:
    tally: dict[str, int] = {}
    for line in keys:
        for key in line.split():
            tally[key] = tally.get(key, 0) + 1
    found = [Choice(key, names[key], n) for key, n in tally.items()]
    return tuple(sorted(found, key=lambda c: (c.word.casefold(), c.key)))
