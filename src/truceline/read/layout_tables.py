"""Tables that lay out a page, as those of the nineties do: their cells hold the page, not a row of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote center hr article section table".split())
_PARTS = frozenset("table tbody thead tfoot tr td th caption".split())
_PROSE = 100


def unlay(tree: HtmlElement) -> None:
    """Makes divisions of the tables that lay out a page, in place; tables of values stay.

    A table lays out if it says so itself (``role="presentation"``), or if one of its cells holds a table, several
    paragraphs or headings, or a hundred words and more.
    """
    laying = {table for table in tree.iter("table") if table.get("role") == "presentation"}
    for cell in tree.iter("td", "th"):
        table = next(cell.iterancestors("table"), None)
        if table is not None and table not in laying and _lays_out(cell):
            laying.add(table)
    for table in laying:
        for part in _parts(table):
            part.tag = "div"
            for name in ("width", "height", "role"):
                part.attrib.pop(name, None)


def _lays_out(cell: HtmlElement) -> bool:
    blocks = 0
    for inner in cell.iterdescendants():
        if inner.tag == "table":
            return True
        blocks += inner.tag in _BLOCKS
        if blocks > 1:
            return True
    return len(" ".join(cell.itertext()).split()) >= _PROSE


def _parts(table: HtmlElement) -> list[HtmlElement]:
    """The table and its own rows and cells, not those of tables within it."""
    found, waiting = [], [table]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting.extend(child for child in element if child.tag in _PARTS and child.tag != "table")
    return found
