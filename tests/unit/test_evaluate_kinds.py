"""PLOVER tables, incidents of shootings, TimeML and hand-made records: read strictly, scored as documented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import TEXT, actor, at, basra, count, document, event, extraction, figure
from truceline.errors import UsageError
from truceline.evaluate import plover, seeds, shootings, timeml
from truceline.evaluate.scoring import Share, Tally
from truceline.model.extraction import Extraction, Figure, Ref, TimeMention
from truceline.model.text import Span
from truceline.model.values import Days

PAIR = "<s>The mayor</s> accused <t>the army</t> of looting, and the army shelled the town."


def table(folder: Path, header: str, *rows: str) -> Path:
    file = folder / "table.tsv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def test_a_marked_pair_is_found_in_its_sentence(tmp_path: Path) -> None:
    file = table(tmp_path, "sentence\tmarked_sentence\tgold_root\tgold_penta", f"x\t{PAIR}\tACCUSE\t3")
    row = plover.load(file)[0]
    assert row.text == "The mayor accused the army of looting, and the army shelled the town."
    assert row.source is not None
    assert row.target is not None
    assert (row.source.of(row.text), row.target.of(row.text)) == ("The mayor", "the army")
    text = row.text
    mayor, army, again = Ref(at(text, "mayor"), "A1"), Ref(at(text, "army"), "A2"), Ref(at(text, "army", 1), "A2")
    events = (
        event(text, "E1", "shelled", actors=(again,), targets=(Ref(at(text, "town"), None),)),
        event(text, "E2", "accused", kind="accusation", actors=(mayor,), targets=(army,)),
    )
    read = extraction(document(text), actors=(actor(text, "A1", "mayor"), actor(text, "A2", "army")), events=events)
    assert plover.answer(read, row) == ("ACCUSE", plover.FULL)
    assert plover.answer(replace(read, events=events[:1]), row) == ("ASSAULT", 1.0)
    assert plover.answer(replace(read, events=()), row) == (None, 0.0)


def test_concessions_and_retreats_are_yields() -> None:
    text = "The rebels freed the mayor."
    free = event(text, "E1", "freed", kind="release", actors=(Ref(at(text, "rebels"), None),))
    row = plover.Marked("a", text, None, None, "YIELD", "2")
    assert plover.answer(extraction(document(text), events=(free,)), row)[0] == "YIELD"


def test_a_table_without_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"table\.tsv: no column marked_sentence"):
        plover.load(table(tmp_path, "sentence\tgold_root", "x\tACCUSE"))
    with pytest.raises(UsageError, match="line 2: a cell"):
        plover.load(table(tmp_path, "sentence\tmarked_sentence\tgold_root", "x\t\tACCUSE"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds 0 tables"):
        plover.load(tmp_path / "empty")
    good = table(tmp_path / "empty", "sentence\tmarked_sentence\tgold_root", "x\t<s>x</s>\tACCUSE")
    assert plover.load(tmp_path / "empty") == plover.load(good)


SHOT = "A man shot four people. Four were hurt, and one boy died. Since May 30 have died."


def shot(*events: tuple[str, str, str, int]) -> Extraction:
    made = []
    for number, (trigger, kind, words, n) in enumerate(events):
        scope = "cumulative" if n == 30 else "event"
        one = figure(SHOT, words, count(n, n, n), kind=kind, scope=scope)  # type: ignore[arg-type]
        made.append(event(SHOT, f"E{number}", trigger, kind="armed_attack", figures=(one,)))
    return extraction(document(SHOT), events=made)


def test_the_figure_of_an_article_is_the_one_most_events_give() -> None:
    read = shot(("shot", "wounded", "four", 4), ("hurt", "wounded", "Four", 4), ("died", "wounded", "one", 1))
    assert shootings.figure_of(read, "wounded") == 4
    assert shootings.figure_of(read, "killed") is None
    assert shootings.figure_of(shot(("died", "killed", "30", 30)), "killed") is None
    tied = shot(("died", "killed", "one", 1), ("shot", "killed", "four", 4))
    assert shootings.figure_of(tied, "killed") == 1


def test_only_a_list_is_added_up() -> None:
    text = "He killed a cook and three maids. Later a waiter died. Five were held."
    one = figure(text, "a", count(1, 1, 1), kind="killed", who="cook")
    three = figure(text, "three", count(3, 3, 3), kind="killed", who="maids")
    later = figure(text, "waiter", count(1, 1, 1), kind="killed")

    def of(*figures: Figure) -> int | None:
        event_ = event(text, "E1", "killed", kind="armed_attack", figures=figures)
        return shootings.figure_of(extraction(document(text), events=(event_,)), "killed")

    assert of(one, three) == 4
    assert of(one, later) == 1
    assert of(three, later) == 3


def test_empty_is_read_as_zero_and_told_apart() -> None:
    tested = shootings.Tested()
    tested.add(shootings.Article("a", SHOT, None, {"killed": 0, "wounded": 4}), shot(("shot", "wounded", "four", 4)))
    tested.add(shootings.Article("b", SHOT, None, {"killed": 1, "wounded": 0}), None)
    scores = tested.scores()
    found = {(m.group, m.name): m.score for m in scores.measures}
    assert found["killed", "exact, empty read as 0"] == 0.5
    assert found["killed", "within 1, empty read as 0"] == 1.0
    assert found["killed", "exact where the answer is not 0"] == 0.0
    assert found["both", "killed and wounded exact, empty read as 0"] == 0.5
    assert scores.failed == 1
    assert ("killed", "0", 0, 0, 0, 0, 1) in scores.tables[0].rows
    assert ("wounded", "1 or more", 1, 0, 0, 0, 0) in scores.tables[0].rows


def test_incidents_are_read_strictly(tmp_path: Path) -> None:
    file = tmp_path / "incidents.jsonl"
    good = {"date": "May 1, 2014", "killed": 0, "wounded": 1, "articles": [{"text": SHOT, "date": "2014-05-02"}]}
    file.write_text(json.dumps(good) + "\n", encoding="utf-8")
    (article,) = shootings.load(tmp_path)
    assert (article.id, article.published) == ("1/0", date(2014, 5, 2))
    assert len(shootings.load(file, "development")) + len(shootings.load(file, "training")) == 1
    for bad, words in (
        (good | {"killed": "one"}, "killed, wounded"),
        (good | {"articles": [{}]}, "article 1 has no text"),
        ({"date": "May"}, "killed, wounded, articles missing"),
    ):
        file.write_text(json.dumps(bad) + "\n", encoding="utf-8")
        with pytest.raises(UsageError, match=words):
            shootings.load(tmp_path)


TML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2008-04-01">April 1</TIMEX3></DCT>
<TEXT>It <EVENT>began</EVENT> <TIMEX3 tid="t1" type="DATE" value="2008-03">last month</TIMEX3>, lasted
<TIMEX3 tid="t2" type="DURATION" value="P1W">a week</TIMEX3> and is over
<TIMEX3 tid="t3" type="DATE" value="PRESENT_REF">now</TIMEX3>.<TIMEX3 tid="t4" type="DATE" value="2008"/></TEXT></TimeML>
"""


def test_time_expressions_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TML, encoding="utf-8")
    (file,) = timeml.files_in(tmp_path)
    gold = timeml.load(file)
    assert gold.published == date(2008, 4, 1)
    assert [t.span.of(gold.text) for t in gold.times] == ["last month", "a week", "now"]
    march = Days(date(2008, 3, 1), date(2008, 3, 31), "month")
    times = [
        TimeMention(Span(gold.text.index("month"), gold.text.index("month") + 5), march, None),
        TimeMention(at(gold.text, "a week"), None, "P7D"),
        TimeMention(at(gold.text, "It"), None, None),
    ]
    counts = {name: Tally() for name in ("relaxed", "strict", "dates", "durations", "all")}
    dated = Share()
    assert list(timeml._compare(gold, times, counts, dated)) == []
    assert {name: (t.right, t.found, t.gold) for name, t in counts.items()} == {
        "relaxed": (2, 3, 3), "strict": (1, 3, 3), "dates": (1, 1, 1), "durations": (1, 1, 1), "all": (2, 3, 3),
    }  # fmt: skip
    assert dated.value == 1.0


def test_values_are_what_words_name_not_what_they_bound() -> None:
    text = "Calm has reigned since March."
    march, on = Days(date(2008, 3, 1), date(2008, 3, 31), "month"), Days(date(2008, 3, 1), date(2008, 4, 1), "range")
    gold = timeml.Annotated("d", text, date(2008, 4, 1), (timeml.Timex(at(text, "March"), "DATE", "2008-03"),))
    for named, right in ((march, 1), (None, 0)):
        counts = {name: Tally() for name in ("relaxed", "strict", "dates", "durations", "all")}
        list(timeml._compare(gold, [TimeMention(at(text, "since March"), on, None, named)], counts, Share()))
        assert counts["dates"].right == right


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2008-02-29", date(2008, 2, 29), date(2008, 2, 29)),
        ("2008-02-29T10:30", date(2008, 2, 29), date(2008, 2, 29)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2008-W01", date(2007, 12, 31), date(2008, 1, 6)),
        ("2008-Q4", date(2008, 10, 1), date(2008, 12, 31)),
        ("2008-H1", date(2008, 1, 1), date(2008, 6, 30)),
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_values_are_days(value: str, first: date, last: date) -> None:
    assert timeml.interval(value) == (first, last)


@pytest.mark.parametrize("value", ["PRESENT_REF", "2008-XX", "2008-SU", "2008-02-30", "P1D", ""])
def test_values_that_are_no_days(value: str) -> None:
    assert timeml.interval(value) is None


def test_files_that_are_no_timeml(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no files"):
        timeml.files_in(tmp_path)
    (tmp_path / "a.tml").write_text("words", encoding="utf-8")
    with pytest.raises(UsageError, match="not XML"):
        timeml.load(tmp_path / "a.tml")
    (tmp_path / "a.tml").write_text("<TimeML/>", encoding="utf-8")
    with pytest.raises(UsageError, match="DCT and TEXT"):
        timeml.load(tmp_path / "a.tml")


def passage(words: str, nth: int = 0) -> dict[str, object]:
    span = at(TEXT, words, nth)
    return {"doc": "D", "start": span.start, "end": span.end, "quote": words}


def hand_made() -> seeds.Gold:
    declared = "Muqtada al-Sadr declared a ceasefire on Sunday."
    return {
        "documents": [{"id": "D", "file": "a.txt"}],
        "actors": [{"id": "A1", "name": "Sadr", "variants": ["the cleric"]}, {"id": "A2", "name": "Iran"}],
        "events": [
            {"id": "1", "plover": {"event": "CONCEDE"}, "evidence": passage(declared), "actors": ["A1", "A2"],
             "date": {"text": "Sunday", "earliest": "2008-03-30", "latest": "2008-03-30"}},
            {"id": "2", "plover": "ASSAULT", "evidence": [passage("shelling killed 12 civilians")],
             "casualties": [{"kind": "killed", "low": 12, "best": 12, "high": 12, "open_upper": False}]},
            {"id": "3", "plover": "PROTEST", "evidence": passage("Nobody believes")},
            {"id": "4", "plover": "PROTEST", "evidence": passage("Nobody believes"), "optional": True},
        ],
        "not_events": [{"evidence": passage("hold")}, {"evidence": passage("shelling killed 12 civilians")}],
        "ceasefires": [{"status_at_publication": "holding", "status_evidence": passage(declared), "parties": ["A1"],
                        "broker": ["A2"], "declared_by": ["A2"]}],
        "claims": [
            {"mode": "indirect speech", "speaker": "A2", "evidence": passage("The deal was brokered by Iran")},
            {"mode": "author’s own", "speaker": "A2", "evidence": passage("Nobody believes")},
        ],
    }  # fmt: skip


def test_a_hand_made_record() -> None:
    tested = seeds.Tested(hand_made(), {"D": seeds.Document(basra(), "Head.\n" + TEXT)})
    assert tested.docs["D"].shift == 6
    tested = seeds.Tested(hand_made(), {"D": seeds.Document(basra(), TEXT)})
    tested.all()
    assert {pair: (s.right, s.n) for pair, s in tested.shares.items()} == {
        ("events", "found"): (2, 3),
        ("events", "dates exact"): (1, 1),
        ("events", "actors"): (1, 2),
        ("figures", "exact"): (1, 1),
        ("traps", "avoided"): (1, 2),
        ("ceasefires", "found"): (1, 1),
        ("ceasefires", "state"): (0, 1),
        ("ceasefires", "parties"): (1, 1),
        ("ceasefires", "broker"): (1, 1),
        ("ceasefires", "declared_by"): (0, 1),
        ("claims", "found"): (1, 1),
        ("claims", "speakers"): (0, 1),
    }


def test_a_document_that_failed_answers_nothing() -> None:
    tested = seeds.Tested(hand_made(), {"D": None})
    tested.all()
    assert {pair: (s.right, s.n) for pair, s in tested.shares.items()} == {
        ("events", "found"): (0, 3), ("traps", "avoided"): (0, 2), ("ceasefires", "found"): (0, 1),
        ("claims", "found"): (0, 1),
    }  # fmt: skip
    left_out = seeds.Tested(hand_made(), {})
    left_out.all()
    assert not left_out.shares


def test_a_hand_made_record_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gold\.yaml"):
        seeds.load(tmp_path)
    (tmp_path / "gold.yaml").write_text("events: []\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no documents, actors"):
        seeds.load(tmp_path)
    lines = "actors: []\nevents: []\nnot_events: []\nceasefires: []\nclaims: []\ndocuments: [{id: D, file: a.txt}]\n"
    (tmp_path / "gold.yaml").write_text(lines, encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.txt: is not there"):
        seeds.load(tmp_path)
