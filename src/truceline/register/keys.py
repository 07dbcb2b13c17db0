"""The keys under which names are kept: evened out for look-up, coarser for what the keys do not bring together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from truceline.model.names import SPANISH, even_parts, name_parts, open_form, person_words

_VOWELS = re.compile("[aeiuh]")
_SWAPPED = str.maketrans({"g": "k", "s": "c"})
RESIDUE = 6  # letters that a word must have before one wrong letter is forgiven
_HALF = 3  # letters at the beginning and at the end: of two long words a letter apart one half is the same
_SHORT = 6  # letters of the longest short form in capitals


def is_short(name: str) -> bool:
    """True for a short form in capitals: ``GAM``, ``M-19``, ``U.N.``."""
    if not name.isupper():
        return False
    bare = name.replace(".", "").replace("-", "").replace("/", "")
    return 1 < len(bare) <= _SHORT and bare.isupper() and bare.isalnum()


@lru_cache(maxsize=65536)
def body_key(name: str) -> tuple[str, ...]:
    """Key of a body's name: its evened words in any order."""
    return tuple(sorted({*name_parts(name)}))


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """Key of a person's name: its evened words in one."""
    return key_of(person_words(name))


def blocks(words: Sequence[str], keyed: Sequence[WordKey] = ()) -> list[str]:
    """The names among which a residue is sought: given names begin alike, and family names have the same consonants or,
    in names of as many words, the same beginning or end, if they are long enough for a letter to be wrong.

    The last word need not be the family name of a Spanish name, nor the first the given name after Mohammed or Abu.
    """
    keyed = keyed or [word_key(word) for word in words]
    begins, last = keyed[0].begins, keyed[-1]
    found = [begins + last.consonants]
    if last.halves is not None:
        sized = f"{begins}{len(words)}"
        found += (sized + last.halves[0], sized + last.halves[1])
    if len(words) > 2 and words[0] in SPANISH and (before := keyed[-2].consonants) != last.consonants:
        found.insert(0, begins + before)
    if len(words) > 1 and (words[0] == "mohammed" or words[0].startswith("abu")) and keyed[1].begins != begins:
        found = [first + block[len(begins) :] for block in found for first in (begins, keyed[1].begins)]
    return found


class WordKey(NamedTuple):
    """What the keys need of a word of a person's name, worked out once.

    `key` is the word evened out. `begins` is the first consonant as likeness may swap it, "a" for any vowel, and a
    mark; `consonants` are all of them but those that likeness takes for each other or for none; `given` is the same
    for a given name, where it takes more for each other; `halves` are the beginning and the end of a long one, and
    `length` is its own.
    """

    key: str
    begins: str
    consonants: str
    given: str
    halves: tuple[str, str] | None
    length: int


@lru_cache(maxsize=65536)
def word_key(word: str) -> WordKey:
    """The keys of a plain word."""
    even = open_form(word)
    bones = _VOWELS.sub("", even).translate(_SWAPPED)
    begins = bones[:1] if even[:1] not in "aeiu" else "a"
    halves = (f"{even[:_HALF]}-", f"-{even[-_HALF:]}") if len(even) >= RESIDUE else None
    consonants = bones.replace("k", "")
    same = consonants.replace("c", "").replace("f", "p")  # ch may be a k, ph a pg
    return WordKey("".join(even_parts(word)), f"{begins}|", consonants, same, halves, len(even))


def key_of(words: Iterable[str]) -> str:
    """Key of a person's name: its words, evened out, in one."""
    return "".join([word_key(word).key for word in words])


@lru_cache(maxsize=65536)
def family(word: str) -> str:
    """Key of a family name."""
    return open_form(word).replace("e", "a")
