"""Names as keys: two spellings of one name give one key.

Reports write one man Moktada, Muqtada and Moqtada al-Sadr. A key drops case, accents, articles and titles and evens
out what transliteration leaves open (q, k and g; ou, u and o; doubled letters; a final h; unstressed e), but
keeps what tells names apart (Hassan and Hussein, Jamal and Jamil). Equal keys are a hint that two names are one, never
a proof.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8"))

VERSION: str = _DATA["version"]
TITLES = frozenset(_DATA["titles"])
_HONORIFICS = frozenset(_DATA["honorifics"])
_GENERIC = frozenset(_DATA["generic"])
_COMMON = frozenset(_DATA["common"])
_ARTICLES = frozenset(_DATA["articles"])
_JOINED = frozenset(_DATA["joined"])
_VARIANTS = {variant: name for name, variants in _DATA["variants"].items() for variant in variants}
SPANISH: frozenset[str] = frozenset(_DATA["spanish"])
COMMON_FAMILIES: frozenset[str] = frozenset(_DATA["common_families"])

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_MARKS = re.compile("['’‘`´ʿʾʼʻ.]")
_POSSESSIVE = re.compile("['’]s$")
_WORD = re.compile(r"[\w'’‘`´ʿʾʼʻ.]+-?")
_SERVANT = frozenset({"abdul", "abdel", "abdal", "abdur", "abdoul"})
_LEADS = frozenset({"abd", "abu", "umm"})
_SONS = frozenset({"bin", "ibn", "ben", "bint"})
_JOINING = _LEADS | _SONS
_SERVANT_OF = re.compile(r"abd(?:u|e|a|o|ou)[lr](?=[^aeiou\W]?[aeiou])(?!lah$)(\w{3,})$")
_FAITH = re.compile(r"(\w{3,}?)(?:u|e|a)dd?[iu]n$")
_HOLDERS = frozenset({"minister", "president"})
_PARTICLES = frozenset(
    "al el ul as ash ad an ar at az bin ibn ben bint de da di del della der dem den do dos du la le las los van von"
    " y e und abu ould uz zu ter ten".split()
)
_CAPITAL = re.compile(r"(?:\b[A-Za-z]{1,3}[-'’])?[^\W\d_a-z]\w*")
_SMALL = re.compile(r"[\"“‘']*[a-zà-ÿ](?![a-z]{0,3}['’-][A-Z])")  # but not al-Sadr, d'Estaing
_OF = re.compile(r"\s(?:of|for|to|in)\s")
_TWICE = re.compile(r"(\w)\1+")
_ARTICLE_IN = re.compile(r"\b(El|Al)(?=[A-Z][a-z])")
_C = "(?:sh|th|kh|gh|dh|ch|zh|[bcdfghjklmnpqrstvwxyz])"

# Each with a letter that a word must have for it, or none. The order matters: each rule sees what those before it left.
# An open form keeps the e, which may be an a, an i or nothing.
_OPEN: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (letter, re.compile(pattern), by)
    for letter, pattern, by in (
        ("d", r"dzh|dj", "j"),
        ("t", r"tch", "ch"),
        ("c", r"c(?=[eiy])", "s"),
        ("", r"gh|kh|ck|q|g|c(?!h)", "k"),
        ("x", r"x", "ks"),
        ("h", r"dh", "d"),
        ("h", r"bh", "b"),
        ("h", r"ph", "f"),
        ("e", r"^[yj]e", "e"),
        ("y", r"(?<=[aeiou])y(?=e)", ""),
        ("o", r"(?<=[^aeiou])oe(?=[^aeiou])", "u"),
        ("a", r"a(?:woo|ou|wu|wou|ow)(?![aei])", "au"),
        ("o", r"(?:oo|ou|ow)+(?![aei])", "u"),
        ("", r"ee|iy(?=[^aeiou]|$)", "i"),
        ("", r"(?:a|e)(?:i|y)(?![aeiou])", "ai"),
        ("y", r"y", "i"),
        ("o", r"o", "u"),
        ("", r"(\w)\1+", r"\1"),
        ("w", r"aw(?=u)", "a"),
        ("h", r"ieh$", "ia"),
        ("h", r"(?<=a)h$", ""),
        ("e", rf"^({_C}?a{_C})e({_C})$", r"\1i\2"),
        ("e", rf"^([iw]?{_C}?u{_C})e({_C})$", r"\1u\2"),
        ("l", r"(?<=..)[uo]lah?$", "ala"),
        ("w", r"(?<=.)w", "v"),
    )
)


@lru_cache(maxsize=65536)
def name_parts(words: str) -> tuple[str, ...]:
    """The words of a name in their order, evened out, without articles; titles stay."""
    return tuple(part for plain in _plain(words) for part in _even_word(plain))


@lru_cache(maxsize=65536)
def name_key(words: str) -> tuple[str, ...]:
    """The key of a person's name: its words after the last title, evened out.

    ``"Shi'ite cleric Moqtada al-Sadr"`` and ``"Sheikh Muqtada As-Sadr, 30"`` give the same key. What follows a comma is
    left out, and so are words in lower case before the first capital. Empty if nothing but titles is left.
    """
    return tuple([part for word in _untitled(words) for part in _even_word(word)])


@lru_cache(maxsize=65536)
def person_words(words: str) -> tuple[str, ...]:
    """The words of a person's name as `name_key` takes them, spelling as it is; compounds are one word.

    ``"Sheikh Abdul Aziz bin Ali al-Hakim"`` gives ``abd-aziz``, ``ali``, ``hakim``.
    """
    found: list[str] = []
    lead = ""
    for spelled in map(_spelled, _untitled(words)):
        if spelled not in _JOINING:
            found.append(lead + spelled)
            lead = ""
            continue
        if spelled in _SONS and (found or lead):
            continue
        if spelled in _LEADS:
            lead += spelled
            continue
        found.append(lead + spelled)
        lead = ""
    return tuple(found) if not lead else (*found, lead)


@lru_cache(maxsize=65536)
def _spelled(word: str) -> str:
    """A plain word as the table of variants has it, compounds with "servant of" in one."""
    spelled = _VARIANTS.get(word, word)
    match = _SERVANT_OF.match(spelled)
    return spelled if match is None else f"abd{match[1]}"


def _untitled(words: str) -> tuple[str, ...]:
    """The plain words of a person's name after the last title."""
    words = words.partition(",")[0] if "," in words else words
    plain = _plain_words(words if words[:1].isupper() else _proper(words))
    if not TITLES.isdisjoint(plain):
        return plain[max(n for n, word in enumerate(plain) if word in TITLES) + 1 :]
    return plain[1:] if len(plain) > 1 and plain[0] in _HONORIFICS else plain


@lru_cache(maxsize=65536)
def names_a_person(words: str) -> bool:
    """True if the words are a person's name rather than a description ("senior official", "aides of Sadr")."""
    if re.search(r"\d|\b(?:of|for|in|from|to|by|with|who|whose)\b", words.casefold()):
        return False
    proper = _proper(words.split(",")[0])
    if any(_SMALL.match(word) and word not in _PARTICLES for word in proper.split()[1:]):
        return False
    plain = _plain(proper)
    return bool(plain) and words != words.lower() and plain[-1] not in TITLES | _COMMON and bool(name_key(words))


@lru_cache(maxsize=65536)
def names_a_body(words: str) -> bool:
    """True if the words are the name of a state, an organisation or a group rather than a description.

    All words but articles and link words have capitals, and the last is no plain noun: "Hamas", "Free Aceh Movement",
    "the Health Ministry"; not "Gunmen", "Iraqi troops", "the government".
    """
    inked = [word for word in re.split(r"[\s-]+", words) if word.casefold() not in _ARTICLES and word[:1].isalnum()]
    if not inked or any(not (word[0].isupper() or word[0].isdigit()) for word in inked):
        return False
    plain = _plain(words)
    head = _plain(_OF.split(words)[0])[-1:]
    if head and head[0] in TITLES - _GENERIC | _HOLDERS:  # "Commander of the Northern Army", "Deputy Prime Minister"
        return False
    if len(plain) > 1 and plain[-1] in _GENERIC:
        return True
    return bool(plain) and plain[-1] not in _COMMON | TITLES


def plain_words(words: str) -> tuple[str, ...]:
    """The words in lower case, without accents, articles and possessive endings; spelling as it is."""
    return _plain(words)


def is_generic(words: str) -> bool:
    """True if any country may have a body of this name: "Health Ministry", "National Guard"."""
    plain = _plain(words)
    return all(word in _GENERIC or word in _COMMON for word in plain)


def even_parts(word: str) -> tuple[str, ...]:
    """`name_parts` of one word of `person_words`, which is plain already."""
    return _even_word(word) if word.isalpha() and _plain_word(word) == word else name_parts(word)


@lru_cache(maxsize=65536)
def _even_word(word: str) -> tuple[str, ...]:
    """One plain word with its spelling evened out; more than one where a compound or a short form is spelled out."""
    spelled = _VARIANTS.get(word, word)
    if " " in spelled:
        return tuple(_even_out(part) for part in spelled.split())
    if (match := _SERVANT_OF.match(spelled)) is not None:
        return ("abd", _even_out(match[1]))
    if len(spelled) > 7 and (match := _FAITH.match(spelled)) is not None and "dd" in spelled:
        return (_even_out(match[1]), "din")
    return (_even_out(spelled),)


@lru_cache(maxsize=65536)
def open_form(word: str) -> str:
    """A plain word evened out but for its e, which one spelling has for an a, another for an i, a third leaves out."""
    for letter, pattern, by in _OPEN:
        if letter in word:
            word = pattern.sub(by, word)
    return word


def _even_out(word: str) -> str:
    closed = open_form(word).replace("e", "a")
    return _TWICE.sub(r"\1", closed)


def _plain_words(words: str) -> tuple[str, ...]:
    bare = (_ARTICLE_IN.sub(r"\1 ", words) if "El" in words or "Al" in words else words).casefold()
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare).translate(_LETTERS)
        bare = "".join([c for c in folded if not unicodedata.combining(c)])
    written = bare.split() if bare.isascii() and bare.replace(" ", "").isalpha() else _WORD.findall(bare)
    return tuple([plain for word in written if (plain := _plain_word(word))])


_plain = lru_cache(maxsize=65536)(_plain_words)


@lru_cache(maxsize=65536)
def _plain_word(written: str) -> str:
    """One small word without marks, a hyphen that follows it still there; empty for an article."""
    word = written.removesuffix("-")
    if not word.isalnum():
        word = _MARKS.sub("", _POSSESSIVE.sub("", word))
    if word in _SERVANT:
        return "abd"
    return "" if word in _ARTICLES or (written[-1] == "-" and word in _JOINED) else word


def _proper(words: str) -> str:
    """The words from the first capital on; all of them where there is none."""
    if words[:1].isupper():
        return words
    match = _CAPITAL.search(words)
    return words if match is None or not match[0][0].isalpha() else words[match.start() :]
