"""Deaths by the rules of ACLED and UCDP GED."""

from __future__ import annotations

import pytest

from truceline.model.extraction import VictimClass
from truceline.model.records import CountedClass, FigureRow, ReconciledRow
from truceline.publish.fatalities import GedDeaths, LeftOut, acled_fatalities, acled_number, ged_deaths

Ends = tuple[int | None, int | None, int | None]


def row(
    own: str, ends: Ends, rule: str = "VN-exact", *, victims: VictimClass = "unknown", report: str = "D1",
    root: str = "name wire", **more: object,
) -> FigureRow:  # fmt: skip
    values: dict[str, object] = {"kind": "killed", "scope": "event", "standing": "counted"}
    low, best, high = ends
    return FigureRow(
        id=own, document_id=report, position=0, review="draft", event_id="E", victim_class=victims, verbatim="…",
        low=low, best=best, high=high, open=high is None, rule=rule, root=root, **(values | more),  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "rule", "number"),
    [
        ((12, 12, 12), "VN-exact", 12),
        ((12, 12, None), "VN-atleast", 12),
        ((13, 13, None), "VN-morethan", 12),
        ((18, 20, 22), "VN-about", 20),
        ((20, None, 99), "VN-tens", 10),
        ((24, None, 99), "VN-dozens", 12),
        ((24, None, None), "VN-atleast+VN-dozens", 12),
        ((200, None, 999), "VN-hundreds", 100),
        ((200, None, 9999), "VN-ifnot+VN-hundreds", 100),
        ((4, None, 5), "VN-ifnot", 4),
        ((2000, None, 9999), "VN-thousands", 1000),
        ((3, None, 9), "VN-several", 3),
        ((10, None, 14), "VN-range", 10),
        ((None, None, 30), "VN-upto", None),
        ((2, None, None), "VN-plural", 3),
        ((0, 0, 0), "VN-none", 0),
    ],
)
def test_the_word_table_of_acled(ends: Ends, rule: str, number: int | None) -> None:
    assert acled_number(row("F", ends, rule)) == number


def test_acled_takes_the_most_conservative_source_and_adds_no_two() -> None:
    split = [row("F1", (4, 4, 4), victims="civilian"), row("F2", (3, 3, 3), victims="police")]
    other = row("F3", (9, 9, 9), report="D2", root="name clinic")
    assert acled_fatalities([*split, other]) == 7
    assert acled_fatalities([*split, other, row("F4", (5, 5, 5), report="D3", root="name mayor")]) == 5


def test_acled_takes_a_total_before_its_parts_and_no_figure_that_does_not_count() -> None:
    told = [row("F1", (9, 9, 9)), row("F2", (3, 3, 3), victims="police")]
    assert acled_fatalities(told) == 9
    gone = [row("F3", (1, 1, 1), root="b", standing="withdrawn"), row("F4", (2, 2, 2), root="c", scope="cumulative")]
    assert acled_fatalities([*told, *gone]) == 9
    assert acled_fatalities([row("F5", (8, 8, 8), kind="wounded")]) == 0
    assert acled_fatalities([row("F6", (2, None, None), "VN-plural")], large=True) == 10


def ranged(ends: Ends, victims: CountedClass = "unknown", **more: object) -> ReconciledRow:
    low, best, high = ends
    values: dict[str, object] = {"scope": "event", "kind": "killed", "figure_ids": ("F1",), "end_ids": ("F1",)}
    return ReconciledRow(
        id=f"R{victims}", happening_id="E", victim_class=victims, low=low, best=best, high=high, open=high is None,
        basis="stated", n_figures=1, n_independent=1, agreement="single", rule="only", **(values | more),  # type: ignore[arg-type]
    )  # fmt: skip


def test_ged_has_best_high_and_low() -> None:
    assert ged_deaths([ranged((10, 12, 15))], {}) == GedDeaths(best=12, high=15, low=10)
    total = [ranged((4, 4, 4), "police"), ranged((9, 9, 9), "all"), ranged((5, 5, 5), "civilian")]
    assert ged_deaths(total, {}) == GedDeaths(9, 9, 9)


def test_an_open_range_ends_for_ged_at_the_largest_number_given() -> None:
    figures = {"F1": row("F1", (10, 10, None), "VN-atleast"), "F2": row("F2", (14, 14, 14))}
    found = ged_deaths([ranged((10, 10, None), figure_ids=("F1", "F2"))], figures)
    assert found == GedDeaths(best=10, high=14, low=10)
    assert ged_deaths([ranged((None, 12, 12))], {}) == GedDeaths(12, 12, 12)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "no report tells of dead"),
        ([ranged((0, 0, 0))], "nobody died"),
        ([ranged((200, None, 999))], "GED needs one"),
        ([ranged((3, 3, 3), "police"), ranged((4, 4, 4), "civilian")], "all classes"),
        ([ranged((3, 3, 3), scope="cumulative")], "no report tells"),
    ],
)
def test_what_is_no_ged_event_is_left_out_with_a_reason(rows: list[ReconciledRow], why: str) -> None:
    found = ged_deaths(rows, {})
    assert isinstance(found, LeftOut)
    assert why in found.reason
