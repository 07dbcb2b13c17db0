"""The command line as a test calls it: in this process, with the output caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from truceline.cli.app import app
from truceline.errors import StoreError, UsageError

GOOD = "BAGHDAD, March 31 - Gunmen killed six policemen in Baquba on Monday, a hospital official said.\n"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str


Call = Callable[..., Done]


@pytest.fixture
def call() -> Call:
    """Runs ``truceline`` with arguments; errors get the exit status that `truceline.cli.main` gives them."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Done:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
        if isinstance(result.exception, StoreError | UsageError):
            status = 3 if isinstance(result.exception, StoreError) else 2
            return Done(status, result.stdout, f"{result.stderr}truceline: {result.exception}\n")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good report; what a test adds must not spoil it."""
    place = tmp_path / "reports"
    place.mkdir()
    (place / "good.txt").write_text(GOOD, encoding="utf-8")
    return place
