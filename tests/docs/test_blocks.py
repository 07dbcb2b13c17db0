"""The helper that runs pages finds their blocks and tells a wrong output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import Block, WrongOutput, blocks, run

PAGE = """# Page

```text
nothing
```

```python
number = 1
```

Words.

```python
print(number + {more})
```

```output
3
```
"""


def test_blocks_share_a_namespace_and_outputs_are_compared(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.format(more=2))
    assert [block.language for block in blocks(page)] == ["text", "python", "python", "output"]
    assert list(blocks(page))[1] == Block("python", "number = 1\n", {}, 7)
    assert run(page, {})["number"] == 1


def test_a_wrong_output_is_told_with_its_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.format(more=1))
    with pytest.raises(WrongOutput, match=r"line 17(.|\n)*3\n(.|\n)*2"):
        run(page, {})


def test_an_error_in_a_block_names_the_line_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("one\n\n```python\n\nraise ValueError('here')\n```\n")
    with pytest.raises(ValueError, match="here") as caught:
        run(page, {})
    assert caught.traceback[-1].lineno == 4  # counted from 0


def test_commands_keep_their_variables_and_their_output_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    told = "```sh\nNAME=EVT-…\n```\n\n```sh\necho one $NAME\n```\n\n<!-- output -->\n\n```text\none {}\n```\n"
    page.write_text(told.format("…7"))
    run(page, {"EVT-…": "EVT-7"})
    page.write_text(told.format("two"))
    with pytest.raises(WrongOutput, match="does not say"):
        run(page, {"EVT-…": "EVT-7"})


def test_a_command_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text("```sh\ntrue\nls nowhere\n```\n")
    with pytest.raises(AssertionError, match=r"page.md, line 1(.|\n)*ls nowhere"):
        run(page, {})
    page.write_text("<!-- status: 2 -->\n\n```sh\nls nowhere\n```\n")
    run(page, {})
