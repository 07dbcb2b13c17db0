"""The record as linked data: read by rdflib without a network, asked in SPARQL, compared with the record."""

from __future__ import annotations

import json
import socket
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.export_cells import called, record_cells
from truceline.model.filters import Filter
from truceline.model.records import RECORDS, EventRow, FigureRow
from truceline.publish.export.jsonld import FILE, URN
from truceline.publish.export.writing import write
from truceline.record import Store

rdflib = pytest.importorskip("rdflib")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # in rdflib's own reader
PREFIXES = """
  PREFIX v: <urn:truceline:vocabulary:> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
  PREFIX schema: <https://schema.org/> PREFIX dcterms: <http://purl.org/dc/terms/>
  PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> """
SAID = """
  SELECT ?figure ?words ?start ?before ?after ?report WHERE {
    ?figure a <urn:truceline:table:figure>; v:kind "killed"; v:best 290 .
    ?cell dcterms:isPartOf ?figure; prov:wasDerivedFrom ?passage . FILTER (strends(str(?cell), "#best"))
    ?passage oa:hasSource ?report; oa:hasSelector ?place, ?quote .
    ?place oa:start ?start . ?quote oa:exact ?words; oa:prefix ?before; oa:suffix ?after . }"""


def exported(record: Path, folder: Path) -> Path:
    """The record as linked data."""
    with Store.open(record) as store:
        write(store, called("jsonld"), folder, Filter())
    return folder / FILE


@pytest.fixture(scope="module")
def graph(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The graph of the demonstration record, read without a network."""
    path = exported(examples, tmp_path_factory.mktemp("linked") / "out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
        return rdflib.Graph().parse(path, format="json-ld")


def ask(graph: Any, sql: str) -> list[tuple[Any, ...]]:
    """The answers to a query."""
    return [tuple(None if value is None else value.toPython() for value in row) for row in graph.query(PREFIXES + sql)]


def test_it_says_which_passage_says_that_so_many_were_killed(graph: Any, examples: Path) -> None:
    with Store.open(examples) as store:
        wanted = [row for row in store.rows(FigureRow) if (row.kind, row.best) == ("killed", 290)]
        assert wanted
        answers = {row[0].removeprefix(URN): row[1:] for row in ask(graph, SAID)}
        assert answers.keys() == {row.id for row in wanted}
        for row in wanted:
            words, start, before, after, report = answers[row.id]
            text = store.document(row.document_id).document.text
            assert report == f"{URN}document:{row.document_id}"
            assert "290" in words
            assert text[start : start + len(words)] == words
            assert text[max(0, start - 32) : start] == before
            assert text[start + len(words) :][:32] == after


def test_every_row_and_every_cell_is_in_the_graph(graph: Any, examples: Path) -> None:
    record = record_cells(examples)
    counted = Counter({name: number for name, number in ask(
        graph, "SELECT ?table (count(*) AS ?n) WHERE { ?row a ?table . FILTER (strstarts(str(?table), 'urn:truceline:table:')) } GROUP BY ?table",
    )})  # fmt: skip
    assert counted == {f"{URN}table:{one.table}": len(record[one.table][1]) for one in RECORDS if record[one.table][1]}
    rows = record["passage"][1]
    wanted = {(f"{URN}{row[0]}#{row[1]}", f"{URN}passage:{row[8]}:{row[9]}-{row[10]}") for row in rows}
    assert (
        set(ask(graph, "SELECT ?cell ?from WHERE { ?cell dcterms:isPartOf ?row; prov:wasDerivedFrom ?from }")) == wanted
    )
    for name, column, values in (("event", "type", str), ("figure", "low", int), ("place", "lat", float)):
        place = record[name][0].names.index(column)
        cells = {(f"{URN}{row[0]}", row[place]) for row in record[name][1] if row[place] is not None}
        asked = ask(graph, f"SELECT ?row ?value WHERE {{ ?row a <{URN}table:{name}>; v:{column} ?value }}")
        assert {(own, values(value)) for own, value in asked} == cells


def test_every_cell_of_a_row_is_in_its_node(examples: Path, tmp_path: Path) -> None:
    nodes: dict[str, Any] = {}
    for line in exported(examples, tmp_path / "out").read_text(encoding="utf-8").split("\n")[2:-2]:
        node = json.loads(line.rstrip(","))
        nodes.setdefault(node["@id"], node)
    ids = {"document_id": "document:"}
    for record in RECORDS:
        table, rows = record_cells(examples)[record.table]
        refs = {column for column, _, _ in table.refs} | {"target_id"}
        for row in rows:
            node = nodes[f"tl:{row[0]}"]
            for name, cell in zip(table.names, row, strict=True):
                if name in ("id", "happening_id"):
                    continue
                if cell is None or cell == ():
                    assert name not in node
                elif name in refs:
                    assert node[name] == f"tl:{ids.get(name, '')}{cell}"
                else:
                    assert node[name] == json.loads(json.dumps(cell, default=str)), name


def test_happenings_claims_and_reports_are_those_of_schema_org(graph: Any, examples: Path) -> None:
    record = record_cells(examples)
    for name, own in (("happening", "Event"), ("claim", "Claim"), ("document", "Article")):
        (answer,) = ask(graph, f"SELECT (count(DISTINCT ?one) AS ?n) WHERE {{ ?one a schema:{own} }}")
        assert answer == (len(record[name][1]),)
    tellings = ask(graph, "SELECT ?one ?telling WHERE { ?one a schema:Event; prov:wasDerivedFrom ?telling }")
    table, rows = record["event"]
    place = table.names.index("happening_id")
    assert set(tellings) == {(f"{URN}happening:{row[place]}", f"{URN}{row[0]}") for row in rows}
    day = "SELECT ?day WHERE { ?one a schema:Event; schema:startDate ?day }"
    found = [row[record["happening"][0].names.index("first_day")] for row in record["happening"][1]]
    assert sorted(row[0] for row in ask(graph, day)) == sorted(one for one in found if one is not None)


def test_runs_are_activities_of_the_software(graph: Any) -> None:
    sql = """SELECT ?run ?software ?began WHERE {
      ?run a prov:Activity; prov:wasAssociatedWith ?software; prov:startedAtTime ?began .
      ?software a prov:SoftwareAgent; schema:softwareVersion ?version . }"""
    runs = ask(graph, sql)
    assert {row[0] for row in runs} == {f"{URN}run:1", f"{URN}run:2"}
    assert all(isinstance(row[2], datetime) for row in runs)
    (made,) = ask(
        graph, "SELECT (count(*) AS ?n) WHERE { ?row a <urn:truceline:table:event>; prov:wasGeneratedBy ?run }"
    )
    assert made[0] > 100


def test_a_decision_is_a_revision_by_a_person(record: Path, tmp_path: Path) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    with Store.open(record, "write") as store:
        row = next(row for row in store.rows(EventRow) if row.type == "armed_clash")
        store.decide("correct", by="Ana B.", reason="", at=at, record_id=row.id, field="type", value="air_strike")
    found = rdflib.Graph().parse(exported(record, tmp_path / "out"), format="json-ld")
    sql = """SELECT ?of ?value ?name ?at WHERE {
      ?new prov:wasRevisionOf ?of; rdf:value ?value; prov:wasGeneratedBy ?decision .
      ?decision prov:wasAssociatedWith ?person; prov:atTime ?at . ?person a prov:Person; schema:name ?name . }"""
    assert ask(found, sql) == [(f"{URN}{row.id}#type", "air_strike", "Ana B.", at)]
    entered = f"SELECT ?decision WHERE {{ <{URN}{row.id}#type> prov:wasGeneratedBy ?decision }}"
    assert ask(found, entered) == [(f"{URN}decision:1",)]
