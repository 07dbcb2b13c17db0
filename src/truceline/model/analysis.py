"""What the language model sees in a document, sentence by sentence.

Indices called `first`, `last` count tokens of one sentence, half-open. Scores are probabilities in [0, 1].
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.text import BlockRole, Document, Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark, in Universal Dependencies' English segmentation.

    `head` is the index of the governor in the same sentence, -1 for the root. `entity` is the GUM entity type
    (``person``, ``organization``, ``place``, ``event``, …) of the nominal phrase that this token heads, else ``None``.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: ``PER``, ``ORG``, ``LOC`` or ``MISC``."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Role:
    """A labelled argument of a predicate, trigger, count or ceasefire mention."""

    label: str
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A PropBank predicate with its numbered and modifier arguments (``ARG0``, ``ARGM-TMP``, …)."""

    index: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event, read by the domain heads.

    Roles: ``actor target broker place time means source``. `type` and `status` are from the project's vocabularies;
    `score` is the mean probability of the trigger's tags.
    """

    first: int
    last: int
    type: str
    status: str
    score: float
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number expression that counts people harmed.

    `trigger` indexes the sentence's triggers (the event it belongs to) or is ``None``; `who` is the counted people.
    """

    first: int
    last: int
    kind: str
    victim: str
    cumulative: bool
    who: tuple[int, int] | None
    trigger: int | None
    score: float


@dataclass(frozen=True, slots=True)
class TruceMention:
    """Words that name a ceasefire. Roles: ``parties declared_by broker place start duration end terms``."""

    first: int
    last: int
    state: str
    side: str
    score: float
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One analysed sentence; `number` counts from 0 in the document. Boilerplate is tokenised but not analysed."""

    number: int
    span: Span
    role: BlockRole
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    frames: tuple[Frame, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    counts: tuple[CountMention, ...] = ()
    truces: tuple[TruceMention, ...] = ()
    relevant: float = 0.0

    def span_of(self, first: int, last: int) -> Span:
        """Characters of the tokens `first` to `last` (half-open)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with all its sentences analysed."""

    document: Document
    sentences: tuple[Sentence, ...]
