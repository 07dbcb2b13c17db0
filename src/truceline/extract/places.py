"""The atlas of a document: its places by name, what the words beside a name say of its kind and country, and anaphors.

With a gazetteer each place gets coordinates where the text allows them; without one, a country only where the text
ties one to it ("Basra, Iraq"; "the Iraqi city of Basra"). A state or capital that acts ("Washington said") is an actor
there, not a place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from truceline.extract.acting import acts
from truceline.extract.actor_words import words
from truceline.extract.chunks import Chunk
from truceline.extract.homeland import settle_homeland
from truceline.extract.jurisdiction import only_town, served
from truceline.extract.names import sound
from truceline.extract.notplaces import settle_actors
from truceline.extract.placenames import in_credit
from truceline.extract.placewords import describe, inside, nouns
from truceline.extract.placing import SIDES, Relative, place_all, relative_places, settle_places
from truceline.extract.readings import Reading, Readings, read
from truceline.extract.syntax import Tree
from truceline.extract.told import VIOLENCE
from truceline.gazetteer import Answer, Gazetteer
from truceline.model.extraction import Place, PlaceKind, Ref
from truceline.register import Register

ROADS = frozenset("street avenue road highway boulevard drive lane st ave rd hwy blvd".split())
HEAVENLY = frozenset("earth moon sun mercury venus mars jupiter saturn uranus neptune pluto".split())
REACH = 4  # sentences through which "the city" and "there" may reach back


@dataclass(slots=True, eq=False)
class Spot:
    """A place in the making; `mentions` are (sentence, first, last)."""

    name: str
    kind: PlaceKind = "unknown"
    country: str | None = None
    admin1: str | None = None
    part_of: str | None = None  # country that a name which is also a state's is said to be a part of
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    answer: Answer | None = None
    relative: bool = False  # told by direction from a named one, whose name is a part of its words


class Atlas:
    """The document's places and what its phrases refer to.

    `force` is the name of a town in that of its police, if the report names the town nowhere else, nor another.
    """

    def __init__(
        self,
        trees: Sequence[Tree],
        readings: Readings,
        spots: Sequence[Spot],
        force: tuple[int, int, int] | None = None,
    ) -> None:
        self.readings = readings
        self.force = force
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


def atlas(
    trees: Sequence[Tree],
    text: str,
    gazetteer: Gazetteer | None = None,
    title: str | None = None,
    register: Register | None = None,
) -> Atlas:
    """Finds the places of a document by their names, and where they lie if there is a gazetteer.

    A register says which names are an actor's; it is asked only along with the gazetteer.
    """
    readings = read(trees, text)
    spots: dict[str, Spot] = {}
    forces: dict[str, Spot] = {}
    violent: set[tuple[int, int]] = set()
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    if gazetteer is not None:
        settle_homeland(gazetteer, readings)
    for number, reading in readings.sentences.items():
        placed = _place_tokens(reading.tree)
        violent |= {(number, i) for i in _place_tokens(reading.tree, VIOLENCE)}
        if gazetteer is not None:
            settle_places(gazetteer, reading, readings)
            if register is not None:
                settle_actors(gazetteer, register, reading, readings)
            for name, mentions in served(gazetteer, reading, readings).items():
                forces.setdefault(name, Spot(name)).mentions.extend(mentions)
        for chunk in reading.chunks:
            if not _is_place(reading, chunk, readings, placed):
                continue
            tree = reading.tree
            key = _key(reading, chunk)
            spot = spots.get(key)
            if spot is None:
                spot = spots[key] = Spot(tree.text(chunk.first, chunk.last, text))
            spot.mentions.append((number, chunk.first, chunk.last))
            spellings[key].append(tree.text(chunk.first, chunk.last, text))
            describe(spot, reading, chunk)
    for key, spot in spots.items():
        spot.name = max(spellings[key], key=spellings[key].count)
    named = list(spots.values())
    town = None
    if gazetteer is not None:
        known = {spot.name.casefold() for spot in named}
        others = [f for f in forces.values() if f.name.casefold() not in known]
        place_all(gazetteer, [*named, *others], readings.sentences, nouns().kinds, title)
        town = only_town(named, others, violent)
        named += [
            _relative(r, named[r.anchor], readings.sentences[r.mention[0]].tree, text)
            for r in relative_places(named, readings.sentences)
        ]
        named += [] if town is None else [town]
    return Atlas(trees, readings, named, None if town is None else town.mentions[0])


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
        return f"state {chunk.nation.code} {inside(reading, chunk)}"
    parts = [sound(t.text).removesuffix("h") for t in reading.tree.tokens[chunk.first : chunk.last]]
    parts = [p for p in parts if p]
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("al", "ti") else parts)


def _place_tokens(tree: Tree, types: frozenset[str] | None = None) -> set[int]:
    """Tokens in a place role of the domain heads: of events of some types only, if any are named."""
    found: set[int] = set()
    truces = () if types is not None else tree.sentence.truces
    triggers = (t for t in tree.sentence.triggers if types is None or t.type in types)
    for roles in (*(t.roles for t in triggers), *(t.roles for t in truces)):
        for role in roles:
            if role.label == "place":
                found.update(range(role.first, role.last))
    return found


def _is_place(reading: Reading, chunk: Chunk, readings: Readings, placed: set[int]) -> bool:
    tree = reading.tree
    head = tree.tokens[chunk.head]
    if _no_name(tree, chunk) or in_credit(tree, chunk):
        return False
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


def _no_name(tree: Tree, chunk: Chunk) -> bool:
    """True for the earth and its like, and what is left of a longer name: a letter, the "Street" of "53rd Street"."""
    word = tree.words[chunk.first].removesuffix(".")
    if chunk.last - chunk.first > 1:
        return False
    if word.casefold() in HEAVENLY and tree.words[chunk.last : chunk.last + 1] != (",",):
        return True
    return len(word) == 1 or word.casefold() in ROADS or _is_side(tree, chunk)


def _is_side(tree: Tree, chunk: Chunk) -> bool:
    """True for the side of what is named behind it: "North and South Korea", "the Southeastern United States"."""
    if tree.words[chunk.first].casefold() not in SIDES or chunk.last >= len(tree.tokens):
        return False
    follow = tree.tokens[chunk.last]
    return follow.upos == "PROPN" or (follow.upos == "CCONJ" and tree.words[chunk.last + 1].casefold() in SIDES)
