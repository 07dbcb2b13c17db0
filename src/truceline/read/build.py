"""The last step of every reader: text and metadata to a `Document`, or the reason why there is none."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256

from truceline.model.text import KNOWN, Document, Failure, Skipped
from truceline.read.datelines import published, split_dateline
from truceline.read.language import language_name, language_of
from truceline.read.metadata import NO_METADATA, Metadata
from truceline.read.options import ReadOptions
from truceline.read.paragraphs import paragraphs
from truceline.read.roles import layout

_LAST_BRACKET = re.compile(r"[.!?…\"'”’)\]]\s*\(([^()\n]{2,60})\)\s*$")
_SMALL = frozenset("of the and via for de la".split())
_DIGITS = re.compile(r"\d{4}|\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A decoded text with all that its reader knows of it.

    `found` is metadata drawn from inside `raw` by interpretation (the head of an HTML page); `given` is metadata
    stated by a side file or by the columns of a row, and outranks it. `pages` as a `Document` has them.
    """

    path: str
    text: str
    raw: bytes
    media_type: str
    given: Metadata = NO_METADATA
    found: Metadata = NO_METADATA
    pages: tuple[int, ...] = ()


def build(draft: Draft, options: ReadOptions) -> Document | Skipped | Failure:
    """The document of a draft."""
    text = _encodable(draft.text)
    if not text.strip():
        return Failure(draft.path, "empty_file", f"{draft.path} holds no words: nothing to read, leave it out")
    known = draft.given.over(draft.found)
    name = document_id(draft.raw, draft.given, known, options)
    if name in options.known:
        return Skipped(draft.path, KNOWN, f"{draft.path} is in the record already")
    language = known.language if known.language is not None else language_of(text)
    if language != "en":
        return _not_english(draft.path, language, known.language is not None)
    outlet = known.outlet if known.outlet is not None else options.outlet
    shape = layout(text, paragraphs(text), known.title, outlet)
    dated = published(text, shape, known.published, options.published)
    return Document(
        id=name,
        path=draft.path,
        text=text,
        raw=draft.raw,
        sha256=sha256(draft.raw).hexdigest(),
        media_type=draft.media_type,
        title=known.title if known.title is not None else shape.title,
        outlet=outlet if outlet is not None else outlet_in_text(text),
        url=known.url,
        published=dated.day,
        published_basis=dated.basis,
        published_span=dated.span,
        language=language,
        blocks=split_dateline(text, shape.blocks),
        pages=draft.pages,
    )


def document_id(raw: bytes, given: Metadata, known: Metadata, options: ReadOptions) -> str:
    """First 16 hex digits of the SHA-256 of the bytes and of the metadata that came with them.

    The path has no part in it: the same report in another folder is the same document. Nor has what is read out of
    the bytes themselves (an HTML head, a date line, a title line), which adds nothing to the bytes and might be read
    better by a later version; decisions must survive that.
    """
    by_analyst = known.published is None and options.published is not None
    day = options.published if by_analyst else given.published
    values = {
        "title": given.title,
        "outlet": given.outlet if known.outlet is not None else options.outlet,
        "url": given.url,
        "published": None if day is None else day.isoformat(),
        "basis": None if day is None else "analyst" if by_analyst else "metadata",
    }
    canonical = json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(raw + canonical.encode()).hexdigest()[:16]


def outlet_in_text(text: str) -> str | None:
    """The outlet that a news item names in brackets after its last sentence: ``… on Monday. (BBC)``."""
    match = _LAST_BRACKET.search(text, max(0, len(text) - 80))
    if match is None:
        return None
    name = match[1].split(" via ")[0].strip()
    words = name.split()
    if not words or len(words) > 5 or _DIGITS.search(name) or not any(letter.isalpha() for letter in name):
        return None
    fits = all(word[0].isupper() or word[0].isdigit() or word in _SMALL or "." in word[1:-1] for word in words)
    return name if fits and words[0] not in _SMALL else None


def _encodable(text: str) -> str:
    """The text without lone surrogates, which JSON can express but no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")
    return text


def _not_english(path: str, language: str, stated: bool) -> Skipped:
    name = language_name(language)
    if stated:
        return Skipped(path, "not_english", f"the metadata of {path} say {name}; only English is read")
    advice = "if it is English, say `language: en` in its metadata"
    return Skipped(path, "not_english", f"{path} looks like {name}; only English is read; {advice}")
