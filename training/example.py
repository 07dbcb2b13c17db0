"""What the network learns from: a run of sentences with the labels that its source has.

A label of `IGNORE` means that the source does not say; no loss is taken there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

IGNORE = -100


@dataclass(slots=True)
class Anchored:
    """Labels of all words of the example as seen from one anchor word.

    `tags` holds one row of tags per role (event and ceasefire roles may overlap), or one row alone (PropBank, the
    counted people). `link` is 1 at the first word of the event a count belongs to.
    """

    anchor: int
    tags: list[list[int]]
    link: list[int] | None = None


@dataclass(slots=True)
class Example:
    """One training sequence; per-word lists are as long as `words`, absent ones mean `IGNORE` throughout."""

    words: list[str]
    sentence: list[int]
    source: str
    heads: list[int] | None = None  # index of the governor in `words`, -1 for the root
    labels: dict[str, list[int]] = field(default_factory=dict)  # head name -> label per word
    frames: list[Anchored] = field(default_factory=list)
    events: list[Anchored] = field(default_factory=list)
    counts: list[Anchored] = field(default_factory=list)
    truces: list[Anchored] = field(default_factory=list)
    relevant: list[int] = field(default_factory=list)  # per sentence
    soft: dict[str, Tensor] = field(default_factory=dict)  # head name -> chances [words, labels] to learn instead
    names_without_misc: bool = False
    group: str = ""  # document: neighbours of one group may be joined


def joined(parts: list[Example]) -> Example:
    """One example of several in a row of the same source."""
    if len(parts) == 1:
        return parts[0]
    names = {name for part in parts for name in part.labels}
    out = Example([], [], parts[0].source, names_without_misc=parts[0].names_without_misc)
    out.heads = []
    for part in parts:
        base, size, first = len(out.words), len(part.words), len(out.relevant)
        out.words += part.words
        out.sentence += [first + s for s in part.sentence]
        out.heads += [h if h < 0 else h + base for h in part.heads or [IGNORE] * size]
        out.relevant += part.relevant
        for name in names:
            row = out.labels.setdefault(name, [IGNORE] * base)
            row += part.labels.get(name) or [IGNORE] * size
    total = len(out.words)
    base = 0
    for part in parts:
        size = len(part.words)
        for kind in ("frames", "events", "counts", "truces"):
            getattr(out, kind).extend(_widened(a, base, size, total) for a in getattr(part, kind))
        base += size
    return out


def _widened(item: Anchored, base: int, size: int, total: int) -> Anchored:
    """The anchored labels at their place in a longer example; other parts are ignored."""
    before, after = [IGNORE] * base, [IGNORE] * (total - base - size)
    link = None if item.link is None else before + item.link + after
    return Anchored(item.anchor + base, [before + row + after for row in item.tags], link)
