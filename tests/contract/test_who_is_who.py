"""Across reports: one actor under many spellings; a man, his town and his movement; a government then and now."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.contract.conftest import Call
from truceline.model.records import ActorRow
from truceline.record import Store

THEN = (
    "NAJAF, Aug. 20, 2004 - Fighters loyal to the cleric Moqtada Sadr fired mortar rounds at a police station in Najaf, Iraq, on"
    " Friday, residents said.\n\n"
    "The Iraqi government demanded that Sadr disband the Mehdi Army. Clashes also broke out in Sadr City, a district of Baghdad.\n\n"
    "Qassim Daoud, a minister of state, travelled to Najaf, but the cleric refused to see him. Moqtada Sadr has led the"
    " Sadrist movement since last year.\n"
)
NOW = (
    "BASRA, March 28, 2008 - Soldiers of the Iraqi army attacked positions of the Mahdi Army in Basra, Iraq, on Friday, killing 14"
    " militiamen.\n\n"
    "Mouqtada al-Sadr called on the Iraqi government to end the offensive. Mr. Sadr said that the prime minister had broken his"
    " word.\n\n"
    "In Tehran, Iraqi lawmakers met Gen. Ghassem Soleimani. Jaish al-Mahdi gunmen fired rockets from Sadr City, police said.\n"
)
MY_ACTORS = """\
source: notes of the desk
actors:
  - {id: shatt-brigade, name: Shatt Brigade, names: [Shatt Battalion], kind: armed_group, country: IRQ, sector: REB, inter: 3}
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[ActorRow]:
    """The actors of both reports, linked."""
    from truceline import pipeline
    from truceline.read import read

    place = tmp_path_factory.mktemp("two")
    (place / "then.txt").write_text(THEN, encoding="utf-8")
    (place / "now.txt").write_text(NOW, encoding="utf-8")
    with Store.open(place / "r.db", "create") as store:
        pipeline.read_into(store, read([str(place / "then.txt"), str(place / "now.txt")]), jobs=1)
        return list(store.rows(ActorRow))


def of(rows: list[ActorRow], known: str) -> list[ActorRow]:
    return [row for row in rows if row.known == known]


@pytest.mark.parametrize("known", ["muqtada-al-sadr", "ucdp:5659"])
def test_one_actor_under_many_spellings(rows: list[ActorRow], known: str) -> None:
    found = of(rows, known)
    assert len({row.document_id for row in found}) == 2
    assert len({row.canonical_id for row in found}) == 1
    assert len({row.name for row in found}) == 2


def test_no_spelling_of_the_man_is_anybody_else(rows: list[ActorRow]) -> None:
    named = {row.known for row in rows if row.name.split()[-1].removeprefix("al-") == "Sadr" and row.kind == "person"}
    assert named == {"muqtada-al-sadr"}


def test_neither_town_nor_movement_is_the_man(rows: list[ActorRow]) -> None:
    (man,) = {row.canonical_id for row in of(rows, "muqtada-al-sadr")}
    others = [row for row in rows if row.canonical_id == man]
    assert not any("City" in row.name or "movement" in row.name for row in others)


def test_people_of_like_names_are_two(rows: list[ActorRow]) -> None:
    (first,) = of(rows, "qassim-daoud")
    (second,) = of(rows, "qasem-soleimani")
    assert first.canonical_id != second.canonical_id


def test_a_government_then_and_now_are_two(rows: list[ActorRow]) -> None:
    governments = [row for row in rows if (row.known or "").startswith("IRQ/government")]
    assert {row.known for row in governments} == {"IRQ/government:ayad-allawi", "IRQ/government:nouri-al-maliki"}
    assert len({row.canonical_id for row in governments}) == 2


def test_codes_reach_record_and_lists(rows: list[ActorRow], tmp_path: Path, call: Call) -> None:
    assert {(row.sector, row.inter) for row in of(rows, "ucdp:5659")} == {("REB", 3)}
    (general,) = of(rows, "qasem-soleimani")
    assert (general.sector, general.inter) == ("MIL", 8)  # state forces abroad, in a report on Iraq
    (tmp_path / "now.txt").write_text(NOW, encoding="utf-8")
    record = tmp_path / "r.db"
    call("read", tmp_path / "now.txt", "--record", record)
    head, *lines = call("show", "actors", "--record", record, "--csv").out.splitlines()
    assert {"sector", "inter"} <= set(head.split(","))
    assert any("ucdp:5659" in line and ",REB,3" in line for line in lines)
    extracted = json.loads(call("extract", tmp_path / "now.txt").out)
    assert {(a["sector"], a["inter"]) for a in extracted["actors"] if a["known"] == "IRQ/army"} == {("MIL", 1)}
    why = call("why", general.id, "--record", record)
    assert why.status == 0
    assert "sector: MIL (inferred)" in why.out


@pytest.mark.parametrize(
    ("dateline", "known"),
    [("March 28, 2008", "nouri-al-maliki"), ("Dec. 20, 2003", None), ("Sept. 9, 2019", "adel-abdul-mahdi")],
)
def test_who_the_prime_minister_is_hangs_on_the_day(
    tmp_path: Path, call: Call, dateline: str, known: str | None
) -> None:
    (tmp_path / "a.txt").write_text(
        f"BAGHDAD, {dateline} - The prime minister met tribal elders in Basra, Iraq, and the mayor of Kirkuk, Iraq.\n",
        encoding="utf-8",
    )
    actors = json.loads(call("extract", tmp_path / "a.txt").out)["actors"]
    (minister,) = [a for a in actors if a["name"] == "prime minister"]
    assert minister["known"] == known
    assert (minister["match"] or {}).get("basis") == (None if known is None else "inferred")


GOLD = """\
documents: [{id: T, file: then.txt}, {id: W, file: now.txt}]
places:
- {id: P1, name: Basra, kind: city, lat: 30.5, lon: 47.8}
- {id: P2, name: Sadr City, kind: district, within: P3, lat: null, lon: null}
- {id: P3, name: Baghdad, kind: city, lat: 33.3, lon: 44.4}
- {id: P4, name: Najaf, kind: city, lat: 52.5, lon: 13.4}
actors:
- {id: A1, name: Moqtada Sadr, docs: [T, W], variants: [Mouqtada al-Sadr, Mr. Sadr], plover: IRQ REB}
- {id: A3, name: Mehdi Army, docs: [T, W], variants: [Mahdi Army, Jaish al-Mahdi], plover: IRQ REB, acled_inter: 3}
- {id: A4, name: the Iraqi government, docs: [T]}
- {id: A5, name: the Iraqi government, docs: [W]}
- {id: A6, name: Qassim Daoud, docs: [T]}
- {id: A7, name: Gen. Ghassem Soleimani, docs: [W], plover: IRN GOV}
- {id: A8, name: nobody at all, docs: [W]}
events: []
not_events: []
ceasefires: []
claims: []
must_merge:
- {record: A1, strings: [Moqtada Sadr, Mouqtada al-Sadr, Mr. Sadr]}
- {record: A3}
- {record: A8}
must_not_merge:
- {pair: [A4, A5]}
- {pair: [A6, A7]}
- {pair: [A1, A3]}
- {pair: [A1, A1]}
"""


def test_the_scorer_of_reference_articles_sees_it(tmp_path: Path, call: Call) -> None:
    for name, text in (("then.txt", THEN), ("now.txt", NOW), ("gold.yaml", GOLD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    call("evaluate", tmp_path, "--as", "seeds", "--json", tmp_path / "scores.json")
    report = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    scores = {(m["group"], m["measure"]): (round(m["score"] * m["n"]), m["n"]) for m in report["measures"]}
    assert scores["record", "brought together"] == (2, 3)
    assert scores["record", "kept apart"] == (3, 4)
    assert scores["places", "within 25 km"] == (4, 5)
    assert scores["actors", "ACLED inter"] == (1, 1)
    assert scores["actors", "PLOVER sector"] == (2, 3)
    (wrong,) = [t for t in report["tables"] if t["title"] == "Not as in the hand-made record"]
    named = {(row[0], row[1]) for row in wrong["rows"]}
    assert {("brought together", "A8"), ("kept apart", "A1 / A1"), ("within 25 km", "P4 Najaf, T")} <= named
    assert not any(what == "one of each" for what, _ in named)


def test_a_role_is_resolved_by_date_and_marked(tmp_path: Path, call: Call) -> None:
    (tmp_path / "now.txt").write_text(NOW, encoding="utf-8")
    line = json.loads(call("extract", tmp_path / "now.txt").out)
    (minister,) = [a for a in line["actors"] if a["known"] == "nouri-al-maliki"]
    assert minister["name"] == "prime minister"
    assert minister["match"]["basis"] == "inferred"
    assert "2008-03-28" in minister["match"]["reason"]


def test_actors_of_one_s_own(tmp_path: Path, call: Call) -> None:
    (tmp_path / "mine.yaml").write_text(MY_ACTORS, encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_text(
        "BASRA, May 2, 2008 - The Shatt Battalion attacked a police post in Basra, Iraq, on Friday.\n", encoding="utf-8"
    )
    without, given = (
        json.loads(call("extract", report, *more).out) for more in ((), ("--actors", tmp_path / "mine.yaml"))
    )
    assert "shatt-brigade" not in {a["known"] for a in without["actors"]}
    assert "shatt-brigade" in {a["known"] for a in given["actors"]}


def test_a_bad_file_stops_before_anything_is_read(tmp_path: Path, call: Call) -> None:
    (tmp_path / "mine.yaml").write_text(MY_ACTORS.replace("IRQ", "IRAQ"), encoding="utf-8")
    (tmp_path / "then.txt").write_text(THEN, encoding="utf-8")
    done = call("read", tmp_path / "then.txt", "--record", tmp_path / "r.db", "--actors", tmp_path / "mine.yaml")
    assert done.status == 2
    assert "mine.yaml:3: shatt-brigade: unknown country 'IRAQ'" in done.err
    assert not (tmp_path / "r.db").exists()


def test_show_check_add(tmp_path: Path, call: Call) -> None:
    shown = call("actors", "show", "prime minister", "--country", "IRQ", "--on", "2008-03-28")
    assert shown.out.startswith("nouri-al-maliki  (score 0.85, inferred: ")
    assert call("actors", "show", "Nobody of That Name").status == 1
    file = tmp_path / "mine.yaml"
    added = call("actors", "add", file, "--id", "sami", "--name", "Sami Haddad", "--kind", "person", "--country", "IRQ")
    assert added.status == 0
    assert call("actors", "check", file).status == 0
    before = file.read_text(encoding="utf-8")
    again = call("actors", "add", file, "--id", "sami", "--name", "Sami", "--kind", "wizard")
    assert again.status == 2
    assert "stands twice" in again.err
    assert "unknown kind 'wizard'" in again.err
    assert file.read_text(encoding="utf-8") == before
    assert call("actors", "show", "Sami Haddad", "--actors", file).out.splitlines()[1] == "sami: Sami Haddad"
    assert f"added {date.today()}" in before
