"""What every state has: the patterns of organs and offices, and the words for the states themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from truceline.model.extraction import ActorKind
from truceline.model.names import plain_words
from truceline.register.entries import Entry

GOVERNMENT = "government"
_SOURCE = "countries.toml, organs.toml"


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ or office that a state may have."""

    id: str
    shown: str
    kind: ActorKind
    sector: str
    inter: int | None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Organs:
    """All patterns: by id, and by the words that name them (plain, as `plain_words` gives them).

    `foreign` are words that say nothing of the country that a report is about.
    """

    bodies: Mapping[str, Organ]
    offices: Mapping[str, Organ]
    body_words: Mapping[tuple[str, ...], Organ]
    office_words: Mapping[tuple[str, ...], Organ]
    foreign: frozenset[tuple[str, ...]]
    presidential: frozenset[str]
    version: str


@cache
def organs() -> Organs:
    """The patterns of ``organs.toml``, read once."""
    data = _data("organs.toml")
    bodies, body_words = _table({**data["organs"], **_ministries(data["ministries"])}, "government")
    offices, office_words = _table(data["offices"], "person")
    apart = data["foreign"]
    foreign = {plain_words(words) for words in (*apart["organs"], *apart["offices"])}
    foreign |= {words for words in body_words if not set(apart["nouns"]).isdisjoint(words)}
    return Organs(
        bodies,
        offices,
        body_words,
        office_words,
        frozenset(foreign),
        frozenset(data["heads"]["president"]),
        data["version"],
    )


def _table(rows: Mapping[str, Any], kind: ActorKind) -> tuple[dict[str, Organ], dict[tuple[str, ...], Organ]]:
    by_id: dict[str, Organ] = {}
    by_words: dict[tuple[str, ...], Organ] = {}
    for id, row in rows.items():
        words = row["words"]
        organ = Organ(id, words[0], row.get("kind", kind), row["sector"], row.get("inter", 1), row.get("head", False))
        by_id[id] = organ
        for name in words:
            by_words.setdefault(plain_words(name), organ)
    return by_id, by_words


def _ministries(rows: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, row in rows.items():
        words = [f"{of} {noun}" for of in row["words"] for noun in ("ministry", "department")]
        words += [f"{noun} {of}" for of in row["words"] for noun in ("ministry", "department", "ministry for")]
        found[f"{name}-ministry"] = {**row, "words": words}
    return found


@cache
def states() -> Mapping[str, Any]:
    """The states of ``countries.toml`` by code."""
    found: Mapping[str, Any] = _data("countries.toml")["states"]
    return found


@cache
def state_words() -> Mapping[tuple[str, ...], str]:
    """Code of a state by its names and demonyms, as plain words."""
    found: dict[tuple[str, ...], str] = {}
    for code, row in states().items():
        for name in (*row["names"], *row["people"]):
            found.setdefault(plain_words(name), code)
    return found


def state(code: str) -> Entry | None:
    """The entry of a state."""
    row = states().get(code)
    if row is None:
        return None
    names = (*row["names"][1:], *row["people"])
    return Entry(id=code, name=row["names"][0], names=names, kind="state", country=code, sector="GOV", inter=1,
                 source=_SOURCE)  # fmt: skip


def organ_entry(code: str, organ: str) -> Entry | None:
    """The entry of an organ of a state, made from the pattern: ``IRQ``, ``army``."""
    row = states().get(code)
    pattern = organs().bodies.get(organ)
    if row is None or pattern is None:
        return None
    people = row["people"][0] if row["people"] else row["names"][0]
    return Entry(id=f"{code}/{organ}", name=f"{people} {pattern.shown}", kind=pattern.kind, country=code,
                 sector=pattern.sector, inter=pattern.inter, source=_SOURCE)  # fmt: skip


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("truceline.register").joinpath(f"data/{name}").read_text("utf-8"))
