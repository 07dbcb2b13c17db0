"""Actor files: what they give, and what is wrong with them, line by line; nothing half-loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from truceline.errors import BadRegister, UsageError
from truceline.register import Context, load
from truceline.register.load import check_text, version

GOOD = """\
source: field notes
actors:
  - {id: valley-front, name: Valley Liberation Front, names: [VLF], kind: armed_group, country: IRQ, sector: REB, inter: 2}
  - id: sami-haddad
    name: Sami Haddad
    kind: person
    country: IRQ
    offices: ["IRQ interior-minister 2012-05..2013"]
    of: ["leads valley-front 2014.."]
  - {id: muqtada-al-sadr, names: [The Young Cleric]}
"""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_actors_are_added_and_laid_over(tmp_path: Path) -> None:
    register = load((file(tmp_path, GOOD),))
    front = register.find("VLF", Context(about=frozenset({"IRQ"})))
    assert front is not None
    assert front.id == "valley-front"
    cleric = register.get("muqtada-al-sadr")
    assert cleric is not None
    assert cleric.name == "Muqtada al-Sadr"
    assert {"The Young Cleric", "Moktada al-Sadr"} <= set(cleric.names)
    assert cleric.source.endswith("; field notes")
    minister = register.holder("IRQ", "interior-minister", date(2013, 12, 31))
    assert minister is not None
    assert minister.id == "sami-haddad"
    assert register.holder("IRQ", "interior-minister", date(2012, 4, 30)) is None
    assert load().get("valley-front") is None


@pytest.mark.parametrize(
    ("lines", "where", "message"),
    [
        ("- {id: a, name: A, kind: person}\n- {id: a, name: B, kind: person}", 3, "the id a stands twice, first in line 2"),
        ("- {id: a, name: A, kind: wizard}", 2, "unknown kind 'wizard'"),
        ("- {id: a, name: A, kind: person, country: IRAQ}", 2, "unknown country 'IRAQ'"),
        ("- {id: a, name: A, kind: person, sector: XYZ}", 2, "unknown sector 'XYZ'"),
        ("- {id: a, name: A, kind: person, inter: 9}", 2, "unknown ACLED inter code '9'"),
        ("- {id: a, name: A, kind: person, died: 2009-02-30}", 2, "is no stretch of time"),
        ("- {id: a, name: A, kind: person, offices: [IRQ president 2009..2004]}", 2, "ends before it begins"),
        ("- {id: a, name: A, kind: person, offices: [IRQ wizard 2004..2009]}", 2, "unknown office 'wizard'"),
        ("- {id: a, name: A, kind: person, offices: [IRQ president]}", 2, "an office is written"),
        ("- {id: a, name: A, kind: person, offices: [XXX president 2004..]}", 2, "no state and no actor has the id 'XXX'"),
        ("- {id: a, name: A, kind: person, of: [leads nobody]}", 2, "no actor has the id 'nobody'"),
        ("- {id: a, name: A, kind: person, of: [loves hamas]}", 2, "unknown relation 'loves'"),
        ("- {id: a, name: A, kind: political, of: [part_of b]}\n- {id: b, name: B, kind: political, of: [part_of a]}", 2,
         "goes round in a circle (part of): a > b > a"),
        ("- {id: a, name: A, kind: political, after: [b]}\n- {id: b, name: B, kind: political, after: [a]}", 2,
         "goes round in a circle (after)"),
        ("- {id: a, name: A, kind: political, after: [a]}", 2, "cannot come after itself"),
        ("- {id: a, kind: person}", 2, "needs a name and a kind"),
        ("- {name: A, kind: person}", 2, "needs an id"),
        ("- {id: a, name: A, kind: person, colour: red}", 2, "unknown key 'colour'"),
        ("- {id: a, name: A, kind: person, names: B}", 2, "names: expected a list"),
        ("- {id: a, name: [A], kind: person}", 2, "name: expected one value"),
        ("- a", 2, "expected an actor"),
        ("- {id: a, name: A", 3, "no YAML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, lines: str, where: int, message: str) -> None:
    path = file(tmp_path, f"actors:\n{lines}\n")
    with pytest.raises(BadRegister) as caught:
        load((path,))
    assert any(p.startswith(f"{path}:{where}: ") and message in p for p in caught.value.problems), caught.value.problems
    assert "nothing of this was loaded" in str(caught.value)


def test_all_problems_are_named_at_once() -> None:
    found = check_text(
        "actors:\n- {id: a, name: A, kind: wizard}\n- {id: b, name: B, kind: person, inter: x}\n", "mine"
    )
    assert [problem.split(":")[1] for problem in found] == ["2", "2", "3"]


@pytest.mark.parametrize("text", ["actors: 3", "- 1", "people: []"])
def test_a_file_of_something_else_is_refused(text: str) -> None:
    assert check_text(text, "mine")


def test_an_empty_file_adds_nothing() -> None:
    assert check_text("", "mine") == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load((tmp_path / "none.yaml",))


def test_the_version_tells_what_the_files_hold(tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    first = version((path,))
    assert first != version()
    path.write_text(GOOD.replace("VLF", "VF"), encoding="utf-8")
    assert version((path,)) != first
