"""Two parties followed on the command line: reports in, life line, violence and durations out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contract.conftest import Call

REPORTS = (
    ("2012-11-16", "Gulf Wire", "GAZA CITY - Israel bombed Hamas in Khan Yunis on Friday, killing two fighters, hospital officials said."),
    ("2012-11-20", "The Harbour Review", "Egypt said on Tuesday that it had proposed a ceasefire between Israel and Hamas."),
    ("2012-11-22", "Gulf Wire", "A ceasefire between Israel and Hamas, brokered by Egypt, took effect in the Gaza Strip on Wednesday evening."),
    ("2012-12-03", "Gulf Wire", "Israel shelled Hamas near Beit Hanoun on Monday, and one man was killed."),
)  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from truceline.pipeline import read_into
    from truceline.read import read
    from truceline.record import Store

    folder = tmp_path_factory.mktemp("follow")
    rows = [{"published": day, "outlet": outlet, "text": text} for day, outlet, text in REPORTS]
    (folder / "r.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store.open(folder / "r.db", "create") as store:
        read_into(store, read([str(folder / "r.jsonl")]), jobs=1)
    return folder / "r.db"


def test_ceasefires_and_the_violence_around_them(record: Path, call: Call) -> None:
    found = json.loads(call("follow", "--parties", "Israel", "Hamas", "--json", "--record", record).out)
    (life,) = found["ceasefires"]
    assert {party["name"] for party in life["parties"]} == {"Israel", "Hamas"}
    assert [one["last"] for one in found["violence"]] == ["2012-11-16", "2012-12-03"]
    assert [(a["before"], a["after"]) for a in found["around"]] == [(1, 1)]
    text = call("follow", "--parties", "Hamas", "Israel", "--to", "2012-11-30", "--record", record).out
    assert text.index("2012-11-16") < text.index("CEASEFIRE")
    assert "Beit Hanoun" not in text


def test_parties_that_nobody_knows(record: Path, call: Call) -> None:
    done = call("follow", "--parties", "Israel", "Qarmat Valley Front", "--record", record)
    assert done.status == 2
    assert "Qarmat Valley Front" in done.err


def test_the_life_of_one_ceasefire_as_known_then_and_now(record: Path, call: Call) -> None:
    (life,) = json.loads(call("follow", "--parties", "Israel", "Hamas", "--json", "--record", record).out)["ceasefires"]
    now = call("show", "ceasefire", life["id"], "--record", record).out
    assert "brokered by: Egypt" in now
    assert "in effect: 21 November 2012" in now
    then = call("show", "ceasefire", life["id"], "--as-known-on", "2012-11-21", "--record", record).out
    assert "state: proposed, as known on 21 November 2012" in then
    assert "Egypt said on Tuesday" not in then or "took effect" not in then
    none = call("show", "ceasefire", life["id"], "--as-known-on", "2012-11-01", "--record", record)
    assert none.status == 2


def test_durations_are_listed_by_group(record: Path, call: Call) -> None:
    rows = [
        json.loads(line) for line in call("durations", "--by", "country", "--json", "--record", record).out.splitlines()
    ]
    (row,) = rows
    assert (row["group"], row["effect_latest"], row["censored"], row["most"]) == ("PSE", "2012-11-21", True, None)
    wrong = call("durations", "--by", "weather", "--record", record)
    assert wrong.status == 2
    assert "country" in wrong.err


def test_survival_curves(record: Path, call: Call) -> None:
    pytest.importorskip("lifelines")
    rows = [json.loads(line) for line in call("durations", "--curves", "--json", "--record", record).out.splitlines()]
    assert rows[0]["holding"] == 1.0


def test_curves_without_the_extra_say_what_to_install(
    record: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lifelines", None)
    done = call("durations", "--curves", "--record", record)
    assert done.status == 2
    assert "truceline[survival]" in done.err


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The ceasefire between Israel and Hamas was holding on Tuesday, officials said.", None),
        ("The truce between Israel and Hamas collapsed on Friday.", None),
        ("A ceasefire between Israel and Hamas took effect on Tuesday.", "2012-11-27"),
        ("A ceasefire declared on Friday was holding on Sunday.", "2012-11-23"),
    ],
)
def test_the_day_on_which_it_held_is_not_its_start(text: str, start: str | None, call: Call) -> None:
    (truce,) = json.loads(call("extract", "-", "--published", "2012-11-27", stdin=text).out)["ceasefires"]
    assert (truce["start"] or {}).get("earliest") == start
