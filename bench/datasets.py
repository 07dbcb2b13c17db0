"""What it takes to load a large dataset and to compare a record with it: seconds, rows, and memory.

    python -m bench.datasets --record FILE [--rows 300000]

The dataset has the form of UCDP GED and is made up: days and places are drawn by a fixed seed from those of the record,
so that as many rows as possible are compared. Everything is done on a copy. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bench.__main__ import peak_mb, processor
from truceline.model.filters import Filter
from truceline.publish.comparing import Settings, compare
from truceline.read import datasets
from truceline.record import Store
from truceline.register.organs import states

_COLUMNS = (
    "id relid year type_of_violence conflict_name dyad_name side_a_new_id side_a side_b_new_id side_b number_of_sources"
    " source_article source_headline where_prec where_coordinates adm_1 latitude longitude geom_wkt country region"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low"
).split()
_PLACES = "SELECT country, name, admin1, lat, lon FROM place WHERE country IS NOT NULL AND lat IS NOT NULL"
_DAYS = "SELECT date_latest FROM event WHERE date_latest IS NOT NULL AND acled_type IS NOT NULL"
_TEXT = "made up for the bench; " * 15


def made(store: Store, number: int) -> Iterator[dict[str, object]]:
    """So many rows at places and on days of the record."""
    random = Random(1)
    places, days = list(store.select(_PLACES)), [row[0] for row in store.select(_DAYS)]
    for n in range(number):
        country, name, admin, lat, lon = random.choice(places)
        named = states()[country]["names"][0] if country in states() else country
        first = date.fromisoformat(random.choice(days)) - timedelta(random.randrange(2))
        last, best = first + timedelta(random.choice((0, 0, 0, 0, 1, 7, 30))), random.randrange(1, 30)
        yield {
            "id": n + 1, "relid": f"MADE-{n}", "year": first.year, "type_of_violence": random.choice((1, 1, 3)),
            "side_a": f"Government of {named}", "side_b": "A made-up group", "side_b_new_id": 99999,
            "source_article": _TEXT, "where_prec": 1, "where_coordinates": name, "adm_1": admin, "latitude": lat,
            "longitude": lon, "country": named, "date_prec": 1, "date_start": f"{first} 00:00:00.000",
            "date_end": f"{last} 00:00:00.000", "best": best, "high": best + 5, "low": best,
        }  # fmt: skip


def main() -> None:
    """Load, compare, compare with all rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=300_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy, path = Path(folder) / "record.db", Path(folder) / "GEDEvent_v99_1.csv"
        shutil.copy(given.record, copy)
        told: dict[str, object] = {"processor": processor()}
        with Store.open(copy, "write") as store:
            with path.open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, _COLUMNS, restval="")
                writer.writeheader()
                writer.writerows(made(store, given.rows))
            told |= {"file_mb": path.stat().st_size >> 20, "peak_mb_before": peak_mb()}
            begun, used = time.perf_counter(), time.process_time()
            file = datasets.examined(str(path), "ucdp-ged")
            told["look_through_s"] = round(time.perf_counter() - begun, 1)
            one = store.load_dataset(file, datasets.rows(file), by="bench", at=datetime.now(UTC)).dataset
            told |= {
                "load_s": round(time.perf_counter() - begun, 1),
                "load_cpu_s": round(time.process_time() - used, 1),
                "peak_mb_loading": peak_mb(),
            }
            for whole in (False, True):
                begun, used = time.perf_counter(), time.process_time()
                found = compare(store, one, Filter(), Settings(), whole=whole)
                left = sum(n for (side, _), n in found.reasons.items() if side == "dataset")
                told["compare_all" if whole else "compare"] = {
                    "s": round(time.perf_counter() - begun, 1), "cpu_s": round(time.process_time() - used, 1),
                    "rows": one.rows - left, "pairs": len(found.matched),
                    "only_record": len(found.only_record), "peak_mb": peak_mb(),
                }  # fmt: skip
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
