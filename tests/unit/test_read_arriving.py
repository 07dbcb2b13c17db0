"""Files that arrive in folders: given once, when they are whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from truceline.model.text import Failure, Skipped
from truceline.read.arriving import Arriving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    return place


def write(path: Path, words: str, at: int) -> str:
    """A file last changed `at` seconds after the beginning of time, so that no test depends on the clock."""
    path.write_text(words, encoding="utf-8")
    os.utime(path, (at, at))
    return str(path)


def test_a_file_is_given_when_it_rests_and_then_no_more(folder: Path) -> None:
    arriving = Arriving([str(folder)])
    assert arriving.look().passed == []  # an empty folder is no failure
    one = write(folder / "a.txt", "one", 1)
    assert (arriving.look().ready, arriving.look().ready) == ([], [one])
    arriving.given([one])
    assert arriving.look().ready == []
    write(folder / "a.txt", "one and two", 2)
    look = arriving.look()
    assert (look.ready, look.waiting) == ([], [one])
    look = arriving.look()
    assert (look.ready, look.size) == ([one], len("one and two"))


def test_a_file_that_grows_or_is_touched_waits(folder: Path) -> None:
    arriving = Arriving([str(folder)])
    for n in range(4):
        path = write(folder / "a.txt", "one" * (1 + n // 2), n)  # larger, touched, larger, touched
        assert arriving.look().waiting == [path]
    assert arriving.look().ready == [path]


def test_what_was_not_read_is_given_again_and_so_is_a_file_that_changed_while_it_was_read(folder: Path) -> None:
    arriving = Arriving([str(folder)])
    path = write(folder / "a.txt", "one", 1)
    arriving.look()
    assert arriving.look().ready == [path]
    assert arriving.look().ready == [path]  # the record was busy
    write(folder / "a.txt", "two, larger", 2)
    arriving.given([path])
    assert arriving.look().waiting == [path]


def test_a_side_file_belongs_to_its_report(folder: Path) -> None:
    arriving = Arriving([str(folder)])
    path = write(folder / "a.txt", "one", 1)
    arriving.look()
    write(folder / "a.meta.yaml", "title: A", 2)
    assert arriving.look().waiting == [path]
    assert arriving.look().ready == [path]
    arriving.given([path])
    write(folder / "a.meta.yaml", "title: B", 3)
    assert arriving.look().waiting == [path]


def test_unfinished_names_are_passed_over_and_others_left_out_with_a_reason(folder: Path) -> None:
    write(folder / "a.txt.part", "half", 1)
    write(folder / "b.html.crdownload", "half", 1)
    other = write(folder / "c.xyz", "what", 1)
    passed = Arriving([str(folder)]).look().passed
    assert [(type(item), item.path) for item in passed] == [(Skipped, other)]


def test_a_folder_that_goes_and_comes_back_gives_nothing_again(folder: Path, tmp_path: Path) -> None:
    arriving = Arriving([str(folder)])
    path = write(folder / "a.txt", "one", 1)
    arriving.look()
    arriving.given(arriving.look().ready)
    folder.rename(tmp_path / "away")
    gone = arriving.look()
    assert [item.code for item in gone.passed if isinstance(item, Failure)] == ["not_found"]
    (tmp_path / "away").rename(folder)
    assert [arriving.look().ready for _ in range(3)] == [[], [], []]
    assert Path(path).exists()
