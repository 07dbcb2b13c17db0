"""Whether a bare weekday, month or day lies ahead of the report: what the clause around it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from truceline.extract import timeclasses as c
from truceline.extract.speech import lexicon
from truceline.extract.timebase import Frame
from truceline.extract.timegrammar import Reading
from truceline.extract.timelinks import head
from truceline.extract.timevalues import value
from truceline.extract.timewords import (
    COMMITMENTS,
    FUTURE_AUXILIARIES,
    FUTURE_GOVERNORS,
    FUTURE_NOUNS,
    LASTING,
    SCHEDULED,
)
from truceline.model.analysis import Token

_LONG_AGO = timedelta(days=120)
_BARE = frozenset({"weekday", "month", "date", "weekend", "season", "named", "days"})
_UP_TO = frozenset("for until till by before after since from to".split())
_IS = frozenset({"is", "are", "'s", "'re"})
_PAST = frozenset("was were had has have".split())
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
        return not _told_from_later(tokens, reading, opener)
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


def _auxiliaries(tokens: Sequence[Token], verb: int) -> set[str]:
    return {t.text.lower() for t in tokens if t.head == verb and t.deprel.startswith(("aux", "cop"))}


def _infinitive(tokens: Sequence[Token], verb: int) -> bool:
    return any(t.head == verb and t.text.lower() == "to" for t in tokens[:verb])


def looks_back(tokens: Sequence[Token], reading: Reading) -> bool:
    """Does the expression say when something happened: on a past tense, of no verb that speaks or plans?"""
    if reading.rule not in _BARE:
        return False
    here = head(tokens, reading.first, reading.last)
    if any(t.head == here and t.text.lower() in _UP_TO for t in tokens[max(0, reading.first - 3) : reading.first]):
        return False
    return _happened(tokens, tokens[here].head)


def _happened(tokens: Sequence[Token], verb: int) -> bool:
    """True for a past tense, active or passive, of a verb that is about no other time than its own."""
    if verb < 0 or tokens[verb].upos != "VERB":
        return False
    lemma = tokens[verb].lemma.lower()
    if lemma in lexicon().verbs or lemma in COMMITMENTS or _stem(tokens[verb]) in FUTURE_GOVERNORS:
        return False
    auxiliaries = _auxiliaries(tokens, verb)
    if tokens[verb].xpos == "VBD":
        return not auxiliaries & FUTURE_AUXILIARIES
    return tokens[verb].xpos == "VBN" and bool(auxiliaries & _PAST) and not auxiliaries & FUTURE_AUXILIARIES


def _told_from_later(tokens: Sequence[Token], reading: Reading, opener: str) -> bool:
    """Is it in a clause with ``had``, on the past tense of a verb like ``hold``, or is something done ``by`` then?"""
    verb = tokens[head(tokens, reading.first, reading.last)].head
    if verb < 0:
        return False
    if "had" in _auxiliaries(tokens, verb) or (opener == c.BY and _happened(tokens, verb)):
        return True
    return tokens[verb].xpos == "VBD" and tokens[verb].lemma.lower() in LASTING


def _present(tokens: Sequence[Token], verb: int) -> bool:
    return tokens[verb].xpos in ("VBZ", "VBP")


def _governed_ahead(tokens: Sequence[Token], reading: Reading) -> bool:
    """Is the first verb above the expression, or what governs it as a complement, of the future?"""
    here = head(tokens, reading.first, reading.last)
    if tokens[here].deprel == "nmod:poss":  # "Friday's ruling" was, whatever will be done about it
        return False
    if _planned_for(tokens, here) or (reading.rule in ("date", "weekday") and _is_appointed(tokens, reading)):
        return True
    infinitive = False
    for _ in range(6):
        here = tokens[here].head
        if here < 0:
            return False
        if infinitive and tokens[here].lemma.lower() in COMMITMENTS:
            return True  # "agreed to meet Friday", "is to meet Friday"
        token = tokens[here]
        if _stem(token) in FUTURE_GOVERNORS and here < reading.first:
            return True
        if token.upos in ("VERB", "AUX") or token.deprel == "root":
            auxiliaries = _auxiliaries(tokens, here)
            if auxiliaries & FUTURE_AUXILIARIES:
                return True
            if _present(tokens, here) and token.lemma.lower() in SCHEDULED:
                return True
            if _infinitive(tokens, here) and (auxiliaries & _IS or (token.deprel == "acl" and "be" in auxiliaries)):
                return True  # "they are to meet in May", "guidelines to be published in May"
            infinitive = token.deprel in ("xcomp", "ccomp") and _infinitive(tokens, here)
            if token.deprel not in ("xcomp", "conj") and not infinitive:
                return False
    return False


def _is_appointed(tokens: Sequence[Token], reading: Reading) -> bool:
    """True for "set for 5 October": a day is ``for`` something only before it has come."""
    before = tokens[reading.first - 1] if reading.first else None
    verb = tokens[head(tokens, reading.first, reading.last)].head
    return before is not None and before.text.lower() == "for" and verb >= 0 and tokens[verb].upos == "VERB"


def _planned_for(tokens: Sequence[Token], here: int) -> bool:
    """True for "the talks are on Friday"."""
    case = [i for i, t in enumerate(tokens) if t.head == here and t.deprel == "case"]
    present = ("VBZ", "VBP")
    return bool(case) and any(t.deprel == "cop" and t.xpos in present and t.head in (here, *case) for t in tokens)
