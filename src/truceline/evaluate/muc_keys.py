"""MUC-3/4 messages and answer keys, as they were distributed.

Key files hold numbered slots, a template after the other; a slot's further entries stand on lines of their own, other
wordings of one entry behind a stroke, ``?`` before what need not be found, ``-`` and ``*`` for nothing. Message files
hold texts in capitals, each behind a line with its number, with date and place before ``--`` and bracketed notes after
it; both are left out of the text, and the date is the publication date. What is left of the first line would look like
a headline, so the wrapped lines of a paragraph are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from truceline.errors import UsageError
from truceline.evaluate import texts

SLOTS = {
    4: "incident type",
    6: "weapon",
    9: "perpetrator individual",
    10: "perpetrator organisation",
    12: "physical target",
    18: "human target",
    19: "human target",
}
STRING_SLOTS = tuple(dict.fromkeys(name for name in SLOTS.values() if name != "incident type"))

_EXPECTED = "a folder with MUC key files (key-*) and the message files beside them, gzipped or not"
_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
_SLOT = re.compile(r"^\s*(\d+)\.\s+[A-Z ]+:\s*[A-Z ]*?(?:\s{2,}|\t)\s*(.*)$")
_QUOTED = re.compile(r'"([^"]*)"')
_DATELINE = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\w* (\d\d)\b")
_OPENING = re.compile(r"\A[^\[]*?--\s*(?:\[[^\]]*\]\s*)*")
_BLANK = re.compile(r"\n\s*\n")
_NOTHING = ("", "-", "*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One filler: its wordings, and whether it need not be found."""

    wordings: tuple[str, ...]
    optional: bool


@dataclass(slots=True)
class Template:
    """One incident of a message; `optional` ones need not be found."""

    optional: bool = False
    types: tuple[str, ...] = ()
    slots: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in STRING_SLOTS})


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its incidents."""

    id: str
    text: str
    published: date | None
    templates: tuple[Template, ...]


def load(folder: Path) -> list[Message]:
    """All messages that have a key, in order.

    Raises:
        UsageError: there are no keys, or no messages for them.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; expected {_EXPECTED}")
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    keys = {name: found for file in files if file.name.startswith("key-") for name, found in _keys(file)}
    bodies: dict[str, str] = {}
    for file in files:
        if "muc" in file.name and not file.name.startswith("key-"):
            bodies.update(_messages(texts.contents(file, "latin-1")))
    if not keys or not bodies:
        raise UsageError(f"{folder}: {'no messages' if keys else 'no keys'} found; expected {_EXPECTED}")
    missing = sorted(set(keys) - set(bodies))
    if missing:
        raise UsageError(f"{folder}: keys without a message: {', '.join(missing[:5])}; expected {_EXPECTED}")
    return [Message(name, *_text(bodies[name]), tuple(keys[name])) for name in sorted(keys)]


def _messages(raw: str) -> Iterator[tuple[str, str]]:
    heads = list(_MESSAGE.finditer(raw))
    ends = [h.start() for h in heads[1:]] + [len(raw)]
    for found, end in zip(heads, ends, strict=True):
        yield found[1], raw[found.end() : end]


def _text(body: str) -> tuple[str, date | None]:
    """The report without its head line, and the day that the head line gives."""
    opening = _OPENING.match(body)
    start = opening.end() if opening else 0
    m = _DATELINE.search(body[: start or 200])
    day = None
    if m:
        try:
            day = datetime.strptime(f"{m[1]} {m[2]} 19{m[3]}", "%d %b %Y").date()
        except ValueError:
            day = None
    blocks = (" ".join(block.split()) for block in _BLANK.split(body[start:]))
    return "\n\n".join(block for block in blocks if block), day


def _keys(file: Path) -> Iterator[tuple[str, list[Template]]]:
    found: dict[str, list[Template]] = {}
    name, slot = "", -1
    entries: dict[int, list[str]] = {}
    for line in [*texts.contents(file, "latin-1").splitlines(), "0.  MESSAGE: ID  END"]:
        if not line.strip() or line.startswith(";"):
            continue
        m = _SLOT.match(line)
        if m is None:
            entries.setdefault(slot, []).append(line.strip())
            continue
        slot = int(m[1])
        if slot == 0:
            if name:
                found.setdefault(name, []).extend(_template(entries))
            name, entries = m[2].split()[0] if m[2].split() else "", {}
        entries.setdefault(slot, []).append(m[2].strip())
    if not found:
        raise UsageError(f"{file}: no templates in it; expected MUC-4 keys with numbered slots (0. MESSAGE: ID …)")
    yield from found.items()


def _template(entries: dict[int, list[str]]) -> Iterator[Template]:
    number = " ".join(entries.get(1, ["*"]))
    types = " ".join(entries.get(4, ["*"]))
    if number.startswith("*") or types.strip() in _NOTHING:
        return
    made = Template("OPTIONAL" in number, tuple(t.strip(" ?") for t in types.split("/") if t.strip(" ?")))
    for slot in (6, 9, 10, 12):
        made.slots[SLOTS[slot]] = list(_entries(entries.get(slot, [])))
    made.slots["human target"] = list(_people(entries.get(18, []), entries.get(19, [])))
    yield made


def _entries(lines: list[str]) -> Iterator[Entry]:
    for line in _joined(lines):
        if wordings := tuple(w for w in _QUOTED.findall(line.split('": "')[0]) if w not in _NOTHING):
            yield Entry(wordings, line.startswith("?"))


def _people(names: list[str], descriptions: list[str]) -> Iterator[Entry]:
    """People by name and by description: ``"MAYOR": "JUAN PEREZ"`` describes the one who is named."""
    by_name = [set(e.wordings) for e in _entries(names)]
    optional = [e.optional for e in _entries(names)]
    alone = []
    for line in _joined(descriptions):
        said, _, whose = line.partition(":")
        wordings = {w for w in _QUOTED.findall(said) if w not in _NOTHING}
        owners = set(_QUOTED.findall(whose))
        known = next((i for i, own in enumerate(by_name) if own & owners), None)
        if known is not None:
            by_name[known] |= wordings
        elif wordings:
            alone.append(Entry(tuple(sorted(wordings)), line.startswith("?")))
    yield from (Entry(tuple(sorted(own)), free) for own, free in zip(by_name, optional, strict=True))
    yield from alone


def _joined(lines: list[str]) -> list[str]:
    """One line for each entry: wordings that go on behind a stroke belong to the line before."""
    out: list[str] = []
    for line in lines:
        if out and (line.startswith("/") or out[-1].endswith("/")):
            out[-1] += " " + line
        elif line.strip() not in _NOTHING:
            out.append(line)
    return out
