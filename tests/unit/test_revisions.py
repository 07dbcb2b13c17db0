"""Figures that their own source takes back, read from the verbs that say so."""

from __future__ import annotations

import pytest

from tests.trees import document
from truceline.extract import revisions
from truceline.extract.figures import FigureDraft
from truceline.extract.syntax import Tree
from truceline.model.analysis import CountMention
from truceline.model.values import Count

TWICE = (
    "Clerks/NOUN/2/nsubj/person {verb}/VERB/0/root/VBD the/DET/5/det death/NOUN/5/compound toll/NOUN/2/obj "
    "{first}/ADP/7/case 31/NUM/2/obl {second}/ADP/9/case 45/NUM/2/obl"
)
WITHDREW = (
    "Clerks/NOUN/{at}/nsubj/person {before}withdrew=withdraw/VERB/{root}/{relation}/{tag} a/DET/{claim}/det "
    "claim/NOUN/{at}/obj that/SCONJ/{died}/mark 20/NUM/{men}/nummod men/NOUN/{died}/nsubj/person "
    "died=die/VERB/{claim}/acl/VBD"
)
FELL = "Shells/NOUN/2/nsubj killed=kill/VERB/0/root/VBD 45/NUM/4/nummod men/NOUN/2/obj/person"


def draft(tree: Tree, word: str) -> FigureDraft:
    at = tree.words.index(word)
    mention = CountMention(at, at + 1, "killed", "unknown", False, None, None, 1.0)
    number = int(word)
    value = Count(number, number, number, False, "VN-exact")
    return FigureDraft(tree, mention, "killed", "unknown", tree.span(at, at + 1), None, value, "event")


def marked(line: str, *words: str) -> list[str | None]:
    (tree,), _ = document(line)
    drafts = [draft(tree, word) for word in words]
    revisions.mark(tree, drafts)
    return [found.revision for found in drafts]


@pytest.mark.parametrize(
    ("verb", "first", "second", "expected"),
    [
        ("revised=revise", "to", "from", ["corrects", "corrected"]),
        ("lowered=lower", "from", "to", ["corrected", "corrects"]),
        ("raised=raise", "to", "from", [None, None]),
        ("revised=revise", "in", "of", [None, None]),
    ],
)
def test_the_preposition_tells_the_number_that_holds(
    verb: str, first: str, second: str, expected: list[str | None]
) -> None:
    assert marked(TWICE.format(verb=verb, first=first, second=second), "31", "45") == expected


def test_who_revises_gives_the_figure() -> None:
    (tree,), text = document(TWICE.format(verb="revised=revise", first="to", second="from"))
    figure = draft(tree, "31")
    revisions.mark(tree, [figure])
    assert figure.teller is not None
    assert tree.words[figure.teller.first] == "Clerks"
    assert figure.revised is not None
    assert figure.revised.of(text) == "revised"


def test_a_withdrawal_takes_the_number_in_what_is_withdrawn() -> None:
    line = WITHDREW.format(at=2, before="", root=0, relation="root", tag="VBD", claim=4, men=7, died=8)
    assert marked(line, "20") == ["withdrawn"]


def test_a_withdrawal_that_may_come_takes_nothing() -> None:
    line = WITHDREW.format(at=3, before="may/AUX/3/aux/MD ", root=0, relation="root", tag="VB", claim=5, men=8, died=9)
    assert marked(line, "20") == [None]


def carried(second: str) -> tuple[FigureDraft, FigureDraft | None]:
    trees, _ = document(FELL, second)
    latest = draft(trees[0], "45")
    return latest, revisions.carried(trees[1], latest)


def test_a_correction_without_a_word_of_harm_is_of_the_last_figure() -> None:
    latest, found = carried(
        "It/PRON/2/nsubj corrected=correct/VERB/0/root/VBD that/PRON/2/obj to/ADP/5/case 31/NUM/2/obl"
    )
    assert found is not None
    assert (found.value.best, found.revision, found.kind, found.revises) == (31, "corrects", "killed", latest)


def test_a_number_of_other_things_corrects_nothing() -> None:
    line = (
        "It/PRON/2/nsubj reduced=reduce/VERB/0/root/VBD the/DET/4/det number/NOUN/2/obj of/ADP/6/case "
        "posts=post/NOUN/4/nmod to/ADP/8/case 12/NUM/2/obl"
    )
    assert carried(line)[1] is None


def test_a_figure_withdrawn_without_a_number_is_the_last_one() -> None:
    latest, found = carried("They/PRON/2/nsubj withdrew=withdraw/VERB/0/root/VBD that/DET/4/det figure/NOUN/2/obj")
    assert found is None
    assert latest.revision == "withdrawn"
