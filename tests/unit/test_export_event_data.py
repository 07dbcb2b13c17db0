"""The exports for users of event data: PLOVER lines after a JSON Schema, POLECAT rows by pandas, both against the record."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas
import pytest

from tests.incident_rows import figure, incident, place, telling, who
from tests.unit.export_cells import HOSTILE
from truceline.model.filters import Filter
from truceline.model.records import EventRow, FigureRow
from truceline.publish.export import polecat
from truceline.publish.export.plover import NO_CATEGORY, PLOVER
from truceline.publish.export.polecat import COLUMNS, NOT_FACT, POLECAT
from truceline.publish.export.telling import SCALE, tellings
from truceline.publish.export.writing import write
from truceline.record import Store

# The lists are those of the PLOVER manual and of published POLECAT files, written down apart from the code under test.
CATEGORIES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE"
    " ASSAULT"
).split()
SECTORS = (
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO UNO EUR NGO"
    " ISM IMG MNC"
).split()
FORTY = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary"
    " Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient"
    " COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient"
    " ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature"
    " Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
TEXT, NUMBER, FLAG, COUNT = (
    {"type": ["string", "null"]},
    {"type": ["number", "null"]},
    {"type": "boolean"},
    {"minimum": 0},
)
DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}


def _object(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


ENTITY = _object(
    code={"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}, sector={"type": "array", "items": {"enum": SECTORS}},
    entity_text=TEXT, identifier_id=TEXT, identifier_text=TEXT, religion=TEXT, ethnicity=TEXT, office=TEXT, gender=TEXT,
    age=NUMBER,
)  # fmt: skip
LOCATION = _object(
    extracted_place=TEXT, resolved_place=TEXT, geonameid={"type": ["integer", "null"]},
    lat={"type": ["number", "null"], "minimum": -90, "maximum": 90},
    lon={"type": ["number", "null"], "minimum": -180, "maximum": 180}, city=TEXT, district=TEXT, province=TEXT,
    country=TEXT, country_code={"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}, feature_class=TEXT,
    feature_code=TEXT, resolution={"enum": [1, 2, 3, 4, 5, None]},
)  # fmt: skip
PERSONS = {"type": ["integer", "null"]} | COUNT
LINE = _object(
    id={"type": "string"}, date=DAY, enddate=DAY, time=TEXT, endtime=TEXT,
    actor={"type": "array", "items": ENTITY, "minItems": 1}, recipient={"type": "array", "items": ENTITY},
    event={"enum": CATEGORIES}, has_event=FLAG, mode={"type": "array", "items": {"type": "string"}},
    context={"type": "array", "items": {"type": "string"}}, quad_code={"enum": [1, 2, 3, 4]},
    event_scale={"type": "number", "minimum": -10, "maximum": 10}, event_text=TEXT,
    event_loc={"anyOf": [LOCATION, {"type": "null"}]}, size=_object(dead=PERSONS, injured=PERSONS, arrested=PERSONS),
    historical=FLAG, future=FLAG, hypothetical=FLAG, negation=FLAG,
    link={"type": "array", "items": {"type": "string"}, "minItems": 1}, text=TEXT,
    text_info=_object(sequence={"type": "integer"}, start={"type": "integer"}, end={"type": "integer"}, text_story=TEXT),
    cite_info=_object(
        corpus=TEXT, citation=TEXT, url=TEXT, title=TEXT, language=TEXT, publication=TEXT, published=DAY, license=TEXT,
        copyright=TEXT, coder=TEXT, codebook=TEXT, version=TEXT,
    ),
    coder=TEXT, coded_date=DAY, coded_time=TEXT, comment=TEXT,
)  # fmt: skip
MARKS = {"background": "historical", "future": "future", "hypothetical": "hypothetical", "negated": "negation"}


def test_every_line_of_the_demonstration_record_is_plover_and_says_what_the_record_says(
    examples: Path, tmp_path: Path
) -> None:
    check = jsonschema.Draft202012Validator(LINE)
    with Store.open(examples) as store:
        written = write(store, PLOVER, tmp_path / "out", Filter())
        rows = {row.id: row for row in store.rows(EventRow) if row.review != "rejected"}
        texts = {own: store.document(own).document.text for own in {row.document_id for row in rows.values()}}
    lines = [json.loads(line) for line in (tmp_path / "out" / "plover.jsonl").read_text("utf-8").splitlines()]
    assert not [error.message for line in lines for error in check.iter_errors(line)]
    assert {line["id"] for line in lines} == {own for own, row in rows.items() if row.plover is not None}
    assert written.left_out == {NO_CATEGORY: len(rows) - len(lines)}
    for line in lines:
        row = rows[line["id"]]
        assert (line["event"], line["quad_code"], line["mode"]) == (row.plover, row.quad, list(row.plover_mode))
        assert line["link"] == [row.happening_id]
        where = line["text_info"]
        assert texts[row.document_id][where["start"] : where["end"]] == row.trigger == line["event_text"]
        assert [mark for mark in MARKS.values() if line[mark]] == ([MARKS[row.status]] if row.status in MARKS else [])
        assert line["has_event"] is (row.status != "negated")
    assert {MARKS.get(rows[line["id"]].status) for line in lines} == {*MARKS.values(), None}


def test_polecat_is_read_by_pandas_and_says_what_the_record_says(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        written = write(store, POLECAT, tmp_path / "out", Filter())
        rows = {row.id: row for row in store.rows(EventRow) if row.review != "rejected"}
    frame = pandas.read_csv(
        tmp_path / "out" / "polecat.tsv", sep="\t", quoting=csv.QUOTE_NONE, na_values=["None"], keep_default_na=False,
        dtype={"Quad Code": "Int64", "GeoNames ID": "Int64", "Latitude": float, "Longitude": float, "Intensity": float},
    )  # fmt: skip
    assert list(frame.columns) == FORTY
    facts = {own for own, row in rows.items() if row.plover is not None and row.status in ("asserted", "background")}
    assert set(frame["Event ID"]) == facts
    assert sum(written.left_out.values()) == len(rows) - len(facts)
    assert set(written.left_out) == {NO_CATEGORY, NOT_FACT}
    for row in frame.to_dict("records"):
        record = rows[row["Event ID"]]
        assert (row["Event Type"], row["Quad Code"]) == (record.plover, record.quad)
        assert row["Intensity"] == SCALE[record.plover or ""]
        for one in ("Actor", "Recipient"):
            if isinstance(row[f"{one} Name"], str):
                assert len(row[f"{one} Name"].split("; ")) == len(row[f"{one} Sectors"].split("; "))


def test_every_line_of_polecat_has_forty_cells_whatever_the_words_hold(tmp_path: Path, examples: Path) -> None:
    with Store.open(examples) as store:
        write(store, POLECAT, tmp_path / "out", Filter())
    for line in (tmp_path / "out" / "polecat.tsv").read_text("utf-8").splitlines():
        assert len(line.split("\t")) == 40
        assert "" not in line.split("\t")
    assert [column.name for column in COLUMNS] == FORTY


def test_the_scale_has_every_category_and_accuse_is_conflict() -> None:
    assert list(SCALE) == CATEGORIES
    assert SCALE["ACCUSE"] == -3


def test_who_is_not_named_has_the_sector_of_his_kind() -> None:
    people = [
        who("gunmen", "armed_group"),
        who("it", None),
        who("soldiers", "military"),
        who("GAM", "armed_group", sector="REB"),
    ]
    (told,) = tellings(incident(people=people))
    assert [entity.sector for entity in told.actors] == ["UAF", "UNK", "MIL", "REB"]


@pytest.mark.parametrize(
    ("figures", "dead"),
    [
        ([], None),
        ([figure("F1", (12, 12, 12))], 12),
        ([figure("F1", (9, 9, 9)), figure("F2", (4, 4, 4), "police")], 9),
        ([figure("F1", (3, 3, 3), "civilian"), figure("F2", (4, 4, 4), "police")], 7),
        ([figure("F1", (24, None, 99))], None),
        ([figure("F1", (9, 9, 9)), figure("F2", (16, 16, 16))], None),
        ([figure("F1", (9, 9, 9), scope="cumulative")], None),
        ([figure("F1", (0, 0, 0))], 0),
    ],
)
def test_the_size_is_a_number_only_where_the_report_gives_one(figures: list[FigureRow], dead: int | None) -> None:
    (told,) = tellings(incident(figures=figures))
    assert told.size("killed") == dead
    assert told.size("wounded") is None


def test_a_report_has_only_its_own_words_and_numbers() -> None:
    rows = (telling(), telling(own="EVT-2", document_id="D1", status="negated"))
    first, second = tellings(incident(*rows, people=[who("GAM", "armed_group")], figures=[figure("F1", (1, 1, 1))]))
    assert (len(first.actors), len(first.figures), len(first.places)) == (1, 1, 1)
    assert (second.actors, second.figures, second.places) == ((), (), ())
    assert place().place is not None


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_their_cell(words: str) -> None:
    """No tab or line end of a report makes another column or row, and no formula begins a cell."""
    for cell in (words, (words, words)):
        text = polecat._text(cell)
        assert len(text.splitlines()) <= 1
        assert "\t" not in text
        assert not text.startswith(("=", "+", "-", "@"))
    assert json.loads(json.dumps({"words": words}, ensure_ascii=False)) == {"words": words}
