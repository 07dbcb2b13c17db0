"""Laws of reconciliation: no figure is lost, low <= best <= high, a report never narrows the range, order is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from truceline.model.extraction import Revision
from truceline.model.records import Standing
from truceline.record.reconcile import Reconciliation, Reported, reconcile
from truceline.record.totals import totals

REVISIONS: tuple[Revision, ...] = get_args(Revision)
WHO = (None, None, "people", "two miners", "a guard", "guards")


@st.composite
def figures(draw: st.DrawFn, revisions: Sequence[Revision | None] = (None,)) -> Reported:
    """A figure as the lexicon may read it, or as a person may have corrected it: ends need not be in order."""
    low = draw(st.none() | st.integers(0, 60))
    best = draw(st.none() | st.integers(0, 60))
    high = draw(st.none() | st.integers(0, 99))
    return Reported(
        id=draw(st.uuids()).hex,
        low=low,
        best=best,
        high=high,
        open=high is None and draw(st.booleans()),
        root=draw(st.sampled_from("xyz")),
        as_of=draw(st.none() | st.dates(date(2008, 1, 1), date(2008, 1, 4))),
        place=(draw(st.sampled_from(["R1", "R2", "R3"])), draw(st.integers(0, 3))),
        who=draw(st.sampled_from(WHO)),
        speaker=draw(st.sampled_from([None, "doctors", "clerks"])),
        hedge=draw(st.integers(0, 9)) == 0,
        revision=draw(st.sampled_from(revisions)),
        reliability=draw(st.sampled_from("AFFFE")),
        credibility=draw(st.sampled_from([1, 6, 6, 5])),
    )


def lists(*revisions: Revision | None, least: int = 1) -> st.SearchStrategy[list[Reported]]:
    """Reports each of one day: all figures of a report have its day."""
    return st.lists(figures(revisions or (None,)), min_size=least, max_size=7, unique_by=lambda f: f.id).map(_days)


def _days(found: list[Reported]) -> list[Reported]:
    days = {f.place[0]: f.as_of for f in reversed(found)}
    return [replace(f, as_of=days[f.place[0]]) for f in found]


def well_formed(result: Reconciliation) -> None:
    low, best, high = result.low, result.best, result.high
    assert low is None or best is None or low <= best
    assert high is None or best is None or best <= high
    assert low is None or high is None or low <= high
    assert not result.open or high is None
    assert (best is None) == (result.best_figure_id is None)


@given(found=lists(None, *REVISIONS), wounded=lists(None, *REVISIONS, least=0))
def test_no_figure_is_lost_and_low_best_and_high_are_in_order(found: list[Reported], wounded: list[Reported]) -> None:
    result = reconcile(found, wounded)
    assert result is not None
    assert set(result.fates) == {figure.id for figure in found}
    assert {fate.standing for fate in result.fates.values()} <= set(get_args(Standing))
    assert sum(len(result.having(standing)) for standing in get_args(Standing)) == result.n_figures == len(found)
    assert all(fate.by is None or fate.by in result.fates for fate in result.fates.values())
    well_formed(result)
    if result.best_figure_id is not None:
        assert result.fates[result.best_figure_id].standing == "counted"
    gone = {*result.having("corrected"), *result.having("withdrawn")}
    assert not gone & {figure_id for ids in result.ends.values() for figure_id in ids}


@given(found=lists(None, *REVISIONS), wounded=lists(None, least=0), random=st.randoms(use_true_random=False))
def test_the_order_of_figures_is_nothing(found: list[Reported], wounded: list[Reported], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconcile(shuffled, wounded[::-1]) == reconcile(found, wounded)


@given(found=lists(None, *REVISIONS), report=lists(None), wounded=lists(None, least=0))
def test_a_further_report_never_narrows_the_range(
    found: list[Reported], report: list[Reported], wounded: list[Reported]
) -> None:
    new = [replace(figure, place=("new", at), as_of=report[0].as_of) for at, figure in enumerate(report)]
    before, after = reconcile(found, wounded), reconcile([*found, *new], wounded)
    assert before is not None
    assert after is not None
    assert before.low is None or (after.low is not None and after.low <= before.low)
    assert before.high is None or after.open or (after.high is not None and after.high >= before.high)
    assert after.open or not before.open


@given(figure=figures((None, "corrects")), other=figures())
def test_a_figure_alone_is_as_one_among_hedges(figure: Reported, other: Reported) -> None:
    """What is short-cut for one figure equals the long way, which a hedge that opens nothing forces."""
    hedge = replace(other, id="~", hedge=True, open=False, root=figure.root)
    alone, together = reconcile([figure]), reconcile([figure, hedge])
    assert alone is not None
    assert together is not None
    assert (alone.low, alone.best, alone.high, alone.open) == (
        together.low,
        together.best,
        together.high,
        together.open,
    )
    assert (alone.ends, alone.rule, alone.agreement) == (together.ends, together.rule, together.agreement)
    assert alone.fates[figure.id] == together.fates[figure.id]


@given(found=lists(None))
def test_without_a_revision_nothing_leaves_the_range(found: list[Reported]) -> None:
    result = reconcile(found)
    assert result is not None
    assert result.having("corrected") == result.having("withdrawn") == ()
    assert result.n_independent <= len({figure.root for figure in found})


@given(police=lists(None, least=0), civilian=lists(None, least=0), unknown=lists(None, least=0))
def test_a_total_is_well_formed_and_of_one_source(
    police: list[Reported], civilian: list[Reported], unknown: list[Reported]
) -> None:
    by_class = {"police": police, "civilian": civilian, "unknown": unknown}
    every = {figure.id: figure for figures in by_class.values() for figure in figures}
    if len(every) < len(police) + len(civilian) + len(unknown):
        return
    found = totals(by_class)
    for parts in found.parts.values():
        assert len({(every[part].root, every[part].place[0]) for part in parts}) == 1
    result = reconcile(found.figures)
    if result is not None:
        well_formed(result)
