"""Paragraphs and their roles."""

from __future__ import annotations

from textwrap import dedent

import pytest

from truceline.model.text import Block, Span
from truceline.read.datelines import dateline_end, split_dateline
from truceline.read.furniture import is_furniture
from truceline.read.paragraphs import paragraphs
from truceline.read.roles import layout


def blocks(text: str, title: str | None = None, outlet: str | None = None) -> list[tuple[str, str]]:
    """Role and words of every block, after checking what must hold of blocks."""
    shape = layout(text, paragraphs(text), title, outlet)
    found = split_dateline(text, shape.blocks)
    end = 0
    for block in found:
        words = block.span.of(text)
        assert words == words.strip() != ""
        assert not text[end : block.span.start].strip()
        end = block.span.end
    assert not text[end:].strip()
    return [(block.role, " ".join(block.span.of(text).split())) for block in found]


def roles(text: str, title: str | None = None, outlet: str | None = None) -> list[str]:
    return [role for role, _ in blocks(text, title, outlet)]


FIRST = "Rebels and the army stopped firing on Tuesday after a week of battles, the governor of the province said."
SECOND = "He told reporters that eleven soldiers had been killed and that the bridge was open again."
THIRD = "Aid workers reached the old quarter for the first time since the fighting began."


def test_a_line_each() -> None:
    assert roles(f"{FIRST}\r\n{SECOND}\r\n{THIRD}") == ["body", "body", "body"]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = dedent("""\
           Soldiers of the fourth brigade said today that guerrillas had burned
        two trucks on the road to the coast. Nobody was hurt in the attack, the
        brigade said in a statement that was read over the radio.

           The governor, who was in the capital, sent a message in which he put
        the blame on a band that has kidnapped cattle farmers in the north of
        the department.
        """)
    found = blocks(text)
    assert [role for role, _ in found] == ["body", "body"]
    assert found[0][1].endswith("over the radio.")


def test_indented_paragraphs_without_blank_lines_are_parted() -> None:
    text = (
        "   The two sides met for six hours in a school near the river and agreed\n"
        "to meet again on Sunday, a mediator said.\n"
        "   A spokesman of the army denied that any such meeting had taken place\n"
        "and called the mediator a liar who wanted to be in the papers.\n"
    )
    assert len(paragraphs(text)) == 2


def test_short_lines_are_not_joined() -> None:
    assert len(paragraphs("The Lantern\nthe paper of\nThe League for Bread\n\nAn open road\n")) == 4


def test_a_sentence_broken_by_a_line_break_is_joined() -> None:
    text = "The column was ambushed on its way from the port to the\ncapital, the ministry said in the evening."
    assert len(paragraphs(text)) == 1


def test_masthead_motto_title_and_date() -> None:
    text = (
        "The Lantern\n\nthe paper of\nThe League for Bread and Work–North\n\n"
        "“Who keeps the mill keeps the village alive.”\n"
        f"— Ada Miller\n\nWhat the Truce Was Worth\n\nMay 4, 2005\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    )
    assert blocks(text)[:7] == [
        ("boilerplate", "The Lantern"),
        ("boilerplate", "the paper of"),
        ("boilerplate", "The League for Bread and Work–North"),
        ("boilerplate", "“Who keeps the mill keeps the village alive.”"),
        ("boilerplate", "— Ada Miller"),
        ("title", "What the Truce Was Worth"),
        ("dateline", "May 4, 2005"),
    ]
    assert roles(text)[7:] == ["body"] * 3


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Truce holds in the north", ["title"]),
        ("Truce holds in the north\nBy Ann Writer\nMay 4, 2005", ["title", "dateline", "dateline"]),
        ("May 4, 2005\n\nTruce holds in the north", ["dateline", "title"]),
        ("Truce holds in the north\n\nGovernor speaks of eleven dead soldiers", ["title", "title"]),
        ("Truce holds in the north\nAnn Writer\nSouthport, May 4, 2005", ["title", "dateline", "dateline"]),
        ("BRIDGE REOPENS AFTER WEEK OF BATTLES", ["title"]),
        ("Is the truce over?", ["title"]),
        ("# Truce holds in the north", ["title"]),
        ("REF-2005-0017 (ABC)\n\nMay 4, 2005", ["boilerplate", "dateline"]),
        ("Incidents in the northern valleys, May 4, 2005", ["title"]),
        ("Home | World | Sport | Video\n\nTruce holds in the north", ["boilerplate", "title"]),
    ],
)
def test_heads(head: str, expected: list[str]) -> None:
    text = f"{head}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    assert roles(text) == [*expected, "body", "body", "body"]


def test_the_title_of_the_metadata_is_found() -> None:
    text = f"World news\nA quiet day on the river\nWhat people say about it\n\n{FIRST}\n\n{SECOND}"
    assert roles(text, title="A quiet day on the river - The Lantern")[:2] == ["boilerplate", "title"]


def test_the_outlet_is_no_title() -> None:
    assert (
        roles(f"The Morning Lantern Post\n\n{FIRST}\n\n{SECOND}", outlet="The Morning Lantern Post")[0] == "boilerplate"
    )


def test_a_commentary_that_begins_with_a_sentence_has_no_title() -> None:
    assert roles(f"{FIRST}\n\n{SECOND}") == ["body", "body"]


def test_the_title_in_the_text_is_told() -> None:
    text = f"Truce holds in the north\n\n{FIRST}\n"
    assert layout(text, paragraphs(text), None, None).title == "Truce holds in the north"


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Sign up for our newsletter to get the latest news in your inbox.",
        "© 2005 The Lantern",
        "Copyright 2005 The Lantern. All rights reserved.",
        "Follow us on Twitter",
        "Advertisement",
        "Read more: Governor denies talks",
        "Related stories",
        "Photo: Ann Writer/The Lantern",
        "(Photo by Ann Writer)",
        "Home » World » North",
        "Facebook | Twitter | E-mail",
        "editor@lantern.example",
        "Contact: +44 20 5555 0199",
        "http://lantern.example/2005/05/04/truce",
        "(Reporting by Ann Writer; Editing by Bo Reader)",
        "* * *",
        "Please enable JavaScript in your browser to see the comments.",
        "TST0-XX-0007",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)
    assert roles(f"{FIRST}\n\n{SECOND}\n\n{line}\n")[-1] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Follow-up talks are planned for Sunday.",
        "Share prices fell after the attack on the port.",
        "Watch towers along the border were shelled overnight, killing two guards.",
        "Contact with the column was lost on Friday evening.",
        "Support for the truce is waning, the mediator said.",
        "More than forty people were killed.",
        "Photographs of the bodies were shown on state television.",
        "2004",
        "Send in the army, the governor told them.",
        "Home guards killed two farmers.",
    ],
)
def test_news_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_links_after_their_heading() -> None:
    text = f"{FIRST}\n\n{SECOND}\n\nRelated stories\n\nMayor of Arin resigns\n\nRain in the hills\n"
    assert roles(text) == ["body", "body", "boilerplate", "boilerplate", "boilerplate"]


def test_crossheads_and_chronologies_stay_body() -> None:
    text = f"{FIRST}\n\nThe bridge\n\n{SECOND}\n\nMay 1, 2005\n\n{THIRD}\n\nMay 2, 2005\n\n{FIRST}\n"
    assert set(roles(text)) == {"body"}


@pytest.mark.parametrize(
    "text", ["Gunmen kill six in Arin", "Six killed.\nTen hurt.", "Arin\nBorin\nCorin", "---\n\n***"]
)
def test_lists_and_scraps_are_body(text: str) -> None:
    assert set(roles(text)) <= {"body", "boilerplate"}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SOUTHPORT (AP) - Two men died.", "Two men died."),
        ("SOUTHPORT, Maine, May 4, 2005 (Reuters) — Two men died.", "Two men died."),
        ("SAN PABLO, 4 MAY 85 (EFE) -- [TEXT] TWO MEN DIED.", "TWO MEN DIED."),
        ("Southport (Lantern) – Two men died.", "Two men died."),
        ("NEWTOWN—Two men died.", "Two men died."),
        ("OLD HARBOUR, Arin _ Two men died.", "Two men died."),
    ],
)
def test_datelines(text: str, rest: str) -> None:
    end = dateline_end(text)
    assert end is not None
    assert text[end:] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Two men died – and nobody knows why.",
        "On May 4, 2005 – The day of the truce – two men died.",
        "The Front (FRA) - the larger of the two - has signed.",
        "THE ARMY -- WHICH DENIED IT -- FIRED FIRST.",
        "NATO – the alliance – flew no raids.",
        "Relative quiet returned—at least for now—to the port.",
    ],
)
def test_sentences_with_dashes_are_no_datelines(text: str) -> None:
    assert dateline_end(text) is None


def test_the_dateline_gets_a_block_of_its_own() -> None:
    text = f"Truce holds in the north\n\nSOUTHPORT (AP) - {FIRST}\n\n{SECOND}"
    assert blocks(text)[1:3] == [("dateline", "SOUTHPORT (AP) -"), ("body", FIRST)]


def test_a_single_line_keeps_one_block() -> None:
    text = "SOUTHPORT (AP) - Two men died."
    assert split_dateline(text, [Block(Span(0, len(text)), "body")]) == (Block(Span(0, len(text)), "body"),)
