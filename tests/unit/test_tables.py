"""Rows as JSON Lines, CSV and columns."""

from __future__ import annotations

import csv
import io
import json

from truceline.publish.tables import csv_lines, json_lines, text_lines

ROWS: list[dict[str, object]] = [
    {"id": "EVT-1", "type": "shelling", "low": None, "places": ["Kufa", "Najaf"], "open": True, "trigger": "=SUM(A1)"},
    {"id": "EVT-2", "type": "talks", "low": 0, "places": [], "open": False, "trigger": 'he said "no"\nand left'},
]


def test_csv_keeps_null_and_zero_apart_and_disarms_formulas() -> None:
    back = list(csv.DictReader(io.StringIO("".join(csv_lines(ROWS)))))
    assert [r["low"] for r in back] == ["", "0"]
    assert back[0]["places"] == "Kufa; Najaf"
    assert back[0]["trigger"] == "'=SUM(A1)"
    assert back[1]["trigger"] == 'he said "no"\nand left'


def test_json_lines_round_trip() -> None:
    assert [json.loads(line) for line in json_lines(ROWS)] == ROWS


def test_columns_fit_the_terminal() -> None:
    lines = list(text_lines(ROWS, ("id", "type", "trigger"), 30))
    assert len(lines) == 3
    assert all(len(line.rstrip("\n")) <= 30 for line in lines)


def test_ids_are_whole_however_narrow_the_terminal_is() -> None:
    rows = [{"id": "EVT-QFDW6BXM5Y82", "event_id": "EVT-C1WZJQJW26PC", "words": "an account of many words"}]
    (_, line) = text_lines(rows, ("id", "words", "event_id"), 20)
    assert line.split()[0] == "EVT-QFDW6BXM5Y82"
    assert line.split()[-1] == "EVT-C1WZJQJW26PC"
    assert "an acco…" in line


def test_no_rows_give_no_header() -> None:
    assert list(csv_lines([])) == []
    assert list(text_lines([], ("id",), 80)) == []


def test_a_list_that_begins_like_a_formula_is_text_as_well() -> None:
    """The actors of an event are a list, and their names come from the report."""
    rows = [{"actors": ["=cmd|' /C calc'!A0", "police"]}, {"actors": ["police", "=1"]}]
    assert list(csv_lines(rows))[1:] == ["'=cmd|' /C calc'!A0; police\n", "police; =1\n"]
