"""Names of places put right before they are looked up, and names that stand elsewhere but tell which place is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from truceline.extract.chunks import Chunk
from truceline.extract.readings import Reading
from truceline.extract.syntax import Tree
from truceline.gazetteer import Asked, Gazetteer

if TYPE_CHECKING:
    from truceline.extract.places import Spot

_LONG = 3  # words of a town's name in a title
_CREDIT = 9  # tokens of a bracket
_AFTER_CREDIT = frozenset("( , . ;".split())
_CLOSING = frozenset((".", "!", "?", ")", '"', "”", ".)"))
_LEAST = 3  # letters of a province's name within that of a body


def make_whole(gazetteer: Gazetteer, spot: Spot, sentences: Mapping[int, Reading]) -> None:
    """Gives a name back the capital word before it that was taken for a title: "Sheikh Zuweid", "St. Louis"."""
    for n, mention in enumerate(spot.mentions):
        sentence, first, last = mention
        tokens = sentences[sentence].tree.tokens
        if first == 0 or not tokens[first - 1].text[:1].isupper() or tokens[first - 1].upos == "PUNCT":
            continue
        whole = " ".join(t.text for t in tokens[first - 1 : last])
        if any(c.exact for c in gazetteer.find(whole)):
            spot.name = whole
            spot.mentions[n] = sentence, first - 1, last


def part_from_province(gazetteer: Gazetteer, spot: Spot) -> None:
    """Takes off the province that follows a town's name without a comma: "Toledo Ohio"."""
    words = spot.name.split()
    for size in range(1, min(3, len(words))):
        town, state = " ".join(words[:-size]), " ".join(words[-size:])
        lands = {c.division for c in gazetteer.find(state) if c.kind == "admin1" and c.exact and c.main}
        if not lands or any(c.exact for c in gazetteer.find(spot.name)):
            continue
        if any(c.exact and c.kind == "city" and c.division in lands for c in gazetteer.find(town)):
            spot.name, spot.admin1 = town, state
            whole = [mention for mention in spot.mentions if mention[2] - mention[1] == len(words)]
            spot.mentions = [(s, first, last - size) for s, first, last in whole] or spot.mentions
            return


def in_title(gazetteer: Gazetteer, title: str) -> dict[str, str]:
    """Towns that a title gives with their province: "Mayor resigns - Peoria, IL news"."""
    words = [word for word in title.replace(",", " , ").split() if word == "," or word[0].isalnum()]
    found: dict[str, str] = {}
    for at in [i for i, word in enumerate(words[:-1]) if word == "," and i]:
        state = words[at + 1]
        lands = {c.division for c in gazetteer.find(state) if c.kind == "admin1" and c.exact and state[:1].isupper()}
        for first in range(max(0, at - _LONG), at):
            town = " ".join(words[first:at])
            if any(c.exact and c.kind == "city" and c.division in lands for c in gazetteer.find(town)):
                found[town] = state
                break
    return found


def within_bodies(gazetteer: Gazetteer, sentences: Mapping[int, Reading], known: set[str]) -> list[Asked]:
    """Provinces in the names of bodies ("Southern Ohio Clinic"): no places of the report, but they tell where."""
    found: dict[str, Asked] = {}
    for reading in sentences.values():
        for chunk in reading.chunks:
            if chunk.label != "ORG" or chunk.last - chunk.first == 1 or in_credit(reading.tree, chunk):
                continue
            words = reading.tree.words[chunk.first : chunk.last]
            for n in range(len(words)):
                for name in (words[n], " ".join(words[n : n + 2])):
                    if len(name) > _LEAST and name not in known and name not in found:
                        if any(c.kind == "admin1" and c.exact and c.main for c in gazetteer.find(name)):
                            found[name] = Asked(name=name, kind="admin1")
    return list(found.values())


def in_credit(tree: Tree, chunk: Chunk) -> bool:
    """True in the name of an outlet, in brackets behind the end of the sentence: "... died. (Times of India)"."""
    words = tree.words
    first = next((i for i in range(chunk.first - 1, max(-1, chunk.first - _CREDIT), -1) if words[i] in "()"), None)
    if first is None or words[first] != "(":
        return False
    last = next((i for i in range(chunk.last, min(len(words), chunk.last + _CREDIT)) if words[i] in "()"), None)
    if last is None or words[last] != ")" or (last + 1 < len(words) and words[last + 1] not in _AFTER_CREDIT):
        return False
    if first > 0 and words[first - 1] not in _CLOSING:
        return False
    return not any(t.upos in ("VERB", "AUX", "PRON") for t in tree.tokens[first + 1 : last])
