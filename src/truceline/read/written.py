"""A text that is at hand, without a file: its words and what is known about it."""

from __future__ import annotations

from datetime import date

from truceline.model.text import Document, Failure, Skipped
from truceline.read.build import Draft, build
from truceline.read.language import language_code
from truceline.read.metadata import Metadata
from truceline.read.options import LIMIT, MEGABYTE, ReadOptions


def written(
    text: str,
    path: str,
    *,
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Document | Skipped | Failure:
    """The document of a text, as `read` would give it for a file with a side file.

    Args:
        text: the words of the report.
        path: what to call it.
        published: day of publication.
        outlet: who published it.
        title: its heading, if that is not the first line.
        url: its address.
        language: name or code of its language, where that is known.
    """
    raw = text.encode("utf-8", "replace")
    if len(raw) > LIMIT:
        size = f"{len(raw) // MEGABYTE} MB"
        message = f"{path} has {size}, more than {LIMIT // MEGABYTE} MB, the limit of one report: give its parts apart"
        return Failure(path, "too_large", message)
    code = None if language is None else language_code(language)
    given = Metadata(title=title, outlet=outlet, url=url, published=published, language=code)
    return build(Draft(path=path, text=text, raw=raw, media_type="text/plain", given=given), ReadOptions())
