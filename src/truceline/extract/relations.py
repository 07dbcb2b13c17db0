"""What actors are to each other, with the words that say it: who leads, belongs to, speaks for, sides with whom."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.extract.actor_words import words
from truceline.extract.coreference import Clusters
from truceline.extract.entities import Entity
from truceline.extract.mentions import Mention
from truceline.extract.syntax import Tree
from truceline.model.extraction import Relation
from truceline.model.text import Span

Tie = tuple[Entity, Relation, Entity, Span]

LED = frozenset(
    (
        "movement",
        "militia",
        "army",
        "group",
        "government",
        "administration",
        "regime",
        "organization",
        "organisation",
        "brigade",
    )
)


def of_mention(mention: Mention, clusters: Clusters) -> Iterator[Tie]:
    """Relations that one phrase states between its actor and the owner that it names."""
    entity = clusters.of(mention)
    if entity is None:
        return
    for member in (mention, *mention.linked):
        owner = None if member.owner is None else clusters.of(member.owner)
        if member.form == "noun" and owner is not None and owner is not entity and member.lemma:
            yield from _tie(entity, owner, member, mention.tree.span(*_extent(member)))
    if mention.title is not None and mention.lemma:
        named = [m for m in _inside(mention, clusters) if m is not mention]
        for other in named[:1]:
            owner = clusters.of(other)
            relation = _relation(mention.lemma, "of")
            if owner is not None and owner is not entity and relation is not None:
                yield entity, relation, owner, mention.tree.span(mention.first, mention.last)


def of_verb(mention: Mention, at: dict[int, Mention], clusters: Clusters) -> Iterator[Tie]:
    """Relations that a verb states: "X leads Y", "which directs Y"."""
    tree = mention.tree
    token = tree.tokens[mention.head]
    if token.deprel != "obj" or token.head < 0:
        return
    verb = tree.tokens[token.head]
    if verb.lemma not in words().leading or tree.negated(token.head):
        return
    subject = tree.subject(token.head)
    if (
        verb.deprel.startswith("acl")
        and verb.head >= 0
        and (subject is None or tree.tokens[subject].xpos in ("WDT", "WP"))
    ):
        subject = nearest_conjunct(tree, verb.head, token.head)
    leader = clusters.of(at[subject]) if subject is not None and subject in at else None
    led = clusters.of(mention)
    if leader is None or led is None or leader is led or led.form == "person" or leader.form == "state":
        return
    first, last = min(token.head, mention.first), max(token.head + 1, mention.last)
    span = tree.span(first, last)
    if leader.form == "person" or leader.singular_person:
        yield leader, "leads", led, span
    elif led.kind not in ("government", "civilian") and verb.lemma != "control":
        yield led, "part_of", leader, span


def nearest_conjunct(tree: Tree, head: int, before: int) -> int:
    """The last phrase coordinated with `head` that stands before a clause hung on it ("X and Y, which directs")."""
    return max((c for c in tree.conjuncts(head) if c < before), default=head)


def _tie(entity: Entity, owner: Entity, member: Mention, span: Span) -> Iterator[Tie]:
    if member.owner_case == "loyal":
        yield entity, "allied_with", owner, span
        return
    if owner.form == "person" or owner.singular_person:
        relation = _relation(member.lemma, member.owner_case)
        if relation == "spokesperson_for":
            yield entity, relation, owner, span
        elif member.lemma in LED and not member.plural:
            yield owner, "leads", entity, span
        elif member.lemma in ("party", "bloc", "coalition", "alliance"):
            yield owner, "member_of", entity, span
        elif relation in ("allied_with", "member_of", "part_of"):
            yield entity, "allied_with", owner, span
        return
    relation = _relation(member.lemma, member.owner_case)
    if relation == "leads" and (member.plural or entity.form == "org"):
        relation = "member_of"
    if relation is not None and not (relation == "part_of" and owner.singular_person):
        yield entity, relation, owner, span


def _relation(lemma: str, case: str) -> Relation | None:
    if lemma == "man" and case in ("'s", "of", "noun"):
        return "member_of"
    found = words().relations.get("premier" if lemma == "prime-minister" else lemma)
    if found == "part_of" and case == "in":
        return None
    return found


def _extent(member: Mention) -> tuple[int, int]:
    owner = member.owner
    if owner is None:
        return member.first, member.last
    return min(member.first, owner.first), max(member.last, owner.last)


def _inside(mention: Mention, clusters: Clusters) -> list[Mention]:
    """Other settled names within the titles of a name ("Washington Post correspondent X")."""
    return [m for m in mention.inside if clusters.of(m) is not None]
