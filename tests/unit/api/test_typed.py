"""The API as a user writes it, under mypy: the types below are checked when this file is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import assert_type

import polars as pl

import truceline
from truceline import Extraction, Passage, Record


def killed(found: Extraction) -> int:
    """Most persons killed in one event of a report."""
    return max((figure.high or figure.low or 0 for figure in found.figures if figure.kind == "killed"), default=0)


def test_findings_are_typed() -> None:
    found = truceline.extract("Shelling killed 12 people in Basra on Sunday.", published=date(2008, 3, 31))
    assert_type(found, Extraction)
    event = found.events[0]
    assert_type(event, truceline.Event)
    assert_type(event.passage, Passage)
    assert_type([figure.low for figure in event.figures], list[int | None])
    assert_type(event.date.earliest if event.date else None, date | None)
    assert killed(found) == 12


def test_records_are_typed(demo: Path) -> None:
    record = truceline.open(demo, frames="polars")
    assert_type(record, Record[pl.DataFrame])
    assert_type(record.where(country="IRQ").events, pl.DataFrame)
    assert_type(record.why(record.events["id"][0]).passages, tuple[Passage, ...])
    assert_type(record.ceasefire(record.lives["id"][0]).ended is None, bool)
    assert record.events.filter(pl.col("status") == "asserted").height > 100
