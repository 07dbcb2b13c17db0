"""Figures of count mentions: the harm named right behind the people, and people who are counted already."""

from dataclasses import replace

import pytest

from tests.trees import document, sentence
from truceline.extract import figures
from truceline.extract.figures import FigureDraft
from truceline.extract.syntax import Tree
from truceline.extract.victims import victims
from truceline.model.analysis import CountMention, Trigger

TWO_HARMS = (
    "Three/NUM/2/nummod miners=miner/NOUN/4/nsubj:pass/NNS/person were=be/AUX/4/aux:pass killed=kill/VERB/0/root/VBN "
    "and/CCONJ/8/cc two/NUM/7/nummod others=other/NOUN/8/nsubj:pass/NNS/person injured=injure/VERB/4/conj/VBN ./PUNCT/4/punct"
)
MISHUNG = (  # as the parser hangs it: "four" is a second subject of the first verb
    "A/DET/2/det scout/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass killed=kill/VERB/0/root/VBN ,/PUNCT/9/punct "
    "and/CCONJ/9/cc four/NUM/4/nsubj:pass/person were/AUX/9/aux:pass injured=injure/VERB/4/conj/VBN ./PUNCT/4/punct"
)
ONE_SERGEANT = "A=a/DET/2/det sergeant/NOUN/4/nsubj:pass/NN/person was=be/AUX/4/aux:pass killed=kill/VERB/0/root/VBN ./PUNCT/4/punct"


def read(line: str, *mentions: CountMention) -> list[FigureDraft]:
    (tree,), text = document(line)
    found: list[FigureDraft] = []
    for mention in mentions:
        figure = figures.read(tree, mention, text, found, victims(tree))
        found += [] if figure is None else [figure]
    return found


def mention(first: int, last: int, kind: str = "killed") -> CountMention:
    return CountMention(first, last, kind, "unknown", False, None, None, 0.9)


TOLL = (
    "The/DET/3/det death/NOUN/3/compound toll/NOUN/{verb}/nsubj {between}rose=rise/VERB/0/root/VBD to/ADP/{number}/case "
    "23/NUM/{verb}/obl"
)


@pytest.mark.parametrize(
    ("between", "verb", "scope"),
    [
        ("from/ADP/6/case the/DET/6/det blast/NOUN/3/nmod/NN ", 7, "event"),
        ("from/ADP/6/case the/DET/6/det blasts=blast/NOUN/3/nmod/NNS ", 7, "cumulative"),
        ("in/ADP/5/case weeks=week/NOUN/3/nmod/NNS of/ADP/7/case blast/NOUN/5/nmod/NN ", 8, "cumulative"),
        ("", 4, "cumulative"),
    ],
)
def test_the_toll_of_one_act_is_no_running_total(between: str, verb: int, scope: str) -> None:
    made, text = sentence(TOLL.format(between=between, verb=verb, number=verb + 2))
    blast = next((i for i, t in enumerate(made.tokens) if t.lemma == "blast"), None)
    triggers = () if blast is None else (Trigger(blast, blast + 1, "bombing", "asserted", 0.9, ()),)
    rising = CountMention(verb + 1, verb + 2, "killed", "unknown", True, None, None, 0.9)
    figure = figures.read(Tree(replace(made, triggers=triggers)), rising, text, [], {})
    assert figure is not None
    assert figure.scope == scope


def test_the_harm_right_behind_the_people_is_theirs() -> None:
    assert [f.kind for f in read(TWO_HARMS, mention(0, 1), mention(5, 6))] == ["killed", "wounded"]


def test_a_subject_behind_its_verb_is_that_of_the_next_verb() -> None:
    assert [f.kind for f in read(MISHUNG, mention(0, 1), mention(6, 7))] == ["killed", "wounded"]


def test_people_counted_at_their_article_are_not_counted_again() -> None:
    found = read(ONE_SERGEANT, mention(0, 1), mention(1, 2))
    assert [(f.value.low, f.value.high) for f in found] == [(1, 1)]
