"""Hand-made documents and extractions, one factory a type; words are found in the text, so spans always fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

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
    Revision,
    Scope,
    State,
    Status,
    Step,
    Term,
    TimeMention,
    VictimClass,
    Wording,
)
from truceline.model.ledger import Reading, Version
from truceline.model.text import Block, Document, Span
from truceline.model.values import Count, Days
from truceline.record import Store, statements

VERSION = Version(software="truceline 1.0", models={"encoder": "1"}, lexicons={"numbers": "1"})
NEWER = Version(software="truceline 1.1", models={"encoder": "1"}, lexicons={"numbers": "1"})
NOON = datetime(2008, 4, 1, 12, tzinfo=UTC)
TEXT = (
    "Truce in Basra. Muqtada al-Sadr declared a ceasefire on Sunday. Police said that shelling killed 12 civilians in"
    " Basra on Monday. The deal was brokered by Iran, officials said. Nobody believes that it will hold."
)


def document(
    text: str = TEXT, *, path: str = "a.txt", outlet: str | None = "The Paper", day: date | None = date(2008, 4, 1)
) -> Document:
    raw = text.encode()
    digest = sha256(raw).hexdigest()
    return Document(
        id=sha256(f"{path}\0{digest}\0{outlet}\0{day}".encode()).hexdigest()[:16],
        path=path,
        text=text,
        raw=raw,
        sha256=digest,
        media_type="text/plain",
        title=None,
        outlet=outlet,
        url=None,
        published=day,
        published_basis="unknown" if day is None else "metadata",
        published_span=None,
        language="en",
        blocks=(Block(Span(0, len(text)), "body"),),
    )


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentences(text: str) -> tuple[ReadSentence, ...]:
    found, start = [], 0
    for part in text.split(". "):
        end = min(start + len(part) + 1, len(text))
        found.append(ReadSentence(Span(start, end), "body"))
        start = end + 1
    return tuple(found)


def day(number: int) -> Days:
    when = date(2008, 3, number)
    return Days(when, when, "day")


def count(low: int | None, best: int | None = None, high: int | None = None, *, rule: str = "VN-exact") -> Count:
    return Count(low, best, high, high is None, rule)


def actor(text: str, own: str, words: str, kind: ActorKind = "person", known: str | None = None) -> Actor:
    return Actor(id=own, name=words, kind=kind, country=None, known=known, mentions=(at(text, words),))


def figure(
    text: str,
    words: str,
    value: Count,
    *,
    kind: FigureKind = "killed",
    victim: VictimClass = "civilian",
    scope: Scope = "event",
    source: Sequence[Ref] = (),
    who: str | None = None,
    revision: Revision | None = None,
    revised: str | None = None,
) -> Figure:
    people = None if who is None else at(text, who)
    return Figure(
        kind=kind, count=at(text, words), who=people, victim=victim, value=value, scope=scope, source=tuple(source),
        revision=revision, revised=None if revised is None else at(text, revised),
    )  # fmt: skip


def event(
    text: str,
    own: str,
    words: str,
    *,
    kind: str = "shelling",
    status: Status = "asserted",
    when: EventDate | None = None,
    actors: Sequence[Ref] = (),
    targets: Sequence[Ref] = (),
    brokers: Sequence[Ref] = (),
    places: Sequence[Ref] = (),
    sources: Sequence[Ref] = (),
    figures: Sequence[Figure] = (),
    method: str = "head 1",
) -> Event:
    return Event(
        id=own,
        type=kind,
        status=status,
        trigger=at(text, words),
        sentence=0,
        actor=tuple(actors),
        target=tuple(targets),
        broker=tuple(brokers),
        means=(),
        place=tuple(places),
        time=() if when is None or when.span is None else (when.span,),
        date=when,
        source=tuple(sources),
        figures=tuple(figures),
        confidence=0.9,
        method=method,
    )


def extraction(
    read: Document,
    *,
    actors: Sequence[Actor] = (),
    places: Sequence[Place] = (),
    events: Sequence[Event] = (),
    ceasefires: Sequence[Ceasefire] = (),
    times: Sequence[TimeMention] = (),
    claims: Sequence[Claim] = (),
    wordings: Sequence[Wording] = (),
) -> Extraction:
    return Extraction(
        document=read,
        sentences=sentences(read.text),
        relevant=bool(events or ceasefires),
        actors=tuple(actors),
        places=tuple(places),
        events=tuple(events),
        ceasefires=tuple(ceasefires),
        times=tuple(times),
        claims=tuple(claims),
        diagnostics=(),
        wordings=tuple(wordings),
    )


def basra(
    path: str = "a.txt", *, deaths: int = 12, kind: str = "shelling", day_of: date = date(2008, 4, 1)
) -> Extraction:
    """A report with something in every table."""
    text = TEXT.replace("12", str(deaths))
    read = document(text, path=path, day=day_of)
    sadr, police, city = (
        Ref(at(text, "Muqtada al-Sadr"), "A1"),
        Ref(at(text, "Police"), "A2"),
        Ref(at(text, "Basra", 1), "P1"),
    )
    iran = Ref(at(text, "Iran"), "A3")
    sunday = TimeMention(at(text, "Sunday"), day(30), None)
    killed = figure(text, str(deaths), count(deaths, deaths, deaths), source=(police,))
    events = (
        event(text, "E1", "declared", kind="ceasefire_declared", when=EventDate(day(30), sunday.span), actors=(sadr,)),
        event(
            text, "E2", "shelling", kind=kind, when=EventDate(day(31), at(text, "Monday")), places=(city,),
            sources=(police,), targets=(Ref(at(text, "civilians"), None),), figures=(killed,),
        ),
        event(text, "E3", "hold", kind="statement", status="negated", when=EventDate(day(31), None, "inferred")),
    )  # fmt: skip
    return extraction(
        read,
        actors=(
            actor(text, "A1", "Muqtada al-Sadr", known="sadr"),
            actor(text, "A2", "Police", "police"),
            actor(text, "A3", "Iran", "state", "IRN"),
        ),
        places=(_basra(text),),
        events=events,
        ceasefires=(_truce(text, sadr, iran, city, sunday),),
        times=(sunday,),
        claims=(_claim(text),),
        wordings=(Wording(at(text, "civilians"), "loaded", "E2", police),),
    )


def _basra(text: str) -> Place:
    return Place(
        id="P1",
        name="Basra",
        kind="city",
        country="IRQ",
        admin1="Basra",
        lat=30.5,
        lon=47.8,
        geonameid=99532,
        precision=1,
        mentions=(at(text, "Basra"), at(text, "Basra", 1)),
    )


def _truce(text: str, sadr: Ref, iran: Ref, city: Ref, sunday: TimeMention) -> Ceasefire:
    state: State = "declared"
    return Ceasefire(
        id="C1",
        mentions=(at(text, "Truce"), at(text, "ceasefire"), at(text, "deal")),
        side="unilateral",
        state=state,
        state_span=at(text, "declared"),
        parties=(sadr,),
        declared_by=(sadr,),
        broker=(iran,),
        place=(city,),
        start=sunday,
        duration=None,
        end=None,
        terms=(Term(at(text, "hold"), "cessation", "A1"),),
        steps=(Step(state, at(text, "declared"), day(30), "E1"),),
        doubts=(Doubt(at(text, "Nobody believes"), None),),
        incidents=(Incident("E2", "possible"),),
        confidence=0.8,
        method="rules 1",
    )


def _claim(text: str) -> Claim:
    return Claim(
        id="Q1",
        speaker=Ref(at(text, "officials"), None),
        via=(Ref(at(text, "Police"), "A2"),),
        cue=at(text, "said", 1),
        content=at(text, "The deal was brokered by Iran"),
        mode="indirect",
        factuality="CT+",
        conditional=False,
        about=("C1",),
        stance="asserts",
    )


def reading(read: Extraction) -> Reading:
    return Reading(read, statements(read))


def append(store: Store, *extractions: Extraction, version: Version = VERSION) -> None:
    """Put these reports into the record and fold it."""
    run = store.begin_run(version, agent="test", at=NOON)
    store.append(run, [reading(e) for e in extractions])
    store.fold()
