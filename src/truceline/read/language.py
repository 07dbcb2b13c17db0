"""Is this text English, and if not, what does it look like?

Most texts are settled by their function words, which costs microseconds. The rest go to py3langid, restricted to the
languages in which news is written: its full list holds Nigerian Pidgin, which swallows short English items.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

_NAMES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "ha": "Hausa", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi", "ms": "Malay",
    "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovene", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_LATIN = frozenset(
    "az bs ca cs da de en es et fi fr ha hr hu id it ku lt lv ms nl no pl pt ro rw sk sl so sq sv sw tl tr uz "
    "vi".split()
)
_FUNCTION_WORDS = frozenset(
    "the of and to with from that this were has have had by after before their which who whose when where while "
    "says said at least over into near during between against it its they been being would will not as are".split()
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ARTICLE = re.compile(r"\bthe [A-Za-z]")
_SAMPLE = 2000
_PRESUMED = 40
_ENOUGH = 0.12
_IMPOSSIBLE = 0.004


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of `text`; ``en`` unless there is good evidence for another.

    Fewer than 40 letters are presumed English if most are Latin: a headline of names and numbers says nothing.
    """
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + " " + text[len(text) // 2 :][:_SAMPLE]
    words = _WORD.findall(sample.lower())
    hits = sum(1 for word in words if word in _FUNCTION_WORDS)
    if sample.isascii() and hits >= 2 and hits >= _ENOUGH * len(words):
        return "en"
    letters = [character for character in sample if character.isalpha()]
    latin = _latin(letters)
    if latin and (len(letters) < _PRESUMED or (hits >= 2 and hits >= _ENOUGH * len(words))):
        return "en"
    if latin and _ARTICLE.search(sample) and hits >= _ENOUGH / 2 * len(words):
        return "en"
    ranked = _identifier().rank(sample)
    if not latin:
        return next(code for code, _ in ranked if code not in _LATIN)
    if len(words) < 4 or dict(ranked)["en"] > _IMPOSSIBLE:
        return "en"
    return ranked[0][0]


def language_name(code: str) -> str:
    """English name of a language with its code, for messages: ``Arabic (ar)``."""
    name = _NAMES.get(code)
    return f"a language that was not recognised ({code})" if name is None else f"{name} ({code})"


def language_code(value: str) -> str:
    """Code of a language that metadata name by code (``en-GB``, ``eng``) or by its English name."""
    bare = value.strip().lower()
    named = next((code for code, name in _NAMES.items() if name.lower() == bare), None)
    if named is not None:
        return named
    return "en" if bare == "eng" else bare.replace("_", "-").split("-")[0]


def _latin(letters: list[str]) -> bool:
    """True if at least half of the letters are Latin."""
    return sum(1 for letter in letters if _is_latin(letter)) * 2 >= len(letters)


@cache
def _is_latin(letter: str) -> bool:
    return letter < "\u0250" or "LATIN" in unicodedata.name(letter, "")


@cache
def _identifier() -> _Identifier:
    """The model, loaded once and only if a text needs it (half a second)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _NAMES if code in known])
    loaded: _Identifier = identifier
    return loaded
