"""Exports under attack: nothing is dropped in silence, every change is told, no stopped or hindered export blocks."""

from __future__ import annotations

import csv
import errno
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.conftest import Call
from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.records import CeasefireRow, EventRow
from truceline.publish.export import writing
from truceline.publish.export.formats import FORMATS
from truceline.publish.export.spool import spooled
from truceline.publish.export.tables import Product
from truceline.publish.export.writing import Format, write
from truceline.record import Store
from truceline.record.views.choosing import of_ceasefires, of_events

AT = datetime(2026, 1, 2, tzinfo=UTC)
NAMES = [one.name for one in FORMATS]
BY_HAPPENING = {"acled": 0, "ged": 1, "ibc": 0, "geojson": 0, "kml": 0, "hxl": 0}  # place of the id in a row
BY_TELLING = {"plover": 0, "polecat": 0}
FILTERS = st.builds(
    Filter,
    since=st.none() | st.dates(date(2002, 1, 1), date(2008, 6, 1)),
    until=st.none() | st.dates(date(2003, 1, 1), date(2009, 1, 1)),
    country=st.sampled_from([None, "IRQ", "IDN", "ISL"]),
    place=st.sampled_from([None, "Basra", "Baquba|Kufa", "%", "'; DROP TABLE event; --"]),
    type=st.sampled_from([(), ("armed_clash",), ("ceasefire_declared", "shelling")]),
    status=st.sampled_from([(), ("asserted",), ("negated", "future")]),
    review=st.sampled_from([(), ("draft",), ("rejected",)]),
    killed=st.sampled_from([None, 1, 25]),
    words=st.sampled_from([None, "truce", 'a "b OR c*']),
)


def called(name: str) -> Format:
    """A format by its name."""
    return next(one for one in FORMATS if one.name == name)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def happening_ids(product: Product, place: int) -> tuple[list[str], list[str]]:
    """Ids in the main table, and ids left out."""
    rows = [str(row[place]) for row in product.tables[0].rows()]
    return rows, [one.id for one in product.left_out]


@pytest.fixture(scope="module")
def decided(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the examples in which people rejected some happenings and tellings."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "record.db").write_bytes(examples.read_bytes())
    with Store.open(folder / "record.db", "write") as store:
        events = sorted(store.rows(EventRow), key=lambda row: row.id)
        for row in (*events[::17], *(e for e in events if e.happening_id != e.id)):
            store.decide("reject", by="ana", reason="not there", at=AT, record_id=row.id)
        ceasefire = next(iter(store.rows(CeasefireRow)))
        store.decide("reject", by="ana", reason="none", at=AT, record_id=ceasefire.id)
    return folder / "record.db"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILTERS)
def test_exported_and_left_out_are_all_that_meets_the_filter(decided: Path, wanted: Filter) -> None:
    with Store.open(decided) as store:
        try:
            where, values = of_events(wanted)
            met = {own for (own,) in store.select(f"SELECT happening_id FROM event WHERE {where}", values)}
        except UsageError:
            return
        tellings = {row.id for row in store.rows(EventRow, happening_id=frozenset(met))}
        for name, expected in (*((n, met) for n in BY_HAPPENING), *((n, tellings) for n in BY_TELLING)):
            rows, left = happening_ids(called(name).tables(store, wanted), {**BY_HAPPENING, **BY_TELLING}[name])
            assert len(rows) == len(set(rows)), name
            assert len(left) == len(set(left)), name
            assert not set(rows) & set(left), name
            assert set(rows) | set(left) == expected, name
        where, values = of_ceasefires(wanted)
        tables = "ceasefire JOIN folded ON folded.document_id = ceasefire.document_id"
        lives = {own for (own,) in store.select(f"SELECT canonical_id FROM {tables} WHERE {where}", values)}
        rows, left = happening_ids(called("ceasefires").tables(store, wanted), 3)
        assert set(rows) | set(left) == lives
        assert not set(rows) & set(left)


@pytest.mark.parametrize("name", NAMES)
def test_what_people_decide_is_told_with_its_reason(name: str, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Store.open(record, "write") as store:
        write(store, called(name), out, Filter())
        before = set(happening_ids(called("acled").tables(store, Filter()), 0)[0])
        facts = sorted(row for row in before if len(list(store.rows(EventRow, happening_id=row))) == 1)
        gone, kept, merged = facts[0], *sorted(facts[1:3])
        first = store.decide("reject", by="ana", reason="not there", at=AT, record_id=gone).number
        store.decide("same", by="ana", reason="", at=AT, record_id=kept, other_id=merged)
        write(store, called(name), out, Filter())
        told = read(out / "changes.csv")
        by_event = name in ("plover", "polecat")
        for own, why in ((gone, "rejected in review"), (merged, f"merged into {kept}")):
            if name in ("ceasefires", "ged", "ibc"):
                continue  # they need not hold it
            deleted = {r["id"]: r["why"] for r in told if r["kind"] == "deleted"}
            if by_event and own == merged:
                assert any(r["id"] == merged and r["column"] == "link" for r in told) or name == "polecat"
            elif own in deleted:
                assert why in deleted[own]
            else:  # the formats that hold everything keep the row and say that it was rejected
                assert any(own in r["id"] and r["kind"] == "changed" for r in told)
        changed = [r for r in told if r["kind"] == "changed"]
        assert all(r["why"] for r in changed)
        if name in ("acled", "geojson"):
            assert any(r["id"] == kept and "decision 2 of ana: same" in r["why"] for r in changed)
        store.decide("undo", by="ana", reason="", at=AT, undoes=first + 1)
        store.decide("undo", by="ana", reason="", at=AT, undoes=first)
        write(store, called(name), out, Filter())
        back = read(out / "changes.csv")
        if name in ("acled", "geojson", "kml", "hxl"):
            added = {r["id"]: r["why"] for r in back if r["kind"] == "added"}
            assert added.keys() == {gone, merged}
            assert "undo of same" in added[merged]


@pytest.mark.parametrize("name", ["csv", "acled", "ged", "polecat", "ceasefires", "ibc", "geojson"])
def test_ids_stay_when_further_reports_are_read(name: str, tmp_path: Path, call: Call) -> None:
    reports, more = Path("examples/reports"), Path("tests/data/wire")
    record, out = tmp_path / "r.db", tmp_path / "out"
    assert call("read", reports, "--record", record).status == 0
    assert call("export", "--format", name, "--out", out, "--record", record).status == 0
    assert call("read", more, "--record", record).status == 0
    assert call("export", "--format", name, "--out", out, "--record", record).status == 0
    told = read(out / "changes.csv")
    assert not [r for r in told if r["kind"] == "deleted" and r["table"] not in ("figure", "reconciled")]
    assert all(r["why"] for r in told if r["kind"] != "deleted")
    assert {r["kind"] for r in told} >= ({"added"} if name != "ceasefires" else set())


def test_a_stopped_export_does_not_block_the_next(examples: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "truceline", "export", "--format", "csv", "--record", str(examples), "--out"]
    out = tmp_path / "out"
    process = subprocess.Popen([*command, str(out)], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".out.*.part")) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    process.wait()
    with Store.open(examples) as store:
        write(store, called("acled"), out, Filter()) if not out.exists() else None
    assert (out / "export.json").is_file()
    for forgotten in tmp_path.glob(".out.*.part"):
        os.utime(forgotten, (0, 0))
    with Store.open(examples) as store:
        write(store, called("acled"), tmp_path / "out", Filter())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_export_set_aside_when_stopped_is_put_back(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Store.open(examples) as store:
        write(store, called("acled"), out, Filter())
        aside = tmp_path / ".out.abc.old"
        aside.mkdir()
        out.rename(aside / "out")
        write(store, called("acled"), out, Filter())
    assert (out / "changes.csv").is_file()  # the earlier one was found, and compared with


def test_two_exports_into_one_folder_at_once(examples: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "truceline", "export", "--format", "acled", "--record", str(examples), "--out"]
    both = [subprocess.Popen([*command, str(tmp_path / "out")], stderr=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "acled.csv").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_the_earlier_export_and_says_so(
    name: str, examples: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert call("export", "--format", name, "--out", out, "--record", examples).status == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(product: Product, folder: Path) -> Sequence[Path]:
        (folder / "half").write_text("half", encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def tables(store: Store, wanted: Filter) -> Product:
        return called(name).tables(store, wanted)

    hindered = Format(name=name, meaning="m", tables=tables, write=full)
    monkeypatch.setattr("truceline.publish.export.formats.FORMATS", (hindered,))
    done = call("export", "--format", name, "--out", out, "--record", examples)
    assert done.status == 2
    assert "No space left" in done.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ["excel", "sqlite"])
def test_the_writers_of_libraries_say_that_a_disk_is_full(name: str, examples: Path, tmp_path: Path) -> None:
    import resource

    with Store.open(examples) as store:
        product = spooled(called(name).tables(store, Filter()), tmp_path / "s").product
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))  # no file may grow beyond this
        try:
            with pytest.raises(OSError, match=r".+"):
                called(name).write(product, tmp_path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    gc.collect()  # files that the library left open are closed here, and not while another test runs


def test_a_record_without_reports_says_so(tmp_path: Path, call: Call) -> None:
    with Store.open(tmp_path / "r.db", "create"):
        pass
    for name in NAMES:
        done = call("export", "--format", name, "--out", tmp_path / "out", "--record", tmp_path / "r.db")
        assert done.status == 2 or (
            done.status == 0 and name in ("csv", "excel", "parquet", "sqlite", "package", "jsonld")
        )
        assert "Traceback" not in done.err


def test_the_put_of_a_draft_gives_up_with_the_former_folder_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, draft = tmp_path / "out", tmp_path / "draft"
    folder.mkdir()
    (folder / "kept").write_text("kept", encoding="utf-8")
    draft.mkdir()

    def refuse(self: Path, target: Path) -> Path:
        if self == draft:
            raise OSError(errno.EACCES, "open elsewhere")
        return self.replace(target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="open elsewhere"):
        writing._put(draft, folder)
    assert (folder / "kept").read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft", "out"]
