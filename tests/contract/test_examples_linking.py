"""Linking the example reports: their hand-made record, put into rows, must fall into the groups that it names.

What the software reads in the reports has no part in this; a record read by hand shows what linking alone can do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.resolve_rows import Book
from truceline.model.names import name_key, names_a_person
from truceline.model.vocabulary import family

EXPECTED = Path(__file__).parents[2] / "examples" / "expected.yaml"
_BODIES = ("army", "movement", "ministry", "centre", "committee", "mahdi", "nations", "government", "military")
_STATES = {"Indonesia": "IDN", "Jakarta": "IDN", "Iraq": "IRQ"}
_SPOTS = {"Green Zone": "district", "Sadr City": "district", "Imam Ali shrine": "feature", "Medina Street": "feature"}
# Where each report is from, or the town that it names first.
_ABOUT = {
    "naj1": "Najaf", "naj2": "Kufa", "naj3": "Najaf", "naj4": "Najaf", "naj5": "Baghdad", "naj6": "Najaf",
    "bas1": "Basra", "bas2": "Baghdad", "bas3": "Najaf", "bas4": "Baghdad", "bas5": "Basra", "bas6": "Basra",
    "bas7": "Basra", "ace1": "Banda Aceh", "ace2": "Geneva", "ace3": "Banda Aceh", "ace4": "Banda Aceh",
    "ace5": "Jakarta", "ace6": "Banda Aceh",
}  # fmt: skip


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _who(book: Book, document: str, words: str) -> str:
    """The actor that these words name, or the words themselves."""
    if words in _STATES:
        return book.actor(document, words, "state", country=_STATES[words])
    if not names_a_person(words):
        return words
    body = any(word in words.casefold() for word in _BODIES)
    return book.actor(document, words, "armed_group" if body else "person") if body or name_key(words) else words


def _where(words: Iterable[str]) -> list[str]:
    found = []
    for name in words:
        kind = next((kind for spot, kind in _SPOTS.items() if spot in name), None)
        kind = kind or ("district" if any(w in name.casefold() for w in ("quarter", "district")) else None)
        if name[:1].isupper():
            found += [part if n else f"{part}:{kind}" if kind else part for n, part in enumerate(name.split(", "))]
    return found


@cache
def example() -> tuple[Mapping[str, Any], Book]:
    """The hand-made record and its rows."""
    gold = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    book = Book()
    for document in gold["documents"]:
        book.published[document["id"]] = date.fromisoformat(document["published"])
        book.place(document["id"], _ABOUT[document["id"]], position=0)
        if document["id"].startswith("ace"):
            book.place(document["id"], "Aceh", "admin1", position=1)
        for event in document["events"]:
            _event(book, document["id"], event)
        for truce in document["ceasefires"]:
            _ceasefire(book, document["id"], truce)
    return gold, book


def _days(value: Any) -> str | None:
    return None if value is None or None in value else "/".join(value)


def _event(book: Book, document: str, event: Mapping[str, Any]) -> None:
    book.event(
        event["id"],
        _first(event["type"]),
        _days(event.get("date")),
        _where(event.get("place", ())),
        status=_first(event.get("status", "asserted")),
        actors=[_who(book, document, words) for words in event.get("actor", ())],
        targets=[_who(book, document, words) for words in event.get("target", ())],
    )
    for figure in event.get("figures", ()):
        value = {name: figure[name] for name in ("low", "best", "high", "open")}
        value = {name: _first(v) for name, v in value.items()}
        value |= {"victim_class": _first(figure["class"]), "scope": _first(figure.get("scope", "event"))}
        book.figure(event["id"], document, _first(figure["kind"]), figure["quote"], **value)


def _ceasefire(book: Book, document: str, truce: Mapping[str, Any]) -> None:
    book.ceasefire(
        truce["id"],
        _first(truce["state"]),
        _days(truce.get("start")),
        parties=[_who(book, document, words) for words in truce["parties"]],
        declarers=[_who(book, document, words) for words in truce["declared_by"]],
        brokers=[_who(book, document, words) for words in truce["broker"]],
        places=_where(truce.get("place", ())),
        side=_first(truce.get("side", "unclear")),
        duration=truce["duration"]["iso"] if "duration" in truce else None,
    )


@cache
def groups(table: str) -> frozenset[frozenset[str]]:
    """What linking joins."""
    return frozenset(example()[1].groups(table))


def _apart(table: str, one: str, other: str) -> bool:
    return not any({one, other} <= group for group in groups(table))


def test_no_two_events_that_are_not_the_same_are_joined() -> None:
    gold, _ = example()
    for group in gold["not_same_event"]:
        for one, other in combinations(group["members"], 2):
            assert _apart("event", one, other), group["why"]


def test_events_of_different_groups_are_never_joined() -> None:
    gold, _ = example()
    named = {event["id"]: event.get("same") for d in gold["documents"] for event in d["events"] if "same" in event}
    for group in groups("event"):
        assert len({named[i] for i in group if i in named}) <= 1, sorted(group)


@pytest.mark.parametrize(
    "name", ["kufa-mosque", "baquba-police", "sadr-declaration", "green-zone-31-march", "aceh-signing", "qibla-clash"]
)
def test_reports_of_one_happening_are_joined(name: str) -> None:
    gold, _ = example()
    members = next(g["members"] for g in gold["same_event"] if g["name"] == name)
    assert any(set(members) <= group for group in groups("event")), groups("event")


def test_most_pairs_of_one_happening_are_joined() -> None:
    gold, _ = example()
    types = {event["id"]: _first(event["type"]) for d in gold["documents"] for event in d["events"]}
    deeds = [g["members"] for g in gold["same_event"] if family(types[g["members"][0]]) not in ("words", "civic")]
    pairs = [pair for members in deeds for pair in combinations(members, 2)]
    assert sum(not _apart("event", *pair) for pair in pairs) >= len(pairs) / 2


def _spoken_of(gold: Mapping[str, Any], name: str) -> list[str]:
    return next(g["members"] for g in gold["same_ceasefire"] if g["name"] == name)


def test_no_two_ceasefires_are_made_one() -> None:
    gold, _ = example()
    named = {truce["id"]: truce["same"] for d in gold["documents"] for truce in d["ceasefires"]}
    for group in groups("ceasefire"):
        assert len({named[i] for i in group}) == 1, sorted(group)


@pytest.mark.parametrize("name", ["najaf-24-hours", "sadr-2007", "sadr-2008"])
def test_reports_of_one_ceasefire_are_joined(name: str) -> None:
    gold, _ = example()
    assert frozenset(_spoken_of(gold, name)) in groups("ceasefire")


def test_most_pairs_of_one_ceasefire_are_joined() -> None:
    gold, _ = example()
    pairs = [pair for group in gold["same_ceasefire"] for pair in combinations(group["members"], 2)]
    assert sum(not _apart("ceasefire", *pair) for pair in pairs) >= len(pairs) / 2
