"""The reports of which the files of the corpus are made: the examples, and those written for retellings."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from tests import retellings

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "reports"
_CORRECTION = "2004-08-29-wire-kufa-correction.txt"  # has its head in the text: a layout of its own
_TITLES = {
    "2013-05-14": "Army says 60 killed in Rutshuru offensive",
    "2009-03-20": "Government and Front agree on ceasefire in Kuala Lumpur",
    "2015-07-09": "Rebels will observe five-day truce in Aden",
    "2012-11-06": "Nine killed at Damaturu bus station",
    "2010-06-18": "Week of clashes leaves 190 dead in Osh",
    "2007-02-21": "Navy sinks two boats as truce exists only on paper",
    "2014-09-08": "Minsk ceasefire largely holds near Donetsk",
    "2008-08-26": "Assault on camps in Maguindanao enters second week",
    "2011-10-03": "African Union troops take last base in Mogadishu",
    "2006-12-01": "Rebel group threatens to end truce in Burundi",
    "2012-04-13": "Shells fall on Homs a day after truce begins",
    "2009-01-19": "Ceasefire ends 22-day war in Gaza",
    "2016-10-19": "Kurdish forces open offensive east of Mosul",
    "2010-02-16": "Suicide bomber kills 12 at market in Khost",
    "2017-05-27": "Fighting in Marawi enters fifth day",
    "1999-03-29": "Monitors say October ceasefire has collapsed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report: its paragraphs, and what its outlet says of it."""

    name: str
    title: str
    outlet: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, with an empty line between two."""
        return "\n\n".join(self.paragraphs)


@cache
def reports() -> tuple[Report, ...]:
    """All reports, the longer ones first."""
    found = [*_examples(), *_rows(), *_retellings()]
    return tuple(sorted(found, key=lambda report: (-len(report.text), report.name)))


def _examples() -> list[Report]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.name != _CORRECTION:
            said = yaml.safe_load(path.with_suffix(".meta.yaml").read_text("utf-8"))
            text = path.read_text("utf-8")
            found.append(_report(path.stem, said["title"], said["outlet"], said["published"], text))
    return found


def _rows() -> list[Report]:
    lines = (FOLDER / "2002-2003-aceh-dispatches.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    with (FOLDER / "2008-03-basra-dispatches.csv").open(encoding="utf-8", newline="") as file:
        rows += [{**row, "title": "Iraq: from our correspondents this hour"} for row in csv.DictReader(file)]
    return [_report(r["id"], r["title"], r["outlet"], date.fromisoformat(r["published"]), r["text"]) for r in rows]


def _retellings() -> list[Report]:
    files = (retellings.DATA, retellings.DATA.with_name("retellings_held_out.txt"))
    told = [report for file in files for report in retellings.reports(file)]
    outlets = ("The Lantern", "Harbour Wire", "Northern Gazette")
    return [
        _report(f"retold-{r.published}", _TITLES[r.published], outlets[n % 3], date.fromisoformat(r.published), r.text)
        for n, r in enumerate(told)
    ]


def _report(name: str, title: str, outlet: str, day: date, text: str) -> Report:
    paragraphs = tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
    return Report(name=name, title=title, outlet=outlet, day=day, paragraphs=paragraphs)
