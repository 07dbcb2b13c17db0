"""Drafts to the frozen events and ceasefires of the extraction, with ids and references."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.extract import ceasefires, confidence, harm, truce_syntax
from truceline.extract.actors import Cast
from truceline.extract.ceasefires import TruceDraft
from truceline.extract.dating import Calendar
from truceline.extract.draft import Argument, Draft
from truceline.extract.events import Told
from truceline.extract.figures import FigureDraft
from truceline.extract.places import Atlas
from truceline.extract.sources import Sources
from truceline.extract.syntax import Tree
from truceline.extract.truce_roles import Naming
from truceline.model.extraction import (
    Basis,
    Ceasefire,
    Claim,
    Doubt,
    Event,
    Figure,
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

DOUBTING = frozenset({"doubts", "predicts", "disputes"})
ENDED = frozenset({"broken_down", "expired", "rejected"})
AHEAD = frozenset({"will", "would", "may", "might", "can", "could", "shall"})
FATES = frozenset(
    {"hold", "collapse", "last", "break", "end", "fail", "return", "erupt", "resume", "survive", "unravel", "stop"}
)
NOT_DECLARING = truce_syntax.BROKERING | {"begin", "start", "take", "come", "enter", "go"}  # "takes effect"
SOON = 3
STRAINING = FAMILIES["violence"] | {"ceasefire_violated", "threat", "accusation"}
LIVE = frozenset({"agreed", "declared", "holding", "strained", "extended", "monitored"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What references are resolved against."""

    trees: Sequence[Tree]
    cast: Cast
    atlas: Atlas
    calendar: Calendar

    def actors(self, arguments: Iterable[Argument]) -> tuple[Ref, ...]:
        """References to actors, doubles left out."""
        return _once([_based(self.cast.ref_span(a.sentence, a.first, a.last), a.basis) for a in arguments])

    def places(self, arguments: Iterable[Argument]) -> tuple[Ref, ...]:
        """References to places, doubles left out."""
        return _once([_based(self.atlas.ref(a.sentence, a.first, a.last), a.basis) for a in arguments])

    def span(self, argument: Argument) -> Span:
        """Characters of an argument."""
        return self.trees[argument.sentence].span(argument.first, argument.last)

    def times(self, draft: Draft) -> tuple[Span, ...]:
        """Time words of an event, each as the whole expression; not those that place another event after this one."""
        own = [a for a in draft.roles["time"] if not _measures(draft, a)]
        found = [(self.span(a), self.calendar.within(a.sentence, self.span(a))) for a in own]
        return tuple(dict.fromkeys(next((p.span for p in ps if span.within(p.span)), span) for span, ps in found))

    def _within(self, span: Span) -> Iterator[tuple[Tree, int]]:
        for tree in self._touching(span):
            yield from ((tree, i) for i, t in enumerate(tree.tokens) if span.start <= t.start < span.end)

    def _touching(self, span: Span) -> Sequence[Tree]:
        """Sentences that share a character with `span`; sentences stand in text order and apart."""
        first = bisect_right(self.trees, span.start, key=lambda t: t.sentence.span.end)
        return self.trees[first : bisect_left(self.trees, span.end, lo=first, key=lambda t: t.sentence.span.start)]

    def ahead(self, content: Span) -> bool:
        """True if the words speak of what will or may be."""
        return any(
            tree.tokens[i].deprel == "aux" and tree.tokens[i].lemma in AHEAD for tree, i in self._within(content)
        )

    def says_fate(self, content: Span) -> bool:
        """True if the words say that something holds, ends, breaks or comes back."""
        return any(tree.tokens[i].lemma.lower() in FATES for tree, i in self._within(content))

    def near(self, named: Collection[int], content: Span) -> bool:
        """True if the words stand in one of the few sentences after those numbered `named`."""
        begun = next((t.sentence.number for t in self._touching(content)), None)
        return begun is not None and any(begun - back in named for back in range(SOON + 1))

    def time(self, arguments: Sequence[Argument]) -> TimeMention | None:
        """The first time expression that the arguments hold."""
        for argument in arguments:
            span = self.span(argument)
            found = self.calendar.within(argument.sentence, span)
            if found:
                best = max(found, key=lambda p: (p.days is not None, p.duration is not None))
                return TimeMention(best.span, best.days, best.duration, best.named)
            return TimeMention(span, None, None)
        return None


def _measures(draft: Draft, argument: Argument) -> bool:
    """True for "a day" in "a day after the truce was signed": how long after this event another one came."""
    tree, last = draft.tree, argument.last
    after = last < len(tree.tokens) and tree.words[last].lower() in ("after", "before")
    return (
        after
        and argument.sentence == draft.sentence
        and argument.first < draft.first
        and (draft.head in tree.subtree(tree.tokens[last].head))
    )


def _based(ref: Ref, basis: Basis) -> Ref:
    """`ref`, with `basis` unless it is marked already."""
    return replace(ref, basis=basis) if ref.basis == "stated" != basis else ref


def _taken_over(refs: tuple[Ref, ...], basis: Basis) -> tuple[Ref, ...]:
    return tuple(_based(ref, basis) for ref in refs)


def _once(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    if len(refs) < 2:
        return tuple(refs)
    seen: dict[tuple[Span, str | None], Ref] = {}
    for ref in refs:
        seen.setdefault((ref.span, ref.id), ref)
    return tuple(seen.values())


def event(draft: Draft, told: Told, scene: Scene, number: int, sources: Sources) -> Event:
    """The frozen event ``E<number>``; `sources` say who says so, where the clause itself does not tell."""
    speaker = sources.events.get(id(draft))
    source = scene.actors(draft.roles["source"]) or ((speaker,) if speaker is not None else ())

    def told_by(figure: FigureDraft) -> tuple[Ref, ...]:
        own = sources.figures.get(id(figure))
        return (own,) if own is not None else source

    figures = tuple(
        Figure(
            kind=f.kind, count=f.count, who=f.who, victim=f.victim, value=f.value, scope=f.scope, source=told_by(f)
        )
        for f in sorted(told.figures_of(draft), key=lambda f: f.count)
    )  # fmt: skip
    return Event(
        id=f"E{number}", type=draft.type, status=draft.status, trigger=draft.span, sentence=draft.sentence,
        actor=scene.actors(draft.roles["actor"]), target=scene.actors(draft.roles["target"]),
        broker=scene.actors(draft.roles["broker"]), means=tuple(scene.span(a) for a in draft.roles["means"]),
        place=scene.places(draft.roles["place"]), time=scene.times(draft),
        date=draft.date, source=source, figures=figures,
        confidence=round(confidence.EVENTS(draft.score), 4), method=draft.method,
    )  # fmt: skip


def ceasefire(
    draft: TruceDraft, scene: Scene, ids: Mapping[int, str], events: Mapping[str, Event], claims: Sequence[Claim],
    number: int, method: str,
) -> Ceasefire:  # fmt: skip
    """The frozen ceasefire ``C<number>``; `ids` gives the event id of each draft by its identity."""
    made = [(d, events[ids[id(d)]]) for d in draft.events if id(d) in ids]
    parties = scene.actors(draft.roles("parties"))
    declared_by = scene.actors(draft.roles("declared_by"))
    broker = scene.actors(draft.roles("broker"))
    for draft_event, frozen in made:
        asserted = frozen.status in ("asserted", "background")
        if not asserted or draft_event.type not in ("ceasefire_declared", "agreement", "ceasefire_extended"):
            continue
        broker = broker or _taken_over(frozen.broker, "carried over")
        if (
            draft_event.type == "ceasefire_declared"
            and draft_event.tree.tokens[draft_event.head].lemma not in NOT_DECLARING
        ):
            declared_by = declared_by or _taken_over(frozen.actor, "carried over")
        parties = parties or _taken_over(frozen.actor, "carried over")
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
        steps=steps, doubts=_doubts(draft, claims, scene),
        incidents=_incidents(draft, steps, start, parties, scene, events, state),
        confidence=round(first.mention.score, 4), method=method,
    )  # fmt: skip


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
    truce", "a shaky truce"); rejected takes a rejection.
    """
    tree = naming.tree
    told = {t.type for t in tree.sentence.triggers if t.status in ("asserted", "background")}
    if naming.state == "rejected" and naming.told != "rejected":
        return "rejected" if "rejection" in told else "proposed"
    if naming.state != "strained" or breached or truce_syntax.under_strain(tree, naming.head):
        return naming.state
    return "strained" if told & STRAINING or harm.names_harm(tree) else "holding"


def _terms(draft: TruceDraft, scene: Scene) -> tuple[Term, ...]:
    found: dict[Span, Term] = {}
    for argument in draft.roles("terms"):
        tree = scene.trees[argument.sentence]
        span = scene.span(argument)
        head = tree.head_of(argument.first, argument.last)
        subject = tree.subject(head) if tree.tokens[head].upos == "VERB" else None
        obliged = scene.cast.id_of(argument.sentence, subject) if subject is not None else None
        found.setdefault(span, Term(span, ceasefires.term_kind(tree, argument.first, argument.last), obliged))
    return tuple(found.values())


def _doubts(draft: TruceDraft, claims: Sequence[Claim], scene: Scene) -> tuple[Doubt, ...]:
    """Claims that doubt or predict something of this ceasefire.

    Their content names it, or comes within a few sentences after a naming and says that something will end or hold.
    """
    mentions = [n.tree.span(n.mention.first, n.mention.last) for n in draft.namings]
    sentences = {n.tree.sentence.number for n in draft.namings}
    found = []
    for claim in claims:
        unsure = claim.stance in DOUBTING or claim.factuality in ("PS+", "Uu", "PS-") or claim.conditional
        if not unsure and not scene.ahead(claim.content):
            continue
        named = any(m.overlaps(claim.content) for m in mentions)
        if named or (scene.near(sentences, claim.content) and scene.says_fate(claim.content)):
            found.append(Doubt(claim.content, claim.speaker.id if claim.speaker else None))
    return tuple(found)


def _start(made: Sequence[tuple[Draft, Event]]) -> TimeMention | None:
    """When it was declared or took effect, as the event that made it is dated."""
    for draft, frozen in made:
        if (
            draft.type == "ceasefire_declared"
            and frozen.status in ("asserted", "background")
            and frozen.date is not None
        ):
            if frozen.date.span is not None and frozen.date.days.earliest is not None:
                return TimeMention(frozen.date.span, frozen.date.days, None)
    return None


def _incidents(
    draft: TruceDraft, steps: tuple[Step, ...], start: TimeMention | None, parties: tuple[Ref, ...], scene: Scene,
    events: Mapping[str, Event], state: State,
) -> tuple[Incident, ...]:  # fmt: skip
    """Acts of violence after the ceasefire was made, graded by party and place.

    Asked of each: did it come later, did it happen where the ceasefire holds, did it involve a party, is it violence?
    """
    made = [
        s.days.earliest for s in steps if s.state in ("declared", "agreed", "holding") and s.days and s.days.earliest
    ]
    if start is not None and start.days is not None and start.days.earliest is not None:
        made = [start.days.earliest]
    alleged = [e.id for e in (events[s.event] for s in steps if s.event) if e.type == "ceasefire_violated"]
    found = {i: Incident(i, "alleged") for i in alleged}
    if made and state in LIVE | ENDED:
        ids = {r.id for r in parties if r.id}
        places = {r.id for r in scene.places(draft.roles("place")) if r.id}
        for one in events.values():
            days = one.date.days if one.date else None
            if (
                one.type not in FAMILIES["violence"]
                or one.status != "asserted"
                or days is None
                or days.earliest is None
            ):
                continue
            if days.earliest < max(made):
                continue
            by_party = bool(ids & {r.id for r in (*one.actor, *one.target) if r.id})
            outside = bool(places) and bool(one.place) and not places & {r.id for r in one.place}
            grade: Grade = (
                "outside_coverage" if outside and not by_party else "alleged" if by_party and one.source else "possible"
            )
            found.setdefault(one.id, Incident(one.id, grade))
    return tuple(found.values())
