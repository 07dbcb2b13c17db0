"""HTML pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from truceline.model.text import Document, Failure
from truceline.read import read

FIRST = "Mortar shells fell on the edge of the town on Friday morning, killing four people, a doctor said by telephone."
SECOND = (
    "The army said that it had not fired. “We kept to the truce,” its spokesman said, and he blamed the other side."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Shelling near Arin - The Lantern</title>
<meta property="og:site_name" content="The Lantern">
<meta property="article:published_time" content="2005-05-04T22:00:00Z">
<link rel="canonical" href="https://lantern.example/a"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Shelling near Arin</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<div class="comments"><p>I do not believe a word of this report.</p></div>
<footer>Copyright 2005 The Lantern. All rights reserved.</footer></body></html>"""


def page(tmp_path: Path, content: str | bytes) -> Document:
    path = tmp_path / "a.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (item,) = read([str(path)])
    assert isinstance(item, Document)
    return item


def test_text_and_metadata(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert (document.title, document.outlet) == ("Shelling near Arin", "The Lantern")
    assert (document.url, document.media_type) == ("https://lantern.example/a", "text/html")
    assert (document.published, document.published_basis) == (date(2005, 5, 4), "metadata")
    assert document.raw == PAGE.encode()
    assert FIRST in document.text
    assert "believe" not in document.text
    assert [block.role for block in document.blocks] == ["title", "body", "body"]


def test_a_side_file_outranks_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.meta.yaml").write_text("published: 2005-05-05\n")
    document = page(tmp_path, PAGE)
    assert (document.published, document.outlet) == (date(2005, 5, 5), "The Lantern")


def test_the_year_of_a_copyright_is_no_date(tmp_path: Path) -> None:
    without = PAGE.replace('<meta property="article:published_time" content="2005-05-04T22:00:00Z">', "")
    assert page(tmp_path, without).published is None


def test_a_date_line_in_the_text_is_found(tmp_path: Path) -> None:
    without = PAGE.replace('<meta property="article:published_time" content="2005-05-04T22:00:00Z">', "")
    document = page(tmp_path, without.replace(f"<p>{FIRST}", f"<p>May 4, 2005</p><p>{FIRST}"))
    assert document.published == date(2005, 5, 4)


def test_a_long_page_is_read_to_its_end(tmp_path: Path) -> None:
    many = "".join(f"<p>In village number {n} the truce was kept, the elders said on Sunday.</p>" for n in range(600))
    assert "number 599" in page(tmp_path, f"<html><body><article>{many}</article></body></html>").text


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{FIRST}<p>{SECOND}",
        f"<html><body><div><p>{FIRST}<table><tr><td>{SECOND}<b>x<script>var y='",
        f"{FIRST} <b",
        f"<html><<<body>>><p>{FIRST}</div></p></span>",
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p></body></html>',
    ],
)
def test_broken_pages_are_read(tmp_path: Path, content: str) -> None:
    assert "Mortar shells fell" in page(tmp_path, content).text


@pytest.mark.parametrize(
    "content", ["<html", "<html><body></body></html>", "<<<>>>", "<html><head><title>x</title></head></html>"]
)
def test_pages_without_text(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.htm"
    path.write_text(content)
    (item,) = read([str(path)])
    assert isinstance(item, Failure)
    assert item.code == "no_text"


LISTED = "<pre>+++ a.c 2012-11-11 02:24:53\nversion 1.2.53</pre>"


def test_what_only_looks_like_a_date_is_none(tmp_path: Path) -> None:
    """The line of a listing, the number of a version, a day that the report tells of."""
    without = PAGE.replace('<meta property="article:published_time" content="2005-05-04T22:00:00Z">', "")
    told = f"<p>{FIRST} The attack of 2004-03-11 was the last one.</p>{LISTED}<div class='version'>1.2.53</div>"
    assert page(tmp_path, without.replace("</h1>", f"</h1>{told}")).published is None


@pytest.mark.parametrize(
    "mark",
    [
        "<time datetime='2005-05-04T08:00:00Z'>this morning</time>",
        "<p class='byline'>By Ana Petrov, 4 May 2005</p>",
        "<span class='pub-date'>May 4, 2005</span>",
        "<div id='article-date'>4 May 2005</div>",
        "<meta itemprop='datePublished' content='2005-05-04'>",
    ],
)
def test_places_in_the_body_that_are_marked_as_dates(tmp_path: Path, mark: str) -> None:
    without = PAGE.replace('<meta property="article:published_time" content="2005-05-04T22:00:00Z">', "")
    document = page(tmp_path, without.replace("</h1>", f"</h1>{mark}{LISTED}"))
    assert (document.published, document.published_basis) == (date(2005, 5, 4), "metadata")


def test_a_table_that_lays_out_a_page_is_no_row_of_values(tmp_path: Path) -> None:
    """As pages of the nineties are: the menu is one cell, the report another."""
    cells = (
        f"<td width=100><a href=/>Home</a><br><a href=/n>News</a></td><td><h1>Shelling</h1><p>{FIRST}<p>{SECOND}</td>"
    )
    document = page(tmp_path, f"<html><body><table><tr>{cells}</tr></table></body></html>")
    assert "|" not in document.text
    assert document.text.split("\n")[-2:] == [FIRST, SECOND]


def test_a_table_of_values_stays_one(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{town}</td><td>{killed}</td></tr>" for town, killed in (("Arin", 4), ("Belen", 12)))
    document = page(
        tmp_path, PAGE.replace("</article>", f"<table><tr><th>Town</th><th>Killed</th></tr>{rows}</table></article>")
    )
    assert "| Arin | 4 |" in document.text
