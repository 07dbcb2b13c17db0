"""All evaluations whose data are there, into `accuracy.json` and the tables of `accuracy.md`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline.errors import UsageError
from truceline.evaluate import Options, evaluate
from truceline.evaluate.markdown import heads_section, placed, section
from truceline.evaluate.texts import Split

FORMAT = "truceline-accuracy/1"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """One evaluation: name, kind, places under the data folder (the first that is there), part, title and words."""

    name: str
    kind: str
    places: tuple[str, ...]
    split: Split
    title: str
    what: str


PLANS = (
    Plan("conflict", "conflict", ("conflict",), "development", "Events, roles, figures and ceasefires in news items",
         "Our own annotation; never trained on, but thresholds and rules were chosen with these days in view."),
    Plan("plover", "plover", ("plover/plv-train.tsv.gz", "plover/plv-train.tsv"), "all", "PLOVER roots",
         "Sentences with a marked pair; never trained on."),
    Plan("shootings", "shootings", ("shootings",), "development", "Killed and wounded by article",
         "News of shootings."),
    Plan("incidents", "incidents", ("shootings",), "development", "Articles linked to incidents, and their figures",
         "The same articles in one record; weights were fitted with one half of the incidents in view."),
    Plan("muc", "muc", ("muc/tst2",), "all", "MUC incident templates", "Texts in capitals."),
    Plan("timebank", "timeml", ("time/TimeBank",), "all", "Dates in TimeBank", "Rules were chosen with it in view."),
    Plan("aquaint", "timeml", ("time/AQUAINT",), "all", "Dates in AQUAINT", "Rules were chosen with it in view."),
    Plan("seeds", "seeds", ("seeds", "../seeds"), "all", "Two commentaries with a full hand-made record",
         "An acceptance sample, not a benchmark: two texts prove little."),
)  # fmt: skip


def measure(data: Path, docs: Path, *, heads: Path | None, jobs: int, limit: int | None, say: Say) -> None:
    """Runs all evaluations that have data, and writes what they found.

    Args:
        data: folder that holds the data of the kinds, each under the name that `PLANS` gives it.
        docs: folder of `accuracy.json` and `accuracy.md`; hand-written text of the page stays.
        heads: JSON of the training room's scores, if there is one.
        jobs: worker processes.
        limit: at most so many documents an evaluation, to try it out.
        say: told what is run and what is left out.

    Raises:
        UsageError: there are no data at all.
    """
    if not data.is_dir():
        raise UsageError(f"{data}: is no folder; give the one that holds {', '.join(p.places[0] for p in PLANS)}")
    reports: dict[str, dict[str, Any]] = {}
    sections: dict[str, str] = {}
    for plan in PLANS:
        place = next((data / name for name in plan.places if (data / name).exists()), None)
        if place is None:
            say(f"{plan.name}: left out, there is no {data / plan.places[0]}")
            continue
        say(f"{plan.name}: {place}")
        options = Options(limit=limit, split=plan.split, jobs=jobs)
        report = evaluate([place], plan.kind, options).as_dict()
        reports[plan.name] = report
        sections[plan.name] = section(plan.title, plan.what, json.loads(json.dumps(report)))
    if not reports:
        raise UsageError(f"{data}: holds none of {', '.join(p.places[0] for p in PLANS)}; nothing was measured")
    found = _heads(heads, say)
    if found is not None:
        sections["heads"] = heads_section(found)
    content = {"format": FORMAT, "evaluations": reports, "heads": found}
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "accuracy.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page = docs / "accuracy.md"
    old = page.read_text(encoding="utf-8") if page.is_file() else "# How often it is right\n"
    page.write_text(placed(old, sections), encoding="utf-8")
    say(f"written: {docs / 'accuracy.json'}, and the tables of {page}")


def _heads(file: Path | None, say: Say) -> Mapping[str, Mapping[str, str]] | None:
    if file is None or not file.is_file():
        say("heads: left out, they were not measured (python -m training.evaluate)")
        return None
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found
