"""The page of a passage, from the record to wherever the passage is shown; documents without pages show none."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.factories import TEXT, append, basra
from truceline.cli.app import app
from truceline.errors import StoreError
from truceline.follow.happening import happening
from truceline.model.extraction import Extraction
from truceline.model.filters import Filter
from truceline.model.records import EventRow, FigureRow
from truceline.publish.dossier.page import write_dossier
from truceline.publish.extraction_json import extraction_dict
from truceline.publish.stories import happening_lines
from truceline.record import Store
from truceline.record.files import APPLICATION_ID, migrations
from truceline.record.views import document, rows, search
from truceline.record.views.passages import told

PAGES = (0, TEXT.index("shelling"), TEXT.index("The deal"))


def paged() -> Extraction:
    """A report on three pages; the second one begins in the middle of a sentence."""
    one = basra("report.pdf")
    return replace(one, document=replace(one.document, pages=PAGES))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "paged.db"
    with Store.open(path, "create") as store:
        append(store, paged(), basra("plain.txt", deaths=15, day_of=date(2008, 4, 2)))
    return path


def shelling(store: Store, path: str) -> EventRow:
    own = {info.id: info.path for info in store.documents()}
    return next(e for e in store.rows(EventRow, type="shelling") if own[e.document_id] == path)


def test_the_record_keeps_the_pages(record: Path) -> None:
    with Store.open(record) as store:
        assert {d.path: store.document(d.id).document.pages for d in store.documents()} == {
            "report.pdf": PAGES, "plain.txt": (),
        }  # fmt: skip
        assert store.verify().problems == ()


def test_the_digest_covers_the_pages(tmp_path: Path) -> None:
    digests = set()
    for name, read in (("a", paged()), ("b", basra("report.pdf"))):
        with Store.open(tmp_path / f"{name}.db", "create") as store:
            append(store, read)
            digests.add(store.verify().digest)
    assert len(digests) == 2


def test_pages_that_do_not_follow_each_other_are_found(record: Path) -> None:
    with sqlite3.connect(record) as connection:
        connection.execute("DROP TRIGGER reading_no_update")
        connection.execute("UPDATE reading SET pages = '[0,80,20]' WHERE pages != '[]'")
    connection.close()
    with Store.open(record) as store:
        assert any("its pages do not follow" in problem for problem in store.verify().problems)


@pytest.mark.parametrize(("path", "page"), [("report.pdf", 2), ("plain.txt", None)])
def test_every_view_of_a_passage_has_its_page(record: Path, path: str, page: int | None) -> None:
    with Store.open(record) as store:
        event = shelling(store, path)
        row = rows.shown(store, event.id)
        assert row is not None
        cell = next(cell for cell in row.cells if cell.field == "trigger")
        assert [passage.page for passage in cell.passages] == [page]
        whole = document.whole(store, event.document_id)
        assert whole is not None
        assert whole.pages == (PAGES if page else ())
        found = "SELECT reading, n FROM statement WHERE record_id = ? AND field = 'trigger'"
        (reading, n), *_ = store.select(found, (event.id,))
        assert told(store, reading, n).pages == (page,)
        story = happening(store, event.id)
        assert {t.report.path: t.page for t in story.tellings}[path] == page
        lines = "".join(happening_lines(story, 200))
        assert (", page 2  EVT-" in lines) is any(t.page == 2 for t in story.tellings)


@pytest.mark.parametrize(
    ("path", "words"), [("report.pdf", ", page 2, characters"), ("plain.txt", "2008-04-02, characters")]
)
def test_why_names_the_page(record: Path, path: str, words: str) -> None:
    with Store.open(record) as store:
        figure = next(iter(store.rows(FigureRow, document_id=shelling(store, path).document_id)))
    said = CliRunner().invoke(app, ["why", figure.id, "--record", str(record)]).stdout
    assert words in said


def test_the_dossier_shows_where_pages_begin_and_where_passages_stand(record: Path, tmp_path: Path) -> None:
    with Store.open(record) as store:
        write_dossier(store, tmp_path / "dossier.html", generated="1 May 2008")
    html = (tmp_path / "dossier.html").read_text("utf-8")
    assert re.findall(r'class="page-start" data-page="(\d)"', html) == ["1", "2", "3"]
    plain, pdf = re.split(r'<details class="doc"', html)[1:]
    if "plain.txt" not in plain:
        plain, pdf = pdf, plain
    assert set(re.findall(r'<sup class="pn(?: cited)?" id="[^"]+" data-page="(\d)"', pdf)) == {"1", "2", "3"}
    assert "data-page" not in plain.split("</details>")[0]


def test_the_format_has_the_pages() -> None:
    assert extraction_dict(paged())["document"]["pages"] == list(PAGES)
    assert extraction_dict(basra())["document"]["pages"] == []


def test_a_record_from_before_has_no_pages_and_is_read_on(tmp_path: Path) -> None:
    """The layout of before is brought up to date; what it holds has no pages, what is read then has."""
    path, made = tmp_path / "old.db", tmp_path / "made.db"
    with Store.open(made, "create") as store:
        append(store, basra("plain.txt"))
    old = sqlite3.connect(path)
    for script in migrations()[:7]:
        old.executescript(script)
    old.execute("ATTACH ? AS made", (str(made),))
    old.execute("PRAGMA foreign_keys = OFF")
    for table in ("version", "run", "text", "document", "reading", "sentence", "statement"):
        names = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({table})"))
        old.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM made.{table}")
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("PRAGMA user_version = 7")
    old.commit()
    old.close()
    with pytest.raises(StoreError, match="older layout"):
        Store.open(path)
    with Store.open(path, "write") as store:
        store.fold()
        (info,) = store.documents()
        assert store.document(info.id).document.pages == ()
        assert store.verify().problems == ()
        append(store, paged())
        assert {store.document(d.id).document.pages for d in store.documents()} == {(), PAGES}
        assert store.verify().problems == ()


def test_sentences_that_are_searched_for_have_their_page(record: Path) -> None:
    with Store.open(record) as store:
        found = search.search(store, "brokered", Filter(), "rank", 0, 10).rows
    assert {one.path: [hit.page for hit in one.sentences] for one in found} == {"report.pdf": [3], "plain.txt": [None]}


def test_accounts_have_their_page(record: Path) -> None:
    with Store.open(record) as store:
        story = happening(store, shelling(store, "report.pdf").id)
        assert [one.page for one in story.accounts if one.report.path == "report.pdf"] == [2]
        lines = "".join(happening_lines(story, 200))
    accounts = lines.partition("ACCOUNTS")[2].partition("REPORTS")[0]
    assert ", page 2)" in accounts
