"""The life of one ceasefire put together from its account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from truceline.follow.accounts import NOBODY, Account
from truceline.follow.camps import Camp, areas, camp_of, camps, evidence, party
from truceline.follow.classes import codes, side_of
from truceline.follow.days import narrowed, told_on
from truceline.follow.durations import duration
from truceline.follow.incidents import judged
from truceline.follow.lives import ClaimAbout, Life, Transition, When
from truceline.follow.machine import moves
from truceline.follow.settings import Settings, defaults
from truceline.follow.signs import signs
from truceline.follow.states import BEFORE, LIVE, MADE, OVER, LifeState
from truceline.follow.terms import terms

_DENIALS = frozenset({"denies", "disputes"})


def build(account: Account, settings: Settings | None = None, *, as_known_on: date | None = None) -> Life:
    """The life of a ceasefire.

    Args:
        account: its reports, in any order.
        settings: how silence and fighting are read; those that come with the program without it.
        as_known_on: the day whose knowledge is asked for: what was reported later is left out.

    Raises:
        ValueError: there is no report (by that day).
    """
    settings = settings or defaults()
    if as_known_on is not None:
        account = account.known_on(as_known_on)
    if not account.reports:
        raise ValueError(f"{account.id}: nothing was reported of it")
    parties = camps(account)
    reported = [report.published for report in account.reports if report.published]
    plain = signs(account, (), settings)
    disputes = _disputes(account, parties)
    last = max(reported, default=None)
    first_moves, _, _ = moves(plain.found, disputes, None, None, settings)
    effect = _effect(account, first_moves)
    incidents = judged(account, parties, effect, _ended(first_moves), settings)
    full = signs(account, incidents, settings)
    news = [one.reported for one in incidents if one.reported and one.grade != "possible"]
    heard = max((*news, *reported), default=None)
    transitions, asides, state = moves(full.found, disputes, account.newest, heard, settings)
    ended = _ended(transitions)
    side, _ = side_of(account, parties)
    names = Counter(report.row.name for report in account.reports)
    told = terms(account, effect, incidents, state, ended)
    held = duration(account, transitions, effect, ended)
    return Life(
        id=account.id,
        ceasefires=tuple(sorted(report.row.id for report in account.reports)),
        documents=tuple(sorted({report.row.document_id for report in account.reports})),
        name=min(names, key=lambda name: (-names[name], -len(name), name)),
        as_known_on=as_known_on,
        first_reported=min(reported, default=None),
        last_reported=last,
        side=side,
        parties=tuple(party(camp, account) for camp in parties),
        brokers=tuple(party(camp, account) for camp in camps(account, brokers=True)),
        area=areas(account),
        state=state,
        claimed=bool(transitions) and transitions[-1].attribution != "reported",
        declared=_first(transitions, MADE),
        effective=effect,
        ended=ended,
        transitions=transitions,
        asides=(*full.asides, *asides),
        incidents=incidents,
        terms=told,
        claims=_claims(account),
        declared_ends=_ends(account),
        duration=held,
        codes=codes(account, parties, transitions),
        flags=_flags(incidents_possible=sum(one.grade == "possible" for one in incidents), transitions=transitions),
    )


def _first(transitions: Iterable[Transition], states: frozenset[LifeState]) -> When | None:
    return next((t.happened for t in transitions if t.told in states), None)


def _ended(transitions: Sequence[Transition]) -> When | None:
    """When it ended; a contested end is none."""
    last = next((t for t in reversed(transitions) if not (t.inferred and t.after == "unknown")), None)
    return last.happened if last is not None and last.after in OVER else None


def _effect(account: Account, transitions: Sequence[Transition]) -> When | None:
    """The moment of effect: as reports name it, else the first day that it is told to hold, else that it was made."""
    named: When | None = None
    for report in account.reports:
        row = report.row
        if row.start_latest is None or row.state in BEFORE:
            continue
        when = told_on(row.start_earliest, row.start_latest, row.start_precision, None, 0, fresh=False)
        named = when if named is None else narrowed(named, when)
    if named is not None:
        return named
    live, made = _first(transitions, LIVE), _first(transitions, MADE)
    if made is not None and (live is None or live.inferred):
        return When(earliest=made.earliest, latest=made.latest, precision=made.precision, inferred=True)
    return live


def _ends(account: Account) -> tuple[When, ...]:
    """The days until which it was agreed to last, in the order in which that was reported."""
    told: list[tuple[date, When]] = []
    for report in account.reports:
        row = report.row
        if row.end_latest is not None and row.state not in OVER:
            when = When(earliest=row.end_earliest, latest=row.end_latest, precision=row.end_precision or "unknown")
            told.append((report.published or date.max, when))
    ordered = sorted(told, key=lambda pair: (pair[0], pair[1].latest or date.max))
    return tuple(dict.fromkeys(when for _, when in ordered))


def _disputes(account: Account, parties: Sequence[Camp]) -> list[tuple[date, str]]:
    """When a party denied something about the ceasefire, and which."""
    found = []
    for report in account.reports:
        for row in report.claims:
            camp = camp_of(parties, account.speakers.get(row.speaker_id or "", NOBODY))
            if row.stance in _DENIALS and camp is not None and report.published is not None:
                found.append((report.published, party(camp, account).name))
    return sorted(set(found))


def _claims(account: Account) -> tuple[ClaimAbout, ...]:
    """Doubts, and all that somebody says about it."""
    found: list[ClaimAbout] = []
    for report in account.reports:
        said = {" ".join(row.content.split()) for row in report.claims}
        for row in report.claims:
            speaker = account.speakers.get(row.speaker_id or "")
            found.append(
                ClaimAbout(
                    stance=row.stance, speaker=speaker.name if speaker else row.speaker_text, words=row.content,
                    conditional=row.conditional, reported=report.published, evidence=evidence(row, "content"),
                )
            )  # fmt: skip
        for doubt in report.doubts:
            if " ".join(doubt.text.split()) not in said:
                speaker = account.speakers.get(doubt.speaker_id or "")
                found.append(
                    ClaimAbout(
                        stance="doubts", speaker=speaker.name if speaker else None, words=doubt.text, conditional=False,
                        reported=report.published, evidence=evidence(doubt, "text"),
                    )
                )  # fmt: skip
    return tuple(sorted(found, key=lambda claim: (claim.reported or date.max, claim.evidence.id)))


def _flags(*, incidents_possible: int, transitions: Sequence[Transition]) -> tuple[str, ...]:
    found = []
    if incidents_possible:
        found.append(f"possible incidents: {incidents_possible}")
    if any(t.attribution == "contested" for t in transitions):
        found.append("parties tell it differently")
    if any(t.skips for t in transitions):
        found.append("reports leave out steps")
    return tuple(found)
