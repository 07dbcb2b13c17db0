"""Which actor of the register an actor of the document is: by its names, else by the office or organ that it is called.

The country and the day of the report help to tell, and are all that "the prime minister" has; what hangs on them is
inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from truceline.extract.coreference import Clusters
from truceline.extract.entities import Entity
from truceline.extract.mentions import Mention
from truceline.model.extraction import ActorKind, Place
from truceline.register import UNKNOWN, Context, Match, Register

_STATE_FORCES, _EXTERNAL = 1, 8  # ACLED inter codes
_ELITE = "ELI"  # PLOVER sector of who was in government
_TRIED = 4  # names of one actor that are looked up
_SURE = 2  # times that the report's main country must be named more often than the next


class Codes(NamedTuple):
    """PLOVER sector and ACLED inter code of an actor; ``None`` where the register does not give one."""

    sector: str | None
    inter: int | None


NO_CODES = Codes(None, None)


class Scenery:
    """The register, and what of the document tells whom a name means there."""

    def __init__(self, register: Register, clusters: Clusters, places: Iterable[Place], published: date | None) -> None:
        self._register = register
        self._clusters = clusters
        self._on = published
        named = Counter[str]()
        for place in places:
            if place.country is not None:
                named[place.country] += len(place.mentions)
        states = Counter({e.country: len(e.mentions) for e in clusters.entities if e.form == "state" and e.country})
        self._about = frozenset(named) | frozenset(states)
        self._main = _clearly_first(named + states)

    def recognise(self, entity: Entity) -> Match | None:
        """The register's actor; its kind and country, where the register is surer, become those of the entity."""
        if entity.form == "state" and entity.country is not None:
            return Match(entity.country, 1.0, "the name of the state")
        found = self._named(entity) if entity.named else self._described(entity)
        if found is None:
            return None
        known = self._register.get(found.id)
        if known is not None:
            if entity.form in ("person", "org") and known.kind != "other":
                entity.kind = known.kind
            entity.country = entity.country or known.country
        return found

    def codes(self, match: Match) -> Codes:
        """PLOVER sector and ACLED inter code of an actor of the register, as seen from the report's country."""
        known = self._register.get(match.id)
        if known is None:
            return NO_CODES
        abroad = (
            known.inter == _STATE_FORCES and None not in (known.country, self._main) and known.country != self._main
        )
        sector = None if known.sector == UNKNOWN else known.sector
        if sector == "GOV" and known.kind == "person" and self._on is not None and known.retired(self._on):
            sector = _ELITE
        return Codes(sector, _EXTERNAL if abroad else known.inter)

    def _named(self, entity: Entity) -> Match | None:
        kind: ActorKind | None = "person" if entity.form == "person" else entity.kind
        context = Context(kind, entity.country, self._about, self._main, self._on)
        names = dict.fromkeys(name for m in entity.mentions if (name := _name(m)))
        found: Match | None = None
        for name in sorted(names, key=lambda n: (-len(n.split()), n))[:_TRIED]:
            match = self._register.find(name, context)
            if match is None:
                continue
            if found is not None and found.id != match.id:
                return max(found, match, key=lambda m: m.score) if found.score != match.score else None
            found = found or match
        return found

    def _described(self, entity: Entity) -> Match | None:
        """Who is only described: as holder of an office, if one man or woman, else as an organ of a state."""
        for mention in entity.mentions:
            if mention.form != "noun" or mention.determiner in ("a", "some", "fresh"):
                continue
            country = entity.country or mention.code
            if mention.owner is not None and mention.code is None and mention.owner.code is None:
                if mention.owner.form == "person" and (match := self._led(mention, mention.owner)) is not None:
                    return match
                continue
            if mention.determiner == "bare" and country is None:
                continue
            words = _described_as(mention)
            context = Context(entity.kind, country, self._about, self._main, self._on)
            if not mention.plural and (match := self._register.role(words, context)) is not None:
                return match
            if (match := self._register.organ(" ".join(words), context)) is not None:
                return match
            if mention.head > 0 and mention.tree.tokens[mention.head].text[:1].isupper():  # "the Sadrists"
                match = self._register.find(" ".join(words), context)
                if match is not None:
                    return match
        return None

    def _led(self, mention: Mention, leader: Mention) -> Match | None:
        """The government that is called after somebody: "Bush administration"."""
        context = Context("government", None, self._about, self._main, self._on)
        return self._register.find(f"{_name(leader)} {mention.lemma}", context)


def _clearly_first(named: Counter[str]) -> str | None:
    """The country that the report is about: named most, and clearly more than any other."""
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _SURE * ranked[1][1]):
        return None
    return ranked[0][0]


def _name(mention: Mention) -> str:
    """The name as written, without title; hyphens and apostrophes joined again."""
    if mention.name is None:
        return ""
    first, last = mention.name
    tokens = mention.tree.tokens
    parts = [tokens[first].text]
    for i in range(first + 1, last):
        parts.append(("" if tokens[i].start == tokens[i - 1].end else " ") + tokens[i].text)
    return "".join(parts)


def _described_as(mention: Mention) -> list[str]:
    """The words up to the noun, without article: "Iraqi prime minister"."""
    tokens = mention.tree.tokens[mention.first : mention.head + 1]
    return [t.text for t in tokens if t.upos not in ("DET", "PUNCT") and t.text not in ("'s", "’s")]
