"""Who may talk to the workbench."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from truceline.serve.guard import HEADERS, Door, Guard

DOOR = Door(8720, "secret")
HERE = ("host", "127.0.0.1:8720")
KEPT = ("cookie", "truceline-8720=secret")
Answer = tuple[int, dict[str, str]]


def ask(method: str, path: str, *headers: tuple[str, str], query: str = "") -> Answer:
    """Status and headers of the answer to one request; what is let through answers 200."""
    sent: list[dict[str, object]] = []

    async def through(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }

    def run() -> None:
        asyncio.run(Guard(through, DOOR)(scope, receive, send))  # type: ignore[arg-type]

    with ThreadPoolExecutor(1) as apart:  # the browser tests keep a loop in this thread
        apart.submit(run).result()
    found = sent[0]
    pairs: Sequence[tuple[bytes, bytes]] = found["headers"]  # type: ignore[assignment]
    return int(str(found["status"])), {name.decode(): value.decode() for name, value in pairs}


def test_the_token_in_the_address_opens_and_leaves_the_address() -> None:
    status, headers = ask("GET", "/events", HERE, query="since=2008-01-01&token=secret")
    assert (status, headers["location"]) == (303, "/events?since=2008-01-01")
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=strict" in headers["set-cookie"]


@pytest.mark.parametrize(
    ("headers", "query"),
    [((HERE,), ""), ((HERE,), "token=wrong"), ((HERE, ("cookie", "truceline-8720=wrong")), ""), ((HERE, ("cookie", "truceline-1=secret")), "")],
)  # fmt: skip
def test_without_the_token_nothing_opens(headers: tuple[tuple[str, str], ...], query: str) -> None:
    assert ask("GET", "/api/events", *headers, query=query)[0] == 403


@pytest.mark.parametrize("host", ["evil.example:8720", "127.0.0.1:9999", "127.0.0.1", ""])
def test_another_host_is_refused_even_with_the_token(host: str) -> None:
    assert ask("GET", "/", ("host", host), KEPT, query="token=secret")[0] == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((("origin", "http://127.0.0.1:8720"),), 200),
        ((("origin", "http://evil.example"),), 403),
        ((("origin", "http://localhost:8720"),), 403),
        ((("origin", "null"),), 403),
        ((("sec-fetch-site", "cross-site"),), 403),
        ((), 200),
    ],
)
def test_only_its_own_page_may_write(headers: tuple[tuple[str, str], ...], status: int) -> None:
    assert ask("POST", "/api/decisions", HERE, KEPT, *headers)[0] == status


def test_a_program_may_bring_the_token_itself() -> None:
    assert ask("GET", "/api/events", HERE, ("authorization", "Bearer secret"))[0] == 200
    assert ask("GET", "/api/events", HERE, ("authorization", "Bearer wrong"))[0] == 403


def test_a_redirect_never_leaves_this_host() -> None:
    assert ask("GET", "//evil.example/", HERE, query="token=secret")[1]["location"] == "/evil.example/"


def test_every_answer_carries_the_policy() -> None:
    for answer in (ask("GET", "/", HERE, KEPT), ask("GET", "/", ("host", "evil")), ask("GET", "/", HERE)):
        assert answer[1]["content-security-policy"] == HEADERS["content-security-policy"]
        assert "unsafe" not in answer[1]["content-security-policy"]
