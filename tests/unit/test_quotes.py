"""Quotation marks of all kinds."""

from __future__ import annotations

import pytest

from truceline.extract.quotes import quotations, quoted_share
from truceline.model.text import Block, Span


def words(text: str) -> list[str]:
    return [q.of(text) for q in quotations(text, (Block(Span(0, len(text)), "body"),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stop," he said.', ["We will stop,"]),
        ("“We will stop,” he said. “Tonight.”", ["We will stop,", "Tonight."]),
        ('He called it “a pause” and "no more".', ["a pause", "no more"]),
        ("“The guns are silent, and so are we.", ["The guns are silent, and so are we."]),
        ("Nothing is quoted here.", []),
        ("The mayor’s men didn’t fire.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_quotation_ends_with_its_block() -> None:
    text = "“We wait.\n\n“We wait still,” she said."
    blocks = (Block(Span(0, 9), "body"), Block(Span(11, len(text)), "body"))
    assert [q.of(text) for q in quotations(text, blocks)] == ["We wait.", "We wait still,"]


def test_quoted_share() -> None:
    text = 'He said "yes".'
    quotes = quotations(text, (Block(Span(0, len(text)), "body"),))
    assert quoted_share(Span(9, 12), quotes) == 1.0
    assert quoted_share(Span(0, 7), quotes) == 0.0
