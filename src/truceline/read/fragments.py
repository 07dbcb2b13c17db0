"""Pieces of HTML (an item of a feed, the body of a message) to text: all words, a line for each block.

A piece has no navigation around its text, so nothing is left out of it but scripts and styles.
"""

from __future__ import annotations

import re

_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_LEFT_OUT = frozenset("script style noscript template head title iframe object svg".split())
_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th tfoot thead tr ul".split()
)
_SPACE = re.compile(r"[^\S\n]+")


def is_page(source: str) -> bool:
    """True if this is a whole page and not a piece of one."""
    return _PAGE.search(source[:4096]) is not None


def fragment_text(source: str) -> str:
    """The words of a piece of HTML, its blocks parted by blank lines; empty if there are none."""
    from lxml import etree, html

    if not source.strip():
        return ""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    left_out = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            left_out += name in _LEFT_OUT
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append(_squeezed(element.text) if not left_out and name else "")
        else:
            left_out -= name in _LEFT_OUT
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append(_squeezed(element.tail) if not left_out else "")
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _squeezed(text: str | None) -> str:
    """Text between tags, where a line break is a space."""
    return "" if text is None else " ".join(text.split("\n"))
