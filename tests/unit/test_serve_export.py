"""Lists as files: the same rows as the view, whole, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.record import Store
from truceline.record.views import events
from truceline.serve.asked import Asked
from truceline.serve.views.export import table


def ask(name: str, **params: str) -> Asked:
    """A request for a list."""
    return Asked({"list": name}, params, {}, None)


def test_the_file_holds_the_rows_of_the_view(examples: Path) -> None:
    with Store.open(examples) as store:
        answer = table(store, ask("events.csv", type="armed_clash,bombing"))
        wanted = Filter.of({"type": "armed_clash,bombing"})
        shown = events.listed(store, wanted, "day", 0, 10_000)
    text = bytes(answer.body).decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [event.id for event in shown]
    assert int(answer.headers["x-rows"]) == len(rows) == len(shown)
    killed = {event.id: event.killed for event in shown if event.killed is not None}
    assert killed
    for row in rows:
        range_ = killed.get(row["id"])
        assert row["killed_low"] == ("" if range_ is None or range_.low is None else str(range_.low))
    assert "armed" in answer.headers["content-disposition"]


@pytest.mark.parametrize("name", ["ceasefires.csv", "documents.csv"])
def test_other_lists_too(examples: Path, name: str) -> None:
    with Store.open(examples) as store:
        assert int(table(store, ask(name)).headers["x-rows"]) > 5


def test_an_empty_file_is_refused_with_the_reason(examples: Path) -> None:
    with Store.open(examples) as store, pytest.raises(UsageError, match="no row of the events meets the filter"):
        table(store, ask("events.csv", since="1950-01-01", until="1950-01-02"))


def test_an_unknown_list_is_refused(examples: Path) -> None:
    with Store.open(examples) as store, pytest.raises(UsageError, match="there is no list"):
        table(store, ask("secrets"))
