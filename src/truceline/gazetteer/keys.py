"""Keys under which spellings of one place name meet: ``Falluja``, ``Fallujah`` and ``Al-Fallūjah`` give ``faluja``."""

from __future__ import annotations

import re
import unicodedata

_ARTICLES = frozenset("al el ul ad as ash an ar at az ez es ed er en ed edh adh ash eth ath the".split())
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ð": "d", "þ": "th"}
)
_MARKS = str.maketrans({**dict.fromkeys("'’‘`´ʿʾʼʻ.\"“”", None), **dict.fromkeys("-–—/,()_", " ")})
_PAIR = re.compile(r"kh|gh|ck|dh|th|sh|ph|dj|tch|zh|ou|oo|ee|ai|ay|ei|ey|ie|ia|iya|ya|(\w)\1")
_SOUNDS = {
    "kh": "k", "gh": "g", "ck": "k", "dh": "d", "th": "t", "sh": "s", "ph": "f", "dj": "j", "tch": "c", "zh": "z",
    "ou": "u", "oo": "u", "ee": "i", "ai": "i", "ay": "i", "ei": "i", "ey": "i", "ie": "i", "iya": "ia", "ya": "ia",
}  # fmt: skip
_CONFUSED = str.maketrans({"q": "k", "o": "u", "e": "i", "y": "i", "w": "v", "x": "k"})
_DOUBLE = re.compile(r"(\w)\1+")
_LATIN_END, _EXTENDED, _EXTENDED_END = 0x250, 0x1E00, 0x1F00


def plain(name: str) -> str:
    """The name in small letters without accents and marks, words parted by one space."""
    small = name.casefold().translate(_MARKS)
    if not small.isascii():
        folded = unicodedata.normalize("NFKD", small.translate(_LETTERS))
        small = "".join(c for c in folded if not unicodedata.combining(c)).translate(_MARKS)
    return " ".join(small.split())


def key(name: str) -> str:
    """The key of a name as it stands in a report or in a list; empty if nothing but marks is left."""
    return key_of_plain(plain(name))


def key_of_plain(name: str) -> str:
    """The key of a name that `plain` gave."""
    words = name.split()
    if len(words) > 1:
        words = [word for word in words if word not in _ARTICLES] or words
    return "".join(map(_even, words))


def is_latin(name: str) -> bool:
    """True if the name is written in Latin letters and begins with a capital or a digit."""
    if name.isascii():
        return name[:1].isupper() or name[:1].isdigit() or name[:1] in "'`"
    return (name[0].isupper() or not name[0].isalpha()) and all(
        c < chr(_LATIN_END) or chr(_EXTENDED) <= c < chr(_EXTENDED_END) or not c.isalpha() for c in name
    )


def _even(word: str) -> str:
    even = _PAIR.sub(_sound, word).translate(_CONFUSED)
    even = _DOUBLE.sub(r"\1", even)
    return even[:-1] if even[-1:] == "h" and len(even) > 2 else even


def _sound(match: re.Match[str]) -> str:
    return _SOUNDS.get(match[0], match[0][0])
