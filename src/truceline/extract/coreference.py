"""Who is who in a document: mentions to actors, by name, by owner and noun, by description; abstaining in doubt.

Every look-up goes through a key (family name, name, owner with noun, noun), so the work grows with the mentions, not
with their pairs. Look-back for descriptions is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.extract.actor_words import words
from truceline.extract.entities import Entity, is_counted, is_part_of, linked_group, remember, worth
from truceline.extract.mentions import Mention
from truceline.extract.names import alike, initials, org_key, person_name, plain, skeleton
from truceline.model.extraction import ActorKind

DESCRIBED = 12  # sentences through which "the official" may reach back
NAMED = 30  # the same for somebody known by name
STANDS = 3  # the same for a noun nobody has been called by yet ("the militia")
CLEARLY = 3  # sentences by which the nearest must beat the next, to be the one meant

COLLECTIVE = frozenset(("force", "troop", "authority"))

Key = tuple[str, int | str | None, frozenset[str]]


class Clusters:
    """The actors found so far, with the keys that lead to them."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._lexicon = words()
        self._families: dict[str, list[Entity]] = {}
        self._given: dict[str, list[Entity]] = {}
        self._names: dict[str, Entity] = {}
        self._parts: dict[str, list[Entity]] = {}
        self._groups: dict[Key, Entity] = {}
        self._called: dict[str, list[Entity]] = {}
        self._of_kind: dict[ActorKind, list[Entity]] = {}

    # ---------------------------------------------------------------------------------------------- entry

    def settle(self, mention: Mention) -> Entity | None:
        """The actor that a name or noun stands for, made if new; ``None`` if two fit. Linked phrases settle with it."""
        if mention.settled:
            return self.of(mention)
        group = linked_group(mention)
        for member in group:
            member.settled = True
        for member in group:
            if member.owner is not None and member.owner not in group and member.owner.form not in ("pronoun", "place"):
                self.settle(member.owner)
        lead = min(group, key=worth)
        entity = self._find(lead, group)
        if entity is None:
            return None
        for member in group:
            self.attach(entity, member)
        return entity

    def of(self, mention: Mention) -> Entity | None:
        """The actor of a settled mention."""
        return None if mention.entity is None else self.entities[mention.entity]

    def attach(self, entity: Entity, mention: Mention) -> None:
        """Makes `mention` one of the actor's, and learns from it what the actor is called."""
        mention.entity = entity.number
        entity.mentions.append(mention)
        entity.last = max(entity.last, mention.sentence)
        if mention.form == "pronoun":
            return
        self._learn(entity, mention)

    # ---------------------------------------------------------------------------------------------- finding

    def _find(self, lead: Mention, group: Iterable[Mention]) -> Entity | None:
        if lead.form == "person":
            return self._person(lead)
        if lead.form in ("org", "misc"):
            return self._organisation(lead)
        if lead.form == "state":
            return self._names.get(f"state {lead.code}") or self._new(lead)
        return self._noun(lead, any(m.form == "noun" and m is not lead for m in group))

    def _new(self, mention: Mention) -> Entity:
        entity = Entity(len(self.entities), mention.form if mention.form != "misc" else "org")
        self.entities.append(entity)
        entity.plural = mention.plural and mention.form == "noun"
        entity.counted = mention.form == "noun" and mention.determiner in ("a", "some", "fresh")
        return entity

    def _person(self, mention: Mention) -> Entity | None:
        name = person_name(mention.words)
        if name is None:
            return None
        known = [e for e in self._families.get(skeleton(name.family), ()) if e.name is not None and e.name.fits(name)]
        same = [e for e in known if e.name is not None and plain(e.name.family) == plain(name.family)]
        known = same or known
        if not known and not name.given:
            known = self._given.get(skeleton(name.family), [])
            known = [e for e in known if e.name is not None and any(alike(name.family, g) for g in e.name.given)]
        if not known and not name.given and org_key(mention.words) in self._names:
            return self._names[org_key(mention.words)]
        if len(known) > 1:
            return self._nearest(known, mention)
        return known[0] if known else self._new(mention)

    def _organisation(self, mention: Mention) -> Entity | None:
        key = org_key(mention.words)
        if not key:
            return None
        found = self._names.get(key)
        if found is not None:
            return found
        parts = key.split()
        if len(parts) <= 2 and not (
            len(parts) == 1 and parts[0] in ("army", "force", "forces", "ministry", "police", "guard")
        ):
            fits = [e for e in self._parts.get(parts[-1], ()) if mention.sentence - e.last <= NAMED]
            fits = [
                e for e in fits if any(is_part_of(parts, org_key(m.words).split()) for m in e.mentions[:3] if m.name)
            ]
            if len(fits) == 1:
                return fits[0]
        return self._new(mention)

    def _noun(self, mention: Mention, described: bool) -> Entity | None:
        owner = self._owner(mention)
        if mention.determiner in ("a", "some", "fresh") and not (
            mention.determiner == "some" and owner is not None and not is_counted(mention)
        ):
            return self._new(mention)
        key = self._key(mention, owner)
        institution = mention.plural or mention.lemma in self._lexicon.bodies
        if key is not None and key in self._groups and (institution or mention.determiner != "bare"):
            return self._groups[key]
        if mention.determiner in ("the", "own") or owner is not None:
            fits = self._described(mention, owner)
            if len(fits) == 1:
                return fits[0]
            if fits:
                return self._nearest(fits, mention)
            if mention.determiner == "the" and owner is None and not mention.modifiers:
                stand = self._standing(mention)
                if len(stand) == 1:
                    return stand[0]
        return self._new(mention)

    def _owner(self, mention: Mention) -> int | str | None:
        """Whose it is: number of the owner among the actors, or the code of a state."""
        for modifier in sorted(mention.modifiers):
            leader = self._followed(modifier)
            if leader is not None:
                return leader.number
        if mention.owner is not None and mention.owner_case in ("'s", "noun", "of", "loyal", "for", "to"):
            entity = self.of(mention.owner)
            if entity is not None:
                return entity.country if entity.form == "state" else entity.number
            if mention.owner.form in ("state", "place"):
                return mention.owner.code or mention.code
        return mention.code

    def _followed(self, word: str) -> Entity | None:
        """The person of whose name the word is made ("sadrist")."""
        if not word.endswith("ist") or len(word) < 6:
            return None
        for end in ("", "i", "a", "e", "o", "y"):
            found = [
                e
                for e in self._families.get(skeleton(word[:-3] + end), ())
                if e.name and alike(e.name.family, word[:-3] + end)
            ]
            if len(found) == 1:
                return found[0]
        return None

    def _key(self, mention: Mention, owner: int | str | None) -> Key | None:
        lemma = mention.lemma
        noun = self._lexicon.classes.get(lemma, lemma)
        if noun == "forces" and (
            "rebel" in mention.modifiers
            or (isinstance(owner, int) and self.entities[owner].kind in ("person", "armed_group"))
        ):
            noun = "fighters"
        if noun == "fighters" and not isinstance(owner, int):
            noun = lemma
        if isinstance(owner, int) and lemma == "man" and mention.plural:
            noun = "fighters"
        if lemma in self._lexicon.people and not mention.plural:
            noun += " (one)"
        if owner is None and noun not in ("forces", "police", "official"):
            return None
        kept = (
            m
            for m in mention.modifiers
            if m not in self._lexicon.neutral and not (m.endswith("ist") and self._followed(m))
        )
        return noun, owner, frozenset(kept)

    def _described(self, mention: Mention, owner: int | str | None) -> list[Entity]:
        """Actors called so before: same noun, nothing against it in number, country, modifiers or reach."""
        lexicon = self._lexicon
        found = []
        noun = lexicon.classes.get(mention.lemma)
        for name in dict.fromkeys((mention.lemma, f"class {noun}" if noun else mention.lemma)):
            for entity in reversed(self._called.get(name, ())):
                if self._may_be(entity, mention, owner, name) and entity not in found:
                    found.append(entity)
            if found:
                break
        return found

    def _may_be(self, entity: Entity, mention: Mention, owner: int | str | None, name: str) -> bool:
        if mention.sentence - entity.last > (NAMED if entity.named or len(entity.mentions) >= 4 else DESCRIBED):
            return False
        person = not mention.plural and mention.lemma in self._lexicon.people
        if entity.counted and (mention.determiner != "the" or (name.startswith("class ") and owner is not None)):
            return False
        if entity.plural != mention.plural and (person or entity.singular_person):
            return False
        if (
            mention.plural
            and entity.named
            and mention.lemma in self._lexicon.bodies
            and mention.lemma not in COLLECTIVE
        ):
            return False
        if isinstance(owner, str) and entity.country != owner and (entity.country is not None or not person):
            return False
        if isinstance(owner, int) and entity.owner != owner and (entity.owner is not None or not person):
            return False
        if isinstance(owner, int) and entity.number == owner:
            return False
        known = entity.labels.get(name, set())
        return all(m in known or m in self._lexicon.neutral or m.endswith("ist") for m in mention.modifiers)

    def _standing(self, mention: Mention) -> list[Entity]:
        """Named bodies of a kind that the noun may stand for, mentioned just before."""
        if mention.plural:
            return []
        found = []
        for kind in sorted(self._lexicon.stands_for.get(mention.lemma, frozenset())):
            for entity in reversed(self._of_kind.get(kind, ())):
                if mention.sentence - entity.last <= STANDS and entity not in found:
                    found.append(entity)
        return found

    def _nearest(self, fits: list[Entity], mention: Mention) -> Entity | None:
        """The one mentioned last, if it stands close and the others far; else ``None``."""
        ranked = sorted(fits, key=lambda e: -e.last)
        near = mention.sentence - ranked[0].last <= 2 and ranked[0].last - ranked[1].last >= CLEARLY
        if near:
            return ranked[0]
        ranked.sort(key=lambda e: -len(e.mentions))
        often = len(ranked[0].mentions) >= max(4, 2 * len(ranked[1].mentions))
        return ranked[0] if often else None

    # ---------------------------------------------------------------------------------------------- learning

    def _learn(self, entity: Entity, mention: Mention) -> None:
        lexicon = self._lexicon
        if mention.form == "person":
            self._learn_person(entity, mention)
        elif mention.form in ("org", "misc"):
            self._learn_name(entity, mention)
        elif mention.form == "state":
            entity.kind, entity.country = "state", mention.code
            self._names[f"state {mention.code}"] = entity
        if mention.code is not None and entity.country is None:
            entity.country = mention.code
        if mention.lemma and mention.lemma not in lexicon.quantities:
            self._call(entity, mention.lemma, mention.modifiers)
            if mention.lemma in lexicon.sex and entity.sex is None:
                entity.sex = lexicon.sex[mention.lemma]
        if mention.form != "noun":
            return
        owner = self._owner(mention)
        if entity.owner is None and owner != entity.number:
            entity.owner = owner
        if entity.country is None:
            entity.country = self._country(owner)
        if entity.kind is None or (entity.kind == "other" and not entity.named):
            entity.kind = self._noun_kind(mention, owner)
        key = self._key(mention, owner)
        if key is not None and mention.determiner not in ("a", "some", "fresh") and owner != entity.number:
            self._groups.setdefault(key, entity)

    def _learn_person(self, entity: Entity, mention: Mention) -> None:
        entity.kind = "person"
        name = person_name(mention.words)
        if mention.title is not None and entity.sex is None:
            titles = [t.text.casefold() for t in mention.tree.tokens[mention.title[0] : mention.title[1]]]
            entity.sex = next((s for s in map(self._lexicon.titles.get, titles) if s is not None), None)
        if name is None or (entity.name is not None and len(entity.name.given) >= len(name.given)):
            return
        entity.form, entity.name = "person", name
        remember(self._families.setdefault(skeleton(name.family), []), entity)
        for given in name.given:
            remember(self._given.setdefault(skeleton(given), []), entity)

    def _learn_name(self, entity: Entity, mention: Mention) -> None:
        text = mention.words
        key = org_key(text)
        if not entity.named:
            entity.form = "org"
        if key:
            self._names.setdefault(key, entity)
            for part in set(key.split()):
                remember(self._parts.setdefault(part, []), entity)
        short = initials(text)
        if len(short) >= 3:
            self._names.setdefault(short, entity)
        kind = self._lexicon.name_kind(text, mention.code is not None)
        kind = kind or self._lexicon.noun_kind(mention.lemma, sorted(mention.modifiers))
        if kind is not None and (entity.kind is None or entity.kind == "other"):
            entity.kind = kind
        if entity.kind is not None:
            remember(self._of_kind.setdefault(entity.kind, []), entity)
        last = text[-1].casefold()
        if last in self._lexicon.bodies:
            entity.labels.setdefault(last, set())
            remember(self._called.setdefault(last, []), entity)

    def _call(self, entity: Entity, lemma: str, modifiers: frozenset[str]) -> None:
        noun = self._lexicon.classes.get(lemma)
        for name in (lemma, f"class {noun}") if noun else (lemma,):
            entity.labels.setdefault(name, set()).update(modifiers)
            remember(self._called.setdefault(name, []), entity)

    def _country(self, owner: int | str | None) -> str | None:
        if isinstance(owner, int):
            return self.entities[owner].country
        return owner

    def _noun_kind(self, mention: Mention, owner: int | str | None) -> ActorKind | None:
        lexicon = self._lexicon
        kind = lexicon.noun_kind(mention.lemma, sorted(mention.modifiers))
        above = None if mention.owner is None else self.of(mention.owner)
        if above is not None and mention.lemma in lexicon.generic:
            if above.kind not in (None, "person", "state", "civilian"):
                return above.kind
        if isinstance(owner, int) and kind in ("military", "armed_group", "civilian", "other"):
            key = self._key(mention, owner)
            if key is not None and key[0] == "fighters":
                return "armed_group"
        if (
            kind == "other"
            and isinstance(owner, str)
            and mention.lemma in lexicon.generic
            and mention.lemma not in ("group", "side")
        ):
            return "government"
        return kind
