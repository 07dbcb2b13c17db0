"""States, by name, demonym or capital, wherever they stand in a sentence; and when such a name acts as the state."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from truceline.extract.syntax import Tree

Form = Literal["name", "people", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class Nation:
    """Tokens `first:last` of a sentence name the state `code`, its people or its capital."""

    code: str
    form: Form
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Gazette:
    """Word sequences from the register's ``countries.toml`` by their last word, and each state's shown name."""

    by_last: dict[str, list[tuple[tuple[str, ...], str, Form]]]
    shown: dict[str, str]
    version: str


@cache
def gazette() -> Gazette:
    """The states, read once. Words are cut as the tokeniser cuts them at hyphens."""
    data = tomllib.loads(files("truceline.register").joinpath("data/countries.toml").read_text("utf-8"))
    by_last: dict[str, list[tuple[tuple[str, ...], str, Form]]] = {}

    def add(text: str, code: str, form: Form) -> None:
        words = tuple(text.replace("-", " - ").replace(",", " ,").split())
        by_last.setdefault(words[-1], []).append((words, code, form))

    for code, row in data["states"].items():
        for name in row["names"]:
            add(name, code, "name")
        for people in row["people"]:
            add(people, code, "people")
            if not people.endswith(("s", "sh", "ch", "ese", "men")):
                add(people + "s", code, "people")
        for capital in row["capital"]:
            add(capital, code, "capital")
    for code, seats in data["seats"].items():
        for seat in seats:
            add(seat, code, "seat")
    for rows in by_last.values():
        rows.sort(key=lambda r: -len(r[0]))
    return Gazette(by_last, {c: r["names"][0] for c, r in data["states"].items()}, data["version"])


def shown(code: str) -> str:
    """Name under which a state is shown."""
    return gazette().shown.get(code, code)


def nations(tree: Tree) -> dict[int, Nation]:
    """States named in a sentence, by the index of the last word of each naming; the longest naming wins."""
    words, table = tree.words, gazette().by_last
    found: dict[int, Nation] = {}
    for i in [i for i, word in enumerate(words) if word in table or (word.isupper() and len(word) > 3)]:
        for sequence, code, form in table.get(words[i]) or table.get(words[i].capitalize()) or ():
            first = i + 1 - len(sequence)
            if first >= 0 and all(map(_same, words[first:i], sequence)):
                for inner in range(first, i):
                    found.pop(inner, None)
                found[i] = Nation(code, form, first, i + 1)
                break
    return found


def _same(word: str, wanted: str) -> bool:
    return word == wanted or (word.isupper() and word.casefold() == wanted.casefold())
