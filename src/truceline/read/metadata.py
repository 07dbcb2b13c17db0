"""What is said about a document beside its text: side files, columns, fields."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from truceline.errors import ReadError
from truceline.read.dates import date_value
from truceline.read.decode import decode
from truceline.read.language import language_code
from truceline.read.options import SIDE_LIMIT

SIDE = ".meta.yaml"
_KEYS = ("title", "outlet", "url", "published", "language")
_NOTHING = ("", "null", "~", "none", "nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Title, outlet, address, day and language, each ``None`` if nothing says it."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, and those of `other` where these are missing."""
        return Metadata(
            title=self.title if self.title is not None else other.title,
            outlet=self.outlet if self.outlet is not None else other.outlet,
            url=self.url if self.url is not None else other.url,
            published=self.published if self.published is not None else other.published,
            language=self.language if self.language is not None else other.language,
        )


NO_METADATA = Metadata()


def side_path(path: str) -> str:
    """Where the side file of a document would be: ``report.meta.yaml`` for ``report.txt``."""
    return os.path.splitext(path)[0] + SIDE


def read_side_file(path: str) -> Metadata:
    """Metadata from the side file of the document at `path`; empty if there is none.

    Raises:
        ReadError: ``bad_metadata`` naming the side file and the key.
    """
    side = side_path(path)
    if not os.path.isfile(side):
        return NO_METADATA
    with open(side, "rb") as file:
        return side_metadata(file.read(SIDE_LIMIT), path, side)


def side_metadata(raw: bytes, path: str, side: str) -> Metadata:
    """Metadata from the bytes of a side file.

    Args:
        raw: its bytes.
        path: the document that it stands beside, for the error.
        side: what to call it in a message.

    Raises:
        ReadError: ``bad_metadata`` naming the side file and the key.
    """
    import yaml  # only where there are side files

    try:
        values = yaml.load(decode(raw, side), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise _bad(
            path, f"{side} is not valid YAML ({_place(error)}): write lines such as `published: 2004-08-30`"
        ) from error
    except ReadError as error:
        raise _bad(path, error.message.replace("the text", side)) from error
    if values in (None, ""):
        return NO_METADATA
    if not isinstance(values, Mapping):
        raise _bad(path, f"{side} holds no keys: write lines such as `published: 2004-08-30`")
    for key in values:
        meant = get_close_matches(str(key), _KEYS, n=1, cutoff=0.8)
        if key not in _KEYS and meant:
            raise _bad(path, f"{side}: the key `{key}` is not known; did you mean `{meant[0]}`?")
    return metadata_of(values, path, side)


def metadata_of(values: Mapping[str, object], path: str, where: str) -> Metadata:
    """Metadata from the fields of a side file or a row; ``date`` does for ``published``.

    Args:
        values: the fields; those that are not metadata are passed over.
        path: the document, for the error.
        where: what to call the place of the fields in a message.

    Raises:
        ReadError: ``bad_metadata`` naming `where` and the key.
    """
    key = "date" if _text(values, "published", path, where) is None else "published"
    day = _text(values, key, path, where)
    published = None if day is None else date_value(day)
    if day is not None and published is None:
        raise _bad(path, f"{where}: `{key}` is {day!r}, which is not one certain date; write it as 2004-08-30")
    language = _text(values, "language", path, where)
    return Metadata(
        title=_text(values, "title", path, where),
        outlet=_text(values, "outlet", path, where),
        url=_text(values, "url", path, where),
        published=published,
        language=None if language is None else language_code(language),
    )


def _text(values: Mapping[str, object], key: str, path: str, where: str) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, (list, dict, bool)):
        raise _bad(path, f"{where}: `{key}` must be a single piece of text")
    bare = str(value).strip()
    return None if bare.lower() in _NOTHING else bare


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be parsed"
    return str(problem) if mark is None else f"line {mark.line + 1}: {problem}"


def _bad(path: str, message: str) -> ReadError:
    return ReadError(path, "bad_metadata", message)
