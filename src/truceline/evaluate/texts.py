"""Files with texts and answers, opened with care, and what the whole pipeline reads in the texts."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from truceline.errors import UsageError
from truceline.model.extraction import Extraction
from truceline.model.ledger import Reading
from truceline.model.text import Document, Failure, Skipped

Json = dict[str, Any]
Split = Literal["development", "training", "all"]
T = TypeVar("T")

DEVELOPMENT_BYTE = 38


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asks for: at most `limit` documents, which part, how many examples a cause, how many processes.

    `gold` is the file of answers of a kind whose data are a record.
    """

    limit: int | None = None
    split: Split = "all"
    examples: int = 0
    jobs: int = 1
    gold: Path | None = None


def is_development(day: str) -> bool:
    """The project's one rule for its development data: about 15 % of the days, by the SHA-256 of the date as written.

    A rule by day, not by item, keeps reports of one happening on one side. Nothing from these days is trained on.
    """
    return hashlib.sha256(day.encode()).digest()[0] < DEVELOPMENT_BYTE


def in_split(day: str, split: Split) -> bool:
    """True if an item of that day belongs to the part that is asked for."""
    return split == "all" or is_development(day) == (split == "development")


def whole(options: Options, kind: str) -> None:
    """Refuses a part of data that have none.

    Raises:
        UsageError: a part was asked for.
    """
    if options.split != "all":
        raise UsageError(f"--split {options.split}: data of the kind {kind} have no parts; leave the option out")


def few(found: Sequence[T], options: Options, name: Callable[[T], str]) -> Sequence[T]:
    """As many as the user asks for, drawn by the hash of their names, so that they stand for the rest."""
    if options.limit is None:
        return found
    drawn = sorted(range(len(found)), key=lambda i: hashlib.sha256(name(found[i]).encode()).digest())
    return [found[i] for i in sorted(drawn[: options.limit])]


def present(folder: Path, *names: str) -> Path | None:
    """The file of one of these names in a folder, gzipped or not."""
    places = (folder / (name + end) for name in names for end in ("", ".gz"))
    return next((place for place in places if place.is_file()), None)


def contents(path: Path, encoding: str = "utf-8") -> str:
    """The text of a file, gzipped or not.

    Raises:
        UsageError: it cannot be read, or is not in that encoding.
    """
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode(encoding)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not {encoding.upper()}; save it so") from None


def json_lines(path: Path, needed: Sequence[str], expected: str) -> Iterator[tuple[str, Json]]:
    """Each object of a JSON Lines file with its place (``FILE, line 3``).

    Args:
        path: the file, gzipped or not.
        needed: keys that every object must have.
        expected: what a line should be, for the message.

    Raises:
        UsageError: a line is no such object; names file, line and what is expected.
    """
    for number, line in enumerate(contents(path).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            found = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{where}: not JSON ({error}); expected {expected}") from None
        if not isinstance(found, dict) or not all(key in found for key in needed):
            missing = [k for k in needed if not isinstance(found, dict) or k not in found]
            raise UsageError(f"{where}: {', '.join(missing)} missing; expected {expected}")
        yield where, found


def day_of(words: str, where: str) -> date:
    """The day that a field gives.

    Raises:
        UsageError: it is no ISO date.
    """
    try:
        return date.fromisoformat(words)
    except (TypeError, ValueError):
        raise UsageError(f"{where}: {words!r} is no date; write it as YYYY-MM-DD") from None


def document(name: str, text: str, published: date | None, title: str | None = None) -> Document | Skipped | Failure:
    """A text as the readers would build it from a row with a date and a title; it is taken to be in English."""
    from truceline.read.build import Draft, build
    from truceline.read.metadata import Metadata
    from truceline.read.options import ReadOptions

    given = Metadata(published=published, title=title, language="en")
    draft = Draft(path=name, text=text, raw=text.encode("utf-8", "replace"), media_type="text/plain", given=given)
    return build(draft, ReadOptions())


def readings(documents: Iterable[Document | Skipped | Failure], jobs: int) -> Iterator[Extraction | None]:
    """What the whole pipeline reads in each document, in order; ``None`` for one that could not be read."""
    from truceline.pipeline import understood

    for result in understood(documents, jobs):
        yield result.extraction if isinstance(result, Reading) else None
