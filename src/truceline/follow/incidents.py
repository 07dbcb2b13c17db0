"""Incidents of a ceasefire: acts of any report, judged by four questions that the reports answer or leave open.

After the moment of effect? Inside the area? By or on a party? A banned act? An open answer makes an incident
`possible`, a no puts it outside the ceasefire. Only where all four are yes does it count, and then by who tells of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from truceline.follow.accounts import Account, Act, Placed
from truceline.follow.camps import Camp, camp_of, evidence, named
from truceline.follow.days import narrowed, told_on
from truceline.follow.lives import Answer, Evidence, Incident, IncidentGrade, When
from truceline.follow.settings import Settings
from truceline.model.names import name_parts
from truceline.model.records import CeasefireIncidentRow
from truceline.model.vocabulary import FAMILIES

BANNED = FAMILIES["violence"] - {"force_against_protest", "mob_violence", "cyber_attack"} | {"ceasefire_violated"}
_OPEN = frozenset({"property_destruction", "siege", "abduction", "arrest", "deployment", "mob_violence"})


def judged(
    account: Account, parties: Sequence[Camp], effect: When | None, ended: When | None, settings: Settings
) -> tuple[Incident, ...]:
    """All incidents in the order of happening, reports of one happening together.

    Args:
        account: the ceasefire's reports and the acts beside them.
        parties: its parties.
        effect: the moment of effect, ``None`` if nothing tells it.
        ended: when it ended by the reports on it; what came later is no incident of it.
        settings: the configuration.
    """
    own: dict[str, CeasefireIncidentRow] = {}
    acts: dict[str, Act] = {}
    for report in account.reports:
        for row in report.incidents:
            own[row.event_id] = row
        for act in report.events:
            if act.row.type in BANNED or act.row.id in own:
                acts[act.row.id] = act
    for act in account.acts:
        acts.setdefault(act.row.id, act)
    groups: dict[str, list[Act]] = defaultdict(list)
    for act in acts.values():
        if act.row.status in ("asserted", "background"):
            groups[act.row.happening_id].append(act)
    area = [placed for report in account.reports for placed in report.places]
    found = [
        one
        for group in groups.values()
        if (one := _judge(group, own, area, parties, effect, ended, account, settings)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.happened.latest or date.max, one.event_id)))


def _judge(
    group: list[Act], own: dict[str, CeasefireIncidentRow], area: Sequence[Placed], parties: Sequence[Camp],
    effect: When | None, ended: When | None, account: Account, settings: Settings,
) -> Incident | None:  # fmt: skip
    """One happening over all its reports; ``None`` for one that no report on the ceasefire ties to it and that is no
    incident of it."""
    group.sort(key=lambda act: act.row.id)
    happened = when_of(group, settings)
    acting = {id(c): c for act in group for _, who in act.acting if (c := camp_of(parties, who)) is not None}
    struck = {id(c): c for act in group for _, who in act.struck if (c := camp_of(parties, who)) is not None}
    both = len({*acting, *struck}) > 1
    tied = [act for act in group if act.row.id in own]
    breach = any(act.row.type == "ceasefire_violated" for act in tied)
    after = "no" if _later(happened, ended) else _after(happened, effect)
    answers: tuple[Answer, Answer, Answer, Answer] = (
        "yes" if breach else after,
        "yes" if breach else _inside(area, [p for act in group for p in act.places], both),
        "yes" if breach or acting or struck else "unknown" if _unnamed(group) else "no",
        _banned(group),
    )
    alone = _alone(group, parties, account)
    grade = _grade(answers, group, list(acting.values()), alone, parties)
    if not tied and (grade == "outside_coverage" or (grade == "possible" and not both)):
        return None
    first = min(group, key=lambda act: (act.published or date.max, act.row.id))
    rows: list[Evidence] = [evidence(act.row, "trigger") for act in group]
    rows += [evidence(own[act.row.id], "grade") for act in tied]
    return Incident(
        event_id=first.row.happening_id, grade=grade, answers=answers, type=first.row.type, happened=happened,
        reported=min((act.published for act in group if act.published), default=None),
        acting=named(list(acting.values()), account), struck=named(list(struck.values()), account), between=both,
        by=named([alone], account) if grade == "alleged" else (), words=first.row.trigger, evidence=tuple(rows),
        documents=tuple(sorted({act.row.document_id for act in group})),
    )  # fmt: skip


def when_of(group: Sequence[Act], settings: Settings) -> When:
    """When a happening took place: the days that all its reports allow."""
    found: When | None = None
    for act in group:
        row, fresh = act.row, act.row.status == "asserted"
        when = told_on(
            row.date_earliest, row.date_latest, row.date_precision, act.published, settings.news_days, fresh=fresh
        )
        found = when if found is None else narrowed(found, when)
    assert found is not None
    return found


def _after(happened: When, effect: When | None) -> Answer:
    """Is it after the moment of effect? The day of effect itself is open: nobody tells the hour."""
    if effect is None:
        return "unknown"
    if happened.latest is not None and effect.earliest is not None and happened.latest < effect.earliest:
        return "no"
    if happened.earliest is None or effect.latest is None:
        return "unknown"
    return "yes" if happened.earliest > effect.latest else "unknown"


def _later(happened: When, ended: When | None) -> bool:
    """True for what happened after the ceasefire had ended."""
    if ended is None or ended.latest is None or happened.earliest is None:
        return False
    return happened.earliest > ended.latest


def _inside(area: Sequence[Placed], places: Sequence[Placed], between: bool) -> Answer:
    """Is it inside the area? A ceasefire without a place holds wherever its parties fight each other."""
    if not area:
        return "yes" if between else "unknown"
    if not places:
        return "unknown"
    answers = {_within(place, where) for place in places for where in area}
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def _within(place: Placed, where: Placed) -> Answer:
    """Whether one place lies within another, as far as names, provinces and countries tell."""
    one, area = place[1], where[1]
    if _key(place) == _key(where):
        return "yes"
    if one is None or area is None:
        return "unknown"
    if one.country and area.country and one.country != area.country:
        return "no"
    if area.kind == "country":
        return "yes" if one.country == area.country and one.country else "unknown"
    if one.kind == "country":
        return "unknown"
    if area.kind == "admin1":
        if one.admin1 is None or one.kind == "unknown":
            return "unknown"
        return "yes" if name_parts(one.admin1) == name_parts(area.name) else "no"
    if one.admin1 and area.admin1 and one.admin1 != area.admin1:
        return "no"
    return "no" if one.kind == area.kind == "city" else "unknown"


def _key(placed: Placed) -> tuple[str, ...]:
    return name_parts(placed[0].text if placed[1] is None else placed[1].name)


def _unnamed(group: Iterable[Act]) -> bool:
    """True if some side of the act has no name: it may be a party."""
    return any(not act.acting or any(not who.sides for _, who in act.acting) for act in group)


def _banned(group: Iterable[Act]) -> Answer:
    types = {act.row.type for act in group}
    return "yes" if types & BANNED - _OPEN else "unknown" if types & _OPEN else "no"


def _alone(group: Sequence[Act], parties: Sequence[Camp], account: Account) -> Camp | None:
    """The party that alone tells of the act; ``None`` if a report tells of it itself, or somebody else does."""
    tellers: list[Camp | None] = []
    for act in group:
        if not act.sources:
            return None
        tellers += [camp_of(parties, who) for _, who in act.sources]
    first = tellers[0]
    return first if all(camp is first for camp in tellers) else None


def _grade(
    answers: tuple[Answer, ...],
    group: Sequence[Act],
    acting: Sequence[Camp],
    alone: Camp | None,
    parties: Sequence[Camp],
) -> IncidentGrade:
    """The grade that the answers and the tellers give."""
    if "no" in answers:
        return "outside_coverage"
    if "unknown" in answers:
        return "possible"
    if alone is not None:
        return "acknowledged" if any(camp is alone for camp in acting) and len(acting) == 1 else "alleged"
    third = [who for act in group for _, who in act.sources if who.third and camp_of(parties, who) is None]
    return "verified" if third else "reported"
