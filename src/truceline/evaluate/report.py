"""What an evaluation found, as a table to read and as JSON.

Neither holds a day, a path or the name of a machine: the same data, version and model give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = "truceline-evaluation/1"

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Measure:
    """One number: `score` in 0 to 1 over `n` answers; precision and recall where the score is an F1."""

    group: str
    name: str
    score: float
    n: int
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts beside the measures: what was taken for what, errors by cause, and the like."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One mistake: what went wrong, in which text, at which words, what was wanted and what was given."""

    cause: str
    document: str
    words: str
    wanted: str
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What one kind of data gives, before version and data are written beside it."""

    documents: int
    failed: int
    measures: tuple[Measure, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The scores with all that is needed to repeat them. `data` is the last part of the path only."""

    kind: str
    data: str
    split: str
    limit: int | None
    software: str
    model: str
    scores: Scores

    def as_dict(self) -> dict[str, Any]:
        """The JSON object, keys in fixed order. Examples are left out: they quote texts that may be others'."""
        scores = self.scores
        return {
            "format": FORMAT,
            "as": self.kind,
            "data": self.data,
            "split": self.split,
            "limit": self.limit,
            "truceline": self.software,
            "model": self.model,
            "documents": scores.documents,
            "failed": scores.failed,
            "measures": [
                {
                    "group": m.group,
                    "measure": m.name,
                    "score": round(m.score, 4),
                    "n": m.n,
                    "precision": None if m.precision is None else round(m.precision, 4),
                    "recall": None if m.recall is None else round(m.recall, 4),
                }
                for m in scores.measures
            ],
            "tables": [{"title": t.title, "columns": t.columns, "rows": t.rows} for t in scores.tables],
            "notes": list(scores.notes),
        }

    def as_json(self) -> str:
        """The JSON object as text, indented, with a line feed at the end."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"

    def as_text(self) -> str:
        """Table of measures, further tables, notes and examples."""
        scores = self.scores
        failed = f", {scores.failed} of them failed and count as empty" if scores.failed else ""
        parts = [
            f"{self.kind}: {self.data}, {self.split}, {scores.documents} documents{failed}; "
            f"truceline {self.software}, model {self.model}\n",
            _aligned(("group", "measure", "score", "n", "P", "R"), [_row(m) for m in scores.measures]),
        ]
        parts += [f"{t.title}\n{_aligned(t.columns, t.rows)}" for t in scores.tables if t.rows]
        if scores.notes:
            parts.append("".join(f"- {note}\n" for note in scores.notes))
        if scores.examples:
            parts.append("".join(map(_example, scores.examples)))
        return "\n".join(parts)


def _row(m: Measure) -> tuple[Cell, ...]:
    p, r = (None if x is None else f"{x:.3f}" for x in (m.precision, m.recall))
    return (m.group, m.name, f"{m.score:.3f}", m.n, p or "", r or "")


def _example(e: Example) -> str:
    return f"{e.cause} | {e.document} | {e.words}\n    wanted: {e.wanted}\n    given:  {e.given}\n"


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Columns of equal width, numbers to the right."""
    cells = [[str(c) for c in row] for row in (columns, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    right = [bool(rows) and all(_numeric(row[i]) for row in rows) for i in range(len(columns))]
    lines = []
    for row in cells:
        shown = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)]
        lines.append("  ".join(shown).rstrip())
    return "".join(line + "\n" for line in lines)


def _numeric(cell: Cell) -> bool:
    return not isinstance(cell, str) or cell == "" or cell.replace(".", "", 1).isdigit()
