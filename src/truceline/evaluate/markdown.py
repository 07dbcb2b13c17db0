"""Tables of measured numbers in a Markdown page, between comments that mark their places.

A section stands between ``<!-- accuracy:NAME -->`` and ``<!-- /accuracy:NAME -->``; all else in the page is written by
hand and stays. A section without a place is put at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from truceline.evaluate.peers import peer

Json = dict[str, Any]


def section(title: str, what: str, report: Json) -> str:
    """One evaluation: what it was measured on, its measures beside those of others, and its tables."""
    split = "" if report["split"] == "all" else f", {report['split']} part"
    limit = "" if report["limit"] is None else f", only {report['limit']} documents"
    failed = f"; {report['failed']} could not be read and count as empty" if report["failed"] else ""
    lines = [
        f"### {title}",
        "",
        f"`{report['data']}`{split}{limit}: {report['documents']} texts{failed}. {what} "
        f"truceline {report['truceline']}, model `{report['model']}`; "
        f"`truceline evaluate … --as {report['as']}{_option(report)}`.",
        "",
    ]
    rows = [
        (
            m["group"],
            m["measure"],
            f"**{_short(m['score'])}**",
            m["n"],
            _pair(m),
            peer(report["as"], m["group"], m["measure"]),
        )
        for m in report["measures"]
    ]
    lines += _table(("", "measure", "score", "n", "P / R", "others"), rows)
    for table in report["tables"]:
        if table["rows"]:
            lines += ["", f"{table['title']}:", "", *_table(table["columns"], table["rows"])]
    return "\n".join(lines)


def heads_section(scores: Mapping[str, Mapping[str, str]]) -> str:
    """The scores of the model's heads on gold words, as the training room measured them."""
    lines = ["### The model's heads on gold words", "", "`python -m training.evaluate --test`.", ""]
    rows = [(data, name, value) for data, values in scores.items() for name, value in values.items()]
    return "\n".join([*lines, *_table(("data", "what", "score"), rows)])


def placed(page: str, sections: Mapping[str, str]) -> str:
    """The page with each section in its place, or at the end if it has none yet."""
    for name, words in sections.items():
        begin, end = f"<!-- accuracy:{name} -->", f"<!-- /accuracy:{name} -->"
        block = f"{begin}\n{words}\n{end}"
        place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if place.search(page):
            page = place.sub(lambda _, block=block: block, page, count=1)  # type: ignore[misc]
        else:
            page = f"{page.rstrip()}\n\n{block}\n"
    return page


def _option(report: Json) -> str:
    return "" if report["split"] == "all" else f" --split {report['split']}"


def _pair(measure: Json) -> str:
    if measure["precision"] is None:
        return ""
    return f"{_short(measure['precision'])} / {_short(measure['recall'])}"


def _short(score: float) -> str:
    return f"{score:.3f}".removeprefix("0")


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return lines + [f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |" for row in rows]
