"""Which records are the same, after links and decisions."""

from __future__ import annotations

import pytest

from tests.factories import NOON
from truceline.model.ledger import Decision, DecisionKind, Link, LinkKind
from truceline.record.groups import Grouped, group, named_by_first


def link(left: str, right: str, kind: LinkKind = "same", score: float = 0.9) -> Link:
    return Link(kind=kind, table="event", left_id=left, right_id=right, score=score, method="m", reason="r")


def decided(number: int, kind: DecisionKind, left: str, right: str) -> Decision:
    return Decision(
        number=number, kind=kind, table="event", record_id=left, field=None, value=None, other_id=right, undoes=None,
        seen={}, read={}, by="ana", at=NOON, reason="", previous_hash="", hash="",
    )  # fmt: skip


def sets(grouped: Grouped) -> dict[str, str]:
    return {k: v for k, v in grouped.canonical.items() if k != v}


CASES: list[tuple[str, list[Link], list[Decision], dict[str, str]]] = [
    ("nothing", [], [], {}),
    ("a chain is one", [link("b", "c"), link("a", "b")], [], {"b": "a", "c": "a"}),
    ("people set apart", [link("a", "b")], [decided(1, "not same", "a", "b")], {}),
    (
        "and not by a detour",
        [link("a", "b", score=0.9), link("b", "c", score=0.5)],
        [decided(1, "not same", "a", "c")],
        {"b": "a"},
    ),
    (
        "the stronger link wins",
        [link("a", "b", score=0.5), link("b", "c", score=0.9)],
        [decided(1, "not same", "a", "c")],
        {"c": "b"},
    ),
    ("software sets apart", [link("a", "b"), link("a", "b", "not same")], [], {}),
    ("people outrank that", [link("a", "b", "not same")], [decided(1, "same", "a", "b")], {"b": "a"}),
    ("the newer decision wins", [], [decided(1, "same", "a", "b"), decided(2, "not same", "a", "b")], {}),
    ("also the other way round", [], [decided(1, "not same", "a", "b"), decided(2, "same", "b", "a")], {"b": "a"}),
    ("who is not there is left out", [link("a", "x"), link("x", "b")], [], {}),
]


@pytest.mark.parametrize(("links", "decisions", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_groups(links: list[Link], decisions: list[Decision], expected: dict[str, str]) -> None:
    assert sets(group("abc", links, decisions)) == expected


def test_a_contradiction_is_named() -> None:
    log = [decided(1, "same", "a", "c"), decided(2, "same", "a", "b"), decided(3, "not same", "b", "c")]
    grouped = group("abc", [], log)
    assert sets(grouped) == {"b": "a"}
    assert [d.number for d in grouped.conflicts] == [1]


def test_parts_belong_to_the_strongest_whole_and_never_to_themselves() -> None:
    links = [link("a", "b", "part of", 0.5), link("a", "c", "part of", 0.9), link("c", "a", "part of", 0.4)]
    assert group("abc", links, []).part_of == {"a": "c"}
    assert group("abc", [link("a", "b"), link("a", "b", "part of")], []).part_of == {}


def test_a_suggestion_joins_nothing_until_a_person_says_so() -> None:
    suggested = [link("a", "b", "suggest", 0.9)]
    assert sets(group("abc", suggested, [])) == {}
    assert sets(group("abc", suggested, [decided(1, "same", "a", "b")])) == {"b": "a"}


def test_a_group_has_the_id_of_its_first_record() -> None:
    grouped = Grouped({"b": "a", "c": "a", "e": "d"}, {"a": "d", "f": "a"}, ())
    order = {own: (day, own, 0, own) for own, day in (("a", "9999"), ("b", "2008-03-31"), ("c", "2008-03-30"))}
    order |= {own: ("2008-04-01", own, 0, own) for own in ("d", "e")}
    named = named_by_first(grouped, order)
    assert named.canonical == {"a": "c", "b": "c", "e": "d"}
    assert named.part_of == {"c": "d", "f": "c"}


def test_a_later_report_does_not_change_the_id() -> None:
    days = {"x": "2008-03-30", "m": "2008-03-31", "a": "2008-04-01"}
    order = {own: (day, own, 0, own) for own, day in days.items()}
    known: list[Link] = []
    for before, after in (("x", "m"), ("m", "a")):
        known.append(link(before, after))
        named = named_by_first(group(days, known, ()), order)
        assert set(named.canonical.values()) == {"x"}
