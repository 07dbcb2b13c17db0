"""Ceasefire drafts to the frozen ceasefires of the extraction: sides, steps, state, terms and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from truceline.extract import ceasefires, harm, truce_doubts, truce_syntax, truce_terms
from truceline.extract.draft import Argument, Draft
from truceline.extract.freeze import Scene, based
from truceline.extract.truce_roles import Naming
from truceline.extract.truce_threads import TruceDraft
from truceline.model.extraction import (
    Basis,
    Ceasefire,
    Claim,
    Event,
    Grade,
    Incident,
    Ref,
    Side,
    State,
    Step,
    Term,
    TimeMention,
)
from truceline.model.text import Span
from truceline.model.vocabulary import FAMILIES

ENDED = frozenset({"broken_down", "expired", "rejected"})
NOT_DECLARING = truce_syntax.BROKERING | {"begin", "start", "take", "come", "enter", "go"}  # "takes effect"
STRAINING = FAMILIES["violence"] | {"ceasefire_violated", "threat", "accusation"}
EVE = timedelta(days=3)
LIVE = frozenset({"agreed", "declared", "holding", "strained", "extended", "monitored"})


def _taken_over(refs: tuple[Ref, ...], basis: Basis) -> tuple[Ref, ...]:
    return tuple(based(ref, basis) for ref in refs)


def _is_open(argument: Argument, scene: Scene) -> bool:
    """True for a pronoun of which nobody knows whom it stands for."""
    word = scene.trees[argument.sentence].tokens[argument.first]
    ref = scene.cast.ref_span(argument.sentence, argument.first, argument.last)
    return argument.last - argument.first == 1 and word.upos == "PRON" and ref.id is None


def ceasefire(
    draft: TruceDraft, scene: Scene, ids: Mapping[int, str], events: Mapping[str, Event], claims: Sequence[Claim],
    number: int, method: str,
) -> Ceasefire:  # fmt: skip
    """The frozen ceasefire ``C<number>``; `ids` gives the event id of each draft by its identity."""
    made = [(d, events[ids[id(d)]]) for d in draft.events if id(d) in ids]
    parties = scene.actors(draft.roles("parties"))
    declared_by = scene.actors(a for a in draft.roles("declared_by") if not _is_open(a, scene))
    broker = scene.actors(draft.roles("broker"))
    for draft_event, frozen in made:
        asserted = frozen.status in ("asserted", "background")
        if not asserted or draft_event.type not in ("ceasefire_declared", "agreement", "ceasefire_extended"):
            continue
        broker = broker or _taken_over(frozen.broker, "carried over")
        known = scene.actors(a for a in draft_event.roles["actor"] if not _is_open(a, scene))
        actors = _taken_over(known, "carried over")
        if (
            draft_event.type == "ceasefire_declared"
            and draft_event.tree.tokens[draft_event.head].lemma not in NOT_DECLARING
        ):
            declared_by = declared_by or actors
        parties = parties or actors
    parties = parties or _taken_over(declared_by, "inferred")
    own = {r.id for r in declared_by if r.id is not None}
    broker = tuple(r for r in broker if r.id not in own)  # a broker is a third
    steps = _steps(made, draft)
    start = scene.time(draft.roles("start")) or _start(made)
    state, state_span = _state(draft, steps)
    declared = state == "declared" or any(s.state == "declared" for s in steps)
    first = draft.namings[0]
    return Ceasefire(
        id=f"C{number}", mentions=tuple(n.span for n in draft.namings),
        side=_side(parties, declared_by, declared, scene), state=state, state_span=state_span, parties=parties,
        declared_by=declared_by,
        broker=broker, place=scene.places(draft.roles("place")), start=start,
        duration=scene.time(draft.roles("duration")), end=scene.time(draft.roles("end")), terms=_terms(draft, scene),
        steps=steps, doubts=truce_doubts.doubts(draft, claims, scene.trees),
        incidents=_incidents(draft, steps, start, parties, scene, events, state),
        confidence=round(first.mention.score, 4), method=method,
    )  # fmt: skip


def unfulfilled(events: Mapping[str, Event], truces: Iterable[Ceasefire]) -> dict[str, Event]:
    """The events, those that only a term of a ceasefire speaks of as yet to come: an obligation is no fact."""
    terms = [t.span for truce in truces for t in truce.terms]

    def owed(event: Event) -> bool:
        return event.status == "asserted" and any(event.trigger.within(t) and event.trigger != t for t in terms)

    return {i: replace(e, status="future") if owed(e) else e for i, e in events.items()}


def _side(parties: tuple[Ref, ...], declared_by: tuple[Ref, ...], declared: bool, scene: Scene) -> Side:
    """How many sides cease fire, from the parties that the text gives.

    Two or more are two sides, unless they stand on one ("al-Sadr" and "his militiamen"); one that declares it alone
    makes it unilateral; anything else is unclear. Given the annotated parties this is right for 92 % of the annotated
    ceasefires; the side that the network guesses, for 65 %.
    """
    related = {frozenset((a.id, r.actor)) for a in scene.cast.actors for r in a.relations}
    sides: list[str] = []
    for name in dict.fromkeys(r.id or str(r.span) for r in parties):
        if not any(frozenset((name, other)) in related for other in sides):
            sides.append(name)
    if len(sides) >= 2:
        return "bilateral"
    declarers = {r.id or str(r.span) for r in declared_by}
    return "unilateral" if declared and len(declarers) == 1 else "unclear"


def _steps(made: Sequence[tuple[Draft, Event]], draft: TruceDraft) -> tuple[Step, ...]:
    moves = ceasefires.lexicon().moves
    steps = [
        Step(_to(event_draft, moves), frozen.trigger, frozen.date.days if frozen.date else None, frozen.id)
        for event_draft, frozen in made
        if event_draft.type in moves and frozen.status in ("asserted", "background")
    ]
    steps += [
        Step("negotiating", frozen.trigger, frozen.date.days if frozen.date else None, frozen.id)
        for event_draft, frozen in made
        if event_draft.type == "talks" and frozen.status == "asserted"
    ]
    return tuple(sorted(steps, key=lambda s: (_latest(s), s.span)))


def _to(draft: Draft, moves: Mapping[str, State]) -> State:
    lemma = draft.tree.tokens[draft.head].lemma.lower()
    found = ceasefires.lexicon().states.get(lemma)
    if truce_syntax.breaches(draft.tree, draft.head):
        return "strained"
    if draft.type == "ceasefire_ended" and found in ENDED:
        return found
    if draft.type == "ceasefire_violated" and truce_syntax.falls_apart(draft.tree, draft.first, draft.last):
        return "broken_down"
    if draft.type == "ceasefire_declared" and found in ("agreed", "holding", "declared"):
        return found
    return moves[draft.type]


def _latest(step: Step) -> str:
    days = step.days
    return days.latest.isoformat() if days is not None and days.latest is not None else "9999"


def _state(draft: TruceDraft, steps: tuple[Step, ...]) -> tuple[State, Span | None]:
    """The state at the time of the report: an end that is asserted, else the heads' answer for the surest naming."""
    ended = [s for s in steps if s.state in ENDED]
    if ended:
        return ended[-1].state, ended[-1].span
    over = [n for n in draft.namings if n.told in ENDED]
    if over and over[-1].told is not None:
        return over[-1].told, over[-1].span
    breached = any(s.state == "strained" for s in steps)
    seen = [(n, _seen(n, breached)) for n in draft.namings]
    if any(s.state == "extended" for s in steps):  # it lives, whatever the heads see
        seen = [(n, "extended" if state in ENDED else state) for n, state in seen]
    votes: dict[State, float] = {}
    for naming, state in seen:
        if state != "unknown":
            votes[state] = votes.get(state, 0.0) + naming.mention.score
    if not votes:
        return "unknown", None
    state = max(votes, key=lambda s: (votes[s], s))
    return state, next(n.span for n, s in seen if s == state)


def _seen(naming: Naming, breached: bool) -> State:
    """The state that one naming gives.

    Strained takes a breach, harm, an act of force or a threat told beside it, or words that say so ("despite the
    truce", "a shaky truce"); rejected takes a rejection. One that somebody threatens to end, or that something happens
    "despite", has not ended unless its clause says so.
    """
    tree = naming.tree
    told = {t.type for t in tree.sentence.triggers if t.status in ("asserted", "background")}
    if naming.state == "rejected" and naming.told != "rejected":
        return "rejected" if "rejection" in told else "proposed"
    strained = truce_syntax.under_strain(tree, naming.head)
    if naming.state in ENDED and naming.told not in ENDED and (strained or "threat" in told):
        return "strained"
    if naming.state != "strained" or breached or strained:
        return naming.state
    return "strained" if told & STRAINING or harm.names_harm(tree) else "holding"


def _terms(draft: TruceDraft, scene: Scene) -> tuple[Term, ...]:
    found: dict[Span, Term] = {}
    for argument in draft.roles("terms"):
        tree = scene.trees[argument.sentence]
        span = scene.span(argument)
        head = tree.head_of(argument.first, argument.last)
        bound = truce_terms.obliged(tree, head)
        obliged = scene.cast.id_of(argument.sentence, bound) if bound is not None else None
        found.setdefault(span, Term(span, ceasefires.term_kind(tree, argument.first, argument.last), obliged))
    return tuple(found.values())


def _start(made: Sequence[tuple[Draft, Event]]) -> TimeMention | None:
    """When it was declared, took effect or else was agreed, as the event that made it is dated."""
    for kind in ("ceasefire_declared", "agreement"):
        for draft, frozen in made:
            if draft.type != kind or frozen.status not in ("asserted", "background") or frozen.date is None:
                continue
            if frozen.date.span is not None and frozen.date.days.earliest is not None:
                return TimeMention(frozen.date.span, frozen.date.days, None)
    return None


def _incidents(
    draft: TruceDraft, steps: tuple[Step, ...], start: TimeMention | None, parties: tuple[Ref, ...], scene: Scene,
    events: Mapping[str, Event], state: State,
) -> tuple[Incident, ...]:  # fmt: skip
    """Acts of violence after the ceasefire was made, graded by party and place.

    What came on the eve of it, told as news, is kept as outside what it covers. Asked of each of the others: did it
    come later, but not after its end, did it happen where the ceasefire holds, did it involve a party, is it violence?
    """
    made = [
        s.days.earliest for s in steps if s.state in ("declared", "agreed", "holding") and s.days and s.days.earliest
    ]
    if start is not None and start.days is not None and start.days.earliest is not None:
        made = [start.days.earliest]
    ends = [s.days.latest for s in steps if s.state in ENDED and s.days and s.days.latest]
    alleged = [e.id for e in (events[s.event] for s in steps if s.event) if e.type == "ceasefire_violated"]
    found = {i: Incident(i, "alleged") for i in alleged}
    if made and state in LIVE | ENDED:
        ids = {r.id for r in parties if r.id}
        places = {r.id for r in scene.places(draft.roles("place")) if r.id}
        for one in events.values():
            days = one.date.days if one.date else None
            if (
                one.type not in FAMILIES["violence"]
                or one.status not in ("asserted", "background")
                or days is None
                or days.earliest is None
            ):
                continue
            eve = max(made) - EVE <= days.earliest < max(made) and days.precision == "day" and one.status == "asserted"
            if (days.earliest < max(made) and not eve) or (ends and days.earliest > max(ends)):
                continue
            by_party = bool(ids & {r.id for r in (*one.actor, *one.target) if r.id})
            outside = bool(places) and bool(one.place) and not places & {r.id for r in one.place}
            grade: Grade = (
                "outside_coverage"
                if eve or (outside and not by_party)
                else "alleged"
                if by_party and one.source
                else "possible"
            )
            found.setdefault(one.id, Incident(one.id, grade))
    return tuple(found.values())
