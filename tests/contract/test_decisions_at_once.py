"""Many people decide at once while a read goes on: nothing is lost, and the record equals a fold of everything."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from truceline import pipeline
from truceline.read import read
from truceline.record import Store

ROOT = Path(__file__).parents[2]
REPORTS = sorted(p for p in (ROOT / "examples" / "reports").iterdir() if p.suffix != ".yaml")
PEOPLE, EACH = 4, 100

PERSON = """
import sys, time
from datetime import UTC, datetime
from random import Random
from truceline.errors import UsageError
from truceline.model.records import ActorRow, CeasefireRow, EventRow, FigureRow
from truceline.record import Store

path, who, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
random, mine = Random(who), []
with Store.open(path, "write") as store:
    while len(mine) < wanted:
        record = random.choice([EventRow, EventRow, ActorRow, CeasefireRow, FigureRow])
        one, other = random.choices([row.id for row in store.rows(record)], k=2)
        kind = random.choice(["accept", "accept", "reject", "correct", "same", "not same", "undo"])
        more = {"record_id": one}
        if kind == "correct":
            more |= {"field": "excluded" if record is FigureRow else "type", "value": True if record is FigureRow else "raid"}
        elif kind in ("same", "not same"):
            more["other_id"] = other
        elif kind == "undo":
            more = {"undoes": random.choice(mine or [0])}
        try:
            made = store.decide(kind, by=who, reason=f"{who} {len(mine)}", at=datetime.now(UTC), **more)
        except UsageError:
            continue
        mine.append(made.number)
        time.sleep(0.02)
"""

READER = """
import sys
from truceline import pipeline
from truceline.read import read
from truceline.record import Store

with Store.open(sys.argv[1], "write") as store:
    pipeline.read_into(store, read(sys.argv[2:]), jobs=1, batch=200)
"""


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_four_people_decide_while_a_read_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path, "create") as store:
        pipeline.read_into(store, read([str(p) for p in REPORTS[:3]]), jobs=1)
        before = len(list(store.documents()))
    people = [started(PERSON, str(path), f"person {n}", str(EACH)) for n in range(PEOPLE)]
    reader = started(READER, str(path), *map(str, REPORTS[3:]))
    for process in (*people, reader):
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said

    with Store.open(path, "write") as store:
        assert len(list(store.documents())) > before
        log = list(store.decisions())
        assert [d.number for d in log] == list(range(1, PEOPLE * EACH + 1))
        assert Counter(d.by for d in log) == {f"person {n}": EACH for n in range(PEOPLE)}
        assert {d.reason for d in log} == {f"person {n} {k}" for n in range(PEOPLE) for k in range(EACH)}
        run = next(run for run in reversed(list(store.runs())) if run.kind == "read")
        assert run.ended_at is not None
        assert any(run.started_at < d.at < run.ended_at for d in log), "nobody decided while the read went on"
        assert not store.stale
        assert store.verify().problems == ()
        digest = store.digest()
        store.rebuild()
        assert store.digest() == digest
