"""RSS and Atom: what each item becomes, and where its title, day, outlet and text come from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.made_files import NEWS, SHELLS, TALKS, documents, outcome, page, rss, write
from truceline.model.text import Document, Failure, Skipped
from truceline.read import read

ITEM = (
    "<item><title>Guns fall silent &amp; roads open</title><link>http://l.example/1</link><guid>g-1</guid>"
    "<pubDate>Wed, 04 May 2005 23:30:00 -0500</pubDate>"
    f"<description>{NEWS[:40]} …</description><content:encoded><![CDATA[<p>{NEWS}</p><p>{SHELLS}</p>]]></content:encoded></item>"
)
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="text">The Lantern</title>
<entry><title>Talks on Thursday</title><id>tag:l.example,2005:2</id><link rel="alternate" href="http://l.example/2"/>
<updated>2005-05-05T01:00:00+02:00</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TALKS}</p><ul><li>one</li></ul></div></content></entry>
<entry><title>Shells</title><id>tag:l.example,2005:3</id><published>2005-05-04T10:00:00Z</published><updated>2005-05-09T10:00:00Z</updated>
<source><title>Harbour News</title></source><summary type="text">{SHELLS} 3 &lt; 5</summary></entry></feed>"""


def test_an_item_of_rss(tmp_path: Path) -> None:
    path = write(tmp_path, "feed.rss", rss(ITEM))
    (document,) = documents(path)
    assert document.path == f"{path}#g-1"
    assert document.text == f"Guns fall silent & roads open\n\n{NEWS}\n\n{SHELLS}"
    assert (document.title, document.outlet, document.url) == (
        "Guns fall silent & roads open",
        "The Lantern",
        "http://l.example/1",
    )
    assert (document.published, document.published_basis) == (date(2005, 5, 4), "metadata")
    assert [block.role for block in document.blocks] == ["title", "body", "body"]


def test_entries_of_atom(tmp_path: Path) -> None:
    one, two = documents(write(tmp_path, "feed.atom", ATOM))
    assert (one.text, one.url) == (f"Talks on Thursday\n\n{TALKS}\n\none", "http://l.example/2")
    assert (one.published, one.outlet) == (date(2005, 5, 5), "The Lantern")
    assert two.text == f"Shells\n\n{SHELLS} 3 < 5"
    assert (two.published, two.outlet, two.media_type) == (date(2005, 5, 4), "Harbour News", "text/plain")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<title>Bomb kills 12 in the market of Arin</title>", "Bomb kills 12 in the market of Arin"),
        (f"<description>{NEWS}</description>", NEWS),
        (f"<title>Guns silent in Arin</title><description>Guns silent in Arin – {NEWS}</description>", f"Guns silent in Arin – {NEWS}"),
        (f"<title>T&lt;b&gt;wo&lt;/b&gt; dead</title><description>{NEWS}</description>", f"Two dead\n\n{NEWS}"),
        (f"<description><![CDATA[<script>x()</script>{NEWS}<br>{SHELLS}]]></description>", f"{NEWS}\n\n{SHELLS}"),
    ],
)  # fmt: skip
def test_a_headline_or_a_teaser_is_a_report(tmp_path: Path, item: str, text: str) -> None:
    assert [d.text for d in documents(write(tmp_path, "feed.xml", rss(f"<item>{item}</item>")))] == [text]


def test_a_whole_page_in_an_item_is_read_as_a_page(tmp_path: Path) -> None:
    menu = "<nav><a href='/'>Home</a></nav>"
    content = page(NEWS).replace("<body>", f"<body>{menu}")
    (document,) = documents(
        write(tmp_path, "a.xml", rss(f"<item><description><![CDATA[{content}]]></description></item>"))
    )
    assert NEWS in document.text
    assert "Home" not in document.text


def test_the_same_item_in_another_fetch_is_the_same_document(tmp_path: Path) -> None:
    (one,) = documents(write(tmp_path, "a.xml", rss(ITEM)))
    later = rss(
        f"<item><guid>g-2</guid><description>{SHELLS}</description></item>"
        + ITEM.replace("</item>", "<slash:comments xmlns:slash='urn:s'>9</slash:comments></item>")
    )
    two = documents(write(tmp_path, "b.xml", later))[1]
    corrected = documents(write(tmp_path, "c.xml", rss(ITEM.replace("a week", "a month"))))[0]
    assert one.id == two.id != corrected.id


def test_paths_of_items_are_unique(tmp_path: Path) -> None:
    items = "".join(
        f"<item>{guid}<description>{NEWS} {n}</description></item>"
        for n, guid in enumerate(["<guid>g</guid>", "<guid>g</guid>", "", "<link>http://l.example/4</link>"])
    )
    path = write(tmp_path, "feed.xml", rss(items))
    assert [d.path.removeprefix(path) for d in documents(path)] == ["#g", "#g~2", "#3", "#http://l.example/4"]


@pytest.mark.parametrize("said", ["yesterday", "", "32 May 2005", "03/04/2005"])
def test_an_unclear_day_is_unknown(tmp_path: Path, said: str) -> None:
    item = f"<item><pubDate>{said}</pubDate><description>{NEWS}</description></item>"
    (document,) = documents(write(tmp_path, "feed.xml", rss(item)))
    assert (document.published, document.published_basis) == (None, "unknown")


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252", "utf-8"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    feed = rss(f"<item><title>“Café” hit</title><description>{NEWS}</description></item>").replace("utf-8", encoding, 1)
    assert documents(write(tmp_path, "feed.xml", feed.encode(encoding)))[0].title == "“Café” hit"


@pytest.mark.parametrize(
    "broken",
    [
        rss(ITEM)[: rss(ITEM).index("</item>") + 7],
        rss(ITEM.replace("&amp;", "&")),
        rss(ITEM.replace("roads", "roads&nbsp;")),
        "\n\n" + rss(ITEM),
        rss(ITEM, prolog='<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">'),
        rss(ITEM, prolog='<!DOCTYPE rss [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1//EN" "http://w.example/a]>b">]>'),
    ],
)  # fmt: skip
def test_broken_feeds_are_read(tmp_path: Path, broken: str) -> None:
    (document,) = documents(write(tmp_path, "feed.xml", broken))
    assert document.text.endswith(f"{NEWS}\n\n{SHELLS}")


def test_other_xml_is_left_out_and_pages_are_pages(tmp_path: Path) -> None:
    assert outcome(write(tmp_path, "map.xml", "<?xml version='1.0'?><urlset><url/></urlset>")) == [
        ("unknown_format", "")
    ]
    xhtml = "<?xml version='1.0'?>" + page(NEWS).replace("<!DOCTYPE html>", "")
    assert documents(write(tmp_path, "page.xml", xhtml))[0].media_type == "text/html"


def test_empty_feeds_and_items(tmp_path: Path) -> None:
    assert outcome(write(tmp_path, "a.xml", "")) == [("empty_file", "")]
    assert outcome(write(tmp_path, "b.xml", rss(""))) == [("no_items", "")]
    mixed = write(
        tmp_path, "c.xml", rss(f"<item><guid>1</guid></item><item><guid>2</guid><title>{NEWS}</title></item>")
    )
    assert outcome(mixed) == [("empty_text", "#1"), ("Document", "#2")]


def test_items_in_other_languages_are_skipped_one_by_one(tmp_path: Path) -> None:
    arabic = "أعلن الجيش وقف إطلاق النار لمدة ثلاثة أيام في شمال البلاد"
    feed = rss(f"<item><description>{arabic}</description></item><item><description>{NEWS}</description></item>")
    skipped, document = read([write(tmp_path, "a.xml", feed)])
    assert isinstance(skipped, Skipped)
    assert skipped.code == "not_english"
    assert isinstance(document, Document)


def test_entities_of_its_own(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "the secret words")
    for entity in (f'<!ENTITY x SYSTEM "file://{secret}">', '<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;">'):
        feed = rss(
            f"<item><title>&x;</title><description>{NEWS}</description></item>", prolog=f"<!DOCTYPE rss [{entity}]>"
        )
        (failure,) = read([write(tmp_path, "feed.xml", feed)])
        assert isinstance(failure, Failure)
        assert failure.code == "bad_xml"
        assert "entities" in failure.message
