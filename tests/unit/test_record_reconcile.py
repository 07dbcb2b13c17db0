"""Several reported figures -> one range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from truceline.model.extraction import ActorKind
from truceline.record.reconcile import Reported, reconcile
from truceline.record.roots import root

Spec = tuple[str, int | None, int | None, int | None, int]  # root, low, best, high, day of April


def reported(*specs: Spec) -> list[Reported]:
    return [
        Reported(
            id=f"F{n}",
            low=low,
            best=best,
            high=high,
            open=high is None,
            root=name,
            as_of=date(2008, 4, day),
            place=(f"D{day}", n),
        )
        for n, (name, low, best, high, day) in enumerate(specs)
    ]


HEDGE: Spec = ("author", None, None, None, 1)

CASES: list[tuple[str, list[Spec], tuple[int | None, int | None, int | None], int, str, str]] = [
    ("one source", [("a", 12, 12, 12, 1)], (12, 12, 12), 1, "single", "only"),
    ("official toll and a hedge", [("officials", 450, 500, 500, 1), HEDGE], (450, 500, None), 1, "single", "only"),
    ("a number and a hedge", [("officials", 1200, 1200, 1200, 1), HEDGE], (1200, 1200, None), 1, "single", "only"),
    ("a vague word gives no best", [("author", 200, None, 9999, 1)], (200, None, 9999), 1, "single", "none"),
    ("two agree", [("a", 5, 5, 5, 1), ("b", 5, 5, 5, 2)], (5, 5, 5), 2, "agree", "agreement"),
    (
        "two of three agree",
        [("a", 5, 5, 5, 1), ("b", 9, 9, 9, 3), ("c", 5, 5, 5, 2)],
        (5, 5, 9),
        3,
        "conflict",
        "agreement",
    ),
    ("the newest of two", [("a", 10, 10, 10, 1), ("b", 14, 14, 14, 2)], (10, 14, 14), 2, "conflict", "newest"),
    ("same day: the lower", [("a", 10, 10, 10, 1), ("b", 14, 14, 14, 1)], (10, 10, 14), 2, "conflict", "lower median"),
    (
        "three of a day: the median",
        [("a", 9, 9, 9, 1), ("b", 3, 3, 3, 1), ("c", 5, 5, 5, 1)],
        (3, 5, 9),
        3,
        "conflict",
        "lower median",
    ),
    ("ranges that meet", [("a", 12, 12, 12, 1), ("b", 10, None, 20, 1)], (10, 12, 20), 2, "overlap", "only"),
    (
        "at least meets more",
        [("a", 10, 10, None, 1), ("b", 14, 14, 14, 1)],
        (10, 10, None),
        2,
        "overlap",
        "lower median",
    ),
    ("up to has no low", [("a", None, None, 30, 1), ("b", 12, 12, 12, 1)], (12, 12, 30), 2, "overlap", "only"),
    (
        "a root counts once, by its newest",
        [("a", 10, 10, 10, 1), ("a", 20, 20, 20, 2)],
        (10, 20, 20),
        1,
        "single",
        "only",
    ),
    (
        "of one day the one that gives a point",
        [("a", 24, None, 99, 1), ("a", 54, 54, 54, 1)],
        (54, 54, 54),
        1,
        "single",
        "only",
    ),
    ("zero is a number", [("a", 0, 0, 0, 1), ("b", 3, 3, 3, 1)], (0, 0, 3), 2, "conflict", "lower median"),
    ("only a hedge", [HEDGE], (None, None, None), 1, "single", "none"),
]


@pytest.mark.parametrize(
    ("specs", "span", "roots", "agreement", "rule"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_range(
    specs: list[Spec], span: tuple[int | None, int | None, int | None], roots: int, agreement: str, rule: str
) -> None:
    result = reconcile(reported(*specs))
    assert result is not None
    assert (result.low, result.best, result.high) == span
    assert (result.n_figures, result.n_independent) == (len(specs), roots)
    assert (result.agreement, result.rule) == (agreement, rule)
    assert result.open == (span[2] is None)
    assert (result.best is None) == (result.best_figure_id is None)


def test_what_a_newer_figure_of_its_source_replaced_is_named() -> None:
    result = reconcile(reported(("a", 10, 10, 10, 1), ("a", 20, 20, 20, 2), ("b", 9, 9, 9, 1)))
    assert result is not None
    assert result.fates["F0"] == ("superseded", "F1")
    assert result.having("counted") == ("F1", "F2")


def test_a_graded_source_outranks_a_newer_one() -> None:
    old, new = reported(("a", 10, 10, 10, 1), ("b", 14, 14, 14, 2))
    trusted = Reported(id="F0", low=10, best=10, high=10, open=False, root="a", as_of=old.as_of, reliability="B")
    result = reconcile([trusted, new])
    assert result is not None
    assert (result.best, result.rule) == (10, "reliability")


def counting(*specs: tuple[str, int, str | None], report: str = "D") -> list[Reported]:
    """Figures of one unnamed source: id, number, whom it counts."""
    return [
        Reported(
            id=name,
            low=n,
            best=n,
            high=n,
            open=False,
            root="outlet paper",
            as_of=date(2008, 4, 1),
            place=(report, at),
            who=who,
        )
        for at, (name, n, who) in enumerate(specs)
    ]


def test_figures_that_count_different_people_do_not_replace_each_other() -> None:
    result = reconcile(counting(("F0", 2, "two militiamen"), ("F1", 1, "a soldier")))
    assert result is not None
    assert result.having("superseded") == ()
    assert (result.low, result.best, result.high, result.open) == (2, 2, None, True)
    assert (result.n_figures, result.n_independent, result.agreement) == (2, 1, "single")


@pytest.mark.parametrize("who", ["the militiaman", "3 Militiamen", "people", None])
def test_a_second_figure_for_the_same_people_of_one_report_is_replaced(who: str | None) -> None:
    result = reconcile(counting(("F0", 2, "two militiamen"), ("F1", 3, who)))
    assert result is not None
    assert result.fates["F1"] == ("superseded", "F0")
    assert (result.low, result.best, result.high) == (2, 2, 3)


def test_a_later_report_of_the_source_replaces_all_parts_of_the_earlier() -> None:
    old = counting(("F0", 2, "two militiamen"), ("F1", 1, "a soldier"))
    (new,) = counting(("F2", 4, "fighters"), report="E")
    result = reconcile([*old, replace(new, as_of=date(2008, 4, 2))])
    assert result is not None
    assert result.having("superseded") == ("F0", "F1")
    assert (result.low, result.best, result.high, result.open) == (2, 4, None, True)


def test_nothing_reported_is_nothing() -> None:
    assert reconcile([]) is None


@pytest.mark.parametrize(
    ("known", "name", "kind", "outlet", "expected"),
    [
        ("who", "WHO", "international", "Paper", "known who"),
        (None, "Interior Ministry", "government", "Paper", "name interior ministry"),
        (None, "the Interior Ministry", None, "Paper", "name interior ministry"),
        (None, "Hamas", "armed_group", "Paper", "name hamas"),
        (None, "Police", "police", "Paper", "name paper"),
        (None, "Witnesses", "civilian", "The Paper", "name paper"),
        (None, "Iraqi officials", "government", "Paper", "name paper"),
        (None, "Harbour Wire", "media", "Paper", "name harbour wire"),
        (None, None, None, "Harbour Wire", "name harbour wire"),
        (None, "officials", "government", None, "document D"),
    ],
)
def test_root(known: str | None, name: str | None, kind: ActorKind | None, outlet: str | None, expected: str) -> None:
    assert root(known, name, kind, outlet, "D") == expected
