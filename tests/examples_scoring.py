"""What the scorer of the example reports counts, and how it compares words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from truceline.model.text import Span

Json = dict[str, Any]

MEASURES = (
    "traps avoided", "reports read", "metadata", "page furniture left out",
    "events found", "events among expected", "status", "date exact", "date overlapping", "place", "actor", "target",
    "source", "no actor where none is named",
    "figures found", "figures among expected", "interval exact", "figure kind", "figure class", "figure scope",
    "figure source", "figure with its event",
    "ceasefires found", "ceasefires among expected", "parties found", "parties among expected", "declared by",
    "broker", "no broker where none is named", "side", "state", "duration", "start exact", "start overlapping",
    "end exact", "end overlapping", "terms", "steps", "incidents", "incident grade", "doubts",
    "claims found", "speaker", "mode", "stance", "factuality", "conditional",
)  # fmt: skip
"""All measures in the order of the table."""

_STOP = frozenset(
    "a an the of in at on by for to and or with from near al el s his her its their this that one some two three"
    " mr mrs ms dr lt col capt brig gen maj sgt sheikh sayyed ayatollah".split()
)


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that was read otherwise than expected, or not at all."""

    measure: str
    where: str
    want: str
    got: str


@dataclass(slots=True)
class Score:
    """How often each measure was tried and was right, and what went wrong."""

    answers: dict[str, list[bool]] = field(default_factory=lambda: {measure: [] for measure in MEASURES})
    misses: list[Miss] = field(default_factory=list)
    events: int = 0

    def note(self, measure: str, where: str, right: bool, want: object = "", got: object = "") -> None:
        """Keeps one answer; of a wrong one, what was expected and what came."""
        self.answers[measure].append(right)
        if not right:
            self.misses.append(Miss(measure, where, str(want), str(got)))

    def share(self, measure: str) -> float:
        """Part of the answers that were right; nothing tried is nothing right."""
        tried = self.answers[measure]
        return sum(tried) / len(tried) if tried else 0.0

    def table(self) -> str:
        """One line for each measure."""
        rows = [f"{m:30s} {sum(a):4d} of {len(a):4d}  {self.share(m):.2f}" for m, a in self.answers.items()]
        return "\n".join([*rows, f"{'events given in all':30s} {self.events:4d}"]) + "\n"

    def details(self) -> str:
        """One line for each miss, by measure."""
        found = sorted(self.misses, key=lambda miss: (MEASURES.index(miss.measure), miss.where))
        return "".join(f"{m.measure} | {m.where} | expected {m.want} | got {m.got}\n" for m in found)


def standing(text: str, words: str, passage: str | None = None) -> list[Span]:
    """Where the words stand, as whole words: in the passage if they do, anywhere otherwise."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}" + (r"(?!\w)" if words[-1:].isalnum() else ""))
    start = -1 if passage is None else text.find(passage)
    inside = whole.search(text, start, start + len(passage or "")) if start >= 0 else None
    return [Span(*match.span()) for match in ([inside] if inside else whole.finditer(text))]


def akin(one: str, other: str) -> bool:
    """True if the two have a word in common, titles, articles and endings aside."""
    return bool(_words(one) & _words(other))


def _words(text: str) -> set[str]:
    bare = re.findall(r"\w+", re.sub(r"['’]s?\b|(?<=\b\w)\.", "", text.lower()))
    stems = {_stem(word) for word in bare}
    return {stem for stem in stems if stem not in _STOP} or stems


def _stem(word: str) -> str:
    return re.sub("men$", "man", word.removesuffix("s") if len(word) > 3 else word)


def any_of(value: object) -> list[Any]:
    """A list of what will do, of one thing or several."""
    return value if isinstance(value, list) else [value]


def span_of(value: Json | None) -> Span:
    """A span of the format; one that meets no other in place of nothing."""
    return Span(value["start"], value["end"]) if value else Span(-1, -1)


def texts(spans: Sequence[Json]) -> list[str]:
    """The words of spans of the format."""
    return [str(span.get("text")) for span in spans]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def half(found: Span, spans: Iterable[Span]) -> bool:
    """True if `found` covers half of one of the spans."""
    return any(2 * _shared(found, span) >= span.end - span.start for span in spans)


def paired(scores: Iterable[tuple[tuple[int, ...], int, int]]) -> dict[int, int]:
    """Expected -> found, the best scores first, nothing twice."""
    pairs: dict[int, int] = {}
    for _, want, got in sorted(scores, key=lambda s: (*(-part for part in s[0]), s[1], s[2])):
        if want not in pairs and got not in pairs.values():
            pairs[want] = got
    return pairs
