"""Laws of counts and dates that hold whatever the words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from truceline.analyse.tokens import tokenise
from truceline.extract.counts import hedge_span, read_count
from truceline.extract.dates import resolve, time_phrases
from truceline.extract.numbers import lexicon
from truceline.extract.timebase import Frame
from truceline.extract.timewords import EDGES, MONTHS, NAMED, ORDINALS, POINTING, SEASONS, UNITS, WEEKDAYS
from truceline.model.analysis import Sentence, Token
from truceline.model.text import Span
from truceline.model.values import Days

NUMBERS = [
    "12",
    "3",
    "31",
    "2008",
    "1,200",
    "two",
    "twenty",
    "hundred",
    "dozen",
    "million",
    "1.5",
    "-",
    "and",
    "to",
    "or",
    "if",
    "not",
    ",",
]
HEDGES = [w for group in ("before", "after") for listed in lexicon()[group].values() for p in listed for w in p.split()]
TIMES = [
    *(w for table in (WEEKDAYS, MONTHS, UNITS, SEASONS, EDGES, NAMED, POINTING, ORDINALS) for w in table),
    *"last next this the a ago later earlier since until by from between before after previous following same".split(),
    *"past coming yesterday tomorrow overnight night weekend quarter 1990s 31st 2008-03-31 31/03/2008".split(),
    *"99/99/9999 old of in 9999 1800 0 second recent several couple 's mid-March".split(),
]
count_words = st.lists(st.sampled_from([*NUMBERS, *HEDGES, *lexicon()["vague"], "people"]), max_size=8).map(" ".join)
time_words = st.lists(st.sampled_from([*TIMES, *NUMBERS]), max_size=10).map(" ".join)
cased = st.sampled_from([str, str.upper, str.title])
days = st.none() | st.dates()


def _sentence(text: str) -> Sentence:
    tokens = tuple(
        Token(a, b, text[a:b], text[a:b].lower(), "NOUN", "", -1, "", None) for a, b in tokenise(text, 0, len(text))
    )
    return Sentence(0, Span(0, len(text)), "body", tokens)


def _in_order(found: Days | None) -> bool:
    return found is None or found.earliest is None or found.latest is None or found.earliest <= found.latest


@given(st.text() | count_words)
def test_read_count_never_raises_and_is_ordered(words: str) -> None:
    count = read_count(words)
    if count is not None:
        known = [n for n in (count.low, count.best, count.high) if n is not None]
        assert known == sorted(known)
        assert count.open == (count.high is None)
        assert read_count(words.upper()) == count or not words.isascii()


@given(st.integers(0, 999_999_999))
def test_digits_read_back(n: int) -> None:
    for words in (str(n), f"{n:,}", f"at least {n}", f"{n:,} people"):
        count = read_count(words)
        assert count is not None
        assert count.low == n


@given(count_words, st.data())
def test_hedge_span_holds_the_number(text: str, data: st.DataObject) -> None:
    tokens = _sentence(text).tokens
    if tokens:
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first + 1, len(tokens)))
        wide = hedge_span(tokens, first, last)
        assert 0 <= wide[0] <= first
        assert last <= wide[1] <= len(tokens)


@given(st.text() | time_words, days, days, st.sampled_from([None, True, False]))
def test_resolve_never_raises_and_is_ordered(
    words: str, published: date | None, context: date | None, future: bool | None
) -> None:
    named = None if context is None else Days(context, context, "day")
    found, duration = resolve(words, published, named, future)
    assert _in_order(found)
    assert duration is None or duration.startswith("P")


@given(st.text() | time_words, cased, days)
@example("ramadan", str, date(4013, 12, 1)).via("far years, where the tables of the moon lead astray")
def test_phrases_lie_in_the_sentence_in_order(words: str, change: object, published: date | None) -> None:
    text = change(words) if callable(change) else words
    sentence = _sentence(text)
    end = 0
    for phrase in time_phrases(sentence, Frame(published)):
        assert end <= phrase.span.start < phrase.span.end <= len(text)
        assert _in_order(phrase.days)
        end = phrase.span.end


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.sampled_from([w for w in WEEKDAYS if w.endswith("day")]))
def test_weekday_lies_in_the_week_up_to_the_report(published: date, weekday: str) -> None:
    found = resolve(weekday.title(), published)[0]
    assert found is not None
    assert found.earliest is not None
    assert timedelta(0) <= published - found.earliest < timedelta(days=7)
    assert found.earliest.strftime("%A").lower() == weekday
