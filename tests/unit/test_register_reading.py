"""Actor files: what they give, and what is wrong with them, line by line; nothing half-loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from truceline.errors import BadRegister, UsageError
from truceline.register import Context, load
from truceline.register.load import check_text, version
from truceline.register.writing import with_actor

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
        ("- {id: a, name: Ada, kind: person}\n- {id: a, name: Bo, kind: person}", 3, "the id a stands twice, first in line 2"),
        ("- {id: a, name: Ada, kind: wizard}", 2, "unknown kind 'wizard'"),
        ("- {id: a, name: Ada, kind: person, country: IRAQ}", 2, "unknown country 'IRAQ'"),
        ("- {id: a, name: Ada, kind: person, sector: XYZ}", 2, "unknown sector 'XYZ'"),
        ("- {id: a, name: Ada, kind: person, inter: 9}", 2, "unknown ACLED inter code '9'"),
        ("- {id: a, name: Ada, kind: person, died: 2009-02-30}", 2, "is no stretch of time"),
        ("- {id: a, name: Ada, kind: person, offices: [IRQ president 2009..2004]}", 2, "ends before it begins"),
        ("- {id: a, name: Ada, kind: person, offices: [IRQ wizard 2004..2009]}", 2, "unknown office 'wizard'"),
        ("- {id: a, name: Ada, kind: person, offices: [IRQ president]}", 2, "an office is written"),
        ("- {id: a, name: Ada, kind: person, offices: [XXX president 2004..]}", 2, "no state and no actor has the id 'XXX'"),
        ("- {id: a, name: Ada, kind: person, of: [leads nobody]}", 2, "no actor has the id 'nobody'"),
        ("- {id: a, name: Ada, kind: person, of: [loves hamas]}", 2, "unknown relation 'loves'"),
        ("- {id: a, name: Ada, kind: political, of: [part_of b]}\n- {id: b, name: Bo, kind: political, of: [part_of a]}", 2,
         "goes round in a circle (part of): a > b > a"),
        ("- {id: a, name: Ada, kind: political, after: [b]}\n- {id: b, name: Bo, kind: political, after: [a]}", 2,
         "goes round in a circle (after)"),
        ("- {id: a, name: Ada, kind: political, after: [a]}", 2, "cannot come after itself"),
        ("- {id: a, kind: person}", 2, "needs a name and a kind"),
        ("- {name: Ada, kind: person}", 2, "needs an id"),
        ("- {id: a, name: Ada, kind: person, colour: red}", 2, "unknown key 'colour'"),
        ("- {id: a, name: Ada, kind: person, names: Bo}", 2, "names: expected a list"),
        ("- {id: a, name: [Ada], kind: person}", 2, "name: expected one value"),
        ("- {id: a, name: Ada, kind: person, of: [leads b]}\n- {id: b, name: Bo, kind: person, of: [leads a]}", 2,
         "goes round in a circle (leads): a > b > a"),
        ("- {id: a, name: Ada, kind: political, of: [part_of a]}", 2, "goes round in a circle (part of): a > a"),
        ("- {id: a, name: Ada, kind: political, replaces: [b]}\n- {id: b, name: Bo, kind: political, replaces: [a]}", 2,
         "goes round in a circle (replaces)"),
        ("- {id: a, name: Ada, kind: person, died: 2004, offices: [IRQ president 2005..2006]}", 2, "outside its life"),
        ("- {id: a, name: Ada, kind: person, born: 12/03/1960}", 2, "'12/03/1960' is no stretch of time"),
        ("- {id: a, name: Ada, kind: person, born: 1990, died: 1980}", 2, "ends before it begins"),
        ("- id: a\n  name: Ada\n  kind: person\n  inter: 9\n  of:\n    - leads hamas", 5, "unknown ACLED inter code '9'"),
        ("- id: a\n  name: Ada\n  kind: person\n  inter: 3\n  of:\n    - leads hamas", 7,
         "no actor has the id 'hamas'; hamas is ucdp:209"),
        ("- {id: a, name: ~, kind: person}", 2, "name: expected one value"),
        ("- {id: a, name: The, kind: person}", 2, "'The' is no name"),
        ("- {id: a, name: Ada, kind: person}\n- {? {x: y} : z}", 3, "a key has to be one word"),
        ("- {id: a, name: Ada, kind: person}\n- {id: b, name: B\x07o, kind: person}", 3, "U+0007 may not stand in it"),
        ("---", 2, "no YAML: but found another document"),
        ("\t- {id: a}", 2, "no YAML"),
        (f"- {{id: a, name: {'[' * 5000}{']' * 5000}}}", 2, "lists within lists"),
        (f"{'- ' * 5000}a", 2, "lists within lists"),
        ("- a", 2, "expected an actor"),
        ("- {id: a, name: Ada", 3, "no YAML"),
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
        "actors:\n- {id: a, name: Ada, kind: wizard, country: Iraq}\n- {id: b, name: Bo, kind: person, inter: x}\n",
        "mine",
    )
    assert [problem.split(":")[1] for problem in found] == ["2", "2", "3"]


@pytest.mark.parametrize("text", ["actors: 3", "- 1", "people: []"])
def test_a_file_of_something_else_is_refused(text: str) -> None:
    assert check_text(text, "mine")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "actors:\n", "actors: []\n"])
def test_an_empty_file_adds_nothing(text: str) -> None:
    assert check_text(text, "mine") == []


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 3), ("utf-16", 1)])
def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path, encoding: str, line: int) -> None:
    path = tmp_path / "actors.yaml"
    path.write_bytes(
        "actors:\n- {id: a, name: Ada, kind: person}\n- {id: b, name: Zaïre, kind: person}\n".encode(encoding)
    )
    with pytest.raises(BadRegister, match=f"actors.yaml:{line}: is not UTF-8"):
        load((path,))


def test_a_file_that_is_far_too_large_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    with path.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(UsageError, match="has 50 MB, an actor file at most 8 MB"):
        load((path,))


def test_of_very_many_problems_the_first_are_shown() -> None:
    rows = "".join(f"- {{id: a{n}, name: Ada, kind: wizard}}\n" for n in range(100))
    problems = check_text(f"actors:\n{rows}", "mine")
    assert len(problems) == 100
    assert "and 60 more" in str(BadRegister(tuple(problems)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "actors:\n- {ROW}\n"),
        ("# mine", "# mine\nactors:\n- {ROW}\n"),
        ("actors:\nsource: me\n", "actors:\n- {ROW}\nsource: me\n"),
        ("actors: []\n", "actors: [{ROW}]\n"),
        ("actors: [{id: a, name: Ada, kind: person},]", "actors: [{id: a, name: Ada, kind: person}, {ROW}]"),
        ("actors:\n  - id: a\n    name: Ada\n    names:\n      - Bo\n# end\nsource: me\n",
         "actors:\n  - id: a\n    name: Ada\n    names:\n      - Bo\n  - {ROW}\n# end\nsource: me\n"),
        ("actors:\n- {id: a, name: Ada}  # first", "actors:\n- {id: a, name: Ada}  # first\n- {ROW}\n"),
    ],
)  # fmt: skip
def test_an_actor_is_added_to_a_file_of_any_style(before: str, after: str) -> None:
    row = {"id": "x", "name": "Xyl Front: 'so' #1", "kind": "political", "names": ["no", "München"]}
    text = with_actor(before, row)
    written = "{id: x, name: 'Xyl Front: ''so'' #1', kind: political, names: ['no', München]}"
    assert text == after.replace("{ROW}", written)
    assert yaml.safe_load(text)["actors"][-1] == row


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load((tmp_path / "none.yaml",))


def test_open_offices_end_where_the_list_ends(tmp_path: Path) -> None:
    text = GOOD.replace("2012-05..2013", "2012-05..").replace("source: field notes", "until: 2014-06-30")
    register = load((file(tmp_path, text),))
    assert register.holder("IRQ", "interior-minister", date(2014, 6, 30)) is not None
    assert register.holder("IRQ", "interior-minister", date(2014, 7, 1)) is None
    assert check_text("until: soon\nactors: []\n", "mine") == ["mine:1: until: 'soon' is no day; write YYYY-MM-DD"]


def test_the_version_tells_what_the_files_hold(tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    first = version((path,))
    assert first != version()
    path.write_text(GOOD.replace("VLF", "VF"), encoding="utf-8")
    assert version((path,)) != first
