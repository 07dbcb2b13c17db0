"""Three hundred pairs of names in many languages, half one person's or group's: which are told to be the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from truceline.register import load
from truceline.register.likeness import SAME, person_likeness

FILE = Path(__file__).parents[1] / "data" / "name_pairs.tsv"


def pairs() -> list[tuple[str, str, str, bool]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(language, one, other, verdict == "same") for language, one, other, verdict in rows]


def f1(judged: list[tuple[bool, bool]]) -> float:
    count = Counter(judged)
    return 2 * count[(True, True)] / (2 * count[(True, True)] + count[(True, False)] + count[(False, True)])


def test_the_set_is_even_and_of_many_languages() -> None:
    found = pairs()
    assert len(found) == len({row[1:3] for row in found}) == 300
    assert sum(same for *_, same in found) == 150
    assert len({language for language, *_ in found} - {"group"}) >= 6


def test_same_and_different_names_are_told_apart() -> None:
    register = load()
    judged = [(register.same(one, other).score >= SAME, same) for _, one, other, same in pairs()]
    assert f1(judged) >= 0.95


def test_spelling_alone_tells_most_persons_apart() -> None:
    persons = [row for row in pairs() if row[0] != "group"]
    judged = [(person_likeness(one, other).score >= SAME, same) for _, one, other, same in persons]
    assert f1(judged) >= 0.9


def test_it_does_not_matter_which_name_stands_first() -> None:
    register = load()
    for _, one, other, _ in pairs():
        assert register.same(one, other).score == register.same(other, one).score
