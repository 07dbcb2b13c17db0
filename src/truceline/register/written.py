"""What an actor file says, with the lines that it stands in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


class Cell(str):
    """The words of one cell, and the line that they stand in."""

    line: int

    def __new__(cls, words: str, line: int) -> Self:
        """The words with their line."""
        cell = super().__new__(cls, words)
        cell.line = line
        return cell


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as a file has it: the fields that it gives, its line, and the lines of the ids that it names."""

    id: str
    line: int
    given: Mapping[str, Any]
    named: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class ActorFile:
    """What one file says, and what is wrong with it."""

    name: str
    written: list[Written] = field(default_factory=list)
    wrongs: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        """Notes a problem."""
        self.wrongs.append((line, message))

    @property
    def problems(self) -> list[str]:
        """All that is wrong, by line."""
        return [f"{self.name}:{line}: {message}" for line, message in sorted(self.wrongs, key=lambda wrong: wrong[0])]
