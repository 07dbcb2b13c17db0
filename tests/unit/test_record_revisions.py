"""What a source takes back, who died of wounds, totals over classes, hedges, and what a person takes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import NOON, VERSION, count, document, event, extraction, figure, reading
from truceline.errors import UsageError
from truceline.model.extraction import Revision
from truceline.model.records import FigureRow, ReconciledRow
from truceline.record import Store
from truceline.record.reconcile import Reported, reconcile
from truceline.record.totals import totals


def said(
    own: str, number: int | None, day: int | None, *, root: str = "ministry", revision: Revision | None = None,
    report: str | None = None, open: bool = False, hedge: bool = False, who: str | None = None, at: int = 0,
) -> Reported:  # fmt: skip
    return Reported(
        id=own,
        low=number,
        best=number,
        high=None if open else number,
        open=open,
        root=root,
        as_of=None if day is None else date(2011, 6, day),
        place=(report or f"report {root} {day}", at),
        who=who,
        hedge=hedge,
        revision=revision,
    )


def standings(*figures: Reported, wounded: tuple[Reported, ...] = ()) -> dict[str, str]:
    result = reconcile(figures, wounded)
    assert result is not None
    return {figure_id: fate.standing for figure_id, fate in result.fates.items()}


def test_a_correction_takes_the_place_of_all_that_its_source_said_before() -> None:
    old, other = said("F1", 45, 1), said("F2", 40, 1, root="clinic")
    new = said("F3", 31, 2, revision="corrects")
    assert standings(old, other, new) == {"F1": "corrected", "F2": "counted", "F3": "counted"}
    result = reconcile([old, other, new])
    assert result is not None
    assert result.fates["F1"].by == "F3"
    assert (result.low, result.best, result.high, result.agreement) == (31, 31, 40, "conflict")


def test_the_number_that_a_correction_names_is_out_wherever_its_source_gave_it() -> None:
    old, same = said("F1", 45, 1), said("F2", 44, 1, report="second")
    named = said("F3", 45, 2, revision="corrected", at=9)
    assert standings(old, same, named) == {"F1": "corrected", "F2": "counted", "F3": "corrected"}


def test_a_withdrawn_number_is_kept_and_counts_no_more() -> None:
    result = reconcile([said("F1", 45, 1), said("F2", 45, 3, revision="withdrawn"), said("F3", 20, 1, root="clinic")])
    assert result is not None
    assert (result.having("withdrawn"), result.having("counted")) == (("F1", "F2"), ("F3",))
    assert result.fates["F1"].by == "F2"
    assert (result.low, result.best, result.high, result.n_figures) == (20, 20, 20, 3)


def test_where_all_is_withdrawn_there_is_no_range() -> None:
    result = reconcile([said("F1", 45, 1), said("F2", 45, 3, revision="withdrawn")])
    assert result is not None
    assert (result.low, result.best, result.high, result.n_independent) == (None, None, None, 0)


@pytest.mark.parametrize(
    ("old", "why"),
    [
        (said("F1", 45, 3), "said after the correction"),
        (said("F1", 45, None), "not known when it was said"),
        (said("F1", 45, 1, root="clinic"), "said by another"),
        (said("F1", 45, 2, revision="corrects", report="second"), "another correction of the same day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_correction_leaves_what_it_does_not_speak_of(old: Reported, why: str) -> None:
    found = standings(old, said("F2", 31, 2, revision="corrects"))
    assert found["F1"] in ("counted", "superseded"), why


def test_a_later_correction_corrects_an_earlier_one() -> None:
    figures = (said("F1", 45, 1), said("F2", 31, 2, revision="corrects"), said("F3", 33, 4, revision="corrects"))
    assert standings(*figures) == {"F1": "corrected", "F2": "corrected", "F3": "counted"}


# -- killed later from wounded
def test_who_dies_of_wounds_makes_a_newer_count_and_no_conflict() -> None:
    killed = (said("K1", 12, 1, root="police"), said("K2", 14, 3, root="clinic"))
    hurt = (said("W1", 30, 1, root="police"), said("W2", 28, 3, root="clinic"))
    result = reconcile(killed, hurt)
    assert result is not None
    assert result.fates["K1"] == ("superseded", "K2")
    assert (result.low, result.best, result.high, result.agreement) == (12, 14, 14, "single")


@pytest.mark.parametrize(("first", "second", "day"), [(30, 30, 3), (28, 30, 3), (30, 28, 1)])
def test_without_fewer_wounded_in_a_later_report_it_is_a_conflict(first: int, second: int, day: int) -> None:
    killed = (said("K1", 12, 1, root="police"), said("K2", 14, day, root="clinic"))
    hurt = (said("W1", first, 1, root="police"), said("W2", second, day, root="clinic"))
    result = reconcile(killed, hurt)
    assert result is not None
    assert (result.agreement, result.n_independent) == ("conflict", 2)


# -- hedges
def test_a_hedge_opens_the_upper_end_and_is_no_voice() -> None:
    result = reconcile([said("F1", 500, 1), said("F2", 300, 1, root="author", open=True, hedge=True)])
    assert result is not None
    assert (result.low, result.best, result.high, result.open) == (500, 500, None, True)
    assert (result.having("hedge"), result.n_independent, result.agreement) == (("F2",), 1, "single")


# -- best
def test_two_values_with_as_many_sources_are_decided_between_them() -> None:
    roots = [("a", 5, 1), ("b", 5, 1), ("c", 9, 2), ("d", 9, 1), ("e", 70, 4)]
    result = reconcile([said(f"F{root}", number, day, root=root) for root, number, day in roots])
    assert result is not None
    assert (result.best, result.rule) == (9, "newest")


def test_a_source_judged_unreliable_ranks_behind_one_not_judged() -> None:
    bad = replace(said("F1", 80, 5, root="a"), reliability="E")
    result = reconcile([bad, said("F2", 12, 1, root="b")])
    assert result is not None
    assert (result.best, result.rule, result.high) == (12, "reliability", 80)


# -- in one report
def test_another_speaker_of_one_paper_is_in_the_range_and_no_second_voice() -> None:
    first = replace(said("F1", 20, 1, report="R"), speaker="clerks")
    lower = replace(said("F2", 8, 1, report="R", at=5), speaker="neighbours")
    result = reconcile([first, lower])
    assert result is not None
    assert (result.low, result.best, result.high, result.n_independent) == (8, 20, 20, 1)


def test_some_of_the_people_counted_do_not_lower_the_range() -> None:
    result = reconcile([said("F1", 20, 1, report="R"), said("F2", 1, 1, report="R", at=5)])
    assert result is not None
    assert (result.low, result.best, result.high) == (20, 20, 20)


# -- totals over classes
def test_classes_are_added_only_where_one_source_gives_the_split() -> None:
    split = {"police": [said("P", 2, 1)], "civilian": [said("C1", 4, 1, at=3), said("C2", 5, 2, root="clinic")]}
    found = totals(split)
    (total,) = found.figures
    assert (total.low, total.best, total.high) == (6, 6, 6)
    assert found.parts == {"C1": ("C1", "P")}


def test_a_total_that_is_given_is_not_added_to_its_parts() -> None:
    found = totals({"unknown": [said("T", 20, 1)], "police": [said("P", 5, 1, at=4)]})
    assert ([f.id for f in found.figures], found.parts) == (["T"], {})


def test_a_smaller_number_of_unspecified_people_is_some_of_those_told_by_class() -> None:
    found = totals({"unknown": [said("U", 1, 1)], "police": [said("P", 5, 1)], "civilian": [said("C", 3, 1)]})
    assert [f.best for f in found.figures] == [8]


def test_parts_that_come_to_more_than_their_total_raise_the_range_and_not_the_best() -> None:
    split = {"unknown": [said("T", 6, 1)], "police": [said("P", 5, 1, at=4)], "civilian": [said("C", 3, 1, at=7)]}
    found = totals(split)
    result = reconcile(found.figures)
    assert result is not None
    assert (result.low, result.best, result.high, found.parts) == (6, 6, 8, {"P": ("C", "P")})


def test_what_contradicts_a_total_in_its_report_is_in_the_range() -> None:
    later = said("U", 9, 1, at=8)
    found = totals({"unknown": [said("T", 6, 1, at=2), later], "police": [said("P", 5, 1, at=4)]})
    result = reconcile(found.figures)
    assert result is not None
    assert (result.low, result.best, result.high, result.n_independent) == (6, 6, 9, 1)


def test_persons_of_different_age_are_different_persons() -> None:
    one = said("F1", 1, 1, report="R", who="a 32-year-old man")
    other = said("F2", 1, 1, report="R", who="a 41-year-old man", at=5)
    result = reconcile([one, other])
    assert result is not None
    assert (result.having("counted"), result.low, result.open) == (("F1", "F2"), 1, True)


def test_a_total_and_a_split_of_different_sources_give_one_total() -> None:
    found = totals({"unknown": [said("T", 20, 1, root="clinic")], "police": [said("P", 5, 1)]})
    assert [f.id for f in found.figures] == ["T"]


# -- in the record
TEXT = "Mortar fire hit the harbour on Monday. It killed 7 dockers and 2 guards. The count of 9 wounded was revised."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    read = document(TEXT, outlet="Harbour Wire", day=date(2011, 6, 2))
    figures = (
        figure(TEXT, "7", count(7, 7, 7), who="7 dockers"),
        figure(TEXT, "2", count(2, 2, 2), victim="police", who="2 guards"),
        figure(TEXT, "9", count(9, 9, 9), kind="wounded", revision="corrected", revised="revised"),
    )
    fired = event(TEXT, "E1", "Mortar fire", figures=figures)
    opened = Store.open(tmp_path / "r.db", "create")
    opened.append(opened.begin_run(VERSION, agent="t", at=NOON), [reading(extraction(read, events=[fired]))])
    opened.fold()
    return opened


def test_a_total_in_the_record_is_inferred_and_has_the_words_of_its_parts(store: Store) -> None:
    rows = {row.victim_class: row for row in store.rows(ReconciledRow)}
    assert set(rows) == {"civilian", "police", "all"}
    total = rows["all"]
    assert (total.low, total.best, total.high, total.basis, total.best_figure_id) == (9, 9, 9, "inferred", None)
    assert (total.rule, rows["police"].basis) == ("sum: only", "stated")
    assert sorted(p.quote or "" for p in store.cell_sources("reconciled", total.id)["best"]) == ["2", "7"]
    assert store.verify().problems == ()


def test_a_corrected_number_has_the_words_that_say_so_and_no_range(store: Store) -> None:
    (hurt,) = store.rows(FigureRow, kind="wounded")
    assert (hurt.standing, hurt.revision) == ("corrected", "corrected")
    assert [p.quote for p in store.cell_sources("figure", hurt.id)["revision"]] == ["revised"]
    assert not [row for row in store.rows(ReconciledRow) if row.kind == "wounded"]


def test_what_a_person_excludes_stays_with_its_reason_and_can_come_back(store: Store) -> None:
    (guards,) = store.rows(FigureRow, victim_class="police")
    number = store.decide(
        "correct", record_id=guards.id, field="excluded", value=True, by="ana", reason="counted twice", at=NOON
    ).number
    assert [row.standing for row in store.rows(FigureRow, victim_class="police")] == ["excluded"]
    assert {row.victim_class for row in store.rows(ReconciledRow)} == {"civilian"}
    assert store.verify().problems == ()
    store.decide("undo", undoes=number, by="ana", reason="", at=NOON)
    assert {row.victim_class for row in store.rows(ReconciledRow)} == {"civilian", "police", "all"}


def test_a_person_grades_a_source(store: Store) -> None:
    (guards,) = store.rows(FigureRow, victim_class="police")
    store.decide("correct", record_id=guards.id, field="reliability", value="B", by="ana", reason="", at=NOON)
    assert [row.reliability for row in store.rows(FigureRow, victim_class="police")] == ["B"]
    with pytest.raises(UsageError, match="one of 1, 2"):
        store.decide("correct", record_id=guards.id, field="credibility", value="7", by="ana", reason="", at=NOON)
