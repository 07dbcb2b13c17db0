"""The keys under which names are kept: evened out for look-up, coarser for what the keys do not bring together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from truceline.model.names import SPANISH, name_parts, open_form, person_words

_BONES = re.compile("[aeiuh]")
_SWAPPED = str.maketrans({"g": "k", "s": "c"})
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
    return "".join(part for word in person_words(name) for part in name_parts(word))


def blocks(words: Sequence[str]) -> set[tuple[str, str]]:
    """The names among which a residue is sought: given names begin alike, family names have the same first consonants.

    The last word need not be the family name of a Spanish name, nor the first the given name after Mohammed or Abu.
    """
    firsts = {words[0], words[1]} if words[0] == "mohammed" or words[0].startswith("abu") else {words[0]}
    lasts = {words[-1], words[-2]} if len(words) > 2 and words[0] in SPANISH else {words[-1]}
    return {(begins(first, 1), begins(last, 2)) for first in firsts for last in lasts}


def begins(word: str, size: int) -> str:
    """The first consonants, evened out further than the key: what likeness may swap is one."""
    bones = _BONES.sub("", open_form(word)).translate(_SWAPPED)
    return bones[:size] if size > 1 or open_form(word)[:1] not in "aeiu" else "a"


def family(word: str) -> str:
    """Key of a family name."""
    return open_form(word).replace("e", "a")
