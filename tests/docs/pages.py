"""Follows a documentation page: runs its commands and its Python, in order and in one folder, as somebody would.

A block fenced as ``sh`` is run by bash and must succeed; ``python`` blocks share one namespace; an ``output`` block says
what the Python before it prints, to the character; an ``r`` block is run where R and the packages that it names are
there. Every block has a language; those in `SHOWN` are only shown. Comments that no reader sees tell the rest:

- ``<!-- file: NAME -->`` before a block: it is the content of a file in the folder;
- ``<!-- output -->`` before a ``text`` block: each of its lines stands in the output of the commands before; ``…`` is
  anything;
- ``<!-- status: N -->`` before a block: its last command ends with N, not 0;
- ``<!-- begin: NAME … -->`` at the top: what the folder holds: ``reports`` (the example reports), ``NAME.db`` (their
  record), ``examples`` (the reports as they stand in a clone); reports and my.db if it is missing.

``EVT-…``, ``FIG-…``, ``CSF-…``, ``ACT-…``, ``CLM-…`` stand for an id of the record of that kind, ``DOCUMENT`` for the
id of a report.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from truceline.model.records import ActorRow, CeasefireRow, ClaimRow, FigureRow, ReconciledRow
from truceline.record import Store

ROOT = Path(__file__).parents[2]
RUN = "sh"
PYTHON, PRINTED, R = "python", "output", "r"
SHOWN = frozenset({"text", "yaml", "json", "toml", "stata", "bat", "html", "sql", "{toctree}"})
_BLOCK = re.compile(r"((?:^<!--[^\n]*-->\n+)*)^```(\S*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOTE = re.compile(r"<!-- (\w+)(?:: ([^\n]*?))? -->")
_LASTING = re.compile(r"^truceline (?:serve|watch)\b")
_READY = 60  # seconds


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, text and the notes before it."""

    language: str
    text: str
    notes: dict[str, str]
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        notes = {name: said or "" for name, said in _NOTE.findall(match[1])}
        yield Block(match[2], match[3], notes, text.count("\n", 0, match.start(2)) + 1)


def begins_with(page: Path) -> tuple[str, ...]:
    """What the folder of a page holds before its first command."""
    for name, said in _NOTE.findall(page.read_text(encoding="utf-8")):
        if name == "begin":
            return tuple(said.split())
    return ("reports", "my.db")


def folder_for(page: Path, record: Path, folder: Path) -> None:
    """Lay out what a page begins with."""
    for name in begins_with(page):
        if name == "reports":
            shutil.copytree(ROOT / "examples" / "reports", folder / "reports")
        elif name == "examples":
            shutil.copytree(ROOT / "examples", folder / "examples")
        else:
            shutil.copy(record, folder / name)


def ids(record: Path) -> dict[str, str]:
    """What stands for the ids in a page."""
    with Store.open(record) as store:
        reported = [row for row in store.rows(ReconciledRow) if (row.kind, row.scope) == ("killed", "event")]
        most = max(reported, key=lambda row: (row.n_figures, row.id))
        figures = [row for row in store.rows(FigureRow, kind="killed", standing="counted")]
        own = next(row for row in figures if row.id in most.figure_ids)
        first = {row.prefix: next(store.rows(row)).id for row in (CeasefireRow, ClaimRow, ActorRow)}
        return {
            "EVT-…": most.happening_id,
            "REC-…": most.id,
            "FIG-…": own.id,
            **{f"{prefix}-…": found for prefix, found in first.items()},
            "DOCUMENT": own.document_id,
        }


class WrongOutput(AssertionError):
    """A page says that something is printed, and it is not."""


def follow(page: Path, record: Path, folder: Path) -> None:
    """Follow a page in a folder of its own.

    Raises:
        AssertionError: a command ended with another status, with what it said; or the output is not as the page says.
    """
    folder_for(page, record, folder)
    known = ids(record)
    with contextlib.chdir(folder):
        run(page, known)


def run(page: Path, known: Mapping[str, str]) -> dict[str, Any]:
    """Run the blocks of a page in the present folder; gives the namespace that its Python leaves.

    Args:
        page: the page.
        known: what stands for the ids in it.
    """
    names = re.compile("|".join(map(re.escape, known)) or "(?!)")
    space: dict[str, Any] = {"__name__": "__page__"}
    said = ""
    for block in blocks(page):
        text, where = names.sub(lambda match: known[match[0]], block.text), f"{page.name}, line {block.line}"
        if "file" in block.notes:
            Path(block.notes["file"]).write_text(text, encoding="utf-8")
        elif block.language == RUN:
            status = int(block.notes.get("status", "0"))
            said = "".join(_said(part, status, where) for part in _parts(text))
        elif block.language == PYTHON:
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile("\n" * block.line + text, str(page), "exec"), space)
            said = out.getvalue()
        elif block.language == R and _has(re.findall(r"library\((\w+)\)|(\w+)::", text)):
            said = _said(f"Rscript - <<'END'\n{text}\nEND", 0, where)
        elif block.language == PRINTED and _bare(said) != _bare(text):
            raise WrongOutput(f"{where}: the page says\n{text}\nprinted was\n{said}")
        elif "output" in block.notes:
            _expect(text, said, where)
    return space


@cache
def _packages() -> frozenset[str]:
    """The packages that R has here; none where there is no R."""
    if shutil.which("Rscript") is None:
        return frozenset()
    told = subprocess.run(
        ["Rscript", "-e", "writeLines(rownames(installed.packages()))"], capture_output=True, text=True, check=True
    )
    return frozenset(told.stdout.split())


def _has(named: Iterable[tuple[str, ...]]) -> bool:
    """True if R is there with all these packages."""
    return bool(_packages()) and {name for names in named for name in names if name} <= _packages()


def _bare(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _parts(text: str) -> Iterator[str]:
    """A block in parts: each command that goes on until it is stopped is one by itself."""
    plain: list[str] = []
    for line in text.splitlines():
        if _LASTING.match(line):
            yield "\n".join(plain)
            yield line
            plain = []
        else:
            plain.append(line)
    yield "\n".join(plain)


def _said(commands: str, status: int, where: str) -> str:
    """Run commands; variables that they set are there for those that follow."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"COLUMNS": "200"}
    if _LASTING.match(commands):
        return _lasting(commands, environment, where)
    script = f"set -aeu -o pipefail\n[ -f .shell ] && . ./.shell\n{commands}\nexport -p > .shell"
    done = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    told = f"{done.stdout}{done.stderr}"
    assert done.returncode == status, f"{where}: {commands}\nended with {done.returncode}:\n{told[-2000:]}"
    return told


def _heeding() -> None:
    """Heed an interrupt, also where whoever started the tests ignores it, as a shell does in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _lasting(command: str, environment: dict[str, str], where: str) -> str:
    """A command that goes on until it is stopped: wait for its first line, then stop it as a person would."""
    command = command.split(" #")[0]
    if command.startswith("truceline serve"):
        command += " --no-browser"
    with subprocess.Popen(
        ["bash", "-c", f"exec {command}"], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=_heeding,
    ) as process:  # fmt: skip
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(_READY)
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first, f"{where}: {command}\nsaid nothing and ended with {process.wait()}"
        finally:
            signal.alarm(0)
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=30)[0]
    return first + rest


def _expect(text: str, said: str, where: str) -> None:
    """Each line stands in the output, however that breaks its lines."""
    flat = " ".join(said.split())
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        if not re.search(".*?".join(map(re.escape, line.split("…"))), flat):
            raise WrongOutput(f"{where}: the output does not say\n{line}\nbut\n{said[-3000:]}")
