"""Passages as users see them: the words that say something, at their place, in their sentence."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.extraction import Basis, ReadSentence
from truceline.model.text import Document, Span
from truceline.record.views.rows import InSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a report at their place.

    `start` and `end` count Unicode code points of the report's text, half-open, as Python's own offsets do; `before`
    and `after` are the rest of the sentence (or sentences) that they stand in.

    >>> import truceline
    >>> text = "Police said that shelling killed 12 civilians in Basra on Monday."
    >>> event = truceline.extract(text, published="2008-04-01").events[0]
    >>> event.passage.text, text[event.passage.start : event.passage.end]
    ('shelling', 'shelling')
    >>> print(event.passage.marked)
    Police said that [shelling] killed 12 civilians in Basra on Monday.

    Attributes:
        document_id: the report.
        text: the words.
        basis: whether they state the value, or it was carried over from them or inferred.
        source: who says so, in the report's words; ``None`` for the report itself.
        decision: number of the decision by which a person selected them, if one did.
    """

    document_id: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    basis: Basis = "stated"
    source: str | None = None
    decision: int | None = None

    @property
    def sentence(self) -> str:
        """The words in their sentence."""
        return f"{self.before}{self.text}{self.after}"

    @property
    def marked(self) -> str:
        """The sentence on one line, with the words in square brackets."""
        return " ".join(f"{self.before}[{self.text}]{self.after}".split())

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Passage {self.start}-{self.end} of {self.document_id}: {self.marked}>"


def passage_of(document: Document, sentences: tuple[ReadSentence, ...], span: Span, basis: Basis = "stated") -> Passage:
    """The passage at a place of a document."""
    held = [s.span for s in sentences if s.span.overlaps(span)]
    first, last = min([span.start, *(s.start for s in held)]), max([span.end, *(s.end for s in held)])
    text = document.text
    return Passage(
        document_id=document.id, start=span.start, end=span.end, text=span.of(text), before=text[first : span.start],
        after=text[span.end : last], basis=basis,
    )  # fmt: skip


def passage_in(found: InSentence) -> Passage | None:
    """The passage that a view of the record gives; ``None`` where a person gave no words."""
    if found.document_id is None or found.start is None or found.end is None or found.quote is None:
        return None
    return Passage(
        document_id=found.document_id, start=found.start, end=found.end, text=found.quote,
        before=found.sentence_before, after=found.sentence_after, basis=found.basis,  # type: ignore[arg-type]
        source=found.source, decision=found.decision,
    )  # fmt: skip
