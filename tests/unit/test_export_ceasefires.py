"""The rules of the ETH/PRIO-shaped export, and its file read by others."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas
import pytest

from tests.unit.follow_rows import Chronicle, coast
from truceline.follow import Followed, Life
from truceline.model.filters import Filter
from truceline.publish.export.ceasefires import (
    CEASEFIRES,
    COLUMNS,
    NO_MOMENT,
    NOBODY,
    NOT_MADE,
    ceasefire_rows,
)
from truceline.publish.export.writing import write
from truceline.record import Store
from truceline.register import load

# The variables of the data, written down apart from the code under test; ours stand after them.
VARIABLES = (
    "location region cc cf_id uniq_id id ucdp_actor_id actor_name ucdp_acd_id ucdp_dyad pax_id cf_dec_yr cf_dec_month"
    " cf_dec_day cf_effect_yr cf_effect_month cf_effect_day link"
).split() + [f"link_id{n}" for n in range(1, 36)] + (
    "side partial written fixed fixed_time nsa_frac splinter p_humanitarian p_peaceprocess p_holiday p_election p_other"
    " p_unclear p_other_comment cf_pp ceasefire_class timing mediator_nego mediator_send implement enforcement ddr ended"
    " end_yr end_month end_day evidence_onset evidence_end truce comment"
).split()  # fmt: skip
OURS = ["start_words", "ended_words", "brokers", "violence_stopped", "aim_met"]


def coded(life: Life) -> list[dict[str, Any]]:
    """The rows by column."""
    found = ceasefire_rows(life, load())
    assert not isinstance(found, str), found
    return [dict(zip([*VARIABLES, *OURS], cells, strict=True)) for cells, _ in found]


def course() -> Chronicle:
    """Declared by both on Wednesday, 7 January, broken on 8 March."""
    book = Chronicle()
    book.publish(b="2009-01-07", e="2009-03-09")
    for document, state in (("b", "declared"), ("e", "broken_down")):
        both = coast(book, document)
        book.ceasefire(f"{document}.1", state, parties=both, declarers=both, places=["Bergen"], side="bilateral")
    book.step("b.1", "declared", "2009-01-07", actors=coast(book, "b"))
    book.step("e.1", "broken_down", "2009-03-08", kind="ceasefire_ended", actors=coast(book, "e")[:1])
    return book


def truce(state: str = "declared", day: str | None = "2009-01-07", *, parties: int = 2, declarers: int = 2) -> Life:
    """A ceasefire of Norland and the Front in one report, declared by so many of them."""
    book = Chronicle()
    book.publish(a="2009-03-09")
    both = coast(book, "a")
    book.ceasefire("a.1", state, day, parties=both[:parties], declarers=both[:declarers], places=["Bergen"])
    book.step("a.1", state, day, actors=both)
    return book.life()


def test_the_variables_are_those_of_the_data_and_ours_stand_after_them() -> None:
    assert [column.name for column in COLUMNS] == [*VARIABLES, *OURS]


def test_an_agreement_has_a_linked_row_for_each_side() -> None:
    rows = coded(course().life())
    assert len(rows) == 2
    one, other = rows
    assert (one["cf_id"], one["link"], one["link_id1"]) == (other["cf_id"], 1, other["uniq_id"])
    assert other["link_id1"] == one["uniq_id"]
    assert {one["actor_name"], other["actor_name"]} == {"Norway", "Coast Liberation Front"}
    assert {one["ucdp_actor_id"], other["ucdp_actor_id"]} == {67, None}
    assert one["link_id2"] is None


def test_the_dates_are_those_of_its_life() -> None:
    life = course().life()
    for row in coded(life):
        assert [row[f"cf_dec_{part}"] for part in ("yr", "month", "day")] == [2009, 1, 7]
        assert [row[f"end_{part}"] for part in ("yr", "month", "day")] == [2009, 3, 8]
        assert row["ended_words"] == "broken down"
        assert "broken down (“broken_down”" in row["comment"]
        assert (row["timing"], row["ended"]) == (None, None)


def test_what_nobody_reports_is_unknown_and_an_end_that_has_not_come_is_not_applicable() -> None:
    for row in coded(course().life()):
        assert {row[name] for name in ("written", "mediator_nego", "implement", "enforcement", "ddr")} == {-1}
        assert (row["ceasefire_class"], row["p_unclear"], row["p_humanitarian"]) == (-1, 1, 0)
    live = truce("holding")
    assert live.live
    assert {row["end_yr"] for row in coded(live)} == {0}


@pytest.mark.parametrize(
    ("when", "parts"),
    [
        ("2009-01-07", (2009, 1, 7)),
        ("2009-01-01/2009-01-31", (2009, 1, -1)),
        ("2009-01-20/2009-02-10", (2009, -1, -1)),
        ("2008-12-20/2009-01-10", (-1, -1, -1)),
    ],
)
def test_a_part_of_a_date_is_given_only_if_all_days_share_it(when: str, parts: tuple[int, int, int]) -> None:
    for row in coded(truce(day=when)):
        assert tuple(row[f"cf_effect_{part}"] for part in ("yr", "month", "day")) == parts


def test_what_is_no_ceasefire_by_their_definition_is_left_out_with_the_reason() -> None:
    assert ceasefire_rows(truce("proposed"), load()) == NOT_MADE
    assert ceasefire_rows(truce(declarers=0), load()) == NOBODY
    assert ceasefire_rows(truce(parties=0, declarers=0), load()) == NOBODY
    assert len(coded(truce(parties=1, declarers=0))) == len(coded(truce(declarers=1))) == 1
    undated = Chronicle()
    both = coast(undated, "a")
    undated.ceasefire("a.1", "declared", None, parties=both, declarers=both, places=["Bergen"])
    undated.step("a.1", "declared", None)
    assert ceasefire_rows(undated.life(), load()) == NO_MOMENT


def test_the_demonstration_record_is_read_by_pandas_and_agrees_with_its_lives(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        write(store, CEASEFIRES, tmp_path / "out", Filter())
        lives = {life.id: life for life in Followed(store).lives()}
    frame = pandas.read_csv(tmp_path / "out" / "ceasefires.csv", encoding="utf-8-sig")
    assert list(frame.columns) == [*VARIABLES, *OURS]
    assert frame["uniq_id"].is_unique
    assert len(frame) > 4
    for row in frame.to_dict("records"):
        life = lives[row["cf_id"]]
        assert row["actor_name"] in {party.name for party in life.parties}
        assert row["side"] == life.side
        if life.ended is not None and life.ended.earliest == life.ended.latest:
            assert (row["end_yr"], row["end_month"], row["end_day"]) == life.ended.earliest.timetuple()[:3]  # type: ignore[union-attr]
    linked = {own for n in range(1, 36) for own in frame[f"link_id{n}"].dropna()}
    assert linked <= set(frame["uniq_id"])
    with (tmp_path / "out" / "left_out.csv").open(encoding="utf-8-sig") as file:
        left = {row["id"] for row in csv.DictReader(file)}
    assert set(frame["cf_id"]) | left == set(lives)
    with (tmp_path / "out" / "passages.csv").open(encoding="utf-8-sig") as file:
        assert {row["id"] for row in csv.DictReader(file)} == set(frame["uniq_id"])
