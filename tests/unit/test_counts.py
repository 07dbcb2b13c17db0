"""Number expressions and the intervals that they give."""

from __future__ import annotations

import pytest

from truceline.analyse.tokens import tokenise
from truceline.extract.counts import LEXICON_VERSION, bare_plural, hedge_span, read_count
from truceline.extract.numbers import lexicon, number, words_of
from truceline.model.analysis import Token

Interval = tuple[int | None, int | None, int | None]  # low, best, high
AT_LEAST, MORE, CLOSE, ABOUT, UP_TO = "VN-atleast", "VN-morethan", "VN-closeto", "VN-about", "VN-upto"

CASES: list[tuple[str, Interval, str]] = [
    # exact
    ("six", (6, 6, 6), "VN-exact"),
    ("a", (1, 1, 1), "VN-exact"),
    ("an", (1, 1, 1), "VN-exact"),
    ("another", (1, 1, 1), "VN-exact"),
    ("a single", (1, 1, 1), "VN-exact"),
    ("both", (2, 2, 2), "VN-exact"),
    ("a policeman", (1, 1, 1), "VN-exact"),
    ("six policemen", (6, 6, 6), "VN-exact"),
    ("all four", (4, 4, 4), "VN-exact"),
    ("his three sons", (3, 3, 3), "VN-exact"),
    ("only two", (2, 2, 2), "VN-exact"),
    ("another three", (3, 3, 3), "VN-exact"),
    ("a further 20", (20, 20, 20), "VN-exact"),
    ("six others", (6, 6, 6), "VN-exact"),
    ("twenty-five", (25, 25, 25), "VN-exact"),
    ("TWENTY-FIVE", (25, 25, 25), "VN-exact"),
    ("one hundred and twenty-five", (125, 125, 125), "VN-exact"),
    ("two thousand three hundred", (2300, 2300, 2300), "VN-exact"),
    ("twelve hundred", (1200, 1200, 1200), "VN-exact"),
    ("1,200", (1200, 1200, 1200), "VN-exact"),
    ("1\u202f200", (1200, 1200, 1200), "VN-exact"),
    ("12,345,678", (12345678, 12345678, 12345678), "VN-exact"),
    ("1.5 million", (1500000, 1500000, 1500000), "VN-exact"),
    ("half a dozen", (6, 6, 6), "VN-exact"),
    ("half a million", (500000, 500000, 500000), "VN-exact"),
    ("a dozen", (12, 12, 12), "VN-exact"),
    ("two dozen", (24, 24, 24), "VN-exact"),
    ("a family of five", (5, 5, 5), "VN-exact"),
    # none
    ("no", (0, 0, 0), "VN-none"),
    ("no one", (0, 0, 0), "VN-none"),
    ("none", (0, 0, 0), "VN-none"),
    ("zero", (0, 0, 0), "VN-none"),
    ("not a single", (0, 0, 0), "VN-none"),
    ("without loss", (0, 0, 0), "VN-none"),
    # hedges
    ("At least 1,200", (1200, 1200, None), AT_LEAST),
    ("AT LEAST 1,200", (1200, 1200, None), AT_LEAST),
    ("300 or more", (300, 300, None), AT_LEAST),
    ("300+", (300, 300, None), AT_LEAST),
    ("no fewer than 23", (23, 23, None), AT_LEAST),
    ("at least some 300", (270, 300, None), f"{AT_LEAST}+{ABOUT}"),
    ("more than two dozen", (25, 25, None), MORE),
    ("over 100", (101, 101, None), MORE),
    ("well over 100", (101, 101, None), MORE),
    ("close to 500", (450, 500, 500), CLOSE),
    ("nearly 2,000", (1800, 2000, 2000), CLOSE),
    ("almost 15", (14, 15, 15), CLOSE),  # 13.5: half away from zero
    ("some 300", (270, 300, 330), ABOUT),
    ("an estimated 90", (81, 90, 99), ABOUT),
    ("about 15", (14, 15, 17), ABOUT),
    ("a dozen or so", (11, 12, 13), ABOUT),
    ("around 50-60", (45, None, 66), f"{ABOUT}+VN-range"),
    ("up to 40", (None, None, 40), UP_TO),
    ("as many as 70", (None, None, 70), UP_TO),
    ("no more than 5", (None, None, 5), UP_TO),
    ("fewer than ten", (None, None, 9), "VN-fewer"),
    # ranges
    ("between 12 and 15", (12, None, 15), "VN-range"),
    ("12-15", (12, None, 15), "VN-range"),
    ("12–15", (12, None, 15), "VN-range"),
    ("12 to 15", (12, None, 15), "VN-range"),
    ("one or two", (1, None, 2), "VN-range"),
    ("two to three hundred", (200, None, 300), "VN-range"),
    ("50 to 60 thousand", (50000, None, 60000), "VN-range"),
    ("dozens to hundreds", (24, None, 999), "VN-range"),
    # vague words
    ("a couple of", (2, 2, 3), "VN-couple"),
    ("a few", (3, None, 6), "VN-few"),
    ("several", (3, None, 9), "VN-several"),
    ("tens", (20, None, 99), "VN-tens"),
    ("dozens of", (24, None, 99), "VN-dozens"),
    ("scores", (40, None, 199), "VN-scores"),
    ("hundreds", (200, None, 999), "VN-hundreds"),
    ("hundreds and hundreds", (200, None, 999), "VN-hundreds"),
    ("thousands", (2000, None, 9999), "VN-thousands"),
    ("tens of thousands", (20000, None, 99999), "VN-tensofthousands"),
    ("hundreds, if not thousands", (200, None, 9999), "VN-ifnot+VN-hundreds"),
    ("dozens, perhaps hundreds", (24, None, 999), "VN-ifnot+VN-dozens"),
    ("two, possibly three", (2, None, 3), "VN-ifnot"),
    ("a family", (3, None, None), "VN-family"),
    ("many", (2, None, None), "VN-many"),
    ("countless", (2, None, None), "VN-many"),
    ("an unknown number", (1, None, None), "VN-many"),
    ("a number of", (2, None, None), "VN-plural"),
    ("some militiamen", (2, None, None), "VN-plural"),
    # vague words times a unit: at least low units, fewer than high + 1
    ("several hundred", (300, None, 999), "VN-several"),
    ("a few dozen", (36, None, 83), "VN-few"),
    ("a couple of dozen", (24, None, 47), "VN-couple"),
    # hedge and vague word
    ("at least dozens", (24, None, None), f"{AT_LEAST}+VN-dozens"),
    ("more than several hundred", (300, None, None), f"{MORE}+VN-several"),
    ("about several hundred", (300, None, 999), f"{ABOUT}+VN-several"),
    ("up to several hundred", (None, None, 999), f"{UP_TO}+VN-several"),
]


@pytest.mark.parametrize(("words", "interval", "rule"), CASES)
def test_words_give_interval(words: str, interval: Interval, rule: str) -> None:
    count = read_count(words)
    assert count is not None
    assert (count.low, count.best, count.high) == interval
    assert count.rule == rule
    assert count.open == (count.high is None)


@pytest.mark.parametrize(
    "words",
    [
        "", "-", "fierce", "the policeman", "12th", "third", "a third", "half", "half of the 59", "all but one",
        "1/2", "10:30", "6.5",
        "1.200", "1,2", "20 percent", "20%", "$20", "two and a half million", "six-year-old", "two-man",
        "20 years", "5-10,000",
        "four and seven", "9" * 5000, "at least " * 5000 + "5",
    ],
)  # fmt: skip
def test_no_count_of_persons(words: str) -> None:
    assert read_count(words) is None


VAGUE = [w for w in lexicon()["vague"] if w not in ("number", "others")]
ARTICLE = {"few", "handful", "family", "large number", "unknown number", "undisclosed number", "unspecified number"}


@pytest.mark.parametrize("word", VAGUE)
@pytest.mark.parametrize("hedge", ["", *(p for listed in lexicon()["before"].values() for p in listed if p.isalpha())])
def test_vague_word_never_gives_a_best(word: str, hedge: str) -> None:
    words = f"{hedge} a {word}" if word in ARTICLE else f"{hedge} {word}"
    count = read_count(words)
    assert count is not None
    assert count.best is None


def test_bare_plural_is_two_or_more() -> None:
    count = bare_plural()
    assert (count.low, count.best, count.high, count.open, count.rule) == (2, None, None, True, "VN-plural")


def test_lexicon_has_a_version() -> None:
    assert LEXICON_VERSION == lexicon()["version"]
    assert LEXICON_VERSION


def test_number_stops_where_the_words_do() -> None:
    assert number(words_of("two hundred and five were hurt"), 0) == (205, 4, 1)
    assert number(words_of("five six"), 0) == (5, 1, 1)
    assert number(words_of("and five"), 0) is None


def _tokens(text: str, **deprels: str) -> list[Token]:
    return [
        Token(a, b, text[a:b], text[a:b].lower(), "", "", -1, deprels.get(text[a:b].lower(), ""), None)
        for a, b in tokenise(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "bare", "whole"),
    [
        ("At least 1,200 people fled", "1,200", "At least 1,200"),
        ("It killed close to 500.", "500", "close to 500"),
        ("They counted 300 or more dead", "300", "300 or more"),
        ("Hundreds, if not thousands, fled", "Hundreds", "Hundreds, if not thousands"),
        ("Hundreds, if not thousands, fled", "thousands", "Hundreds, if not thousands"),
        ("It hurt as many as 70 others", "70", "as many as 70"),
        ("between 12 and 15 died", "12", "between 12 and 15"),
        ("between 12 and 15 died", "15", "between 12 and 15"),
        ("The two dozen captives", "two", "two dozen"),
        ("The two dozen captives", "dozen", "two dozen"),
        ("tens of thousands fled", "thousands", "tens of thousands"),
        ("some twenty-five men", "five", "some twenty-five"),
        ("a few hundred men", "hundred", "a few hundred"),
        ("half a dozen shells hit 12 men", "12", "12"),
        ("a bomb hurt six people", "six", "six"),
        ("the six men", "six", "six"),
        ("shells from Basra hit 12 or more men", "12", "12 or more"),
        ("the toll rose from 12 to 15", "12", "12"),
        ("the toll rose from 12 to 15", "15", "15"),
    ],
)
def test_hedge_span(text: str, bare: str, whole: str) -> None:
    tokens = _tokens(text)
    at = next(i for i, token in enumerate(tokens) if token.text == bare)
    first, last = hedge_span(tokens, at, at + 1)
    assert text[tokens[first].start : tokens[last - 1].end] == whole


def test_preposition_is_no_hedge() -> None:
    tokens = _tokens("talks about 12 hostages", about="case")
    assert hedge_span(tokens, 2, 3) == (2, 3)
    assert hedge_span(_tokens("freed about 12 hostages", about="advmod"), 2, 3) == (1, 3)
