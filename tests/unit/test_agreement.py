"""Coefficients of agreement, against examples that were published with their results."""

from __future__ import annotations

import pytest

from truceline.review.agreement import alpha, kappa, pooled_alpha, pooled_kappa, raw_agreement

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units, gaps
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = list(zip(*([None if v == "." else int(v) for v in row.split()] for row in OBSERVERS), strict=True))
Table = tuple[tuple[int, ...], ...]
COHEN_1960: Table = ((88, 10, 2), (14, 40, 6), (18, 10, 12))  # 200 patients; po .70, pe .41
FLEISS_2003: Table = ((75, 1, 4), (5, 4, 1), (0, 0, 10))  # 100 patients; po .89, pe .66


def pairs(table: Table) -> list[tuple[int, int]]:
    return [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]


@pytest.mark.parametrize(("numbers", "wanted"), [(False, 0.743), (True, 0.849)])
def test_alpha_of_krippendorffs_example(numbers: bool, wanted: float) -> None:
    found = alpha(UNITS, numbers=numbers)
    assert found.value == pytest.approx(wanted, abs=0.0005)
    assert found.low is not None
    assert found.high is not None
    assert found.low < wanted < found.high <= 1


@pytest.mark.parametrize(("table", "wanted"), [(COHEN_1960, 0.492), (FLEISS_2003, 0.676)])
def test_kappa_of_published_tables(table: Table, wanted: float) -> None:
    found = kappa(pairs(table))
    assert found.value == pytest.approx(wanted, abs=0.0005)
    assert found.low is not None
    assert found.high is not None
    assert found.low < wanted < found.high


def test_the_interval_of_kappa_is_about_that_of_the_formula() -> None:
    """Fleiss, Cohen and Everitt (1969): the standard error of Cohen's 1960 table, by the delta method, is 0.054."""
    found = kappa(pairs(COHEN_1960))
    assert found.low == pytest.approx(0.492 - 1.96 * 0.054, abs=0.02)
    assert found.high == pytest.approx(0.492 + 1.96 * 0.054, abs=0.02)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert alpha(UNITS, seed=5) == alpha(UNITS, seed=5)
    assert alpha(UNITS, seed=5).low != alpha(UNITS, seed=6).low


@pytest.mark.parametrize("units", [[], [("a", None)], [(None, None)] * 4, [("a", "a")] * 40])
def test_where_nothing_varies_or_nobody_is_compared_there_is_no_coefficient(
    units: list[tuple[str | None, ...]],
) -> None:
    assert alpha(units).value is None
    assert kappa([(unit[0], unit[1]) for unit in units]).value is None


def test_full_agreement_and_agreement_by_chance() -> None:
    assert alpha([("a", "a"), ("b", "b")] * 10).value == pytest.approx(1)
    assert kappa([("a", "a"), ("b", "b")] * 10).value == pytest.approx(1)
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")] * 10).value == pytest.approx(0)
    assert kappa([("a", "b"), ("b", "a")] * 10).value == pytest.approx(-1)


def test_a_small_difference_of_numbers_weighs_less_than_a_large_one() -> None:
    near = [(10, 11), (50, 51), (200, 201), (7, 7)]
    far = [(10, 11), (50, 51), (200, 900), (7, 7)]
    assert alpha(near).value == alpha(far).value
    one, other = alpha(near, numbers=True).value, alpha(far, numbers=True).value
    assert one is not None
    assert other is not None
    assert one > 0.99 > 0.9 > other


def test_days_long_after_the_first_lose_no_precision() -> None:
    days = [(733_000 + n, 733_000 + n + n % 2) for n in range(30)]
    small = [(a - 733_000, b - 733_000) for a, b in days]
    assert alpha(days, numbers=True).value == pytest.approx(alpha(small, numbers=True).value)


def test_raw_agreement_counts_each_unit_once() -> None:
    assert raw_agreement([("a", "a", "b"), ("a", "a", None), ("a", None, None)]) == pytest.approx((1 / 3 + 1) / 2)
    assert raw_agreement([("a", None)]) is None


def test_fields_are_pooled_without_mixing_their_categories() -> None:
    """De Vries and others (2008): the means of what is seen and of what chance gives, over the fields."""
    assert pooled_kappa([pairs(COHEN_1960)]) == pytest.approx(0.492, abs=0.0005)
    both = pooled_kappa([pairs(COHEN_1960), pairs(FLEISS_2003)])
    assert both == pytest.approx(((0.70 + 0.89) / 2 - (0.41 + 0.66) / 2) / (1 - (0.41 + 0.66) / 2))
    assert pooled_kappa([[("a", "a")] * 5]) is None
    assert pooled_alpha([UNITS]) == pytest.approx(0.743, abs=0.0005)
    assert pooled_alpha([[("a", "a")]]) is None
