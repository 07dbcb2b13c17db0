"""What a summary is made of: parts with paragraphs of sentences, each with the cells and rows that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, str, str]  # table, row id, column of a cell


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; nothing in it may say more than its cells and rows do.

    Attributes:
        text: the sentence, with its full stop.
        cells: cells whose passages say it.
        rows: ids of the rows and documents that it counts or names as a whole; what it counts is their number.
    """

    text: str
    cells: tuple[Key, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the summary under its heading; each paragraph is on one happening, ceasefire or question."""

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of a record or of a scope of it."""

    title: str
    parts: tuple[Part, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(one for part in self.parts for paragraph in part.paragraphs for one in paragraph)
