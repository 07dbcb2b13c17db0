"""Which violence a toll belongs to, and which numbers are figures at all."""

from __future__ import annotations

import pytest

from tests.trees import document, sentence
from truceline.extract import counting, event_words, figures, tolls
from truceline.extract.draft import Argument, Draft
from truceline.extract.events import tell
from truceline.extract.syntax import Tree
from truceline.extract.told import Told
from truceline.extract.victims import victims
from truceline.model.analysis import CountMention, Trigger
from truceline.model.text import BlockRole

FOUGHT = "Rebels/NOUN/2/nsubj/person fought=fight/VERB/0/root/VBD troops/NOUN/2/obj/person in/ADP/5/case Taiz/PROPN/2/obl/LOC ./PUNCT/2/punct"
KILLED = "Doctors/NOUN/2/nsubj/person say/VERB/0/root nine/NUM/4/nummod men/NOUN/6/nsubj:pass/NNS/person were/AUX/6/aux:pass killed=kill/VERB/2/ccomp/VBN"


def told(line: str, head: int, **roles: tuple[int, int]) -> tuple[Told, Draft, Draft]:
    """A fight, and after it a killing of nine at token `head` of `line`."""
    trees, text = document(FOUGHT, line)
    fight = Draft(tree=trees[0], first=1, last=2, type="armed_clash", status="asserted", score=1.0, method="m")
    killing = Draft(
        tree=trees[1], first=head, last=head + 1, type="armed_attack", status="asserted", score=1.0, method="m"
    )
    for role, (first, last) in roles.items():
        killing.roles[role] = [Argument(1, first, last, 1.0)]
    found = Told()
    found.drafts = [fight, killing]
    nine = next(i for i, t in enumerate(trees[1].tokens) if t.text == "nine")
    mention = CountMention(nine, nine + 1, "killed", "unknown", False, (nine, nine + 2), None, 1.0)
    figure = figures.read(trees[1], mention, text, [], {})
    assert figure is not None
    found.give(killing, figure)
    return found, fight, killing


@pytest.mark.parametrize(
    ("tail", "roles", "joined"),
    [
        ("", {}, True),
        (" in/ADP/9/case two/NUM/9/nummod days=day/NOUN/6/obl/NNS", {"time": (7, 9)}, True),
        (" in/ADP/8/case Taiz/PROPN/6/obl/LOC", {"place": (7, 8)}, True),
        (" in/ADP/8/case Marib/PROPN/6/obl/LOC", {"place": (7, 8)}, False),
        (" on/ADP/8/case Friday/PROPN/6/obl/NNP", {"time": (7, 8)}, False),
        (" by/ADP/8/case gunmen/NOUN/6/obl:agent/person", {"actor": (7, 8)}, False),
    ],
)
def test_a_toll_without_a_happening_of_its_own_is_of_the_fight_before(
    tail: str, roles: dict[str, tuple[int, int]], joined: bool
) -> None:
    found, fight, killing = told(KILLED + tail, 5, **roles)
    tolls.join_before(found, [killing])
    assert (killing not in found.drafts) == joined
    assert bool(found.figures_of(fight)) == joined


def test_what_a_shell_did_is_a_happening_of_its_own() -> None:
    line = "A/DET/2/det shell/NOUN/3/nsubj killed=kill/VERB/0/root/VBD nine/NUM/5/nummod men/NOUN/3/obj/NNS/person"
    found, _, killing = told(line, 2)
    tolls.join_before(found, [killing])
    assert killing in found.drafts


def test_a_toll_goes_on_from_the_sentence_that_told_the_last() -> None:
    found, fight, killing = told(KILLED, 5)
    tolls.join_before(found, [killing])
    assert found.last(fight) == 1
    assert found.violence(3, 2) is fight
    assert found.violence(4, 2) is None


def read(line: str, at: int, kind: str = "killed") -> figures.FigureDraft | None:
    trees, text = document(line)
    return figures.read(trees[0], CountMention(at, at + 1, kind, "unknown", False, None, None, 1.0), text, [], {})


def test_a_corrected_number_is_no_figure() -> None:
    line = "Fire/NOUN/2/nsubj killed=kill/VERB/0/root/VBD nine/NUM/2/obj/person ,/PUNCT/6/punct not/PART/6/advmod eight/NUM/3/conj"
    assert read(line, 2) is not None
    assert read(line, 5) is None


def test_names_are_not_killed() -> None:
    line = "Killers/NOUN/4/nsubj/NNS kill/VERB/1/acl wrote=write/VERB/0/root six/NUM/5/nummod names/NOUN/3/obj/NNS/abstract"
    assert read(line, 3) is None


@pytest.mark.parametrize(
    ("line", "count", "kind"),
    [
        (
            "Shells/NOUN/2/nsubj took=take/VERB/0/root/VBD the/DET/4/det life/NOUN/2/obj of/ADP/7/case a/DET/7/det driver/NOUN/4/nmod/NN/person",
            "driver", "killed",
        ),
        ("Clerks/NOUN/2/nsubj gave=give/VERB/0/root a/DET/4/det toll/NOUN/2/obj of/ADP/6/case 27/NUM/4/nmod", "27", "killed"),
        ("Morgues/NOUN/2/nsubj hold/VERB/0/root 31/NUM/4/nummod bodies=body/NOUN/2/obj/NNS/object", "31", "killed"),
        ("In/ADP/2/case 90/NUM/3/nummod people/NOUN/4/nsubj/person left=leave/VERB/0/root/VBD homes=home/NOUN/4/obj/NNS", "90", "displaced"),
        (
            "Officials/NOUN/2/nsubj put/VERB/0/root the/DET/4/det number/NOUN/2/obj killed=kill/VERB/2/ccomp/VBN since/SCONJ/8/mark "
            "troops/NOUN/8/nsubj came=come/VERB/5/advcl here/ADV/8/advmod at/ADP/11/case 50/NUM/8/obl",
            "50", "killed",
        ),
    ],
)  # fmt: skip
def test_figures_that_the_count_heads_miss(line: str, count: str, kind: str) -> None:
    trees, text = document(line)
    found = {trees[0].span(m.first, m.last).of(text): m.kind for m in counting.more(trees[0], victims(trees[0]))}
    assert found.get(count) == kind


def test_nobody_is_killed_by_an_arrest() -> None:
    trees, _ = document(
        "Two/NUM/3/nsubj:pass were/AUX/3/aux:pass killed=kill/VERB/0/root and/CCONJ/5/cc held=hold/VERB/3/conj"
    )
    arrest = Draft(tree=trees[0], first=4, last=5, type="arrest", status="asserted", score=1.0, method="m")
    mention = CountMention(0, 1, "killed", "unknown", False, None, 0, 1.0)
    assert figures.owner({0: arrest}, mention, "killed", [arrest]) is None
    assert figures.owner({0: arrest}, mention, "arrested", [arrest]) is arrest


@pytest.mark.parametrize(
    ("line", "at", "follows"),
    [
        ("Karim/PROPN/0/root/NNP/PER/person ;/PUNCT/1/punct guards/NOUN/4/nsubj/person held=arrest/VERB/1/parataxis him/PRON/4/obj", 0, False),
        ("Doctors/NOUN/2/nsubj/person saw=see/VERB/0/root nine/NUM/4/nummod dead/NOUN/2/obj/NNS/person", 2, True),
        ("The/DET/2/det deaths=death/NOUN/3/nsubj reached=reach/VERB/0/root nine/NUM/3/obj", 3, True),
    ],
)  # fmt: skip
def test_what_only_a_head_takes_for_the_dead_is_not_of_an_event_before(line: str, at: int, follows: bool) -> None:
    figure = read(line, at)
    assert figure is not None
    assert figure.kind == "killed"
    assert figures.may_follow(figure) == follows


def events(*lines: tuple[str, BlockRole, int]) -> list[tuple[str, int]]:
    """Types and sentences of what sentences tell whose token `at` names a bombing."""
    trees, text = [], ""
    for number, (line, role, at) in enumerate(lines):
        trigger = Trigger(at, at + 1, "bombing", "asserted", 0.9, ())
        made, words = sentence(line, number, len(text), role=role, triggers=[trigger])
        text += words + " "
        trees.append(Tree(made))
    return [(d.type, d.sentence) for d in tell(trees, text, "m").drafts]


@pytest.mark.parametrize(("place", "told_once"), [("Taiz", True), ("Marib", False)])
def test_a_title_tells_what_the_report_tells(place: str, told_once: bool) -> None:
    title = "Bomb/NOUN/2/nsubj shakes=shake/VERB/0/root Taiz/PROPN/2/obj/LOC"
    lead = f"A/DET/2/det bomb/NOUN/3/nsubj exploded=explode/VERB/0/root in/ADP/5/case {place}/PROPN/3/obl/LOC ./PUNCT/3/punct"
    found = events((title, "title", 0), (lead, "body", 1))
    assert found == ([("bombing", 1)] if told_once else [("bombing", 0), ("bombing", 1)])


def test_an_event_named_to_count_years_from_is_not_told() -> None:
    line = (
        "It/PRON/2/nsubj collapsed=collapse/VERB/0/root ten/NUM/4/nummod years=year/NOUN/7/nmod:unmarked after/ADP/7/case "
        "the/DET/7/det bombing/NOUN/2/obl"
    )
    assert events((line, "body", 6)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Rocket/NOUN/2/compound fire/NOUN/3/nsubj hit/VERB/0/root it/PRON/3/obj", [(0, 1)]),
        ("The/DET/2/det fire/NOUN/3/nsubj spread/VERB/0/root", []),
    ],
)
def test_a_gun_and_its_shot_name_shelling(line: str, expected: list[tuple[int, int]]) -> None:
    assert list(event_words.shots(document(line)[0][0])) == expected
