"""The extraction format: what is written fits the published schema, and says what the extraction says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from truceline.errors import EvidenceError
from truceline.model import extraction as x
from truceline.model.schema import extraction_schema, meanings
from truceline.model.text import BlockRole, DateBasis, Document, Failure, Skipped, Span
from truceline.model.values import Count, DatePrecision, Days
from truceline.model.vocabulary import EVENT_TYPES
from truceline.publish.codebook import codebook
from truceline.publish.extraction_json import extraction_dict, extraction_line, failure_line, skipped_line

TEXT = "Sadr declares a truce in Basra on Sunday, but mortars killed “close to 500” there."
SCHEMA = extraction_schema()
VALID = Draft202012Validator(SCHEMA)
COMMITTED = Path(__file__).parents[2] / "docs" / "codebook.md"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def document() -> Document:
    return Document(
        id="0123456789abcdef", path="basra.txt", text=TEXT, raw=TEXT.encode(), sha256="0" * 64, media_type="text/plain",
        title=None, outlet="The Spark", url=None, published=date(2008, 4, 1), published_basis="metadata",
        published_span=None, language="en", blocks=(),
    )  # fmt: skip


SUNDAY = Days(date(2008, 3, 30), date(2008, 3, 30), "day")
SADR, BASRA = x.Ref(at("Sadr"), "A1"), x.Ref(at("Basra"), "P1", "inferred")


def shelling() -> x.Event:
    figure = x.Figure(
        kind="killed", count=at("close to 500"), who=None, victim="civilian",
        value=Count(450, None, 500, False, "VN-closeto"), scope="event", source=(SADR,),
    )  # fmt: skip
    return x.Event(
        id="E1", type="shelling", status="asserted", trigger=at("mortars"), sentence=0, actor=(SADR,), target=(),
        broker=(), means=(at("mortars"),), place=(BASRA,), time=(at("Sunday"),), date=x.EventDate(SUNDAY, at("Sunday")),
        source=(), figures=(figure,), confidence=0.123456, method="heads 1",
    )  # fmt: skip


def ceasefire() -> x.Ceasefire:
    sunday = x.TimeMention(at("Sunday"), SUNDAY, None)
    return x.Ceasefire(
        id="C1", mentions=(at("truce"),), side="unilateral", state="declared", state_span=at("declares"),
        parties=(SADR,), declared_by=(SADR,), broker=(), place=(BASRA,), start=sunday,
        duration=x.TimeMention(at("Sunday"), None, "P1D"), end=None, terms=(x.Term(at("truce"), "halt", "A1"),),
        steps=(x.Step("declared", at("declares"), None, "E1"),), doubts=(x.Doubt(at("but"), None),),
        incidents=(x.Incident("E1", "possible"),), confidence=0.5, method="heads 1",
    )  # fmt: skip


def claim() -> x.Claim:
    return x.Claim(
        id="Q1", speaker=SADR, via=(), cue=at("declares"), content=at("a truce"), mode="indirect", factuality="CT+",
        conditional=False, about=("C1",), stance="asserts",
    )  # fmt: skip


def full() -> x.Extraction:
    sadr = x.Actor(
        id="A1", name="Muqtada al-Sadr", kind="person", country="IRQ", known=None, mentions=(at("Sadr"),),
        relations=(x.ActorRelation("leads", "A2", at("Sadr")),),
    )  # fmt: skip
    basra = x.Place(
        id="P1", name="Basra", kind="city", country="IRQ", admin1="Basra", lat=30.508523, lon=47.783312,
        geonameid=99532, precision=1, mentions=(at("Basra"),),
    )  # fmt: skip
    return x.Extraction(
        document=document(), sentences=(x.ReadSentence(Span(0, len(TEXT)), "body"),), relevant=True, actors=(sadr,),
        places=(basra,), events=(shelling(),), ceasefires=(ceasefire(),),
        times=(x.TimeMention(at("Sunday"), None, None), x.TimeMention(at("Sunday"), SUNDAY, "P1D")), claims=(claim(),),
        diagnostics=(x.Diagnostic("warning", "no_publication_date", "Give --published."),),
        wordings=(x.Wording(at("truce"), "loaded", "E1", SADR), x.Wording(at("killed"), "scare quotes", None, None)),
    )  # fmt: skip


def empty() -> x.Extraction:
    return x.Extraction(
        document=replace(document(), published=None, published_basis="unknown", outlet=None), sentences=(),
        relevant=False, actors=(), places=(), events=(), ceasefires=(), times=(), claims=(), diagnostics=(),
    )  # fmt: skip


def bare() -> x.Extraction:
    """Every optional cell null, every list empty, but one object of each sort."""
    event = replace(shelling(), actor=(), means=(), place=(), time=(), date=None, figures=())
    undated = replace(shelling(), id="E2", date=x.EventDate(Days(None, date(2008, 4, 1), "before"), None))
    figure = replace(shelling().figures[0], value=Count(None, None, None, True, "VN-open"), source=())
    nothing = replace(
        ceasefire(), parties=(), declared_by=(), place=(), start=None, duration=None, terms=(), steps=(), doubts=(),
        incidents=(), state_span=None,
    )  # fmt: skip
    lost = replace(full().places[0], country=None, admin1=None, lat=None, lon=None, geonameid=None, precision=None)
    return replace(
        full(),
        actors=(replace(full().actors[0], country=None, relations=()),),
        places=(replace(lost, kind="unknown"),),
        events=(event, replace(undated, figures=(figure,))),
        ceasefires=(nothing,),
        claims=(replace(claim(), speaker=None, cue=None, about=()),),
    )


def check(result: x.Extraction | Failure | Skipped) -> dict[str, Any]:
    """The line of a result, read back; fails if it does not fit the schema."""
    if isinstance(result, x.Extraction):
        line = extraction_line(result)
    else:
        line = failure_line(result) if isinstance(result, Failure) else skipped_line(result)
    assert line.splitlines() == [line]
    line.encode("utf-8")
    found: dict[str, Any] = json.loads(line)
    VALID.validate(found)
    return found


def test_schema_is_a_schema_and_says_what_every_key_means() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    said = {name: list(table) for name, table in meanings().items() if name != "values"}
    assert {name: sorted(said[name]) for name in said} == {
        name: sorted(table["properties"]) for name, table in SCHEMA["$defs"].items()
    }
    for table in SCHEMA["$defs"].values():
        assert all(prop["description"] for prop in table["properties"].values())
        assert table["required"] == [*table["properties"]]


@pytest.mark.parametrize("result", [full(), empty(), bare()], ids=["full", "empty", "bare"])
def test_extractions_fit(result: x.Extraction) -> None:
    found = check(result)
    for span in spans(found):
        assert span["text"] == found["document"]["text"][span["start"] : span["end"]]


def spans(found: object) -> list[dict[str, Any]]:
    """All span objects inside."""
    if isinstance(found, list):
        return [span for part in found for span in spans(part)]
    if not isinstance(found, dict):
        return []
    inner = [span for part in found.values() for span in spans(part)]
    return [found, *inner] if found.keys() == {"start", "end", "text"} else inner


def test_what_is_written() -> None:
    found = check(full())
    event, truce = found["events"][0], found["ceasefires"][0]
    sunday = {"start": 34, "end": 40, "text": "Sunday"}
    assert [*found] == [
        "format", "document", "relevant", "actors", "places", "events", "ceasefires", "times", "claims", "diagnostics",
        "wordings",
    ]  # fmt: skip
    assert [*event] == [
        "id", "type", "status", "trigger", "sentence", "actor", "target", "broker", "means", "place", "time", "date",
        "source", "figures", "codes", "confidence", "method", "retells",
    ]  # fmt: skip
    assert event["date"] == {
        "earliest": "2008-03-30", "latest": "2008-03-30", "precision": "day", "basis": sunday, "basis_type": "stated",
    }  # fmt: skip
    assert event["place"] == [{"span": {"start": 25, "end": 30, "text": "Basra"}, "id": "P1", "basis": "inferred"}]
    assert event["confidence"] == 0.1235
    assert event["codes"] == {
        "plover": "ASSAULT", "plover_mode": ["heavy-weapons"], "quad": 4, "cameo": "194",
        "acled": ["Explosions/Remote violence", "Shelling/artillery/missile attack"],
    }  # fmt: skip
    (figure,) = event["figures"]
    assert figure["class"] == "civilian"
    assert (figure["low"], figure["best"], figure["high"], figure["open"]) == (450, None, 500, False)
    assert (figure["rule"], figure["who"]) == ("VN-closeto", None)
    assert truce["start"] == {"span": sunday, "earliest": "2008-03-30", "latest": "2008-03-30"}
    assert truce["duration"] == {"span": sunday, "iso": "P1D"}
    assert truce["steps"][0] == {
        "state": "declared", "span": {"start": 5, "end": 13, "text": "declares"}, "earliest": None, "latest": None,
        "event": "E1",
    }  # fmt: skip
    assert found["times"][0] == {
        "span": sunday, "earliest": None, "latest": None, "precision": "unknown", "duration": None,
        "named": None, "basis": "stated", "counted_from": None,
    }  # fmt: skip
    assert (found["places"][0]["lat"], found["places"][0]["lon"]) == (30.5085, 47.7833)
    assert found["document"]["sentences"] == [{"start": 0, "end": len(TEXT), "role": "body"}]


def test_writing_twice_gives_the_same_bytes() -> None:
    assert extraction_line(full()) == extraction_line(full())


def variants() -> list[x.Extraction]:
    """One extraction for every value of every closed set."""
    base = full()
    event, truce, said = base.events[0], base.ceasefires[0], base.claims[0]
    figure, sadr, basra = event.figures[0], base.actors[0], base.places[0]
    events = [
        *(replace(event, type=name) for name in EVENT_TYPES),
        *(replace(event, status=status) for status in get_args(x.Status)),
        *(replace(event, figures=(replace(figure, kind=kind),)) for kind in get_args(x.FigureKind)),
        *(replace(event, figures=(replace(figure, victim=victim),)) for victim in get_args(x.VictimClass)),
        *(replace(event, figures=(replace(figure, scope=scope),)) for scope in get_args(x.Scope)),
        *(replace(event, figures=(replace(figure, revision=r, revised=at("Sunday")),)) for r in get_args(x.Revision)),
        *(replace(event, date=x.EventDate(replace(SUNDAY, precision=p), None)) for p in get_args(DatePrecision)),
    ]
    truces = [
        *(replace(truce, side=side) for side in get_args(x.Side)),
        *(
            replace(truce, state=state, steps=(x.Step(state, at("truce"), SUNDAY, None),))
            for state in get_args(x.State)
        ),
        *(replace(truce, incidents=(x.Incident("E1", grade),)) for grade in get_args(x.Grade)),
    ]
    claims = [
        *(replace(said, mode=mode) for mode in get_args(x.Mode)),
        *(replace(said, factuality=factuality) for factuality in get_args(x.Factuality)),
        *(replace(said, stance=stance) for stance in get_args(x.Stance)),
    ]
    actors = [
        *(replace(sadr, kind=kind) for kind in get_args(x.ActorKind)),
        *(replace(sadr, relations=(x.ActorRelation(name, "A2", at("Sadr")),)) for name in get_args(x.Relation)),
    ]
    return [
        *(replace(base, events=(one,)) for one in events),
        *(replace(base, ceasefires=(one,)) for one in truces),
        *(replace(base, claims=(one,)) for one in claims),
        *(replace(base, actors=(one,)) for one in actors),
        *(replace(base, places=(replace(basra, kind=kind),)) for kind in get_args(x.PlaceKind)),
        *(replace(base, sentences=(x.ReadSentence(Span(0, 4), role),)) for role in get_args(BlockRole)),
        *(replace(base, document=replace(document(), published_basis=basis)) for basis in get_args(DateBasis)),
        *(replace(base, diagnostics=(x.Diagnostic(level, "c", "m"),)) for level in ("info", "warning")),
    ]


def test_every_value_of_every_closed_set_fits() -> None:
    for variant in variants():
        check(variant)


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (Failure("a.pdf", "no_text", "holds no text; scan it"), "no_text"),
        (Skipped("b.txt", "not_english", "is in French"), "skipped_not_english"),
        (Skipped("b.txt", "skipped_duplicate", "same as a.txt"), "skipped_duplicate"),
    ],
)
def test_documents_without_an_extraction(result: Failure | Skipped, code: str) -> None:
    found = check(result)
    assert found == {
        "format": "truceline/1",
        "document": {"path": result.path},
        "error": {"code": code, "message": result.message},
    }


def test_text_that_would_break_lines_or_is_no_unicode_survives() -> None:
    odd = "one\u2028two\x85three\x0bfour\nfive \ud83d six 😀 “seven”"
    found = check(replace(empty(), document=replace(document(), text=odd)))
    assert found["document"]["text"] == odd
    assert "“seven”" in extraction_line(replace(empty(), document=replace(document(), text=odd)))


@pytest.mark.parametrize("span", [Span(0, len(TEXT) + 1), Span(5, 5), Span(-1, 3)])
def test_a_cell_without_its_passage_is_refused(span: Span) -> None:
    with pytest.raises(EvidenceError, match=r"basra\.txt"):
        extraction_dict(replace(full(), times=(x.TimeMention(span, None, None),)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("claims"),
        lambda d: d.update(extra=1),
        lambda d: d.update(format="truceline/2"),
        lambda d: d["events"][0].update(type="war"),
        lambda d: d["events"][0]["codes"].update(acled=["Battles", "Grenade"]),
        lambda d: d["events"][0]["figures"][0].update(low=-1),
        lambda d: d["events"][0]["trigger"].pop("text"),
        lambda d: d["ceasefires"][0].update(state="peace"),
    ],
)
def test_schema_refuses_what_the_format_does_not_have(spoil: Any) -> None:
    found = json.loads(extraction_line(full()))
    spoil(found)
    assert not VALID.is_valid(found)


def test_deployment_beside_fighting_of_the_same_force_has_no_codes() -> None:
    fight = replace(shelling(), type="armed_clash")
    sent = replace(shelling(), id="E2", type="deployment")
    other = replace(sent, id="E3", sentence=1)
    found = check(replace(full(), events=(fight, sent, other)))
    assert [event["codes"]["plover"] for event in found["events"]] == ["ASSAULT", None, "MOBILIZE"]


def test_committed_codebook_is_not_stale() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == codebook(), (
        "write it anew with the command that truceline.publish.codebook names"
    )


def test_codebook_names_every_type_key_and_value() -> None:
    text = codebook()
    for name in (
        *EVENT_TYPES,
        *(key for table in meanings().values() for key in table if table is not meanings()["values"]),
    ):
        assert f"`{name}`" in text
    for table in meanings()["values"].values():
        assert all(f"| `{value}` | {said} |" in text for value, said in table.items())
