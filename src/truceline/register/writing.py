"""An actor put into the text of an actor file, the rest of which stays as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


def with_actor(text: str, row: Mapping[str, Any]) -> str:
    """The text with one actor more at the end of its list; a file without a list gets one.

    Args:
        text: an actor file, as `read_actors` takes it without a problem.
        row: the keys and values of the actor.
    """
    dumped = yaml.safe_dump(
        dict(row), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6
    ).strip()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    found = [pair for pair in root.value if pair[0].value == "actors"] if isinstance(root, yaml.MappingNode) else []
    if not found:
        return f"{_ended(text)}actors:\n- {dumped}\n"
    key, rows = found[0]
    if not isinstance(rows, yaml.SequenceNode):
        after = key.end_mark.index + 1  # behind the colon, whatever stands for nothing
        return f"{text[:after]}\n- {dumped}\n{text[rows.end_mark.index :].lstrip(' ').removeprefix(chr(10))}"
    if rows.flow_style:
        end = rows.end_mark.index - 1
        before = text[:end].rstrip().removesuffix(",")
        return f"{before}{', ' if rows.value else ''}{dumped}{text[end:]}"
    end = _line_after(text, _last(rows).end_mark.index)
    dash = " " * rows.start_mark.column
    return f"{_ended(text[:end])}{dash}- {dumped}\n{text[end:]}"


def _last(node: yaml.Node) -> yaml.Node:
    """The last scalar or list in brackets within a node: block lists end where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _line_after(text: str, place: int) -> int:
    """Where the line behind a place begins; a block scalar may end there already."""
    if text[:place].endswith("\n"):
        return place
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def _ended(text: str) -> str:
    """The text with a line feed at its end, if there is any text."""
    return text if not text or text.endswith("\n") else f"{text}\n"
