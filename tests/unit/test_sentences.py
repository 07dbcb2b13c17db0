"""Where sentences end: a table of paragraphs, with a bar between their sentences."""

from __future__ import annotations

import time

import pytest

from truceline.analyse.sentences import MAX_TOKENS, sentences
from truceline.analyse.tokens import tokenise

PARAGRAPHS = [
    "Shells fell on the port. |Nobody was hurt.",
    "Did they sign? |They did! |The guns fell silent.",
    # quotes and brackets close with the sentence
    '"We are near. |There will be talks," he said.',
    '"We ask for calm," said the mayor. |"Go home."',
    "“The pact holds.” |He left. |“So far.”",
    "He said: 'It is over.' |Others doubted it.",
    "``They fled.'' |``All of them?'' |``Yes.''",
    "(The figure could not be checked.) |Aid arrived later.",
    "They left (at noon.) |Calm returned.",
    '"It holds . " |Others doubted it.',
    'He said "it holds." |"We shall see," said another.',
    '"Are they gone?" he asked. |"Who knows!" she replied.',
    '"Are they gone?" Colonel Brandt asked.',
    '"Are they gone?" Mr. Brandt said on Monday.',
    '"Are they gone?" |The colonel said the road was open.',
    "If we stop [fighting], we look weak. |They [the rebels] will come.",
    "Growth was slow.[4] |It fell later. [5] |It rose.",
    # abbreviations
    "The U.S. Navy and the U.N. Security Council met Gen. Amin in St. Paul.",
    "He fled to the U.S. |The army stayed.",
    "He fled to the U.S. |He stayed.",
    "Brig. Gen. Ann W. Bell met Lt. Col. Marsh and Dr. J. P. Rao.",
    "They met on Aug. 3 and Sept. 5. |No. 7 was absent.",
    "They said no. |The talks failed.",
    "A truce began at 5 p.m. Tuesday. |It ended at 9 a.m. |Police fired.",
    "It began at 5 p.m. GMT and at 8 p.m. Nairobi time in camps.",
    "Acme Corp. Chairman Lee of Bolt Inc. |Mr. Rao left.",
    "Acme Inc. sold it. |Bolt Ltd. |The rest closed.",
    "The case was Amin v. State in 1998.",
    "They sold food, water, etc. |Then rain came.",
    "Amin (b. 1960) lived c. 1990 in exile.",
    "Plan B. |The other plan failed.",
    # what does not end
    "They waited ... and left. |They waited... |Then they left.",
    "We fought; they fled; none died.",
    "The rate was 3.5 percent. |5 died.",
    "1. Stop firing. |2. Go home.",
    "the site example.org is down, visit www.example.org/The.html now.",
    '"A truce is a promise." -- Ann Bell',
    # no space
    "They came again.|The army left. |It is calm.",
    'They "came again."|The army left.',
    "They came again.|“The army left.”",
    "Shots rang out. |al-Rashid was hit.",
    # datelines
    "BAGHDAD, Iraq (AP) -- Shots were heard. |None died.",
    "NAJAF, Aug. 27 (Reuters) - Shots were heard.",
    # capitals
    "A CAR BURNED IN QUITO. |POLICE SAID THE U.S. EMBASSY WAS CLOSED. |GEN. RUIZ LEFT.",
    '[TEXT] "WE ARE NEAR. |THERE WILL BE TALKS," HE SAID. |"ARE THEY GONE?" HE ASKED. |NONE KNEW.',
    "IT WAS THE CITY'S. |HERE, MEN OF JOHN F. AND AT NO. 5 OF SAN JUAN (EFE) -- LEFT.",
]


@pytest.mark.parametrize("marked", PARAGRAPHS)
def test_ends(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [sentence.strip() for sentence in marked.split("|")]
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == expected


def test_only_the_paragraph_is_read() -> None:
    text = "Title. \n  They left. He stayed. \n Next. Again."
    assert sentences(text, 6, 34) == [(10, 20), (21, 31)]


def test_nothing_gives_nothing() -> None:
    assert sentences("", 0, 0) == []
    assert sentences(" \n\t", 0, 3) == []


def test_line_breaks_do_not_end_a_sentence() -> None:
    text = "They\nleft Mr.\nAmin.\nHe\nstayed."
    assert sentences(text, 0, len(text)) == [(0, 19), (20, 30)]


@pytest.mark.parametrize("unit", ["word ", "word, ", "a.b ", "aa'", "…", '"', "( "])
def test_no_sentence_is_too_long(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    found = sentences(text, 0, len(text))
    assert all(len(tokenise(text, a, b)) <= MAX_TOKENS for a, b in found)
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")


def test_a_long_sentence_is_cut_at_a_mark() -> None:
    text = ("word " * 700 + "end, ") * 3
    found = sentences(text, 0, len(text))
    assert [text[a:b].endswith("end,") for a, b in found] == [True, True, True]


@pytest.mark.parametrize("unit", [".", ". ", 'a." ', ". x", '. " ', ".) ", "[1] ", '? " Ann Bell ', "Mr. ", "ab.A"])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "x"
    begin = time.process_time()
    sentences(text, 0, len(text))
    assert time.process_time() - begin < 10
