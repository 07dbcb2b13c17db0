"""Keys under which spellings of one name meet, and whether two names of persons can be the same man's or woman's.

Arabic, Persian and Slavic names reach a report in many spellings (Moktada, Muqtada, Moqtada al-Sadr). A name is folded:
accents, hyphens and articles go, letters that transliterations confuse become one. Two folded names are alike if they
share their consonants and differ in one vowel at most.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

PARTICLES = frozenset("al el ul ad as ash an ar at az bin ibn ben bint de da di del der van von la le dos du".split())
KUNYA = frozenset({"abu", "abou", "umm", "oum"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
MARKS = frozenset("-–'’‘`.,\"“”()")

_PAIRS = tuple(
    tuple(pair.split(">"))
    for pair in (
        "ou>u oo>u ee>i ei>i ey>i ay>i ai>i ie>i ya>ia ck>k kh>k gh>g dh>d th>t sh>s ph>f dj>j tch>c ch>c zh>z".split()
    )
)
_LETTERS = str.maketrans(
    {"q": "k", "o": "u", "e": "i", "y": "i", "w": "v", "x": "k", "’": "", "'": "", "‘": "", "`": ""}
)
_VOWELS = frozenset("aiu")


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """The word in small letters without accents and marks."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in spread if c.isalnum())


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The word with letters that transliterations confuse made one: ``Moktada`` and ``Muqtada`` give ``muktada``."""
    folded = plain(word)
    for old, new in _PAIRS:
        if old in folded:
            folded = folded.replace(old, new)
    folded = folded.translate(_LETTERS)
    single = [c for i, c in enumerate(folded) if i == 0 or c != folded[i - 1]]
    return "".join(single)


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of the word as it sounds, a first vowel marked: the key under which spellings are looked up."""
    folded = sound(word).removesuffix("h")
    bones = "".join(c for c in folded if c not in _VOWELS)
    return ("a" + bones) if folded[:1] in _VOWELS else bones


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """True if the two words may be spellings of one name: same consonants, at most one vowel apart (none if short)."""
    a, b = sound(one).removesuffix("h"), sound(other).removesuffix("h")
    if a == b:
        return True
    bones = skeleton(one)
    if bones != skeleton(other) or len(bones) < 3:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) <= 1
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name without titles: given names in order, and the family name (``Moktada``, ``Sadr``)."""

    given: tuple[str, ...]
    family: str

    @property
    def full(self) -> bool:
        """True if a given name stands with the family name."""
        return bool(self.given)

    def fits(self, other: PersonName) -> bool:
        """True if both may name one person: family names alike and no given name against it."""
        if not alike(self.family, other.family):
            return False
        if not self.given or not other.given:
            return True
        return _given_fit(self.given, other.given)


def _given_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return all(any(_same_given(a, b) for b in long) for a in short)


def _same_given(one: str, other: str) -> bool:
    a, b = plain(one), plain(other)
    if not a or not b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return alike(one, other)


@lru_cache(maxsize=20_000)
def person_name(words: tuple[str, ...]) -> PersonName | None:
    """The name that tokens spell, titles already dropped (``al|-|Sadr`` is one part); ``None`` without a part left."""
    parts: list[str] = []
    joined = False
    kunya = False
    for word in words:
        small = word.casefold()
        if small in MARKS or small in SUFFIXES:
            joined = small == "-" and bool(parts)
            continue
        if small in PARTICLES and (not parts or len(words) > 1):
            joined = False
            continue
        if joined and parts and parts[-1].casefold() not in PARTICLES and word[:1].isupper() is False:
            parts[-1] += word
        elif kunya:
            parts[-1] += plain(word)
        else:
            parts.append(word)
        kunya = small in KUNYA
        joined = False
    if not parts:
        return None
    return PersonName(tuple(parts[:-1]), parts[-1])


@lru_cache(maxsize=20_000)
def org_key(words: tuple[str, ...]) -> str:
    """Key of an organisation's or place's name: plain words without marks and a leading article."""
    parts = [plain(w) for w in words]
    parts = [p for p in parts if p]
    if parts and parts[0] == "the":
        parts = parts[1:]
    if parts and parts[-1] == "s" and len(parts) > 1:
        parts = parts[:-1]
    return " ".join(parts)


def initials(words: tuple[str, ...]) -> str:
    """Initials of the capitalised words (``Islamic Supreme Council of Iraq`` -> ``isci``)."""
    return "".join(plain(w)[:1] for w in words if w[:1].isupper())
