"""The places of a document in the gazetteer: what the text says of each is asked along with its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.extract.chunks import Chunk
from truceline.extract.names import org_key
from truceline.extract.placenames import in_title, make_whole, part_from_province, within_bodies
from truceline.extract.placewords import kind_of, state_at
from truceline.extract.readings import Reading, Readings
from truceline.extract.syntax import Tree
from truceline.gazetteer import Asked, Gazetteer, resolve
from truceline.gazetteer.kinds import NEAR, PRECISION
from truceline.model.analysis import Token
from truceline.model.extraction import PlaceKind

if TYPE_CHECKING:
    from truceline.extract.places import Spot

Mention = tuple[int, int, int]

_TOLD = {"name": 1.0, "people": 0.6, "capital": 0.5, "seat": 0.3}
_IN = frozenset("in near outside around inside towards toward at from into across throughout".split())
_WITHIN = frozenset("in near outside inside throughout".split())
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)
_DIRECTIONS = _COMPASS | {"outside", "near"}
_UNITS = {
    "km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kms": 1.0, "mile": 1.609, "meter": 0.001, "metre": 0.001,
    "kilometers": 1.0, "kilometres": 1.0, "miles": 1.609,
}  # fmt: skip
_NEAR_KM = 25.0
_LANDS = frozenset("province region governorate oblast district".split())
SIDES = frozenset(
    "north south east west central northern southern eastern western northeast northwest southeast southwest upper"
    " lower downtown northeastern northwestern southeastern southwestern".split()
)
_FOLK = frozenset("police resident mayor man woman teen teenager boy girl couple".split())
_LOCAL = frozenset("hospital suburb neighborhood neighbourhood home house street nightclub school airport".split())
_MEETINGS = frozenset("talk discussion negotiation summit meeting conference accord agreement".split())
_DASHES = frozenset(("—", "–", "--", "-", "(", ","))
_SAME_PLACE: frozenset[PlaceKind] = frozenset({"admin1", "city", "district"})
_REACH = 7  # tokens between a name and the name of what it lies by
_SHORT = 4
_NATURAL = frozenset("river sea ocean bay gulf strait island desert".split())
_KNOWN = 15_000  # people of a town that is taken for a place where the model took its name for somebody's


def place_all(
    gazetteer: Gazetteer,
    spots: Sequence[Spot],
    sentences: Mapping[int, Reading],
    kinds: Mapping[str, PlaceKind],
    title: str | None = None,
) -> None:
    """Gives each spot its answer, and the country, the province and the kind that follow from it.

    The document's title from its metadata, which need not stand in the text, may say which town of a name is meant.
    """
    headed = in_title(gazetteer, title or "")
    for spot in spots:
        make_whole(gazetteer, spot, sentences)
        part_from_province(gazetteer, spot)
        spot.admin1 = spot.admin1 or headed.get(spot.name)
    at = {(sentence, first): n for n, s in enumerate(spots) for sentence, first, _ in s.mentions}
    asked = [_asked(gazetteer, spot, n, at, sentences, kinds) for n, spot in enumerate(spots)]
    known = {spot.name for spot in spots}
    asked += [Asked(name=town, division=state) for town, state in headed.items() if town not in known]
    asked += within_bodies(gazetteer, sentences, known)
    for spot, answer in zip(spots, resolve(gazetteer, asked, _told(sentences)), strict=False):
        spot.answer = answer
        if not answer.found:
            continue
        if spot.kind == "unknown" or (spot.kind == "country") != (answer.kind == "country"):
            spot.kind = answer.kind
            spot.country = answer.country
        spot.country = spot.country or answer.country
        spot.admin1 = answer.division or spot.admin1


def settle_places(gazetteer: Gazetteer, reading: Reading, readings: Readings) -> None:
    """Names that the model took for somebody's though they stand where a place stands and a town is called so."""
    before: Chunk | None = None
    for chunk in reading.chunks:
        label = readings.label(reading.tree, chunk)
        if label != "LOC" and chunk.nation is None and _stands_for_place(reading, chunk, before, readings):
            name = "".join(t.text if t.text == "-" else f" {t.text}" for t in _tokens(reading, chunk))
            least = 0 if _is_dateline(reading, chunk) else _KNOWN
            if any(c.exact and c.population >= least for c in gazetteer.find(name)):
                readings.settle_place(reading.tree, chunk)
        before = chunk


def _tokens(reading: Reading, chunk: Chunk) -> tuple[Token, ...]:
    return tuple(reading.tree.tokens[chunk.first : chunk.last])


def _stands_for_place(reading: Reading, chunk: Chunk, before: Chunk | None, readings: Readings) -> bool:
    """Is a name the object of "in" or "near", beside another place, or the "X" of "X province" and "the X talks"?"""
    tree = reading.tree
    tokens = tree.tokens
    if _is_dateline(reading, chunk):
        return True
    if chunk.last - chunk.first == 1 and org_key((tokens[chunk.first].text,)) in readings.families:
        return False
    after = tokens[chunk.last] if chunk.last < len(tokens) else None
    if after is not None and after.upos == "NOUN":
        noun = after.lemma.casefold()
        person = readings.label(tree, chunk) == "PER" and chunk.label != "LOC"
        if noun in _LANDS or noun in _FOLK or (noun in _LOCAL and not person):
            return True
        if noun in _MEETINGS and not person and tokens[chunk.head].head == chunk.last:
            return True
    if chunk.first == 0:
        return False
    word = tokens[chunk.first - 1].text.casefold()
    if word in ("and", "or") and before is not None and before.last == chunk.first - 1:
        return before.nation is None and readings.label(tree, before) == "LOC"
    return word in _IN and tokens[chunk.first - 1].upos == "ADP" and _ends(tokens, chunk)


def stands_in(reading: Reading, chunk: Chunk) -> bool:
    """Does the name stand behind a word like "in", which nobody is?"""
    tokens = reading.tree.tokens
    return (
        chunk.first > 0 and tokens[chunk.first - 1].upos == "ADP" and tokens[chunk.first - 1].text.casefold() in _WITHIN
    )


def _is_dateline(reading: Reading, chunk: Chunk) -> bool:
    """Does the sentence begin with the name in capitals and a dash behind it: "BASRA — Troops ..."?"""
    tokens = reading.tree.tokens
    name = tokens[chunk.first : chunk.last]
    shouted = chunk.first == 0 and chunk.last < len(tokens) and all(t.text.isupper() for t in name if t.text.isalpha())
    return shouted and tokens[chunk.last].text in _DASHES and len(name[0].text) > 1


def _ends(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Does the phrase end with the name ("in Lashkar Gah"; not "in Lincoln Electric's plant")?"""
    return chunk.last >= len(tokens) or tokens[chunk.last].upos not in ("NOUN", "PROPN", "PART")


@dataclass(frozen=True, slots=True)
class Relative:
    """A place without a name of its own, "30 km north of Mosul": its words, the place named there, how exact it is."""

    mention: Mention
    anchor: int
    precision: int


def relative_places(spots: Sequence[Spot], sentences: Mapping[int, Reading]) -> list[Relative]:
    """Places told by direction from a named one, where no other name stands before that they describe."""
    at = {(sentence, first): (n, last) for n, s in enumerate(spots) for sentence, first, last in s.mentions}
    told = {
        (mention[0], i)
        for s in spots
        for mention in s.mentions
        if (i := _direction(sentences[mention[0]], mention)) is not None
    }
    found = []
    for number, reading in sentences.items():
        tokens = reading.tree.tokens
        for i in range(len(tokens) - 2):
            if tokens[i].text.casefold() not in _COMPASS or tokens[i + 1].text != "of" or (number, i + 2) not in at:
                continue
            if (number, i) not in told:
                first, precision = _distance(tokens, i)
                anchor, last = at[number, i + 2]
                found.append(Relative((number, first, last), anchor, precision))
    return found


def _distance(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where the words of a distance before a direction begin, and the precision of what lies that far away."""
    if at == 0 or (per := _UNITS.get(tokens[at - 1].lemma.casefold())) is None:
        return at, NEAR
    if at == 1 or tokens[at - 2].upos != "NUM":
        return at - 1, PRECISION["region"]
    try:
        far = float(tokens[at - 2].text.replace(",", "")) * per
    except ValueError:
        return at - 2, PRECISION["region"]
    return at - 2, NEAR if far <= _NEAR_KM else PRECISION["region"]


def _told(sentences: Mapping[int, Reading]) -> dict[str, float]:
    """How much the report speaks of each country, by name, people, capital and seat."""
    told: defaultdict[str, float] = defaultdict(float)
    for reading in sentences.values():
        for nation in reading.nations.values():
            told[nation.code] += _TOLD[nation.form]
    return told


def _asked(
    gazetteer: Gazetteer, spot: Spot, own: int, at: Mapping[tuple[int, int], int], sentences: Mapping[int, Reading],
    kinds: Mapping[str, PlaceKind],
) -> Asked:  # fmt: skip
    division = spot.admin1
    within: set[int] = set()
    beside: set[int] = set()
    for mention in spot.mentions:
        reading = sentences[mention[0]]
        division = division or _abbreviated(gazetteer, reading, mention)
        within |= _after_comma(reading, mention, at, kinds)
        beside |= _related(reading, mention, at)
    words = spot.name.split()
    bare, kind = None, spot.kind
    ends = kind_of(words[-1], kinds) if len(words) > 1 else None
    whither = len(words) > 1 and words[0].casefold() in SIDES and ends is None
    if whither:
        bare = " ".join(words[1:])
    elif (
        len(words) > 1
        and (words[-1].casefold() != "county" or spot.country not in (None, "USA"))
        and (ends or words[-1].casefold() in ("region", "area"))
    ):
        bare = " ".join(words[:-1])
        kind = ends if kind == "unknown" and ends is not None else kind
    elif len(words) > 2 and words[1] == "of" and (begins := kinds.get(words[0].casefold())) is not None:
        bare, kind, ends = " ".join(words[2:]), begins if kind == "unknown" else kind, begins
    return Asked(
        name=spot.name,
        kind=kind,
        country=spot.country,
        division=division,
        mentions=len(spot.mentions),
        within=tuple(sorted(within - {own})),
        beside=tuple(sorted((beside | within) - {own})),
        bare=bare,
        near=whither or (ends is not None and ends not in _SAME_PLACE),
        natural=words[-1].casefold().removesuffix("s") in _NATURAL,
        article=all(_with_article(sentences[mention[0]].tree, mention) for mention in spot.mentions),
        located=any(_located(sentences[mention[0]], mention) for mention in spot.mentions),
        part_of=spot.part_of,
    )


def _located(reading: Reading, mention: Mention) -> bool:
    """Does the name stand behind a word like "in", or behind "of" and a noun ("the town of X")?"""
    _, first, _ = mention
    tokens = reading.tree.tokens
    return first > 0 and tokens[first - 1].upos == "ADP" and tokens[first - 1].text.casefold() in _IN


def _with_article(tree: Tree, mention: Mention) -> bool:
    """Does the name itself stand with "the" ("the Acropolis of Athens"; not "the Basra port")?"""
    _, first, last = mention
    tokens = tree.tokens
    if first == 0 or tokens[first - 1].text.casefold() != "the":
        return False
    if last >= len(tokens):
        return True
    follow = tokens[last]
    return not (
        follow.upos in ("NOUN", "PROPN", "ADJ", "CCONJ") or follow.xpos == "VBG" or follow.text in ("-", "–", ",")
    )


def _after_comma(
    reading: Reading, mention: Mention, at: Mapping[tuple[int, int], int], kinds: Mapping[str, PlaceKind]
) -> set[int]:
    """What stands behind the name as what it lies in: "Lima, Ohio", "Palma in Cabo Delgado", "X mosque in Baghdad"."""
    sentence, _, last = mention
    tokens = reading.tree.tokens
    while last < len(tokens) and tokens[last].upos == "NOUN" and tokens[last].lemma.casefold() in kinds:
        last += 1
    if last >= len(tokens) or tokens[last].text not in (",", "(", "in"):
        return set()
    after = last + 1
    while after < len(tokens) and after - last < _SHORT and tokens[after].upos in ("DET", "ADJ"):
        after += 1
    found = at.get((sentence, after))
    if found is None:
        return _in_apposition(reading, mention, at) if tokens[last].text == "," else set()
    return set() if tokens[last].text == "," and _in_a_list(reading, sentence, after, at) else {found}


def _in_apposition(reading: Reading, mention: Mention, at: Mapping[tuple[int, int], int]) -> set[int]:
    """What the noun behind the name ties it to: "Najaf, a city in Iraq", "Springfield, the capital of Illinois"."""
    sentence, _, last = mention
    tokens = reading.tree.tokens
    for i in range(last + 1, min(last + _REACH + 2, len(tokens) - 1)):
        if tokens[i].text.casefold() in _DIRECTIONS:
            break
        if tokens[i].text in ("of", "in") and i > last + 1:
            after = i + 2 if tokens[i + 1].upos == "DET" else i + 1
            found = at.get((sentence, after))
            return set() if found is None else {found}
        if tokens[i].upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"):
            break
    return set()


def _abbreviated(gazetteer: Gazetteer, reading: Reading, mention: Mention) -> str | None:
    """The short form of a state behind the name, which the tokeniser cuts: "Troy, W.Va.", "Charlestown, IN"."""
    last = mention[2]
    tokens = reading.tree.tokens
    if last + 1 >= len(tokens) or tokens[last].text != "," or state_at(reading.nations, last + 1) is not None:
        return None
    for end in range(min(last + 4, len(tokens)), last + 1, -1):
        name = "".join(t.text for t in tokens[last + 1 : end])
        short = name[:1].isupper() and (len(name) == 2 or "." in name) and (end - last > 2 or name.isupper())
        if short and any(c.kind == "admin1" and c.exact for c in gazetteer.find(name)):
            return name
    return None


def _in_a_list(reading: Reading, sentence: int, second: int, at: Mapping[tuple[int, int], int]) -> bool:
    """Is a name the second of a list, "Gao, Kidal and Timbuktu", rather than what the first lies in?"""
    tokens = reading.tree.tokens
    chunk = next((c for c in reading.chunks if c.first == second), None)
    end = second + 1 if chunk is None else chunk.last
    while end + 1 < len(tokens) and tokens[end].text == "," and (after := _name_at(reading, sentence, end + 1, at)):
        end = after  # "Gao, Kidal, Mopti and Timbuktu"
    while end < len(tokens) and tokens[end].text == ",":
        end += 1
    return end + 1 < len(tokens) and tokens[end].text in ("and", "or") and (sentence, end + 1) in at


def _name_at(reading: Reading, sentence: int, first: int, at: Mapping[tuple[int, int], int]) -> int | None:
    """Where the name of a place ends that begins there and is no state's."""
    if (sentence, first) not in at:
        return None
    return next(
        (c.last for c in reading.chunks if c.first == first and (c.nation is None or c.nation.form != "name")), None
    )


def _related(reading: Reading, mention: Mention, at: Mapping[tuple[int, int], int]) -> set[int]:
    """What the name is said to lie by: "Baiji, 120 miles north of Baghdad", "Kufa near Najaf"."""
    i = _direction(reading, mention)
    if i is None:
        return set()
    found = at.get((mention[0], i + 2 if reading.tree.tokens[i + 1].text == "of" else i + 1))
    return set() if found is None else {found}


def _direction(reading: Reading, mention: Mention) -> int | None:
    """The word of direction behind a name that belongs to it."""
    tokens, last = reading.tree.tokens, mention[2]
    for i in range(last, min(last + _REACH, len(tokens) - 1)):
        if tokens[i].text.casefold() in _DIRECTIONS:
            return i
        if tokens[i].upos in ("VERB", "AUX", "PROPN", "CCONJ") or tokens[i].text in (".", ";", "(", "—"):
            return None
    return None
