"""JSON-LD: rows, reports, passages, runs and decisions as linked data, one node a line.

PROV-O says what was made from what and by whom, schema.org what is an event, a claim and a report, and each passage is
a Web Annotation, with its place in the text and its words. The context stands in the file, so nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.geojson import named
from truceline.publish.export.tables import Cell, Product, Table

FILE = "record.jsonld"
URN = "urn:truceline:"
_ANNOTATED, _OWN = ("document", "decision", "run", "passage", "happening"), "id"
_PREFIXES = {
    "tl": URN,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_LINKS = (
    "prov:wasDerivedFrom", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:wasRevisionOf", "prov:wasInformedBy",
    "oa:hasSource", "oa:motivatedBy", "dcterms:isPartOf", "schema:author", "schema:appearance",
)  # fmt: skip
_DAYS = ("schema:startDate", "schema:endDate", "schema:datePublished")
_TIMES = ("prov:startedAtTime", "prov:endedAtTime", "prov:atTime")
_OTHER_IDS = ("target_id",)  # ids of rows of whatever table

Node = dict[str, Any]


def jsonld(product: Product, folder: Path) -> Sequence[Path]:
    """``record.jsonld``, a document whose graph has one node a line: the meaning of its own terms is in the codebook.

    Ids are URNs: ``urn:truceline:EVT-…`` is a row, ``urn:truceline:EVT-…#type`` one of its cells.
    """
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"@context": {json.dumps(context(product))},\n"@graph": [')
        for n, node in enumerate(_nodes(product)):
            out.write(",\n" if n else "\n")
            out.write(json.dumps(node, ensure_ascii=False, separators=(",", ":")))
        out.write("\n]}\n")
    return path, codebook_file(product, folder / CODEBOOK)


def context(product: Product) -> Mapping[str, Any]:
    """What the keys mean: columns are terms of their own, by type; the others have the prefix of their vocabulary."""
    found: dict[str, Any] = {"@version": 1.1, "@vocab": f"{URN}vocabulary:", **_PREFIXES}
    found |= {name: {"@type": "@id"} for name in (*_LINKS, *_OTHER_IDS)}
    found |= {name: {"@type": "xsd:date"} for name in _DAYS}
    found |= {name: {"@type": "xsd:dateTime"} for name in _TIMES}
    found["derived"] = {"@reverse": "prov:wasDerivedFrom", "@type": "@id"}
    found["used_by"] = {"@reverse": "prov:used", "@type": "@id"}
    for table in product.tables:
        refs = {column for column, _, _ in table.refs}
        for column in table.columns:
            if column.name in refs:
                found[column.name] = {"@type": "@id"}
            elif column.type == "date":
                found[column.name] = {"@type": "xsd:date"}
            elif column.type == "list":
                found[column.name] = {"@container": "@list"}
    return found


def _nodes(product: Product) -> Iterator[Node]:
    tables = {table.name: table for table in product.tables}
    yield from _runs(tables["run"])
    yield from _decisions(tables["decision"])
    runs = {row["id"]: row["run"] for row in named(tables["document"])}
    for row in named(tables["document"]):
        yield _document(row)
    for row in named(tables["happening"]):
        yield _happening(tables["happening"], row)
    for name, table in tables.items():
        if name not in _ANNOTATED:
            for row in named(table):
                yield _row(table, row, runs)
    yield from _passages(tables["passage"])


def _filled(table: Table, row: Mapping[str, Cell], without: Sequence[str] = (_OWN,)) -> Node:
    """The filled cells of a row; ids as URNs."""
    refs = {column: other for column, other, _ in table.refs} | dict.fromkeys(_OTHER_IDS, "")
    kinds = {"document": "document:", "run": "run:", "decision": "decision:"}
    node: Node = {}
    for name, cell in row.items():
        if cell is None or cell == () or name in without:
            continue
        if name in refs:
            node[name] = f"tl:{kinds.get(refs[name], '')}{cell}"
        else:
            node[name] = cell.isoformat() if isinstance(cell, date) else cell
    return node


def _runs(table: Table) -> Iterator[Node]:
    seen: set[str] = set()
    for row in named(table):
        software = f"tl:software:{sha256(str(row['version']).encode()).hexdigest()[:16]}"
        if software not in seen:
            seen.add(software)
            yield {"@id": software, "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
                   "schema:softwareVersion": row["version"]}  # fmt: skip
        node = {"@id": f"tl:run:{row['id']}", "@type": "prov:Activity", "kind": row["kind"], "agent": row["agent"],
                "prov:wasAssociatedWith": software, "prov:startedAtTime": row["started_at"]}  # fmt: skip
        yield node | ({} if row["ended_at"] is None else {"prov:endedAtTime": row["ended_at"]})


def _decisions(table: Table) -> Iterator[Node]:
    seen: set[Cell] = set()
    for row in named(table):
        person = f"tl:person:{quote(str(row['decided_by']), safe='')}"
        if person not in seen:
            seen.add(person)
            yield {"@id": person, "@type": "prov:Person", "schema:name": row["decided_by"]}
        own = f"tl:decision:{row['number']}"
        node: Node = {
            "@id": own,
            "@type": "prov:Activity",
            "prov:wasAssociatedWith": person,
            "prov:atTime": row["decided_at"],
            **_filled(table, row, ("number", "decided_by", "decided_at", "document_id", "record_id", "other_id")),
        }
        for name in ("record_id", "other_id"):
            if row[name] is not None:
                node["prov:used"] = [*node.get("prov:used", []), {"@id": f"tl:{row[name]}"}]
        if row["document_id"] is not None:
            node["document_id"] = f"tl:document:{row['document_id']}"
        yield node
        if row["record_id"] is not None and row["kind"] != "undo":
            of = f"tl:{row['record_id']}" + ("" if row["field"] is None else f"#{row['field']}")
            yield {"@id": f"{of}{'' if row['field'] else '#'}@{row['number']}", "@type": "prov:Entity",
                   "prov:wasRevisionOf": of, "prov:wasGeneratedBy": own,
                   **({} if row["value"] is None else {"rdf:value": json.loads(str(row["value"]))})}  # fmt: skip


def _document(row: Mapping[str, Cell]) -> Node:
    node: Node = {
        "@id": f"tl:document:{row['id']}",
        "@type": ["prov:Entity", "schema:Article"],
        "used_by": f"tl:run:{row['run']}",
        "schema:headline": row["title"],
        "schema:publisher": row["outlet"],
        "schema:url": row["url"],
        "schema:datePublished": None if row["published"] is None else str(row["published"]),
        "schema:inLanguage": row["language"],
        **{name: row[name] for name in ("path", "sha256", "media_type", "size", "chars", "published_basis")},
        "relevant": row["relevant"],
    }
    return {name: value for name, value in node.items() if value is not None}


def _happening(table: Table, row: Mapping[str, Cell]) -> Node:
    where: Node = {"@type": "schema:Place", "schema:name": row["place"]}
    if row["placed"] == "point":
        where["schema:geo"] = {"@type": "schema:GeoCoordinates", "schema:latitude": row["lat"],
                               "schema:longitude": row["lon"]}  # fmt: skip
    node: Node = {
        "@id": f"tl:happening:{row['id']}",
        "@type": ["prov:Entity", "schema:Event"],
        "schema:name": ", ".join(str(part) for part in (row["type"], row["place"]) if part is not None),
        **_filled(table, row, (_OWN, "first_day", "last_day", "place_id")),
    }
    for name, column in (("schema:startDate", "first_day"), ("schema:endDate", "last_day")):
        if row[column] is not None:
            node[name] = str(row[column])
    if row["place"] is not None:
        node["schema:location"] = where
    return node


def _row(table: Table, row: Mapping[str, Cell], runs: Mapping[Cell, Cell]) -> Node:
    """A row of a record table as an entity, made from its report by the run that read it."""
    document = row.get("document_id")
    node: Node = {"@id": f"tl:{row['id']}", "@type": ["prov:Entity", f"tl:table:{table.name}"], **_filled(table, row)}
    if document is not None:
        node |= {"prov:wasDerivedFrom": f"tl:document:{document}", "prov:wasGeneratedBy": f"tl:run:{runs[document]}"}
    if table.name in ("event", "reconciled"):
        node["happening_id"] = f"tl:happening:{row['happening_id']}"
    if table.name == "event":
        node["derived"] = node["happening_id"]
    if table.name == "claim":
        node["@type"].append("schema:Claim")
        node |= {"schema:text": row["content"], "schema:appearance": f"tl:document:{document}"}
        if row["speaker_id"] is not None:
            node["schema:author"] = f"tl:{row['speaker_id']}"
    return node


def _passages(table: Table) -> Iterator[Node]:
    """An annotation for each stretch of words, with all cells that rest on it; a report at a time."""
    rows = (row for row in named(table))
    for (of_one_report, document), group in groupby(rows, key=lambda r: (r["table"] != "reconciled", r["document_id"])):
        if document is None:
            yield from (_cell(row) for row in group)
            continue
        places: dict[tuple[int, int], list[Mapping[str, Cell]]] = {}
        for row in group:
            if row["start"] is None:
                yield _cell(row)
            else:
                places.setdefault((_int(row["start"]), _int(row["end"])), []).append(row)
        for place, cells in sorted(places.items()):
            yield _annotation(str(document), place, cells, whole=of_one_report)


def _int(cell: Cell) -> int:
    assert isinstance(cell, int)
    return cell


def _annotation(document: str, place: tuple[int, int], rows: Sequence[Mapping[str, Cell]], *, whole: bool) -> Node:
    """`whole` is False where the words were told already: those of a range are those of its figures."""
    start, end = place
    own = f"{document}:{start}-{end}"
    node: Node = {"@id": f"tl:annotation:{own}", "oa:hasBody": [_cell(row, f"tl:passage:{own}") for row in rows]}
    if not whole:
        return node
    first = next((row for row in rows if row["before"] is not None), rows[0])
    words: Node = {"@type": "oa:TextQuoteSelector", "oa:exact": first["quote"]}
    for name, column in (("oa:prefix", "before"), ("oa:suffix", "after")):
        if first[column] is not None:
            words[name] = first[column]
    return node | {
        "@type": "oa:Annotation",
        "oa:motivatedBy": "oa:identifying",
        "oa:hasTarget": {
            "@id": f"tl:passage:{own}",
            "@type": ["prov:Entity", "oa:SpecificResource"],
            "oa:hasSource": f"tl:document:{document}",
            "oa:hasSelector": [{"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}, words],
        },
    }


def _cell(row: Mapping[str, Cell], passage: str | None = None) -> Node:
    """One cell as an entity that is derived from a passage, or was made by a decision."""
    node: Node = {
        "@id": f"tl:{row['row_id']}#{row['field']}",
        "@type": "prov:Entity",
        "dcterms:isPartOf": f"tl:{row['row_id']}",
        "basis": row["basis"],
        "told_as": row["status"],
        "method": row["method"],
        "said_by": row["source"],
        "statement_id": row["statement_id"],
        "prov:wasDerivedFrom": passage,
        "prov:wasGeneratedBy": None if row["decision"] is None else f"tl:decision:{row['decision']}",
    }
    return {name: value for name, value in node.items() if value is not None}
