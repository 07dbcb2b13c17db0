"""Decisions as the workbench sends them."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.errors import ChangedMeanwhile, UsageError
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.serve.asked import Asked
from truceline.serve.views.decisions import decided


def send(store: Store, by: str | None = "ana", /, **body: object) -> object:
    return decided(store, Asked({}, {}, body, by))


@pytest.fixture
def event(record: Path) -> EventRow:
    with Store.open(record) as store:
        return next(store.rows(EventRow, status="asserted"))


def test_a_decision_is_put_down_under_the_coders_name(record: Path, event: EventRow) -> None:
    with Store.open(record, "write") as store:
        made = send(
            store,
            kind="correct",
            id=event.id,
            field="status",
            value="negated",
            reason="denied",
            expect={"status": "asserted"},
        )
        assert made == {"number": 1, "kind": "correct", "by": "ana", "at": next(store.decisions()).at}
        send(store, kind="undo", undoes=1)
        log = list(store.decisions())
        assert [(d.kind, d.record_id, d.field, d.value, d.reason, d.undoes) for d in log] == [
            ("correct", event.id, "status", "negated", "denied", None), ("undo", None, None, None, "", 1),
        ]  # fmt: skip
        assert store.verify().ok


def test_a_row_that_changed_meanwhile_is_told_and_nothing_put_down(record: Path, event: EventRow) -> None:
    with Store.open(record, "write") as store:
        send(store, "ben", kind="correct", id=event.id, field="status", value="future")
        with pytest.raises(ChangedMeanwhile) as refused:
            send(store, kind="accept", id=event.id, expect={"status": "asserted", "type": event.type})
        changed = refused.value
        assert (changed.record_id, changed.fields, changed.now["status"]) == (event.id, ("status",), "future")
        assert changed.decision is not None
        assert changed.decision[:2] == (1, "ben")
        assert len(list(store.decisions())) == 1
        send(store, kind="accept", id=event.id, expect=dict(changed.now))
        assert len(list(store.decisions())) == 2


def test_days_and_lists_are_expected_as_the_page_has_them(record: Path) -> None:
    with Store.open(record, "write") as store:
        dated = next(row for row in store.rows(EventRow) if row.date_latest is not None)
        expect = {
            "date_latest": dated.date_latest.isoformat() if dated.date_latest else None,
            "means": list(dated.means),
        }
        send(store, kind="accept", id=dated.id, expect=expect)
        assert [d.kind for d in store.decisions()] == ["accept"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"kind": "approve", "id": "EVT-1"}, "none of"),
        ({"id": "EVT-1"}, "kind is missing"),
        ({"kind": "accept", "id": "EVT-1"}, "no such record"),
        ({"kind": "accept", "id": ["EVT-1"]}, "must be text"),
        ({"kind": "accept", "id": "EVT-1", "expect": ["type"]}, "object of cells"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(body: dict[str, object], words: str, record: Path) -> None:
    with Store.open(record, "write") as store, pytest.raises(UsageError, match=words):
        send(store, **body)


def test_nobody_decides_without_a_name(record: Path, event: EventRow) -> None:
    with Store.open(record, "write") as store, pytest.raises(UsageError, match="say who decides"):
        send(store, None, kind="accept", id=event.id)
