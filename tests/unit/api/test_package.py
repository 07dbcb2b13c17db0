"""``import truceline``: light, complete, typed, and its functions stay functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import truceline

STUB = Path(truceline.__file__).with_name("__init__.pyi")


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_the_package_loads_nothing_of_it_but_itself() -> None:
    assert run("import sys, truceline; print([m for m in sys.modules if m.startswith('truceline')])") == "['truceline']"


def test_frames_and_spacy_are_loaded_only_when_they_are_asked_for() -> None:
    code = "import sys, truceline; truceline.extract('Rebels shelled Homs.', published='2012-02-04')"
    assert run(f"{code}; print([m for m in ('pandas', 'polars', 'spacy') if m in sys.modules])") == "[]"


def test_functions_stay_functions_whatever_is_imported() -> None:
    code = "import truceline, truceline.extract.counts, truceline.read.reader; print(callable(truceline.extract))"
    assert run(code) == "True"
    code = "from truceline.extract.counts import read_count; from truceline.read import read; import truceline"
    assert run(f"{code}; print(truceline.read.__name__, truceline.extract.__name__, read.__module__)") == (
        "read extract truceline.read.reader"
    )
    assert run("from truceline import extract, read, open; print(extract.__module__)") == "truceline.api.extraction"


def test_names_for_users_are_the_same_everywhere() -> None:
    stub = ast.parse(STUB.read_text())
    typed = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    import truceline.api

    assert typed == set(truceline.__all__) - {"__version__"} == set(truceline.api.__all__)
    assert set(truceline.__all__) <= set(dir(truceline))
    assert STUB.with_name("py.typed").exists()


def test_unknown_names_are_told() -> None:
    with pytest.raises(AttributeError, match=r"it has .*extract"):
        _ = truceline.extrakt  # type: ignore[attr-defined]
