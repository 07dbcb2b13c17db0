"""The dossier's page taken apart, for its tests."""

from __future__ import annotations

import json
from html.parser import HTMLParser


class Page(HTMLParser):
    """Elements, the text of each id, the text under each passage number, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: dict[str, list[str]] = {"script": [], "style": []}
        self.passages: dict[str, str] = {}
        self.rows: dict[str, str] = {}
        self.shown: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.elements.append((tag, named))
        if tag not in ("meta", "input", "br", "hr", "img", "link"):
            self._open.append((tag, named))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if tags and tags[-1] in self.data:
            self.data[tags[-1]].append(data)
            return
        self.shown.append(data)
        document = next((a["id"][1:] for t, a in self._open if t == "details" and "doc" in a.get("class", "")), "")
        for number in self._open[-1][1].get("data-p", "").split() if self._open else ():
            if document:
                key = f"{document}-{number}"
                self.passages[key] = self.passages.get(key, "") + data
        for tag, named in self._open:
            if tag == "table" and "id" in named:
                self.rows[named["id"]] = self.rows.get(named["id"], "") + data


def cells(found: Page) -> tuple[list[str], list[list[object]]]:
    data = json.loads(next(d for d in found.data["script"] if d.startswith("{")))
    return data["strings"], data["cells"]


def linked_cells(found: Page) -> int:
    """How many cells the page links to; each leads to words of a document."""
    ids = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    _, entries = cells(found)
    linked = [a for tag, a in found.elements if tag == "a" and "data-c" in a]
    for attributes in linked:
        assert attributes["href"][1:] in ids
        assert attributes["data-r"]
        for number in attributes["data-c"].split():
            groups = entries[int(number)][4]
            assert isinstance(groups, list)
            refs = [ref for group in groups for ref in group[0]]
            assert refs
            assert all(f"p{ref}" in ids and found.passages[ref] for ref in refs)
    return len(linked)


def sound(html: str) -> None:
    """Anchors exist and are unique."""
    found = Page(html)
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    strings, entries = cells(found)
    assert {a["href"][1:] for _, a in found.elements if "href" in a} <= set(ids)
    assert {strings[int(str(entry[3]))] for entry in entries} - {""} <= set(ids)
