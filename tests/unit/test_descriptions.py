"""Violence that a report takes up again, from trees written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trees import document
from tests.unit.test_extract_rules import report
from truceline.extract.dating import Calendar
from truceline.extract.descriptions import recall, take_up
from truceline.extract.draft import Argument, Draft
from truceline.model.extraction import EventDate, Status
from truceline.model.values import Days

LAUNCHED = "Troops=troop/NOUN/2/nsubj launched=launch/VERB/0/root an/DET/4/det offensive/NOUN/2/obj"
RAID = "A/DET/2/det raid/NOUN/3/nsubj killed=kill/VERB/0/root a/DET/5/det judge/NOUN/3/obj"
FLED = "fled=flee/VERB/0/root"


def telling(
    lines: tuple[str, ...], *heads: tuple[int, str], days: tuple[Days | None, ...] = (), status: Status = "asserted"
) -> list[Draft]:
    """One draft a line, with its head and type."""
    trees, _ = document(*lines)
    drafts = [
        Draft(tree=t, first=at, last=at + 1, type=kind, status=status, score=1.0, method="m")
        for t, (at, kind) in zip(trees, heads, strict=True)
    ]
    for draft, known in zip(drafts, days, strict=False):
        draft.date = None if known is None else EventDate(known, None, "stated")
    return drafts


def joined(drafts: list[Draft]) -> bool:
    """The second draft tells the first again."""
    return take_up(drafts).get(id(drafts[1])) is drafts[0]


@pytest.mark.parametrize(
    ("later", "at", "expected"),
    [
        ("The/DET/2/det offensive/NOUN/3/nsubj failed=fail/VERB/0/root", 1, True),
        ("The/DET/2/det fighting/NOUN/3/nsubj spread/VERB/0/root", 1, True),
        ("This/DET/2/det operation/NOUN/3/nsubj failed=fail/VERB/0/root", 1, True),
        ("An/DET/2/det offensive/NOUN/3/nsubj failed=fail/VERB/0/root", 1, False),
        ("Fighting/NOUN/2/nsubj spread/VERB/0/root", 0, False),
        ("The/DET/3/det second/ADJ/3/amod offensive/NOUN/4/nsubj failed=fail/VERB/0/root", 2, False),
        ("The/DET/3/det worst=bad/ADJ/3/amod/JJS fighting/NOUN/4/nsubj spread/VERB/0/root", 2, False),
        ("The/DET/3/det Kunduz/PROPN/3/compound/LOC offensive/NOUN/4/nsubj failed=fail/VERB/0/root", 2, False),
        ("The/DET/2/det offensive/NOUN/6/nsubj of/ADP/5/case a/DET/5/det rival/NOUN/2/nmod failed=fail/VERB/0/root", 1, False),
        ("The/DET/2/det hostage/NOUN/3/nsubj fled=flee/VERB/0/root", 1, False),
    ],
)  # fmt: skip
def test_what_goes_on_is_taken_up_by_a_definite_noun(later: str, at: int, expected: bool) -> None:
    assert joined(telling((LAUNCHED, later), (3, "armed_clash"), (at, "armed_clash"))) == expected


@pytest.mark.parametrize(
    ("noun", "kind", "expected"),
    [("attack", "armed_attack", True), ("attack", "shelling", False), ("battle", "armed_attack", False)],
)
def test_a_single_act_is_taken_up_by_a_general_word_of_its_sort(noun: str, kind: str, expected: bool) -> None:
    later = f"The/DET/2/det {noun}/NOUN/3/nsubj shook=shake/VERB/0/root Quetta/PROPN/3/obj"
    assert joined(telling((RAID, later), (1, "armed_attack"), (1, kind))) == expected


def test_a_verb_is_taken_up_by_its_noun() -> None:
    lines = ("Rebels/NOUN/2/nsubj bombed=bomb/VERB/0/root it/PRON/2/obj", f"The/DET/2/det bombing/NOUN/3/nsubj {FLED}")
    assert joined(telling(lines, (1, "bombing"), (1, "bombing")))


def test_of_two_neither_is_taken_unless_one_is_of_the_same_people() -> None:
    judge = "The/DET/2/det raid/NOUN/6/nsubj on/ADP/5/case the/DET/5/det judge/NOUN/2/nmod failed=fail/VERB/0/root"
    clerk = "A/DET/2/det raid/NOUN/3/nsubj killed=kill/VERB/0/root a/DET/5/det clerk/NOUN/3/obj"
    heads = [(1, "armed_attack")] * 3
    bare = telling((RAID, clerk, f"The/DET/2/det raid/NOUN/3/nsubj {FLED}"), *heads)
    assert id(bare[2]) not in take_up(bare)
    named = telling((RAID, clerk, judge), *heads)
    for draft in named[:2]:
        draft.roles["target"].append(Argument(draft.sentence, 3, 5, 1.0))
    assert take_up(named)[id(named[2])] is named[0]


def test_other_days_and_other_towns_forbid_it() -> None:
    later = "The/DET/2/det offensive/NOUN/3/nsubj failed=fail/VERB/0/root in/ADP/5/case Herat/PROPN/3/obl/LOC"
    may, june = (Days(date(2008, m, 1), date(2008, m, 30), "month") for m in (5, 6))
    heads = [(3, "armed_clash"), (1, "armed_clash")]
    assert joined(telling((LAUNCHED, later), *heads, days=(may, may)))
    assert not joined(telling((LAUNCHED, later), *heads, days=(may, june)))
    first = f"{LAUNCHED} in/ADP/6/case Farah/PROPN/2/obl/LOC"
    elsewhere = telling((first, later), *heads)
    elsewhere[0].roles["place"].append(Argument(0, 5, 6, 1.0))
    elsewhere[1].roles["place"].append(Argument(1, 4, 5, 1.0))
    assert not joined(elsewhere)


def test_what_it_is_only_called_opens_nothing() -> None:
    called = "It/PRON/4/nsubj was=be/AUX/4/cop an/DET/4/det assault/NOUN/0/root"
    later = f"The/DET/2/det assault/NOUN/3/nsubj {FLED}"
    drafts = telling((LAUNCHED, called, later), (3, "armed_clash"), (3, "armed_clash"), (1, "armed_clash"))
    assert take_up(drafts)[id(drafts[2])] is drafts[0]


@pytest.mark.parametrize(("when", "status"), [("last", "background"), ("next", "future")])
def test_a_noun_with_a_past_day_of_its_own_is_no_plan(when: str, status: Status) -> None:
    line = (
        f"The/DET/2/det violence/NOUN/7/nsubj of/ADP/5/case {when}/ADJ/5/amod month/NOUN/2/nmod may/AUX/7/aux "
        "erupt/VERB/0/root"
    )
    trees, text = document(line)
    draft = Draft(tree=trees[0], first=1, last=2, type="armed_clash", status="future", score=1.0, method="m")
    recall([draft], Calendar(trees, report(text)))
    assert draft.status == status
