"""The rules of the table of civilian deaths, and its files read by others."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.incident_rows import attack, clash, figure, incident, place, ranged, report, telling, who
from truceline.model.filters import Filter
from truceline.model.records import EventRow, FigureRow, ReconciledRow
from truceline.publish.export import ibc, reasons
from truceline.publish.export.ibc import COLUMNS, IBC, ibc_row, named_dead
from truceline.publish.export.incidents import Incident, incidents
from truceline.publish.export.writing import write
from truceline.record import Store

NAMES = [column.name for column in COLUMNS]


def coded(one: Incident) -> dict[str, Any]:
    """The row by column."""
    row = ibc_row(one)
    assert not isinstance(row, str), row
    return dict(zip(NAMES, row, strict=True))


def persons(low: int, high: int | None, victims: str = "civilian", **more: Any) -> FigureRow:
    """Dead of a class."""
    return figure(f"F-{victims}", (low, low, high), victims, **more)


@pytest.mark.parametrize(
    ("row", "figures", "fewest", "most", "open"),
    [
        (attack(), [persons(3, 5)], 3, 5, False),
        (attack(), [persons(3, 5), persons(2, 2, "police")], 5, 7, False),
        (attack(), [persons(3, 5), persons(9, 9, "combatant")], 3, 5, False),
        (attack(), [persons(12, None)], 12, 12, True),
        (attack(), [persons(8, 8, "unknown")], 8, 8, False),
        (clash(), [persons(8, 8, "unknown")], 0, 8, False),
        (clash(), [persons(8, 9, "unknown"), persons(2, 2)], 2, 9, False),
        (attack(), [persons(1, 1, "journalist"), persons(1, 1, "aid_worker")], 2, 2, False),
    ],
)
def test_civilians_are_counted_and_combatants_are_not(
    row: EventRow, figures: list[FigureRow], fewest: int, most: int, open: bool
) -> None:
    found = coded(incident(row, figures=figures))
    assert (found["deaths_min"], found["deaths_max"], found["deaths_max_open"]) == (fewest, most, open)


def test_where_armed_men_were_the_target_the_unknown_dead_may_be_theirs() -> None:
    patrol = who("patrol", "military", "target", country="IRQ")
    found = coded(incident(attack(), people=[patrol], figures=[persons(4, 4, "unknown")]))
    assert (found["deaths_min"], found["deaths_max"]) == (0, 4)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (incident(attack(status="hypothetical"), figures=[persons(3, 3)]), reasons.NOT_FACT),
        (incident(attack()), ibc.NO_DEAD),
        (incident(attack(), figures=[persons(7, 7, "combatant")]), ibc.COMBATANTS),
        (incident(attack(), figures=[persons(0, 0)]), ibc.NOBODY_DIED),
        (incident(attack(), places=(), figures=[persons(3, 3)]), reasons.NO_COUNTRY),
        (incident(attack(days=None), reports=[report(published=None)], figures=[persons(3, 3)]), reasons.UNDATED),
        (incident(attack(), ranges=[ranged("unknown", (9, 9, 9), scope="cumulative")]), ibc.NO_NUMBER),
    ],
)
def test_what_is_no_incident_is_left_out_with_the_reason(one: Incident, reason: str) -> None:
    assert ibc_row(one) == reason


def test_wounded_are_apart_and_null_is_not_zero() -> None:
    hurt = figure("F2", (4, 4, 6), "civilian", kind="wounded")
    found = coded(incident(attack(), figures=[persons(3, 3), hurt]))
    assert (found["injuries_min"], found["injuries_max"]) == (4, 6)
    assert coded(incident(attack(), figures=[persons(3, 3)]))["injuries_min"] is None


def test_one_source_is_provisional_and_two_are_not() -> None:
    assert coded(incident(attack(), figures=[persons(3, 3)]))["provisional"] is True
    told = [persons(3, 3)]
    two: list[ReconciledRow] = [ranged("civilian", (3, 3, 3), "F-civilian", n_independent=2)]
    assert coded(incident(attack(), figures=told, ranges=two))["provisional"] is False


def test_a_person_is_named_only_where_the_one_counted_is_that_person() -> None:
    victim = who("Salim Karim", "person", "target")
    alone = incident(attack(), people=[victim], figures=[persons(1, 1, who="Salim Karim")])
    assert named_dead(alone) == ("Salim Karim",)
    assert named_dead(incident(attack(), people=[victim], figures=[persons(1, 1, who="driver")])) == ()
    assert named_dead(incident(attack(), people=[victim], figures=[persons(2, 2, who="Salim Karim")])) == ()
    soldier = persons(1, 1, "combatant", who="Salim Karim")
    assert named_dead(incident(attack(), people=[victim], figures=[soldier])) == ()


def test_the_cells_are_the_words_of_the_reports() -> None:
    row = telling(means=("car bomb",), time_text=("at dawn",))
    people = [who("gunmen", "armed_group"), who("crowd", "civilian", "actor"), who("a market", None, "target")]
    found = coded(incident(row, people=people, places=[place(), place("Iraq", kind="country", precision=6)],
                           figures=[persons(3, 3)]))  # fmt: skip
    assert (found["weapons"], found["time"], found["killers"]) == (("car bomb",), ("at dawn",), ("gunmen",))
    assert (found["place"], found["place_spellings"], found["target"]) == ("Basra", ("Basra", "Iraq"), ("a market",))


CLASSES = ("civilian", "journalist", "police", "combatant", "unknown")
COUNTS = st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 40)))


@given(st.dictionaries(st.sampled_from(CLASSES), COUNTS, max_size=4), st.sampled_from([attack, clash]))
def test_the_fewest_are_never_more_than_the_most(parts: dict[str, tuple[int, int | None]], make: Any) -> None:
    figures = [persons(low, None if more is None else low + more, own) for own, (low, more) in parts.items()]
    row = ibc_row(incident(make(), figures=figures))
    if isinstance(row, str):
        civil = [f for f in figures if f.victim_class != "combatant"]
        assert all(f.best == 0 and not f.high for f in civil)
        return
    found: dict[str, Any] = dict(zip(NAMES, row, strict=True))
    assert 0 <= found["deaths_min"] <= found["deaths_max"]
    sure = sum(f.low or 0 for f in figures if f.victim_class in ("civilian", "journalist", "police"))
    assert found["deaths_min"] >= sure


def test_the_demonstration_record_is_read_by_pandas(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        write(store, IBC, tmp_path / "out", Filter())
        found = {one.id: one for one in incidents(store, Filter())}
        everything = {row.happening_id for row in store.rows(EventRow) if row.review != "rejected"}
    whole: dict[str, Any] = dict.fromkeys(("deaths_min", "deaths_max", "injuries_min", "injuries_max"), "Int64")
    frame = pandas.read_csv(tmp_path / "out" / "incidents.csv", dtype=whole, parse_dates=["date_start", "date_end"])
    assert list(frame.columns) == NAMES
    assert len(frame) > 8
    assert list(pandas.read_csv(tmp_path / "out" / "individuals.csv").columns)[:2] == ["incident_id", "name"]
    for row in frame.to_dict("records"):
        ranges = [r for r in found[row["incident_id"]].ranges if r.kind == "killed" and r.scope == "event"]
        assert (
            row["deaths_max"] <= sum(max(r.high or 0, r.best or 0, r.low or 0) for r in ranges)
            or row["deaths_max_open"]
        )
        assert row["provisional"] is (max(r.n_independent for r in ranges) < 2)
    with (tmp_path / "out" / "left_out.csv").open(encoding="utf-8-sig") as file:
        left = {row["id"] for row in csv.DictReader(file)}
    assert set(frame["incident_id"]) | left == everything


def test_nobody_wounded_is_zero_and_untold_is_empty() -> None:
    """Zero is something that a report says."""
    dead = figure("F1", (3, 3, 3), "civilian")
    told = coded(incident(attack(), figures=[dead, figure("F2", (0, 0, 0), "civilian", kind="wounded")]))
    untold = coded(incident(attack(), figures=[dead]))
    assert (told["injuries_min"], told["injuries_max"]) == (0, 0)
    assert (untold["injuries_min"], untold["injuries_max"]) == (None, None)


def test_combatants_in_a_total_are_no_civilians() -> None:
    """Ten dead of whom seven fought are at most three civilians."""
    figures = [figure("F1", (3, 3, 3), "civilian"), figure("F2", (7, 7, 7), "combatant")]
    ranges = [ranged("civilian", (3, 3, 3), "F1"), ranged("combatant", (7, 7, 7), "F2")]
    ranges.append(ranged("all", (10, 10, 10), "F1", "F2"))
    found = coded(incident(attack(), figures=figures, ranges=ranges))
    assert (found["deaths_min"], found["deaths_max"]) == (3, 3)
