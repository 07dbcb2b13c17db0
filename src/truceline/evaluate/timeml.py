"""Time expressions in TimeML documents (TimeBank, AQUAINT), read with the creation time as publication date.

- `relaxed` pairs expressions that share a letter, `strict` wants the same words, punctuation at the ends aside.
- Values are intervals of days: ``1998-W08`` is a week from Monday, ``1998-Q1`` three months, a time of day its day. The
  value F1 of dates has in its recall all DATE and TIME expressions with a calendar value, in its precision all that the
  pipeline gives days for; PRESENT_REF and its like have no days, so a day given there is wrong.
- Durations are compared in their units, weeks as seven days. `all expressions` counts sets and references as wanted and
  never right, since the pipeline gives them no value.

Unlike in TempEval-3's scorer, seasons and vague values (``1998-XX``) are no values of dates, and modifiers are ignored
on both sides: compared is what the words name (`TimeMention.named`), not the part of it that they single out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from truceline.errors import UsageError
from truceline.evaluate import texts
from truceline.evaluate.report import Scores, Table
from truceline.evaluate.scoring import Share, Tally, pairs
from truceline.evaluate.words import trimmed
from truceline.model.extraction import TimeMention
from truceline.model.text import Span

ENDS = (".tml", ".tml.gz")
_EXPECTED = "a TimeML document with the elements DCT and TEXT"
_DATED = ("DATE", "TIME")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})$")
_PART = re.compile(r"(\d{4})-([QH])([1-4])$")
_YEARS = re.compile(r"\d{2,4}$")
_LENGTH = re.compile(r"P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$")

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression of the answers."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its time expressions."""

    id: str
    text: str
    published: date | None
    times: tuple[Timex, ...]


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """F1 of expressions and of their values."""
    texts.whole(options, "timeml")
    files = texts.few(files_in(paths[0]), options, lambda file: file.name)
    gold = [load(file) for file in files]
    counts = {name: Tally() for name in ("relaxed", "strict", "dates", "durations", "all")}
    dated = Share()
    failed = 0
    wrong: list[tuple[str, str]] = []
    documents = (texts.document(g.id, g.text, g.published) for g in gold)
    for one, extraction in zip(gold, texts.readings(documents, options.jobs), strict=True):
        failed += extraction is None
        wrong += _compare(one, () if extraction is None else extraction.times, counts, dated)
    kinds = sorted({kind for kind, _ in wrong})
    rows = [(kind, sum(k == kind for k, _ in wrong), sum(w == (kind, "none") for w in wrong)) for kind in kinds]
    return Scores(
        documents=len(gold),
        failed=failed,
        measures=(
            counts["relaxed"].measure("expressions", "relaxed, F1"),
            counts["strict"].measure("expressions", "strict, F1"),
            counts["dates"].measure("values", "dates, F1"),
            dated.measure("values", "dates found, accuracy"),
            counts["durations"].measure("values", "durations, F1"),
            counts["all"].measure("values", "all expressions, F1"),
        ),
        tables=(Table("Dates with a wrong value, by the form of the answer", ("form", "n", "no value"), tuple(rows)),),
    )


def files_in(path: Path) -> list[Path]:
    """The TimeML files of a folder and its folders, or the one file.

    Raises:
        UsageError: there are none.
    """
    found = sorted(p for p in path.rglob("*") if p.name.endswith(ENDS)) if path.is_dir() else [path]
    if not found:
        raise UsageError(f"{path}: no files *.tml or *.tml.gz; expected {_EXPECTED} in each")
    return found


def load(file: Path) -> Annotated:
    """A document without its marks, and the places of its time expressions.

    Raises:
        UsageError: it is no TimeML.
    """
    try:
        root = ElementTree.fromstring(texts.contents(file))
    except ElementTree.ParseError as error:
        raise UsageError(f"{file}: not XML ({error}); expected {_EXPECTED}") from None
    body, created = root.find(".//TEXT"), root.find(".//DCT//TIMEX3")
    if body is None or created is None:
        raise UsageError(f"{file}: expected {_EXPECTED}, and a TIMEX3 in DCT")
    words: list[str] = []
    times = tuple(t for t in _walk(body, words) if t.span.start < t.span.end)
    day = interval(created.get("value", ""))
    return Annotated(file.name.split(".tml")[0], "".join(words), None if day is None else day[0], times)


def _walk(element: ElementTree.Element, words: list[str]) -> Iterator[Timex]:
    """Adds the words of an element, and gives the time expressions in it."""
    start = sum(map(len, words))
    words.append(element.text or "")
    for child in element:
        yield from _walk(child, words)
        words.append(child.tail or "")
    if element.tag == "TIMEX3":
        span = Span(start, sum(map(len, words)))
        yield Timex(span, element.get("type", ""), element.get("value", ""))


def _compare(
    gold: Annotated, times: Sequence[TimeMention], counts: dict[str, Tally], dated: Share
) -> Iterator[tuple[str, str]]:
    """Counts one document; gives the forms of values that were not met."""

    def worth(found: TimeMention, wanted: Timex) -> float:
        return found.span.overlaps(wanted.span) + (trimmed(found.span, gold.text) == trimmed(wanted.span, gold.text))

    found = pairs(times, gold.times, worth)
    exact = sum(worth(times[i], gold.times[j]) > 1 for i, j in found)
    counts["relaxed"].add(len(found), len(times), len(gold.times))
    counts["strict"].add(exact, len(times), len(gold.times))
    dates = lengths = 0
    for i, j in found:
        wanted, ours = gold.times[j], times[i]
        want = interval(wanted.value) if wanted.type in _DATED else None
        if want is not None:
            right = _days(ours) == want
            dates += right
            dated.add(right)
            if not right:
                yield re.sub(r"\d", "9", wanted.value), "none" if _days(ours) is None else "other"
        lengths += wanted.type == "DURATION" and ours.duration is not None and same_length(ours.duration, wanted.value)
    wanted_dates = sum(t.type in _DATED and interval(t.value) is not None for t in gold.times)
    counts["dates"].add(dates, sum(_days(t) is not None for t in times), wanted_dates)
    wanted_lengths = sum(t.type == "DURATION" and bool(_LENGTH.match(t.value)) for t in gold.times)
    counts["durations"].add(lengths, sum(t.duration is not None for t in times), wanted_lengths)
    counts["all"].add(dates + lengths, len(times), len(gold.times))


def _days(time: TimeMention) -> Interval | None:
    """What the words name: TimeML gives ``since 1990`` the value 1990 and ``early March`` the value of March."""
    days = time.named or time.days
    if days is None or time.duration is not None or days.earliest is None or days.latest is None:
        return None
    return days.earliest, days.latest


def interval(value: str) -> Interval | None:
    """The days of a TimeML value, both ends included; nothing for vague values and references."""
    try:
        if m := _DAY.match(value):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := _MONTH.match(value):
            return _months(int(m[1]), int(m[2]), 1)
        if m := _WEEK.match(value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday, monday + timedelta(days=6)
        if m := _PART.match(value):
            size = 3 if m[2] == "Q" else 6
            return _months(int(m[1]), size * (int(m[3]) - 1) + 1, size)
        if _YEARS.match(value):
            zeros = 4 - len(value)
            return date(int(value + "0" * zeros), 1, 1), date(int(value + "9" * zeros), 12, 31)
    except ValueError:
        return None
    return None


def _months(year: int, month: int, size: int) -> Interval:
    last = month + size - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def same_length(ours: str, wanted: str) -> bool:
    """True if two ISO durations are the same; a week is seven days."""
    return bool(_LENGTH.match(wanted)) and _in_days(ours) == _in_days(wanted)


def _in_days(length: str) -> str:
    return re.sub(r"(\d+)W", lambda m: f"{7 * int(m[1])}D", length)
