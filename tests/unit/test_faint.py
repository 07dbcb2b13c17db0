"""A trigger of a low score is an event only where it joins two actors."""

import pytest

from tests.trees import sentence
from truceline.extract import events
from truceline.extract.syntax import Tree
from truceline.model.analysis import Role, Trigger

LINE = "Ruritania/PROPN/2/nsubj/LOC/place courts/VERB=court/0/root Graustark/PROPN/2/obj/LOC/place ./PUNCT/2/punct"
ACTOR, TARGET = Role("actor", 0, 1, 0.8), Role("target", 2, 3, 0.7)


def told(score: float, *roles: Role) -> list[str]:
    made, text = sentence(LINE, triggers=[Trigger(1, 2, "support_statement", "asserted", score, roles)])
    return [draft.type for draft in events.tell([Tree(made)], text, "head 1").drafts]


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
    assert told(score, *roles) == found
