"""A request as the views see it, and their answers as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from math import isfinite
from pathlib import PurePath
from typing import Any, NoReturn
from unicodedata import category

from truceline.errors import UsageError
from truceline.model.filters import Filter, whole

MOST = 500  # rows of one answer
LONGEST = 80  # signs of a coder's name
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"  # unseen as well, but Persian and many scripts of India spell with them


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
        return min(whole(name, words), most) if words else default

    def stretch(self, count: Callable[[Filter], int], listed: Callable[[Filter, int, int], Sequence[object]]) -> object:
        """A stretch of a list by the filter, from `offset`, `limit` rows long, and how many rows the list has."""
        wanted, offset = self.filter, self.number("offset", 0, most=10_000_000)
        return {"total": count(wanted), "offset": offset, "rows": listed(wanted, offset, self.number("limit", 50))}

    def named(self) -> str:
        """The coder's name, for what is put down under it.

        Raises:
            UsageError: nobody gave a name, or it cannot be read as one: it is kept for good.
        """
        name = self.coder
        if not name:
            raise UsageError("say who decides: enter your name at the top of the page")
        unseen = any(category(sign) in _UNSEEN and sign not in _JOINERS for sign in name)
        if unseen or len(name) > LONGEST or not any(sign.isalnum() for sign in name):
            raise UsageError(f"your name must have a letter, {LONGEST} signs at most, and none that cannot be seen")
        return name

    def wanted(self, name: str) -> Any:
        """A part of what was sent.

        Raises:
            UsageError: it is missing.
        """
        if self.body.get(name) is None:
            raise UsageError(f"{name} is missing")
        return self.body[name]

    def text(self, name: str) -> str:
        """A part of what was sent that is text.

        Raises:
            UsageError: it is missing, or something else.
        """
        words = self.wanted(name)
        if not isinstance(words, str):
            raise UsageError(f"{name} must be text")
        return words


def from_json(sent: bytes) -> dict[str, Any]:
    """What a page sends: an object in JSON, of text that can be kept and of finite numbers.

    Raises:
        ValueError: it is something else; the message says what.
    """
    try:
        body = json.loads(sent, parse_constant=_no_number, parse_float=_finite)
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("the request holds half of a sign") from None
    except RecursionError:
        raise ValueError("the request is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"the request must be JSON: {error}") from None
    if not isinstance(body, dict):
        raise ValueError("the request must be an object in JSON")
    return body


def _no_number(words: str) -> NoReturn:
    raise ValueError(f"{words} is no number")


def _finite(words: str) -> float:
    number = float(words)
    return number if isfinite(number) else _no_number(words)


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
