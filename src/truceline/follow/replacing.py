"""Which ceasefire replaced which: a later one of the same parties, while no report tells of the end of the earlier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from truceline.follow.days import DAY
from truceline.follow.durations import ended_on
from truceline.follow.lives import Area, Life, Transition
from truceline.follow.settings import Settings
from truceline.follow.states import LIVE, MADE


def replaced(lives: Sequence[Life], settings: Settings) -> list[Life]:
    """The lives, with those that a later one replaced ended and both linked. The order stays."""
    by_parties: dict[frozenset[str], list[Life]] = defaultdict(list)
    for life in lives:
        keys = frozenset(party.key for party in life.parties if ":" not in party.key or party.key.startswith("ucdp:"))
        if (len(keys) > 1 or (keys and life.side == "unilateral")) and _made(life) is not None:
            by_parties[keys].append(life)
    changed: dict[str, Life] = {}
    for group in by_parties.values():
        group.sort(key=lambda life: (_day(_made(life)), life.id))
        for n, earlier in enumerate(group):
            later = next((one for one in group[n + 1 :] if _replaces(one, earlier, settings)), None)
            if later is None:
                continue
            one, other = changed.get(earlier.id, earlier), changed.get(later.id, later)
            changed[earlier.id] = _ended_by(one, later)
            changed[later.id] = replace(other, supersedes=tuple(sorted({*other.supersedes, earlier.id})))
    return [changed.get(life.id, life) for life in lives]


def _made(life: Life) -> Transition | None:
    return next((move for move in life.transitions if move.told in MADE), None)


def _day(move: Transition | None) -> date:
    return date.max if move is None else move.happened.latest or move.reported or date.max


def _replaces(later: Life, earlier: Life, settings: Settings) -> bool:
    """Made later, for the same area, while the earlier one was live and no report tells of its end."""
    before = [m for m in earlier.transitions if not (m.inferred and m.after == "unknown")]
    if not before or before[-1].after not in LIVE | MADE or earlier.over:
        return False
    day = _day(_made(later))
    alive = max((m.last_told for m in before if m.last_told is not None), default=date.min)
    far = day - _day(_made(earlier)) >= settings.replace_days * DAY
    return far and alive <= day and _same_area(earlier.area, later.area)


def _same_area(one: Sequence[Area], other: Sequence[Area]) -> bool:
    """True if a place is shared, or one of them names none."""
    return not one or not other or bool({(a.name, a.country) for a in one} & {(a.name, a.country) for a in other})


def _ended_by(life: Life, later: Life) -> Life:
    made = _made(later)
    assert made is not None
    kept = [m for m in life.transitions if not (m.inferred and m.after == "unknown")]
    before = kept[-1].after
    move = Transition(
        rule=f"T-{before}-superseded", before=before, after="superseded", told="superseded", happened=made.happened,
        reported=made.reported, last_told=made.last_told, attribution=made.attribution, by=made.by,
        evidence=made.evidence, documents=made.documents, words=made.words, skips=before not in LIVE, inferred=True,
        why=f"replaced by {later.id}, of the same parties",
    )  # fmt: skip
    codes = tuple(
        replace(code, value="superseded", inferred=True, evidence=made.evidence)
        if code.variable == "end_kind"
        else code
        for code in life.codes
    )
    return replace(
        life, transitions=(*kept, move), state="superseded", claimed=move.attribution != "reported",
        ended=made.happened, superseded_by=later.id, codes=codes, duration=ended_on(life.duration, made.happened),
    )  # fmt: skip
