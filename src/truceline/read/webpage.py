"""HTML to text and metadata, with trafilatura, offline and without a clock."""

from __future__ import annotations

import logging
import re

from truceline.errors import ReadError
from truceline.read.layout_tables import unlay
from truceline.read.metadata import Metadata
from truceline.read.page_dates import marks, published

log = logging.getLogger(__name__)

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATES = {"original_date": True, "extensive_search": False}  # the day it finds is not used: see `page_dates`
_LEAST = 40


def extract_page(source: str, path: str) -> tuple[str, Metadata]:
    """Main text of a page and what its head says; comments and navigation are left out.

    The day is taken only from marked places (meta tags, time elements, the address), not guessed from the text.

    Raises:
        ReadError: ``no_text`` if nothing readable is left.
    """
    from trafilatura import bare_extraction, html2txt, load_html  # half a second to import

    source = _DECLARATION.sub("", source)
    if not re.search(r"<body[\s>]", source, re.IGNORECASE) and not re.search(r"<html[\s>]", source, re.IGNORECASE):
        source = f"<html><body>{source}</body></html>"
    text, metadata = "", Metadata()
    try:
        tree = load_html(source)
        marked = None if tree is None else marks(tree)
        page = None
        if tree is not None:
            unlay(tree)
            page = bare_extraction(
                tree, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
            )
        if page is not None and not isinstance(page, dict):
            text = page.text or ""
            metadata = Metadata(
                title=page.title or None,
                outlet=page.sitename or None,
                url=page.url or None,
                published=None if marked is None else published(marked, page.url),
            )
        if sum(letter.isalpha() for letter in text) < _LEAST:
            text = max(text, html2txt(source), key=len)
    except Exception as error:  # a foreign parser on broken pages: any error means that it found no text
        log.warning("%s: the page could not be parsed (%s)", path, error)
    if not any(letter.isalpha() for letter in text):
        message = (
            f"{path} holds no readable text: it may be built by scripts; save the page as text (.txt) in a browser"
        )
        raise ReadError(path, "no_text", message)
    return text, metadata
