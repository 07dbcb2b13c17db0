"""Requests that are wrong by accident or on purpose are refused in words, and leave nothing behind."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.records import EventRow, FigureRow
from truceline.record import Store
from truceline.serve import Door, application
from truceline.serve.asked import LONGEST, Asked, from_json

DOOR = Door(8720, "secret")
Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop in a thread of its own, as a server has it; the browser tests keep one in this thread."""
    made = asyncio.new_event_loop()
    thread = threading.Thread(target=made.run_forever, daemon=True)
    thread.start()
    yield made
    made.call_soon_threadsafe(made.stop)
    thread.join(10)
    made.close()


@pytest.fixture
def ask(record: Path, loop: asyncio.AbstractEventLoop) -> Ask:
    """Sends one request to the whole application; gives status, headers and body."""
    app = application(record, DOOR)

    def send(
        method: str, path: str, body: object = None, *, query: str = "", by: str = "ana"
    ) -> tuple[int, dict[str, str], bytes]:
        sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        got: list[dict[str, object]] = []
        headers = {
            "host": "127.0.0.1:8720",
            "authorization": "Bearer secret",
            "x-coder": quote(by),
            "content-type": "application/json",
        }
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(), "root_path": "",
            "scheme": "http", "query_string": query.encode(), "server": ("127.0.0.1", 8720), "client": ("127.0.0.1", 1),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": sent, "more_body": False}

        async def answer(message: dict[str, object]) -> None:
            got.append(message)

        with suppress(RuntimeError):  # a fault goes on to the terminal after it was answered
            asyncio.run_coroutine_threadsafe(app(scope, receive, answer), loop).result(60)  # type: ignore[arg-type]
        begun: list[tuple[bytes, bytes]] = got[0]["headers"]  # type: ignore[assignment]
        told = {name.decode(): value.decode() for name, value in begun}
        return int(str(got[0]["status"])), told, b"".join(bytes(one.get("body", b"")) for one in got[1:])  # type: ignore[call-overload]

    return send


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"reason": "\\ud800"}', "half of a sign"),
        (b'{"value": NaN}', "NaN is no number"),
        (b'{"value": -Infinity}', "-Infinity is no number"),
        (b'{"value": 1e999}', "1e999 is no number"),
        (b'{"value": ' + b"9" * 5000 + b"}", "must be JSON"),
        (b"\xff", "must be JSON"),
        (b"[]", "an object in JSON"),
    ],
)  # fmt: skip
def test_what_is_no_object_of_text_and_numbers_is_refused(sent: bytes, words: str, ask: Ask) -> None:
    with pytest.raises(ValueError, match=words):
        from_json(sent)
    status, _, said = ask("POST", "/api/decisions", sent)
    assert (status, words in json.loads(said)["message"]) == (400, True)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("decisions", {"kind": "undo", "undoes": True}),
        ("decisions", {"kind": "undo", "undoes": "1"}),
        ("decisions", {"kind": "undo", "undoes": 10**30}),
        ("decisions", {"kind": "undo", "undoes": -1}),
        ("decisions", {"kind": "accept", "id": "EVT", "quotes": 1}),
        ("decisions", {"kind": "accept", "id": "EVT", "quotes": [{"start": 1}]}),
        ("decisions", {"kind": "accept", "id": "EVT", "expect_other": []}),
        ("additions", {"table": "event", "document_id": {}, "values": {}, "quotes": []}),
        ("additions", {"table": ["event"], "document_id": "x", "values": {}, "quotes": []}),
        ("read-number", {"words": ["three"]}),
        ("batches/1/skips", {"n": 10**30, "skipped": True}),
        ("batches/1/skips", {"n": True, "skipped": True}),
        ("batches", {"size": 10, "query": "killed=" + "9" * 30}),
        ("samples", {"size": 3, "seed": 1, "filter": []}),
        ("samples", {"size": 3, "seed": 1, "filter": "type=protest"}),
        ("samples", {"size": 3, "seed": 1, "filter": {"since": 5}}),
        ("samples", {"size": 3, "seed": 1, "filter": {"words": ["a"]}}),
        ("samples", {"size": 3, "seed": 1, "filter": {}, "fields": 1}),
        ("samples", {"size": 3, "seed": 1, "filter": {}, "fields": ["event"]}),
        ("samples", {"size": 3, "seed": 1, "filter": {}, "fields": [["event", None]]}),
        ("samples", {"size": 3, "seed": 1, "coder": ["ana"]}),
        ("samples", {"size": 3, "seed": "9" * 5000, "filter": {}}),
    ],
)
def test_parts_of_the_wrong_kind_are_refused_and_nothing_is_put_down(
    path: str, body: object, ask: Ask, record: Path
) -> None:
    with Store.open(record, "write") as store:  # a decision that an undo could meet
        event = next(store.rows(EventRow))
        ask("POST", "/api/decisions", {"kind": "accept", "id": event.id})
    status, _, said = ask("POST", f"/api/{path}", body)
    assert (status, json.loads(said)["error"]) == (400, "UsageError")
    with Store.open(record) as store:
        assert [d.kind for d in store.decisions()] == ["accept"]
        assert store.verify().ok


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("events", "killed=" + "9" * 5000),
        ("events", "offset=" + "9" * 5000),
        (f"batches/{'9' * 5000}", ""),
        ("batches/1/cards/" + "9" * 30, ""),
    ],
)
def test_numbers_that_no_record_can_hold_are_refused(path: str, query: str, ask: Ask) -> None:
    assert ask("GET", f"/api/{path}", query=query)[0] == 400


def test_a_part_of_the_page_has_a_name_and_no_path(ask: Ask) -> None:
    for name in ("x" * 5000 + ".js", "..\\app.js", "\0.js", ".js", "a\0.js"):
        assert ask("GET", f"/page/{name}")[0] == 404


def test_a_part_that_does_not_belong_to_a_decision_is_refused(record: Path) -> None:
    """It would be kept for good: an acceptance that names a decision to take back once broke the chain."""
    with Store.open(record, "write") as store:
        one, two = list(store.rows(EventRow))[:2]
        how: dict[str, Any] = {"by": "ana", "reason": "", "at": next(store.runs()).started_at}
        store.decide("accept", record_id=one.id, **how)
        for kind, parts, words in (
            ("accept", {"undoes": 1}, "undoes does not go"), ("accept", {"value": "x", "field": "type"}, "value does not go"),
            ("reject", {"other_id": two.id}, "other does not go"), ("same", {"other_id": two.id, "field": "type"}, "field does not go"),
        ):  # fmt: skip
            with pytest.raises(UsageError, match=words):
                store.decide(kind, record_id=one.id, **parts, **how)  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="id does not go"):
            store.decide("undo", record_id=one.id, undoes=1, **how)
        assert len(list(store.decisions())) == 1
        assert store.verify().ok


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**30, 1e300])
def test_no_number_of_a_cell_is_endless(number: float, record: Path) -> None:
    with Store.open(record, "write") as store:
        figure = next(store.rows(FigureRow))
        with pytest.raises(UsageError, match="high"):
            store.decide(
                "correct",
                record_id=figure.id,
                field="high",
                value=number,
                by="ana",
                reason="",
                at=next(store.runs()).started_at,
            )
        assert store.verify().ok


@pytest.mark.parametrize(
    "name", ["\u202eana", "\u200b", "a\0b", "ana\nben", "-", "\ufeffana", "x" * (LONGEST + 1), "\ue000"]
)
def test_a_name_that_cannot_be_read_as_one_is_refused(name: str, ask: Ask) -> None:
    with pytest.raises(UsageError):
        Asked({}, {}, {}, name).named()
    assert ask("POST", "/api/samples", {"size": 1, "seed": 1, "filter": {}}, by=name)[0] == 400


@pytest.mark.parametrize("name", ["ana", "Ömer Çelik", "علی‌رضا", "O'Neill-2", "王", "=ana"])
def test_names_of_people_are_names(name: str) -> None:
    assert Asked({}, {}, {}, name).named() == name


def test_a_fault_of_the_program_is_said_in_a_sentence_under_the_policy(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(cls: type, given: object) -> Filter:
        raise RuntimeError("the secret path")

    monkeypatch.setattr(Filter, "of", classmethod(fail))
    status, headers, said = ask("GET", "/api/events")
    assert (status, json.loads(said)["error"], b"secret path" in said) == (500, "Fault", False)
    assert "default-src 'none'" in headers["content-security-policy"]


def test_who_waits_to_decide_keeps_nobody_from_reading(ask: Ask, record: Path) -> None:
    with Store.open(record) as store:
        own = [row.id for row in store.rows(EventRow)][:4]
    writing = sqlite3.connect(record, isolation_level=None, check_same_thread=False)
    writing.execute("BEGIN IMMEDIATE")  # as a `truceline read` does
    free = threading.Timer(20, lambda: writing.rollback())
    free.start()
    with ThreadPoolExecutor(5) as at_once:
        decided = [at_once.submit(ask, "POST", "/api/decisions", {"kind": "accept", "id": one}) for one in own]
        time.sleep(0.5)
        begun = time.monotonic()
        assert ask("GET", "/api/events")[0] == 200
        assert time.monotonic() - begun < 5
        assert not any(one.done() for one in decided)
        free.cancel()
        writing.rollback()
        assert [one.result()[0] for one in decided] == [200] * 4
    writing.close()


def test_of_two_who_decide_at_once_one_is_asked(ask: Ask, record: Path) -> None:
    with Store.open(record) as store:
        event = next(store.rows(EventRow, status="asserted"))
    body = {"kind": "correct", "id": event.id, "field": "status", "expect": {"status": "asserted"}}
    with ThreadPoolExecutor(8) as at_once:
        answers = list(
            at_once.map(
                lambda n: ask(
                    "POST", "/api/decisions", body | {"value": ("future", "negated")[n % 2]}, by=f"coder {n}"
                ),
                range(8),
            )
        )
    assert sorted(status for status, _, _ in answers) == [200] + [409] * 7
    with Store.open(record) as store:
        assert len(list(store.decisions())) == 1
        assert store.verify().ok
