"""What notebooks show: everything escaped, the words marked, no script, nothing loaded."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import truceline
from truceline import Record

HOSTILE = (
    "Shelling killed 12 <script>alert(1)</script> civilians in Basra on Sunday, said <img src=x onerror=alert(2)> police"
    ' \u202egnidaer. Gunmen in Mosul shot "two" men & a boy\' on Monday.\n'
)
ALLOWED = set("div style p span strong em mark blockquote code table thead tbody tr th td ul li".split())


class Page(HTMLParser):
    """The elements, attributes and marked words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self._open:
            self.marked[-1] += data


def checked(html: str) -> Page:
    page = Page(html)
    assert page.tags <= ALLOWED, page.tags - ALLOWED
    assert page.attributes <= {"class", "style", "title"}
    assert "url(" not in html
    assert "\u202e" not in html
    return page


def test_hostile_words_are_shown_as_words() -> None:
    hostile = truceline.extract(
        HOSTILE, published="2008-03-31", outlet="<b>Paper</b>", title="</style><script>x</script>"
    )
    html = hostile._repr_html_()
    page = checked(html)
    assert "&lt;b&gt;Paper" in html
    assert "[U+202E]" in html
    assert [event.trigger for event in hostile.events] == page.marked[: len(hostile.events)]
    shown = [(one._repr_html_(), one.passage) for one in hostile.events]
    shown += [(one._repr_html_(), one.passage) for one in hostile.figures]
    for html, passage in shown:
        assert checked(html).marked == [" ".join(passage.text.split())]


def test_a_text_that_was_not_read_says_why() -> None:
    (one,) = truceline.extract_many([""])
    assert "Not read" in one._repr_html_()
    assert "holds no words" in repr(one)


def test_a_record_and_its_stories(opened: Record[Any]) -> None:
    html = opened._repr_html_()
    checked(html)
    assert ">193<" in html.replace(" ", "")
    happening = opened.happening(opened.happenings.sort_values("reports")["id"].iloc[-1])
    page = checked(happening._repr_html_())
    assert page.marked == [" ".join(t.passage[t.mark[0] : t.mark[1]].split()) for t in happening.tellings]
    for row in opened.table("lives"):
        life = opened.ceasefire(row.id)
        marked = checked(life._repr_html_()).marked
        told = [move for move in life.transitions if life.passages_of(move)]
        assert len(told) <= len(marked)
        assert [" ".join(life.passages_of(move)[0].text.split()) for move in told] == marked[: len(told)] or any(
            move.words and not life.passages_of(move) for move in life.transitions
        )
    figure = next(iter(opened.table("figures")))
    why = opened.why(figure.id)
    assert checked(why._repr_html_()).marked
    assert "verbatim" in repr(why)


@pytest.mark.parametrize("name", ["events", "happenings", "lives", "documents", "decisions", "ceasefire_step"])
def test_tables_show_their_head(opened: Record[Any], name: str) -> None:
    table = opened.table(name)
    html = table._repr_html_()
    checked(html)
    assert f"{len(table):,} row" in html
    assert repr(table).startswith(f"<Table {name}: {len(table):,} row")


def test_the_story_in_a_terminal_is_that_of_the_command_line(opened: Record[Any]) -> None:
    life = opened.ceasefire(opened.lives["id"].iloc[0])
    assert "LIFE LINE" in str(life)
    assert repr(life).startswith("<Life of CSF-")
    happening = opened.happening(opened.happenings["id"].iloc[0])
    assert happening.id in str(happening)


def test_a_hostile_report_in_a_record(tmp_path: Path) -> None:
    (tmp_path / "<b>.txt").write_text(HOSTILE)
    record = truceline.read(tmp_path / "<b>.txt", record=tmp_path / "x.db", published="2008-03-31")
    for name in ("events", "figures", "documents"):
        checked(record.table(name)._repr_html_())
    checked(record.happening(record.events["id"].iloc[0])._repr_html_())
    checked(record.why(record.figures["id"].iloc[0])._repr_html_())
