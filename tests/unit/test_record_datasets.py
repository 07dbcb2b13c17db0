"""Datasets in a record: append-only, beside everything, whole or going on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.datasets import acled, ged
from tests.factories import append, basra
from truceline.errors import UsageError
from truceline.model.datasets import DatasetRow
from truceline.read.datasets import examined, rows
from truceline.record import Store
from truceline.record.datasets import Loaded

AT = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "r.db", "create") as store:
        append(store, basra())
        store.fold()
        yield store


def load(store: Store, path: Path, **more: str) -> Loaded:
    kind = "acled" if "acled" in path.name else "ucdp-ged"
    file = examined(str(path), kind)  # type: ignore[arg-type]
    return store.load_dataset(file, rows(file), by="ana", at=AT, **more)  # type: ignore[arg-type]


def test_what_is_loaded_stands_as_it_was_read_and_the_record_as_it_was(store: Store, tmp_path: Path) -> None:
    before, path = store.digest(), ged(tmp_path / "GEDEvent_v23_1.csv", {}, {"id": 2, "date_start": "2008-03-01"})
    loaded = load(store, path)
    one = loaded.dataset
    assert (loaded.known, one.number, one.name, one.release) == (False, 1, "ucdp-ged-23.1", "23.1")
    assert (one.rows, one.first, one.last, one.by, one.at, one.whole) == (
        2, date(2008, 3, 1), date(2008, 3, 26), "ana", AT, True,
    )  # fmt: skip
    assert sorted(store.dataset_rows(one), key=lambda row: row.n) == list(rows(examined(str(path), "ucdp-ged")))
    assert store.digest() == before
    assert not store.stale
    assert store.verify().problems == ()
    assert store.verify().counts["dataset_row"] == 2


def test_the_same_file_changes_nothing_and_a_newer_release_stands_beside(store: Store, tmp_path: Path) -> None:
    load(store, ged(tmp_path / "GEDEvent_v23_1.csv"))
    again = load(store, ged(tmp_path / "GEDEvent_v23_1_copy.csv"), name="other")
    assert (again.known, again.dataset.name) == (True, "ucdp-ged-23.1")
    load(store, ged(tmp_path / "GEDEvent_v24_1.csv", {}, {"id": 2}))
    load(store, ged(tmp_path / "ged241.csv", {"id": 3}))
    load(store, acled(tmp_path / "acled.csv"), release="June")
    names = ["ucdp-ged-23.1", "ucdp-ged-24.1", "ucdp-ged-24.1-2", "acled-June"]
    assert [one.name for one in store.datasets()] == names
    assert store.dataset("2") == store.dataset("ucdp-ged-24.1")
    for words in ("acled", "7"):
        with pytest.raises(UsageError, match="acled-June"):
            store.dataset(words)
    with pytest.raises(UsageError, match="another dataset"):
        load(store, acled(tmp_path / "acled2.csv", {"fatalities": 1}), name="acled-June")


def test_rows_of_a_period(store: Store, tmp_path: Path) -> None:
    path = ged(
        tmp_path / "g.csv",
        {"id": 1, "date_start": "2008-03-01", "date_end": "2008-03-31"},
        {"id": 2, "date_start": "2008-03-05", "date_end": "2008-03-05"},
        {"id": 3, "date_start": "2008-04-05", "date_end": "2008-04-05"},
    )
    one = load(store, path).dataset
    found = [row.source_id for row in store.dataset_rows(one, date(2008, 3, 6), date(2008, 4, 4))]
    assert found == ["1"]


def test_nothing_of_it_can_be_changed(store: Store, tmp_path: Path) -> None:
    load(store, ged(tmp_path / "g.csv"))
    with sqlite3.connect(store.path) as connection:
        for sql in (
            "UPDATE dataset_row SET deaths = 0", "DELETE FROM dataset_row", "DELETE FROM dataset", "DELETE FROM dataset_end",
            "UPDATE dataset SET name = 'x'",
            "INSERT INTO dataset_row SELECT dataset, n + 1, 'x', relid, first, last, date_precision, country, country_name,"
            " admin1, admin2, place, lat, lon, place_precision, type, sub_type, side_a, side_b, id_a, id_b, inter_a,"
            " inter_b, deaths, low, high, sources, cells FROM dataset_row",
        ):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(sql)


def test_verify_finds_a_row_that_was_changed_all_the_same(store: Store, tmp_path: Path) -> None:
    load(store, ged(tmp_path / "g.csv"))
    with sqlite3.connect(store.path) as connection:
        connection.execute("DROP TRIGGER dataset_row_no_update")
        connection.execute("UPDATE dataset_row SET deaths = 0")
    assert [problem for problem in store.verify().problems if "not those that were loaded" in problem]


class CutShort(Exception):
    pass


def test_a_loading_that_was_cut_short_goes_on(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.record.datasets._STEP", 2)
    path = ged(tmp_path / "GEDEvent_v23_1.csv", *[{"id": n} for n in range(1, 8)])
    file = examined(str(path), "ucdp-ged")

    def some() -> Iterator[DatasetRow]:
        for row in rows(file):
            if row.n == 6:
                raise CutShort
            yield row

    with pytest.raises(CutShort):
        store.load_dataset(file, some(), by="ana", at=AT)
    assert [one.whole for one in store.datasets()] == [False]
    with pytest.raises(UsageError, match="cut short"):
        store.dataset("1")
    assert store.verify().problems == ()
    assert load(store, path).known is False
    assert [row.source_id for row in store.dataset_rows(store.dataset("1"))] == [str(n) for n in range(1, 8)]
    assert store.verify().problems == ()


def test_others_write_between_the_steps(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.record.datasets._STEP", 1)
    file = examined(str(ged(tmp_path / "g.csv", *[{"id": n} for n in range(4)])), "ucdp-ged")
    seen = []

    def write(done: int) -> None:
        with Store.open(store.path, "write", wait=0.1) as other:
            other.make_batch([], coder="ben", at=AT, query=str(done))
        seen.append(done)

    store.load_dataset(file, rows(file), by="ana", at=AT, progress=write)
    assert seen == [1, 2, 3, 4]


def test_a_file_that_changes_while_it_is_read_is_refused(store: Store, tmp_path: Path) -> None:
    path = ged(tmp_path / "g.csv", {"id": 1}, {"id": 2})
    file = examined(str(path), "ucdp-ged")
    ged(path, {"id": 1})
    with pytest.raises(UsageError, match="was changed while"):
        store.load_dataset(file, rows(file), by="ana", at=AT)
