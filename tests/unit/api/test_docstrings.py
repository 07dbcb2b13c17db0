"""The examples in the docstrings of the API run as they stand, and everything public has one where it helps."""

from __future__ import annotations

import doctest
import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import truceline
import truceline.api

MODULES = [truceline.__name__, *(f"truceline.api.{m.name}" for m in iter_modules(truceline.api.__path__))]
WITHOUT_ONE = {"Actor", "Cell", "Claim", "Mention", "Place", "TrucelineError", "__version__"}  # parts of others


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings_run(name: str, demo: Path) -> None:
    del demo
    result = doctest.testmod(import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


def test_what_users_call_is_documented_with_an_example() -> None:
    for name in truceline.__all__:
        if name not in WITHOUT_ONE:
            assert ">>>" in (inspect.getdoc(getattr(truceline, name)) or ""), name
