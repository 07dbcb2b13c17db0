"""Exports of the workbench: a folder as a ZIP archive, and nothing left behind."""

from __future__ import annotations

import asyncio
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.types import Message

from truceline.publish.export import formats
from truceline.publish.export.writing import Format
from truceline.serve import Door, application

DOOR = Door(8720, "secret")


class Client:
    """Asks a workbench over a record; the archive of an export is made in a folder of the test."""

    def __init__(self, record: Path) -> None:
        self._app = application(record, DOOR)

    def get(self, address: str, token: str = "secret") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer."""
        path, _, query = address.partition("?")
        headers = [(b"host", b"127.0.0.1:8720"), (b"authorization", f"Bearer {token}".encode())]
        asked = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers}
        sent: list[Any] = []
        waiting: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            if waiting:
                return waiting.pop()
            await asyncio.Event().wait()  # nobody goes away
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        with ThreadPoolExecutor(1) as apart:  # the browser tests keep a loop in this thread
            apart.submit(lambda: asyncio.run(self._app(asked, receive, send))).result()
        found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], found, b"".join(one.get("body", b"") for one in sent[1:])


@pytest.fixture
def client(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return Client(examples)


def test_every_format_is_listed(client: Client) -> None:
    assert [one["name"] for one in json.loads(client.get("/api/exports")[2])] == [one.name for one in formats.FORMATS]


def test_the_archive_holds_the_folder_of_the_export(client: Client, tmp_path: Path) -> None:
    _, headers, body = client.get("/api/exports/ged?country=IRQ")
    assert headers["content-type"] == "application/zip"
    assert "-ged-country-IRQ.zip" in headers["content-disposition"]
    (tmp_path / "kept.zip").write_bytes(body)
    with ZipFile(tmp_path / "kept.zip") as archive:
        assert archive.testzip() is None
        names = {Path(name).name for name in archive.namelist()}
    assert {"ged.csv", "README.md", "export.json", "left_out.csv", "passages.csv"} <= names
    assert [path.name for path in tmp_path.iterdir()] == ["kept.zip"]


@pytest.mark.parametrize(
    ("path", "says"),
    [("nope", "there is no format"), ("ged?since=1950-01-01&until=1950-01-02", "no row of the record")],
)
def test_what_cannot_be_made_is_said_and_leaves_nothing(client: Client, tmp_path: Path, path: str, says: str) -> None:
    status, _, body = client.get(f"/api/exports/{path}")
    assert status == 400
    assert says in json.loads(body)["message"]
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> list[Path]:
        raise OSError(28, "No space left on device")

    one = Format(name="full", meaning="", tables=formats.FORMATS[0].tables, write=full)
    monkeypatch.setattr(formats, "FORMATS", (one,))
    status, _, body = client.get("/api/exports/full")
    assert status == 400
    assert "No space left" in json.loads(body)["message"]
    assert list(tmp_path.iterdir()) == []


def test_nobody_without_the_token_gets_one(client: Client) -> None:
    assert client.get("/api/exports/csv", token="wrong")[0] == 403
