"""Loaded words (``data/wording.toml``): which of them a phrase has, and what to call whom it names without them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from truceline.extract.syntax import Tree

SHORT = 4  # words in quotation marks that are no speech
_MARKS = frozenset("\"'“”‘’«»")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Loaded words for people and for deeds, and words of distance; lemmas in small letters."""

    people: frozenset[str]
    deeds: frozenset[str]
    distance: frozenset[str]
    labels: dict[str, str]
    version: str


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/wording.toml").read_text("utf-8"))

    def flat(table: dict[str, list[str]]) -> frozenset[str]:
        return frozenset(word for words in table.values() for word in words)

    return Lexicon(
        flat(data["people"]), flat(data["deeds"]), frozenset(data["distance"]["words"]), data["label"], data["version"]
    )


def loaded_words(tree: Tree, first: int, last: int) -> list[int]:
    """Tokens of a phrase that judge whom it names, or keep a distance; words of a proper name do not."""
    people, named = lexicon().people, named_tokens(tree)
    return [
        i
        for i in range(first, last)
        if i not in named
        and (tree.tokens[i].lemma.casefold() in people or distance(tree, i) is not None or _in_scare_quotes(tree, i))
    ]


def _in_scare_quotes(tree: Tree, at: int) -> bool:
    """True for a common noun or adjective of a few words in quotation marks: they are somebody's, no name."""
    if tree.tokens[at].upos not in ("NOUN", "ADJ"):
        return False
    first, last = _mark(tree, at, -1), _mark(tree, at, 1)
    if first is None or last is None or last - first - 1 > SHORT:
        return False
    touching = (
        tree.tokens[first].end == tree.tokens[first + 1].start and tree.tokens[last - 1].end == tree.tokens[last].start
    )
    return touching and not any(tree.tokens[i].upos in ("VERB", "AUX", "PRON") for i in range(first + 1, last))


def _mark(tree: Tree, at: int, step: int) -> int | None:
    """The quotation mark next to these words on one side, with no other punctuation before it."""
    for i in range(1, SHORT + 1):
        there = at + step * i
        if not 0 <= there < len(tree.tokens):
            return None
        if tree.tokens[there].upos == "PUNCT" and tree.words[there] != "-":
            return there if tree.words[there] in _MARKS else None
    return None


def distance(tree: Tree, last: int) -> int | None:
    """Where a word of distance ("so-called", one token or several) begins that ends with token `last`."""
    word = ""
    for i in range(last, max(-1, last - 3), -1):
        if i < last and tree.tokens[i].end != tree.tokens[i + 1].start:
            return None
        word = tree.words[i].casefold() + word
        if word in lexicon().distance:
            return i
    return None


def named_tokens(tree: Tree) -> set[int]:
    """Tokens of names of several words: "martyr" in the name of a brigade judges nobody."""
    names = (range(name.first, name.last) for name in tree.sentence.names)
    return {i for span in names if len(span) > 1 for i in span}


def neutral_name(tree: Tree, first: int, last: int, kind: str) -> tuple[int, int] | str:
    """What to call an actor whom the phrase names: the words after the last loaded one, else a label for its kind."""
    found = loaded_words(tree, first, last)
    if not found:
        return first, last
    head = tree.head_of(first, last)
    if found[-1] < head:
        return found[-1] + 1, last
    labels = lexicon().labels
    return labels.get(kind, labels["other"])
