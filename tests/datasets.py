"""Datasets in the form of ACLED and UCDP GED: every row is invented for these tests, none is of theirs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location"
    " latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id"
    " dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources"
    " source_article source_office source_date source_headline source_original where_prec where_coordinates"
    " where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
Cells = Mapping[str, object]

BATTLE: Cells = {
    "event_id_cnty": "IRQ901", "event_date": "2008-03-26", "year": 2008, "time_precision": 1,
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Iraq (2006-2014)", "inter1": "State forces", "actor2": "Mahdi Army",
    "inter2": "Rebel group", "interaction": "State forces-Rebel group", "iso": 368, "region": "Middle East",
    "country": "Iraq", "admin1": "Al-Basrah", "location": "Basra", "latitude": "30.5085", "longitude": "47.7804",
    "geo_precision": 1, "source": "An invented newspaper", "notes": "An invented row.", "fatalities": 14,
    "timestamp": 1700000000,
}  # fmt: skip
CLASH: Cells = {
    "id": 700001, "relid": "IRQ-2008-1-1", "year": 2008, "active_year": 1, "code_status": "Clear",
    "type_of_violence": 1, "side_a_new_id": 116, "side_a": "Government of Iraq", "side_b_new_id": 5659,
    "side_b": "al-Mahdi Army", "number_of_sources": -1, "where_prec": 1, "where_coordinates": "Basra city",
    "where_description": "invented", "adm_1": "Al Basrah governorate", "latitude": "30.508500",
    "longitude": "47.780400", "country": "Iraq", "country_id": 645, "region": "Middle East", "event_clarity": 1,
    "date_prec": 1, "date_start": "2008-03-26 00:00:00.000", "date_end": "2008-03-26 00:00:00.000", "deaths_a": 4,
    "deaths_b": 10, "deaths_civilians": 0, "deaths_unknown": 0, "best": 14, "high": 20, "low": 14,
}  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Cells], delimiter: str = ",") -> str:
    """The text of a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def acled(path: Path, *rows: Cells, columns: Sequence[str] = ACLED) -> Path:
    """A download of these rows, each laid over `BATTLE`; of that one if none is given."""
    path.write_text(table(columns, [{**BATTLE, **row} for row in rows or ({},)]), encoding="utf-8")
    return path


def ged(path: Path, *rows: Cells, columns: Sequence[str] = GED) -> Path:
    """A release of these rows, each laid over `CLASH`; of that one if none is given."""
    path.write_text(table(columns, [{**CLASH, **row} for row in rows or ({},)]), encoding="utf-8")
    return path
