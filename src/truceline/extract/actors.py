"""The cast of a document: who does, suffers and says things, under one id each, however the report calls them.

Names and nouns are settled in text order (`coreference`), pronouns after the phrases before them (`pronouns`); what
actors are to each other is kept with the words that say it (`relations`). A reference that the text carries over from
an earlier phrase points to that phrase.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import chain

from truceline.extract import pronouns, relations
from truceline.extract.acting import acting_states
from truceline.extract.actor_words import words
from truceline.extract.coreference import Clusters
from truceline.extract.entities import Entity
from truceline.extract.loaded import loaded_words, neutral_name
from truceline.extract.mentions import THIRD, Mention
from truceline.extract.names import person_name
from truceline.extract.nations import shown
from truceline.extract.phrases import Phrases
from truceline.extract.places import Atlas
from truceline.extract.readings import Readings
from truceline.extract.recognition import NO_CODES, Scenery
from truceline.extract.syntax import Tree
from truceline.model.extraction import Actor, ActorMatch, ActorRelation, Ref
from truceline.model.text import Span
from truceline.register import Register

ACTING = frozenset(("nsubj", "obj", "iobj", "obl", "root", "conj"))
FULL, SHORT, PHRASE, BARE, NOTHING = 5, 4, 3, 2, 0


class Cast:
    """The document's actors and what its phrases refer to."""

    def __init__(
        self, trees: Sequence[Tree], text: str, scenes: dict[int, Phrases], clusters: Clusters, scenery: Scenery
    ) -> None:
        self._trees = trees
        self._text = text
        self._scenes = scenes
        self._clusters = clusters
        self._namings: dict[int, tuple[list[tuple[int, int]], list[Mention]]] = {}
        self._kept = _worth_keeping(clusters, scenes)
        self._scenery = scenery
        self._known = {e.number: m for e in self._kept if (m := scenery.recognise(e)) is not None}
        joined = self._join_known()
        self._ids = {e.number: f"A{n}" for n, e in enumerate(self._kept, 1)}
        self._ids |= {moved: self._ids[lead] for moved, lead in joined.items()}
        self.actors: tuple[Actor, ...] = tuple(self._actor(e) for e in self._kept)

    def _join_known(self) -> dict[int, int]:
        """Takes named actors that are one in the register for one; gives who was joined to whom, by number."""
        leads: dict[str, Entity] = {}
        joined: dict[int, int] = {}
        for entity in self._kept:
            known = self._known.get(entity.number)
            if known is None or not entity.named:
                continue
            lead = leads.setdefault(known.id, entity)
            if lead is not entity:
                joined[entity.number] = lead.number
                lead.mentions += entity.mentions
                lead.ties += entity.ties
                for mention in entity.mentions:
                    mention.entity = lead.number
                if known.score > self._known[lead.number].score:
                    self._known[lead.number] = known
        self._kept = [e for e in self._kept if e.number not in joined]
        return joined

    def ref(self, sentence: int, token: int) -> Ref:
        """Reference for the noun phrase headed by `token`.

        Returns:
            The phrase itself, or, for a pronoun or a description of somebody known, the nearest full naming before it
            with basis ``carried over``. Without an id if nobody, or more than one, fits.
        """
        tree = self._trees[sentence]
        mention = self._mention(sentence, token)
        if mention is None:
            return Ref(tree.span(*tree.phrase(token)), None)
        return self._ref(mention, None)

    def ref_span(self, sentence: int, first: int, last: int) -> Ref:
        """Reference for the tokens `first:last`: that span, unless it only points back to somebody known."""
        tree = self._trees[sentence]
        mention = self._mention(sentence, tree.head_of(first, last))
        if mention is None or not (first <= mention.head < last or (mention.first < last and first < mention.last)):
            mention = self._within(sentence, first, last)
        if mention is None:
            return Ref(tree.span(first, last), None)
        return self._ref(mention, tree.span(first, last))

    def id_of(self, sentence: int, token: int) -> str | None:
        """Id of the actor that the phrase headed by `token` stands for."""
        mention = self._mention(sentence, token)
        return None if mention is None or mention.entity is None else self._ids.get(mention.entity)

    def _mention(self, sentence: int, token: int) -> Mention | None:
        scene = self._scenes.get(sentence)
        return None if scene is None else scene.at.get(token)

    def _within(self, sentence: int, first: int, last: int) -> Mention | None:
        """The last named phrase among the tokens, when their head is none."""
        scene = self._scenes.get(sentence)
        if scene is None:
            return None
        found = [scene.at[i] for i in range(first, last) if i in scene.at]
        return found[0] if found and all(m is found[0] for m in found) else None

    def _ref(self, mention: Mention, span: Span | None) -> Ref:
        own = span or mention.tree.span(mention.first, mention.last)
        if mention.entity is None:
            return Ref(own, None)
        entity = self._clusters.entities[mention.entity]
        actor = self._ids.get(entity.number)
        best = self._best(entity, mention) if mention.anaphoric else None
        if best is None or best is mention or best in mention.linked or _rank(best) <= _rank(mention):
            return Ref(own, actor)
        return Ref(best.tree.span(best.first, best.last), actor, "carried over")

    def _best(self, entity: Entity, mention: Mention) -> Mention | None:
        """The nearest full naming before `mention`, else the first one."""
        if entity.number not in self._namings:
            self._namings[entity.number] = _fullest(entity)
        places, found = self._namings[entity.number]
        if not found:
            return None
        return found[max(0, bisect_left(places, _place(mention)) - 1)]

    def _actor(self, entity: Entity) -> Actor:
        spans = [Span(*extent) for extent in sorted(set(map(_extent, entity.mentions)))]
        ties: dict[tuple[str, str], ActorRelation] = {}
        for relation, other, span in entity.ties:
            if other in self._ids:
                ties.setdefault((relation, self._ids[other]), ActorRelation(relation, self._ids[other], span))
        known = self._known.get(entity.number)
        codes = NO_CODES if known is None else self._scenery.codes(known)
        return Actor(
            id=self._ids[entity.number], name=self._name(entity), kind=entity.kind or "other", country=entity.country,
            known=None if known is None else known.id, mentions=tuple(spans), relations=tuple(ties.values()),
            match=None if known is None else ActorMatch(known.score, known.reason, known.basis),
            sector=codes.sector, inter=codes.inter,
        )  # fmt: skip

    def _name(self, entity: Entity) -> str:
        """The fullest naming, the first of equals, titles left out; a state is shown by its own name.

        Loaded words ("terrorists") are their source's and stay out of it; where there are no others, a label names
        the kind.
        """
        if entity.form == "state" and entity.country is not None:
            return shown(entity.country)
        best = max(
            entity.mentions,
            key=lambda m: (_rank(m), not _loaded(m), len(m.words) if m.name else 0, -m.tree.tokens[m.first].start),
        )
        first, last = best.name or (best.first, best.last)
        called = neutral_name(best.tree, first, last, entity.kind or "other")
        return called if isinstance(called, str) else best.tree.text(*called, self._text)


def cast(trees: Sequence[Tree], text: str, atlas: Atlas, register: Register, published: date | None = None) -> Cast:
    """Finds the actors of a document.

    Args:
        trees: the analysed sentences in text order; `trees[n].sentence.number == n`.
        text: the document's text.
        atlas: its places, with the names that were read for them.
        register: the actors that are known.
        published: the day that offices and governments are asked for.
    """
    scenes = _scenes(atlas.readings)
    clusters = Clusters()
    done: list[list[Mention]] = []
    for number in sorted(scenes):
        scene = scenes[number]
        while len(done) < number:
            done.append([])
        done.append([])
        for mention in scene.mentions:
            _settle(mention, scene, done, clusters)
            done[-1].append(mention)
        for mention in scene.mentions:
            stated = chain(relations.of_mention(mention, clusters), relations.of_verb(mention, scene.at, clusters))
            for entity, relation, other, span in stated:
                entity.ties.append((relation, other.number, span))
    return Cast(trees, text, scenes, clusters, Scenery(register, clusters, atlas.places, published))


def _scenes(readings: Readings) -> dict[int, Phrases]:
    scenes = {}
    for number, reading in readings.sentences.items():
        if reading.tree.sentence.role == "dateline":
            continue
        scene = scenes[number] = Phrases(reading, readings)
        scene.keep(acting_states(reading.tree, scene, reading.roles), reading.roles)
    return scenes


def _settle(mention: Mention, scene: Phrases, done: list[list[Mention]], clusters: Clusters) -> None:
    if mention.form == "pronoun":
        _settle_pronoun(mention, scene, done, clusters)
        return
    if mention.settled or mention.form == "place":
        return
    for member in (mention, *mention.linked):
        if member.owner is not None and member.owner.form == "pronoun":
            _settle_pronoun(member.owner, scene, done, clusters)
    clusters.settle(mention)


def _settle_pronoun(pronoun: Mention, scene: Phrases, done: list[list[Mention]], clusters: Clusters) -> None:
    if pronoun.settled or pronoun.lemma not in THIRD:
        return
    pronoun.settled = True
    before = pronouns.relative(pronoun, scene.at) or pronouns.antecedent(pronoun, done, clusters)
    if before is not None and before.entity is None and before.form not in ("pronoun", "place"):
        clusters.settle(before)
    entity = None if before is None else clusters.of(before)
    if entity is not None:
        clusters.attach(entity, pronoun)
        if entity.sex is None and pronoun.lemma in pronouns.MALE | pronouns.FEMALE:
            entity.sex = "m" if pronoun.lemma in pronouns.MALE else "f"


def _rank(mention: Mention) -> int:
    if mention.form == "person":
        return (
            FULL if len(mention.words) > 1 and (name := person_name(mention.words)) is not None and name.full else SHORT
        )
    if mention.name is not None:
        return FULL
    if mention.form == "pronoun":
        return NOTHING
    return (
        BARE
        if mention.anaphoric or not (mention.modifiers or mention.owner is not None or mention.code is not None)
        else PHRASE
    )


def _loaded(mention: Mention) -> bool:
    return mention.name is None and bool(loaded_words(mention.tree, mention.first, mention.last))


def _fullest(entity: Entity) -> tuple[list[tuple[int, int]], list[Mention]]:
    """The actor's fullest namings in text order, with their places; empty if there are only pronouns."""
    top = max((_rank(m) for m in entity.mentions), default=NOTHING)
    found = sorted((m for m in entity.mentions if top > NOTHING and _rank(m) == top), key=_place)
    return [_place(m) for m in found], found


def _place(mention: Mention) -> tuple[int, int]:
    return mention.sentence, mention.head


def _extent(mention: Mention) -> tuple[int, int]:
    """First character, and the one after the last."""
    tokens = mention.tree.tokens
    return tokens[mention.first].start, tokens[mention.last - 1].end


def _worth_keeping(clusters: Clusters, scenes: dict[int, Phrases]) -> list[Entity]:
    """Actors in text order: named, acting, suffering or mentioned again; not a noun that only fills out another."""
    quantities = words().quantities
    tied = {n for e in clusters.entities for _, n, _ in e.ties} | {e.number for e in clusters.entities if e.ties}
    found = []
    for entity in clusters.entities:
        real = [m for m in entity.mentions if m.form != "pronoun"]
        if not real:
            continue
        lone = all(m.form == "noun" and m.lemma in quantities for m in real)
        if lone and not any(scenes[m.sentence].in_role(m) for m in real):
            continue
        if entity.named or len(entity.mentions) > 1 or entity.number in tied:
            found.append(entity)
        elif any(m.role in ACTING or scenes[m.sentence].in_role(m) for m in real):
            found.append(entity)
    return sorted(found, key=lambda e: min(map(_extent, e.mentions)))
