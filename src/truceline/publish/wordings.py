"""Wording that takes a side as a person reads it: whose it is, and of what it is said, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from truceline.model.records import WordingRow
from truceline.publish.links import Record, in_words
from truceline.publish.tables import as_dict

REPORT = "the report itself"


def worded(record: Record) -> Iterator[dict[str, Any]]:
    """All wording, each with `target` (the actor or event that it is used of) and `speaker` (who uses it) in words."""
    found = list(record.rows(WordingRow))
    tables = {row.target_table for row in found if row.target_table is not None}
    words = {table: in_words(record, table) for table in sorted(tables)}
    for row in found:
        target = words[row.target_table].get(row.target_id or "", "") if row.target_table is not None else ""
        yield as_dict(row) | {"target": target, "speaker": row.speaker_text or REPORT}
