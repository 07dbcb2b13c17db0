"""Files of places: what is wrong is named by line; what is right is found along with the gazetteer's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline.errors import BadPlaces, UsageError
from truceline.gazetteer import SURE, Asked, Gazetteer, ranked, resolve
from truceline.gazetteer.overlay import version
from truceline.gazetteer.placefile import read_places

HEAD = "country,kind,name,also,lat,lon,parent,source\n"
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a file of places."""

    def written(*rows: str, name: str = "mine.csv") -> Path:
        path = tmp_path / name
        path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("IRQ,palace,Qasr,,33.3,44.4,,", "'palace' is no kind"),
        ("IRQ,country,Qasr,,33.3,44.4,,", "'country' is no kind"),
        ("Iraq,site,Qasr,,33.3,44.4,,", "'Iraq' is no country"),
        ("IRQ,site,,,33.3,44.4,,", "a name is empty"),
        ("IRQ,site,Qasr,Gate|,33.3,44.4,,", "a name is empty"),
        ("IRQ,site,old mill,,33.3,44.4,,", "'old mill' is no name"),
        ("IRQ,site,قصر,,33.3,44.4,,", "is no name"),
        ("IRQ,site,Qasr,Qasr,33.3,44.4,,", "one name twice"),
        ("IRQ,site,Qasr,,,,,", "lat and lon are missing"),
        ("IRQ,site,Qasr,,33.3,,,", "are no degrees"),
        ("IRQ,site,Qasr,,nan,44.4,,", "lies nowhere"),
        ("IRQ,site,Qasr,,133.3,44.4,,", "lies nowhere"),
        ("IRQ,site,Qasr,,0,0.0,,", "0, 0 is the sea"),
        ("IRQ,site,Qasr,,33.3,44.4", "6 cells"),
        ('IRQ,site,"Qasr"x,,33.3,44.4,,', "no CSV"),
    ],
)
def test_each_wrong_line_is_named(row: str, what: str) -> None:
    file = read_places(f"{HEAD}IRQ,site,Alpha Mill,,33.3,44.4,,\n{row}\nIRQ,site,Beta Mill,,33.4,44.4,,\n", "my.csv")
    assert len(file.problems) == 1
    assert file.problems[0].startswith("my.csv, line 3: ")
    assert what in file.problems[0]


def test_a_wrong_header_stops_all() -> None:
    assert read_places("", "f").problems == ("f, line 1: no column 'country', 'kind', 'name', 'lat', 'lon'",)
    assert "unknown column 'longitude'" in read_places("country,kind,name,lat,lon,longitude\n", "f").problems[0]
    assert "twice" in read_places("country,kind,name,lat,lon,lat\n", "f").problems[0]


def test_a_place_stands_once_in_a_file() -> None:
    rows = "IRQ,site,Alpha Mill,,33.3,44.4,,\nIRQ,city,Alpha Mill,,33.3,44.4,,\nIRQ,site,ALPHA Mill,,33.9,44.4,,\n"
    assert read_places(HEAD + rows, "f").problems == ("f, line 4: 'ALPHA Mill' stands in line 2 already",)


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out() -> None:
    file = read_places("name,lat,lon,kind,country\n\nAlpha Mill,33.3,44.4,site,IRQ\n", "f")
    (written,) = file.written
    assert (written.line, written.place.names, written.place.country) == (3, ("Alpha Mill",), "IRQ")
    assert written.source == ""


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("IRK,site,Alpha Mill,,33.3,44.4,,", "'IRK' is no ISO 3166 alpha-3 code"),
        ("IRQ,site,Alpha Mill,,44.4,33.3,,", "is not in IRQ"),
        ("IRQ,site,Alpha Mill,,33.3,44.4,Atlantis,", "no place of IRQ is called 'Atlantis'"),
        ("IRQ,site,Alpha Mill,,30.5,47.7,Falluja,", "more than 100 km from Falluja"),
        ("IRQ,site,Alpha Mill,,33.3,44.4,Alpha Mill,", "cannot lie in itself"),
        ("IRQ,district,Alpha Mill,,33.3,44.4,Mill Park,", "circle"),
    ],
)
def test_the_gazetteer_is_asked_too(gazetteer: Gazetteer, put: Put, row: str, what: str) -> None:
    path = put("IRQ,district,Mill Park,,33.3,44.4,Mill Town,", "IRQ,district,Mill Town,,33.3,44.4,Alpha Mill,", row)
    with pytest.raises(BadPlaces) as error:
        Gazetteer.open((path,))
    assert any(
        problem.startswith(f"{path}, line 4: Alpha Mill: ") and what in problem for problem in error.value.problems
    )
    assert "nothing of this was loaded" in str(error.value)


def test_ones_own_place_is_found_under_all_its_names(gazetteer: Gazetteer, put: Put) -> None:
    path = put("IRQ,site,Alpha Mill,Tahunat al-Alif|The Mill,33.3,44.4,Baghdad,my notes")
    mine = Gazetteer.open((path,))
    for name in ("Alpha Mill", "alpha mill", "Tahunat Alif", "the mill"):
        (found,) = mine.find(name)
        assert (found.kind, found.country, mine.division(found.division)) == ("site", "IRQ", "Baghdad")
        assert (mine.entry(found).parent, mine.entry(found).source) == ("Baghdad", "your file")
    assert gazetteer.find("Alpha Mill") == ()  # the gazetteer itself is as it was
    (answer,) = resolve(mine, [Asked(name="Alpha Mill")], {"IRQ": 1})
    assert (answer.lat, answer.precision, answer.geonameid) == (33.3, 1, None)
    mine.close()


def test_a_place_of_the_same_name_and_kind_close_by_is_replaced(gazetteer: Gazetteer, put: Put) -> None:
    path = put(
        "IRQ,district,Green Zone,,33.31,44.39,Baghdad,", "IRQ,city,Basra,,36.2,44.0,,", "IRQ,site,Dora,,33.25,44.4,,"
    )
    mine = Gazetteer.open((path,))
    assert [c.lat for c in mine.find("Green Zone")] == [pytest.approx(33.31, abs=1e-4)]
    assert len(mine.find("Basra")) == len(gazetteer.find("Basra")) + 1  # 600 km away: another
    assert {c.kind for c in mine.find("Dora")} == {"district", "site"}
    mine.close()


def test_the_later_file_is_laid_over_the_earlier(gazetteer: Gazetteer, put: Put) -> None:
    first = put("IRQ,site,Alpha Mill,,33.3,44.4,,", name="1.csv")
    second = put("IRQ,site,Alpha Mill,,33.4,44.5,,", name="2.csv")
    mine = Gazetteer.open((first, second))
    assert [c.lat for c in mine.find("Alpha Mill")] == [pytest.approx(33.4, abs=1e-4)]
    mine.close()
    assert len({version(()), version((first,)), version((second,)), version((first, second))}) == 4


def test_a_file_that_cannot_be_read(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        Gazetteer.open((tmp_path / "none.csv",))
    (tmp_path / "latin.csv").write_bytes(HEAD.encode() + b"COL,site,Nari\xf1o Mill,,1,-77,,\n")
    with pytest.raises(UsageError, match="UTF-8"):
        Gazetteer.open((tmp_path / "latin.csv",))


def test_all_candidates_with_their_shares(gazetteer: Gazetteer) -> None:
    found = ranked(gazetteer, Asked(name="Tripoli"), {"LBN": 2})
    assert found[0][1].country == "LBN"
    assert sum(share for share, _, _ in found) == pytest.approx(1)
    assert found[0][0] >= SURE
    assert found[0][2] == "the report is about its country"
    assert ranked(gazetteer, Asked(name="Qux"), {}) == ()
