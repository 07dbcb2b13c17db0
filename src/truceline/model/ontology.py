"""The event types with their cells in PLOVER, CAMEO and ACLED, read from ``data/ontology.toml``.

Sources: the PLOVER manual (Open Event Data Alliance, 2024), the CAMEO codebook 1.1b3 (Schrodt, 2012), ACLED's event
types and sub-event types as of 2023. What was chosen where they contradict each other or themselves stands in
``docs/decisions/0003-ontology.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = tomllib.loads((Path(__file__).parent / "data" / "ontology.toml").read_text(encoding="utf-8"))

Acled = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A PLOVER category: its quad class, whether it needs a recipient, and the modes that it may have."""

    name: str
    meaning: str
    quad: int
    recipient: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What a type or a rule says of an event; ``None`` leaves the cell to the next rule, empty sets it to nothing."""

    plover: str | None
    mode: tuple[str, ...] | None
    cameo: str | None
    acled: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Cells of the events that meet all conditions; the head of the data file explains the conditions."""

    cells: Cells
    words: tuple[str, ...] = ()
    clause: str | None = None
    who: str | None = None
    actor: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of happening that reporters write about.

    `modes_from` names the word lists that give a mode where no rule does, `modes_in` the parts of the event in which
    they are sought; with `modes_add` such modes join the type's own. With `acled_by_act` the ACLED cell of an assault
    follows the weapon that the text names.
    """

    name: str
    family: str
    meaning: str
    cells: Cells
    future_cameo: str | None
    modes_from: tuple[str, ...]
    modes_in: tuple[str, ...]
    modes_add: bool
    acled_by_act: bool
    rules: tuple[Rule, ...]


def _cells(table: Mapping[str, Any]) -> Cells:
    mode, acled = table.get("mode"), table.get("acled")
    return Cells(
        plover=table.get("plover"),
        mode=None if mode is None else tuple(mode),
        cameo=table.get("cameo"),
        acled=None if acled is None else tuple(acled),
    )


def _rule(table: Mapping[str, Any]) -> Rule:
    unknown = table.keys() - {"words", "clause", "who", "actor", "status", "given", "plover", "mode", "cameo", "acled"}
    if unknown:
        raise ValueError(f"ontology.toml: no such key in a rule: {', '.join(sorted(unknown))}")
    return Rule(
        cells=_cells(table),
        words=tuple(table.get("words", ())),
        clause=table.get("clause"),
        who=table.get("who"),
        actor=tuple(table.get("actor", ())),
        status=tuple(table.get("status", ())),
        given=tuple(table.get("given", ())),
    )


def _event_type(name: str, table: Mapping[str, Any]) -> EventType:
    return EventType(
        name=name,
        family=table["family"],
        meaning=table["meaning"],
        cells=_cells(table),
        future_cameo=table.get("future_cameo"),
        modes_from=tuple(table.get("modes_from", ())),
        modes_in=tuple(table.get("modes_in", ("trigger", "means", "actor"))),
        modes_add=table.get("modes_add", False),
        acled_by_act=table.get("acled_by_act", False),
        rules=tuple(_rule(rule) for rule in table.get("when", ())),
    )


VERSION: str = _DATA["version"]

CATEGORIES: Mapping[str, Category] = {
    name: Category(
        name=name,
        meaning=table["meaning"],
        quad=table["quad"],
        recipient=table["recipient"],
        modes=tuple(table["modes"]),
    )
    for name, table in _DATA["plover"].items()
}
"""PLOVER's categories; SANCTION counts as material conflict."""

FUTURE: Mapping[str, str] = _DATA["future"]
"""The category of an announced event, by the category that it would have once it has happened."""

ACLED: Mapping[str, tuple[str, ...]] = {name: tuple(subtypes) for name, subtypes in _DATA["acled"].items()}
"""ACLED's event types and the sub-event types of each."""

ACTS: Mapping[str, Acled] = {mode: (cell[0], cell[1]) for mode, cell in _DATA["acts"].items()}
"""ACLED's cell for an event that is coded by the act, by the mode that the words name."""

GROUPS: Mapping[str, tuple[str, ...]] = {name: tuple(members) for name, members in _DATA["groups"].items()}
"""Kinds of actors and victims that the rules treat alike."""

WORDS: Mapping[str, tuple[str, ...]] = {name: tuple(words) for name, words in _DATA["words"].items()}
"""Word lists of the rules' conditions."""

MODE_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    name: {mode: tuple(words) for mode, words in table.items()} for name, table in _DATA["modes"].items()
}
"""Word lists that give a PLOVER mode."""

TYPES: Mapping[str, EventType] = {name: _event_type(name, table) for name, table in _DATA["types"].items()}
"""All event types by name."""


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of `words`; ``*`` stands for letters, a space for white space or a hyphen."""
    alternatives = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)
