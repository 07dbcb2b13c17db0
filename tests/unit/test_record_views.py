"""What the workbench lists, against the same worked out row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from bench.made_record import make

from truceline.model.filters import Filter
from truceline.model.records import ActorRow, EventActorRow, EventPlaceRow, EventRow, PlaceRow
from truceline.record import Store
from truceline.record.views import choices, documents, events


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small made record, with decisions, links, failures and ceasefires."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    make(path, documents=600, wanted=12_000, decisions=60, seed=5)
    with Store.open(path) as opened:
        yield opened


def meeting(store: Store, meets: Callable[[EventRow], bool]) -> list[str]:
    """The happenings of the events that are not rejected and meet a test, by first day."""
    first: dict[str, tuple[bool, str]] = {}
    for event in store.rows(EventRow):
        if event.review != "rejected" and meets(event):
            day = event.date_earliest or event.date_latest
            key = (day is None, "" if day is None else day.isoformat())
            first[event.happening_id] = min(key, first.get(event.happening_id, key))
    return sorted(first, key=lambda own: (first[own], own))


def filters(store: Store) -> dict[str, Callable[[EventRow], bool]]:
    """Filters as an address has them, each with the test of a row that it stands for."""
    outlet = {info.id: info.outlet for info in store.documents()}
    texts = {own: store.document(own).document.text for own in outlet}
    place = {row.id: row for row in store.rows(PlaceRow)}
    actor = {row.id: row for row in store.rows(ActorRow)}
    where: dict[str, set[str | None]] = {}
    for row in store.rows(EventPlaceRow):
        where.setdefault(row.event_id, set()).add(None if row.place_id is None else place[row.place_id].country)
    who: dict[str, set[str]] = {}
    for part in store.rows(EventActorRow):
        if part.actor_id is not None and part.role != "source":
            who.setdefault(part.event_id, set()).add(actor[part.actor_id].canonical_id)
    someone = next(
        row.canonical_id for row in actor.values() if row.kind == "armed_group" and row.canonical_id != row.id
    )
    return {
        "": lambda event: True,
        "outlet=Courier": lambda event: outlet[event.document_id] == "Courier",
        "country=SYR": lambda event: "SYR" in where.get(event.id, ()),
        f"actor={someone}": lambda event: someone in who.get(event.id, ()),
        "words=hospital": lambda event: "hospital" in texts[event.document_id],
        "type=shelling,air_strike": lambda event: event.type in ("shelling", "air_strike"),
        "until=2014-12-31": lambda event: event.date_earliest is not None and event.date_earliest.year <= 2014,
    }


def test_each_filter_lists_and_counts_what_meets_it(store: Store) -> None:
    for address, meets in filters(store).items():
        wanted = Filter.of(dict(part.split("=") for part in address.split("&") if part))
        right = meeting(store, meets)
        assert right, address
        assert events.count(store, wanted) == len(right), address
        assert [row.id for row in events.listed(store, wanted, "day", 0, 10_000)] == right, address


def test_every_order_lists_the_same_happenings_and_stretches_join(store: Store) -> None:
    whole = Filter()
    every = set(meeting(store, lambda event: True))
    for order in get_args(events.Order):
        rows = [row for offset in range(0, len(every), 50) for row in events.listed(store, whole, order, offset, 50)]
        assert len(rows) == len(every)
        assert {row.id for row in rows} == every
    dead = [row.killed.high or 0 for row in events.listed(store, whole, "killed", 0, 50) if row.killed is not None]
    assert dead == sorted(dead, reverse=True)
    assert len(dead) == 50


def test_documents_are_listed_by_day_with_what_was_read(store: Store) -> None:
    rows = documents.listed(store, Filter(), 0, 10_000)
    assert len(rows) == documents.count(store, Filter()) == 600
    assert [row.published for row in rows] == sorted(str(row.published) for row in rows)
    assert sum(row.events for row in rows) == len(list(store.rows(EventRow)))
    courier = Filter(outlet="Courier")
    assert {row.outlet for row in documents.listed(store, courier, 0, 10_000)} == {"Courier"}
    assert documents.count(store, courier) == sum(row.outlet == "Courier" for row in rows)


def test_choices_are_the_most_frequent_with_their_rows(store: Store) -> None:
    found = choices.choices(store, "")
    assert sum(choice.rows for choice in found["outlet"]) == 600
    often = Counter(actor.canonical_id for actor in store.rows(ActorRow))
    assert [choice.rows for choice in found["actor"]] == [rows for _, rows in often.most_common(40)]
    assert all(often[choice.value] == choice.rows for choice in found["actor"])
    like = choices.choices(store, "red plain")["actor"]
    assert {choice.name.partition(" ")[0] for choice in like} == {"Red"}
    assert choices.choices(store, "%")["actor"] == ()
