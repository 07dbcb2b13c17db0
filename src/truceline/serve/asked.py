"""A request as the views see it, and their answers as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from truceline.errors import UsageError
from truceline.model.filters import Filter

MOST = 500  # rows of one answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: parts of its path, parameters of its address, what it sends, and who sends it."""

    path: Mapping[str, str]
    params: Mapping[str, str]
    body: Mapping[str, Any]
    coder: str | None

    @property
    def filter(self) -> Filter:
        """The filter in the address."""
        return Filter.of(self.params)

    def number(self, name: str, default: int, most: int = MOST) -> int:
        """A whole number of the address, from 0 to `most`.

        Raises:
            UsageError: it is none.
        """
        words = self.params.get(name, "")
        if not words:
            return default
        if not words.isdecimal():
            raise UsageError(f"{name}: {words!r} is no number")
        return min(int(words), most)

    def named(self) -> str:
        """The coder's name, for what is put down under it.

        Raises:
            UsageError: nobody gave a name.
        """
        if not self.coder:
            raise UsageError("say who decides: enter your name at the top of the page")
        return self.coder

    def wanted(self, name: str) -> Any:
        """A part of what was sent.

        Raises:
            UsageError: it is missing.
        """
        if self.body.get(name) is None:
            raise UsageError(f"{name} is missing")
        return self.body[name]


def to_json(value: object) -> bytes:
    """JSON of rows, stories and plain values; days as ISO 8601, lists for tuples and sets."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode("utf-8", "replace")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, PurePath):
        return value.name
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
