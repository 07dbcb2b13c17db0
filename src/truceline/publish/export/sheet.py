"""The sheet beside every export: what it is, of when, by which rules, what is left out, and how to find a passage."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import truceline
from truceline.model.filters import Filter
from truceline.publish.export.passages import PASSAGES
from truceline.publish.export.tables import Product
from truceline.record import Store

SHEET, README = "export.json", "README.md"
RANGE = (
    "Numbers of persons given as low, best and high are a range of reports: the smallest and the largest that a source"
    " gives. They are not a confidence interval, and the true number may lie outside."
)
LICENCE = (
    "The rows are drawn from your reports; whether you may pass on their words, their publishers decide.",
    "Places: GeoNames (https://www.geonames.org), CC BY 4.0.",
    "Names of armed actors: UCDP Actor Dataset 22.1, CC BY 4.0.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of the record that an export shows: everything read and decided up to these.

    Attributes:
        documents: how many reports.
        first_published: day of the oldest report that has one, ISO 8601.
        cut_off: day of the newest.
        decisions: number of the last decision, 0 if there is none.
        decided_at: when it was made, ISO 8601.
        reading: version of the software and its word lists that read last.
    """

    documents: int
    first_published: str | None
    cut_off: str | None
    decisions: int
    decided_at: str | None
    reading: str | None


def state_of(store: Store) -> State:
    """What the record holds now."""
    days = sorted(store.published().values())
    runs = list(store.runs())
    last = max(store.decisions(), key=lambda decision: decision.number, default=None)
    return State(
        documents=next(store.select("SELECT count(*) FROM document"))[0],
        first_published=days[0].isoformat() if days else None,
        cut_off=days[-1].isoformat() if days else None,
        decisions=0 if last is None else last.number,
        decided_at=None if last is None else last.at.isoformat(timespec="seconds"),
        reading=runs[-1].version if runs else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that stands on the sheet; `content` is the SHA-256 of all rows, `changes` those since `since`."""

    format: str
    meaning: str
    record: str
    state: State
    wanted: Filter
    rows: Mapping[str, int]
    left_out: Mapping[str, int]
    notes: Sequence[str]
    licence: Sequence[str]
    content: str
    changes: Mapping[str, int] | None
    files: Mapping[str, str]


def sheet(
    store: Store, product: Product, wanted: Filter, files: Sequence[Path], *, name: str, meaning: str, content: str,
    rows: Mapping[str, int], changes: Mapping[str, int] | None,
) -> Sheet:  # fmt: skip
    """The sheet of an export whose files are written."""
    return Sheet(
        format=name,
        meaning=meaning,
        record=store.path.name,
        state=state_of(store),
        wanted=wanted,
        rows=rows,
        left_out=dict(Counter(one.reason for one in product.left_out).most_common()),
        notes=(RANGE, *product.notes),
        licence=(*LICENCE, *product.licence),
        content=content,
        changes=changes,
        files={path.name: _hash(path) for path in files},
    )


def write_sheet(folder: Path, one: Sheet) -> None:
    """Write it for people and for programs."""
    (folder / README).write_text("\n".join(_words(one)) + "\n", encoding="utf-8", newline="\n")
    values = asdict(one) | {"version": truceline.__version__, "wanted": one.wanted.query}
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    (folder / SHEET).write_text(text, encoding="utf-8", newline="\n")


def format_of(folder: Path) -> str | None:
    """The format of the export in a folder, None if it holds none."""
    found = read_sheet(folder)
    name = found.get("format") if found is not None else None
    return name if isinstance(name, str) else None


def read_sheet(folder: Path) -> Mapping[str, Any] | None:
    """What ``export.json`` of an export says, None if the folder holds none that can be read."""
    try:
        found = json.loads((folder / SHEET).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _words(one: Sheet) -> list[str]:
    at = one.state
    lines = [
        f"# {one.meaning}",
        "",
        f"Made by truceline {truceline.__version__} from the record `{one.record}`.",
        f"It holds what {at.documents} reports say"
        + (f", published from {at.first_published} to {at.cut_off} (the cut-off day)" if at.cut_off else "")
        + (f", as {at.decisions} decisions of people have it, the last of {at.decided_at}." if at.decisions else
           ". Nobody has reviewed it: it is a machine's reading, and nothing should be published from it unreviewed."),
        "",
        f"Filter: `{one.wanted.query}`." if one.wanted.query else "No filter: everything.",
        "",
        "## Rows",
        "",
        *(f"- {table}: {number}" for table, number in one.rows.items()),
        "",
        f"Left out: {sum(one.left_out.values())}" + (" (`left_out.csv` names each):" if one.left_out else "."),
        *(f"- {number}: {reason}" for reason, number in one.left_out.items()),
    ]  # fmt: skip
    if one.changes is not None:
        told = ", ".join(f"{number} {kind}" for kind, number in one.changes.items()) or "nothing"
        lines += ["", f"Changed since the last export: {told} (`changes.csv` tells each, deletions with the reason)."]
    lines += ["", "## How to read it", "", *(f"- {note}" for note in one.notes)]
    lines += [
        "- An id stands for the same happening in every export. One that is gone is never used again for another.",
    ]
    if PASSAGES in one.files:
        lines.append(
            f"- `{PASSAGES}` names the words behind every row by its id, cell by cell, with report and offsets."
        )
    lines += ["", "## Licence", "", *(f"- {line}" for line in one.licence), "", "## Files", ""]
    lines += [f"- `{name}`, SHA-256 {hashed}" for name, hashed in one.files.items()]
    return lines


def _hash(path: Path) -> str:
    total = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()
