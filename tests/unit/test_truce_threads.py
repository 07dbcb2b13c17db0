"""Which ceasefire of a report a naming is of, from trees written by hand."""

from __future__ import annotations

import pytest

from tests.trees import sentence
from tests.unit.test_extract_rules import report
from truceline.extract import ceasefires
from truceline.extract.dating import Calendar
from truceline.extract.syntax import Tree
from truceline.model.analysis import TruceMention

NEWS = (
    "Rebels/NOUN/2/nsubj signed=sign/VERB/0/root/VBD a/DET/4/det truce/NOUN/2/obj on/ADP/6/case Friday/PROPN/2/obl/NNP"
)
UNDATED = "A/DET/2/det truce/NOUN/3/nsubj held=hold/VERB/0/root/VBD"
RECALLED = (
    "A/DET/2/det truce/NOUN/6/nsubj declared=declare/VERB/2/acl/VBN in/ADP/5/case June/PROPN/3/obl/NNP "
    "collapsed=collapse/VERB/0/root/VBD"
)
THE = "The/DET/2/det truce/NOUN/3/nsubj holds=hold/VERB/0/root/VBZ"
BEGINS = "The/DET/2/det truce/NOUN/3/nsubj begins=begin/VERB/0/root/VBZ on/ADP/5/case Sunday/PROPN/3/obl/NNP"
HAD = "The/DET/2/det truce/NOUN/4/nsubj had=have/AUX/4/aux/VBD failed=fail/VERB/0/root/VBN"
THAT = "That/DET/2/det truce/NOUN/3/nsubj failed=fail/VERB/0/root/VBD"
EARLIER = "An/DET/3/det earlier/ADJ/3/amod truce/NOUN/4/nsubj failed=fail/VERB/0/root/VBD"
FIRST_OF_ALL = "First=first/ADV/4/advmod the/DET/3/det truce/NOUN/4/nsubj held=hold/VERB/0/root/VBD"
DEAL = "The/DET/2/det deal/NOUN/3/nsubj holds=hold/VERB/0/root/VBZ"


def groups(*lines: str) -> list[list[int]]:
    """The sentences that name each ceasefire."""
    trees, text = [], ""
    for number, line in enumerate(lines):
        at = next((i for i, word in enumerate(line.split()) if word.startswith("truce/")), None)
        named = [] if at is None else [TruceMention(at, at + 1, "unknown", "unclear", 0.9, ())]
        text += " " if text else ""
        made, words = sentence(line, number, len(text), truces=named)
        text += words
        trees.append(Tree(made))
    found = ceasefires.gather(trees, Calendar(trees, report(text)), [])
    return [sorted({n.tree.sentence.number for n in truce.namings}) for truce in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((NEWS, THE), [[0, 1]]),
        ((NEWS, BEGINS), [[0, 1]]),  # made on one day, to begin on another
        ((NEWS, RECALLED), [[0], [1]]),
        ((UNDATED, RECALLED), [[0], [1]]),
        ((NEWS, RECALLED, THE), [[0, 2], [1]]),
        ((NEWS, RECALLED, HAD), [[0], [1, 2]]),
        ((NEWS, RECALLED, THAT), [[0], [1, 2]]),
        ((NEWS, RECALLED, THE, HAD), [[0, 2, 3], [1]]),
        ((NEWS, EARLIER, THE), [[0, 2], [1]]),
        ((NEWS, RECALLED, DEAL), [[0, 2], [1]]),
        ((RECALLED, THE), [[0, 1]]),  # the only one is the one that the report is about
        ((NEWS, FIRST_OF_ALL), [[0, 1]]),
    ],
)
def test_namings(lines: tuple[str, ...], expected: list[list[int]]) -> None:
    assert groups(*lines) == expected
