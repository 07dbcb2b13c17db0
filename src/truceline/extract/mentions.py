"""A mention: one phrase that may stand for an actor, with everything that its words say about whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from truceline.extract.actor_words import words
from truceline.extract.syntax import Tree

Form = Literal["person", "org", "state", "noun", "pronoun", "place", "misc"]
Determiner = Literal["the", "a", "some", "fresh", "own", "bare"]

THIRD = frozenset(
    "he him his himself she her hers herself they them their theirs themselves it its itself who whom whose".split()
)
FIRST = frozenset("i me my mine we us our ours you your yours myself ourselves".split())


@dataclass(slots=True, eq=False)
class Mention:
    """One phrase, with everything that its words say about whom it stands for."""

    tree: Tree
    form: Form
    head: int
    first: int
    last: int
    lemma: str = ""
    modifiers: frozenset[str] = frozenset()
    determiner: Determiner = "bare"
    plural: bool = False
    code: str | None = None
    owner: Mention | None = None
    owner_case: str = ""
    name: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    quoted: bool = False
    linked: list[Mention] = field(default_factory=list)
    inside: list[Mention] = field(default_factory=list)
    entity: int | None = None
    settled: bool = False

    @property
    def sentence(self) -> int:
        """Number of its sentence."""
        return self.tree.sentence.number

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the name, or of the whole phrase if it is no name."""
        first, last = self.name or (self.first, self.last)
        return self.tree.words[first:last]

    @property
    def anaphoric(self) -> bool:
        """True for words that only point back: a pronoun, "the general", "the same official", "his militia"."""
        if self.form == "pronoun":
            return True
        if self.form != "noun" or self.determiner not in ("the", "own") or self.code is not None:
            return False
        neutral = words().neutral
        return (self.owner is None or self.owner.form == "pronoun") and all(m in neutral for m in self.modifiers)

    @property
    def role(self) -> str:
        """Grammatical relation of the phrase, subtype left out.

        A title's label may hide that of the whole ("Colonel X said"): then the place beside the verb tells.
        """
        token = self.tree.tokens[self.head]
        if token.deprel == "nmod:desc" and token.head >= 0 and self.tree.tokens[token.head].upos == "VERB":
            return "nsubj" if self.head < token.head else "obj"
        return self.tree.relations[self.head]
