"""Texts of reports made safe and legible on a page: control characters, JSON islands, overlapping passages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SHOWN: dict[int, str] = {ord(c): f"[U+{ord(c):04X}]" for c in _BIDI}
_SHOWN |= {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_SHOWN |= {0x7F: "\u2421", 0x0D: "", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0xFEFF: "[U+FEFF]"}
_SHOWN |= {code: "\ufffd" for code in range(0x80, 0xA0) if code != 0x85}
_SHOWN |= {code: "\ufffd" for code in range(0xD800, 0xE000)}


def visible(text: str) -> str:
    """The text with every character that could hide, reorder or break it written out.

    Direction overrides and other invisible controls are printed by their code (``[U+202E]``), so a report cannot make
    a sentence read backwards on the page; line and paragraph separators become line ends.
    """
    return text.translate(_SHOWN)


def oneline(text: str) -> str:
    """Visible text with runs of white space closed to one blank, for cells and titles."""
    return " ".join(visible(text).split())


def shortened(text: str, limit: int) -> str:
    """`text` cut at a word to at most `limit` characters, with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:–-") + "…"


def island(data: object) -> str:
    """JSON that can stand inside a script element: no ``<``, ``>``, ``&`` and nothing beyond ASCII."""
    out = json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return out.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be highlighted: half-open characters, its number in the document, its kind."""

    start: int
    end: int
    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same passages, the shortest passage first; `opens` are those that begin here."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: tuple[int, ...]


def segments(start: int, end: int, marks: Iterable[Mark]) -> Iterator[Segment]:
    """`start` to `end` cut wherever a passage begins or ends, so that nested and crossing passages become flat runs.

    Passages are clipped to the range; a passage that began before it opens nothing here. One sweep over sorted
    ends, so a document costs n log n however many passages it has.
    """
    inside = sorted((m for m in marks if m.start < end and m.end > start and m.end > m.start), key=_order)
    cuts = sorted({start, end} | {max(m.start, start) for m in inside} | {min(m.end, end) for m in inside})
    active: list[Mark] = []
    coming = 0
    for left, right in pairwise(cuts):
        active = [m for m in active if m.end > left]
        opened: list[int] = []
        while coming < len(inside) and inside[coming].start <= left:
            active.append(inside[coming])
            if inside[coming].start == left:
                opened.append(inside[coming].number)
            coming += 1
        yield Segment(left, right, tuple(sorted(active, key=_length)), tuple(opened))


def unique(items: Sequence[str]) -> tuple[str, ...]:
    """`items` without repetitions, in their first order."""
    return tuple(dict.fromkeys(items))


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.number


def _length(mark: Mark) -> tuple[int, int]:
    return mark.end - mark.start, mark.number
