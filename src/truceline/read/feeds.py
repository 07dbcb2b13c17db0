"""RSS and Atom: each item of a feed is a report.

feedparser reads every version of both, and broken feeds too. A document type declaration is taken off before, since
the loose parser that it falls back on knows nothing of entities within entities; a feed that declares entities of its
own is refused. An item that carries only its headline or the first words of the report is a report nevertheless:
nothing that was reported is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO

from truceline.errors import ReadError
from truceline.model.text import Failure, Skipped
from truceline.read import options
from truceline.read.build import Draft
from truceline.read.dates import date_value
from truceline.read.decode import decode_page
from truceline.read.fragments import fragment_text, is_page
from truceline.read.kinds import sniffed, what_is_read
from truceline.read.lines import Stream
from truceline.read.metadata import Metadata
from truceline.read.source import Names, Source
from truceline.read.webpage import extract_page

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PROLOG = re.compile(r"(?:\s++|<\?[^>]*+>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*+(?:\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]\s*+)?+>")
_ENTITY = re.compile(r"<!ENTITY\s++(?!%)")
_WEB = re.compile(r"^https?://", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_SAID = {"content-type": "application/xml; charset=utf-8"}


def feed_items(source: Source) -> Iterator[Draft | Failure | Skipped | Source]:
    """A draft for each item of a feed; ``feed.xml#ID``, by the item's own id, else its address, else its number.

    Text: the title and the fullest of content, summary and description, as text. Outlet: the source that the item
    names, else the feed's title. Day: published, else updated, as the feed writes it, in the feed's own time zone.
    The bytes of the document are the words of the item, not its XML, so that the same item in tomorrow's feed, with
    another count of comments, is the same document.

    Raises:
        ReadError: ``empty_file``, ``too_large`` or ``bad_xml``.
    """
    raw = source.whole()
    if not raw.strip():
        raise ReadError(source.path, "empty_file", f"{source.path} is empty: fetch the feed again, or leave it out")
    text = _DECLARATION.sub("", decode_page(raw, source.path, source.charset), count=1)
    _refuse_hostile(text, source.path)
    import feedparser

    clean = _without_doctype(text).encode("utf-8", "replace")
    feed = feedparser.parse(BytesIO(clean), response_headers=_SAID, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and not feed.version:
        yield _no_feed(source, raw)
        return
    outlet = _words(feed.feed.get("title"))
    names, any_read = Names(), False
    for number, entry in enumerate(feed.entries, 1):
        any_read = True
        name = next((n for n in (entry.get("id"), entry.get("link")) if isinstance(n, str) and n.strip()), str(number))
        path = names.path(source.path, "#", name.strip())
        try:
            yield _item(entry, path, outlet)
        except ReadError as error:
            yield Failure(error.path, error.code, error.message)
    if not any_read:
        raise ReadError(
            source.path, "no_items", f"{source.path} is a feed without items: fetch it again, or leave it out"
        )


def _item(entry: dict[str, object], path: str, outlet: str | None) -> Draft:
    title = _words(entry.get("title"))
    content, media_type = _content(entry)
    body = content
    if media_type != "text/plain":
        body = extract_page(content, path)[0] if is_page(content) else fragment_text(content)
    heads = title is not None and not _same_start(body, title)
    text = "\n\n".join(part for part in (title if heads else None, body) if part)
    if not text:
        raise ReadError(path, "empty_text", f"{path} has neither title nor text: nothing to read, leave it out")
    return Draft(
        path=path,
        text=text,
        raw="\n\n".join(part for part in (title, content) if part).encode("utf-8", "replace"),
        media_type=media_type,
        given=Metadata(
            title=title,
            outlet=_words(_inside(entry, "source").get("title")) or outlet,
            url=_address(entry),
            published=_day(entry.get("published")) or _day(dict.get(entry, "updated")),  # not its guess
        ),
    )


def _content(entry: Mapping[str, object]) -> tuple[str, str]:
    """The fullest text of an item and its media type."""
    listed = entry.get("content")
    parts = [part for part in (*(listed if isinstance(listed, list) else ()), _inside(entry, "summary_detail")) if part]
    texts = [(str(part.get("value") or ""), str(part.get("type") or "text/html")) for part in parts]
    readable = [(value, kind) for value, kind in texts if kind.startswith("text/") or kind.endswith("xhtml+xml")]
    value, kind = max(readable, key=lambda found: len(found[0]), default=("", "text/plain"))
    return value.strip(), "text/plain" if kind == "text/plain" else "text/html"


def _inside(entry: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = entry.get(key)
    return value if isinstance(value, Mapping) else {}


def _address(entry: Mapping[str, object]) -> str | None:
    found = (entry.get("link"), entry.get("id"))
    return next((value.strip() for value in found if isinstance(value, str) and _WEB.match(value.strip())), None)


def _day(value: object) -> date | None:
    return date_value(value[:100]) if isinstance(value, str) else None


def _words(value: object) -> str | None:
    """A title as plain words; titles may hold tags and entities."""
    if not isinstance(value, str):
        return None
    return " ".join(fragment_text(value).split()) or None


def _same_start(text: str, title: str) -> bool:
    """True if a text begins with its title anyway: with a headline of four words or more, or with all of a line."""
    headline = _NOT_WORD.sub(" ", title).casefold().strip()
    first = _NOT_WORD.sub(" ", text.split("\n", 1)[0]).casefold().strip()
    return first == headline or (len(headline.split()) >= 4 and first.startswith(headline))


def _without_doctype(text: str) -> str:
    prolog = _PROLOG.match(text)
    found = None if prolog is None else _DOCTYPE.match(text, prolog.end())
    return text if found is None else text[: found.start()] + text[found.end() :]


def _refuse_hostile(text: str, path: str) -> None:
    if _ENTITY.search(text):
        message = (
            f"{path} declares entities of its own, as attacks do that make a small file endless or read other files: "
            "fetch the feed from its address again, or delete its DOCTYPE"
        )
        raise ReadError(path, "bad_xml", message)
    if text.count("<") > options.TAGS:
        message = f"{path} holds more than {options.TAGS:,} tags: split the feed into several files"
        raise ReadError(path, "too_large", message)


def _no_feed(source: Source, raw: bytes) -> Source | Skipped:
    """XML that is no feed: a page, which is read as one, or a format that is not read."""
    if sniffed(raw[:4096]) == "html":
        return source.read_as("html", Stream(BytesIO(raw)))
    message = f"{source.path} was left out: it is XML, but no feed; these are read: {what_is_read()}"
    return Skipped(source.path, "unknown_format", message)
