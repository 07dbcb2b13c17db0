"""A record's ceasefires against a hand-made list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.follow_rows import Chronicle
from truceline.errors import UsageError
from truceline.evaluate import Options, evaluate
from truceline.evaluate.followed import load, scores

LIST = """
- name: Coast ceasefire of January 2009
  items:
    - {id: a, about: [proposed]}
    - {id: b, about: [declared]}
    - {id: c, about: [violated]}
    - {id: z, about: [holding]}
  not_same: [{id: x, why: another}, y]
  unsure: [u]
  life:
    - {state: proposed, date: 2009-01-05}
    - {state: agreed, date: "2009-01-07"}
    - {state: strained, date: "2009-02-20", items: [c]}
    - {state: broken_down, date: "2009-03-08"}
  end: {date: "2009-03-08"}
"""


def listed(tmp_path: Path, text: str = LIST) -> Path:
    path = tmp_path / "list.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reports_and_moves_are_counted_against_the_list(tmp_path: Path) -> None:
    book = Chronicle()
    book.publish(a="2009-01-05", b="2009-01-07", c="2009-02-16", e="2009-03-09")
    for document, state in zip("abce", ("proposed", "declared", "strained", "broken_down"), strict=True):
        parties = book.actor(document, "Norland", "state", known="NOR"), book.actor(document, "Coast Front")
        book.ceasefire(f"{document}.1", state, parties=parties)
        day = {"a": "2009-01-05", "b": "2009-01-07", "e": "2009-03-08"}.get(document)
        book.step(f"{document}.1", state, day)
    (life,) = book.lives()
    own = frozenset({life.id})
    told = {"a": own, "b": own, "c": own, "e": own, "u": own, "x": own}
    found = scores(load(listed(tmp_path)), told, {life.id: life}, dict(zip("abce", "abce", strict=True)))
    assert {m.name: (round(m.score, 2), m.n) for m in found.measures} == {
        "found": (0.75, 4),
        "together, of those found": (1.0, 3),
        "kept apart": (0.5, 2),
        "moves of the list found": (1.0, 4),
        "moves of the record right": (1.0, 3),
        "end found with its day": (1.0, 1),
    }
    assert found.tables[0].rows == (("Coast ceasefire of January 2009", 4, 3, 2, 4, 4),)


@pytest.mark.parametrize("text", ["name: one", "- {name: one}", "- {name: one, items: [a]}", "- [", "- 7"])
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"list\.yaml"):
        load(listed(tmp_path, text))


def test_only_a_record_is_compared_with_a_list(tmp_path: Path) -> None:
    gold = listed(tmp_path)
    with pytest.raises(UsageError, match="leave the option out"):
        evaluate([tmp_path], "seeds", Options(gold=gold))
    with pytest.raises(UsageError, match="--gold FILE"):
        evaluate([gold], "followed", Options())
    with pytest.raises(UsageError, match="is not there"):
        evaluate([gold], "followed", Options(gold=tmp_path / "gone.yaml"))


def test_a_date_may_be_a_month_or_a_year(tmp_path: Path) -> None:
    text = LIST.replace('date: "2009-01-07"', "date: 2009-01").replace(
        'end: {date: "2009-03-08"}', 'end: {date: "2009"}'
    )
    (entry,) = load(listed(tmp_path, text))
    assert entry.life[1].days == (date(2009, 1, 1), date(2009, 1, 31))
    assert entry.end == (date(2009, 1, 1), date(2009, 12, 31))


@pytest.mark.parametrize("name", ["check", "development"])
def test_the_projects_own_lists_are_in_the_format(name: str) -> None:
    entries = load(Path(__file__).parents[2] / "evaluation" / "followed" / f"{name}.yaml")
    assert len(entries) == 20
    for entry in entries:
        assert len(entry.reports) >= 3
        assert not entry.apart & set(entry.reports)
