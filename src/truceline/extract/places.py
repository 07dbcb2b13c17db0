"""The atlas of a document: its places by name, what the words beside a name say of its kind and country, and anaphors.

With a gazetteer each place gets coordinates where the text allows them; without one, a country only where the text
ties one to it ("Basra, Iraq"; "the Iraqi city of Basra"). A state or capital that acts ("Washington said") is an actor
there, not a place.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from truceline.extract.acting import acts
from truceline.extract.actor_words import words
from truceline.extract.chunks import Chunk
from truceline.extract.homeland import settle_homeland
from truceline.extract.names import plain, sound
from truceline.extract.nations import Nation
from truceline.extract.placing import Relative, place_all, relative_places, settle_places
from truceline.extract.readings import Reading, Readings, read
from truceline.extract.syntax import Tree
from truceline.gazetteer import Answer, Gazetteer
from truceline.model.extraction import Place, PlaceKind, Ref

REACH = 4  # sentences through which "the city" and "there" may reach back


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


@dataclass(slots=True, eq=False)
class Spot:
    """A place in the making; `mentions` are (sentence, first, last)."""

    name: str
    kind: PlaceKind = "unknown"
    country: str | None = None
    admin1: str | None = None
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    answer: Answer | None = None
    relative: bool = False  # told by direction from a named one, whose name is a part of its words


class Atlas:
    """The document's places and what its phrases refer to."""

    def __init__(self, trees: Sequence[Tree], readings: Readings, spots: Sequence[Spot]) -> None:
        self.readings = readings
        self._trees = trees
        self._at: dict[tuple[int, int], tuple[Spot, int, int]] = {}
        self._order: list[tuple[int, int, Spot]] = []
        for spot in spots:
            for sentence, first, last in spot.mentions:
                if not spot.relative:
                    self._order.append((sentence, first, spot))
                for i in range(first, last):
                    self._at.setdefault((sentence, i), (spot, first, last))
        self._order.sort(key=lambda o: (o[0], o[1]))
        self._starts = [(sentence, first) for sentence, first, _ in self._order]
        self._ids = {id(s): f"P{n}" for n, s in enumerate(spots, 1)}
        self.places: tuple[Place, ...] = tuple(self._place(s) for s in spots)

    def ref(self, sentence: int, first: int, last: int) -> Ref:
        """Reference for the tokens `first:last`: the place that they name, or that "there" or "the city" stands for."""
        tree = self._trees[sentence]
        head = tree.head_of(first, last)
        span = tree.span(first, last)
        found = self._at.get((sentence, head)) or self._named_beside(tree, head, first, last)
        if found is not None:
            return Ref(span, self._ids[id(found[0])])
        before = self._before(tree, sentence, head) if not self._names_another(tree, head, first) else None
        if before is None:
            return Ref(span, None)
        at, start, spot = before
        last_word = self._at[at, start][2]
        return Ref(self._trees[at].span(start, last_word), self._ids[id(spot)], "carried over")

    def id_of(self, sentence: int, token: int) -> str | None:
        """Id of the place that the name at `token` stands for."""
        found = self._at.get((sentence, token))
        return None if found is None else self._ids[id(found[0])]

    def _named_beside(self, tree: Tree, head: int, first: int, last: int) -> tuple[Spot, int, int] | None:
        """The place whose kind the head says: "the city of X", "the X neighbourhood"; not the X of "the X shrine"."""
        lemma, table = tree.tokens[head].lemma.casefold(), nouns()
        sentence = tree.sentence.number
        names = [self._at[sentence, i] for i in range(first, last) if (sentence, i) in self._at]
        if not names:
            return None
        if tree.tokens[head].upos not in ("NOUN", "PROPN"):
            return names[0]
        same = lemma in table.vague or table.kinds.get(lemma) not in (None, "feature")
        before = [n for n in names if n[2] == head]
        if before:
            return before[-1] if same else None
        after = [n for n in names if n[1] > head and tree.tokens[n[1] - 1].text.casefold() in ("of", ",")]
        return after[0] if after and same else None

    def _names_another(self, tree: Tree, head: int, first: int) -> bool:
        return any(tree.tokens[i].upos == "PROPN" for i in range(first, head))

    def _before(self, tree: Tree, sentence: int, head: int) -> tuple[int, int, Spot] | None:
        """The place named last before the token, of the kind that the noun asks for."""
        token = tree.tokens[head]
        word = token.text.casefold()
        kinds = nouns().stands_for.get(token.lemma.casefold())
        definite = any(tree.tokens[c].text.casefold() in ("the", "that", "this") for c in tree.children[head])
        if word != "there" and (kinds is None or not definite):
            return None
        end = bisect_left(self._starts, (sentence, head))
        for at, first, spot in reversed(self._order[max(0, end - 40) : end]):
            if sentence - at > (1 if word == "there" else REACH):
                return None
            if word == "there" and spot.kind != "country":
                return at, first, spot
            if kinds is not None and (spot.kind in kinds or (spot.kind == "unknown" and "city" in kinds)):
                return at, first, spot
        return None

    def _place(self, spot: Spot) -> Place:
        spans = tuple(sorted({self._trees[s].span(first, last) for s, first, last in spot.mentions}))
        found = spot.answer or _UNASKED
        return Place(
            id=self._ids[id(spot)], name=spot.name, kind=spot.kind, country=spot.country, admin1=spot.admin1,
            lat=found.lat, lon=found.lon, geonameid=found.geonameid, precision=found.precision, mentions=spans,
            score=found.score if found.found else None, reason=found.reason or None,
        )  # fmt: skip


_UNASKED = Answer(score=0.0, reason="")


def atlas(trees: Sequence[Tree], text: str, gazetteer: Gazetteer | None = None) -> Atlas:
    """Finds the places of a document by their names, and where they lie if there is a gazetteer."""
    readings = read(trees, text)
    spots: dict[str, Spot] = {}
    if gazetteer is not None:
        settle_homeland(gazetteer, readings)
    for number, reading in readings.sentences.items():
        placed = _place_tokens(reading.tree)
        if gazetteer is not None:
            settle_places(gazetteer, reading, readings)
        for chunk in reading.chunks:
            if not _is_place(reading, chunk, readings, placed):
                continue
            tree = reading.tree
            key = _key(reading, chunk)
            spot = spots.get(key)
            if spot is None:
                spot = spots[key] = Spot(tree.text(chunk.first, chunk.last, text))
            spot.mentions.append((number, chunk.first, chunk.last))
            _describe(spot, reading, chunk)
    named = list(spots.values())
    if gazetteer is not None:
        place_all(gazetteer, named, readings.sentences, nouns().kinds)
        named += [
            _relative(r, named[r.anchor], readings.sentences[r.mention[0]].tree, text)
            for r in relative_places(named, readings.sentences)
        ]
    return Atlas(trees, readings, named)


def _relative(found: Relative, anchor: Spot, tree: Tree, text: str) -> Spot:
    """A place by its direction from another: it keeps the words, and has the other's coordinates less exactly."""
    _, first, last = found.mention
    spot = Spot(tree.text(first, last, text), country=anchor.country, mentions=[found.mention], relative=True)
    known = anchor.answer
    if known is not None and known.precision is not None:
        exact = max(found.precision, known.precision)
        spot.answer = replace(known, precision=exact, geonameid=None, reason=f"{anchor.name} by the text")
        spot.admin1 = anchor.admin1
    return spot


def _key(reading: Reading, chunk: Chunk) -> str:
    """Spellings of one name share a key; all names of a state do."""
    if chunk.nation is not None and chunk.nation.form == "name":
        return f"state {chunk.nation.code} {_inside(reading, chunk)}"
    parts = [sound(t.text).removesuffix("h") for t in reading.tree.tokens[chunk.first : chunk.last]]
    parts = [p for p in parts if p]
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("al", "ti") else parts)


def _inside(reading: Reading, chunk: Chunk) -> str:
    """Parts of a state keep a name of their own (Gaza, Scotland)."""
    text = plain("".join(t.text for t in reading.tree.tokens[chunk.first : chunk.last]))
    return text if text in PARTS else ""


PROVINCES = frozenset(("gaza", "gazastrip", "westbank", "england", "scotland", "wales", "northernireland"))
PARTS = PROVINCES | {"trinidad", "antigua", "yugoslavia"}


def _place_tokens(tree: Tree) -> set[int]:
    """Tokens in a place role of the domain heads."""
    found: set[int] = set()
    for roles in (*(t.roles for t in tree.sentence.triggers), *(t.roles for t in tree.sentence.truces)):
        for role in roles:
            if role.label == "place":
                found.update(range(role.first, role.last))
    return found


def _is_place(reading: Reading, chunk: Chunk, readings: Readings, placed: set[int]) -> bool:
    tree = reading.tree
    head = tree.tokens[chunk.head]
    if chunk.nation is not None:
        if chunk.nation.form in ("people", "seat"):
            return False
        if chunk.head in placed:
            return True
        modifier = head.deprel in ("compound", "amod") and tree.tokens[chunk.first].text.replace(".", "").isupper()
        return not modifier and reading.roles.get(chunk.head) != "acts" and not acts(tree, chunk.head)
    if words().community(tree.tokens[chunk.first].text) and chunk.last - chunk.first == 1:
        return False
    label = readings.label(tree, chunk)
    if label == "LOC":
        return True
    return chunk.head in placed and label in ("ORG", "MISC") and head.entity in ("place", None)


def _describe(spot: Spot, reading: Reading, chunk: Chunk) -> None:
    """Learns kind and country from the words around one naming."""
    if chunk.nation is not None and chunk.nation.form == "name":
        part = _inside(reading, chunk)
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
    own = tokens[chunk.last - 1].text.casefold()
    if chunk.last - chunk.first > 1 and table.kinds.get(own) in ("admin1", "feature", "district"):
        return table.kinds[own]
    after = chunk.last
    while after + 1 < len(tokens) and (
        tokens[after].text.casefold() in ("and", ",") and tokens[after + 1].upos == "PROPN"
    ):
        after = next((c.last for c in reading.chunks if c.first == after + 1), len(tokens))
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
        code = _state_at(found, at + 1)
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
            and _state_at(found, at) is None
        ):
            at += 1
        return _state_at(found, at)
    noun = _noun_of(tree, chunk)
    if noun is not None:
        for i in range(noun - 1, max(-1, noun - 6), -1):
            if i in found and found[i].form in ("people", "name"):
                return found[i].code
            if tokens[i].upos not in ("ADJ", "NOUN", "PROPN", "PART", "NUM") and tokens[i].text.casefold() not in (
                "and",
                "-",
            ):
                break
    if chunk.first >= 2 and tokens[chunk.first - 1].text in ("'s", "’s") and chunk.first - 2 in found:
        return found[chunk.first - 2].code
    return None


def _state_at(found: dict[int, Nation], first: int) -> str | None:
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
