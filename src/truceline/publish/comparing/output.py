"""A comparison as rows of a table, as a folder of files, and in short."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from truceline.errors import UsageError
from truceline.publish.comparing.cases import Case
from truceline.publish.comparing.comparison import Comparison, Matched
from truceline.publish.comparing.differences import actors, days, kilometres
from truceline.publish.tables import as_dict, csv_lines

LISTS = ("matched", "differing", "only_record", "only_dataset")
MEANING: Mapping[str, str] = {
    "matched": "matched, with the same figures",
    "differing": "matched, with differing figures",
    "only_record": "only in the record",
    "only_dataset": "only in the dataset",
}
FILES = (*(f"{name}.csv" for name in LISTS), "totals.csv", "left_out.csv", "comparison.json")
COLUMNS = (
    "list", "certainty", "relation", "score", "happening_id", "dataset_id", "country", "record_date", "dataset_date",
    "record_place", "dataset_place", "km_apart", "record_actors", "dataset_actors", "record_type", "dataset_type",
    "record_best", "record_low", "record_high", "dataset_best", "dataset_low", "dataset_high", "differences", "reasons",
)  # fmt: skip
Row = Mapping[str, Any]


def rows(found: Comparison) -> Iterator[Row]:
    """All four lists, one row a pair, a happening or a row of the dataset."""
    for one in found.matched:
        yield _pair(one)
    for case in found.only_record:
        yield _blank("only_record") | _of("record", case)
    for row in found.only_dataset:
        yield _blank("only_dataset") | _of("dataset", row)


def _pair(one: Matched) -> Row:
    pair = one.pair
    km = kilometres(pair.case, pair.row)
    return (
        _blank("differing" if one.differing else "matched")
        | _of("record", pair.case)
        | _of("dataset", pair.row)
        | {
            "certainty": pair.certainty, "relation": pair.relation, "score": pair.score,
            "km_apart": None if km is None else round(km, 1),
            "differences": [str(difference) for difference in one.differences], "reasons": list(pair.reasons),
        }
    )  # fmt: skip


def _blank(name: str) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {"list": name}


def _of(side: str, case: Case) -> dict[str, Any]:
    return {
        "happening_id" if side == "record" else "dataset_id": case.id, "country": "/".join(sorted(case.countries)),
        f"{side}_date": days(case), f"{side}_place": case.place, f"{side}_actors": actors(case),
        f"{side}_type": case.sub_type or case.type, f"{side}_best": case.deaths.best, f"{side}_low": case.deaths.low,
        f"{side}_high": case.deaths.high,
    }  # fmt: skip


def about(found: Comparison) -> dict[str, Any]:
    """What was compared and how: dataset, filter, settings, what the reports cover, and how many of each list."""
    told = {name: 0 for name in LISTS} | Counter(row["list"] for row in rows(found))
    return {
        "dataset": {
            key: value for key, value in as_dict(found.dataset).items()
            if key in ("name", "kind", "release", "file", "sha256", "rows", "first", "last")
        },
        "filter": found.wanted.query, "settings": found.settings.plain(), "all_rows": found.whole,
        "lists": told, "possible": sum(one.pair.certainty == "possible" for one in found.matched),
        "left_out": {f"{side}: {reason}": n for (side, reason), n in sorted(found.reasons.items())},
        "covered": {
            country: [[str(first), str(last)] for first, last in stretches]
            for country, stretches in found.coverage.stretches.items()
        },
    }  # fmt: skip


def text(found: Comparison, most: int = 0) -> Iterator[str]:
    """The comparison in short, and the first `most` of each list."""
    told, one = about(found), found.dataset
    yield f"{one.name}: {one.rows} rows, {one.first} to {one.last}\n"
    possible = Counter(
        "differing" if m.differing else "matched" for m in found.matched if m.pair.certainty == "possible"
    )
    for name in LISTS:
        doubtful = f", {possible[name]} of them possible" if possible[name] else ""
        yield f"{told['lists'][name]:>8} {MEANING[name]}{doubtful}\n"
    for (side, reason), number in sorted(found.reasons.items()):
        yield f"{number:>8} of the {side} not compared: {reason}\n"
    if found.totals:
        yield "country  year   record  dataset  matched  possible  dead: record  dataset\n"
    for t in found.totals:
        yield (
            f"{t.country or '?':<7}  {t.year}  {t.record:>7}  {t.dataset:>7}  {t.matched:>7}  {t.possible:>8}"
            f"  {t.record_deaths:>12}  {t.dataset_deaths:>7}\n"
        )
    for name in LISTS if most else ():
        yield f"\n{MEANING[name]}:\n"
        yield from _some([row for row in rows(found) if row["list"] == name], most)
    settings = found.settings
    weights = ", ".join(f"{name} {weight:g}" for name, weight in settings.weights.items())
    yield (
        f"matched within {settings.days} day(s), from a score of {settings.sure:g}, possibly from"
        f" {settings.possible:g}; weights: {weights}\n"
    )
    yield "Deaths of the record are by the dataset's rule; low to high is a range of reports, no confidence interval.\n"


def _some(found: Sequence[Row], most: int) -> Iterator[str]:
    for row in found[:most]:
        ids = "  ".join(filter(None, (row["happening_id"], row["dataset_id"])))
        doubt = f" ({row['certainty']}, {row['relation']}, {row['score']:.2f})" if row["certainty"] else ""
        side = "dataset" if row["happening_id"] is None else "record"
        place = row[f"{side}_place"] or "no place"
        deaths = "" if row[f"{side}_best"] is None else f", {row[f'{side}_best']} dead"
        yield f"  {ids}{doubt}: {row[f'{side}_date']}, {place}{deaths}\n"
        for difference in row["differences"] or ():
            yield f"      {difference}\n"
    if len(found) > most:
        yield f"  and {len(found) - most} more\n"


def write_folder(found: Comparison, folder: Path) -> None:
    """Write the four lists, the totals, what was left out and ``comparison.json`` into a folder.

    Raises:
        UsageError: the folder holds something else, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(p.name not in FILES for p in folder.iterdir())):
        raise UsageError(f"{folder} holds other files; name an empty or a new folder")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        draft.mkdir(parents=True)
        for name in LISTS:
            _csv(draft / f"{name}.csv", COLUMNS, (row for row in rows(found) if row["list"] == name))
        totals = [asdict(total) for total in found.totals]
        columns = ("country", "year", "record", "dataset", "matched", "possible", "record_deaths", "dataset_deaths")
        _csv(draft / "totals.csv", columns, totals)
        _csv(draft / "left_out.csv", ("side", "id", "reason"), (asdict(one) for one in found.left_out))
        told = json.dumps(about(found), ensure_ascii=False, indent=2)
        (draft / "comparison.json").write_text(told + "\n", encoding="utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        for file in draft.iterdir():
            file.replace(folder / file.name)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}); choose another with --out") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _csv(path: Path, header: Sequence[str], found: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        out.writelines(csv_lines(found, header))
