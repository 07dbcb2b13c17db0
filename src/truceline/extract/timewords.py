"""Words of time: which of them a token is, as one character, so that a grammar can be regular expressions over them.

A month, a weekday or a season is only taken for one where the part of speech, the capitals and the neighbours allow it
(``may`` the modal, ``march`` the verb, ``Bloody Sunday``); numbers that count people are numbers, not days or years.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from truceline.extract import timeclasses as c
from truceline.extract.feasts import Feast, feasts
from truceline.extract.numbers import GROUPS, is_number_word
from truceline.model.analysis import Token

_DATA: dict[str, Any] = tomllib.loads((files("truceline.extract") / "data" / "times.toml").read_text(encoding="utf-8"))

VERSION: str = _DATA["version"]
WEEKDAYS: dict[str, int] = _DATA["weekdays"]
MONTHS: dict[str, int] = _DATA["months"]
UNITS: dict[str, str] = _DATA["units"] | {
    (f"{unit[:-1]}ies" if unit.endswith("y") and unit != "day" else f"{unit}s"): code
    for unit, code in _DATA["units"].items()
}
ADJECTIVES: dict[str, str] = _DATA["adjectives"]
ORDINALS: dict[str, int] = _DATA["ordinals"]
SEASONS: dict[str, list[int]] = _DATA["seasons"]
EDGES: dict[str, str] = _DATA["edges"] | _DATA["edge_nouns"]
NAMED: dict[str, Feast] = feasts(_DATA["named"])
POINTING: dict[str, str] = _DATA["pointing"]
FUTURE_AUXILIARIES = frozenset(_DATA["future"]["auxiliaries"])
FUTURE_GOVERNORS = frozenset(_DATA["future"]["governors"])
SCHEDULED = frozenset(_DATA["future"]["scheduled"])
LASTING = frozenset(_DATA["future"]["lasting"])
COMMITMENTS = frozenset(_DATA["future"]["commitments"])
BEGINNING = frozenset(_DATA["bounds"]["beginning"])
ENDING = frozenset(_DATA["bounds"]["ending"])
FUTURE_NOUNS = frozenset(_DATA["future"]["nouns"])
PERSONS = frozenset(_DATA["guards"]["persons"])
AGED = frozenset(_DATA["guards"]["aged"])

_CLASS: dict[str, str] = (
    dict.fromkeys(SEASONS, c.SEASON)
    | dict.fromkeys(_DATA["edges"], c.EDGE)
    | dict.fromkeys(_DATA["edge_nouns"], c.EDGE_NOUN)
    | dict.fromkeys(POINTING, c.POINT)
    | dict.fromkeys(ADJECTIVES, c.ADJECTIVE)
    | dict.fromkeys(ORDINALS, c.ORDINAL)
    | {unit: c.UNIT if unit in _DATA["units"] else c.UNITS for unit in UNITS}
    | dict.fromkeys(WEEKDAYS, c.WEEKDAY)
    | dict.fromkeys(MONTHS, c.MONTH)
    | dict.fromkeys(("today", "yesterday", "tomorrow"), c.TODAY)
    | {word: getattr(c, name.upper()) for name, words in _DATA["classes"].items() for word in words}
)
_BEFORE_WEEKDAY = frozenset(_DATA["guards"]["before_weekday"])
_AFTER_WEEKDAY = frozenset(_DATA["guards"]["after_weekday"])
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "august"})
_LEADS_TO_MONTH = frozenset(
    "in last this next since until till by of early late mid from between through for on".split()
)
_PIECE = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|['’]?s)?|['’]s\b|[^\W\d_]+\.?(?:[^\W\d_]+\.)*|\S")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_DECADE = re.compile(r"(?:1[89]|20)\d0['’]?s", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SLASH = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)")


@lru_cache(maxsize=20_000)
def normal(word: str) -> str:
    """Lower case, straight apostrophe, and without ``mid-``."""
    low = word.lower().replace("’", "'")
    return low[4:] if low.startswith("mid-") else low


def pieces(words: str) -> tuple[Token, ...]:
    """Tokens of a phrase that comes without analysis; only offsets and text are set."""
    return tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower(), "", "", -1, "", None) for m in _PIECE.finditer(words)
    )


_NAMED_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(NAMED, key=len, reverse=True):
    _parts = tuple(t.text for t in pieces(_name))
    _NAMED_BY_FIRST.setdefault(_parts[0], []).append(_parts)


@lru_cache(maxsize=20_000)
def _alone(word: str) -> str:
    """Class of a word in its normal form, whatever stands beside it: ``NUMBER`` for anything numeric."""
    numeric = _DIGIT.search(word) or is_number_word(word) or word in GROUPS
    return _CLASS.get(word, c.NUMBER if numeric else c.OTHER)


@lru_cache(maxsize=20_000)
def may_be_time(text: str) -> bool:
    """Can the word be what makes an expression one of time? A sentence without any such word has none."""
    word = normal(text)
    if word in _NAMED_BY_FIRST or _alone(word) in c.TRIGGERS:
        return True
    return any(kind.fullmatch(word) for kind in (_YEAR, _DECADE, _ISO, _SLASH))


def classes(tokens: Sequence[Token], *, trusted: bool = False) -> str:
    """One class character a token.

    Args:
        tokens: of one sentence or phrase; parts of speech and dependencies are used where they are set.
        trusted: the words are known to be a time expression, so that ``may`` is the month.
    """
    words = [normal(token.text) for token in tokens]
    found = list(map(_alone, words))
    if "time" in words:
        _find_zones(tokens, words, found)
    named = 0
    for i, word in enumerate(words):
        if i < named:
            found[i] = c.CONT
        elif word in _NAMED_BY_FIRST and (length := _named(tokens, words, i)):
            found[i], named = c.NAME, i + length
        elif found[i] == c.NUMBER:
            found[i] = _numeric(tokens, words, i, trusted)
        elif found[i] in _GUARDED and not trusted and not _GUARDED[found[i]](tokens, words, i):
            found[i] = c.OTHER
    return "".join(found)


def _find_zones(tokens: Sequence[Token], words: Sequence[str], found: list[str]) -> None:
    """Marks ``local time`` and ``Moscow time`` as the zone of a clock time."""
    for i in range(1, len(words)):
        if words[i] == "time" and found[i - 1] == c.OTHER and (words[i - 1] == "local" or tokens[i - 1].text.istitle()):
            found[i - 1], found[i] = c.ZONE, c.CONT


def _named(tokens: Sequence[Token], words: Sequence[str], index: int) -> int:
    """Number of tokens of the named day at `index`, 0 if there is none. Names are capitalised."""
    if not (tokens[index].text[:1].isupper() or words[index][0].isdigit() or tokens[index].upos == ""):
        return 0
    for parts in _NAMED_BY_FIRST[words[index]]:
        if tuple(words[index : index + len(parts)]) == parts:
            return len(parts)
    return 0


def _numeric(tokens: Sequence[Token], words: Sequence[str], index: int, trusted: bool) -> str:
    """Class of a token with digits or of a number word."""
    word = words[index]
    if _ISO.fullmatch(word):
        return c.ISO
    if _SLASH.fullmatch(word):
        return c.SLASH
    if _DECADE.fullmatch(word):
        return c.DECADE
    day, year = _DAY.fullmatch(word), _YEAR.fullmatch(word)
    if day is None and year is None:
        return c.NUMBER
    if words[index + 1 : index + 2] and words[index + 1] in UNITS:
        return c.ORDINAL if day is not None and day[2] else c.NUMBER
    if not trusted and _counts_people(tokens, words, index):
        return c.NUMBER
    if year is not None:
        return c.YEAR
    return c.ORDINAL if day is not None and day[2] else c.DAY


def _counts_people(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Does the number modify a noun after it that is neither a month nor a unit of time?"""
    following = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1] if index else ""
    if before in MONTHS and following not in PERSONS and (before.endswith(".") or words[index - 2] in ("the", "a")):
        return False  # "the Aug. 7 attacks"
    if following in PERSONS or (index and words[index - 1] in ("$", "£", "€")):
        return True
    token = tokens[index]
    if token.deprel != "nummod" or token.head <= index:
        return False
    head = tokens[token.head]
    return (
        head.upos == "NOUN"
        and _CLASS.get(words[token.head]) is None
        and (head.xpos == "NNS" or head.entity == "person")
    )


def _is_weekday(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    if words[i].endswith(".") and not tokens[i].text[:1].isupper():
        return False
    if (
        i
        and words[i - 1] in _BEFORE_WEEKDAY
        and not (words[i - 1] in ("good", "super") and tokens[i - 1].text[0].islower())
    ):
        return False
    return i + 1 >= len(words) or words[i + 1] not in _AFTER_WEEKDAY or tokens[i + 1].text.islower()


def _is_month(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    word, token = words[i], tokens[i]
    beside_number = any(
        0 <= j < len(words) and (_DAY.fullmatch(words[j]) or _YEAR.fullmatch(words[j])) for j in (i - 1, i + 1)
    )
    capital = not token.text.islower()
    if len(word.rstrip(".")) <= 4 and word not in ("may", "june", "july"):
        return capital and (beside_number or word.endswith(".") or (i > 0 and words[i - 1] in _LEADS_TO_MONTH))
    if word not in _AMBIGUOUS_MONTHS:
        return capital or token.upos == "PROPN"
    following = words[i + 1] if i + 1 < len(words) else ""
    of_a_year = words[i + 2 : i + 4] in (["that", "year"], ["this", "year"], ["last", "year"], ["the", "same"])
    marching = word == "march" and following in ("for", "of", "on", "to") and not of_a_year
    if not capital or (marching and not beside_number):
        return False
    if beside_number or (i and (words[i - 1] in _LEADS_TO_MONTH and token.upos not in ("AUX", "VERB"))):
        return True
    person = word != "march" and i > 0 and tokens[i - 1].upos == "PROPN" and words[i - 1] not in WEEKDAYS
    return token.upos in ("PROPN", "") and not person


def _is_season(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    return tokens[i].upos in ("NOUN", "PROPN", "") and not (
        i and tokens[i - 1].upos == "PROPN" and words[i] == "spring"
    )


def _is_adjective(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    return tokens[i].upos not in ("VERB", "AUX")


_GUARDED = {
    c.WEEKDAY: _is_weekday,
    c.MONTH: _is_month,
    c.SEASON: _is_season,
    c.LAST: _is_adjective,
    c.PART: _is_adjective,
}
