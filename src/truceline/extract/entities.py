"""An actor in the making, and small questions about its mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.extract.actor_words import Sex, words
from truceline.extract.mentions import Mention
from truceline.extract.names import PersonName
from truceline.model.extraction import ActorKind, Relation
from truceline.model.text import Span

KEPT = 12  # actors remembered for one noun
WORTH = {"person": 0, "org": 1, "state": 2, "misc": 3, "noun": 4}


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making."""

    number: int
    form: str
    kind: ActorKind | None = None
    country: str | None = None
    name: PersonName | None = None
    sex: Sex | None = None
    plural: bool = False
    counted: bool = False
    owner: int | str | None = None
    labels: dict[str, set[str]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    last: int = 0
    ties: list[tuple[Relation, int, Span]] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """True if the document gives a name."""
        return self.form != "noun"

    @property
    def singular_person(self) -> bool:
        """True for one human being."""
        if self.form == "person":
            return True
        return self.form == "noun" and not self.plural and any(n in words().people for n in self.labels)


def remember(known: list[Entity], entity: Entity) -> None:
    """Puts the actor last (most recent) in a short list."""
    if known and known[-1] is entity:
        return
    if entity in known:
        known.remove(entity)
    known.append(entity)
    if len(known) > KEPT:
        del known[0]


def linked_group(mention: Mention) -> list[Mention]:
    found = [mention]
    for member in found:
        found.extend(m for m in member.linked if m not in found and not m.settled and m.form != "pronoun")
    return found


def worth(mention: Mention) -> tuple[int, int]:
    owned = 0 if mention.owner is not None or mention.code is not None else 1
    return WORTH.get(mention.form, 5), owned if mention.form == "noun" else -len(mention.words)


def is_part_of(parts: list[str], whole: list[str]) -> bool:
    """The words begin or end the longer name, in order."""
    size = len(parts)
    return size < len(whole) and (whole[:size] == parts or whole[-size:] == parts)


def is_counted(mention: Mention) -> bool:
    return any(mention.tree.tokens[c].deprel.startswith("nummod") for c in mention.tree.children[mention.head])
