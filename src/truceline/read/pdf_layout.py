"""Puts the runs of a PDF page into lines in the order in which a person reads them, column by column.

Only places count, no words. White space that runs down between two sides which are both prose parts columns; a table,
whose cells are short, is read row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from truceline.read.pdf_chars import Run

_GUTTER = 0.8  # of the height of a letter: the least width of white space between columns
_STEP = 0.5
_SAME = 0.1  # of the height: lines that begin so near to each other begin at one place
_MARGIN = 0.12  # of the width of the text: no gutter is sought nearer to its edges
_LINES = 3
_LETTERS = 16  # a line of prose has so many letters
_SHORTEST = 4  # letters that a run of prose has on the average: set wide, each word is one
_MANY = 4_000  # runs of a page; only drawings and rows of dots have more
_FILLED = 0.55  # and fills so much of its column
_WIDE = 1.5  # of the height: white space inside a line that parts the cells of a table
_EVEN = 1.3  # white spaces of a line that differ less were made by setting it to both edges
_DEEPEST = 4  # columns within columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column of a page.

    `column` numbers the columns of the page in reading order; `edge` is the right edge of the column, and `cell` where
    the last cell of a row of a table begins (of other lines ``None``).
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    height: float
    page: int
    column: int
    edge: float
    cell: float | None

    @property
    def middle(self) -> float:
        """Height of the line on the page."""
        return (self.top + self.bottom) / 2


def page_lines(runs: Sequence[Run], page: int) -> tuple[Line, ...]:
    """The lines of a page in reading order.

    Args:
        runs: what stands on the page, in any order.
        page: its number, from 1.
    """
    found: list[Line] = []
    for number, column in enumerate(_columns(list(runs), _DEEPEST)):
        rows = _rows(column)
        edge = max((run.right for row in rows for run in row), default=0.0)
        found.extend(_line(row, page, number, edge) for row in rows)
    return tuple(found)


def _columns(runs: list[Run], depth: int) -> list[list[Run]]:
    """Groups of runs, each a column or what stands across columns, in reading order."""
    if depth == 0 or not 2 * _LINES <= len(runs) <= _MANY:
        return [runs] if runs else []
    bands = _bands(runs)
    if bands is None:
        return [runs]
    found: list[list[Run]] = []
    for side in bands:
        found.extend(_columns(side, depth - 1))
    return found


def _bands(runs: list[Run]) -> list[list[Run]] | None:
    """The runs parted by the gutter that parts most of them: what stands across it, left of it, right of it."""
    height = median(run.height for run in runs)
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    if height <= 0 or width < 20 * height or width > 500 * height:
        return None
    best, parted = 0, None
    runs = sorted(runs, key=lambda run: -run.middle)
    half = _GUTTER * height / 2
    for at in _gutters(runs, left + _MARGIN * width, right - _MARGIN * width, height):
        bands = _at(runs, at, half)
        sides = [side for side in bands if side.two]
        letters = sum(len(run.text) for side in sides for run in side.left + side.right)
        if letters > best:
            best, parted = letters, bands
    if parted is None:
        return None
    found: list[list[Run]] = []
    for band in parted:
        found += [band.left, band.right] if band.two else [band.across + band.left + band.right]
    return found


def _gutters(runs: Sequence[Run], start: float, end: float, height: float) -> list[float]:
    """Middles of white space that may part columns: at even steps, and just left of where several lines begin.

    A gutter hardly wider than the least would fall between the steps; the lines of its right side begin at one place.
    """
    steps = [start + n * _STEP * height for n in range(1 + int((end - start) / (_STEP * height)))]
    begun = Counter(round(run.left / (_SAME * height)) for run in runs)
    beside = [(place * _SAME - _GUTTER / 2 - _SAME) * height for place, lines in begun.items() if lines >= _LINES]
    return sorted(at for at in (*steps, *beside) if start <= at < end)


@dataclass(slots=True)
class _Band:
    """A stretch of a page from top to bottom: runs across the gutter, or those on its two sides."""

    across: list[Run]
    left: list[Run]
    right: list[Run]
    two: bool = False


def _at(runs: list[Run], at: float, half: float) -> list[_Band]:
    """The bands that a gutter at `at` would give; `runs` go from top to bottom."""
    low, high = at - half, at + half
    across = [run for run in runs if run.left < high and run.right > low]
    free = [run for run in runs if run.right <= low or run.left >= high]
    bands: list[_Band] = []
    waiting = 0
    for run in [*across, None]:
        band = _Band([], [], [])
        while waiting < len(free) and (run is None or free[waiting].middle > run.top):
            (band.left if free[waiting].right <= low else band.right).append(free[waiting])
            waiting += 1
        if band.left or band.right:
            band.two = _prose(band.left) and _prose(band.right)
            bands.append(band)
        if run is not None:
            if bands and not bands[-1].two:
                bands[-1].across.append(run)
            else:
                bands.append(_Band([run], [], []))
    return bands


def _prose(side: list[Run]) -> bool:
    """One side of a gutter holds lines of prose."""
    if len(side) < _LINES or sum(len(run.text) for run in side) < _SHORTEST * len(side):
        return False
    rows = _rows(side)
    if len(rows) < _LINES:
        return False
    width = max(run.right for run in side) - min(run.left for run in side)
    letters = sorted(sum(len(run.text) for run in row) for row in rows)
    filled = sorted(row[-1].right - row[0].left for row in rows)
    return letters[len(rows) // 2] >= _LETTERS and filled[len(rows) // 2] >= _FILLED * width


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that stand beside each other, from top to bottom, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if rows and _beside(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _beside(row: list[Run], run: Run) -> bool:
    """The run stands on the line of the row, as a raised number of a note does, too."""
    tallest = max(row, key=lambda one: one.height)
    shared = min(tallest.top, run.top) - max(tallest.bottom, run.bottom)
    if shared < 0.5 * min(tallest.height, run.height):
        return False
    return all(run.left >= one.right - one.height or run.right <= one.left + one.height for one in row)


def _line(row: list[Run], page: int, column: int, edge: float) -> Line:
    text, cell = row[0].text, None
    spread = _is_spread(row, edge)
    for before, run in pairwise(row):
        height = max(before.height, run.height)
        wide = not spread and run.left - before.right > _WIDE * height
        if wide and len(text) > 3:
            cell = run.left
        text += ("  " if wide else "" if run.left - before.right < 0.12 * height else " ") + run.text
    return Line(
        text=text,
        left=row[0].left,
        right=max(run.right for run in row),
        bottom=min(run.bottom for run in row),
        top=max(run.top for run in row),
        height=max(row, key=lambda run: len(run.text)).height,
        page=page,
        column=column,
        edge=edge,
        cell=cell,
    )


def _is_spread(row: list[Run], edge: float) -> bool:
    """The line was set to both edges of its column, which widens its white space evenly."""
    gaps = [run.left - before.right for before, run in pairwise(row)]
    return len(gaps) > 1 and row[-1].right > edge - row[-1].height and max(gaps) < _EVEN * min(gaps)
