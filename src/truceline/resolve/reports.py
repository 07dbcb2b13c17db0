"""What a report as a whole says: which of its events it is about, and the words by which it can be known again.

News has a form: a report begins with what it is about. So the first violence that does harm is its lead, and whom and
what the report names anywhere (persons, streets, schools, the age of a victim) stands for that event more than for any
other. Two reports are alike by the weights of the words that both hold in names, places and phrases for persons; a word
weighs the more the fewer reports of the record hold it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from truceline.model.names import TITLES, plain_words
from truceline.model.records import EventRow, FigureRow
from truceline.model.vocabulary import FAMILIES
from truceline.resolve.material import Material

HARM = frozenset({"killed", "wounded"})

_WORLD = 1000  # reports that any record is taken to be drawn from: in a small one, too, common words weigh little
_COMMON, _PROPER = 0.02, 0.001  # share of them that hold a common word, and a name
RARE = 0.6  # weight from which on a word tells a report from others
_HOLDERS = 64  # reports that hold a word up to which it leads to candidates
_NEXT = 12  # of these, by day of publication, each is compared with so many that follow
_LIKE = 0.1


@dataclass(frozen=True, slots=True)
class Shared:
    """How alike two reports are: the weight of each word that both hold, and the lengths of their vectors, multiplied.

    Words that are known from elsewhere (the name of the town, where the place is a piece of evidence by itself) are
    taken out with `without`.
    """

    weights: Mapping[str, float]
    size: float

    @property
    def cosine(self) -> float:
        """From 0 to 1."""
        return sum(w * w for w in self.weights.values()) / self.size

    @property
    def rare(self) -> tuple[str, ...]:
        """The shared words that few reports hold, rarest first."""
        return tuple(sorted((w for w in self.weights if self.weights[w] >= RARE), key=lambda w: (-self.weights[w], w)))

    def without(self, words: frozenset[str]) -> Shared:
        """The same but for these words."""
        if words.isdisjoint(self.weights):
            return self
        return Shared({word: weight for word, weight in self.weights.items() if word not in words}, self.size)


NOTHING = Shared({}, 1.0)


class Reports:
    """The reports of a record by their leads and their words."""

    def __init__(self, material: Material) -> None:
        rows = [told.row for told in material.events.values()]
        self.lead = leads(rows, (figure for told in material.events.values() for figure in told.figures))
        self._published = material.published
        texts = _texts(material)
        proper: Counter[str] = Counter()
        bags: dict[str, frozenset[str]] = {}
        for document, words in texts.items():
            bags[document] = _bag(words, proper)
        holders = Counter(word for bag in bags.values() for word in bag)
        top = math.log(len(texts) + _WORLD)
        self._weight = {
            word: (top - math.log(n + _WORLD * (_PROPER if proper[word] > 0 else _COMMON))) / top
            for word, n in holders.items()
        }
        self._bags = bags
        self._size = {own: math.sqrt(sum(self._weight[w] ** 2 for w in bag)) for own, bag in bags.items()}
        self._holders = holders
        self._shared: dict[tuple[str, str], Shared] = {}

    def shared(self, one: str, other: str) -> Shared:
        """How alike two reports are."""
        key = (one, other) if one < other else (other, one)
        if key not in self._shared:
            self._shared[key] = self._compare(*key)
        return self._shared[key]

    def published(self, document: str) -> date | None:
        """The day of publication, if known."""
        return self._published.get(document)

    def alike(self) -> Iterator[tuple[str, str]]:
        """Pairs of reports with a lead that hold rare words in common; the work grows with the record."""
        holding: dict[str, list[str]] = defaultdict(list)
        for document in sorted(self.lead, key=lambda d: (self._published.get(d) or date.max, d)):
            for word in self._bags.get(document, ()):
                if self._holders[word] <= _HOLDERS and self._weight[word] >= RARE:
                    holding[word].append(document)
        seen = set()
        for word in sorted(holding):
            found = holding[word]
            for n, one in enumerate(found):
                for other in found[n + 1 : n + 1 + _NEXT]:
                    pair = (one, other) if one < other else (other, one)
                    if pair not in seen:
                        seen.add(pair)
                        if self.shared(*pair).cosine >= _LIKE:
                            yield pair

    def _compare(self, one: str, other: str) -> Shared:
        common = self._bags.get(one, frozenset()) & self._bags.get(other, frozenset())
        if not common:
            return NOTHING
        return Shared({word: self._weight[word] for word in sorted(common)}, self._size[one] * self._size[other])


def leads(events: Iterable[EventRow], figures: Iterable[FigureRow]) -> dict[str, str]:
    """The lead event of each report: of the violence that happened the first that does harm, else the first."""
    harm = {figure.event_id for figure in figures if figure.kind in HARM and figure.scope != "cumulative"}
    first: dict[str, tuple[bool, int, str]] = {}
    for row in events:
        if row.type in FAMILIES["violence"] and row.status in ("asserted", "background"):
            place = (row.id not in harm, row.position, row.id)
            first[row.document_id] = min(place, first.get(row.document_id, place))
    return {document: own for document, (_, _, own) in first.items()}


def _texts(material: Material) -> Mapping[str, list[str]]:
    """All words of a report's record that name or describe somebody or some place."""
    found: dict[str, list[str]] = defaultdict(list)
    for told in material.actors.values():
        found[told.row.document_id] += [told.row.name, *told.names]
    for place in material.places.values():
        if place.kind != "country":
            found[place.document_id].append(place.name)
    for event in material.events.values():
        own = found[event.row.document_id]
        own += [actor.text for actor in event.actors]
        own += [place.text for place in event.places]
        own += [figure.who for figure in event.figures if figure.who is not None]
    return found


def _bag(texts: Iterable[str], proper: Counter[str]) -> frozenset[str]:
    """The plain words; counts in `proper` by how much more often each stands with a capital than without."""
    bag = set()
    for text in set(texts):
        for word, capital in _words(text):
            proper[word] += 1 if capital else -1
            bag.add(word)
    return frozenset(bag)


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[tuple[str, bool], ...]:
    found = []
    aged = "year" in text
    for written in text.replace("-", " ").split():
        for word in plain_words(written):
            if (aged or not word.isdigit()) and (len(word) > 2 or word.isdigit()) and word not in TITLES:
                found.append((word, written[:1].isupper()))
    return tuple(found)
