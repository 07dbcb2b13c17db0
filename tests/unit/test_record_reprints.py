"""Printings of one report in the record: one voice, whatever was linked, decided or read anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import NEWER, NOON, VERSION, append, at, count, day, document, event, extraction, figure
from truceline.errors import UsageError
from truceline.model.extraction import EventDate, Extraction, Revision
from truceline.model.filters import Filter
from truceline.model.ledger import Decision, DecisionKind, Link
from truceline.model.records import EventRow, FigureRow, ReconciledRow
from truceline.record import Store
from truceline.record.views import documents
from truceline.record.views.document import whole

FIRST, SECOND, THIRD, FOURTH = (date(2008, 4, n) for n in range(1, 5))


def told(outlet: str, published: date, deaths: int, *, more: str = "", revision: Revision | None = None) -> Extraction:
    """A report of one shelling, without a source of its own."""
    text = f"Shelling killed {deaths} civilians on Monday, officials said.{more}"
    toll = figure(text, str(deaths), count(deaths, deaths, deaths), revision=revision)
    return extraction(
        document(text, path=f"{outlet} {published} {deaths}.txt", outlet=outlet, day=published),
        events=[event(text, "E", "Shelling", when=EventDate(day(31), at(text, "Monday")), figures=[toll])],
    )


def link(store: Store, *pairs: tuple[Extraction, Extraction]) -> None:
    """Link these documents as printings of one report, and all events as one happening."""
    events = sorted(row.id for row in store.rows(EventRow))
    links = [_link("event", events[0], other) for other in events[1:]]
    links += [_link("document", *sorted((one.document.id, other.document.id))) for one, other in pairs]
    store.append_links(VERSION, links, agent="test", at=NOON)
    store.fold()


def _link(table: str, left: str, right: str) -> Link:
    return Link(kind="same", table=table, left_id=left, right_id=right, score=0.9, method="m", reason="r")


def decide(store: Store, kind: DecisionKind, **more: Any) -> Decision:
    return store.decide(kind, by="ana", reason="read both", at=NOON, **more)


def killed(store: Store) -> ReconciledRow:
    (row,) = store.rows(ReconciledRow)
    return row


def sound(store: Store) -> None:
    """Nothing is wrong with the record, and a fold of everything gives the same."""
    assert store.verify().problems == ()
    digest = store.digest()
    store.rebuild()
    assert store.digest() == digest


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "r.db", "create") as found:
        yield found


def test_two_papers_are_two_voices_and_reprints_are_one(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 12)
    append(store, one, other)
    link(store)
    assert (killed(store).n_independent, killed(store).agreement) == (2, "agree")
    link(store, (one, other))
    row = killed(store)
    assert (row.n_independent, row.n_figures, row.agreement, row.best) == (1, 2, "single", 12)
    assert store.reprints() == {other.document.id: one.document.id}
    assert {f.root for f in store.rows(FigureRow)} == {"name post"}
    sound(store)
    link(store)
    assert (killed(store).n_independent, store.reprints()) == (2, {})
    sound(store)


def test_the_first_printing_is_the_earliest_then_the_smallest_id(store: Store) -> None:
    three = [told("Courier", SECOND, 12), told("Post", FIRST, 12), told("Herald", FIRST, 12)]
    append(store, *three)
    link(store, (three[0], three[1]), (three[0], three[2]))
    first = min(three[1].document.id, three[2].document.id)
    assert set(store.reprints().values()) == {first}
    assert len(store.reprints()) == 2


def test_a_person_outranks_the_link_and_can_take_it_back(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 12)
    append(store, one, other)
    link(store, (one, other))
    apart = decide(store, "not same", record_id=other.document.id, other_id=one.document.id)
    assert (apart.table, killed(store).n_independent, store.reprints()) == ("document", 2, {})
    sound(store)
    decide(store, "undo", undoes=apart.number)
    assert (killed(store).n_independent, len(store.reprints())) == (1, 1)
    link(store)
    decide(store, "same", record_id=one.document.id, other_id=other.document.id)
    assert killed(store).n_independent == 1
    sound(store)


def test_a_decision_stays_when_a_document_is_read_anew(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 12)
    append(store, one, other)
    link(store)
    decide(store, "same", record_id=one.document.id, other_id=other.document.id)
    later = replace(one, document=replace(one.document, published=THIRD, outlet="Evening Post"))
    append(store, later, version=NEWER)
    assert store.reprints() == {one.document.id: other.document.id}
    assert {f.root for f in store.rows(FigureRow)} == {"name courier"}
    assert killed(store).n_independent == 1
    sound(store)


def test_a_report_has_the_outlet_that_any_printing_names(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 12)
    nameless = replace(one, document=replace(one.document, outlet=None))
    append(store, nameless, other)
    link(store, (one, other))
    assert store.reprints() == {other.document.id: one.document.id}
    assert {f.root for f in store.rows(FigureRow)} == {"name courier"}


def test_an_update_supersedes_and_the_range_keeps_both(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 17)
    append(store, one, other)
    link(store, (one, other))
    row = killed(store)
    assert (row.low, row.best, row.high, row.n_independent, row.agreement) == (12, 17, 17, 1, "single")
    standing = {f.best: f.standing for f in store.rows(FigureRow)}
    assert standing == {12: "superseded", 17: "counted"}
    sound(store)


def test_an_old_copy_printed_late_does_not_supersede_the_update(store: Store) -> None:
    one, update, copy = told("Post", FIRST, 12), told("Courier", SECOND, 17), told("Herald", THIRD, 12)
    append(store, one, update, copy)
    link(store, (one, update), (one, copy))
    assert (killed(store).low, killed(store).best, killed(store).n_independent) == (12, 17, 1)
    sound(store)


def test_a_correction_back_to_the_first_number_counts(store: Store) -> None:
    one, update = told("Post", FIRST, 12), told("Courier", SECOND, 17)
    back = told("Herald", THIRD, 12, revision="corrects")
    append(store, one, update, back)
    link(store, (one, update), (one, back))
    assert (killed(store).low, killed(store).best, killed(store).high) == (12, 12, 12)


def test_of_printings_of_one_day_the_longest_speaks(store: Store) -> None:
    short, long = told("Post", FIRST, 12), told("Courier", FIRST, 17, more=" Rescuers found five more under a roof.")
    for one, other in ((short, long), (long, short)):
        append(store, one, other)
    link(store, (short, long))
    assert (killed(store).best, killed(store).n_independent) == (17, 1)


def test_documents_are_decided_on_with_documents(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 12)
    append(store, one, other)
    shelling = next(iter(store.rows(EventRow))).id
    for first, second in ((one.document.id, shelling), (one.document.id, one.document.id), (one.document.id, None)):
        with pytest.raises(UsageError, match="give two different documents"):
            decide(store, "same", record_id=first, other_id=second)
    with pytest.raises(UsageError, match="give two different events, ceasefires, actors or documents"):
        decide(store, "same", record_id=shelling, other_id=one.document.id)
    with pytest.raises(UsageError, match="no such record to decide on"):
        decide(store, "accept", record_id=one.document.id)
    assert list(store.decisions()) == []


def test_a_contradiction_of_decisions_is_asked_about(store: Store) -> None:
    three = [told("Post", FIRST, 12), told("Courier", SECOND, 12), told("Herald", THIRD, 12)]
    append(store, *three)
    a, b, c = (one.document.id for one in three)
    decide(store, "not same", record_id=a, other_id=c)
    decide(store, "same", record_id=a, other_id=b)
    decide(store, "same", record_id=b, other_id=c)
    (question,) = store.questions()
    assert (question.kind, question.table, question.decision) == ("conflict", "document", 1)
    assert set(store.reprints().values()) == {a}
    sound(store)


def test_a_link_may_come_before_a_document_is_folded(store: Store) -> None:
    one, other = told("Post", FIRST, 12), told("Courier", SECOND, 12)
    append(store, one)
    link(store, (one, other))
    assert store.reprints() == {}
    append(store, other)
    assert store.reprints() == {other.document.id: one.document.id}
    sound(store)


def test_lists_and_the_document_say_what_is_a_reprint(store: Store) -> None:
    one, other, alone = told("Post", FIRST, 12), told("Courier", SECOND, 12), told("Herald", THIRD, 14)
    append(store, one, other, alone)
    link(store, (one, other))
    listed = documents.listed(store, Filter(), 0, 10)
    assert [(d.id, d.reprint_of) for d in listed] == [
        (one.document.id, None),
        (other.document.id, one.document.id),
        (alone.document.id, None),
    ]
    first, second, third = (whole(store, d.id) for d in listed)
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.reprint_of, second.reprint_of, third.printings) == (None, one.document.id, ())
    assert [(p.id, p.first, p.why) for p in second.printings] == [(one.document.id, True, "r")]
    assert [(p.id, p.first, p.outlet) for p in first.printings] == [(other.document.id, False, "Courier")]
