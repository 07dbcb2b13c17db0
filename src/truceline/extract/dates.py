"""Time expressions of a sentence, and the days or the length of time that they mean.

`timewords` sorts the tokens into classes, `timegrammar` finds expressions over them, `timevalues` resolves each. Here
the expressions are joined (``from 25 March to 2 April``, ``since Tuesday``) and the wrong ones dropped; `timedirection`
reads the direction of the clause. A clock time counts only before a day. Spans include the article and ``since``,
``until``, ``by``, no other preposition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from truceline.extract import calendar
from truceline.extract import timeclasses as c
from truceline.extract.timebase import Frame
from truceline.extract.timedirection import looks_ahead, looks_back
from truceline.extract.timegrammar import Reading, readings
from truceline.extract.timelinks import anchor_of, head, measured_days, under, with_year_of_noun
from truceline.extract.timeranges import across, from_to, leading_to, rangeable
from truceline.extract.timevalues import Anchor, Value, value
from truceline.extract.timewords import (
    AGED,
    PERSONS,
    classes,
    may_be_time,
    normal,
    pieces,
)
from truceline.model.analysis import Name, Sentence, Token
from truceline.model.extraction import Basis
from truceline.model.text import Span
from truceline.model.values import Days

__all__ = ["Anchor", "TimePhrase", "resolve", "time_phrases"]

_NO_YEAR_AFTER = frozenset("$ £ € no. number some about nearly over than least almost around".split())
_LENGTH_BEFORE_A = frozenset(
    "for in of within after nearly almost than about over during before least only under throughout once".split()
)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words of time with what they mean.

    `days` is ``None`` where they cannot be resolved (relative words without a publication date, ``Diwali``, lengths of
    time). `duration` is ISO 8601 (``P3D``); both are given for the days up to now (``the past week``) and for a length
    that is measured from a day (``two weeks after the raid of 20 February``). `anchor` says what the reading leans on:
    nothing (``absolute``), the publication date or days named before (``relative``, ``weekday``), no date at all
    (``duration``), a name. `named` are the days that the words name, where `days` are a part of them or what they
    bound: ``since 2003`` names 2003, ``early March`` names March. `basis` and `counted_from` as in `TimeMention`;
    `measured_from` is the token that a length is measured from (``raid``), -1 where there is none.
    """

    span: Span
    days: Days | None
    duration: str | None
    anchor: Anchor
    named: Days | None = None
    basis: Basis = "stated"
    counted_from: Span | None = None
    measured_from: int = -1


@dataclass(frozen=True, slots=True)
class _Found:
    """A resolved expression on tokens `first:last`."""

    first: int
    last: int
    value: Value
    reading: Reading | None = None
    measured_from: int = -1


def time_phrases(sentence: Sentence, frame: Frame, future: bool | None = None) -> tuple[TimePhrase, ...]:
    """Time expressions of `sentence`, in order, without overlap.

    Args:
        sentence: parts of speech are needed, dependencies and names are used where they are set.
        frame: the day from which ``yesterday`` counts (without it only absolute dates have days), and what the
            sentences before have named; a date in the sentence takes its place.
        future: whether bare weekdays and months lie ahead; ``None`` leaves it to ``will``, ``scheduled`` and the like.
    """
    tokens = sentence.tokens
    if not any(map(may_be_time, [token.text for token in tokens])):
        return ()
    codes = classes(tokens)
    kept = [r for r in readings(codes, tokens) if _is_time(r, codes, sentence.names, frame.quarter)]
    found = _found([with_year_of_noun(r, kept) for r in kept], codes, tokens, frame, future)
    return tuple(
        TimePhrase(
            sentence.span_of(f.first, f.last), f.value.days, f.value.duration, f.value.anchor, f.value.named,
            f.value.basis, f.value.counted_from, f.measured_from,
        )
        for f in _measured(found, codes, tokens)
    )  # fmt: skip


def resolve(
    words: str, published: date | None, context: Days | None = None, future: bool | None = None
) -> tuple[Days | None, str | None]:
    """Days and ISO 8601 duration of words that are known to be a time expression.

    Args:
        words: one expression, such as a model finds it (``since last Tuesday``, ``72-hour``); the most precise date
            in it counts.
        published: the day from which ``yesterday`` counts.
        context: days named before.
        future: as in `time_phrases`.
    """
    tokens = pieces(words)
    codes = classes(tokens, trusted=True)
    found = _found(readings(codes, tokens), codes, tokens, Frame(published, context), future)
    days = min((f.value.days for f in found if f.value.days is not None), key=_width, default=None)
    return days, next((f.value.duration for f in found if f.value.duration is not None), None)


def _width(days: Days) -> timedelta:
    if days.earliest is None or days.latest is None:
        return timedelta.max
    return days.latest - days.earliest


def _found(
    kept: Sequence[Reading], codes: str, tokens: Sequence[Token], frame: Frame, future: bool | None
) -> list[_Found]:
    """The readings resolved from left to right, ranges and ``since`` joined; each date is context for the next."""
    found: list[_Found] = []
    here = 0
    while here < len(kept):
        opener = codes[kept[here].first - 1] if kept[here].first else ""
        ahead = looks_ahead(tokens, kept[here], opener, frame) if future is None else future
        seen = replace(frame, future=ahead, past=not ahead and future is None and looks_back(tokens, kept[here]))
        one = _joined(kept[here : here + 2], codes, seen) or _single(kept[here], opener, seen)
        found.append(one)
        here += 2 if one.last > kept[here].last else 1
        frame = after(frame, one.value, Span(tokens[one.first].start, tokens[one.last - 1].end))
    return found


def _measured(found: Sequence[_Found], codes: str, tokens: Sequence[Token]) -> list[_Found]:
    """Gives a length before ``after`` or ``before`` the days that it reaches from a date in what follows it."""
    out = []
    for number, one in enumerate(found):
        reading, side = one.reading, one.last - (one.reading is not None and one.reading.rule == "beside")
        top = anchor_of(tokens, one.first, side) if reading and reading.rule in ("length", "beside") else -1
        if reading is not None and top >= 0:
            one = replace(one, measured_from=top)
            base = next((f for f in found[number + 1 :] if _is_base(f, tokens, side, top)), None)
            if base is not None and base.value.days is not None:
                if base.first <= top < base.last:
                    one = replace(one, measured_from=tokens[head(tokens, base.first, base.last)].head)
                days = measured_days(reading, base.value.days, codes[side])
                at = Span(tokens[base.first].start, tokens[base.last - 1].end)
                one = replace(one, value=replace(one.value, days=days, counted_from=at if days else None))
        out.append(one)
    return out


def _is_base(found: _Found, tokens: Sequence[Token], side: int, top: int) -> bool:
    days = found.value.days
    if days is None or days.precision not in ("day", "month", "year"):
        return False
    return under(tokens, head(tokens, found.first, found.last), top) and not any(
        token.text == "," for token in tokens[side : found.first]
    )


def after(frame: Frame, said: Value | TimePhrase, span: Span) -> Frame:
    """The frame for what follows words of time."""
    days = said.days
    if days is None or days.earliest is None or days.latest is None:
        return frame
    first = frame.quarter or (days if calendar.is_quarter(days) else None)
    named = said.named or days
    year = frame.year
    if (said.anchor == "absolute" or named.precision == "year") and named.earliest is not None:
        year = named.earliest.year if named.latest and named.earliest.year == named.latest.year else year
    return replace(frame, context=days, named_by=span, year=year, quarter=first)


def _single(reading: Reading, opener: str, frame: Frame) -> _Found:
    """One reading, with ``since``, ``until`` or ``by`` before it."""
    meant = value(reading, frame)
    if opener not in (c.SINCE, c.UNTIL, c.BY) or meant.anchor == "duration" or (opener == c.BY and meant.days is None):
        return _Found(reading.first, reading.last, meant, reading)
    days = _opened(meant.days, opener, frame.published)
    named = meant.named or (None if days == meant.days else meant.days)
    return _Found(reading.first - 1, reading.last, replace(meant, days=days, named=named))


def _opened(days: Days | None, opener: str, published: date | None) -> Days | None:
    """``since`` runs to the publication day, ``by`` is on or before the day named, ``until`` names the end itself."""
    if days is None or opener == c.UNTIL:
        return days
    if opener == c.BY:
        return Days(None, days.latest, "before")
    if days.earliest is not None and published is not None and days.earliest > published:
        return days
    return Days(days.earliest, published, "range")


def _joined(pair: Sequence[Reading], codes: str, frame: Frame) -> _Found | None:
    """``from Monday to Wednesday``, ``2003-2005``, ``the 24 hours to Monday``, or ``None`` if they are two times."""
    if len(pair) < 2 or pair[1].first - pair[0].last != 1:
        return None
    opener, joint = codes[pair[0].first - 1] if pair[0].first else "", codes[pair[0].last]
    if joint == c.TO and codes[pair[0].first] == c.THE and (days := leading_to(pair[0], pair[1], frame)) is not None:
        length = value(pair[0], frame).duration
        return _Found(pair[0].first, pair[1].last, Value(days, length, value(pair[1], frame).anchor))
    opened = (opener, joint) in ((c.BETWEEN, c.AND), (c.FROM, c.UNTIL), (c.FROM, c.TO))
    if not opened and joint not in (c.TO, c.HYPHEN):
        return None
    if rangeable(pair[0], pair[1]):
        days = from_to(pair[0], pair[1], frame)
    elif not opened or (days := across(pair[0], pair[1], frame)) is None:
        return None
    first = pair[0].first - 1 if opener in (c.FROM, c.BETWEEN) else pair[0].first
    return _Found(first, pair[1].last, Value(days, None, value(pair[1], frame).anchor))


def _is_time(reading: Reading, codes: str, names: Sequence[Name], quarter: Days | None) -> bool:
    """False for readings that are part of a name, of an age, of a rate or of a count."""
    tokens, first, last = reading.tokens, reading.first, reading.last
    if any(
        n.label in ("PER", "ORG") and n.first <= first and last <= n.last and n.last - n.first > last - first
        for n in names
    ):
        return False
    before = normal(tokens[first - 1].text) if first else ""
    after = normal(tokens[last].text) if last < len(tokens) else ""
    if reading.rule == "year" and not reading.has("edge"):
        token = tokens[first]
        counted = (
            token.deprel == "nummod" and token.head >= last and tokens[token.head].xpos == "NNS" and before != "the"
        )
        return not (counted or before in _NO_YEAR_AFTER or after in PERSONS)
    if reading.rule == "length":
        return _is_length(reading, before, after, codes)
    if reading.rule in ("quarter", "told_quarter") and after == "-" and tokens[last].start == tokens[last - 1].end:
        return False  # "the first quarter-final"
    if reading.rule == "told_quarter":
        known = quarter is not None or reading.word("dir") in ("last", "past", "next", "current")
        return known or after in ("ended", "ending")
    if reading.rule == "century":
        return (reading.word("unit") or "") == "century"
    if reading.rule == "season":
        return last - first > 1 or before in ("in", "by", "since", "until", "during")
    if reading.rule == "point":
        return before != "as" and after != "as"
    return True


def _is_length(reading: Reading, before: str, after: str, codes: str) -> bool:
    """Not ``a day`` in ``five a day``, not ``25-year-old``, not ``every two days``."""
    if before in ("every", "each", "per") or after == "old":
        return False
    unit = reading.word("unit") or ""
    if reading.word("old") == "old" and not (after in AGED if unit.startswith("year") else _lasts(reading, after)):
        return False
    article = reading.last - reading.first == 2 and codes[reading.first] in (c.ARTICLE, c.THE) and reading.has("one")
    if article and not reading.has("old"):
        return before in _LENGTH_BEFORE_A or after in ("of", "after", "before", "-") or before == ""
    return True


def _lasts(reading: Reading, after: str) -> bool:
    """True for "the 21-month-old war", not for "a 21-month-old", a child."""
    noun = reading.tokens[reading.last : reading.last + 1]
    return bool(noun) and noun[0].upos in ("NOUN", "PROPN", "ADJ", "") and after not in PERSONS
