"""The keys under which names are kept: evened out for look-up, coarser for what the keys do not bring together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from truceline.model.names import SPANISH, name_parts, open_form, person_words
from truceline.register.likeness import RESIDUE, key_of

_VOWELS = re.compile("[aeiuh]")
_SWAPPED = str.maketrans({"g": "k", "s": "c"})
_HALF = 3  # letters at the beginning and at the end: of two long words a letter apart one half is the same
_SHORT = 6  # letters of the longest short form in capitals


def is_short(name: str) -> bool:
    """True for a short form in capitals: ``GAM``, ``M-19``, ``U.N.``."""
    bare = name.replace(".", "").replace("-", "").replace("/", "")
    return len(bare) <= _SHORT and bare.isupper() and bare.isalnum() and len(bare) > 1


@lru_cache(maxsize=65536)
def body_key(name: str) -> tuple[str, ...]:
    """Key of a body's name: its evened words in any order."""
    return tuple(sorted({*name_parts(name)}))


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """Key of a person's name: its evened words in one."""
    return key_of(person_words(name))


def blocks(words: Sequence[str]) -> list[tuple[str, str]]:
    """The names among which a residue is sought: given names begin alike, and family names have the same consonants or,
    in names of as many words, the same beginning or end, if they are long enough for a letter to be wrong.

    The last word need not be the family name of a Spanish name, nor the first the given name after Mohammed or Abu.
    """
    firsts = words[:2] if words[0] == "mohammed" or words[0].startswith("abu") else words[:1]
    lasts = words[-2:] if len(words) > 2 and words[0] in SPANISH else words[-1:]
    given = dict.fromkeys(map(_begins, firsts))
    parts = dict.fromkeys(map(_consonants, lasts))
    even = open_form(words[-1])
    if len(even) >= RESIDUE:
        parts |= dict.fromkeys((f"{len(words)}{even[:_HALF]}-", f"{len(words)}-{even[-_HALF:]}"))
    return [(g, part) for part in parts for g in given]


@lru_cache(maxsize=65536)
def _begins(word: str) -> str:
    """The first consonant of a given name, evened out as likeness may swap it; "a" for any vowel."""
    even = open_form(word)
    return _bones(even)[:1] if even[:1] not in "aeiu" else "a"


@lru_cache(maxsize=65536)
def _consonants(word: str) -> str:
    """The consonants of a family name without those that likeness takes for each other or for none."""
    return _bones(open_form(word)).replace("k", "")


def _bones(even: str) -> str:
    return _VOWELS.sub("", even).translate(_SWAPPED)


def family(word: str) -> str:
    """Key of a family name."""
    return open_form(word).replace("e", "a")
