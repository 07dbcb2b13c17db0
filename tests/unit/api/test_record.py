"""A record from Python: narrowed down, explained, decided on, read into; errors in words."""

from __future__ import annotations

import gc
import pickle
from pathlib import Path
from typing import Any

import pytest

import truceline
from truceline import Record
from truceline.errors import NotARecord, StoreError, UsageError
from truceline.model.filters import Filter
from truceline.model.records import EventRow, FigureRow, PlaceRow, fields_of
from truceline.record import Store
from truceline.record.views import events as listed


def test_the_filter_is_that_of_the_workbench(opened: Record[Any], demo: Path) -> None:
    wanted = {"since": "2008-03-25", "until": "2008-04-05", "country": "IRQ", "killed": 5}
    with Store.open(demo) as store:
        want = listed.count(store, Filter.of({name: str(value) for name, value in wanted.items()}))
    narrow = opened.where(**wanted)  # type: ignore[arg-type]
    assert 0 < want == len(narrow.happenings) < len(opened.happenings)
    assert set(narrow.events["happening_id"]) == set(narrow.happenings["id"])
    events = set(narrow.events["id"])
    assert {row.event_id for row in narrow.table("figures")} <= events
    assert {row.event_id for row in narrow.table("event_actor")} <= events
    figures = {row.id for row in narrow.table("figures")}
    assert {row.figure_id for row in narrow.table("figure_source")} <= figures
    assert set(narrow.ranges["happening_id"]) <= set(narrow.happenings["id"])


def test_ceasefires_and_reports_are_narrowed_by_what_is_said_of_them(opened: Record[Any]) -> None:
    aceh = opened.where(country="IDN")
    truces = set(aceh.ceasefires["id"])
    assert 0 < len(truces) < len(opened.ceasefires)
    assert {row.ceasefire_id for row in aceh.table("ceasefire_step")} <= truces
    assert set(aceh.lives["id"]) == set(aceh.ceasefires["canonical_id"])
    late = opened.where(since="2008-01-01")
    assert (late.documents["published"].dt.year == 2008).all()
    assert set(late.claims["document_id"]) <= set(late.documents["id"])
    assert len(late.actors) < len(opened.actors)


def test_a_part_that_says_nothing_of_a_table_is_refused(opened: Record[Any]) -> None:
    narrow = opened.where(country="IRQ")
    for name in ("documents", "claims", "actors"):
        with pytest.raises(UsageError, match="country: says nothing of the table"):
            getattr(narrow, name)
    with pytest.raises(UsageError, match="always given whole"):
        _ = narrow.decisions
    with pytest.raises(UsageError, match="killed"):
        _ = opened.where(killed=3).ceasefires


def test_a_later_part_takes_the_place_of_an_earlier_one(opened: Record[Any]) -> None:
    both = opened.where(type="shelling", country="IRQ").where(type=["armed_clash", "arrest"])
    assert set(both.events["type"]) <= {"armed_clash", "arrest"}
    assert "armed_clash" in repr(both)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"type": "shellings"}, "did you mean 'shelling'"),
        ({"status": "maybe"}, "there are asserted"),
        ({"since": "March"}, "is no day"),
        ({"killed": -1}, "is no number"),
        ({"box": (1, 2, 3)}, "is no box"),
        ({"placed": "exactly"}, "is none of"),
        ({"country": "Narnia"}, "no such country"),
        ({"actor": "Nobody Known"}, "knows no actor"),
        ({"since": "2009-01-01", "until": "2008-01-01"}, "ends on"),
    ],
)
def test_wrong_parts_are_told(opened: Record[Any], given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        opened.where(**given)


def test_rejected_rows_show_where_they_are_asked_for(opened: Record[Any]) -> None:
    event = next(iter(opened.table("events")))
    place = next(iter(opened.table("places")))
    for one in (event, place):
        opened.decide("reject", one.id, by="ana", reason="misread")
    assert event.id not in set(opened.events["id"])
    assert place.id not in set(opened.places["id"])
    assert event.id in set(opened.where(review="rejected").events["id"])
    assert place.id in set(opened.where(review=["rejected", "draft"]).places["id"])


def test_every_kind_of_decision(opened: Record[Any]) -> None:
    figure: FigureRow = next(row for row in opened.table("figures") if row.low == 215 and row.standing == "counted")
    first, second = [row for row in opened.table("events") if row.id == row.happening_id][:2]
    opened.decide("correct", figure.id, by="ana", field="victim_class", value="police")
    opened.decide("attach", figure.id, by="ana", passage=[(0, 10)])
    opened.decide("same", first.id, second.id, by="ana")
    decision = opened.decide("not same", first.id, second.id, by="bob", reason="two towns")
    assert opened.table("figures")[figure.id].victim_class == "police"
    why = opened.why(figure.id)
    assert any((p.start, p.end) == (0, 10) for p in why.passages)
    assert 1 in why["victim_class"].decisions
    assert opened.table("decisions")[decision.number].reason == "two towns"
    added = opened.decide(
        "add", "figure", by="ana", document=first.document_id, passage=[(first.position, first.position + 3)],
        fields={"event_id": first.id, "kind": "killed", "victim_class": "civilian", "scope": "event", "low": 3,
                "best": 3, "high": 3, "open": False},
    )  # fmt: skip
    assert opened.table("figures")[added.record_id or ""].best == 3
    assert opened.decisions["kind"].tolist() == ["correct", "attach", "same", "not same", "add"]


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (("accept", "EVT-0"), {"by": " "}, "say who decides"),
        (("accept",), {"by": "ana"}, "give one id"),
        (("same", "EVT-0"), {"by": "ana"}, "give two ids"),
        (("correct", "EVT-0"), {"by": "ana"}, "value goes with correct"),
        (("accept", "EVT-0"), {"by": "ana", "words": "x"}, "go with add"),
        (("accept", "EVT-0"), {"by": "ana", "fields": {"kind": "killed"}}, "fields go with add"),
        (("attach", "EVT-0"), {"by": "ana"}, "give the words"),
        (("add", "figure"), {"by": "ana", "words": "x"}, "name the document"),
        (("undo", "EVT-0"), {"by": "ana"}, "number of a decision"),
        (("forget", "EVT-0"), {"by": "ana"}, "decide one of"),
        (("accept", "EVT-0"), {"by": "ana"}, "EVT-0"),
    ],
)
def test_wrong_decisions_are_told(
    opened: Record[Any], arguments: tuple[Any, ...], given: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        opened.decide(*arguments, **given)
    assert len(opened.decisions) == 0


def test_why_has_every_filled_cell(opened: Record[Any], demo: Path) -> None:
    with Store.open(demo) as store:
        for row in list(store.rows(EventRow))[:5] + list(store.rows(PlaceRow))[:5]:
            why, cells = opened.why(row.id), store.cell_sources(row.table, row.id)
            assert {cell.field for cell in why.cells} == set(cells) - {f.name for f in fields_of(type(row)) if f.kept}
            for cell in why.cells:
                assert [(p.start, p.end) for p in cell.passages] == [
                    (p.span.start, p.span.end) for p in cells[cell.field] if p.span is not None
                ]
            assert len(why.to_frame()) == sum(len(cell.passages) for cell in why.cells)
            assert [c.field for cells in why.together for c in cells] != []
    with pytest.raises(UsageError, match="no such row"):
        opened.why("EVT-XXXX")
    with pytest.raises(UsageError, match="filled are"):
        _ = why["nothing"]


def test_reading_goes_on_past_bad_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/good.txt").write_text("BASRA, March 31 - Shelling killed 12 people on Sunday, police said.\n")
    Path("in/empty.txt").write_text("")
    Path("in/picture.png").write_bytes(b"\x89PNG")
    Path("in/german.txt").write_text("Der Waffenstillstand hielt auch am Sonntag, wie die Polizei der Stadt mitteilte.")
    record = truceline.read("in", record="x.db", published="2008-03-31", outlet="The Paper")
    assert record.failures[["path", "code"]].to_numpy().tolist() == [["in/empty.txt", "empty_file"]]
    assert set(record.skipped["code"]) == {"not_english", "unknown_format"}
    assert record.documents["outlet"].tolist() == ["The Paper"]
    assert record.figures["best"].tolist() == [12]
    again = truceline.read([Path("in/good.txt")], record=Path("x.db"), published="2008-03-31", outlet="The Paper")
    assert len(again.documents) == 1


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such record"):
        truceline.open(tmp_path / "lost.db")
    (tmp_path / "words.db").write_text("words")
    with pytest.raises(NotARecord):
        truceline.open(tmp_path / "words.db")
    with pytest.raises(StoreError, match="no folder"):
        truceline.read(tmp_path, record=tmp_path / "none" / "x.db")


def test_a_record_stays_open_while_something_of_it_is_used_and_no_longer(demo: Path) -> None:
    table = truceline.open(demo).where(type="shelling").table("events")
    gc.collect()
    rows = iter(table)
    first = next(rows)
    del table
    gc.collect()
    assert first.type == next(rows).type == "shelling"
    with truceline.open(demo) as record:
        narrow = record.where(type="shelling")
    with pytest.raises(StoreError, match="was closed; open it again"):
        _ = narrow.events
    assert repr(narrow).startswith("<Record ")


def test_unknown_tables_are_told_with_a_guess(opened: Record[Any]) -> None:
    with pytest.raises(UsageError, match="did you mean events"):
        opened.table("evnts")
    assert opened.table("event").name == "events"
    assert set(opened.codebook()["table"]) == set(opened.tables)


def test_every_column_is_explained(opened: Record[Any]) -> None:
    codebook = opened.codebook()
    assert codebook["meaning"].str.len().min() >= 3
    assert not codebook["meaning"].isna().any()


def test_words_are_searched_as_in_the_workbench(opened: Record[Any]) -> None:
    hits = opened.search('"ceasefire" OR truce', limit=5)
    assert hits
    assert all("ceasefire" in s.text.lower() or "truce" in s.text.lower() for hit in hits for s in hit.sentences)
    assert opened.search("") == ()


def test_a_dossier_is_written_or_refused(opened: Record[Any], tmp_path: Path) -> None:
    assert "<title>" in opened.dossier(tmp_path / "d.html", title="Basra").read_text("utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        opened.dossier(tmp_path / "none" / "d.html")


def test_a_dossier_of_a_part_holds_that_part_alone(opened: Record[Any], tmp_path: Path) -> None:
    whole = opened.dossier(tmp_path / "whole.html").read_text("utf-8")
    for given in ({"type": "shelling"}, {"box": (40, 28, 50, 38)}, {"placed": "point"}, {"review": "draft"}):
        page = opened.where(**given).dossier(tmp_path / "part.html").read_text("utf-8")
        assert "<title>Conflict and ceasefires: " in page
        assert page != whole


def test_countries_and_actors_by_name_are_those_by_code_and_id(opened: Record[Any]) -> None:
    assert len(opened.where(country="Iraq").events) == len(opened.where(country="IRQ").events) > 0
    actor = next(row for row in opened.table("actors") if row.name == "Mahdi Army")
    assert len(opened.where(actor="mahdi army").events) == len(opened.where(actor=actor.id).events) > 0


def test_a_record_goes_to_another_process(opened: Record[Any]) -> None:
    again = pickle.loads(pickle.dumps(opened.where(type="shelling")))
    assert set(again.events["id"]) == set(opened.where(type="shelling").events["id"])
    again.close()
    assert len(opened.events)
