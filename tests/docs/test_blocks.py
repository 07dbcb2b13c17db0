"""The helper that runs pages finds their blocks and tells a wrong output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import Block, WrongOutput, blocks, run_page

PAGE = """# Page

```sh
false
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
    assert [block.kind for block in blocks(page)] == ["sh", "python", "python", "output"]
    assert list(blocks(page))[1] == Block("python", "number = 1\n", 8)
    assert run_page(page)["number"] == 1


def test_a_wrong_output_is_told_with_its_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.format(more=1))
    with pytest.raises(WrongOutput, match=r"line 18(.|\n)*3\n(.|\n)*2"):
        run_page(page)


def test_an_error_in_a_block_names_the_line_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("one\n\n```python\n\nraise ValueError('here')\n```\n")
    with pytest.raises(ValueError, match="here") as caught:
        run_page(page)
    assert caught.traceback[-1].lineno == 4  # counted from 0
