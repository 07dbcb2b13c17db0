"""What users give, in the forms in which they have it: days as words or dates, one file or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from truceline import pipeline
from truceline.errors import UsageError


def day(name: str, given: str | date | None) -> date | None:
    """A day, given as ``2008-04-01``, as a date, or as a moment (a pandas Timestamp is one).

    Raises:
        UsageError: it is none.
    """
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise UsageError(f"{name}={given!r} is no date; write it as '2008-04-01'") from None


def paths(given: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """One path or several."""
    return (Path(given),) if isinstance(given, str | Path) else tuple(map(Path, given))


def own_files(actors: str | Path | Sequence[str | Path], places: str | Path | Sequence[str | Path]) -> pipeline.Own:
    """The user's files of actors and places, checked.

    Raises:
        BadFile: something in one of them is wrong.
    """
    return pipeline.check(pipeline.Own(paths(actors), paths(places)))


def strings(given: Mapping[str, object]) -> dict[str, str | None]:
    """The values as words."""
    return {name: None if value is None else str(value) for name, value in given.items()}
