"""A person adds what the software missed: it is a record like any other, with the words selected behind every cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.factories import NEWER, NOON, TEXT, append, at, basra, extraction
from truceline.errors import UsageError
from truceline.extract.counts import read_count
from truceline.model.extraction import Extraction
from truceline.model.ledger import Decision, Quote, Value
from truceline.model.records import RECORDS, EventActorRow, EventRow, FigureRow, FigureSourceRow, ReconciledRow, Row
from truceline.record import Store, statements
from truceline.record.added import anchor_span
from truceline.record.adding import _KEYS, _PLACELESS
from truceline.record.cells import content_id
from truceline.record.deciding import blank
from truceline.record.schema import is_report

DENIED: dict[str, Value] = {"type": "rejection", "status": "asserted"}


def without(extraction: Extraction, *events: str) -> Extraction:
    """The same report by software that misses these events."""
    kept = tuple(e for e in extraction.events if e.id not in events)
    return replace(extraction, events=kept, ceasefires=(), wordings=())


def document_id(store: Store) -> str:
    return next(iter(store.documents())).id


def words(store: Store, said: str, nth: int = 0) -> Quote:
    own = document_id(store)
    return Quote(own, at(store.document(own).document.text, said, nth), said)


def add(store: Store, table: str, values: dict[str, Value], *said: str, by: str = "ana") -> Decision:
    quotes = [words(store, one) for one in said]
    return store.add(
        table, document_id(store), values, quotes=quotes, by=by, reason="missed", at=NOON, read_number=read_count
    )


def undo(store: Store, number: int) -> int:
    return store.decide("undo", undoes=number, by="bo", reason="", at=NOON).number


def one(store: Store, own: str | None) -> Row:
    row = store.row(own or "")
    assert row is not None
    return row


@pytest.fixture
def missed(store: Store) -> Store:
    """A record whose software missed the shelling and the deal."""
    append(store, without(basra(), "E2"))
    return store


def test_an_added_event_is_a_record_with_the_words_behind_every_cell(missed: Store) -> None:
    given: dict[str, Value] = {
        "type": "shelling", "status": "asserted", "time_text": ("Monday",),
        "date_earliest": "2008-03-31", "date_latest": "2008-03-31",
        "date_text": "Monday",
    }  # fmt: skip
    decision = add(missed, "event", given, "shelling", "Monday")
    assert (decision.kind, decision.table, decision.number) == ("add", "event", 1)
    (row,) = missed.rows(EventRow, id=decision.record_id)
    assert (row.trigger, row.sentence, row.position) == ("shelling", 2, TEXT.index("shelling"))
    assert (row.review, row.method, row.confidence) == ("accepted", "decision of ana", 1.0)
    assert row.happening_id == row.id
    assert (row.date_precision, row.date_basis) == ("day", "stated")
    assert (row.plover, row.acled_type) == ("ASSAULT", "Explosions/Remote violence")
    sources = missed.cell_sources("event", row.id)
    for column, passages in sources.items():
        assert [p.quote for p in passages] == ["shelling", "Monday"], column
        assert all(p.decision == 1 and p.document_id == row.document_id for p in passages)
        assert all(p.span is not None and p.span.of(TEXT) == p.quote for p in passages)
    assert {c for c, passages in sources.items() if passages[0].basis == "inferred"} == {
        "plover", "plover_mode", "quad", "cameo", "acled_type", "acled_sub_type", "date_precision", "date_basis",
    }  # fmt: skip


def test_an_added_figure_is_read_by_the_grammar_of_numbers_and_counts_in_the_range(missed: Store) -> None:
    shelling = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id
    told = {"event_id": shelling or "", "kind": "killed", "victim_class": "civilian", "scope": "event"}
    figure = add(missed, "figure", {**told, "verbatim": "12"}, "killed 12 civilians").record_id or ""
    police = next(row.id for row in missed.rows(RECORDS[6], name="Police"))
    source = add(missed, "figure_source", {"figure_id": figure, "actor_id": police}, "Police").record_id
    (row,) = missed.rows(FigureRow)
    assert (row.low, row.best, row.high, row.open, row.rule) == (12, 12, 12, False, "VN-exact")
    assert (row.id, row.standing, row.position) == (figure, "counted", TEXT.index("12"))
    (chain,) = missed.rows(FigureSourceRow)
    assert (chain.id, chain.step, chain.text, chain.basis) == (source, 1, "Police", "stated")
    (total,) = missed.rows(ReconciledRow)
    assert (total.happening_id, total.low, total.best, total.high) == (shelling, 12, 12, 12)
    assert [p.decision for p in missed.cell_sources("reconciled", total.id)["best"]] == [2]
    later = add(missed, "figure_source", {"figure_id": figure}, "officials")
    assert [r.step for r in missed.rows(FigureSourceRow, id=later.record_id)] == [2]


def test_a_number_may_be_typed_and_is_needed_where_the_words_give_none(missed: Store) -> None:
    shelling = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    told: dict[str, Value] = {"event_id": shelling, "kind": "killed", "victim_class": "civilian", "scope": "event"}
    with pytest.raises(UsageError, match="no number can be read from 'civilians'"):
        add(missed, "figure", told, "civilians")
    with pytest.raises(UsageError, match="low 9 would lie beyond high 3"):
        add(missed, "figure", {**told, "low": 9, "high": 3}, "civilians")
    own = add(missed, "figure", {**told, "low": 2}, "civilians").record_id
    (row,) = missed.rows(FigureRow, id=own)
    assert (row.low, row.best, row.high, row.open, row.rule) == (2, None, None, True, "entered")


def test_what_is_told_of_a_denied_event_is_denied(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "negated"}, "shelling").record_id or ""
    part = add(missed, "event_actor", {"event_id": own, "role": "target"}, "civilians").record_id or ""
    for table, row in (("event", own), ("event_actor", part)):
        assert {p.status for all_ in missed.cell_sources(table, row).values() for p in all_} == {"negated"}


@pytest.mark.parametrize(
    ("table", "values", "said", "message"),
    [
        ("moon", {}, ("shelling",), "no such table"),
        ("reconciled", {}, ("shelling",), "no such table"),
        ("event", DENIED, (), "select the words"),
        ("event", {"type": "rejection"}, ("shelling",), "give status"),
        ("event", {**DENIED, "type": "quarrel"}, ("shelling",), "type must be one of"),
        ("event", {**DENIED, "status": "perhaps"}, ("shelling",), "status must be one of"),
        ("event", {**DENIED, "date_earliest": "Monday"}, ("shelling",), "must be a day"),
        ("event", {**DENIED, "happening_id": "EVT-1"}, ("shelling",), "happening_id cannot be filled"),
        ("event", {**DENIED, "trigger": "bombing"}, ("shelling",), "the selected words do not say"),
        ("event", {**DENIED, "means": ("mortars",)}, ("shelling",), "the selected words do not say"),
        ("event", {**DENIED, "means": (1,)}, ("shelling",), "means must be of type tuple"),
        ("event", {**DENIED, "trigger": " "}, ("shelling",), "trigger must be of type str"),
        ("event_actor", {"event_id": "EVT-1", "role": "actor"}, ("Police",), "no such event"),
        (
            "event",
            {**DENIED, "date_earliest": "2008-04-02", "date_latest": "2008-04-01"},
            ("shelling",),
            "would lie beyond",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    missed: Store, table: str, values: dict[str, Value], said: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        add(missed, table, values, *said)
    assert list(missed.decisions()) == []


def test_what_is_there_is_not_added_by_a_decision_on_it(missed: Store) -> None:
    own = next(missed.rows(EventRow)).id
    with pytest.raises(UsageError, match=r"put down by Store\.add"):
        missed.decide("add", record_id=own, by="ana", reason="", at=NOON)


def test_words_must_stand_where_they_are_said_to_and_in_that_report(missed: Store) -> None:
    append(missed, basra("b.txt", deaths=15))
    own, other = document_id(missed), list(missed.documents())[1].id
    place = at(TEXT, "shelling")
    for quote, message in (
        (Quote(own, place, "shooting"), "says 'shelling' at"),
        (Quote(other, place, "shelling"), "are of document"),
        (Quote(own, replace(place, end=9999), "shelling"), "says"),
    ):
        with pytest.raises(UsageError, match=message):
            missed.add("event", own, DENIED, quotes=[quote], by="ana", reason="", at=NOON)
    actor = next(row.id for row in missed.rows(RECORDS[6], document_id=other))
    told = next(row.id for row in missed.rows(EventRow, document_id=own))
    with pytest.raises(UsageError, match="which another report tells of"):
        add(missed, "event_actor", {"event_id": told, "role": "actor", "actor_id": actor}, "Police")


def test_undo_takes_an_addition_away_with_its_parts_and_an_undo_of_it_brings_them_back(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    part = add(missed, "event_actor", {"event_id": own, "role": "target"}, "civilians").record_id
    told = {"event_id": own, "kind": "killed", "victim_class": "civilian", "scope": "event"}
    add(missed, "figure", {**told}, "12 civilians")
    whole = missed.digest()
    taken = undo(missed, 1)
    assert missed.row(own) is None
    assert [*missed.rows(FigureRow), *missed.rows(ReconciledRow)] == []
    assert missed.row(part or "") is None
    assert {(q.kind, q.record_id, q.decision) for q in missed.questions()} >= {("gone", part, 2)}
    assert missed.verify().problems == ()
    undo(missed, taken)
    assert isinstance(one(missed, own), EventRow)
    assert [row.best for row in missed.rows(ReconciledRow)] == [12]
    assert list(missed.questions()) == []
    assert missed.digest() != whole  # two decisions more, the same rows
    again = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id
    assert again != own


def test_a_cell_that_names_an_actor_taken_back_is_empty_again(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    nobody = add(missed, "actor", {"kind": "civilian", "name": "people of Basra"}, "civilians").record_id or ""
    target = add(missed, "event_actor", {"event_id": own, "role": "target", "actor_id": nobody}, "civilians")
    undo(missed, 2)
    (row,) = missed.rows(EventActorRow, id=target.record_id)
    assert row.actor_id is None
    assert [(q.field, q.decision) for q in missed.questions()] == [("actor_id", target.number)]


def test_an_added_record_is_corrected_rejected_and_joined_as_any_other(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    missed.decide("correct", record_id=own, field="type", value="bombing", by="bo", reason="", at=NOON)
    row = one(missed, own)
    assert isinstance(row, EventRow)
    assert (row.type, row.review) == ("bombing", "corrected")
    append(missed, basra("b.txt"))
    other = next(r.id for r in missed.rows(EventRow, type="shelling"))
    missed.decide("same", record_id=own, other_id=other, by="bo", reason="", at=NOON)
    first = min(missed.rows(EventRow, id={own, other}), key=lambda r: (r.document_id, r.position, r.id))
    assert [r.happening_id for r in missed.rows(EventRow, id={own, other})] == [first.id] * 2
    missed.decide("reject", record_id=own, by="bo", reason="", at=NOON)
    assert [r.review for r in missed.rows(EventRow, id=own)] == ["rejected"]
    assert list(missed.questions()) == []


def test_a_version_that_finds_what_was_added_finds_the_same_record(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    part = add(missed, "event_actor", {"event_id": own, "role": "target"}, "civilians").record_id or ""
    append(missed, basra(), version=NEWER)
    assert [row.id for row in missed.rows(EventRow, type="shelling")] == [own]
    assert [row.id for row in missed.rows(EventActorRow, event_id=own, role="target")] == [part]
    row = one(missed, own)
    assert isinstance(row, EventRow)
    assert (row.review, row.date_text, row.method) == ("accepted", "Monday", "head 1")
    kinds = {(p.decision is None) for p in missed.cell_sources("event", own)["type"]}
    assert kinds == {True, False}
    assert list(missed.questions()) == []


def test_a_version_that_reads_it_otherwise_asks_and_does_not_overwrite(missed: Store) -> None:
    own = add(missed, "event", {"type": "bombing", "status": "asserted"}, "shelling").record_id or ""
    append(missed, basra(), version=NEWER)
    row = one(missed, own)
    assert isinstance(row, EventRow)
    assert row.type == "bombing"
    assert ("differs", own, "type") in {(q.kind, q.record_id, q.field) for q in missed.questions()}


def test_parts_added_to_what_a_newer_version_lacks_keep_it(store: Store) -> None:
    append(store, basra())
    shelling = next(store.rows(EventRow, type="shelling")).id
    part = add(store, "event_actor", {"event_id": shelling, "role": "actor"}, "Muqtada al-Sadr").record_id or ""
    append(store, without(basra(), "E2"), version=NEWER)
    assert isinstance(one(store, part), EventActorRow)
    assert isinstance(one(store, shelling), EventRow)
    assert ("gone", shelling) in {(q.kind, q.record_id) for q in store.questions()}


def test_ids_are_made_from_what_the_software_makes_them_from() -> None:
    """For every table: the id of a row as read equals the id that its values would get if a person added it."""
    read = basra()
    by_record: dict[str, dict[str, Value]] = {}
    tables: dict[str, str] = {}
    first: dict[str, tuple[Quote, ...]] = {}
    anchors = {record.table: record for record in RECORDS}
    for told in statements(read):
        by_record.setdefault(told.record_id, {})[told.field] = told.value
        tables[told.record_id] = told.table
        if told.field == anchors[told.table].anchor:
            first[told.record_id] = told.quotes
    assert set(tables.values()) == {record.table for record in RECORDS if is_report(record)} - {"actor_relation"}
    for own, values in by_record.items():
        table = tables[own]
        quotes = first[own] if table != "place" else first[own][:1]
        decision = replace(
            blank("add", by="", reason="", at=NOON), table=table, document_id=read.document.id, quotes=quotes,
            values=values,
        )  # fmt: skip
        span = anchor_span(decision)
        place = () if table in _PLACELESS else (span.start, span.end)
        key = [values[name] for name in (*_KEYS.get(table, ()), *_PLACELESS.get(table, ()))]
        wanted = {content_id(anchors[table].prefix, read.document.id, *key, *place, n) for n in range(3)}
        assert own in wanted, (table, values)


def test_attached_words_stand_beside_those_that_were_read(store: Store) -> None:
    append(store, basra())
    row = next(store.rows(EventRow, type="shelling"))
    before = {c: [p.quote for p in all_] for c, all_ in store.cell_sources("event", row.id).items()}
    attached = store.decide(
        "attach", record_id=row.id, field="type", quotes=[words(store, "killed 12 civilians")], by="bo", reason="",
        at=NOON,
    )  # fmt: skip
    after = {c: [p.quote for p in all_] for c, all_ in store.cell_sources("event", row.id).items()}
    assert after == before | {"type": ["shelling", "killed 12 civilians"]}
    assert next(store.rows(EventRow, id=row.id)).review == "draft"
    store.decide("attach", record_id=row.id, quotes=[words(store, "Monday")], by="bo", reason="", at=NOON)
    whole = {c for c, all_ in store.cell_sources("event", row.id).items() if "Monday" in [p.quote for p in all_]}
    assert whole == before.keys() - {"sentence"}  # which the software keeps
    undone = undo(store, attached.number)
    assert "killed 12 civilians" not in [p.quote for p in store.cell_sources("event", row.id)["type"]]
    undo(store, undone)
    assert "killed 12 civilians" in [p.quote for p in store.cell_sources("event", row.id)["type"]]
    append(store, basra(kind="bombing"), version=NEWER)
    assert [p.quote for p in store.cell_sources("event", row.id)["type"]] == ["shelling"]
    assert [(q.kind, q.field, q.decision) for q in store.questions()] == [("differs", "type", attached.number)]


def test_attaching_wants_words_and_a_cell(store: Store) -> None:
    append(store, basra())
    own = next(store.rows(EventRow, type="shelling")).id
    quote = words(store, "Monday")
    with pytest.raises(UsageError, match="select the words"):
        store.decide("attach", record_id=own, field="type", by="bo", reason="", at=NOON)
    with pytest.raises(UsageError, match="means is empty"):
        store.decide("attach", record_id=own, field="means", quotes=[quote], by="bo", reason="", at=NOON)
    with pytest.raises(UsageError, match="words go with"):
        store.decide("accept", record_id=own, quotes=[quote], by="bo", reason="", at=NOON)


def test_a_correction_shows_the_words_that_say_the_right_value(store: Store) -> None:
    append(store, basra())
    own = next(store.rows(FigureRow)).id
    quote = words(store, "killed 12 civilians")
    store.decide("correct", record_id=own, field="high", value=15, quotes=[quote], by="bo", reason="", at=NOON)
    store.decide("correct", record_id=own, field="who", value="townsmen", by="bo", reason="", at=NOON)
    cells = store.cell_sources("figure", own)
    assert [(p.quote, p.decision, p.method) for p in cells["high"]] == [("killed 12 civilians", 1, "decision of bo")]
    assert [(p.quote, p.span, p.document_id) for p in cells["who"]] == [(None, None, None)]


def test_an_added_event_survives_a_version_that_reads_the_same(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    before = one(missed, own)
    append(missed, without(basra(), "E2"), version=NEWER)
    assert one(missed, own) == before


def test_words_stay_those_of_the_text_that_they_were_selected_in(missed: Store) -> None:
    own = add(missed, "event", {"type": "shelling", "status": "asserted"}, "shelling").record_id or ""
    before = missed.cell_sources("event", own)
    read = basra().document
    append(missed, extraction(replace(read, text=f"The Paper. {read.text}")), version=NEWER)
    assert missed.cell_sources("event", own) == before
    assert missed.document(read.id).document.text != TEXT
    shifted = Quote(read.id, at(TEXT, "Monday"), "Monday")
    with pytest.raises(UsageError, match="not 'Monday'"):
        missed.decide("attach", record_id=own, quotes=[shifted], by="bo", reason="", at=NOON)
