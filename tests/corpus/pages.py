"""HTML pages: nine makes, of 1999 to today, each with what stands around a report on the web."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from tests.corpus.label import UNKNOWN, File, Label
from tests.corpus.reports import Report

_MENU = "".join(
    f'<li><a href="/{name.lower()}">{name}</a></li>' for name in "World Region Business Sport Opinion".split()
)
_COOKIES = (
    '<div id="cookie-banner" role="dialog" class="cookie-consent"><p>We and our partners use cookies to store and '
    "access information on your device. You can change your choices at any time.</p><button>Accept all</button></div>"
)
_COMMENTS = (
    '<section id="comments" class="comments"><h2>Comments (2)</h2><div class="comment"><p>I was there last week and '
    'nobody was shot at all, whatever you write.</p></div><div class="comment"><p>At least 900 people were killed '
    "if you ask my cousin.</p></div></section>"
)
_RELATED = (
    '<aside class="related"><h3>Read more</h3><ul><li><a href="/a">Bus crash kills four on the coast road</a></li>'
    '<li><a href="/b">Football: the league is postponed again</a></li></ul></aside>'
)
_FOOT = '<footer><p>Copyright 2021 All rights reserved. <a href="/terms">Terms</a> <a href="/privacy">Privacy</a></p></footer>'


def address(report: Report) -> str:
    """Where the outlet has the report on the web."""
    return f"https://{report.outlet.lower().replace(' ', '')}.example.org/news/{report.name}"


def _paragraphs(report: Report) -> str:
    return "\n".join(f"<p>{escape(words, quote=False)}</p>" for words in report.paragraphs)


def _page(head: str, body: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>'


def _heading(report: Report) -> str:
    return f"<h1>{escape(report.title)}</h1>"


def _label(report: Report, *beside: str, outlet: bool = True, dated: bool = True, url: bool = False) -> Label:
    day, basis = (report.day, "metadata") if dated else UNKNOWN
    return Label(
        report=report,
        title=report.title,
        outlet=report.outlet if outlet else None,
        day=day,
        basis=basis,  # type: ignore[arg-type]  # one of the literals
        url=address(report) if url else None,
        beside=(report.title, report.outlet, *beside),
    )


def open_graph(report: Report) -> tuple[str, Label]:
    """Meta tags as those of social networks; a menu, related reports, a footer."""
    head = (
        f"<title>{escape(report.title)} | {report.outlet}</title>"
        f'<meta property="og:title" content="{escape(report.title)}">'
        f'<meta property="og:site_name" content="{report.outlet}">'
        f'<meta property="article:published_time" content="{report.day}T06:30:00+00:00">'
        f'<meta property="article:modified_time" content="2021-02-03T06:30:00+00:00">'
        f'<link rel="canonical" href="{address(report)}">'
    )
    body = f"<nav><ul>{_MENU}</ul></nav><main><article>{_heading(report)}{_paragraphs(report)}</article>{_RELATED}</main>{_FOOT}"
    return _page(head, body), _label(report, url=True)


def json_ld(report: Report) -> tuple[str, Label]:
    """A NewsArticle in JSON-LD; cookies are asked for before anything else."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": f"{report.day}T09:00:00Z",
        "dateModified": "2021-02-03T09:00:00Z",
        "publisher": {"@type": "Organization", "name": report.outlet},
    }
    head = f'<title>{escape(report.title)}</title><script type="application/ld+json">{json.dumps(said)}</script>'
    body = (
        f"{_COOKIES}<header><ul>{_MENU}</ul></header><article>{_heading(report)}{_paragraphs(report)}</article>{_FOOT}"
    )
    return _page(head, body), _label(report)


def time_element(report: Report) -> tuple[str, Label]:
    """The day in a time element alone; comments of readers below."""
    day = f'<time datetime="{report.day}">{report.day:%d %B %Y}</time>'
    head = f'<title>{escape(report.title)}</title><meta property="og:site_name" content="{report.outlet}">'
    body = f"<article>{_heading(report)}<p>{day}</p>{_paragraphs(report)}</article>{_COMMENTS}{_FOOT}"
    return _page(head, body), _label(report, f"{report.day:%d %B %Y}")


def table_layout(report: Report) -> tuple[str, Label]:
    """A page of the nineties: tables in tables, fonts, paragraphs that are never closed."""
    words = "\n".join(f"<P><FONT FACE=Arial SIZE=2>{escape(p, quote=False)}</FONT>" for p in report.paragraphs)
    links = "<BR>".join(f'<A HREF="/{n}.htm">{n}</A>' for n in "Home News Sport Weather Archive".split())
    body = (
        f"<TABLE WIDTH=600 BORDER=0><TR><TD WIDTH=120 BGCOLOR=#CCCCCC>{links}</TD><TD VALIGN=top>"
        f"<H1>{escape(report.title)}</H1>\n{words}\n</TD></TR></TABLE><HR><CENTER>Best viewed at 800x600</CENTER>"
    )
    head = f'<TITLE>{escape(report.title)}</TITLE><META NAME="date" CONTENT="{report.day}">'
    return f"<HTML><HEAD>{head}</HEAD><BODY BGCOLOR=#FFFFFF>{body}</BODY></HTML>", _label(report, outlet=False)


def line_breaks(report: Report) -> tuple[str, Label]:
    """Paragraphs told by two line breaks, the day in a meta tag of Dublin Core."""
    words = "<br><br>\n".join(escape(p, quote=False) for p in report.paragraphs)
    head = f'<title>{escape(report.title)}</title><meta name="DC.date.issued" content="{report.day}">'
    body = f'<div id="menu"><ul>{_MENU}</ul></div><div id="content">{_heading(report)}<div class="story">{words}</div></div>'
    return _page(head, body), _label(report, outlet=False)


def divisions(report: Report) -> tuple[str, Label]:
    """Every paragraph a division, with advertisements between them; a share bar."""
    words = "".join(f'<div class="par">{escape(p, quote=False)}</div>' for p in report.paragraphs)
    share = '<ul class="share"><li><a href="#">Share</a></li><li><a href="#">Tweet</a></li><li><a href="#">Print</a></li></ul>'
    head = (
        f'<title>{escape(report.title)}</title><meta property="og:site_name" content="{report.outlet}">'
        f'<meta itemprop="datePublished" content="{report.day}">'
    )
    body = f'<div class="nav"><ul>{_MENU}</ul></div><article class="article-body">{_heading(report)}{share}{words}</article>{_RELATED}'
    return _page(head, body), _label(report)


def dated_in_words(report: Report) -> tuple[str, Label]:
    """No mark of any day; the text has a date line."""
    line = f"{report.day:%A}, {report.day.day} {report.day:%B %Y}"
    head = f'<title>{escape(report.title)}</title><meta property="og:site_name" content="{report.outlet}">'
    body = f"<main><article>{_heading(report)}<p>{line}</p>{_paragraphs(report)}</article></main>{_FOOT}"
    return _page(head, body), replace(_label(report, line), basis="text")


def undated(report: Report) -> tuple[str, Label]:
    """No day at all, and a year of copyright that is none."""
    head = f"<title>{escape(report.title)}</title>"
    body = f"<nav><ul>{_MENU}</ul></nav><article>{_heading(report)}{_paragraphs(report)}</article>{_FOOT}"
    return _page(head, body), _label(report, outlet=False, dated=False)


def by_address(report: Report) -> tuple[str, Label]:
    """The day in the address of the page alone."""
    url = f"https://wire.example.org/{report.day:%Y/%m/%d}/report.html"
    head = f'<title>{escape(report.title)}</title><link rel="canonical" href="{url}"><meta property="og:site_name" content="{report.outlet}">'
    body = f"{_COOKIES}<article>{_heading(report)}{_paragraphs(report)}</article>{_RELATED}{_FOOT}"
    return _page(head, body), replace(_label(report), url=url)


Make = Callable[[Report], tuple[str, Label]]
MAKES: tuple[Make, ...] = (
    open_graph, json_ld, time_element, table_layout, line_breaks, divisions, dated_in_words, undated, by_address,
)  # fmt: skip
_ENCODINGS = {"table_layout": "windows-1252"}


def html_files(reports: Sequence[Report], each: int) -> list[File]:
    """`each` files of every make, over all reports in turn."""
    made = []
    for number, make in enumerate(MAKES):
        for turn in range(each):
            page, label = make(reports[(number * 2 + turn * 5) % len(reports)])
            content = page.encode(_ENCODINGS.get(make.__name__, "utf-8"))
            made.append(File(name=f"page-{make.__name__}-{turn}.html", content=content, documents=(label,)))
    return made
