"""Actors and places with every form of words that stands for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.extract.nations import gazette
from truceline.model.records import ActorRelationRow
from truceline.publish.dossier import words
from truceline.publish.dossier.evidence import Evidence, Key, Link
from truceline.publish.dossier.index import Index, Someone, Somewhere, grouped
from truceline.publish.dossier.text import oneline

_PRECISION = {
    1: "exact place",
    2: "near the place",
    3: "district",
    4: "province",
    5: "region",
    6: "country",
    7: "at sea or in the air",
}
_PRONOUNS = frozenset(
    "he she it they him her them his hers its their theirs who whom whose himself herself itself themselves"
    " we us our i me my".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling or description and how often it stands in the reports."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """An actor or a place."""

    anchor: str
    name: Link
    kind: str
    note: str
    forms: tuple[Form, ...]
    pronouns: int
    relations: tuple[Link, ...]
    events: int
    documents: int


def actors(index: Index, evidence: Evidence) -> tuple[NameLine, ...]:
    """All actors, those with most events first."""
    relations = grouped(index.material.of(ActorRelationRow), lambda r: r.actor_id)
    events: Counter[str] = Counter()
    for happening in index.happenings:
        parts = {
            p.anchor
            for r in happening.rows
            for a in index.event_actors.get(r.id, ())
            if (p := index.person(a.actor_id))
        }
        events.update(parts)
    lines = [_actor(index, evidence, relations, p, events[p.anchor]) for p in index.people]
    return tuple(sorted(lines, key=lambda ln: (-ln.events, ln.name.text.casefold(), ln.anchor)))


def places(index: Index, evidence: Evidence) -> tuple[NameLine, ...]:
    """All places, those with most events first."""
    events: Counter[str] = Counter()
    for happening in index.happenings:
        events.update(
            {
                p.anchor
                for r in happening.rows
                for e in index.event_places.get(r.id, ())
                if (p := index.place(e.place_id))
            }
        )
    lines = [_place(evidence, p, events[p.anchor]) for p in index.places]
    return tuple(sorted(lines, key=lambda ln: (-ln.events, ln.name.text.casefold(), ln.anchor)))


def _actor(
    index: Index, evidence: Evidence, relations: Mapping[str, Sequence[ActorRelationRow]], person: Someone, events: int
) -> NameLine:
    names = [n for r in person.rows for n in index.actor_names.get(r.id, ())]
    forms = _forms(evidence, [(n.name, ("actor_name", n.id, "name")) for n in names])
    said = [r for row in person.rows for r in relations.get(row.id, ())]
    related = grouped(said, lambda r: f"{words.plain(r.relation)} {index.who(r.other_id, None)}")
    kinds = Counter(r.kind for r in person.rows).most_common(1)[0][0]
    country = next((r.country for r in person.rows if r.country), None)
    return NameLine(
        anchor=person.anchor,
        name=evidence.link(person.name, *[("actor", r.id, "name") for r in person.rows]),
        kind=words.word(words.KINDS, kinds) if kinds != "other" else "",
        note=_country(country),
        forms=tuple(f for f in forms if f.link.text.casefold() not in _PRONOUNS),
        pronouns=sum(f.count for f in forms if f.link.text.casefold() in _PRONOUNS),
        relations=tuple(
            evidence.link(t, *[("actor_relation", r.id, "relation") for r in rows]) for t, rows in related.items()
        ),
        events=events,
        documents=len({r.document_id for r in person.rows}),
    )


def _place(evidence: Evidence, place: Somewhere, events: int) -> NameLine:
    first = next((r for r in place.rows if r.lat is not None), place.rows[0])
    keys: list[Key] = [("place", r.id, "name") for r in place.rows]
    parts = [first.admin1 or "", _country(first.country) if first.kind != "country" else ""]
    if first.lat is not None and first.lon is not None:
        parts.append(f"{first.lat:.3f}, {first.lon:.3f}")
    if first.precision is not None:
        parts.append(_PRECISION.get(first.precision, ""))
    if first.geonameid is not None:
        parts.append(f"GeoNames {first.geonameid}")
    elif first.lat is None:
        parts.append(first.reason or "not in the gazetteer")
    return NameLine(
        anchor=place.anchor,
        name=evidence.link(place.name, *keys),
        kind=words.word(words.KINDS, first.kind) if first.kind != "unknown" else "",
        note=" · ".join(p for p in dict.fromkeys(parts) if p),
        forms=_forms(evidence, [(r.name, ("place", r.id, "name")) for r in place.rows]),
        pronouns=0,
        relations=(),
        events=events,
        documents=len({r.document_id for r in place.rows}),
    )


def _country(code: str | None) -> str:
    """The name of a country, by its ISO 3166-1 alpha-3 code."""
    return gazette().shown.get(code, code) if code else ""


def _forms(evidence: Evidence, pairs: Sequence[tuple[str, Key]]) -> tuple[Form, ...]:
    """Forms by how often they stand in the text."""
    groups = grouped(pairs, lambda pair: oneline(pair[0]))
    out = []
    for text, group in groups.items():
        keys = [key for _, key in group]
        out.append(Form(evidence.link(text, *keys), evidence.passages(*keys)))
    return tuple(sorted(out, key=lambda f: (-f.count, f.link.text.casefold(), f.link.text)))
