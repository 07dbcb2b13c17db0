"""Every command does what its help says, end to end, on a small report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.contract.conftest import Call

REPORT = (
    "Basra truce holds, officials say\n\nMarch 31, 2008\n\n"
    "The army and the Mahdi Army agreed to a ceasefire in Basra on Sunday. "
    "A doctor at the main hospital said that 40 people had been killed and 90 wounded since Tuesday. "
    "“We will keep our word,” said Salim al-Basri, a spokesman for the militia.\n"
)


@pytest.fixture
def record(tmp_path: Path, call: Call) -> Path:
    """A record of one report."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "basra.txt").write_text(REPORT, encoding="utf-8")
    file = tmp_path / "r.db"
    assert call("read", reports, "--record", file, "--jobs", 1).status == 0
    return file


def test_extract_writes_what_the_schema_describes(call: Call, tmp_path: Path) -> None:
    (tmp_path / "basra.txt").write_text(REPORT, encoding="utf-8")
    schema = json.loads(call("schema", "extract").out)
    done = call("extract", tmp_path / "basra.txt", tmp_path / "gone.txt")
    assert done.status == 1
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert len(lines) == 2
    for line in lines:
        jsonschema.validate(line, schema)
    assert lines[0]["document"]["published"] == "2008-03-31"
    assert lines[1]["error"]["code"] == "not_found"
    text = lines[0]["document"]["text"]
    for event in lines[0]["events"]:
        assert text[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"]


def test_standard_input(call: Call) -> None:
    done = call("extract", "-", "--published", "2008-04-01", stdin=REPORT.split("\n\n")[2])
    assert done.status == 0
    assert json.loads(done.out)["document"]["published"] == "2008-04-01"


@pytest.mark.parametrize(
    "what", ["documents", "events", "ceasefires", "figures", "actors", "places", "claims", "wordings"]
)
def test_show_as_text_json_and_csv(what: str, record: Path, call: Call) -> None:
    rows = [json.loads(line) for line in call("show", what, "--json", "--record", record).out.splitlines()]
    table = list(csv.DictReader(io.StringIO(call("show", what, "--csv", "--record", record).out)))
    assert [r["id"] for r in rows] == [r["id"] for r in table]
    text = call("show", what, "--record", record)
    assert text.status == 0
    assert len(text.out.splitlines()) == (len(rows) + 1 if rows else 0)


def test_events_are_listed_by_date(record: Path, call: Call) -> None:
    rows = [json.loads(line) for line in call("show", "events", "--json", "--record", record).out.splitlines()]
    dates = [row["date_earliest"] or row["date_latest"] or "9999" for row in rows]
    assert dates == sorted(dates)


def test_the_figures_and_who_gives_them(record: Path, call: Call) -> None:
    rows = [json.loads(line) for line in call("show", "figures", "--json", "--record", record).out.splitlines()]
    assert {(r["kind"], r["low"], r["best"], r["high"]) for r in rows} == {
        ("killed", 40, 40, 40),
        ("wounded", 90, 90, 90),
    }
    assert all("doctor" in " ".join(r["sources"]) for r in rows)


def test_why_shows_the_sentence_of_every_cell(record: Path, call: Call) -> None:
    row = json.loads(call("show", "ceasefires", "--json", "--record", record).out.splitlines()[0])
    done = call("why", row["id"], "--record", record)
    assert done.status == 0
    assert "[ceasefire]" in done.out
    assert "basra.txt" in done.out
    assert call("why", "CSF-NOSUCHTHING", "--record", record).status == 2


def test_verify_rebuild_and_info(record: Path, call: Call) -> None:
    checked = call("verify", "--record", record)
    assert checked.status == 0
    digest = checked.out.split()[-1]
    assert call("rebuild", "--record", record).out.strip() == digest
    assert json.loads(call("info", "--json", "--record", record).out)["rows"]["document"] == 1


def test_the_dossier_is_one_file_that_asks_for_nothing(record: Path, call: Call, tmp_path: Path) -> None:
    out = tmp_path / "d.html"
    assert call("dossier", "--record", record, "--out", out).status == 0
    page = out.read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script src" not in page
    assert "<link" not in page
    assert call("dossier", "--record", record, "--out", tmp_path / "no" / "such" / "d.html").status == 2


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!DOCTYPE html>"), ("a.MD", "# "), ("a.json", "{"), ("a.txt", "Conflict"), ("a", "Conflict")],
)
def test_a_summary_is_written_as_its_file_ends(
    name: str, begins: str, record: Path, call: Call, tmp_path: Path
) -> None:
    assert call("summary", "--record", record, "--out", tmp_path / name).status == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    call("summary", "--record", record, "--format", "json", "--out", tmp_path / name)
    assert json.loads((tmp_path / name).read_text(encoding="utf-8"))


def test_a_range_says_of_what_kind_and_where_its_happening_is(record: Path, call: Call) -> None:
    events = {
        e["id"]: e for e in map(json.loads, call("show", "events", "--json", "--record", record).out.splitlines())
    }
    ranges = [json.loads(line) for line in call("show", "ranges", "--json", "--record", record).out.splitlines()]
    assert ranges
    for row in ranges:
        told = [e for e in events.values() if e["happening_id"] == row["happening_id"]]
        assert row["type"] == events[row["happening_id"]]["type"]
        assert set(row["places"]) == {place for e in told for place in e["places"]}


def test_help_lists_every_command_in_the_order_of_the_work(call: Call) -> None:
    said = call("--help").out
    headings = ["Read", "Look", "Review", "Publish", "Compare and measure", "The record itself", "Names"]
    places = [said.index(f"─ {heading} ─") for heading in headings]
    assert places == sorted(places)
    assert "─ Commands ─" not in said


@pytest.mark.parametrize(
    "command", ["read", "extract", "show", "why", "dossier", "decide", "verify", "rebuild", "info", "schema"]
)
def test_every_command_has_help_with_an_example(command: str, call: Call) -> None:
    done = call(command, "--help")
    assert done.status == 0
    assert f"Example: truceline {command}" in " ".join(done.out.split())


def test_what_a_person_decides_is_put_down_shown_and_undone(record: Path, call: Call) -> None:
    def figure() -> dict[str, object]:
        found: dict[str, object] = json.loads(call("show", "figures", "--json", "--record", record).out.splitlines()[0])
        return found

    own = figure()["id"]
    assert figure()["standing"] == "counted"
    done = call("decide", "exclude", own, "--by", "ana", "--reason", "counted twice", "--record", record)
    assert (done.status, done.out) == (0, "decision 1\n")
    assert figure()["why"] == "excluded in review, by ana: counted twice"
    (left,) = [json.loads(line) for line in call("show", "ranges", "--json", "--record", record).out.splitlines()]
    assert left["kind"] == "wounded"
    assert call("decide", "undo", "1", "--by", "ana", "--record", record).status == 0
    assert (figure()["standing"], figure()["why"]) == ("counted", "")
    assert (
        call("decide", "correct", own, "--field", "low", "--value", "5", "--by", "ana", "--record", record).status == 0
    )
    ranges = [json.loads(line) for line in call("show", "ranges", "--json", "--record", record).out.splitlines()]
    assert figure()["low"] == next(row["low"] for row in ranges if row["kind"] == "killed") == 5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same", "EVT-1"), "two ids"),
        (("accept", "EVT-1", "EVT-2"), "one id"),
        (("correct", "EVT-1"), "--value goes with correct"),
        (("undo", "first"), "the number of a decision"),
        (("exclude", "EVT-1"), "no such record"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    arguments: tuple[str, ...], words: str, record: Path, call: Call
) -> None:
    done = call("decide", *arguments, "--by", "ana", "--record", record)
    assert done.status == 2
    assert words in done.err


def test_what_was_missed_is_added_shown_told_and_undone(record: Path, call: Call) -> None:
    def decide(*arguments: object) -> tuple[int, str, str]:
        done = call("decide", *arguments, "--by", "ana", "--record", record)
        return done.status, done.out, done.err

    document = json.loads(call("show", "documents", "--json", "--record", record).out.splitlines()[0])["id"]
    given = ("--document", document, "--words", "keep our word", "--set", "type=statement", "--set", "status=asserted")
    status, out, _ = decide("add", "event", *given, "--set", "means=", "--reason", "missed")
    assert (status, out) == (2, "")
    status, out, err = decide("add", "event", *given, "--reason", "missed")
    assert (status, err) == (0, "")
    own = out.split()[-1]
    assert out == f"decision 1 adds {own}\n"
    figure = (
        "--set",
        f"event_id={own}",
        "--set",
        "kind=killed",
        "--set",
        "victim_class=unknown",
        "--set",
        "scope=event",
    )
    assert (
        decide("add", "figure", "--document", document, "--words", "40 people", "--set", "verbatim=40", *figure)[0] == 0
    )
    rows = [json.loads(line) for line in call("show", "figures", "--json", "--record", record).out.splitlines()]
    (added,) = [row for row in rows if row["review"] == "accepted"]
    assert (added["event_id"], added["low"], added["best"], added["high"]) == (own, 40, 40, 40)
    assert decide("attach", own, "--field", "type", "--passage", "0:5")[1] == "decision 3\n"
    assert decide("correct", own, "--field", "type", "--value", "protest", "--words", "holds")[1] == "decision 4\n"

    told = call("why", own, "--record", record).out
    assert "\nadded by ana, decision 1: missed\n" in told
    assert "[keep our word]" in told
    assert "type: protest\n    Basra truce [holds], officials say\n" in told
    changes = list(csv.DictReader(io.StringIO(call("show", "history", own, "--csv", "--record", record).out)))
    assert [(c["kind"], c["was"], c["now"], c["decision"]) for c in changes if c["field"] == "type"] == [
        ("add", "", "statement", "1"),
        ("attach", "statement", "statement", "3"),
        ("correct", "statement", "protest", "4"),
    ]
    lines = call("show", "history", own, "--json", "--record", record).out.splitlines()
    assert [json.loads(line)["by"] for line in lines] == ["ana"] * len(lines)
    assert call("show", "event", own, "--record", record).status == 0
    assert call("dossier", "--record", record, "--out", record.with_suffix(".html")).status == 0
    assert own in record.with_suffix(".html").read_text(encoding="utf-8")
    assert call("verify", "--record", record).status == 0
    assert decide("undo", "1")[0] == 0
    assert call("why", own, "--record", record).status == 2
    assert "undo" in call("show", "history", own, "--record", record).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "event", "--words", "holds"), "--document"),
        (("add", "event", "--document", "D"), "--words"),
        (("add", "event", "--document", "nowhere", "--words", "holds"), "no document nowhere"),
        (("attach", "EVT-1", "--words", "holds"), "no such record"),
        (("accept", "EVT-1", "--words", "holds"), "go with add, attach and correct"),
        (("accept", "EVT-1", "--set", "type=talks"), "--set goes with add"),
        (("add", "event", "--document", "OWN", "--words", "moon"), "does not say so"),
        (("add", "event", "--document", "OWN", "--words", "the"), "more than once"),
        (("add", "event", "--document", "OWN", "--passage", "9:2"), "START:END"),
        (("add", "event", "--document", "OWN", "--words", "holds", "--set", "type"), "FIELD=VALUE"),
        (("add", "figure", "--document", "OWN", "--words", "holds", "--set", "low=many"), "low must be of type int"),
        (("add", "moon", "--document", "OWN", "--words", "holds"), "no such table"),
    ],
)
def test_an_addition_that_makes_no_sense_is_refused(
    arguments: tuple[str, ...], words: str, record: Path, call: Call
) -> None:
    own = json.loads(call("show", "documents", "--json", "--record", record).out.splitlines()[0])["id"]
    given = (own if argument == "OWN" else argument for argument in arguments)
    done = call("decide", *given, "--by", "ana", "--record", record)
    assert done.status == 2
    assert words in done.err


def test_ends_stay_in_order_whoever_corrects_them(record: Path, call: Call) -> None:
    def correct(field: str, value: int) -> tuple[int, str]:
        done = call("decide", "correct", own, "--field", field, "--value", value, "--by", "ana", "--record", record)
        return done.status, done.err

    rows = [json.loads(line) for line in call("show", "figures", "--json", "--record", record).out.splitlines()]
    own, best = next((row["id"], row["best"]) for row in rows if row["low"] == row["best"] == row["high"])
    status, err = correct("best", best + 1)
    assert status == 2
    assert f"best {best + 1} would lie beyond high {best}; correct high first" in err
    assert [correct(field, best + 1)[0] for field in ("high", "best", "low")] == [0, 0, 0]


def test_why_says_what_people_decided_and_why(record: Path, call: Call) -> None:
    rows = [json.loads(line) for line in call("show", "figures", "--json", "--record", record).out.splitlines()]
    one, other = rows[0]["id"], rows[1]["id"]
    assert call("decide", "reject", one, "--by", "ana", "--reason", "no number", "--record", record).status == 0
    assert call("decide", "exclude", other, "--by", "bo", "--reason", "told twice", "--record", record).status == 0
    assert "\nrejected as a whole by ana, decision 1: no number\n" in call("why", one, "--record", record).out
    assert "excluded: True\n    decided by bo, decision 2: told twice\n" in call("why", other, "--record", record).out
    told = [json.loads(line) for line in call("why", one, "--json", "--record", record).out.splitlines()]
    assert (told[0]["kind"], told[0]["by"], told[0]["reason"]) == ("reject", "ana", "no number")


def test_only_a_figure_is_taken_out_of_its_range(record: Path, call: Call) -> None:
    first = json.loads(call("show", "events", "--json", "--record", record).out.splitlines()[0])
    done = call("decide", "exclude", first["id"], "--by", "ana", "--record", record)
    assert done.status == 2
    assert "only a figure" in done.err


def test_show_links_says_what_is_linked_in_words(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    first = "BAQUBA, Iraq, Aug. 27, 2004 - Gunmen killed six policemen in Baquba on Friday, officials said.\n"
    second = "BAQUBA, Iraq, Aug. 28, 2004 - Gunmen killed six policemen in Baquba on Friday, a doctor said.\n"
    (folder / "a.txt").write_text(first, encoding="utf-8")
    (folder / "b.txt").write_text(second, encoding="utf-8")
    file = tmp_path / "links.db"
    assert call("read", folder, "--record", file, "--jobs", 1).status == 0
    rows = [json.loads(line) for line in call("show", "links", "--json", "--record", file).out.splitlines()]
    events = [row for row in rows if row["table"] == "event"]
    assert events
    assert all(0 < row["score"] <= 1 and row["method"] and row["reason"] for row in rows)
    assert all("Baquba" in row["left"] and "(reported 2004-08-2" in row["left"] for row in events)
    assert call("show", "links", "--record", file).out.startswith("kind")


def test_show_event_tells_all_of_one(record: Path, call: Call) -> None:
    first = json.loads(call("show", "events", "--json", "--record", record).out.splitlines()[0])
    told = call("show", "event", first["id"], "--record", record)
    assert told.status == 0
    assert f"[{first['trigger']}]" in " ".join(told.out.split())
    story = json.loads(call("show", "event", first["id"], "--json", "--record", record).out)
    assert [t["event"]["id"] for t in story["tellings"]] == [first["id"]]


def test_show_wordings_says_whose_words_and_of_what(call: Call, tmp_path: Path) -> None:
    text = "BASRA, Iraq, April 2, 2008 - Sadr City was calm. The governor called the rebels terrorists, a paper said.\n"
    (tmp_path / "a.txt").write_text(
        text + '\nThe "liberated zone" was bombed by the army on Tuesday.\n', encoding="utf-8"
    )
    file = tmp_path / "w.db"
    assert call("read", tmp_path / "a.txt", "--record", file, "--jobs", 1).status == 0
    rows = [json.loads(line) for line in call("show", "wordings", "--json", "--record", file).out.splitlines()]
    assert rows
    assert all(row["speaker"] == (row["speaker_text"] or "the report itself") for row in rows)
    assert all(bool(row["target"]) == (row["target_id"] is not None) for row in rows)
    assert call("show", "wordings", "--record", file).out.split()[:5] == ["id", "kind", "text", "target", "speaker"]


@pytest.mark.parametrize(
    "given",
    [["event"], ["events", "EVT-X"], ["event", "EVT-X"], ["events", "--as-known-on", "2008-04-01"]],
)
def test_show_says_what_it_wants(given: list[str], record: Path, call: Call) -> None:
    done = call("show", *given, "--record", record)
    assert done.status == 2
    assert "truceline: " in done.err


def test_a_place_that_stands_for_nobody_says_nothing(call: Call) -> None:
    text = "BANDA ACEH - In a report from Kufa on Thursday, Gulf Wire, citing a doctor, wrote that mortars had killed 25 people."
    (line,) = call("extract", "-", "--published", "2004-08-29", stdin=text).out.splitlines()
    read = json.loads(line)
    places = {place["name"].casefold() for place in read["places"]}
    said = [ref["span"]["text"] for event in read["events"] for ref in event["source"]]
    assert read["events"]
    assert not places & {words.casefold() for words in said}
