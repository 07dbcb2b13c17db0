"""The day of publication of a page, from the places that mark it, with htmldate.

htmldate falls back on whatever looks like a date anywhere in a page: a line of a listing, the number of a version. So
it is given only what marks a date: the head, time elements, and short elements whose class, id or property says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LAST = "2099-12-31"  # instead of today: no clock
_MARK = re.compile(
    r"(?<![a-z])(?:up)?(?:date|datetime|dateline|pubdate|published|publication|posted|timestamp|byline|entry-?meta|"
    r"post-?meta|article-?meta)(?![a-z])|publish|Date(?:Time)?\b",
)
_NAMES = ("class", "id", "itemprop", "property")
_LONGEST = 160
_MOST = 50


def marks(tree: HtmlElement) -> HtmlElement:
    """A page of nothing but what marks a date: the head, and short elements that are marked as dates.

    Args:
        tree: the page, which stays as it is.
    """
    from lxml.html import Element

    page = Element("html")
    head = tree.find(".//head")
    page.append(Element("head") if head is None else deepcopy(head))
    body = Element("body")
    for element in _marked(tree):
        kept = deepcopy(element)
        kept.tail = " "
        body.append(kept)
        if len(body) >= _MOST:
            break
    page.append(body)
    return page


def published(marked: HtmlElement, url: str | None) -> date | None:
    """The day that the marks of a page give; ``None`` without one that is certain of its year.

    Args:
        marked: what `marks` gave.
        url: the address of the page, which may hold a day.
    """
    from htmldate import find_date
    from lxml.html import tostring

    words = f"{url or ''} {tostring(marked, encoding='unicode')}"
    found = find_date(marked, url=url, original_date=True, extensive_search=False, max_date=_LAST)
    if not found or found[:4] not in words:
        return None
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        return None


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter(
        "time", "abbr", "meta", "span", "div", "p", "li", "td", "small", "em", "b", "i", "strong", "h1"
    ):
        says = element.tag in ("time", "h1") or any(_MARK.search(element.get(name) or "") for name in _NAMES)
        if says and next(element.iterancestors("head"), None) is None and _short(element):
            yield element


def _short(element: HtmlElement) -> bool:
    left = _LONGEST
    for words in element.itertext():
        left -= len(words.strip())
        if left < 0:
            return False
    return True
