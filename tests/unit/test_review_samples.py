"""Samples: drawn by seed, coded blind, compared, adjudicated; the record changes by decisions only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import NOON, append, basra
from truceline.errors import ChangedMeanwhile, UsageError
from truceline.model.filters import Filter
from truceline.model.ledger import Value
from truceline.model.records import EventRow, FigureRow
from truceline.model.samples import CodingKind, Sample, codable, scale
from truceline.record import Store
from truceline.record.views import samples as kept
from truceline.record.views.people import people
from truceline.review import adjudication, coding, comparing, samples
from truceline.serve.asked import Asked, to_json
from truceline.serve.views import people as views

TYPE = ("event", "type")
BEST = ("figure", "best")
WHEN = ("event", "date_text")


@pytest.fixture
def reports(store: Store) -> Store:
    """Thirty reports of three events and one figure each."""
    append(store, *(basra(f"{n}.txt", deaths=10 + n) for n in range(30)))
    return store


def draw(store: Store, *fields: tuple[str, str], size: int = 30, seed: int = 1, coder: str | None = None) -> Sample:
    wanted = Filter() if coder is None else None
    return samples.draw(
        store, by="zoe", at=NOON, size=size, seed=seed, coder=coder, wanted=wanted, fields=fields, strata="field"
    )


ACCEPT: tuple[CodingKind, None] = ("accept", None)
NOT_SAID: tuple[CodingKind, None] = ("not said", None)
SKIP: tuple[CodingKind, None] = ("skip", None)


def code(store: Store, sample: Sample, by: str, words: Iterable[tuple[CodingKind, Value | None]]) -> None:
    for n, (kind, value) in enumerate(words, 1):
        coding.code(store, sample, n, kind, value, by=by, at=NOON)


def ended(store: Store, sample: Sample) -> Sample:
    store.end_sample(sample.number, by="zoe", at=NOON)
    return kept.sample(store, sample.number)


def asked(number: int, coder: str, **body: object) -> Asked:
    return Asked({"number": str(number)}, {}, body, coder)


# -- drawing -----------------------------------------------------------------------------------------------------------
def test_the_same_seed_draws_the_same_cells(reports: Store) -> None:
    one, again, other = (kept.items(reports, draw(reports, TYPE, BEST, seed=s).number) for s in (1, 1, 2))
    assert one == again
    assert {item.record_id for item in one} != {item.record_id for item in other}


def test_strata_have_as_many_cells_each_while_they_have_any(reports: Store) -> None:
    drawn = kept.items(reports, draw(reports, TYPE, BEST, size=50).number)
    assert [sum(item.field == name for item in drawn) for name in ("type", "best")] == [25, 25]
    drawn = kept.items(reports, draw(reports, TYPE, BEST, size=100).number)
    assert [sum(item.field == name for item in drawn) for name in ("type", "best")] == [70, 30]


def test_a_filter_narrows_the_frame(reports: Store) -> None:
    found = samples.draw(
        reports, by="zoe", at=NOON, size=500, seed=1, wanted=Filter(type=("shelling",)), fields=[TYPE, BEST]
    )
    assert (found.frame, found.size, found.filter) == (60, 60, "type=shelling")
    assert {item.value for item in kept.items(reports, found.number) if item.field == "type"} == {"shelling"}


def test_a_filter_that_says_nothing_of_a_table_is_refused(reports: Store) -> None:
    with pytest.raises(UsageError, match="killed says nothing of table claim"):
        samples.draw(reports, by="zoe", at=NOON, size=5, seed=1, wanted=Filter(killed=3), fields=[("claim", "stance")])


def test_a_sample_of_what_a_coder_decided_has_the_cells_as_the_software_read_them(reports: Store) -> None:
    one, two, three, four = list(reports.rows(EventRow, type="shelling"))[:4]
    reports.decide("accept", by="ana", reason="", at=NOON, record_id=one.id, field="type")
    reports.decide("correct", by="ana", reason="", at=NOON, record_id=two.id, field="type", value="bombing")
    reports.decide("reject", by="ana", reason="", at=NOON, record_id=three.id)
    undone = reports.decide("accept", by="ana", reason="", at=NOON, record_id=four.id, field="type")
    reports.decide("undo", by="ana", reason="", at=NOON, undoes=undone.number)
    reports.decide("accept", by="ben", reason="", at=NOON, record_id=four.id, field="type")
    drawn = kept.items(reports, draw(reports, TYPE, size=100, coder="ana").number)
    assert {item.record_id: item.value for item in drawn} == dict.fromkeys((one.id, two.id, three.id), "shelling")


def test_a_cell_that_a_person_emptied_is_still_in_the_frame(reports: Store) -> None:
    row = next(reports.rows(FigureRow))
    reports.decide("reject", by="ana", reason="", at=NOON, record_id=row.id, field="best")
    drawn = kept.items(reports, draw(reports, BEST, size=100).number)
    assert {item.record_id: item.value for item in drawn}[row.id] == row.best


@pytest.mark.parametrize(
    "field", [("event", "confidence"), ("event_actor", "actor_id"), ("reconciled", "best"), ("event", "x; DROP")]
)
def test_only_what_a_passage_can_show_is_coded(field: tuple[str, str], reports: Store) -> None:
    with pytest.raises(UsageError, match="no field that a coder can judge"):
        draw(reports, field)


def test_every_field_of_numbers_is_measured_or_a_code() -> None:
    """A new number must be placed by hand: is there a more and less, or is it the name of something?"""
    numbers = {(t, f.name) for t, fields in codable().items() for f in fields if scale(t, f) == "interval"}
    assert numbers == {
        ("figure", "low"),
        ("figure", "best"),
        ("figure", "high"),
        ("place", "lat"),
        ("place", "lon"),
        ("place", "score"),
    }


def test_a_sample_is_frozen(reports: Store) -> None:
    sample = draw(reports, TYPE)
    code(reports, sample, "ana", [ACCEPT])
    changes = (
        "UPDATE sample SET size = 1", "DELETE FROM sample", "UPDATE sample_item SET n = 99", "DELETE FROM sample_item",
        "UPDATE coding SET kind = 'skip'", "DELETE FROM coding",
        "INSERT INTO sample_item SELECT sample, 31, table_name, 'EVT-0', field, reading, statement FROM sample_item LIMIT 1",
    )  # fmt: skip
    with sqlite3.connect(reports.path) as connection:
        for change in changes:
            with pytest.raises(sqlite3.IntegrityError, match=r"never changed|drawn once"):
                connection.execute(change)


# -- coding ------------------------------------------------------------------------------------------------------------
def test_a_coder_sees_nothing_of_what_others_said_or_decided(reports: Store) -> None:
    sample = draw(reports, TYPE)
    item = kept.items(reports, sample.number)[0]
    before = to_json(views.card(reports, asked(sample.number, "bo")))
    coding.code(reports, sample, 1, "correct", "bombing", by="ana", at=NOON)
    reports.decide(
        "correct",
        by="ana",
        reason="seen elsewhere",
        at=NOON,
        record_id=item.record_id,
        field="type",
        value="mob_violence",
    )
    reports.decide("reject", by="ben", reason="", at=NOON, record_id=item.record_id)
    after = to_json(views.card(reports, asked(sample.number, "bo")))
    assert after == before
    assert json.loads(after)["card"]["value"] == item.value
    assert set(json.loads(after)["card"]) == {"n", "table", "field", "value", "told", "own"}
    listed = to_json(views.samples(reports, asked(sample.number, "bo"))).decode()
    assert "bombing" not in listed
    with pytest.raises(UsageError, match="end its coding first"):
        views.differences(reports, asked(sample.number, "bo"))


def test_agreement_is_kept_from_one_who_is_still_coding(reports: Store) -> None:
    sample = draw(reports, TYPE, size=2)
    code(reports, sample, "ana", [ACCEPT] * 2)
    code(reports, sample, "bo", [ACCEPT])
    assert '"left":1,"known":[]' in to_json(views.agreement(reports, asked(sample.number, "bo"))).decode()
    assert '"left":0,"known":["ana","bo"]' in to_json(views.agreement(reports, asked(sample.number, "ana"))).decode()


def test_codings_leave_the_record_as_it_is(reports: Store) -> None:
    digest, rows = reports.digest(), list(reports.rows(EventRow))
    sample = draw(reports, TYPE, BEST)
    code(reports, sample, "ana", [NOT_SAID, SKIP, ACCEPT])
    coding.take_back(reports, sample, by="ana", at=NOON)
    ended(reports, sample)
    assert (reports.digest(), list(reports.rows(EventRow))) == (digest, rows)
    assert list(reports.decisions()) == []
    assert not reports.stale
    found = reports.verify()
    assert found.problems == ()
    assert (found.counts["sample"], found.counts["coding"], found.counts["sample_end"]) == (1, 4, 1)


def test_the_newest_coding_counts_and_the_last_one_can_be_taken_back(reports: Store) -> None:
    sample = draw(reports, TYPE, size=3)
    code(reports, sample, "ana", [ACCEPT, SKIP])
    coding.code(reports, sample, 1, "not said", None, by="ana", at=NOON)
    coding.code(reports, sample, 1, "accept", None, by="bo", at=NOON)
    said = {(c.by, c.item): c.kind for c in kept.codings(reports, sample.number)}
    assert said == {("ana", 1): "not said", ("ana", 2): "skip", ("bo", 1): "accept"}
    assert coding.take_back(reports, sample, by="ana", at=NOON) == 1
    card = coding.card(reports, sample, "ana")
    assert card is not None
    assert card.n == 1
    assert card.own is None
    assert coding.take_back(reports, sample, by="ana", at=NOON) == 2
    with pytest.raises(UsageError, match="nothing of yours"):
        coding.take_back(reports, sample, by="ana", at=NOON)
    assert [c.by for c in kept.codings(reports, sample.number)] == ["bo"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (TYPE, "no_such_type", "must be one of"),
        (TYPE, 3, "must be one of"),
        (BEST, "twelve", "of type int"),
        (("event", "date_earliest"), "yesterday", "a day such as"),
        (("figure", "kind"), "eaten", "one of killed"),
    ],
)
def test_a_value_that_the_field_cannot_have_is_refused(
    field: tuple[str, str], value: Value, said: str, reports: Store
) -> None:
    sample = draw(reports, field, size=1)
    with pytest.raises(UsageError, match=said):
        coding.code(reports, sample, 1, "correct", value, by="ana", at=NOON)
    assert kept.codings(reports, sample.number) == ()


def test_after_the_end_nobody_codes(reports: Store) -> None:
    sample = draw(reports, TYPE, size=2)
    code(reports, sample, "ana", [ACCEPT])
    sample = ended(reports, sample)
    with pytest.raises(UsageError, match="zoe has ended"):
        code(reports, sample, "bo", [ACCEPT])
    with pytest.raises(UsageError, match="zoe has ended"):
        coding.card(reports, sample, "bo")
    with pytest.raises(UsageError, match="zoe has ended"):
        reports.end_sample(sample.number, by="ana", at=NOON)
    with sqlite3.connect(reports.path) as connection, pytest.raises(sqlite3.IntegrityError, match="has ended"):
        connection.execute("INSERT INTO coding SELECT 9, sample, item, kind, value, 'bo', coded_at FROM coding")


def test_a_card_shows_the_passage_in_its_sentences(reports: Store) -> None:
    sample = draw(reports, BEST, size=1)
    card = coding.card(reports, sample, "ana")
    assert card is not None
    pieces = card.told.passages[0]
    assert [piece.text for piece in pieces if piece.mark] == [str(card.value)]
    assert "".join(piece.text for piece in pieces if not piece.near).startswith("Police said that shelling killed")
    assert "declared a ceasefire" in "".join(piece.text for piece in pieces if piece.near)
    assert [(one.table, one.words) for one in card.told.about] == [("figure", str(card.value)), ("event", "shelling")]


# -- agreement ---------------------------------------------------------------------------------------------------------
def test_agreement_of_two_coders_by_field(reports: Store) -> None:
    sample = draw(reports, TYPE, size=24)
    items = kept.items(reports, sample.number)
    code(reports, sample, "ana", [ACCEPT] * 24)
    code(reports, sample, "bo", [ACCEPT] * 18 + [NOT_SAID] * 3 + [SKIP] * 3)
    (row,) = comparing.agreements(comparing.judged(reports, sample))
    assert (row.field, row.items, row.coders, row.scale) == ("type", 21, ("ana", "bo"), "nominal")
    assert row.raw == pytest.approx(18 / 21)
    said = [(item.value, item.value if n < 18 else None) for n, item in enumerate(items[:21])]
    seen = sum(a == b for a, b in said) / 21
    chance = sum(sum(a == v for a, _ in said) * sum(b == v for _, b in said) for v in {v for v, _ in said}) / 21**2
    assert row.kappa.value == pytest.approx((seen - chance) / (1 - chance))
    assert row.alpha.value is not None


def test_numbers_count_by_how_far_apart_they_are_and_a_missing_one_is_no_number(reports: Store) -> None:
    sample = draw(reports, BEST, size=30)
    items = kept.items(reports, sample.number)
    code(reports, sample, "ana", [ACCEPT] * 30)
    near = [("correct", item.value + 1) for item in items[:26] if isinstance(item.value, int)]
    code(reports, sample, "bo", [*near, *[NOT_SAID] * 4])  # type: ignore[list-item]
    (row,) = comparing.agreements(comparing.judged(reports, sample))
    assert row.scale == "interval"
    assert row.raw == 0
    assert row.alpha.value is not None
    assert row.alpha.value > 0.95
    assert row.note == "alpha over the 26 items with numbers"


def test_too_few_and_undefined_are_said(reports: Store) -> None:
    few = draw(reports, TYPE, size=comparing.FEWEST - 1)
    same = samples.draw(reports, by="zoe", at=NOON, size=25, seed=1, wanted=Filter(type=("shelling",)), fields=[TYPE])
    for sample in (few, same):
        for by in ("ana", "bo"):
            code(reports, sample, by, [ACCEPT] * sample.size)
    (one,) = comparing.agreements(comparing.judged(reports, few))
    assert (one.raw, one.kappa.value, one.alpha.value, one.note) == (1, None, None, "too few")
    (other,) = comparing.agreements(comparing.judged(reports, same))
    assert (other.raw, other.kappa.value, other.alpha.value) == (1, None, None)
    assert other.note == "undefined: all words are the same"


def test_the_last_decision_in_the_record_is_the_word_of_who_took_it(reports: Store) -> None:
    rows = list(reports.rows(EventRow, type="shelling"))[:3]
    for row in rows:
        reports.decide("accept", by="ana", reason="", at=NOON, record_id=row.id)
    reports.decide("correct", by="ana", reason="", at=NOON, record_id=rows[1].id, field="type", value="bombing")
    reports.decide("reject", by="ana", reason="", at=NOON, record_id=rows[2].id)
    sample = draw(reports, TYPE, size=3, coder="ana")
    code(reports, sample, "bo", [ACCEPT] * 3)
    words = {j.item.record_id: {w.coder: w.value for w in j.words} for j in comparing.judged(reports, sample)}
    assert [words[row.id]["ana (in the record)"] for row in rows] == ["shelling", "bombing", None]
    (found,) = comparing.agreements(comparing.judged(reports, sample))
    assert found.coders == ("ana (in the record)", "bo")
    assert found.items == 3
    assert found.raw == pytest.approx(1 / 3)


# -- adjudication ------------------------------------------------------------------------------------------------------
def test_adjudication_is_an_ordinary_decision_and_leaves_the_list(reports: Store) -> None:
    sample = draw(reports, WHEN, size=4)
    code(reports, sample, "ana", [ACCEPT] * 4)
    code(reports, sample, "bo", [("correct", "Friday"), NOT_SAID, ("correct", "Saturday"), ACCEPT])
    sample = ended(reports, sample)
    found = adjudication.differences(reports, sample)
    assert [one.n for one in found] == [1, 2, 3]
    assert {word.coder: word.value for word in found[0].words} == {"ana": found[0].read, "bo": "Friday"}
    choices: list[tuple[CodingKind, Value | None, str]] = [
        ("correct", "Friday", "correct"),
        ("not said", None, "reject"),
        ("accept", None, "accept"),
    ]
    for one, (kind, value, wanted) in zip(found, choices, strict=True):
        done = adjudication.settle(reports, sample, one.n, kind, value, seen=one.now, by="zoe", at=NOON)
        assert (done.decision.kind, done.decision.by, done.decision.field) == (wanted, "zoe", "date_text")
        assert done.decision.reason == f"adjudicated: sample {sample.number}"
    assert adjudication.differences(reports, sample) == ()
    values = [next(reports.rows(EventRow, id=one.record_id)).date_text for one in found]
    assert values == ["Friday", None, found[2].read]
    assert reports.verify().problems == ()
    reports.decide("undo", by="zoe", reason="", at=NOON, undoes=1)
    assert [one.n for one in adjudication.differences(reports, sample)] == [1]


def test_a_cell_that_must_hold_something_is_settled_by_rejecting_its_record(reports: Store) -> None:
    sample = draw(reports, TYPE, size=1)
    code(reports, sample, "ana", [NOT_SAID])
    code(reports, sample, "bo", [ACCEPT])
    sample = ended(reports, sample)
    (one,) = adjudication.differences(reports, sample)
    assert not one.empty
    done = adjudication.settle(reports, sample, 1, "not said", None, seen=one.now, by="zoe", at=NOON)
    assert (done.decision.kind, done.decision.field) == ("reject", None)
    assert next(reports.rows(EventRow, id=one.record_id)).review == "rejected"
    assert adjudication.differences(reports, sample) == ()


def test_a_cell_that_changed_meanwhile_is_not_settled_unseen(reports: Store) -> None:
    sample = draw(reports, WHEN, size=1)
    code(reports, sample, "ana", [("correct", "Friday")])
    code(reports, sample, "bo", [ACCEPT])
    sample = ended(reports, sample)
    (one,) = adjudication.differences(reports, sample)
    reports.decide(
        "correct",
        by="cy",
        reason="",
        at=NOON + timedelta(hours=1),
        record_id=one.record_id,
        field="date_text",
        value="Thursday",
    )
    with pytest.raises(ChangedMeanwhile, match="Thursday"):
        adjudication.settle(reports, sample, 1, "accept", None, seen=one.now, by="zoe", at=NOON)
    assert len(list(reports.decisions())) == 1


def test_a_record_that_is_rejected_as_a_whole_stays_so_and_this_is_said(reports: Store) -> None:
    sample = draw(reports, TYPE, size=1)
    code(reports, sample, "ana", [("correct", "bombing")])
    code(reports, sample, "bo", [ACCEPT])
    sample = ended(reports, sample)
    (one,) = adjudication.differences(reports, sample)
    reports.decide("reject", by="cy", reason="", at=NOON, record_id=one.record_id)
    done = adjudication.settle(reports, sample, 1, "correct", "bombing", seen=one.now, by="zoe", at=NOON)
    assert done.still is not None
    assert "stays rejected" in done.still


# -- people ------------------------------------------------------------------------------------------------------------
def test_who_decided_how_much_and_when(reports: Store, tmp_path: Path) -> None:
    one, two = list(reports.rows(EventRow))[:2]
    reports.decide("accept", by="ana", reason="", at=NOON, record_id=one.id)
    reports.decide("reject", by="ana", reason="", at=NOON + timedelta(days=1), record_id=two.id)
    reports.decide("undo", by="bo", reason="", at=NOON, undoes=2)
    sample = draw(reports, TYPE, size=2)
    code(reports, sample, "cy", [ACCEPT] * 2)
    found = {person.name: person for person in people(reports)}
    assert found["ana"].kinds == {"accept": 1, "reject": 1}
    assert [(day.day, day.kinds) for day in found["ana"].days] == [
        ("2008-04-02", {"reject": 1}),
        ("2008-04-01", {"accept": 1}),
    ]
    assert (found["bo"].kinds, found["cy"].codings) == ({"undo": 1}, 2)
