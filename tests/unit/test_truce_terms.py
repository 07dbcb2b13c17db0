"""Terms and doubts of a ceasefire, from trees written by hand."""

from __future__ import annotations

import pytest

from tests import factories
from tests.trees import sentence
from tests.unit.test_extract_rules import report
from truceline.extract import ceasefires, truce_freeze
from truceline.extract.actors import cast
from truceline.extract.claims import find
from truceline.extract.dating import Calendar
from truceline.extract.draft import Argument, Draft
from truceline.extract.places import atlas
from truceline.extract.syntax import Tree
from truceline.extract.truce_doubts import doubts
from truceline.extract.truce_roles import only_speaks
from truceline.extract.truce_terms import obliged
from truceline.extract.truce_threads import TruceDraft
from truceline.model.analysis import Trigger, TruceMention
from truceline.model.extraction import EventDate, State, Status, Step
from truceline.model.text import Span
from truceline.register import Register

TRUCE = "Sides/NOUN/2/nsubj/person signed=sign/VERB/0/root/VBD a/DET/4/det truce/NOUN/2/obj ./PUNCT/2/punct"


def read(first: str, at: int, *more: str) -> tuple[TruceDraft, tuple[Tree, ...], str]:
    """The ceasefire that token `at` of the first sentence names, all sentences, and the text."""
    found, text = sentence(first, truces=[TruceMention(at, at + 1, "agreed", "unclear", 0.9, ())])
    trees = [Tree(found)]
    for number, line in enumerate(more, 1):
        made, words = sentence(line, number, len(text) + 1)
        text += " " + words
        trees.append(Tree(made))
    (truce,) = ceasefires.gather(trees, Calendar(trees, report(text)), [])
    return truce, tuple(trees), text


def terms(first: str, at: int, *more: str) -> list[str]:
    truce, trees, text = read(first, at, *more)
    return [trees[a.sentence].span(a.first, a.last).of(text) for a in truce.roles("terms")]


def doubted(first: str, at: int, *more: str) -> list[str]:
    truce, trees, text = read(first, at, *more)
    claims = find(trees, cast(trees, text, atlas(trees, text), Register(())), ())
    return [d.span.of(text) for d in doubts(truce, claims, trees)]


def test_what_happens_under_a_deal_is_its_term() -> None:
    line = (
        "Under/ADP/3/case the/DET/3/det truce/NOUN/7/obl +,/PUNCT/3/punct rebels/NOUN/7/nsubj/person will/AUX/7/aux "
        "leave/VERB/0/root/VB Taiz/PROPN/7/obj/LOC and/CCONJ/12/cc troops/NOUN/12/nsubj/person will/AUX/12/aux "
        "stop/VERB/7/conj/VB ./PUNCT/7/punct"
    )
    assert terms(line, 2) == ["rebels will leave Taiz", "troops will stop"]


def test_what_was_done_under_a_deal_is_none() -> None:
    line = "Under/ADP/3/case the/DET/3/det truce/NOUN/5/obl rebels/NOUN/5/nsubj/person left=leave/VERB/0/root/VBD"
    assert terms(line, 2) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "The/DET/2/det truce/NOUN/3/nsubj obliges=oblige/VERB/0/root/VBZ rebels/NOUN/3/obj/person to/PART/6/mark leave/VERB/3/xcomp/VB",
            ["obliges rebels to leave"],
        ),
        ("The/DET/2/det truce/NOUN/3/nsubj bans=ban/VERB/0/root/VBZ flights/NOUN/3/obj", ["bans flights"]),
        ("The/DET/2/det truce/NOUN/3/nsubj ended=end/VERB/0/root/VBD fighting/NOUN/3/obj", []),
        ("The/DET/2/det truce/NOUN/3/nsubj holds=hold/VERB/0/root/VBZ", []),
    ],
)
def test_what_the_truce_itself_lays_down(line: str, expected: list[str]) -> None:
    assert terms(line, 1) == expected


def test_a_condition_is_a_term() -> None:
    line = (
        "Rebels/NOUN/2/nsubj/person accepted=accept/VERB/0/root/VBD a/DET/4/det truce/NOUN/2/obj on/ADP/6/case "
        "condition/NOUN/2/obl that/SCONJ/9/mark troops/NOUN/9/nsubj/person leave/VERB/6/acl/VBP ./PUNCT/2/punct"
    )
    assert terms(line, 3) == ["troops leave"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The/DET/2/det army/NOUN/4/nsubj must/AUX/4/aux withdraw/VERB/0/root/VB", ["The army must withdraw"]),
        (
            "The/DET/2/det army/NOUN/5/nsubj is=be/AUX/5/aux/VBZ to/PART/5/mark withdraw/VERB/0/root/VB",
            ["The army is to withdraw"],
        ),
        ("The/DET/2/det army/NOUN/3/nsubj withdrew=withdraw/VERB/0/root/VBD", []),
        ("The/DET/2/det bread/NOUN/4/nsubj must/AUX/4/aux wait/VERB/0/root/VB", []),
    ],
)
def test_what_its_parties_must_do_is_told_after_it(line: str, expected: list[str]) -> None:
    assert terms(TRUCE, 3, line) == expected


def test_whoever_is_obliged_has_to_do_it() -> None:
    tree = Tree(
        sentence("The/DET/2/det accord/NOUN/3/nsubj obliges=oblige/VERB/0/root rebels/NOUN/3/obj to/PART/6/mark leave/VERB/3/xcomp")[0]
    )  # fmt: skip
    assert obliged(tree, 2) == 3


@pytest.mark.parametrize(
    ("line", "at", "expected"),
    [
        (
            "The/DET/2/det truce/NOUN/3/nsubj looks=look/VERB/0/root fragile/ADJ/3/xcomp",
            1,
            ["The truce looks fragile"],
        ),
        (
            "A/DET/3/det shaky/ADJ/3/amod truce/NOUN/4/nsubj began=begin/VERB/0/root",
            2,
            ["shaky truce"],
        ),
        ("The/DET/2/det truce/NOUN/4/nsubj may/AUX/4/aux collapse/VERB/0/root", 1, ["The truce may collapse"]),
        ("The/DET/2/det truce/NOUN/3/nsubj held=hold/VERB/0/root", 1, []),
        (
            "Karim/PROPN/2/nsubj/PER/person warned=warn/VERB/0/root/VBD the/DET/4/det truce/NOUN/6/nsubj would/AUX/6/aux collapse/VERB/2/ccomp",
            3,
            ["the truce would collapse"],
        ),
        (
            "Karim/PROPN/2/nsubj/PER/person urged=urge/VERB/0/root/VBD rebels/NOUN/2/obj/person to/PART/5/mark keep/VERB/2/xcomp the/DET/7/det truce/NOUN/5/obj",
            6,
            [],
        ),
    ],
)
def test_doubts_are_the_authors_or_somebodys(line: str, at: int, expected: list[str]) -> None:
    assert doubted(line, at) == expected


def test_what_somebody_says_soon_after_of_its_end_is_a_doubt() -> None:
    said = "Karim/PROPN/2/nsubj/PER/person said=say/VERB/0/root/VBD it/PRON/5/nsubj will/AUX/5/aux fail/VERB/2/ccomp/VB ./PUNCT/2/punct"
    assert doubted(TRUCE, 3, said) == ["it will fail"]


@pytest.mark.parametrize(("at", "speaks"), [(0, True), (2, True), (5, False)])
def test_who_says_or_hears_of_a_truce_is_not_its_broker(at: int, speaks: bool) -> None:
    line = (
        "Karim/PROPN/2/nsubj/PER/person told=tell/VERB/0/root Reuters/PROPN/2/iobj/ORG/organization the/DET/5/det "
        "truce/NOUN/7/nsubj Oman/PROPN/5/nmod/LOC/place held=hold/VERB/2/ccomp"
    )
    assert only_speaks(Tree(sentence(line)[0]), Argument(0, at, at + 1, 1.0)) == speaks


@pytest.mark.parametrize(
    ("kinds", "statuses", "started"),
    [
        (("agreement",), ("asserted",), 9),
        (("agreement",), ("future",), None),
        (("agreement", "ceasefire_declared"), ("asserted", "asserted"), 10),
        (("talks",), ("asserted",), None),
    ],
)
def test_a_ceasefire_starts_when_it_was_declared_or_else_agreed(
    kinds: tuple[str, ...], statuses: tuple[Status, ...], started: int | None
) -> None:
    tree, text = Tree(sentence(TRUCE)[0]), sentence(TRUCE)[1]
    made = []
    for number, (kind, told) in enumerate(zip(kinds, statuses, strict=True), 9):
        draft = Draft(tree=tree, first=1, last=2, type=kind, status=told, score=1.0, method="m")
        when = EventDate(factories.day(number), Span(0, 5))
        made.append((draft, factories.event(text, "E1", "signed", kind=kind, status=told, when=when)))
    start = truce_freeze._start(made)
    assert (start.days if start else None) == (factories.day(started) if started else None)


@pytest.mark.parametrize(
    ("line", "at", "kind", "steps", "expected"),
    [
        ("Rebels/NOUN/2/nsubj threatened=threaten/VERB/0/root the/DET/4/det truce/NOUN/2/obj", 3, "threat", (), "strained"),
        ("Rebels/NOUN/2/nsubj left=leave/VERB/0/root the/DET/4/det truce/NOUN/2/obj", 3, "withdrawal", (), "broken_down"),
        ("Shells/NOUN/2/nsubj fell=fall/VERB/0/root despite/ADP/5/case the/DET/5/det truce/NOUN/2/obl", 4, "shelling", (), "strained"),
        ("Shells/NOUN/2/nsubj hit/VERB/0/root the/DET/4/det truce/NOUN/2/obj", 3, "shelling", ("extended",), "extended"),
    ],
)  # fmt: skip
def test_what_is_threatened_defied_or_extended_has_not_ended(
    line: str, at: int, kind: str, steps: tuple[State, ...], expected: State
) -> None:
    told = [Trigger(1, 2, kind, "asserted", 0.9, ())]
    mention = TruceMention(at, at + 1, "broken_down", "unclear", 0.9, ())
    tree = Tree(sentence(line, triggers=told, truces=[mention])[0])
    (truce,) = ceasefires.gather([tree], Calendar([tree], report(sentence(line)[1])), [])
    made = tuple(Step(state, Span(0, 5), None, None) for state in steps)
    assert truce_freeze._state(truce, made)[0] == expected
