"""What takes a record out of those that it is one with."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_record_groups import decided, link
from truceline.model.ledger import Decision, Link
from truceline.record.groups import group
from truceline.record.parting import Parting, Step, Ties, parting

IDS = "abcdef"


def after(ties: Ties, steps: Sequence[Step]) -> dict[str, set[str]]:
    """The set of each record after these steps are put down."""
    undone = {step.undoes for step in steps}
    log = [d for d in ties.decisions if d.number not in undone]
    log += [decided(100 + n, s.kind, s.record_id, s.other_id) for n, s in enumerate(steps) if s.kind != "undo"]
    canonical = group(ties.present, ties.links, log).canonical
    tops = {own: canonical.get(own, own) for own in ties.present}
    return {own: {other for other in ties.present if tops[other] == top} for own, top in tops.items()}


def out(own: str, links: Sequence[Link], decisions: Sequence[Decision] = ()) -> tuple[Ties, Parting]:
    ties = Ties(frozenset(IDS), tuple(links), tuple(decisions))
    return ties, parting(own, after(ties, ())[own], ties)


def said(steps: Sequence[Step]) -> list[tuple[str, str, str]]:
    return [(step.kind, step.record_id, step.other_id) for step in steps]


def test_one_link_takes_one_decision() -> None:
    _, found = out("b", [link("a", "b"), link("a", "c")])
    assert said(found.steps) == [("not same", "b", "a")]
    assert found.rest == (("a", "c"),)
    assert found.keep == ()


def test_what_a_person_joined_is_taken_back() -> None:
    _, found = out("c", [link("a", "b")], [decided(7, "same", "a", "c")])
    assert [(step.kind, step.undoes) for step in found.steps] == [("undo", 7)]
    assert found.rest == (("a", "b"),)


def test_where_a_link_joins_them_still_they_are_set_apart_as_well() -> None:
    _, found = out("b", [link("a", "b")], [decided(7, "same", "a", "b")])
    assert [step.kind for step in found.steps] == ["undo", "not same"]


def test_every_link_is_cut_where_one_would_move_others_along() -> None:
    links = [link("a", "b", score=0.9), link("a", "c", score=0.8), link("b", "c", score=0.7)]
    ties, found = out("a", links)
    assert said(found.steps) == [("not same", "a", "b"), ("not same", "a", "c")]
    assert after(ties, found.steps)["b"] == {"b", "c"}


def test_who_alone_tied_the_others_leaves_them_apart_or_kept() -> None:
    ties, found = out("b", [link("a", "b"), link("b", "c")])
    assert found.rest == (("a",), ("c",))
    assert said(found.keep) == [("same", "a", "c")]
    assert after(ties, [*found.steps, *found.keep])["a"] == {"a", "c"}


PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])
SCORES = st.floats(0.1, 1, allow_nan=False)
LINKS = st.lists(st.builds(lambda pair, score: link(pair[0], pair[1], score=score), PAIRS, SCORES), max_size=10)
DECIDED = st.lists(st.tuples(st.sampled_from(["same", "not same"]), PAIRS), max_size=5).map(
    lambda found: [decided(n, kind, *pair) for n, (kind, pair) in enumerate(found, 1)]  # type: ignore[arg-type]
)


@given(LINKS, DECIDED, st.sampled_from(IDS))
def test_it_is_out_and_the_others_can_be_kept_one(links: list[Link], log: list[Decision], own: str) -> None:
    ties = Ties(frozenset(IDS), tuple(links), tuple(log))
    others = after(ties, ())[own] - {own}
    found = parting(own, {own, *others}, ties)
    left = after(ties, found.steps)
    assert not left[own] & others
    assert {other for members in found.rest for other in members} == others
    for members in found.rest:
        assert {*members} == left[members[0]] & others
    kept = after(ties, [*found.steps, *found.keep])
    assert all(others <= kept[other] for other in others)
    assert not kept[own] & others


def test_what_is_joined_by_none_of_these_ties_is_set_apart_by_name() -> None:
    found = parting("c", "abc", Ties(frozenset(IDS), (link("b", "c"),), ()))
    assert said(found.steps) == [("not same", "c", "a"), ("not same", "c", "b")]


def test_one_that_is_alone_needs_nothing() -> None:
    _, found = out("e", [link("a", "b")])
    assert found == Parting((), (), ())
