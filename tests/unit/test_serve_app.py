"""The application: one answer is one state of the record, whatever is written meanwhile."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.factories import NOON, append, basra
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.record.views import events
from truceline.serve import Door, app
from truceline.serve.asked import Asked
from truceline.serve.routes import Address

DOOR = Door(8720, "secret")


def ask(record: Path, path: str) -> tuple[int, Any]:
    """Status and JSON of the answer to a GET request."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1:8720"), (b"authorization", b"Bearer secret")]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}

    def run() -> None:
        asyncio.run(app.application(record, DOOR)(scope, receive, send))

    with ThreadPoolExecutor(1) as apart:  # the browser tests keep a loop in this thread
        apart.submit(run).result()
    return sent[0]["status"], json.loads(b"".join(one.get("body", b"") for one in sent[1:]))


def test_an_answer_shows_one_state_of_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    with Store.open(path, "create") as store:
        append(store, basra("a.txt"), basra("b.txt"))

    def twice(store: Store, asked: Asked) -> object:
        before = events.count(store, Filter())
        own, other = (row.id for row in store.rows(EventRow, type="shelling"))
        with Store.open(path, "write") as beside:
            beside.decide("same", record_id=own, other_id=other, by="bo", reason="", at=NOON)
        return [before, events.count(store, Filter()), len(events.listed(store, Filter(), "day", 0, 50))]

    monkeypatch.setattr(app, "ROUTES", (Address("GET", "twice", twice), Address("GET", "count", count)))
    status, (before, after, listed) = ask(path, "/api/twice")
    assert (status, after, listed) == (200, before, before)
    assert ask(path, "/api/count") == (200, before - 1)


def count(store: Store, asked: Asked) -> object:
    return events.count(store, Filter())
