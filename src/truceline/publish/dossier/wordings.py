"""Wording that takes a side or keeps a distance: whose it is and of whom it is said. It is no word of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.model.records import WordingRow
from truceline.publish.dossier import words
from truceline.publish.dossier.evidence import Evidence, Link
from truceline.publish.dossier.index import Index, grouped
from truceline.publish.dossier.text import oneline

_FEW = 3
_OWN = {
    "loaded": "in the report’s own voice:",
    "scare quotes": "put in quotation marks by",
    "distanced": "kept at a distance by",
}


@dataclass(frozen=True, slots=True)
class Target:
    """An actor or event that words are used of, and where it stands on the page."""

    link: Link
    home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """Words of one kind with everyone who uses them.

    `reports` are those that use them and name nobody for it, and `own` says what they do with the words.
    """

    anchor: str
    words: Link
    kind: str
    uses: int
    speakers: tuple[Link, ...]
    own: str
    reports: tuple[str, ...]
    more: int
    of: tuple[Target, ...]


def wordings(index: Index, evidence: Evidence, homes: Mapping[str, tuple[str, str]]) -> tuple[WordLine, ...]:
    """All wording, what is used most first; `homes` says where each row stands (see `homes`)."""
    rows = [row for row in index.material.of(WordingRow) if row.review != "rejected"]
    lines = [_line(index, evidence, homes, group) for group in grouped(rows, lambda row: homes[row.id][1]).values()]
    return tuple(sorted(lines, key=lambda ln: (-ln.uses, ln.words.text.casefold(), ln.kind)))


def _line(
    index: Index, evidence: Evidence, homes: Mapping[str, tuple[str, str]], group: Sequence[WordingRow]
) -> WordLine:
    first = group[0]
    spoken = [row for row in group if row.speaker_text or row.speaker_id]
    own = list(dict.fromkeys(_report(index, row) for row in group if row not in spoken))
    about = grouped((row for row in group if row.target_id in homes), lambda row: homes[row.target_id or ""])
    return WordLine(
        anchor=homes[first.id][1],
        words=evidence.link(oneline(first.text), *[("wording", row.id, "text") for row in group]),
        kind=first.kind,
        uses=len(group),
        speakers=evidence.merged(
            (index.who(row.speaker_id, row.speaker_text), ("wording", row.id, "speaker_text")) for row in spoken
        ),
        own=_OWN[first.kind],
        reports=tuple(own[:_FEW]),
        more=len(own[_FEW:]),
        of=tuple(
            Target(evidence.link(title, *[("wording", row.id, "target_id") for row in rows]), anchor)
            for (title, anchor), rows in about.items()
        ),
    )


def _report(index: Index, row: WordingRow) -> str:
    published = index.published(row)
    return f"{index.outlet(row)}, {words.day(published) if published else 'undated'}"
