"""Killed and wounded of one incident as each news article on it gives them, and where and when it was.

The answers are one count a kind for an incident; an article is scored by itself, with what the pipeline reads in it
alone. Its figure of a kind: every event of violence that happened (asserted or background) gives the largest of its
figures of the kind, cumulative ones aside, by the best value or else the low end; a list, figures that only commas,
"and" and determiners part ("his wife and two sons"), is added up. Nothing else is: persons told of singly are not, for
a report tells of other incidents, too. The article's figure is the one that most events give, of equally frequent
ones the first.

``null`` is not zero: a text that says nothing of wounded leaves the cell empty. The answers have 0 there, so `exact`
reads an empty cell as 0, and the table tells both apart. Town and day are scored by incident (`shooting_incidents`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from truceline.errors import UsageError
from truceline.evaluate import texts
from truceline.evaluate.report import Measure, Scores, Table
from truceline.evaluate.scoring import Share
from truceline.evaluate.shooting_incidents import Incident, Incidents, Town
from truceline.evaluate.texts import Json
from truceline.model.extraction import Extraction, Figure
from truceline.model.vocabulary import FAMILIES
from truceline.read.dates import full_dates

KINDS = ("killed", "wounded")
_HAPPENED = ("asserted", "background")
_NAMES = ("incidents.jsonl",)
_IN_A_LIST = re.compile(r"[\s,;\d]*(?:and|as well as)?\s*(?:his|her|their|the|an?|another)?\s*", re.IGNORECASE)
_EXPECTED = 'an incident {"date": …, "killed": 1, "wounded": 0, "articles": [{"text": …, "date": "YYYY-MM-DD"}]}'


@dataclass(frozen=True, slots=True)
class Article:
    """A news article with the counts of its incident, and where and when that was."""

    id: str
    text: str
    published: date | None
    counts: dict[str, int]
    incident: Incident | None = None
    title: str | None = None


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """Exact counts, and counts within one, by article."""
    articles = texts.few(load(paths[0], options.split), options, lambda article: article.id)
    tested = Tested()
    documents = (texts.document(a.id, a.text, a.published, a.title) for a in articles)
    for article, extraction in zip(articles, texts.readings(documents, options.jobs), strict=True):
        tested.add(article, extraction)
    return tested.scores()


def load(path: Path, split: texts.Split = "all") -> list[Article]:
    """The articles of a file of incidents; a part is chosen by the incident's day, so that its articles stay together.

    Raises:
        UsageError: it is no such file.
    """
    file = texts.present(path, *_NAMES) if path.is_dir() else path
    if file is None:
        raise UsageError(f"{path}: expected a folder with incidents.jsonl (gzipped or not), or such a file")
    found = []
    for where, row in texts.json_lines(file, ("date", *KINDS, "articles"), _EXPECTED):
        if not all(isinstance(row[kind], int) for kind in KINDS) or not isinstance(row["articles"], list):
            raise UsageError(f"{where}: killed, wounded or articles are wrong; expected {_EXPECTED}")
        if texts.in_split(str(row["date"]), split):
            found += [_article(where, number, row, article) for number, article in enumerate(row["articles"])]
    return found


def _article(where: str, number: int, row: Json, article: Json) -> Article:
    if not isinstance(article, dict) or not isinstance(article.get("text"), str):
        raise UsageError(f"{where}: article {number + 1} has no text; expected {_EXPECTED}")
    published = texts.day_of(article["date"], where) if article.get("date") else None
    name = f"{row.get('incident', where.rpartition(' ')[2])}/{number}"
    town = None
    if row.get("city") and row.get("state"):
        city = str(row["city"]).split("(")[0].strip()  # "Chicago (Englewood)"
        town = Town(city, str(row["state"]))
    words = str(row["date"])
    dated = next(full_dates(words), None)
    incident = Incident(name.rpartition("/")[0], words, None if dated is None else dated.day, town)
    return Article(
        name, article["text"], published, {kind: row[kind] for kind in KINDS}, incident, article.get("title")
    )


class Tested:
    """The counts over all articles so far."""

    def __init__(self) -> None:
        self.documents, self.failed = 0, 0
        self.shares = {f"{kind} {what}": Share() for kind in KINDS for what in ("exact", "near", "told")}
        self.both = Share()
        self.incidents = Incidents()
        self.fates: Counter[tuple[str, str, str]] = Counter()

    def add(self, article: Article, extraction: Extraction | None) -> None:
        """Counts one article; one that could not be read says nothing."""
        self.documents += 1
        self.failed += extraction is None
        right = True
        for kind in KINDS:
            want = article.counts[kind]
            found = None if extraction is None else figure_of(extraction, kind)
            value = found or 0
            right &= value == want
            self.shares[f"{kind} exact"].add(value == want)
            self.shares[f"{kind} near"].add(abs(value - want) <= 1)
            if want:
                self.shares[f"{kind} told"].add(value == want)
            self.fates[kind, "0" if not want else "1 or more", _fate(found, want)] += 1
        self.both.add(right)
        if article.incident is not None:
            self.incidents.add(article.incident, article.text, extraction)

    def scores(self) -> Scores:
        """Measures and what became of zeros."""
        measures: list[Measure] = []
        for kind in KINDS:
            measures += [
                self.shares[f"{kind} exact"].measure(kind, "exact, empty read as 0"),
                self.shares[f"{kind} near"].measure(kind, "within 1, empty read as 0"),
                self.shares[f"{kind} told"].measure(kind, "exact where the answer is not 0"),
            ]
        measures.append(self.both.measure("both", "killed and wounded exact, empty read as 0"))
        measures += self.incidents.measures()
        fates = ("exact", "within 1", "too many", "too few", "empty")
        rows = []
        for kind in KINDS:
            for want in ("0", "1 or more"):
                rows.append((kind, want, *(self.fates[kind, want, fate] for fate in fates)))
        table = Table("What the record has, by the answer", ("kind", "answer", *fates), tuple(rows))
        tables = (table, self.incidents.halves())
        return Scores(documents=self.documents, failed=self.failed, measures=tuple(measures), tables=tables)


def figure_of(extraction: Extraction, kind: str) -> int | None:
    """The article's figure of a kind; nothing if no event of violence has one."""
    values: list[int] = []
    for event in extraction.events:
        if event.type in FAMILIES["violence"] and event.status in _HAPPENED:
            found = [(f, n) for f in event.figures if f.kind == kind and (n := _value(f)) is not None]
            values += [_of_event(found, extraction.document.text)] if found else []
    if not values:
        return None
    often = Counter(values)
    return max(values, key=lambda value: (often[value], -values.index(value)))


def _of_event(found: Sequence[tuple[Figure, int]], text: str) -> int:
    """What an event's figures of a kind come to: the largest, or the sum of a list ("a man and two boys")."""
    lists, last = [0], None
    for figure, count in found:
        listed = last is not None and _IN_A_LIST.fullmatch(text, last, figure.count.start) is not None
        lists.append(lists[-1] + count if listed else count)
        last = max(figure.count.end, figure.who.end if figure.who is not None else 0)
    return max(lists)


def _value(figure: Figure) -> int | None:
    if figure.scope == "cumulative":
        return None
    return figure.value.low if figure.value.best is None else figure.value.best


def _fate(found: int | None, want: int) -> str:
    if found is None:
        return "empty"
    if found == want:
        return "exact"
    if abs(found - want) == 1:
        return "within 1"
    return "too many" if found > want else "too few"
