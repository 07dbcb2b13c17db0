"""Events that words name by themselves, and those that they rule out."""

from __future__ import annotations

import pytest

from tests.trees import document
from truceline.extract.draft import Draft
from truceline.extract.event_words import lives_on

HOLDS = "The/DET/2/det truce/NOUN/4/nsubj is=be/AUX/4/aux holding=hold/VERB/0/root/VBG ./PUNCT/4/punct"
NO_LONGER = (
    "The/DET/2/det truce/NOUN/6/nsubj is=be/AUX/6/aux no/DET/5/det longer=long/ADV/6/advmod "
    "holding=hold/VERB/0/root/VBG ./PUNCT/6/punct"
)
NOT = "The/DET/2/det truce/NOUN/5/nsubj did=do/AUX/5/aux not/PART/5/advmod hold/VERB/0/root/VB ./PUNCT/5/punct"
FELL = "The/DET/2/det truce/NOUN/3/nsubj collapsed=collapse/VERB/0/root/VBD ./PUNCT/3/punct"


@pytest.mark.parametrize(
    ("line", "at", "kind", "expected"),
    [
        (HOLDS, 3, "ceasefire_ended", True),
        (HOLDS, 3, "ceasefire_declared", False),
        (NO_LONGER, 5, "ceasefire_ended", False),
        (NOT, 4, "ceasefire_ended", False),
        (FELL, 2, "ceasefire_ended", False),
    ],
    ids=["is holding", "another kind", "no longer holding", "did not hold", "collapsed"],
)
def test_a_ceasefire_that_is_told_to_hold_has_not_ended(line: str, at: int, kind: str, expected: bool) -> None:
    (tree,), _ = document(line)
    draft = Draft(tree=tree, first=at, last=at + 1, type=kind, status="asserted", score=0.9, method="test")
    assert lives_on(draft) is expected
