"""Tables of durations, and survival curves where `lifelines` is installed."""

from __future__ import annotations

import sys

import pytest

from tests.unit.follow_rows import Chronicle
from truceline.errors import UsageError
from truceline.follow import Life, Span, curves, durations


def three() -> list[Life]:
    """One that broke after ten days, one after twenty, and one of which nothing more is heard."""
    book = Chronicle()
    book.publish(a="2009-01-02", b="2009-01-12", c="2010-01-02", d="2010-01-22", e="2011-01-02", f="2011-01-11")
    told = (
        ("a", "holding", "2009-01-01"), ("b", "broken_down", "2009-01-01"), ("c", "holding", "2010-01-01"),
        ("d", "broken_down", "2010-01-01"), ("e", "holding", "2011-01-01"), ("f", "holding", "2011-01-01"),
    )  # fmt: skip
    for document, state, start in told:
        front = book.actor(document, "Mahdi Army", "armed_group", known="ucdp:5659")
        book.ceasefire(f"{document}.1", state, start, declarers=[front], side="unilateral", duration="P30D")
    for truce, end in (("b.1", "2009-01-11"), ("d.1", "2010-01-21")):
        book.step(truce, "broken_down", end, kind="ceasefire_ended")
    return book.lives()


def test_declared_effective_and_held_until() -> None:
    broken, longer, open_ended = (life.duration for life in three())
    assert [(d.least, d.most, d.censored) for d in (broken, longer, open_ended)] == [
        (10, 10, False),
        (20, 20, False),
        (10, None, True),
    ]
    assert broken.declared_days == 30
    assert open_ended.held_until is not None
    assert str(open_ended.held_until.latest) == "2011-01-11"


def test_a_table_by_code_function_or_none() -> None:
    lives = three()
    assert [span.days for span in durations(lives)] == [10.0, 20.0, 10.0]
    assert {span.group for span in durations(lives, by="side")} == {"unilateral"}
    assert {span.group for span in durations(lives, by="mediator_nego")} == {"not reported"}
    years = durations(lives, by=lambda life: str(life.first_reported)[:4])
    assert [span.group for span in years] == ["2009", "2010", "2011"]


def test_without_the_library_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lifelines", None)
    with pytest.raises(UsageError, match=r"truceline\[survival\]"):
        curves(())


@pytest.mark.filterwarnings("ignore")
def test_kaplan_meier_by_groups() -> None:
    pytest.importorskip("lifelines")

    def span(own: str, group: str, days: float, *, censored: bool = False) -> Span:
        return Span(
            id=own, group=group, days=days, least=int(days), most=int(days), censored=censored, declared_days=None
        )  # fmt: skip

    spans = [span("1", "a", 10), span("2", "a", 20), span("3", "a", 30, censored=True), span("4", "b", 5)]
    first, second = curves(spans)
    assert (first.group, first.ceasefires, first.ended) == ("a", 3, 2)
    assert [round(point.holding, 3) for point in first.points] == [1.0, 0.667, 0.333, 0.333]
    assert first.median == 20
    assert (second.group, second.median) == ("b", 5)
