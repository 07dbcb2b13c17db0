"""The record made by a script: what was asked for, always the same, and sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.made_record import CODERS, make

from truceline.record import Store


def made(path: Path, seed: int) -> Store:
    make(path, documents=500, wanted=20_000, decisions=40, seed=seed)
    return Store.open(path)


def test_one_seed_makes_one_record(tmp_path: Path) -> None:
    with made(tmp_path / "a.db", 1) as one, made(tmp_path / "b.db", 1) as same, made(tmp_path / "c.db", 2) as other:
        assert one.digest() == same.digest() != other.digest()


def test_it_holds_what_was_asked_for_and_is_sound(tmp_path: Path) -> None:
    with made(tmp_path / "a.db", 1) as store:
        counts = store.counts()
        assert (counts["document"], counts["decision"]) == (500, 40)
        assert 19_900 < counts["statement"] < 20_200
        assert set(Counter(decision.by for decision in store.decisions())) == set(CODERS)
        assert {link.kind for link in store.links() if link.table == "event"} == {"same", "suggest"}
        assert {row[0] for row in store.select("SELECT agreement FROM reconciled WHERE kind = 'killed'")} > {"conflict"}
        for table in ("ceasefire_step", "ceasefire_incident", "claim", "event_place"):
            assert counts[table] > 0
        assert store.verify().problems == ()
