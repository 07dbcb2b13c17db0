"""Styles of all views stand in one file: a class that two views style would look different from both."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tests.conftest import ROOT

SOURCES = ROOT / "workbench" / "src"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FIRST = re.compile(r"(?:^|[},])\s*\.([a-zA-Z][\w-]*)", re.MULTILINE)
_PRINT = re.compile(r"@media print \{.*?\n\}", re.DOTALL)  # print hides parts of other views


def test_no_two_views_begin_a_rule_with_the_same_class() -> None:
    if not SOURCES.is_dir():
        pytest.skip("an installed package brings no sources of the page")
    owners: dict[str, set[str]] = defaultdict(set)
    for file in SOURCES.glob("views/**/*.css"):
        text = _PRINT.sub("", _COMMENT.sub("", file.read_text("utf-8")))
        for name in _FIRST.findall(text):
            owners[name].add(file.name)
    assert len(owners) > 50
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}
