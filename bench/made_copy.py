"""Wire copy made of templates, with everything that it says already read: for records of any size.

Each report is an `Extraction` whose cells stand on words of its text. Places are real, so that maps have something to
show; armed groups, outlets and happenings are made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from truceline.model.extraction import (
    Actor,
    ActorKind,
    Ceasefire,
    Claim,
    Doubt,
    Event,
    EventDate,
    Extraction,
    Figure,
    FigureKind,
    Incident,
    Place,
    ReadSentence,
    Ref,
    State,
    Status,
    Step,
    Term,
    TimeMention,
)  # fmt: skip
from truceline.model.text import Block, BlockRole, Document, Span
from truceline.model.values import Count, Days

FIRST, DAYS = date(2011, 1, 1), 3650
OUTLETS = (
    "Gulf Wire",
    "The Meridian",
    "Courier",
    "Two Rivers Post",
    "Northern Dispatch",
    "Harbour Times",
    "Radio Plain",
)
TOWNS = (
    ("Basra", "IRQ", 30.5085, 47.7804), ("Kut", "IRQ", 32.5128, 45.8182), ("Mosul", "IRQ", 36.335, 43.1189),
    ("Ramadi", "IRQ", 33.4206, 43.3078), ("Najaf", "IRQ", 32.0259, 44.3463), ("Aleppo", "SYR", 36.2012, 37.1612),
    ("Homs", "SYR", 34.7268, 36.7234), ("Idlib", "SYR", 35.9306, 36.6339), ("Daraa", "SYR", 32.6189, 36.1021),
    ("Aden", "YEM", 12.7794, 45.0367), ("Taiz", "YEM", 13.5795, 44.0209), ("Hodeidah", "YEM", 14.7978, 42.9545),
    ("Nyala", "SDN", 12.0489, 24.8807), ("Kassala", "SDN", 15.451, 36.4), ("El Fasher", "SDN", 13.6279, 25.3494),
    ("Malakal", "SSD", 9.5334, 31.6605), ("Bor", "SSD", 6.2072, 31.5586), ("Goma", "COD", -1.6792, 29.2228),
    ("Bunia", "COD", 1.5667, 30.25), ("Kunduz", "AFG", 36.729, 68.857), ("Herat", "AFG", 34.3482, 62.1997),
    ("Donetsk", "UKR", 48.0159, 37.8028), ("Kharkiv", "UKR", 49.9935, 36.2304), ("Banda Aceh", "IDN", 5.5577, 95.3222),
)  # fmt: skip
GROUPS = tuple(
    f"{whose} {what}"
    for whose in ("Northern", "Free Coast", "River", "Highland", "Red Plain", "Western Desert", "Harbour", "Old Bridge")
    for what in ("Front", "Brigades", "Army", "Defence Council", "Movement")
)
ACTS = (
    ("shelling", "shelled"), ("air_strike", "bombed"), ("bombing", "blew up"), ("armed_attack", "attacked"),
    ("armed_clash", "fought"), ("abduction", "abducted"), ("arrest", "arrested"), ("siege", "besieged"),
)  # fmt: skip
TARGETS = ("a market", "a convoy", "an army post", "villagers", "a hospital", "traders", "a checkpoint")
OTHER = (
    "Shares in {a} rose by {n} per cent after a quiet week of trade.",
    "Farmers near {a} expect a harvest of {n} tonnes if the rain holds.",
    "The {a} city council voted by {n} to 9 for a new bridge over the river.",
    "{a} beat the visitors by {n} goals in the regional cup.",
    "A school in {a} opened {n} classrooms after a year of building.",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass
class Copy:
    """A text in the making: every sentence says where its slots came to stand."""

    text: str = ""
    sentences: list[ReadSentence] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def say(self, template: str, role: BlockRole = "body", **words: object) -> dict[str, Span]:
        """Add a sentence in a paragraph of its own; the places of its slots."""
        self.text += "\n\n" if self.text else ""
        start, found, done = len(self.text), dict[str, Span](), 0
        for slot in _SLOT.finditer(template):
            self.text += template[done : slot.start()]
            word = str(words[slot[1]])
            found[slot[1]] = Span(len(self.text), len(self.text) + len(word))
            self.text, done = self.text + word, slot.end()
        self.text += template[done:]
        whole = Span(start, len(self.text))
        self.sentences.append(ReadSentence(whole, role))
        self.blocks.append(Block(whole, role))
        return found

    def read(self, number: int, title: str, outlet: str, day: date) -> Document:
        """The document with this text."""
        raw = self.text.encode()
        digest = sha256(raw).hexdigest()
        return Document(
            id=sha256(f"{number}\0{digest}\0{outlet}\0{day}".encode()).hexdigest()[:16],
            path=f"made/{day.year}/{number:06}.txt", text=self.text, raw=raw, sha256=digest, media_type="text/plain",
            title=title, outlet=outlet, url=None, published=day, published_basis="metadata", published_span=None,
            language="en", blocks=tuple(self.blocks),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """What several reports may tell of: who did what to whom, where, when, and how many died."""

    act: tuple[str, str]
    group: str
    target: str
    town: tuple[str, str, float, float]
    day: date
    killed: int
    wounded: int


def happening(chance: Random) -> Happening:
    """Something that happened."""
    return Happening(
        chance.choice(ACTS), chance.choice(GROUPS), chance.choice(TARGETS), chance.choice(TOWNS),
        FIRST + timedelta(chance.randrange(DAYS)), int(chance.paretovariate(1.1)), chance.randrange(2, 40),
    )  # fmt: skip


def attack(number: int, told: Happening, chance: Random) -> Extraction:
    """A report of a happening: the police and a hospital give their numbers, and the group denies it."""
    copy, outlet, late = Copy(), chance.choice(OUTLETS), chance.randrange(3)
    town = told.town[0]
    title = f"{told.group} blamed for attack in {town}"
    copy.say("{title}", "title", title=title)
    first, second = max(1, told.killed + chance.choice((0, 0, 0, 1, 2, -1))), told.killed + chance.choice((0, 0, 3, 5))
    lead = copy.say(
        "The {group} {act} {target} in {town} on {day}, killing {killed} people, {police} said.", group=told.group,
        act=told.act[1], target=told.target, town=town, day=WEEKDAYS[told.day.weekday()], killed=first, police="police",
    )  # fmt: skip
    more = copy.say(
        "{who} in {town} counted {killed} dead and {wounded} wounded.", who="A doctor at the hospital", town=town,
        killed=second, wounded=told.wounded,
    )  # fmt: skip
    denial = copy.say("{who} {cue} that {what}.", who=f"A spokesman of the {told.group}", cue="denied",
                      what="its fighters had taken part")  # fmt: skip
    police, doctor = Ref(lead["police"], "A2"), Ref(more["who"], None)
    days = EventDate(_on(told.day), lead["day"])
    figures = (
        _figure("killed", lead["killed"], first, police), _figure("killed", more["killed"], second, doctor),
        _figure("wounded", more["wounded"], told.wounded, doctor),
    )  # fmt: skip
    event = _event("E1", told.act[0], lead["act"], 1, days, chance, actor=(Ref(lead["group"], "A1"),),
                   target=(Ref(lead["target"], None),), place=(Ref(lead["town"], "P1"),), source=(police,),
                   figures=figures)  # fmt: skip
    claim = Claim(
        id="Q1", speaker=Ref(denial["who"], "A1"), via=(), cue=denial["cue"], content=denial["what"], mode="indirect",
        factuality="CT-", conditional=False, about=("E1",), stance="denies",
    )  # fmt: skip
    actors = (_actor("A1", told.group, "armed_group", lead["group"]), _actor("A2", "police", "police", lead["police"]))
    place = _place(told.town, (lead["town"], more["town"]), chance)
    read = copy.read(number, title, outlet, told.day + timedelta(late))
    return _extraction(read, copy, actors, (place,), (event,), claims=(claim,), times=(_time(lead["day"], told.day),))


def brief(number: int, told: Happening, chance: Random) -> Extraction:
    """A report in one sentence."""
    copy, outlet, town = Copy(), chance.choice(OUTLETS), told.town[0]
    title = f"In brief: {town}"
    copy.say("{title}", "title", title=title)
    killed = max(1, told.killed + chance.choice((0, 0, 0, 1, 4)))
    lead = copy.say(
        "The {group} {act} {target} in {town} on {day} and killed {killed} people.", group=told.group, act=told.act[1],
        target=told.target, town=town, day=WEEKDAYS[told.day.weekday()], killed=killed,
    )  # fmt: skip
    event = _event("E1", told.act[0], lead["act"], 1, EventDate(_on(told.day), lead["day"]), chance,
                   actor=(Ref(lead["group"], "A1"),), target=(Ref(lead["target"], None),),
                   place=(Ref(lead["town"], "P1"),),
                   figures=(_figure("killed", lead["killed"], killed, None),))  # fmt: skip
    actor = _actor("A1", told.group, "armed_group", lead["group"])
    read = copy.read(number, title, outlet, told.day + timedelta(chance.randrange(3)))
    return _extraction(read, copy, (actor,), (_place(told.town, (lead["town"],), chance),), (event,))


def truce(number: int, sides: tuple[str, str], town: tuple[str, str, float, float], day: date, move: int,
          chance: Random) -> Extraction:  # fmt: skip
    """A report of a ceasefire between two sides: declared, then extended, then broken (`move` 0, 1, 2)."""
    verb, state, kind = _MOVES[move]
    copy, outlet = Copy(), chance.choice(OUTLETS)
    title = f"Ceasefire in {town[0]} {verb}"
    copy.say("{title}", "title", title=title)
    lead = copy.say("The {one} and the {other} {verb} a {truce} in {town} on {day}.", one=sides[0], other=sides[1],
                    verb=verb, truce="ceasefire", town=town[0], day=WEEKDAYS[day.weekday()])  # fmt: skip
    deal = copy.say("Under the {deal}, brokered by {broker}, both sides must {term} within 10 days.", deal="deal",
                    broker="the United Nations", term="open the roads")  # fmt: skip
    breach = copy.say("Mortars {act} {target} in {town} on {day}, wounding {wounded} people.", act="hit",
                      target=chance.choice(TARGETS), town=town[0], day="the same day",
                      wounded=chance.randrange(1, 9))  # fmt: skip
    doubt = copy.say("{doubt} that it will last.", doubt="Few residents believe")
    days = EventDate(_on(day), lead["day"])
    parties = (Ref(lead["one"], "A1"), Ref(lead["other"], "A2"))
    broker, where = Ref(deal["broker"], "A3"), Ref(lead["town"], "P1")
    hurt = _figure("wounded", breach["wounded"], int(breach["wounded"].of(copy.text)), None)
    events = (
        _event("E1", kind, lead["verb"], 1, days, chance, actor=parties, broker=(broker,), place=(where,)),
        _event("E2", "shelling", breach["act"], 3, EventDate(_on(day), breach["day"], "carried over"), chance,
               target=(Ref(breach["target"], None),), place=(Ref(breach["town"], "P1"),), figures=(hurt,)),
    )  # fmt: skip
    when = _time(lead["day"], day)
    ceasefire = Ceasefire(
        id="C1", mentions=(lead["truce"], deal["deal"]), side="bilateral", state=state, state_span=lead["verb"],
        parties=parties, declared_by=parties if move == 0 else (), broker=(broker,), place=(where,),
        start=when if move == 0 else None, duration=None, end=when if move == 2 else None,
        terms=(Term(deal["term"], "access", None),), steps=(Step(state, lead["verb"], _on(day), "E1"),),
        doubts=(Doubt(doubt["doubt"], None),), incidents=(Incident("E2", chance.choice(("possible", "alleged"))),),
        confidence=round(chance.uniform(0.4, 0.98), 3), method="made 1",
    )  # fmt: skip
    actors = (
        _actor("A1", sides[0], "armed_group", lead["one"]), _actor("A2", sides[1], "armed_group", lead["other"]),
        _actor("A3", "United Nations", "international", deal["broker"]),
    )  # fmt: skip
    read = copy.read(number, title, outlet, day + timedelta(1))
    place = _place(town, (lead["town"], breach["town"]), chance)
    return _extraction(read, copy, actors, (place,), events, ceasefires=(ceasefire,), times=(when,))


_MOVES: tuple[tuple[str, State, str], ...] = (
    ("declared", "declared", "ceasefire_declared"), ("extended", "extended", "ceasefire_extended"),
    ("ended", "broken_down", "ceasefire_ended"),
)  # fmt: skip


def other(number: int, chance: Random) -> Extraction:
    """A report that tells of nothing violent: most of what an archive holds."""
    copy, town = Copy(), chance.choice(TOWNS)[0]
    title = f"News from {town}"
    copy.say("{title}", "title", title=title)
    for template in chance.sample(OTHER, 3):
        copy.say(template, a=town, n=chance.randrange(2, 90))
    read = copy.read(number, title, chance.choice(OUTLETS), FIRST + timedelta(chance.randrange(DAYS)))
    return _extraction(read, copy, (), (), ())


def _on(day: date) -> Days:
    return Days(day, day, "day")


def _time(span: Span, day: date) -> TimeMention:
    return TimeMention(span, _on(day), None)


def _actor(own: str, name: str, kind: ActorKind, span: Span) -> Actor:
    return Actor(id=own, name=name, kind=kind, country=None, known=None, mentions=(span,))


def _place(town: tuple[str, str, float, float], spans: tuple[Span, ...], chance: Random) -> Place:
    """A town; now and then only its country is known, so that nothing may be put on a point."""
    name, country, lat, lon = town
    exact = chance.random() > 0.1
    return Place(
        id="P1", name=name, kind="city" if exact else "unknown", country=country, admin1=None,
        lat=lat if exact else None, lon=lon if exact else None, geonameid=None, precision=1 if exact else 6,
        mentions=spans, score=0.9 if exact else 0.4, reason="made",
    )  # fmt: skip


def _figure(kind: FigureKind, span: Span, number: int, source: Ref | None) -> Figure:
    value = Count(number, number, number, False, "VN-exact")
    return Figure(kind=kind, count=span, who=None, victim="civilian", value=value, scope="event",
                  source=() if source is None else (source,))  # fmt: skip


def _event(
    own: str, kind: str, trigger: Span, sentence: int, days: EventDate, chance: Random, *, actor: tuple[Ref, ...] = (),
    target: tuple[Ref, ...] = (), broker: tuple[Ref, ...] = (), place: tuple[Ref, ...] = (),
    source: tuple[Ref, ...] = (), figures: tuple[Figure, ...] = (),
) -> Event:  # fmt: skip
    """An event; one in twelve is told as something to come or denied."""
    status: Status = chance.choices(_STATUSES, (88, 4, 4, 4))[0]
    return Event(
        id=own, type=kind, status=status, trigger=trigger, sentence=sentence, actor=actor, target=target,
        broker=broker, means=(), place=place, time=() if days.span is None else (days.span,), date=days,
        source=source, figures=figures, confidence=round(chance.uniform(0.3, 0.99), 3), method="made 1",
    )  # fmt: skip


_STATUSES: tuple[Status, ...] = ("asserted", "background", "future", "negated")


def _extraction(
    read: Document, copy: Copy, actors: Sequence[Actor], places: Sequence[Place], events: Sequence[Event], *,
    ceasefires: Sequence[Ceasefire] = (), claims: Sequence[Claim] = (), times: Sequence[TimeMention] = (),
) -> Extraction:  # fmt: skip
    return Extraction(
        document=read, sentences=tuple(copy.sentences), relevant=bool(events), actors=tuple(actors),
        places=tuple(places), events=tuple(events), ceasefires=tuple(ceasefires), times=tuple(times),
        claims=tuple(claims), diagnostics=(),
    )  # fmt: skip
