"""What a person types to search, as the index of words wants it. Whatever is typed has a meaning; none is an error."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import count, islice

Marks = tuple[tuple[int, int], ...]
MOST = 40  # terms; each costs time, and nobody types so many

_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})
_INDEX = "CREATE VIRTUAL TABLE said USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')"


def expression(typed: str) -> str | None:
    """The expression of FTS5 for words, "phrases", OR, -minus and prefix*; ``None`` if nothing is to be found.

    Words stand together: all of them are in the sentence. ``OR`` (in capitals) between two lets either do. What has a
    minus is in none. A sign that is no word is passed over, as is what comes after `MOST` terms; a quotation mark that
    is not closed ends with the line.
    """
    groups: list[list[str]] = []
    without: list[str] = []
    either = False
    for minus, term in islice(_terms(typed.encode("utf-8", "replace").decode().translate(_QUOTES)), MOST):
        if term in ("OR", "AND"):
            either = term == "OR"
            continue
        if minus:
            without.append(term)
        elif either and groups:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    if not groups:
        return None
    wanted = " AND ".join(dict.fromkeys(f"({' OR '.join(dict.fromkeys(group))})" for group in groups))
    return f"({wanted}) NOT ({' OR '.join(dict.fromkeys(without))})" if without else wanted


def _terms(typed: str) -> Iterator[tuple[bool, str]]:
    """Each term in quotation marks, as the index reads it, with whether it has a minus; OR and AND as they are."""
    for found in _TERM.finditer(typed):
        words = found["phrase"] if found["word"] is None else found["word"]
        if found["word"] in ("OR", "AND") and not found["minus"]:
            yield False, words
        elif any(sign.isalnum() for sign in words):
            prefix = found["star"] or words.endswith("*")
            yield bool(found["minus"]), f'"{words}"{" *" if prefix else ""}'


def marked(texts: Sequence[str], match: str) -> dict[int, Marks]:
    """The texts that an expression fits, by their number, with the words that it found as ranges of code points.

    The words are found by the same index that found the sentences, so the two never differ.
    """
    everything = "".join(texts)
    begin, end = (sign for sign, _ in zip(_unused(everything), range(2), strict=False))
    index = sqlite3.connect(":memory:")
    try:
        index.execute(_INDEX)
        index.executemany("INSERT INTO said (rowid, words) VALUES (?, ?)", enumerate(texts))
        sql = "SELECT rowid, highlight(said, 0, ?, ?) FROM said WHERE said MATCH ? ORDER BY rowid"
        return {own: _ranges(text, begin, end) for own, text in index.execute(sql, (begin, end, match))}
    finally:
        index.close()


def _unused(text: str) -> Iterator[str]:
    """Signs for private use that the text does not have."""
    there = set(text)
    return (sign for sign in map(chr, count(0xF0000)) if sign not in there)


def _ranges(text: str, begin: str, end: str) -> Marks:
    found, start, at = [], 0, 0
    for sign in text:
        if sign == begin:
            start = at
        elif sign == end:
            found.append((start, at))
        else:
            at += 1
    return tuple(found)
