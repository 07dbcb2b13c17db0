"""Whether a bare weekday, month or day lies ahead of the report: what the clause around it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from truceline.extract import timeclasses as c
from truceline.extract.timebase import Frame
from truceline.extract.timegrammar import Reading
from truceline.extract.timevalues import value
from truceline.extract.timewords import FUTURE_AUXILIARIES, FUTURE_GOVERNORS, FUTURE_NOUNS, LASTING, SCHEDULED
from truceline.model.analysis import Token

_LONG_AGO = timedelta(days=120)
_BARE = frozenset({"weekday", "month", "date", "weekend", "season", "named", "days"})
_SAID = frozenset(
    "say said report reported tell told announce announced predict predicted warn warned add added".split()
)


def looks_ahead(tokens: Sequence[Token], reading: Reading, opener: str, frame: Frame) -> bool:
    """Does the clause around a bare weekday or month speak of what is to come?

    Args:
        tokens: of the sentence; without dependencies the words before the expression must do.
        reading: the expression.
        opener: class of the word before it; ``since`` looks back, ``until`` and ``by`` look ahead, unless something
            had happened by then.
        frame: from where the words are seen.
    """
    if opener == c.SINCE:
        return False
    if opener in (c.UNTIL, c.BY):
        return not _told_from_later(tokens, reading)
    if reading.rule not in _BARE:
        return False
    if reading.rule == "month" and _is_planned(tokens, reading, frame.published):
        return True
    previous = [token.text.lower() for token in tokens[max(0, reading.first - 3) : reading.first]]
    if previous == ["as", "soon", "as"]:
        return True
    if not _SAID.isdisjoint(previous[-2:]):
        return False
    if any(token.head >= 0 for token in tokens):
        return _governed_ahead(tokens, reading)
    for token in reversed(tokens[max(0, reading.first - 8) : reading.first]):
        word = token.text.lower()
        if word in FUTURE_AUXILIARIES or _stem(token) in FUTURE_GOVERNORS:
            return True
        if word in _SAID:
            return False
    return False


def _is_planned(tokens: Sequence[Token], reading: Reading, published: date | None) -> bool:
    """Does the month modify something held long after it is named, and was it not a short while ago?"""
    following = [token.text.lower() for token in tokens[reading.last : reading.last + 3]]
    if published is None or not FUTURE_NOUNS.intersection(following):
        return False
    latest = value(reading, Frame(published)).days
    return latest is not None and latest.latest is not None and latest.latest < published - _LONG_AGO


def _stem(token: Token) -> str:
    lemma = token.lemma.lower()
    return lemma[:-2] if lemma.endswith("ed") else lemma


def _head(tokens: Sequence[Token], reading: Reading) -> int:
    """The word of the expression that hangs on the rest of the sentence."""
    inside = range(reading.first, reading.last)
    return next((i for i in reversed(inside) if tokens[i].head not in inside), reading.first)


def _auxiliaries(tokens: Sequence[Token], verb: int) -> set[str]:
    return {t.text.lower() for t in tokens if t.head == verb and t.deprel.startswith(("aux", "cop"))}


def _infinitive(tokens: Sequence[Token], verb: int) -> bool:
    return any(t.head == verb and t.text.lower() == "to" for t in tokens[:verb])


def _told_from_later(tokens: Sequence[Token], reading: Reading) -> bool:
    """Is the expression in a clause with ``had``, or on the past tense of a verb like ``last`` or ``hold``?"""
    verb = tokens[_head(tokens, reading)].head
    if verb < 0:
        return False
    auxiliaries = _auxiliaries(tokens, verb)
    return "had" in auxiliaries or (tokens[verb].xpos == "VBD" and tokens[verb].lemma.lower() in LASTING)


def _present(tokens: Sequence[Token], verb: int) -> bool:
    return tokens[verb].xpos in ("VBZ", "VBP")


def _governed_ahead(tokens: Sequence[Token], reading: Reading) -> bool:
    """Is the first verb above the expression, or what governs it as a complement, of the future?"""
    here = _head(tokens, reading)
    if tokens[here].deprel == "nmod:poss":  # "Friday's ruling" was, whatever will be done about it
        return False
    for _ in range(6):
        here = tokens[here].head
        if here < 0:
            return False
        token = tokens[here]
        if _stem(token) in FUTURE_GOVERNORS and here < reading.first:
            return True
        if token.upos in ("VERB", "AUX") or token.deprel == "root":
            auxiliaries = _auxiliaries(tokens, here)
            if auxiliaries & FUTURE_AUXILIARIES:
                return True
            if _present(tokens, here) and token.lemma.lower() in SCHEDULED:
                return True
            if token.deprel == "acl" and "be" in auxiliaries and _infinitive(tokens, here):
                return True  # "guidelines to be published in May"
            if token.deprel not in ("xcomp", "conj"):
                return False
    return False
