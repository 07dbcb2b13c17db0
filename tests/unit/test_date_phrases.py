"""Time phrases found in sentences, and the direction that their clauses give; read on Tuesday, 1 April 2008."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.test_dates import TUESDAY, show
from truceline.analyse.tokens import tokenise
from truceline.extract import timeclasses
from truceline.extract.dates import TimePhrase, time_phrases
from truceline.extract.timebase import Frame
from truceline.extract.timegrammar import RULES
from truceline.extract.timewords import may_be_time
from truceline.model.analysis import Name, Sentence, Token
from truceline.model.text import Span
from truceline.model.values import Days

TAGS = {"may": "AUX", "march": "VERB", "May": "PROPN", "March": "PROPN", "MAY": "PROPN", "will": "AUX", "fall": "VERB"}


def phrases(
    text: str,
    *,
    published: date | None = TUESDAY,
    names: tuple[Name, ...] = (),
    tags: dict[str, str] | None = None,
    quarter: Days | None = None,
) -> tuple[TimePhrase, ...]:
    known = TAGS | (tags or {})
    tokens = tuple(
        Token(a, b, text[a:b], text[a:b].lower(), known.get(text[a:b], "NOUN"), "", -1, "", None)
        for a, b in tokenise(text, 0, len(text))
    )
    frame = Frame(published, quarter=quarter)
    return time_phrases(Sentence(0, Span(0, len(text)), "body", tokens, names), frame)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Shells hit the camp on Monday and again on Sunday night.", ["Monday", "Sunday night"]),
        ("The truce, now in its third week, held.", ["now"]),
        ("A 72-hour truce began on 3 May.", ["72-hour", "3 May"]),
        ("They may march on the town.", []),
        ("In May they met.", ["May"]),
        ("THE ARMY ATTACKED LAST WEDNESDAY NIGHT, 19 APR 89.", ["LAST WEDNESDAY NIGHT, 19 APR 89"]),
        ("It killed between 12 and 15 in a second attack.", []),
        ("The second blast came a second later.", []),
        ("Bloody Sunday is the Sunday Times’s theme.", []),
        ("In 2004 300 people fled, in 2005 more.", ["2004", "2005"]),
        ("Some 2000 soldiers left.", []),
        ("In March 12 people died.", ["March"]),
        ("A 25-year-old man saw it.", []),
        ("An eight-month-old truce ended.", ["eight-month-old"]),
        ("Five attacks a day are common.", []),
        ("Since last Tuesday calm has reigned.", ["Since last Tuesday"]),
        ("Talks ran from 25 March to 2 April 2008.", ["from 25 March to 2 April 2008"]),
        ("It began at 9 a.m. on Tuesday, 31 March 2008.", ["9 a.m. on Tuesday, 31 March 2008"]),
        ("It began at 0700 GMT on Sunday.", ["0700 GMT on Sunday"]),
        ("Guns fell silent at noon UTC+3 on Friday.", ["noon UTC+3 on Friday"]),
        ("The bridge blew up at 9:40 p.m. (1840 GMT) Monday.", ["9:40 p.m. (1840 GMT) Monday"]),
        ("The pause starts Friday at 6 a.m. local time.", ["Friday at 6 a.m. local time"]),
        ("It opens at 5 p.m. Moscow time on Sunday.", ["5 p.m. Moscow time on Sunday"]),
        ("In March of that year it fell.", ["March of that year"]),
        ("The guns fell silent at 6:30 p.m. Sunday.", ["6:30 p.m. Sunday"]),
        ("Aid reached the old quarter.", []),
        ("The quarter was shelled.", []),
        ("The stadium of the second quarter-final was hit.", []),
        ("It was the third day of clashes.", []),
        ("Mourners recalled the Feb. 9 bombings.", ["Feb. 9"]),
        ("Prices fall.", []),
        ("In the summer of 2007 it fell.", ["the summer of 2007"]),
        ("During the past two weeks nothing moved.", ["the past two weeks"]),
        ("Two days ago, nearly a year after the war, it ended.", ["Two days ago", "nearly a year"]),
        ("The 1990s and the 2003 invasion", ["The 1990s", "2003"]),
        ("They fasted in Ramadan and on Eid al-Adha.", ["Ramadan", "Eid al-Adha"]),
    ],
)
def test_finds(text: str, spans: list[str]) -> None:
    assert [p.span.of(text) for p in phrases(text)] == spans


def test_names_are_no_dates() -> None:
    text = "Black September met April Smith."
    names = (Name("ORG", 0, 2), Name("PER", 3, 5))
    assert [p.span.of(text) for p in phrases(text, names=names)] == []


def test_day_named_in_the_sentence_is_context() -> None:
    found = phrases("It began on Friday and ended two days later.")
    assert [show(p.days) for p in found] == ["2008-03-28 day", "2008-03-30 day"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They will meet on Thursday.", "2008-04-03 day"),
        ("They met on Thursday.", "2008-03-27 day"),
        ("Elections are scheduled for October.", "2008-10-01..2008-10-31 month"),
        ("They boycott the October provincial elections.", "2008-10-01..2008-10-31 month"),
        ("They won the March elections.", "2008-03-01..2008-03-31 month"),
        ("They said Monday that they will fight.", "2008-03-31 day"),
    ],
)
def test_direction_of_the_clause(text: str, days: str) -> None:
    assert [show(p.days) for p in phrases(text)] == [days]


def test_direction_by_the_parse() -> None:
    text = "Talks will resume Friday"
    rows = [("NOUN", 2, "nsubj"), ("AUX", 2, "aux"), ("VERB", -1, "root"), ("PROPN", 2, "obl:tmod")]
    tokens = tuple(
        Token(a, b, text[a:b], text[a:b].lower(), upos, "", head, deprel, None)
        for (a, b), (upos, head, deprel) in zip(tokenise(text, 0, len(text)), rows, strict=True)
    )
    found = time_phrases(Sentence(0, Span(0, len(text)), "body", tokens), Frame(TUESDAY))
    assert [show(p.days) for p in found] == ["2008-04-04 day"]
    past = time_phrases(Sentence(0, Span(0, len(text)), "body", tokens), Frame(TUESDAY), future=False)
    assert [show(p.days) for p in past] == ["2008-03-28 day"]


Rows = list[tuple[str, str, int, str]]

#: (words, tag, head, relation) of each word, and the day that the weekday means.
CLAUSES: list[tuple[str, Rows, str]] = [
    (
        "The truce held until Friday",
        [("DET", "DT", 1, "det"), ("NOUN", "NN", 2, "nsubj"), ("VERB", "VBD", -1, "root"), ("ADP", "IN", 4, "case"),
         ("PROPN", "NNP", 2, "obl")],
        "2008-03-28 day",
    ),
    (
        "They extended it until Friday",
        [("PRON", "PRP", 1, "nsubj"), ("VERB", "VBD", -1, "root"), ("PRON", "PRP", 1, "obj"), ("ADP", "IN", 4, "case"),
         ("PROPN", "NNP", 1, "obl")],
        "2008-04-04 day",
    ),
    (
        "Six had died by Friday",
        [("NUM", "CD", 2, "nsubj"), ("AUX", "VBD", 2, "aux"), ("VERB", "VBN", -1, "root"), ("ADP", "IN", 4, "case"),
         ("PROPN", "NNP", 2, "obl")],
        "2008-03-28 day",
    ),
    (
        "The ceasefire expires Friday",
        [("DET", "DT", 1, "det"), ("NOUN", "NN", 2, "nsubj"), ("VERB", "VBZ", -1, "root"),
         ("PROPN", "NNP", 2, "obl:tmod")],
        "2008-04-04 day",
    ),
    (
        "They will defy Friday's ruling",
        [("PRON", "PRP", 2, "nsubj"), ("AUX", "MD", 2, "aux"), ("VERB", "VB", -1, "root"),
         ("PROPN", "NNP", 5, "nmod:poss"), ("PART", "POS", 3, "case"), ("NOUN", "NN", 2, "obj")],
        "2008-03-28 day",
    ),
    (
        "Convoys leave as soon as Friday",
        [("NOUN", "NNS", 1, "nsubj"), ("VERB", "VBP", -1, "root"), ("ADV", "RB", 3, "advmod"), ("ADV", "RB", 1, "advmod"),
         ("ADP", "IN", 5, "case"), ("PROPN", "NNP", 3, "obl")],
        "2008-04-04 day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "day"), CLAUSES)
def test_direction_by_the_clause(text: str, rows: Rows, day: str) -> None:
    lemmas = {"held": "hold", "expires": "expire", "extended": "extend", "died": "die", "had": "have"}
    tokens = tuple(
        Token(a, b, text[a:b], lemmas.get(text[a:b], text[a:b].lower()), upos, xpos, head, deprel, None)
        for (a, b), (upos, xpos, head, deprel) in zip(tokenise(text, 0, len(text)), rows, strict=True)
    )
    (found,) = time_phrases(Sentence(0, Span(0, len(text)), "body", tokens), Frame(TUESDAY))
    assert show(found.named or found.days) == day


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("31 March 2008", "absolute"),
        ("31 March", "relative"),
        ("last week", "relative"),
        ("Tuesday", "weekday"),
        ("for 10 days", "duration"),
        ("Ramadan", "named"),
    ],
)
def test_anchor(text: str, anchor: str) -> None:
    assert [p.anchor for p in phrases(text)] == [anchor]


def test_without_publication_date_phrases_stay_unresolved() -> None:
    found = phrases("On Monday, after 31 March 2008, a 10-day truce began.", published=None)
    assert [(show(p.days), p.duration) for p in found] == [(None, None), ("2008-03-31 day", None), (None, "P10D")]


@pytest.mark.parametrize(
    "word", ["Monday", "mid-March", "1998", "1990s", "2008-03-31", "31/03/2008", "9/11", "weeks", "now"]
)
def test_a_word_that_makes_a_time(word: str) -> None:
    assert may_be_time(word)


@pytest.mark.parametrize("word", ["the", "31", "two", "31st", "last", "since", "soldiers", "3000"])
def test_a_word_that_makes_no_time_alone(word: str) -> None:
    assert not may_be_time(word)


def test_no_expression_reaches_over_a_word_of_no_class() -> None:
    assert [name for name, pattern in RULES if timeclasses.OTHER in pattern.pattern] == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("since 2003", "2003-01-01..2003-12-31 year"),
        ("by Friday", "2008-04-04 day"),
        ("early 2004", "2004-01-01..2004-12-31 year"),
        ("mid-March", "2008-03-01..2008-03-31 month"),
        ("earlier this week", "2008-03-31..2008-04-06 week"),
        ("since late February", "2008-02-01..2008-02-29 month"),
        ("until Friday", None),
        ("in 2003", None),
        ("overnight", None),
    ],
)
def test_what_words_name_apart_from_what_they_mean(words: str, named: str | None) -> None:
    assert [show(p.named) for p in phrases(f"It went on {words}.")] == [named]


def test_a_year_before_a_quarter_is_that_quarter() -> None:
    first = phrases("Output rose in the fourth quarter of 2007 from a year earlier.")
    assert [show(p.days) for p in first] == ["2007-10-01..2007-12-31 range", "2006-10-01..2006-12-31 range"]
    assert [show(p.days) for p in phrases("The year-ago quarter saw less.", quarter=first[0].days)] == [
        "2006-10-01..2006-12-31 range"
    ]
    assert [show(p.days) for p in phrases("Exports fell in the quarter.", quarter=first[0].days)] == [
        "2007-10-01..2007-12-31 range"
    ]


def test_a_year_before_a_month_is_that_month() -> None:
    found = phrases("In March 310 died, compared with 120 a year earlier.")
    assert [show(p.days) for p in found] == ["2008-03-01..2008-03-31 month", "2007-03-01..2007-03-31 month"]
