"""Which of the places of one name a report means: by what it says of the place, the countries it is about, and size.

Each candidate gets points, on the scale of the logarithm of odds; the answer's score is its share of the whole. Two
places about as likely, or small ones far from all that the report is about, give no answer but the reason why.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from truceline.gazetteer.answers import Answer, Asked
from truceline.gazetteer.cases import AREAS, BY_NATURE, SAME, SURE, Case, Votes, case_of, contains, one
from truceline.gazetteer.doubts import APART, ENGLISH, KNOWN_AS, SMALL, doubt, same_name, shown
from truceline.gazetteer.kinds import BORDERLESS, NEAR, PRECISION, RECORDED
from truceline.gazetteer.store import Candidate, Gazetteer, distance
from truceline.model.extraction import PlaceKind

_TOWN = 50_000  # people from which on a name means the town rather than the province around it
_PART = 4  # a town that is listed under another name is meant if one in so many of the province's people lives in it

_SAID_COUNTRY, _OTHER_COUNTRY = 6.0, -6.0
_IN_CONTEXT, _OUT_OF_CONTEXT = 5.0, -2.0
_SAID_DIVISION, _OTHER_DIVISION = 5.0, -1.0
_SAID_KIND, _OTHER_KIND = 2.0, -2.0
_HOLDS = 3.0
_BESIDE, _FAR = 3.0, -1.0
_NEARNESS = ((50.0, 2.0), (100.0, 1.5), (300.0, 0.5))  # kilometres to another place of the report, points
_OTHER_NAME, _VARIANT, _BESIDE_EXACT = -2.5, -2.5, -6.0
_TENFOLD = 2.7  # for ten times the people: a place is named a little more often than it has people
_IN_NAMED_DIVISION = 2.5
_SAME_DIVISION = 1.0
_AT_HOME = 2.0
_SPOKEN_OF = 2.0  # namings of countries from which on a report says what it is about
_FIRM = 2.0  # weight of a resolved place, a name of a country being 1
_FAMOUS = 1.0  # a country, against a region of its name
_STATE = 1.0  # a state, against a province of another that is called so
_NEIGHBOUR = 3.0  # the report speaks of a country that borders it


def resolve(gazetteer: Gazetteer, asked: Sequence[Asked], told: Mapping[str, float]) -> tuple[Answer, ...]:
    """Answers for all places of one report, in their order; one that is unknown leaves the others as they are.

    Args:
        gazetteer: where to look.
        asked: the places of the report.
        told: how much the report speaks of each country, by alpha-3 code, in any unit.
    """
    cases = [case_of(gazetteer, a) for a in asked]
    for case in cases:
        for n in case.asked.within:
            case.inside.append(cases[n])
            cases[n].holds.append(case)
    shared = {c.asked.country for c in cases if c.rivals}
    for case in cases:  # "Macon, Georgia" says nothing of the state's name
        case.country = None if case.asked.kind == "country" or case.asked.country in shared else case.asked.country
    votes: Votes = defaultdict(float, told)
    placed: Votes = defaultdict(float)
    weighed = sum(votes.values()) >= _SPOKEN_OF
    for case in cases:
        case.weighed, case.vote, case.domestic, case.told = weighed, _vote(case), not told, told
        case.variant = _BESIDE_EXACT if any(c.exact for c in case.candidates) else _VARIANT
        for land, vote in case.vote.items():
            votes[land] += vote
            placed[land] += max(vote, 0.0)
    for case in cases:
        case.soil = _weights(placed, case.vote)
        _rank(gazetteer, case, cases, _weights(votes, case.vote), ())
    firm = [c.best for c in cases if c.best is not None and _firm(gazetteer, c)]
    firm += [p for c in cases for p in c.candidates if p.kind == "admin2" and p.lat is None and p.exact]
    for case in cases:
        if case.best is not None and case.best.country is not None and case.best.kind != "country":
            if _firm(gazetteer, case):
                case.vote[case.best.country] += _FIRM
                votes[case.best.country] += _FIRM
                placed[case.best.country] += _FIRM
    for case in cases:
        case.soil = _weights(placed, case.vote)
        _rank(gazetteer, case, cases, _weights(votes, case.vote), firm)
    answers = [_answer(gazetteer, case) for case in cases]
    for n, case in enumerate(cases):
        if not answers[n].found:
            answers[n] = _by_anchor(case, answers[n], answers)
        if not answers[n].found:
            answers[n] = _by_division(gazetteer, case.asked, answers[n])
    return tuple(answers)


def ranked(gazetteer: Gazetteer, asked: Asked, told: Mapping[str, float]) -> tuple[tuple[float, Candidate, str], ...]:
    """Every place that a name may mean where nothing else is named: share, place, reason; likeliest first."""
    case = case_of(gazetteer, asked)
    weights, shares = _weights(defaultdict(float, told), _vote(case)), list[tuple[float, Candidate]]()
    case.variant = _BESIDE_EXACT if any(c.exact for c in case.candidates) else _VARIANT
    for candidate in case.candidates:
        shares.append((math.exp(_points(gazetteer, case, candidate, weights, (), ())), candidate))
    whole = sum(share for share, _ in shares)
    shares.sort(key=lambda s: (-s[0], s[1].number))
    return tuple((share / whole, c, "; ".join(case.reasons.get(c.number, ()))) for share, c in shares)


def _firm(gazetteer: Gazetteer, case: Case) -> bool:
    """True if a name that is resolved so far helps to resolve others; what is only called after a place does not."""
    return case.score >= SURE and not case.near and case.best is not None and doubt(gazetteer, case, case.best) is None


def _vote(case: Case) -> Votes:
    """What a name says of the report's countries before it is resolved."""
    asked = case.asked
    vote: Votes = defaultdict(float)
    if asked.kind == "country" and asked.country is not None:
        if len(case.candidates) > 1:  # it may be another's region: it says nothing of itself
            vote[asked.country] -= asked.mentions
        return vote
    known = [c for c in case.candidates if c.exact and not case.near and (c.main or c.population >= KNOWN_AS)]
    everywhere = {c.country for c in known}
    lands = everywhere if len(everywhere) == 1 else {c.country for c in known if c.population >= SMALL}
    if len(lands) == 1 and (land := lands.pop()) is not None:
        vote[land] += 1
    return vote


def _weights(votes: Votes, own: Votes) -> dict[str, float]:
    """How far the report is about each country, from 0 to 1 (the one it speaks of most), a name's own vote left out."""
    rest = {land: n - max(own.get(land, 0.0), 0.0) for land, n in votes.items()}
    most = max(rest.values(), default=0)
    return {land: n / most for land, n in rest.items() if n > 0} if most > 0 else {}


def _rank(
    gazetteer: Gazetteer, case: Case, cases: Sequence[Case], weights: Mapping[str, float], firm: Sequence[Candidate]
) -> None:
    """Chooses the best candidate and its share of the whole."""
    if not case.candidates:
        return
    anchors = [b for n in case.asked.beside if (b := cases[n].best) is not None and b.lat is not None]
    case.reasons = {}
    firm = [place for place in firm if place is not case.best]  # or a name would speak for itself
    points = [(_points(gazetteer, case, c, weights, anchors, firm), c) for c in case.candidates]
    points.sort(key=lambda p: (-p[0], -p[1].population, p[1].number))
    top, best = points[0]
    best = _division(case, _town(case, best))
    same = [p for p, c in points if c is best or one(c, best)]
    whole = sum(math.exp(p - top) for p, _ in points)
    case.best, case.score = best, sum(math.exp(p - top) for p in same) / whole


def _points(
    gazetteer: Gazetteer,
    case: Case,
    candidate: Candidate,
    weights: Mapping[str, float],
    anchors: Sequence[Candidate],
    firm: Sequence[Candidate],
) -> float:
    asked, why = case.asked, case.reasons.setdefault(candidate.number, [])
    points = math.log10(candidate.population + 100) * _TENFOLD
    said = candidate.kind != "city" and asked.kind in ("district", "admin1")  # "Omsk district" is called Omsk, too
    points += 0.0 if candidate.main or said else _OTHER_NAME
    points += 0.0 if candidate.exact else case.variant
    if case.country is not None:
        if candidate.country == case.country:
            points += _SAID_COUNTRY
            why.append("the text names its country")
        else:
            points += _OTHER_COUNTRY
    elif candidate.country is not None and weights:
        points += _context_points(gazetteer, case, candidate, weights, why)
    if case.domestic and candidate.country in ENGLISH:
        points += _AT_HOME
    if asked.division is not None:
        name = gazetteer.division(candidate.division)
        if name is not None and same_name(gazetteer, candidate, asked.division):
            points += _SAID_DIVISION
            why.append(f"the text puts it in {asked.division}")
        else:
            points += _OTHER_DIVISION
    points += _kind_points("unknown" if case.rivals else asked.kind, candidate, why)
    points += _STATE if case.rivals and candidate.kind == "country" else 0.0
    if any(contains(outer, candidate) for whole in case.inside for outer in whole.candidates):
        points += _SAID_DIVISION
        why.append(f"the text puts it in {case.inside[0].asked.name}")
    if any(c.exact and contains(candidate, c) for part in case.holds for c in part.candidates):
        points += _HOLDS
        why.append(f"{case.holds[0].asked.name} lies in it")
    if anchors:
        if any(_beside(candidate, anchor) for anchor in anchors):
            points += _BESIDE
            why.append("it lies by the place named with it")
        else:
            points += _FAR
    if candidate.division and any(f.kind in ("admin1", "admin2") and _shares_division(candidate, f) for f in firm):
        points += _IN_NAMED_DIVISION
        why.append("the report names its province")
    elif candidate.kind == "city" and candidate.division and any(_shares_division(candidate, f) for f in firm):
        points += _SAME_DIVISION
        why.append("another place of the report lies in its province")
    gap = _gap(candidate, firm)
    near = next((value for within, value in _NEARNESS if gap <= within), 0.0)
    if near and candidate.kind != "country":
        points += near
        why.append(f"{round(gap)} km from another place of the report")
    return points


def _context_points(
    gazetteer: Gazetteer, case: Case, candidate: Candidate, weights: Mapping[str, float], why: list[str]
) -> float:
    """Points for the countries that the report is about.

    A state that shares its name with another's province is named itself, and what the report says of that other country
    speaks for the province only if it tells of places there: American presidents visit Georgia, too.
    """
    if case.asked.kind == "country":
        if candidate.kind != "country":
            if case.soil or _speaks_of_neighbour(gazetteer, case) or (case.asked.country or "") in weights:
                weights = case.soil
            if case.asked.part_of is not None:
                return _SAID_COUNTRY if candidate.country == case.asked.part_of else _OTHER_COUNTRY
        else:
            if case.asked.part_of is not None:
                return _OTHER_COUNTRY
            if _speaks_of_neighbour(gazetteer, case):
                why.append("the report speaks of its neighbour")
                return _NEIGHBOUR
            if candidate.country not in weights:
                return 0.0
    share = weights.get(candidate.country or "", 0.0)
    if share:
        why.append("the report is about its country")
    return _IN_CONTEXT * math.sqrt(share) if share else _OUT_OF_CONTEXT


def _speaks_of_neighbour(gazetteer: Gazetteer, case: Case) -> bool:
    """True if the report speaks of a country that borders the state, other than that of the province of its name."""
    beside = gazetteer.neighbours(case.asked.country) - case.rivals
    return bool(case.rivals) and any(case.told.get(land, 0.0) > 0 for land in beside)


def _shares_division(candidate: Candidate, other: Candidate) -> bool:
    return other.division == candidate.division and other.number != candidate.number


def _gap(candidate: Candidate, firm: Sequence[Candidate]) -> float:
    """Kilometres to the nearest other place that is resolved; infinite beyond three degrees of latitude."""
    lat = candidate.lat
    if lat is None:
        return math.inf
    near = [f for f in firm if f.lat is not None and -3 < f.lat - lat < 3 and f.number != candidate.number]
    return min(map(candidate.distance, near), default=math.inf)


def _kind_points(kind: PlaceKind, candidate: Candidate, why: list[str]) -> float:
    mine = RECORDED[candidate.kind]
    if kind == "unknown":
        return _FAMOUS if mine in ("country", "city") else 0.0
    if kind == mine or (kind == "district" and candidate.kind == "admin2"):
        if kind != "country":
            why.append(f"the text calls it a {'province' if kind == 'admin1' else kind}")
        return _SAID_KIND
    if (kind == "admin1" and candidate.kind in ("region", "admin2")) or (kind == "district" and mine == "admin1"):
        return _SAID_KIND / 2
    if kind in ("district", "feature") and mine in ("city", "district", "feature"):
        return 0.0
    return _OTHER_KIND


def _town(case: Case, best: Candidate) -> Candidate:
    """The town, where a town and the province around it have one name and the text does not say which."""
    if best.kind not in AREAS or not (case.near or case.asked.kind in ("unknown", "city")):
        return best
    towns = [c for c in case.candidates if c.kind == "city" and c.exact >= best.exact and one(c, best)]
    towns = [c for c in towns if c.main >= best.main or c.population * _PART >= best.population]
    town = max(towns, key=lambda c: c.population, default=best)
    return town if town.population >= _TOWN else best


def _division(case: Case, best: Candidate) -> Candidate:
    """The division, where the place is also listed as a region: it is known more exactly."""
    if best.kind != "region":
        return best
    same = [c for c in case.candidates if c.kind == "admin1" and c.exact >= best.exact and c.distance(best) <= APART]
    return max(same, key=lambda c: c.population, default=best)


def _beside(candidate: Candidate, anchor: Candidate) -> bool:
    """True if a place may be said to be in or near the other."""
    if anchor.kind == "country":
        return candidate.country == anchor.country
    if anchor.kind == "admin1" and anchor.division:
        return candidate.division == anchor.division or candidate.distance(anchor) < 60
    return candidate.distance(anchor) <= (500 if anchor.kind in BY_NATURE else 150)


def _answer(gazetteer: Gazetteer, case: Case) -> Answer:
    asked, best = case.asked, case.best
    if best is None:
        return Answer(score=0.0, reason=f"no place called {asked.name} in the gazetteer")
    if case.score < SURE:
        rival = _rival(gazetteer, case, best)
        return Answer(score=round(case.score, 2), reason=f"{shown(gazetteer, best)} or {rival}: about as likely")
    if (why_not := doubt(gazetteer, case, best)) is not None:
        return Answer(score=round(case.score, 2), reason=why_not)
    if best.lat is None:
        return Answer(
            score=round(case.score, 2), reason=f"the gazetteer has no coordinates for {shown(gazetteer, best)}"
        )
    entry = gazetteer.entry(best)
    why = [f"{len(case.candidates)} places so called" if len(case.candidates) > 1 else "the only place so called"]
    why += [f"spelled {entry.name} there"] if not best.exact else []
    why += case.reasons.get(best.number, [])
    if case.near:
        why.insert(0, f"by {asked.bare}")
    recorded = RECORDED[best.kind]
    return Answer(
        score=round(case.score, 2),
        reason="; ".join(why),
        kind=asked.kind if case.near else recorded,
        country=None if best.kind in BORDERLESS else best.country,
        division=gazetteer.division(best.division) if recorded != "admin1" else None,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=None if case.near else entry.geonameid,
        precision=max(NEAR, PRECISION[best.kind]) if case.near else PRECISION[best.kind],
        name=entry.name,
        parent=entry.parent,
    )


def _by_anchor(case: Case, none: Answer, answers: Sequence[Answer]) -> Answer:
    """A place that is not resolved takes the coordinates of the one that the text says it is in or by, less exactly."""
    asked = case.asked
    for answer in (answers[n] for n in asked.beside):
        if answer.found and answer.precision is not None and answer.precision < PRECISION["region"]:
            return Answer(
                score=answer.score, reason=f"{none.reason}; {answer.name} by the text", kind=asked.kind,
                country=answer.country, division=answer.name if answer.kind == "admin1" else answer.division,
                lat=answer.lat, lon=answer.lon, precision=max(NEAR, answer.precision), name=asked.name,
                parent=answer.name,
            )  # fmt: skip
    return none


def _by_division(gazetteer: Gazetteer, asked: Asked, none: Answer) -> Answer:
    """A place that the gazetteer lacks has the middle of the division that the text puts it in: "Bono, Ark."."""
    if asked.division is None:
        return none
    states = [c for c in gazetteer.find(asked.division) if c.kind == "admin1" and c.exact and c.lat is not None]
    states = [c for c in states if asked.country in (None, c.country)]
    if len(states) != 1:
        return none
    entry = gazetteer.entry(states[0])
    return Answer(
        score=1.0, reason=f"{none.reason}; in {entry.name} by the text", kind=asked.kind, country=states[0].country,
        division=entry.name, lat=entry.lat, lon=entry.lon, precision=PRECISION["admin1"], name=asked.name,
        parent=entry.name,
    )  # fmt: skip


def _rival(gazetteer: Gazetteer, case: Case, best: Candidate) -> str:
    others = [c for c in case.candidates if c is not best and distance(c.lat, c.lon, best.lat, best.lon) > SAME]
    return shown(gazetteer, max(others, key=lambda c: c.population)) if others else "another"
