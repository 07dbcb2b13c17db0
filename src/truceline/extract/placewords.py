"""What the words beside a place's name say of it: its kind, and the country and the province that it lies in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from truceline.extract.chunks import Chunk
from truceline.extract.names import plain
from truceline.extract.nations import Nation
from truceline.extract.readings import Reading
from truceline.extract.syntax import Tree
from truceline.model.extraction import PlaceKind

if TYPE_CHECKING:
    from truceline.extract.places import Spot


PROVINCES = frozenset(("gaza", "gazastrip", "westbank", "england", "scotland", "wales", "northernireland"))
PARTS = PROVINCES | {"trinidad", "antigua", "yugoslavia"}


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns of places from ``data/place_nouns.toml``."""

    kinds: dict[str, PlaceKind]
    vague: frozenset[str]
    stands_for: dict[str, frozenset[str]]
    version: str


@cache
def nouns() -> Nouns:
    """The nouns, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/place_nouns.toml").read_text("utf-8"))
    kinds: dict[str, PlaceKind] = {noun: kind for kind, row in data["kinds"].items() for noun in row}
    stands = {noun: frozenset(row) for noun, row in data["stands_for"].items()}
    return Nouns(kinds, frozenset(data["vague"]), stands, data["version"])


def kind_of(word: str, kinds: Mapping[str, PlaceKind]) -> PlaceKind | None:
    """Kind of place that a noun says, of one or of several: "Province", "Prefectures", "Counties"."""
    small = word.casefold()
    return kinds.get(small) or kinds.get(
        small.removesuffix("ies") + "y" if small[-3:] == "ies" else small.removesuffix("s")
    )


def inside(reading: Reading, chunk: Chunk) -> str:
    """Parts of a state keep a name of their own (Gaza, Scotland)."""
    text = plain("".join(t.text for t in reading.tree.tokens[chunk.first : chunk.last]))
    return text if text in PARTS else ""


def describe(spot: Spot, reading: Reading, chunk: Chunk) -> None:
    """Learns kind and country from the words around one naming."""
    if chunk.nation is not None and chunk.nation.form == "name":
        part = inside(reading, chunk)
        noun = _noun_of(reading.tree, chunk)
        if noun is not None and nouns().kinds.get(reading.tree.tokens[noun].lemma.casefold()) == "admin1":
            owner = _owner(reading, noun)
            spot.part_of = owner if owner != chunk.nation.code else spot.part_of
        spot.kind, spot.country = "admin1" if part in PROVINCES else "country", chunk.nation.code
        return
    kind = _kind_by_noun(reading, chunk)
    if kind is not None and spot.kind == "unknown":
        spot.kind = kind
    if spot.kind == "unknown" and chunk.nation is not None:
        spot.kind = "city"
    spot.country = spot.country or _country(reading, chunk)
    spot.admin1 = spot.admin1 or _admin1(reading, chunk)


def _kind_by_noun(reading: Reading, chunk: Chunk) -> PlaceKind | None:
    tree, table = reading.tree, nouns()
    tokens = tree.tokens
    own = kind_of(tokens[chunk.last - 1].text, table.kinds)
    if chunk.last - chunk.first > 1 and own in ("admin1", "feature", "district"):
        return own
    after = chunk.last
    while after + 1 < len(tokens) and (
        tokens[after].text.casefold() in ("and", ",") and tokens[after + 1].upos == "PROPN"
    ):
        after = next((c.last for c in reading.chunks if c.first == after + 1), len(tokens))
        last = tokens[min(after, len(tokens)) - 1].text.casefold()  # "Iwate and Miyagi Prefectures"
        if last not in table.kinds and kind_of(last, table.kinds) in ("district", "admin1"):
            return kind_of(last, table.kinds)
    if after < len(tokens) and tokens[after].upos == "NOUN" and (after == chunk.last or tokens[after].xpos == "NNS"):
        lemma, follow = tokens[after].lemma.casefold(), tokens[min(after + 1, len(tokens) - 1)]
        if lemma in table.vague:
            return "district" if follow.text.casefold() in ("of", "in") else None
        if (
            lemma in table.kinds
            and table.kinds[lemma] in ("district", "admin1")
            and follow.text != "of"
            and follow.upos != "PROPN"
        ):
            return table.kinds[lemma]
    noun = _noun_of(tree, chunk)
    if noun is not None:
        return table.kinds.get(tokens[noun].lemma.casefold())
    if after + 1 < len(tokens) and tokens[chunk.last].text == ",":
        at = chunk.last + 1
        while (
            at < len(tokens) - 1
            and at - chunk.last < 7
            and tokens[at].upos in ("DET", "ADJ", "PROPN", "VERB", "ADV", "NUM")
        ):
            at += 1
        if tokens[chunk.last + 1].upos == "DET" and tokens[at].upos == "NOUN":
            return table.kinds.get(tokens[at].lemma.casefold())
    return None


def _noun_of(tree: Tree, chunk: Chunk) -> int | None:
    """The kind noun before a name: "town of X", "the capital, X", "the port city X"."""
    tokens, table = tree.tokens, nouns()
    before = chunk.first - 1
    if before >= 0 and tokens[before].text.casefold() == "the":
        before -= 1
    if before >= 1 and tokens[before].text.casefold() in ("of", ","):
        before -= 1
    elif before < 0 or tokens[before].upos != "NOUN":
        return None
    token = tokens[before]
    kind = table.kinds.get(token.lemma.casefold()) if token.upos == "NOUN" and token.xpos != "NNS" else None
    return None if kind is None or (kind == "district" and _is_part(tree, before)) else before


def _is_part(tree: Tree, noun: int) -> bool:
    """Is a quarter one of several, or does it bear a name of its own: "a suburb of X", "the Qibla quarter of X"?"""
    parts = [tree.tokens[c] for c in tree.children[noun] if c < noun]
    return any(t.text.casefold() in ("a", "an", "one") or (t.upos == "PROPN" and t.deprel == "compound") for t in parts)


def _country(reading: Reading, chunk: Chunk) -> str | None:
    """Code of the state that the words around the name tie to it."""
    tree, found = reading.tree, reading.nations
    tokens = tree.tokens
    at = chunk.last
    if at < len(tokens) and tokens[at].text in (",", "("):
        code = state_at(found, at + 1)
        if code is not None:
            return code
    while at < len(tokens) and tokens[at].upos == "NOUN" and tokens[at].lemma.casefold() in nouns().kinds:
        at += 1
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at < len(tokens) and tokens[at].text.casefold() == "in":
        at += 1
        while (
            at < len(tokens)
            and at - chunk.last < 7
            and tokens[at].upos in ("ADJ", "DET", "NOUN", "ADP")
            and state_at(found, at) is None
        ):
            at += 1
        return state_at(found, at)
    noun = _noun_of(tree, chunk)
    if noun is not None and (code := _owner(reading, noun)) is not None:
        return code
    if chunk.first >= 2 and tokens[chunk.first - 1].text in ("'s", "’s") and chunk.first - 2 in found:
        return found[chunk.first - 2].code
    return None


def _owner(reading: Reading, noun: int) -> str | None:
    """Code of the state named before a noun that goes with it: "the northern Iraqi town", "the U.S. state"."""
    tokens, found = reading.tree.tokens, reading.nations
    for i in range(noun - 1, max(-1, noun - 6), -1):
        if i in found and found[i].form in ("people", "name"):
            return found[i].code
        joins = tokens[i].text.casefold() in ("and", "-")
        if tokens[i].upos not in ("ADJ", "NOUN", "PROPN", "PART", "NUM") and not joins:
            break
    return None


def state_at(found: dict[int, Nation], first: int) -> str | None:
    """Code of the state whose name begins at a token."""
    for end in range(first, first + 4):
        nation = found.get(end)
        if nation is not None and nation.first == first and nation.form == "name":
            return nation.code
    return None


def _admin1(reading: Reading, chunk: Chunk) -> str | None:
    """Name of the province that follows: "Baquba, Diyala province", "Baquba in Diyala province"."""
    tokens, table = reading.tree.tokens, nouns()
    at = chunk.last
    if at >= len(tokens) or tokens[at].text.casefold() not in (",", "in"):
        return None
    at += 1
    while at < len(tokens) and tokens[at].upos in ("DET", "ADJ"):
        at += 1
    other = next((c for c in reading.chunks if c.first == at), None)
    if other is None or other.nation is not None:
        return None
    ends = tokens[other.last - 1].text.casefold()
    name = " ".join(t.text for t in tokens[other.first : other.last])
    if other.last - other.first > 1 and table.kinds.get(ends) == "admin1":
        return name.rsplit(" ", 1)[0]
    if other.last < len(tokens) and table.kinds.get(tokens[other.last].lemma.casefold()) == "admin1":
        return name
    return None
