"""The gazetteer: keys, the file and how it is built, what a name means by what the report says."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from truceline.errors import GazetteerError
from truceline.gazetteer import Asked, Gazetteer, build, doubts, ranking, resolve, sources
from truceline.gazetteer.keys import is_latin, key, plain
from truceline.gazetteer.kinds import acled_precision
from truceline.gazetteer.store import distance


@pytest.mark.parametrize(
    "names",
    [
        ("Falluja", "Fallujah", "Al-Fallūjah", "al Faluja"),
        ("Hama", "Hamah", "Ḩamāh"),
        ("Misrata", "Misratah", "Mişrātah"),
        ("Kobani", "Kobane", "Kobanî"),
        ("Deir al-Zor", "Deir ez-Zor", "Deir ez Zour"),
        ("Muqdadiya", "Mukdadiyah"),
        ("N'Djamena", "Ndjamena"),
        ("Kyiv", "Kiyv"),
    ],
    ids=lambda names: names[0],
)
def test_spellings_share_a_key(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Hama", "Homs"), ("Kut", "Kufa"), ("Mosul", "Masal"), ("Gao", "Goma"), ("Rafah", "Raqqa")]
)
def test_names_that_differ_keep_their_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_plain_names_and_scripts() -> None:
    assert plain("Al-Fallūjah") == "al fallujah"
    assert plain("Cox's  Bazar") == "coxs bazar"
    assert key(" - ") == ""
    assert [is_latin(n) for n in ("Basra", "Ḩamāh", "البصرة", "basura", "Œdipus")] == [True, True, False, False, True]


def test_a_name_finds_all_places_of_it(gazetteer: Gazetteer) -> None:
    found = {(c.country, c.kind, c.main, c.exact) for c in gazetteer.find("Tripoli")}
    assert found == {("LBN", "city", False, True), ("LBY", "city", True, True), ("LBY", "admin1", True, True)}
    assert gazetteer.find("Nowhere-on-Sea") == ()
    assert gazetteer.find("TIP") == ()  # a code of an airport is no name


def test_entry_and_credit(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.find("Fallujah")
    assert (gazetteer.entry(found).name, gazetteer.entry(found).geonameid) == ("Al Fallūjah", 13)
    assert gazetteer.division(found.division) == "Anbar"
    assert "GeoNames" in gazetteer.credit
    assert "CC BY 4.0" in gazetteer.credit


def test_own_places_lie_in_the_division_of_the_nearest_town(gazetteer: Gazetteer) -> None:
    (zone,) = gazetteer.find("Green Zone")
    assert (zone.kind, zone.country, gazetteer.division(zone.division)) == ("district", "IRQ", "Baghdad")
    assert gazetteer.entry(zone).parent == "Baghdad"


def answers(
    gazetteer: Gazetteer, *asked: Asked, told: dict[str, float] | None = None
) -> list[tuple[str | None, int | None]]:
    """Country and precision of each answer."""
    return [(a.country, a.precision) for a in resolve(gazetteer, asked, told or {})]


def test_the_country_of_the_report_decides(gazetteer: Gazetteer) -> None:
    tripoli = Asked(name="Tripoli")
    assert answers(gazetteer, tripoli, told={"LBN": 2}) == [("LBN", 1)]
    assert answers(gazetteer, tripoli, told={"LBY": 2}) == [("LBY", 1)]
    assert answers(gazetteer, tripoli) == [("LBY", 1)]  # the larger one where nothing is said
    assert answers(gazetteer, replace(tripoli, country="LBN"), told={"LBY": 9}) == [("LBN", 1)]


def test_another_place_of_the_report_decides(gazetteer: Gazetteer) -> None:
    assert answers(gazetteer, Asked(name="Tripoli"), Asked(name="Beirut"), Asked(name="Zgharta"))[0] == ("LBN", 1)


def test_two_about_equal_places_give_none_and_say_so(gazetteer: Gazetteer) -> None:
    (answer,) = resolve(gazetteer, [Asked(name="Springfield")], {})
    assert (answer.found, answer.lat, answer.geonameid) == (False, None, None)
    assert "Springfield, Illinois, USA" in answer.reason
    assert "Springfield, Missouri, USA" in answer.reason
    assert "about as likely" in answer.reason


def test_what_a_place_lies_in_decides(gazetteer: Gazetteer) -> None:
    by_state = resolve(gazetteer, [Asked(name="Springfield", within=(1,)), Asked(name="Illinois")], {})
    assert (by_state[0].division, by_state[0].geonameid) == ("Illinois", 7)
    by_county = resolve(gazetteer, [Asked(name="Springfield"), Asked(name="Sangamon County")], {})
    assert (by_county[0].division, by_county[1].found) == ("Illinois", False)
    by_words = resolve(gazetteer, [Asked(name="Springfield", division="Mo.")], {})
    assert by_words[0].division == "Missouri"


def test_a_state_of_the_name_of_a_country(gazetteer: Gazetteer) -> None:
    georgia = Asked(name="Georgia", kind="country", country="GEO")
    state = resolve(gazetteer, [Asked(name="Macon", within=(1,)), georgia], {"GEO": 1})[1]
    assert (state.kind, state.country) == ("admin1", "USA")
    country = resolve(gazetteer, [georgia, Asked(name="Gori")], {"GEO": 2})[0]
    assert (country.kind, country.country, country.precision) == ("country", "GEO", 6)


def test_the_town_is_meant_rather_than_its_province(gazetteer: Gazetteer) -> None:
    (town,) = resolve(gazetteer, [Asked(name="Basra")], {"IRQ": 1})
    (province,) = resolve(gazetteer, [Asked(name="Basra", kind="admin1")], {"IRQ": 1})
    assert (town.kind, town.precision, town.geonameid) == ("city", 1, 11)
    assert (province.kind, province.precision, province.geonameid) == ("admin1", 4, None)


def test_unknown_places_stay_so_and_break_nothing(gazetteer: Gazetteer) -> None:
    found = resolve(
        gazetteer, [Asked(name="Qux"), Asked(name="Basra"), Asked(name=""), Asked(name="Nahda")], {"IRQ": 3}
    )
    assert [a.found for a in found] == [False, True, False, False]
    assert found[0].reason == "no place called Qux in the gazetteer"
    assert "the report names nothing near" in found[3].reason


def test_an_unknown_place_takes_what_the_text_says_it_is_by(gazetteer: Gazetteer) -> None:
    by_town = resolve(gazetteer, [Asked(name="Qux", beside=(1,)), Asked(name="Basra")], {"IRQ": 1})[0]
    assert by_town.lat == pytest.approx(30.51, abs=1e-3)
    assert (by_town.precision, by_town.geonameid) == (2, None)
    by_province = resolve(gazetteer, [Asked(name="Qux", beside=(1,)), Asked(name="Anbar", kind="admin1")], {"IRQ": 1})[
        0
    ]
    assert by_province.precision == 4
    by_country = resolve(
        gazetteer, [Asked(name="Qux", beside=(1,)), Asked(name="Iraq", kind="country", country="IRQ")], {}
    )[0]
    assert not by_country.found


def test_a_site_called_after_a_town_is_by_it(gazetteer: Gazetteer) -> None:
    asked = Asked(name="Basra zoo", kind="feature", bare="Basra", near=True)
    (answer,) = resolve(gazetteer, [asked], {"IRQ": 1})
    assert (answer.kind, answer.precision, answer.geonameid) == ("feature", 2, None)


def test_scores_are_shares(gazetteer: Gazetteer) -> None:
    for name in ("Tripoli", "Springfield", "Basra", "Qux"):
        (answer,) = resolve(gazetteer, [Asked(name=name)], {"LBN": 1})
        assert 0 <= answer.score <= 1
        assert answer.reason


def test_acled_precision() -> None:
    assert [acled_precision(n) for n in (1, 2, 3, 4, 5, 6, 7, None)] == [1, 2, 2, 3, 3, 3, 3, None]


def test_distance() -> None:
    assert distance(33.34, 44.40, 30.51, 47.78) == pytest.approx(446, abs=5)
    assert distance(None, None, 1, 1) == float("inf")


def test_several_may_build_at_once(data: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        paths = list(pool.map(lambda _: build.ready(), range(8)))
    assert len(set(paths)) == 1
    assert [p.name for p in paths[0].parent.iterdir()] == [paths[0].name]


def test_a_build_that_fails_leaves_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[sources.Source]:
        raise OSError("disk full")
        yield

    monkeypatch.setattr(sources, "own_places", broken)
    with pytest.raises(GazetteerError, match="disk full"):
        build.ready()
    assert [list(folder.iterdir()) for folder in build.folders()] == [[]]


def test_a_cache_that_cannot_be_written(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRUCELINE_CACHE", str(tmp_path / "file" / "inside"))
    with pytest.raises(GazetteerError, match="TRUCELINE_CACHE"):
        build.ready()


def test_other_data_make_another_file(data: Path) -> None:
    first = build.ready()
    cities = data / "cities500.json"
    cities.write_text(cities.read_text("utf-8") + "\n", "utf-8")
    build.fingerprint.cache_clear()
    assert build.ready() != first


def test_a_locked_cache_gives_way_to_a_temporary_folder(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("TRUCELINE_CACHE")
    monkeypatch.setattr(build, "_user_cache", lambda: tmp_path / "file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = build.ready()
    assert found.parent.parent == tmp_path
    assert found.parent.stat().st_mode & 0o077 == 0
    assert "cannot be written" in caplog.text
    assert build.ready() == found  # and is not built again


def test_a_temporary_folder_of_others_is_not_trusted(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("TRUCELINE_CACHE")
    monkeypatch.setattr(build, "_user_cache", lambda: tmp_path / "file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    planted = build.folders()[-1]
    planted.mkdir()
    planted.chmod(0o777)
    (planted / f"gazetteer-{build.fingerprint()}.sqlite").write_text("not ours")
    with pytest.raises(GazetteerError, match="TRUCELINE_CACHE"):
        build.ready()


def test_a_home_that_nobody_knows(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("TRUCELINE_CACHE")
    monkeypatch.setattr(build, "_user_cache", homeless)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert build.ready().parent.parent == tmp_path


def test_a_place_lies_in_the_division_that_its_row_names(gazetteer: Gazetteer) -> None:
    (found,) = [c for c in gazetteer.find("Haditha Dam")]
    assert gazetteer.division(found.division) is None  # no town of the small gazetteer is near, and Haditha unknown
    (found,) = gazetteer.find("Trebil")  # far from all towns, but its row says Anbar
    assert gazetteer.division(found.division) == "Anbar"


def test_bad_rows_are_named_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "country,kind,name,also,lat,lon,parent,source\n"
    monkeypatch.setattr(sources, "own", lambda name: head + "IRQ,district,X,,33,44,,\nIRQ,palace,Y,,33,44,,\n")
    with pytest.raises(GazetteerError, match="line 3"):
        list(sources.own_places())
    monkeypatch.setattr(sources, "own", lambda name: head + "IRQ,district,X,,north,44,,\n")
    with pytest.raises(GazetteerError, match="line 2"):
        list(sources.own_places())


def test_a_report_that_names_no_country_tells_of_its_own(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "ENGLISH", frozenset({"LBN"}))
    monkeypatch.setattr(doubts, "ENGLISH", frozenset({"LBN"}))
    monkeypatch.setattr(ranking, "_AT_HOME", 9.0)
    assert resolve(gazetteer, (Asked(name="Tripoli"),), {})[0].country == "LBN"
    assert resolve(gazetteer, (Asked(name="Tripoli"),), {"LBY": 2.0})[0].country == "LBY"


def test_another_place_of_its_province_speaks_for_a_town(gazetteer: Gazetteer) -> None:
    assert not resolve(gazetteer, (Asked(name="Springfield"),), {"USA": 2.0})[0].found
    (there, _) = resolve(gazetteer, (Asked(name="Springfield"), Asked(name="Peoria")), {"USA": 2.0})
    assert (there.division, there.found) == ("Illinois", True)
    assert "another place of the report lies in its province" in there.reason


def test_a_place_that_is_unknown_lies_in_the_province_said(gazetteer: Gazetteer) -> None:
    (there,) = resolve(gazetteer, (Asked(name="Tarbush", division="Illinois"),), {})
    assert (there.division, there.precision, there.geonameid) == ("Illinois", 4, None)
    assert not resolve(gazetteer, (Asked(name="Tarbush", division="Illinois", country="IRQ"),), {})[0].found
    assert not resolve(gazetteer, (Asked(name="Tarbush"),), {})[0].found


def test_a_small_town_far_from_all_needs_a_reason(gazetteer: Gazetteer) -> None:
    fallujah = Asked(name="Fallujah", located=True)
    assert gazetteer.find("Fallujah")[0].main  # a spelling of the listed name
    assert answers(gazetteer, fallujah, told={"IRQ": 1}) == [("IRQ", 1)]
    alone = resolve(gazetteer, [Asked(name="Zgharta")], {"FRA": 3})[0]
    assert not alone.found
    assert "names nothing near" in alone.reason


def test_a_place_lies_where_the_text_puts_it_or_nowhere(gazetteer: Gazetteer) -> None:
    (town,) = resolve(gazetteer, [Asked(name="Zgharta", country="IRQ")], {"IRQ": 1})
    assert (town.found, town.reason) == (False, "no Zgharta in IRQ, where the text puts it")


def test_a_town_stands_without_article(gazetteer: Gazetteer) -> None:
    assert answers(gazetteer, Asked(name="Baghdad", article=True), told={"IRQ": 1}) != [("IRQ", 1)]


def test_a_part_of_a_country_is_the_country(gazetteer: Gazetteer) -> None:
    (north,) = resolve(gazetteer, [Asked(name="Northern Iraq", bare="Iraq", near=True)], {"IRQ": 1})
    assert (north.country, north.precision, north.geonameid) == ("IRQ", 6, None)


def test_what_is_said_of_a_neighbour_speaks_for_the_state(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    georgia = Asked(name="Georgia", kind="country", country="GEO")
    monkeypatch.setattr(gazetteer, "neighbours", {"GEO": frozenset({"RUS"})}.get)
    (state,) = resolve(gazetteer, [georgia], {"GEO": 1, "USA": 2, "RUS": 1})
    assert (state.kind, state.country) == ("country", "GEO")
    (part,) = resolve(gazetteer, [replace(georgia, part_of="USA")], {"GEO": 1, "USA": 1})
    assert (part.kind, part.country) == ("admin1", "USA")
