"""A trigger of a low score is an event only where it joins two actors."""

import pytest

from tests.trees import sentence
from truceline.extract import events
from truceline.extract.syntax import Tree
from truceline.extract.told import Told
from truceline.model.analysis import Role, Sentence, Trigger

LINE = "Ruritania/PROPN/2/nsubj/LOC/place courts/VERB=court/0/root Graustark/PROPN/2/obj/LOC/place ./PUNCT/2/punct"
ACTOR, TARGET = Role("actor", 0, 1, 0.8), Role("target", 2, 3, 0.7)


def tell(score: float, *roles: Role) -> tuple[Sentence, Told]:
    made, text = sentence(LINE, triggers=[Trigger(1, 2, "support_statement", "asserted", score, roles)])
    return made, events.tell([Tree(made)], text, "head 1")


@pytest.mark.parametrize(
    ("score", "roles", "found"),
    [
        (0.1, (ACTOR, TARGET), ["support_statement"]),
        (0.1, (ACTOR, Role("actor", 2, 3, 0.7)), ["support_statement"]),
        (0.1, (ACTOR,), []),
        (0.1, (TARGET,), []),
        (0.01, (ACTOR, TARGET), []),
        (0.6, (), ["support_statement"]),
    ],
)
def test_a_faint_trigger_needs_two_actors(score: float, roles: tuple[Role, ...], found: list[str]) -> None:
    assert [draft.type for draft in tell(score, *roles)[1].drafts] == found


@pytest.mark.parametrize(("score", "relevant"), [(0.1, False), (0.6, True)])
def test_a_faint_trigger_alone_makes_no_report_relevant(score: float, relevant: bool) -> None:
    made, told = tell(score, ACTOR, TARGET)
    assert events.relevant([made], told) == relevant
