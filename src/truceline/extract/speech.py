"""The lexicon of speech: verbs and nouns that introduce what somebody says, with stance and factuality.

Words come from ``data/speech.toml``; the factuality values are FactBank's (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from truceline.model.extraction import Factuality, Stance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of speech: lemma -> stance, lemma -> factuality, verbs of naming."""

    verbs: dict[str, Stance]
    nouns: dict[str, Stance]
    factuality: dict[str, Factuality]
    naming: frozenset[str]
    version: str


@cache
def lexicon() -> Lexicon:
    """The speech lexicon, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/speech.toml").read_text("utf-8"))

    def flat(table: dict[str, list[str]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for label, words in table.items():
            for word in words:
                found.setdefault(word, label)
        return found

    return Lexicon(
        flat(data["verbs"]), flat(data["nouns"]), flat(data["factuality"]),  # type: ignore[arg-type]  # the file's keys
        frozenset(data["naming"]["verbs"]), data["version"],
    )  # fmt: skip
