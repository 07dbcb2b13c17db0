"""Scores an extraction of ``examples/reports`` against ``examples/expected.yaml``, whose head explains the conventions.

    python -m tests.examples [--verbose] [FILE.jsonl]

Extracts the reports in this process, or takes the lines that ``truceline extract`` wrote, and prints how much of what a
good reading finds was found. Scored is the published format, so that both are the same thing. Details (status, date,
actors) count where their event, figure, ceasefire or claim was found; figures count wherever they were hung. What is
marked optional counts when it is found. ``among expected`` is a proxy of precision: the expected record is incomplete.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from tests.examples_report import Report
from tests.examples_scoring import Json, Score
from truceline.errors import EvidenceError
from truceline.model.extraction import Extraction
from truceline.model.ledger import Reading
from truceline.model.text import Skipped
from truceline.publish.extraction_json import extraction_dict

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"


def expected() -> Json:
    """The hand-made record."""
    found: Json = yaml.safe_load((EXAMPLES / "expected.yaml").read_text(encoding="utf-8"))
    return found


def extracted() -> Iterator[Json]:
    """The lines that the example reports give; a report that failed gives one with an error."""
    from truceline.pipeline import understood
    from truceline.read import read

    for result in understood(read([str(REPORTS)])):
        if isinstance(result, Reading):
            yield as_line(result.extraction)
        elif not isinstance(result, Skipped):
            yield {"document": {"path": result.path}, "error": {"code": result.code, "message": result.message}}


def written(file: Path) -> Iterator[Json]:
    """The lines that ``truceline extract`` wrote; an error in place of one that broke off."""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                yield {"document": {"path": f"{file}#{number}"}, "error": {"code": "bad_json", "message": str(error)}}


def as_line(extraction: Extraction) -> Json:
    """An extraction in the published format; an error in place of one whose spans are broken."""
    try:
        return extraction_dict(extraction)
    except EvidenceError as error:
        return {"document": {"path": extraction.document.path}, "error": {"code": "evidence", "message": str(error)}}


def score(found: Iterable[Extraction | Json], wanted: Json) -> Score:
    """How well `found` answers to `wanted`; a report that is not there has everything missed and no trap avoided."""
    lines = [as_line(item) if isinstance(item, Extraction) else item for item in found]
    result = Score()
    for report in wanted["documents"]:
        line = next((x for x in lines if "error" not in x and _is(x.get("document") or {}, report)), None)
        error = next((x["error"] for x in lines if "error" in x and _is(x.get("document") or {}, report)), "nothing")
        result.note("reports read", report["id"], line is not None, report["file"], error)
        Report(result, report, line or {}, present=line is not None).all()
    return result


def _is(document: Json, report: Json) -> bool:
    path, _, row = str(document.get("path")).partition("#")
    same = "row" not in report or row == report["row"] or document.get("published") == report["published"]
    return Path(path).name == report["file"] and same


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.examples", description="Scores the example reports.")
    parser.add_argument("--verbose", action="store_true", help="list every miss: measure, place, expected, got")
    parser.add_argument("file", nargs="?", type=Path, help="lines of `truceline extract`; otherwise extract now")
    options = parser.parse_args()
    if options.file is None:
        lines = list(extracted())
    else:
        lines = list(written(options.file))
    for line in lines:
        if "error" in line:
            sys.stderr.write(f"failed: {line['document'].get('path')}: {line['error'].get('message')}\n")
    found = score(lines, expected())
    sys.stdout.write((found.details() + "\n" if options.verbose else "") + found.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
