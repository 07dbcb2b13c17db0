"""Claims by speaker: what is said, how it is quoted, how sure the speaker is, and through whom it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.records import ClaimAboutRow, ClaimRow, ClaimViaRow
from truceline.publish.dossier import words
from truceline.publish.dossier.evidence import Evidence, Link
from truceline.publish.dossier.index import Index, grouped
from truceline.publish.dossier.text import oneline, shortened

_LONGEST = 420


@dataclass(frozen=True, slots=True)
class About:
    """A record that a claim is about."""

    link: Link
    home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim. `chain` runs from the speaker to the outlet."""

    anchor: str
    stance: Link
    content: Link
    quoted: bool
    mode: str
    certainty: str
    conditional: bool
    chain: tuple[Link, ...]
    outlet: str
    about: tuple[About, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Someone with all their claims."""

    anchor: str
    name: str
    home: str
    claims: tuple[ClaimLine, ...]
    summary: str


def claims(index: Index, evidence: Evidence, homes: Mapping[str, tuple[str, str]]) -> tuple[Speaker, ...]:
    """Speakers by the number of their claims; reports' own authors and unnamed speakers last."""
    rows = [c for c in index.material.of(ClaimRow) if c.review != "rejected"]
    via = grouped(index.material.of(ClaimViaRow), lambda v: v.claim_id)
    about = grouped(index.material.of(ClaimAboutRow), lambda a: a.claim_id)
    groups = grouped(rows, lambda c: _who(index, c))
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][2].casefold()))
    out = []
    for number, ((_, home, name), members) in enumerate(ordered, 1):
        said = sorted(members, key=lambda c: index.published(c) or date.max)
        lines = tuple(_line(index, evidence, via.get(c.id, ()), about.get(c.id, ()), homes, c) for c in said)
        tally = grouped(lines, lambda ln: ln.stance.text)
        out.append(
            Speaker(
                anchor=f"s{number}",
                name=name,
                home=home,
                claims=lines,
                summary=", ".join(f"{word} {len(group)}" for word, group in tally.items()),
            )
        )
    return tuple(out)


def _who(index: Index, row: ClaimRow) -> tuple[int, str, str]:
    """Rank, anchor and name of the speaker."""
    if row.mode == "author":
        return 1, "", "Authors of the reports, in their own voice"
    person = index.person(row.speaker_id)
    if person:
        return 0, person.anchor, person.name
    if row.speaker_text:
        return 0, "", oneline(row.speaker_text)
    return 2, "", "Speaker not named"


def _line(
    index: Index,
    evidence: Evidence,
    via: Sequence[ClaimViaRow],
    about: Sequence[ClaimAboutRow],
    homes: Mapping[str, tuple[str, str]],
    row: ClaimRow,
) -> ClaimLine:
    published = index.published(row)
    speaker = row.speaker_text or (index.who(row.speaker_id, None) if row.speaker_id else "")
    first = [evidence.link(shortened(oneline(speaker), 60), ("claim", row.id, "speaker_text"))] if speaker else []
    steps = sorted(via, key=lambda v: v.step)
    return ClaimLine(
        anchor=homes[row.id][1],
        stance=evidence.link(words.word(words.STANCES, row.stance), ("claim", row.id, "stance")),
        content=evidence.link(shortened(oneline(row.content), _LONGEST), ("claim", row.id, "content")),
        quoted=row.mode in ("direct", "partial"),
        mode=words.word(words.MODES, row.mode),
        certainty=words.word(words.FACTUALITY, row.factuality),
        conditional=row.conditional,
        chain=(*first, *(evidence.link(index.who(v.actor_id, v.text), ("claim_via", v.id, "text")) for v in steps)),
        outlet=f"{index.outlet(row)}, {words.day(published) if published else 'undated'}",
        about=tuple(
            About(evidence.link(homes[a.target_id][0], ("claim_about", a.id, "target_id")), homes[a.target_id][1])
            for a in about
            if a.target_id in homes
        ),
    )
