"""How words are cut: a table of texts, with a bar between tokens that have no space between them in the text."""

from __future__ import annotations

import time

import pytest

from truceline.analyse.tokens import tokenise

CUTS = [
    # clitics, with straight and curly apostrophes
    "They did|n't fire|.",
    "We|'re sure he|'ll say it|'s over|, and I|'m not|.",
    "It|’s what the mayor|’s aides did|n’t know|.",
    "They can|not leave|; we|'re gon|na stay|.",
    "THEY DO|N'T TALK|, IT|'S THE REBELS|' FAULT|.",
    "do|nt shoot",
    "They want the coast in a quiet moment|.",
    "Shi'ite fighters left Sana'a with O'Brien|'s men at six o'clock|.",
    "the rebels|' camp",
    # hyphens and prefixes
    "US|-|backed troops held a 72|-|hour pause|.",
    "anti-American|, pro-government and non-binding re-election e-mail",
    "al|-|Sadr|'s men",
    "an anti-U.S. march by a U.S.|-|backed force",
    "post-war|, mid-August|, ex-president",
    # numbers, dates, money
    "1,200 dead|, 3.5 million displaced|, 50|% of homes|, $|5 a day|, €|3.20",
    "on 9/11|, at 10:30 on 12/05/2004",
    "at 7|pm on the 23rd|, 35|km away",
    "notes |[|1|,|2|] in the 1980's",
    "US$ |4 and A$|5",
    "call 202-555-0147 or 555-0147",
    "from 3|-|4 to 1914|-|1918",
    # abbreviations
    "Gen. Amin met Mr. Said of the U.N. at 9 a.m. in St. Paul|.",
    "Brig. Gen. J.P. Marsh and Ann W. Bell|.",
    "They work for Acme Inc|.",
    "They live in the U.S.",
    "It was plan B|.",
    "Flight No. 7 said no|.",
    "men|, food|, etc. were sent",
    "the AT&T tower",
    # marks
    "It returned|—|at least briefly|—|to calm|.",
    "died|–|many from thirst",
    "calm |-- for now",
    "calm|--|for now",
    "“|Stop|,|” he said|...",
    '"|Why|?|" he asked|.',
    "He |[|the mayor|] left |(|late|)|...",
    "What|?!",
    "and|/|or",
    "``|Leave|,|'' he said",
    # addresses
    "see https://example.org/a?b=1|, or www.example.com|.",
    "write to desk@example.org|.",
    "ask @reporter about #ceasefire at example.com|.",
    "the end|.|The start",
]


def bare(marked: str) -> tuple[str, list[str]]:
    """The text, and its tokens, of a line with bars."""
    text = marked.replace("|", "")
    return text, [token for word in marked.split() for token in word.split("|") if token]


@pytest.mark.parametrize("marked", CUTS)
def test_cuts(marked: str) -> None:
    text, expected = bare(marked)
    assert [text[a:b] for a, b in tokenise(text, 0, len(text))] == expected


def test_spans_point_into_the_document() -> None:
    text = "Title\n\nThey didn't. Later"
    assert [text[a:b] for a, b in tokenise(text, 7, 19)] == ["They", "did", "n't", "."]
    assert tokenise(text, 7, 19)[0] == (7, 11)


def test_nothing_gives_nothing() -> None:
    assert tokenise("", 0, 0) == []
    assert tokenise(" \n\u00a0", 0, 3) == []


@pytest.mark.parametrize("unit", ["a.b.cc.", "a-", "1,", "1-", "a'", "www.", "a@", ".", "n't", "a_", "-", "e\u0301"])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "x"
    begin = time.process_time()
    tokens = tokenise(text, 0, len(text))
    assert time.process_time() - begin < 10
    assert sum(b - a for a, b in tokens) == len(text)
