"""The scorer of the example reports, on a report made by hand; the expected record, against the reports' own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from tests.examples import REPORTS, as_line, expected, score
from tests.examples_scoring import Json, akin, any_of, standing
from tests.factories import TEXT, basra
from truceline.model.extraction import FigureKind, Scope, Side, State, Status, VictimClass
from truceline.model.ontology import TYPES
from truceline.model.text import Document
from truceline.read import read

ROLES = ("actor", "target", "broker", "source", "place", "means", "parties", "declared_by", "speaker")


def report(**parts: Any) -> Json:
    own = {"id": "one", "file": "a.txt", "title": None, "outlet": "The Paper", "published": "2008-04-01"}
    return {"documents": [own | {"published_basis": "metadata"} | parts]}


def counted(wanted: Json, lines: list[Json] | None = None) -> dict[str, tuple[int, int]]:
    """Right and tried answers by measure, of the hand-made report."""
    found = score([basra()] if lines is None else lines, wanted)
    return {measure: (sum(tried), len(tried)) for measure, tried in found.answers.items() if tried}


SHELLING: Json = {
    "id": "one.shelling", "trigger": "shelling", "type": ["shelling", "armed_attack"], "place": ["BASRA"],
    "date": ["2008-03-31", "2008-03-31"], "actor": [], "target": ["12 civilians"], "source": ["the police"],
    "figures": [
        {"quote": "12", "kind": "killed", "low": 12, "best": 12, "high": [12, None], "open": False, "class": "civilian",
         "source": ["Police"]}
    ],
}  # fmt: skip
TRUCE: Json = {
    "id": "one.truce", "words": ["ceasefire"], "parties": ["Sadr", "Iran"], "declared_by": ["Mr. al-Sadr"],
    "broker": [], "broker_optional": ["Iran"], "side": "unilateral", "state": ["declared", "holding"],
    "start": ["2008-03-30", "2008-03-31"], "terms": ["it will hold"],
    "incidents": [{"event": "one.shelling", "grade": "alleged"}],
}  # fmt: skip


def test_an_event_counts_by_trigger_and_type_and_its_details_after_it() -> None:
    found = counted(report(events=[SHELLING]))
    assert found["events found"] == (1, 1)
    for measure in ("status", "date exact", "place", "target", "source", "no actor where none is named"):
        assert found[measure] == (1, 1), measure
    for measure in ("figures found", "interval exact", "figure kind", "figure class", "figure scope", "figure source"):
        assert found[measure] == (1, 1), measure
    assert found["figure with its event"] == (1, 1)
    assert found["events among expected"] == (1, 2), "the declaration is expected nowhere"


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"type": "bombing"}, (0, 1)),
        ({"type": "bombing", "optional": True}, None),
        ({"trigger": "Police"}, (0, 1)),
        ({"trigger": "Police", "in": "Police said that shelling killed"}, (1, 1)),
        ({"trigger": "not in the text"}, (0, 1)),
    ],
)
def test_an_event_is_missed_unless_it_is_optional(change: Json, seen: tuple[int, int] | None) -> None:
    assert counted(report(events=[SHELLING | change])).get("events found") == seen


def test_one_event_answers_to_one_expected_event() -> None:
    twice = [SHELLING | {"trigger": "killed", "in": "shelling killed"}, SHELLING | {"id": "one.other"}]
    found = score([basra()], report(events=twice))
    assert [miss.where for miss in found.misses if miss.measure == "events found"] == ["one.shelling"]


def test_a_ceasefire_counts_by_its_words() -> None:
    found = counted(report(events=[SHELLING], ceasefires=[TRUCE]))
    assert found["ceasefires found"] == found["ceasefires among expected"] == (1, 1)
    assert found["parties found"] == (1, 2)
    assert found["parties among expected"] == found["declared by"] == found["state"] == found["side"] == (1, 1)
    assert found["no broker where none is named"] == (1, 1), "Iran may be given or not"
    assert (found["start exact"], found["start overlapping"]) == ((0, 1), (1, 1))
    assert (found["incidents"], found["incident grade"]) == ((1, 1), (0, 1))
    assert found["terms"] == (0, 1), "the term covers less than half of the words"


def test_a_claim_counts_if_half_of_its_words_are_there() -> None:
    claim = {"quote": "deal was brokered by Iran, officials", "speaker": "an official", "mode": "direct"}
    doubt = {"quote": "Nobody believes", "speaker": None, "stance": "doubts"}
    found = counted(report(ceasefires=[TRUCE], claims=[claim, doubt]))
    assert found["claims found"] == (1, 2)
    assert (found["speaker"], found["mode"]) == ((1, 1), (0, 1))
    assert found["doubts"] == (1, 1)


@pytest.mark.parametrize(
    ("trap", "avoided"),
    [
        ({"quote": "12 civilians", "forbids": "figure"}, 0),
        ({"quote": "12 civilians", "forbids": "figure", "kind": "wounded"}, 1),
        ({"quote": "shelling killed", "forbids": "event"}, 0),
        ({"quote": "shelling killed", "forbids": "event", "type": "arrest"}, 1),
        ({"quote": "it will hold", "forbids": "event"}, 1),
        ({"quote": "Truce in Basra", "forbids": ["figure", "ceasefire"]}, 0),
        ({"quote": "Monday", "forbids": ["figure", "event", "ceasefire"]}, 1),
    ],
)
def test_a_trap_catches_what_it_forbids(trap: Json, avoided: int) -> None:
    assert counted(report(traps=[trap | {"why": "a test"}]))["traps avoided"] == (avoided, 1)


def test_a_report_that_is_missing_avoids_no_trap() -> None:
    trap = {"quote": "Monday", "forbids": "event", "why": "a test"}
    wanted = report(events=[SHELLING], ceasefires=[TRUCE], claims=[{"quote": "x", "speaker": None}], traps=[trap])
    failed: Json = {"document": {"path": "a.txt"}, "error": {"code": "x", "message": "y"}}
    for lines in ([], [failed]):
        found = counted(wanted, lines)
        assert all(right == 0 for right, _ in found.values())
        assert {"reports read", "traps avoided", "events found", "figures found", "claims found"} < found.keys()


def _poorer(line: Any) -> Iterator[Any]:
    """The line with one key gone, at any depth; spans stay whole, the format knows no half ones."""
    if isinstance(line, dict) and ("start" not in line or "mentions" in line):
        for key in line:
            yield {k: v for k, v in line.items() if k != key}
            yield from (line | {key: part} for part in _poorer(line[key]))
    if isinstance(line, list):
        for n, item in enumerate(line):
            yield from ([*line[:n], part, *line[n + 1 :]] for part in _poorer(item))


def test_partial_output_is_scored_like_any_other() -> None:
    claim = {"quote": "The deal was brokered", "speaker": "officials", "mode": "indirect", "stance": "doubts"}
    trap = {"quote": TEXT[:40], "forbids": ["event", "figure", "ceasefire"], "why": "a test"}
    wanted = report(events=[SHELLING], ceasefires=[TRUCE], claims=[claim], traps=[trap])
    for line in _poorer(as_line(basra())):
        found = score([line], wanted)
        assert "terms" in found.table()
        assert found.details() != ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mr. Allawi", "Ayad Allawi", True),
        ("The U.S. military", "US military", True),
        ("a policeman", "six policemen", True),
        ("Dr. Salim al-Janabi", "Dr. Amal al-Shubbar", False),
        ("al-Sadr’s men", "Moktada al-Sadr", True),
        ("she", "She", True),
    ],
)
def test_two_names_are_akin_by_a_word_that_tells(one: str, other: str, same: bool) -> None:
    assert akin(one, other) is same


DOCUMENTS: list[Json] = expected()["documents"]


def _quotations(wanted: Json) -> Iterator[tuple[str, str | None, bool]]:
    """Words that must stand in the report, with their passage, and whether they must stand there just once."""
    ceasefires, events = wanted["ceasefires"], wanted["events"]
    figures = [figure for event in events for figure in event.get("figures") or []]
    for item in [*ceasefires, *events, *figures, *wanted["claims"]]:
        yield from ((words, None, False) for role in ROLES for words in any_of(item.get(role)) if words)
        yield from ((words, item.get("in"), True) for words in any_of(item.get("trigger")) if words)
    for item in [*figures, *wanted["claims"], *wanted["traps"]]:
        yield item["quote"], item.get("in"), True
    for item in ceasefires:
        yield from ((words, None, False) for words in item["words"])
        yield from ((words, None, True) for words in item.get("terms") or [])


@pytest.mark.parametrize("wanted", DOCUMENTS, ids=lambda wanted: str(wanted["id"]))
def test_expected_words_stand_in_the_report(wanted: Json) -> None:
    documents = [d for d in read([str(REPORTS)]) if isinstance(d, Document) and wanted["file"] in d.path]
    text = next(d.text for d in documents if "row" not in wanted or str(d.published) == wanted["published"])
    for words, passage, once in _quotations(wanted):
        assert passage is None or text.count(passage) == 1, passage
        assert len(standing(text, words, passage)) == 1 if once else standing(text, words), (words, passage)


@pytest.mark.parametrize("wanted", DOCUMENTS, ids=lambda wanted: str(wanted["id"]))
def test_expected_values_are_of_the_format(wanted: Json) -> None:
    events = {event["id"]: event for event in wanted["events"]}
    for event in events.values():
        assert {*any_of(event["type"])} <= TYPES.keys()
        assert {*any_of(event.get("status", "asserted"))} <= {*get_args(Status)}
        for figure in event.get("figures") or []:
            assert {*any_of(figure["kind"])} <= {*get_args(FigureKind)}
            assert {*any_of(figure["class"])} <= {*get_args(VictimClass)}
            assert {*any_of(figure.get("scope", "event"))} <= {*get_args(Scope)}
    for ceasefire in wanted["ceasefires"]:
        assert {*any_of(ceasefire["state"])} <= {*get_args(State)}
        assert {*any_of(ceasefire["side"])} <= {*get_args(Side)}
        assert {incident["event"] for incident in ceasefire.get("incidents") or []} <= events.keys()
