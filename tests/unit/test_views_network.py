"""Who does what to or with whom: direction, equals, allies, and who is nobody in particular."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import NOON, append, at
from tests.unit.views_record import TEXT, told
from truceline.model.extraction import ActorRelation
from truceline.model.filters import Filter
from truceline.model.records import ActorRow
from truceline.record import Store
from truceline.record.views import events, network
from truceline.record.views.actors import known

VIOLENT = ("shelling", "armed_clash")


def drawn(store: Store, wanted: Filter | None = None, *, described: bool = False, most: int = 10) -> network.Network:
    return network.network(store, wanted or Filter(), VIOLENT, network.BONDS, most, described=described)


def one_army(store: Store) -> list[str]:
    """The ids of the army in each report, which a person found to be one."""
    ids = [row.id for row in store.rows(ActorRow) if row.name == "Army"]
    for other in ids[1:]:
        store.decide("same", record_id=ids[0], other_id=other, by="ana", reason="one army", at=NOON)
    return ids


def test_who_shells_whom_has_a_direction(store: Store) -> None:
    append(store, told("a.txt"))
    found = drawn(store)
    (edge,) = found.edges
    names = {node.id: (node.name, node.kind) for node in found.nodes}
    one, two = names[edge.one], names[edge.two]
    by, to = (one, two) if edge.there else (two, one)
    assert (edge.bond, by, to) == ("fights", ("Army", "military"), ("rebels", "armed_group"))
    assert (edge.there + edge.back, edge.alike, edge.happenings, edge.types) == (1, 0, 1, ("shelling",))


@pytest.mark.parametrize(
    ("kind", "bond"),
    [("armed_clash", "fights"), ("talks", "talks"), ("agreement", "talks"), ("shelling", "allies")],
)
def test_two_who_do_the_same(store: Store, kind: str, bond: str) -> None:
    append(store, told("a.txt", kind=kind, both=True))
    (edge,) = drawn(store).edges
    assert (edge.bond, edge.alike, edge.there, edge.back) == (bond, 1, 0, 0)


def test_two_who_accuse_somebody_have_no_tie(store: Store) -> None:
    append(store, told("a.txt", kind="accusation", both=True))
    assert drawn(store).edges == ()


def test_nobody_in_particular_is_counted_and_not_drawn(store: Store) -> None:
    append(store, told("a.txt", to=None), told("b.txt", to=("rebels", "other")), told("c.txt"))
    found = drawn(store)
    assert (len(found.edges), found.happenings, found.between) == (1, 3, 1)
    assert drawn(store, described=True).between == 2


def test_the_weaker_ties_are_left_out_and_counted(store: Store) -> None:
    append(store, told("a.txt"), told("b.txt", kind="talks", both=True))
    found = drawn(store, most=1)
    assert (len(found.edges), found.left_out) == (1, 1)


def test_the_list_between_two_holds_the_events_of_the_tie(store: Store) -> None:
    append(store, told("a.txt"), told("b.txt", to=None), told("c.txt", by=None))
    army = one_army(store)
    (edge,) = drawn(store).edges
    assert events.count(store, Filter(actor=edge.one, other=edge.two)) == edge.happenings == 1
    assert [events.count(store, Filter(actor=own)) for own in army] == [2, 2]


def test_an_actor_is_known_by_any_of_its_ids(store: Store) -> None:
    append(store, told("a.txt"), told("b.txt"))
    one, other = one_army(store)
    found = known(store, other)
    assert found is not None
    assert found == known(store, one)
    assert (found.name, found.kind, found.names, found.events) == ("Army", "military", ("Army",), 2)
    assert known(store, "ACT-NOBODY") is None


def test_whom_a_report_calls_an_ally(store: Store) -> None:
    read = told("a.txt", kind="statement", to=("rebels", "armed_group"), published=date(2008, 4, 1))
    army, rebels = read.actors
    allied = ActorRelation("allied_with", rebels.id, at(TEXT, "and"))
    append(store, replace(read, actors=(replace(army, relations=(allied,)), rebels)))
    (edge,) = drawn(store).edges
    assert (edge.bond, edge.reports, edge.happenings, edge.first) == ("allies", 1, 0, "2008-04-01")
    assert drawn(store, Filter(since=date(2008, 4, 2))).edges == ()
    (own,) = [row.id for row in store.rows(ActorRow) if row.name == "Army"]
    assert drawn(store, Filter(actor=own)).edges == (edge,)
    assert drawn(store, Filter(actor="Army")).edges == ()  # a name is no id: it meets nothing, as in every other view
    elsewhere = drawn(store, Filter(country="IRQ"))
    assert (elsewhere.edges, elsewhere.relations) == ((), False)
