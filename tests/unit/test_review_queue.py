"""What is doubtful: every source, the order, the filter, and what leaves the queue."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.record import Store
from truceline.record.batches import Item
from truceline.record.views.doubts import DOUBTS, KINDS
from truceline.review import batch, make_batch, queue, sources_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASSERTED = "(SELECT event_id FROM figure JOIN event ON event.id = event_id WHERE kind = 'killed' AND status = 'asserted' LIMIT 1)"
# what must be wrong in the record tables for each source to say so, and in which table and field it does
BROKEN = {
    "question": ("INSERT INTO question VALUES ('QUE-1', 'gone', 'event', (SELECT min(id) FROM event), NULL, NULL, '', 'is gone')", "event", None),
    "pair": ("", "event", None),
    "conflict": ("UPDATE reconciled SET agreement = 'conflict'", "figure", None),
    "after-report": (f"UPDATE event SET date_earliest = '2030-05-01' WHERE id = {ASSERTED}", "event", "date_earliest"),
    "out-of-order": ("UPDATE figure SET low = 9, best = 5, high = 7 WHERE id = (SELECT min(id) FROM figure)", "figure", "best"),
    "backwards": ("UPDATE ceasefire SET start_earliest = '2008-04-01', end_latest = '2008-03-01'", "ceasefire", "end_latest"),
    "dead-but-unreal": (f"UPDATE event SET status = 'hypothetical' WHERE id = {ASSERTED}; UPDATE figure SET best = 40", "event", "status"),
    "vast": ("UPDATE figure SET best = 2000, scope = 'event' WHERE kind = 'killed'", "figure", None),
    "unplaced": ("UPDATE place SET lat = NULL", "place", None),
    "placed-doubtfully": ("UPDATE place SET score = 0.72 WHERE lat IS NOT NULL", "place", None),
    "unresolved": ("UPDATE event_actor SET actor_id = NULL", "event_actor", None),
    "both": (
        "UPDATE event_actor SET actor_id = (SELECT min(id) FROM actor) WHERE role IN ('actor', 'target')", "event_actor", None,
    ),
    "unsure-event": ("UPDATE event SET confidence = 0.2", "event", None),
    "unsure-ceasefire": ("UPDATE ceasefire SET confidence = 0.5", "ceasefire", None),
}  # fmt: skip


@pytest.fixture
def opened(record: Path) -> Iterator[Store]:
    with Store.open(record, "write") as store:
        yield store


def broken(record: Path, sql: str) -> None:
    """Change the record tables, which the software makes, as no reading or decision would."""
    with sqlite3.connect(record) as connection:
        connection.executescript(sql)
    connection.close()


def top(store: Store, *chosen: str, limit: int = 50, **wanted: object) -> tuple[Item, ...]:
    return queue(store, Filter(**wanted), chosen=chosen, limit=limit).items  # type: ignore[arg-type]


def test_every_source_has_its_case() -> None:
    assert list(BROKEN) == [doubt.name for doubt in DOUBTS]


@pytest.mark.parametrize("source", BROKEN)
def test_each_source_finds_what_is_wrong_and_says_why(source: str, record: Path) -> None:
    sql, table, field = BROKEN[source]
    broken(record, sql)
    with Store.open(record) as store:
        found = queue(store, Filter(), chosen=(source,), limit=5)
        assert found.items
        assert found.total == found.counts[source] >= len(found.items)
        for item in found.items:
            assert (item.source, item.table, item.field) == (source, table, field)
            assert 0 <= item.doubt <= 1
            assert store.row(item.id) is not None
            assert "{" not in item.reason
            assert "None" not in item.reason
            assert (item.other is not None) == (source == "pair")


@pytest.mark.parametrize("source", ["after-report", "out-of-order", "backwards", "vast", "both"])
def test_a_sound_record_breaks_no_such_rule(source: str, record: Path) -> None:
    broken(
        record, "UPDATE ceasefire SET end_latest = NULL; UPDATE event_actor SET role = 'actor' WHERE role = 'target'"
    )
    with Store.open(record) as store:
        assert top(store, source) == ()


def test_days_and_codes_of_a_reason_are_in_words(record: Path) -> None:
    broken(record, BROKEN["after-report"][0])
    with Store.open(record) as store:
        (item,) = top(store, "after-report")
    assert "dated 1 May 2030, after the report of" in item.reason


def test_doubt_comes_first_weighted_by_what_is_at_stake(opened: Store) -> None:
    def weight(item: Item) -> float:
        digits = len(str(item.killed)) if item.killed else 0
        return item.doubt * (1 + digits + min(item.reports, 10) / 10)

    items = top(opened, limit=200)
    weights = [weight(item) for item in items]
    assert len({item.source for item in items}) > 3
    assert weights == sorted(weights, reverse=True)
    assert [weight(item) for item in top(opened, limit=7)] == weights[:7]


def test_a_low_confidence_is_the_doubt(opened: Store) -> None:
    for item in top(opened, "unsure-event"):
        row = opened.row(item.id)
        assert item.doubt == pytest.approx(1 - getattr(row, "confidence", 2))


def test_the_filter_and_the_table_narrow_it_down(opened: Store) -> None:
    everything, iraq = top(opened, limit=200), top(opened, limit=200, country="IRQ")
    assert 0 < len(iraq) < len(everything)
    assert {item.id for item in iraq} < {item.id for item in everything}
    assert top(opened, since=datetime(2090, 1, 1).date()) == ()
    figures = queue(opened, Filter(), table="figure", limit=200)
    assert {item.table for item in figures.items} == {"figure"}
    assert figures.total == len(figures.items)
    assert {item.table for item in top(opened, limit=200, killed=1)} <= {"event", "figure", "event_actor", "place"}


def test_kinds_stand_for_their_sources() -> None:
    assert sources_of(()) == tuple(doubt.name for doubt in DOUBTS)
    assert set(sources_of(("confidence", "pair"))) == {"pair", "unsure-event", "unsure-ceasefire"}
    assert {doubt.kind for doubt in DOUBTS} == set(KINDS)
    with pytest.raises(UsageError, match="no such doubt"):
        sources_of(("confidence", "whatever"))


def test_what_is_decided_leaves_and_comes_back_when_it_is_taken_back(opened: Store) -> None:
    event, pair = top(opened, "unsure-event")[0], top(opened, "pair")[0]
    made = [
        opened.decide("accept", by="ana", reason="", at=NOW, record_id=event.id),
        opened.decide("not same", by="ana", reason="", at=NOW, record_id=pair.other, other_id=pair.id),
    ]
    assert event.key not in {item.key for item in top(opened, "unsure-event", limit=200)}
    assert pair.key not in {item.key for item in top(opened, "pair")}
    for decision in made:
        opened.decide("undo", by="ana", reason="", at=NOW, undoes=decision.number)
    assert event.key in {item.key for item in top(opened, "unsure-event", limit=200)}
    assert pair.key in {item.key for item in top(opened, "pair")}


def test_a_correction_settles_the_row_but_one_accepted_cell_does_not(opened: Store) -> None:
    first, second = top(opened, "unsure-event")[:2]
    opened.decide("accept", by="ana", reason="", at=NOW, record_id=first.id, field="type")
    opened.decide("correct", by="ana", reason="", at=NOW, record_id=second.id, field="status", value="negated")
    left = {item.id for item in top(opened, "unsure-event", limit=200)}
    assert first.id in left
    assert second.id not in left


def test_a_doubtful_cell_is_settled_by_its_own_decision(opened: Store) -> None:
    (item,) = top(opened, "backwards")
    opened.decide("accept", by="ana", reason="", at=NOW, record_id=item.id, field="state")
    assert top(opened, "backwards") == (item,)
    opened.decide("accept", by="ana", reason="", at=NOW, record_id=item.id, field="end_latest")
    assert top(opened, "backwards") == ()


def test_a_batch_is_frozen_and_tells_what_became_of_it(opened: Store) -> None:
    def state() -> list[str]:
        return [one.state for one in batch(opened, number).settled]

    number = make_batch(opened, Filter(), chosen=("pair",), table=None, size=10, coder="ana", at=NOW)
    items = batch(opened, number).items
    assert batch(opened, number).query == "doubt=pair"
    assert [one.key for one in items] == [one.key for one in top(opened, "pair")]
    assert set(state()) == {"open"}
    joined = opened.decide("same", by="ben", reason="", at=NOW, record_id=items[1].id, other_id=items[1].other)
    opened.skip(number, 2, skipped=True, at=NOW)
    assert (state()[1], state()[2]) == ("joined", "skipped")
    assert batch(opened, number).settled[1].decision == joined.number
    assert batch(opened, number).settled[1].by == "ben"
    opened.decide("undo", by="ben", reason="", at=NOW, undoes=joined.number)
    opened.skip(number, 2, skipped=False, at=NOW)
    assert (state()[1], state()[2]) == ("open", "open")
    opened.decide("reject", by="ana", reason="", at=NOW, record_id=items[0].id)
    assert state()[0] == "gone"
    assert [one.key for one in batch(opened, number).items] == [one.key for one in items]
    assert opened.verify().problems == ()


def test_what_a_coder_skipped_comes_last_for_them(opened: Store) -> None:
    number = make_batch(opened, Filter(), chosen=(), table=None, size=10, coder="ana", at=NOW)
    first = batch(opened, number).items[0]
    opened.skip(number, 0, skipped=True, at=NOW)
    everything = queue(opened, Filter(), limit=500, coder="ana").items
    assert everything[-1].key == first.key
    assert queue(opened, Filter(), limit=10, coder="ana").items == everything[:10]
    assert queue(opened, Filter(), limit=10, coder="ben").items[0].key == first.key


def test_a_batch_of_nothing_or_of_another_size_is_refused(opened: Store) -> None:
    with pytest.raises(UsageError, match="nothing is left"):
        make_batch(opened, Filter(killed=10**9), chosen=(), table=None, size=10, coder="ana", at=NOW)
    with pytest.raises(UsageError, match="10, 25, 50"):
        make_batch(opened, Filter(), chosen=(), table=None, size=11, coder="ana", at=NOW)
    with pytest.raises(UsageError, match="no item 40"):
        opened.skip(1, 40, skipped=True, at=NOW)


def test_batches_are_never_changed(opened: Store, record: Path) -> None:
    number = make_batch(opened, Filter(), chosen=(), table=None, size=10, coder="ana", at=NOW)
    opened.skip(number, 0, skipped=True, at=NOW)
    connection = sqlite3.connect(record)
    for table, column in (("batch", "coder"), ("batch_item", "reason"), ("skip", "at")):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(f"UPDATE {table} SET {column} = 'x'")
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
