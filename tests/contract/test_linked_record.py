"""A record whose reports tell of the same happenings: neither order nor runs change it, and people outrank it for good."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

import truceline
from truceline import pipeline
from truceline.errors import UsageError
from truceline.follow import Followed, life
from truceline.follow.between import between, followed
from truceline.model.records import ActorRow, EventRow
from truceline.model.text import Document
from truceline.read import read
from truceline.record import Store

NOON = datetime(2005, 6, 1, 12, tzinfo=UTC)
TOWNS = ("Kirkuk", "Ramadi", "Mosul", "Tikrit", "Samarra", "Baquba")
WORDINGS = (
    "{town}, Iraq - A car bomb killed {n} people in {town} on Monday, the police said.",
    "A car bomb exploded in {town}, Iraq, on Monday and killed {n} people, a police officer said.",
    "In {town}, {n} people died on Monday when a car bomb exploded there, said Colonel Adnan Jabbar of the police.",
)
TRUCES = (
    "The Free Hill Movement and the army declared a ceasefire in {town} on Tuesday.",
    "A ceasefire between the army and the Free Hill Movement began in {town} on Tuesday, officials said.",
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """Every happening told by three outlets, two towns with a ceasefire told by two."""
    rows = []
    for n, town in enumerate(TOWNS):
        for outlet, words in enumerate((*WORDINGS, *(TRUCES if n < 2 else ()))):
            text = words.format(town=town, n=11 + 2 * n)
            rows.append({"id": f"{n}-{outlet}", "text": text, "outlet": f"Wire {outlet}", "published": "2005-05-10"})
    path = tmp_path_factory.mktemp("reports") / "items.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return [item for item in read([str(path)]) if isinstance(item, Document)]


def record(path: Path, *runs: Sequence[Document]) -> Store:
    store = Store.open(path, "create")
    for documents in runs:
        pipeline.read_into(store, documents, jobs=1, batch=40)
    return store


def bombings(store: Store, town: str) -> list[EventRow]:
    """The reports of the bombing in one town, by id."""
    texts = {d.id: store.document(d.id).document.text for d in store.documents()}
    found = [row for row in store.rows(EventRow, type="bombing") if town in texts[row.document_id]]
    return sorted(found, key=lambda row: row.id)


def test_order_and_runs_do_not_matter_where_reports_are_linked(
    reports: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with record(tmp_path / "whole.db", reports) as store:
        expected = store.digest()
        assert {link.table for link in store.links()} >= {"actor", "ceasefire", "event"}
        assert all(link.method and link.reason and 0 < link.score < 1 for link in store.links())
        linked = [row for row in store.rows(EventRow) if row.happening_id != row.id]
        assert len(linked) >= len(TOWNS)
        assert store.verify().ok
    monkeypatch.setattr(pipeline, "FOLD", 3)
    for seed in range(5):
        order = reports.copy()
        Random(seed).shuffle(order)
        with record(tmp_path / f"{seed}.db", order) as store:
            assert store.digest() == expected
        half = len(order) // 2
        with record(tmp_path / f"{seed}-halves.db", order[:half], order[half:]) as store:
            assert store.digest() == expected
            assert store.verify().problems == ()
    with record(tmp_path / "one-by-one.db", *([document] for document in reports)) as store:
        assert store.digest() == expected
        store.rebuild()
        assert store.digest() == expected


def test_only_changed_links_are_put_down(reports: list[Document], tmp_path: Path) -> None:
    with record(tmp_path / "r.db", reports[:-4], reports[-4:]) as store:
        counts = store.counts()
        assert counts["link"] - counts["link_end"] == len(list(store.links()))
        assert counts["link"] < len(list(store.links())) * 1.5
        runs = len(list(store.runs()))
        pipeline.read_into(store, reports, jobs=1)
        assert len(list(store.runs())) == runs


@pytest.mark.parametrize("newer", [False, True], ids=["further reports", "a newer version"])
def test_what_a_person_decided_stands_after_reading_again(
    reports: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: bool
) -> None:
    first = reports if newer else [d for d in reports if "#1-2" not in d.path]
    with record(tmp_path / "r.db", first) as store:
        one, two = bombings(store, TOWNS[0])[:2]
        assert one.happening_id == two.happening_id
        other = bombings(store, TOWNS[2])[0]
        apart = (row for town in TOWNS[3:] for row in bombings(store, town))
        another = next(row for row in apart if row.happening_id != other.happening_id)
        store.decide("not same", record_id=one.id, other_id=two.id, by="ana", reason="two bombs", at=NOON)
        store.decide("same", record_id=other.id, other_id=another.id, by="ana", reason="one bomb", at=NOON)
        if newer:
            monkeypatch.setattr(truceline, "__version__", "99.0")
        tally = pipeline.read_into(store, reports, jobs=1)
        assert tally.new == (len(reports) if newer else 1)

        links = {frozenset((link.left_id, link.right_id)) for link in store.links() if link.kind == "same"}
        tied = {row.id for row in bombings(store, TOWNS[0])}
        assert any(pair <= tied for pair in links)
        rows = {row.id: row.happening_id for row in store.rows(EventRow)}
        assert rows[one.id] != rows[two.id]
        assert rows[other.id] == rows[another.id]
        assert store.verify().problems == ()
        store.rebuild()
        assert {row.id: row.happening_id for row in store.rows(EventRow)} == rows


def test_an_actor_taken_apart_stays_apart(reports: list[Document], tmp_path: Path) -> None:
    with record(tmp_path / "r.db", reports[:8]) as store:
        same = [row for row in store.rows(ActorRow) if row.canonical_id != row.id]
        row = same[0]
        store.decide("not same", record_id=row.id, other_id=row.canonical_id, by="ana", reason="two", at=NOON)
        pipeline.read_into(store, reports, jobs=1)
        now = {r.id: r.canonical_id for r in store.rows(ActorRow)}
        assert now[row.id] != now[row.canonical_id]
        assert store.verify().problems == ()


def test_one_life_and_two_parties_are_the_same_as_from_all_rows(tmp_path: Path, reports: list[Document]) -> None:
    with record(tmp_path / "record.db", reports) as store:
        whole = {life.id: life for life in Followed(store).lives()}
        assert whole
        for own, expected in whole.items():
            assert life(store, own) == life(store, expected.ceasefires[-1]) == expected
        parties = ("Free Hill Movement", "Iraq")
        assert followed(store, parties) == between(store.rows, store.published(), parties)
        with pytest.raises(UsageError):
            life(store, "CSF-0")
