"""Datelines that a text of a single line keeps in its first sentence: "BASRA, March 31 - Shelling killed ..."."""

from __future__ import annotations

from truceline.extract.syntax import Tree
from truceline.model.text import Span

DASHES = frozenset({"-", "--", "---", "–", "—"})
_LONGEST = 8  # words and commas before the day


def dates_the_report(tree: Tree, span: Span) -> bool:
    """True for a day that stands between a place in capitals, with which the sentence begins, and a dash.

    It is the day of the report, not of what the sentence tells. An agency in brackets may stand before the dash.
    """
    before = [t.text for t in tree.tokens if t.start < span.start]
    if not 1 <= len(before) <= _LONGEST or len(before[0]) < 2 or not before[0].isupper():
        return False
    if not all(word == "," or word[0].isupper() for word in before):
        return False
    behind = [t.text for t in tree.tokens if t.start >= span.end][: 2 * _LONGEST]
    if behind[:1] == ["("] and ")" in behind:
        behind = behind[behind.index(")") + 1 :]
    return bool(behind) and behind[0] in DASHES
