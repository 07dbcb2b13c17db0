"""Who is harmed in a sentence, and one person told of several times."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trees import document
from truceline.extract import counting, figures, persons
from truceline.extract.actors import Cast
from truceline.extract.draft import Draft
from truceline.extract.figures import FigureDraft
from truceline.extract.told import Told
from truceline.extract.victims import victims
from truceline.model.extraction import EventDate, FigureKind
from truceline.model.values import Days


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "A/DET/2/det baker/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN and/CCONJ/6/cc "
            "killed=kill/VERB/4/conj/VBN", {"baker": "killed"},
        ),
        ("A/DET/2/det baker/NOUN/3/nsubj/NN/person found=find/VERB/0/root/VBN dead/ADJ/3/xcomp/JJ", {"baker": "killed"}),
        (
            "It/PRON/2/nsubj left=leave/VERB/0/root/VBD one/NUM/4/nummod man/NOUN/2/obj/NN/person dead/ADJ/2/xcomp/JJ "
            "and/CCONJ/8/cc two/NUM/8/nummod others=other/NOUN/4/conj/NNS/person injured/ADJ/5/conj/JJ",
            {"man": "killed", "others": "wounded"},
        ),
        (
            "He/PRON/3/nsubj:pass was/AUX/3/aux:pass pronounced=pronounce/VERB/0/root/VBN dead/ADJ/3/xcomp/JJ",
            {"He": "killed"},
        ),
        ("the/DET/3/det fatal/ADJ/3/amod shooting/NOUN/0/root/NN of/ADP/6/case a/DET/6/det nurse/NOUN/3/nmod/NN/person", {"nurse": "killed"}),
        ("the/DET/2/det shooting/NOUN/0/root/NN of/ADP/5/case a/DET/5/det nurse/NOUN/2/nmod/NN/person", {}),
        ("Ana/PROPN/3/nmod:poss/NNP/person 's/PART/1/case death/NOUN/0/root/NN", {"Ana": "killed"}),
        (
            "Police/NOUN/2/nsubj/organization found=find/VERB/0/root/VBD a/DET/4/det guard/NOUN/2/obj/NN/person "
            "with/ADP/6/case wounds=wound/NOUN/4/nmod/NNS", {"guard": "wounded"},
        ),
        (
            "A/DET/2/det guard/NOUN/3/nsubj/NN/person suffered=suffer/VERB/0/root/VBD no/DET/5/det injury/NOUN/3/obj/NN", {},
        ),
        (
            "She/PRON/2/nsubj remains=remain/VERB/0/root/VBZ in/ADP/5/case critical/ADJ/5/amod condition/NOUN/2/obl/NN",
            {"She": "wounded"},
        ),
        ("A/DET/2/det clerk/NOUN/5/nsubj:pass/NN/person was/AUX/5/aux:pass not/PART/5/advmod killed=kill/VERB/0/root/VBN", {}),
        (
            "He/PRON/2/nsubj killed=kill/VERB/0/root/VBD his/PRON/4/nmod:poss wife/NOUN/2/obj/NN/person before/SCONJ/6/mark "
            "killing=kill/VERB/2/advcl/VBG himself/PRON/6/obj/person", {"wife": "killed", "He": "killed"},
        ),
        (
            "The/DET/2/det guard/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass hit/VERB/0/root/VBN by/ADP/6/case "
            "bullets=bullet/NOUN/4/obl:agent/NNS", {"guard": "wounded"},
        ),
        ("The/DET/2/det guard/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass hit/VERB/0/root/VBN hard/ADV/4/advmod", {}),
        (
            "Four/NUM/2/nummod boys=boy/NOUN/4/nsubj:pass/NNS/person were/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN ,/PUNCT/7/punct "
            "one/NUM/7/nummod fatally/ADV/4/advmod", {"boys": "wounded", "one": "killed"},
        ),
        (
            "It/PRON/2/nsubj took=take/VERB/0/root/VBD the/DET/4/det life/NOUN/2/obj/NN of/ADP/7/case a/DET/7/det "
            "driver/NOUN/4/nmod/NN/person", {"driver": "killed"},
        ),
    ],
)  # fmt: skip
def test_the_harmed(line: str, expected: dict[str, FigureKind]) -> None:
    (tree,), _ = document(line)
    assert {tree.words[v.head]: v.kind for v in victims(tree).values()} == expected


class Nobody(Cast):
    """A cast that knows nobody."""

    def __init__(self) -> None:
        pass

    def id_of(self, sentence: int, token: int) -> str | None:
        return None


def told_of(*lines: str, days: tuple[int | None, ...] = ()) -> Told:
    """One attack a sentence, with its figures, each on the day of April that is given."""
    trees, text = document(*lines)
    told = Told()
    for tree, day in zip(trees, days or (None,) * len(trees), strict=True):
        harmed = victims(tree)
        cue = next(iter(harmed.values())).cue
        draft = Draft(
            tree=tree, first=cue, last=cue + 1, type="armed_attack", status="asserted", score=0.9, method="test"
        )
        if day is not None:
            on = date(2008, 4, day)
            draft.date = EventDate(Days(on, on, "day"), None)
        told.drafts.append(draft)
        here: list[FigureDraft] = []
        for mention in counting.more(tree, harmed):
            figure = figures.read(tree, mention, text, here, harmed)
            assert figure is not None
            here.append(figure)
            told.give(draft, figure)
    persons.settle(told, Nobody())
    return told


def said(told: Told) -> list[list[tuple[str, str, int | None]]]:
    """By event: kind, words and low end of each figure."""
    return [
        [(f.kind, f.tree.words[figures.counted_head(f.tree, f.mention)], f.value.low) for f in told.figures_of(d) if f.mention]
        for d in told.drafts
    ]  # fmt: skip


KILLED = "A/DET/2/det man/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass killed=kill/VERB/0/root/VBN"
SHOT = "The/DET/2/det victim/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN"
DIED = "Omar/PROPN/6/nsubj/NNP/person/PER Reyes/PROPN/1/flat/NNP/PER ,/PUNCT/4/punct 19/NUM/1/appos ,/PUNCT/4/punct died=die/VERB/0/root/VBD"
OTHER = "Another/DET/2/det woman/NOUN/4/nsubj:pass/NN/person was/AUX/4/aux:pass wounded=wound/VERB/0/root/VBN"


def test_one_victim_told_three_times_is_one_figure() -> None:
    assert said(told_of(KILLED, SHOT, DIED)) == [[("killed", "Omar", 1)]]


def test_somebody_else_stays_a_figure_of_its_own() -> None:
    assert said(told_of(KILLED, OTHER)) == [[("killed", "man", 1)], [("wounded", "woman", 1)]]


def test_two_names_are_two_persons() -> None:
    other = DIED.replace("Omar", "Ivan").replace("Reyes", "Stone").replace("19", "30")
    assert said(told_of(DIED, other)) == [[("killed", "Omar", 1)], [("killed", "Ivan", 1)]]


def test_other_days_are_other_victims() -> None:
    assert len(said(told_of(KILLED, KILLED, days=(1, 2)))) == 2
    assert len(said(told_of(KILLED, KILLED, days=(1, 1)))) == 1


def test_the_dead_are_not_among_the_wounded_of_those_shot() -> None:
    four = "Four/NUM/2/nummod boys=boy/NOUN/4/nsubj:pass/NNS/person were/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN"
    told = told_of(four, DIED)
    hit = told.figures_of(told.drafts[0])[0]
    assert (hit.value.low, hit.value.best, hit.value.high) == (3, None, 4)
    alone = told_of(four)
    assert alone.figures_of(alone.drafts[0])[0].value.best == 4
