"""Opening the record file: creating, migrating, and saying in words what is wrong with a file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from shutil import disk_usage
from time import monotonic
from typing import Literal

from truceline.errors import BrokenRecord, NewerRecord, NotARecord, RecordBusy, StoreError

OpenMode = Literal["read", "write", "create"]

APPLICATION_ID = 0x54524C4E  # "TRLN"
_CACHE_KIB = 65536
_CHECKPOINT_PAGES = 4000
_MOMENT_MS = 10
_ROOM = 1 << 20  # bytes that side files and a decision may take


@cache
def migrations() -> tuple[str, ...]:
    """The SQL scripts that lead from an empty file to the present layout, in order."""
    folder = resources.files("truceline.record") / "migrations"
    return tuple(
        f.read_text("utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.name.endswith(".sql")
    )


@cache
def query(name: str) -> str:
    """One query from ``queries/NAME.sql``."""
    return (resources.files("truceline.record") / "queries" / f"{name}.sql").read_text("utf-8")


def connect(path: Path, mode: OpenMode, wait: float) -> sqlite3.Connection:
    """Open the record at `path`; a new one is created where the mode allows it.

    Raises:
        StoreError: or one of its kinds; the message names the file and what to do.
    """
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; create it or choose another place for the record")
    if path.is_dir():
        raise NotARecord(f"{path}: is a folder; name a file in it, such as {path / 'record.truceline'}")
    if mode != "create" and not path.exists():
        raise StoreError(f"{path}: there is no such record; `truceline read FILES --record {path}` makes one")
    with guarded(path):
        connection = _open(path, mode, wait)
        try:
            _prepare(connection, path, mode, wait)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, mode: OpenMode, wait: float) -> sqlite3.Connection:
    options = {"read": "mode=ro", "write": "mode=rw", "create": "mode=rwc"}[mode]
    if mode == "read" and not _has_room_beside(path):
        options += "&immutable=1"
    uri = f"{path.absolute().as_uri()}?{options}"
    return sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def _has_room_beside(path: Path) -> bool:
    """True if SQLite may put its side files next to the record; read-only media are read without them."""
    return path.with_name(path.name + "-wal").exists() or os.access(path.parent, os.W_OK)


def _prepare(connection: sqlite3.Connection, path: Path, mode: OpenMode, wait: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    layout = connection.execute("PRAGMA user_version").fetchone()[0]
    if empty and application == 0 and mode != "create":
        raise NotARecord(f"{path}: is empty; choose another file, or restore the record from a copy")
    if application != APPLICATION_ID and not (empty and application == 0):
        raise NotARecord(f"{path}: is a SQLite database but no truceline record; choose another file")
    if layout > len(migrations()):
        raise NewerRecord(f"{path}: was written by a newer truceline (layout {layout}); upgrade truceline to open it")
    if mode == "read":
        if layout < len(migrations()):
            raise StoreError(
                f"{path}: has an older layout ({layout}); `truceline rebuild --record {path}` brings it up to date"
            )
        return
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreError(f"{path}: this place cannot hold a record (no write-ahead log); use a local disk")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    if layout < len(migrations()):
        _migrate(connection, path, wait)


def _back_up(path: Path, layout: int) -> None:
    """Copy a record of an older layout beside itself, once, before it is changed; nobody else writes meanwhile."""
    kept = path.with_name(f"{path.name}.layout-{layout}")
    if kept.exists():
        return
    unfinished = kept.with_name(f"{kept.name}.part")
    unfinished.unlink(missing_ok=True)
    source, copy = sqlite3.connect(path), sqlite3.connect(unfinished)
    try:
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(kept)


def _migrate(connection: sqlite3.Connection, path: Path, wait: float) -> None:
    """Run the missing scripts in one transaction; whoever comes second finds it done."""
    with transaction(connection, wait):
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        if 0 < done < len(migrations()):
            _back_up(path, done)
        for number, script in enumerate(migrations()[done:], start=done + 1):
            for statement in _split(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _split(script: str) -> Iterator[str]:
    """The single statements of a script (executescript would commit the transaction)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


@contextmanager
def transaction(connection: sqlite3.Connection, wait: float) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any error.

    Args:
        connection: the record.
        wait: seconds to wait for another writer.
    """
    _begin(connection, wait)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _begin(connection: sqlite3.Connection, wait: float) -> None:
    """Begin to write as soon as nobody else does.

    SQLite asks ever more rarely while it waits, up to ten times a second, and may miss each gap that a busy writer
    leaves; so it is told to wait for a moment only, again and again.
    """
    until = monotonic() + wait
    connection.execute(f"PRAGMA busy_timeout = {_MOMENT_MS}")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or monotonic() >= until:
                    raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn every error of SQLite into one of ours, with the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(path, error) from error


def explain(path: Path, error: sqlite3.Error) -> StoreError:
    """What an error of SQLite means for the user."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith("SQLITE_IOERR") and _is_full(path):
        name = "SQLITE_FULL"
    for prefix, (kind, words) in _MEANINGS.items():
        if name.startswith(prefix):
            return kind(f"{path}: {words} ({error})")
    return StoreError(f"{path}: {error}")


def _is_full(path: Path) -> bool:
    """True if there is hardly any room beside the record: SQLite then says that the disk fails."""
    try:
        return disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


_Kind = Callable[[str], StoreError]
_MEANINGS: dict[str, tuple[_Kind, str]] = {
    "SQLITE_BUSY": (RecordBusy, "another process is writing to the record; wait for it to end and try again"),
    "SQLITE_LOCKED": (RecordBusy, "another process is writing to the record; wait for it to end and try again"),
    "SQLITE_NOTADB": (NotARecord, "is no truceline record; choose another file"),
    "SQLITE_CORRUPT": (BrokenRecord, "is damaged; restore it from a copy, or read the documents into a new record"),
    "SQLITE_FULL": (StoreError, "the disk is full; make room and run the same command again, nothing kept is lost"),
    "SQLITE_IOERR": (StoreError, "the disk does not answer; check it and run the same command again"),
    "SQLITE_READONLY": (StoreError, "the file may not be written to; change its permissions or copy it elsewhere"),
    "SQLITE_PERM": (StoreError, "the file may not be opened; change its permissions"),
    "SQLITE_CANTOPEN": (StoreError, "the file cannot be opened; check the folder and its permissions"),
    "SQLITE_TOOBIG": (StoreError, "a document is too large for the record"),
}
