"""Actor files (YAML) to entries. Everything that is wrong is named with its line; a file is taken whole or not at all.

source: my own notes
actors:
  - id: jane-doe
    name: Jane Doe
    names: [J. Doe]
    kind: person
    country: IRQ
    offices: ["IRQ interior-minister 2012-05..2014"]
    of: ["member_of dawa-party 2010.."]
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

import yaml

from truceline.model.extraction import ActorKind, Relation
from truceline.register.entries import ALWAYS, INTERS, SECTORS, Entry, Office, Period, Tie
from truceline.register.organs import organs, states

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOP = frozenset({"source", "kind", "actors"})
_TEXTS = ("id", "name", "kind", "country", "sector", "inter", "source", "begins", "ends", "born", "died")
_LISTS = ("names", "countries", "offices", "of", "after", "replaces")
_KINDS: tuple[str, ...] = get_args(ActorKind)
_RELATIONS: tuple[str, ...] = get_args(Relation)
_ID = re.compile(r"[A-Za-z0-9][\w:.-]*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as a file has it: the fields that it gives, and its line."""

    id: str
    line: int
    given: Mapping[str, Any]


@dataclass(slots=True)
class ActorFile:
    """What one file says, and what is wrong with it."""

    name: str
    written: list[Written] = field(default_factory=list)
    wrongs: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        """Notes a problem."""
        self.wrongs.append((line, message))

    @property
    def problems(self) -> list[str]:
        """All that is wrong, by line."""
        return [f"{self.name}:{line}: {message}" for line, message in sorted(self.wrongs, key=lambda wrong: wrong[0])]


def read_actors(text: str, name: str) -> ActorFile:
    """Reads an actor file; ids of other actors and offices are checked when it is put together with the rest."""
    file = ActorFile(name)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        file.wrong(1 if mark is None else mark.line + 1, f"no YAML: {getattr(error, 'problem', None) or error}")
        return file
    if root is None:
        return file
    top = _mapping(root, file, "the file", _TOP)
    rows = top.pop("actors", None)
    if not isinstance(rows, yaml.SequenceNode):
        file.wrong(_line(rows or root), "expected `actors:` with a list of actors")
        return file
    common = {key: _text(node, file, key) for key, node in top.items()}
    seen: dict[str, int] = {}
    for node in rows.value:
        row = _row(node, file, common)
        if row is None:
            continue
        if row.id in seen:
            file.wrong(row.line, f"the id {row.id} stands twice, first in line {seen[row.id]}")
        seen.setdefault(row.id, row.line)
        file.written.append(row)
    return file


def _row(node: yaml.Node, file: ActorFile, common: Mapping[str, str | None]) -> Written | None:
    line = _line(node)
    cells = _mapping(node, file, "an actor", frozenset((*_TEXTS, *_LISTS)))
    raw: dict[str, Any] = dict(common)
    for key, cell in cells.items():
        raw[key] = _texts(cell, file, key) if key in _LISTS else _text(cell, file, key)
    id = raw.pop("id", None)
    if not isinstance(id, str) or not _ID.fullmatch(id):
        file.wrong(line, "an actor needs an id of letters, digits, hyphens, colons and full stops")
        return None
    return Written(id, line, _checked(raw, id, line, file))


def _checked(raw: dict[str, Any], id: str, line: int, file: ActorFile) -> dict[str, Any]:
    """The fields as an entry has them; what cannot be used is named and left out."""
    given: dict[str, Any] = {key: raw[key] for key in ("name", "source") if raw.get(key)}
    for key in ("names", "after", "replaces"):
        if key in raw:
            given[key] = tuple(raw[key])
    for key, allowed in (("kind", _KINDS), ("sector", sorted(SECTORS))):
        if raw.get(key) is not None:
            if raw[key] in allowed:
                given[key] = raw[key]
            else:
                file.wrong(line, f"{id}: unknown {key} {raw[key]!r}; known are {', '.join(allowed)}")
    for key in ("country", "countries"):
        codes = [raw[key]] if isinstance(raw.get(key), str) else raw.get(key) or []
        for code in codes:
            if code not in states():
                file.wrong(line, f"{id}: unknown country {code!r}; use the ISO 3166 alpha-3 code, such as IRQ")
        if codes:
            given[key] = codes[0] if key == "country" else tuple(codes)
    if raw.get("inter") is not None:
        if raw["inter"].isdigit() and int(raw["inter"]) in INTERS:
            given["inter"] = int(raw["inter"])
        else:
            file.wrong(line, f"{id}: unknown ACLED inter code {raw['inter']!r}; known are 1 to 8")
    first = raw.get("begins") or raw.get("born")
    last = raw.get("ends") or raw.get("died")
    if first or last:
        given["period"] = period(f"{first or ''}..{last or ''}", f"{id}", line, file)
    if "offices" in raw:
        given["offices"] = tuple(o for cell in raw["offices"] if (o := _office(cell, id, line, file)) is not None)
    if "of" in raw:
        given["ties"] = tuple(t for cell in raw["of"] if (t := _tie(cell, id, line, file)) is not None)
    return given


def _office(cell: str, id: str, line: int, file: ActorFile) -> Office | None:
    words = cell.split()
    if len(words) != 3:
        file.wrong(line, f"{id}: an office is written `OWNER office FROM..TO`, not {cell!r}")
        return None
    if words[1] not in organs().offices:
        file.wrong(line, f"{id}: unknown office {words[1]!r}; known are {', '.join(organs().offices)}")
    return Office(words[0], words[1], period(words[2], id, line, file))


def _tie(cell: str, id: str, line: int, file: ActorFile) -> Tie | None:
    relation, _, rest = cell.partition(" ")
    if not rest:
        relation, rest = "member_of", cell
    actor, _, when = rest.partition(" ")
    if relation not in _RELATIONS:
        file.wrong(line, f"{id}: unknown relation {relation!r}; known are {', '.join(_RELATIONS)}")
        return None
    return Tie(relation, actor, period(when, id, line, file) if when else ALWAYS)  # type: ignore[arg-type]  # checked


def period(words: str, id: str, line: int, file: ActorFile) -> Period:
    """`FROM..TO`, each a day, a month or a year, or left out."""
    first, dots, last = words.partition("..")
    begin, end = _day(first, False), _day(last, True)
    if not dots or (first and begin is None) or (last and end is None):
        file.wrong(line, f"{id}: {words!r} is no stretch of time; write FROM..TO with YYYY, YYYY-MM or YYYY-MM-DD")
    elif begin is not None and end is not None and begin > end:
        file.wrong(line, f"{id}: {words!r} ends before it begins")
    return Period(begin, end)


def _day(words: str, last: bool) -> date | None:
    match = _DAY.fullmatch(words)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), match[3]
    try:
        return date(year, month, int(day) if day else (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def entry(written: Written, base: Entry | None) -> Entry:
    """The entry that a file gives, on top of one of the same id: names are added, other fields replaced."""
    given = dict(written.given)
    if base is not None:
        old = {key: getattr(base, key) for key in Entry.__dataclass_fields__}
        names = (given.get("name") or base.name, *given.get("names", ()), *base.all_names)
        sources = dict.fromkeys((base.source, given.get("source", base.source)))
        return Entry(**{**old, **given, "names": tuple(dict.fromkeys(names))[1:], "source": "; ".join(sources)})
    return Entry(id=written.id, **given)


def _mapping(node: yaml.Node, file: ActorFile, what: str, known: frozenset[str]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        file.wrong(_line(node), f"expected {what} with `key: value` lines")
        return {}
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value not in known:
            file.wrong(_line(key), f"unknown key {key.value!r}; known are {', '.join(sorted(known))}")
        elif key.value in found:
            file.wrong(_line(key), f"the key {key.value!r} stands twice")
        else:
            found[key.value] = value
    return found


def _text(node: yaml.Node, file: ActorFile, key: str) -> str | None:
    if isinstance(node, yaml.ScalarNode) and node.value.strip():
        return str(node.value).strip()
    file.wrong(_line(node), f"{key}: expected one value")
    return None


def _texts(node: yaml.Node, file: ActorFile, key: str) -> Sequence[str]:
    if not isinstance(node, yaml.SequenceNode):
        file.wrong(_line(node), f"{key}: expected a list, such as [{key}]")
        return ()
    return tuple(text for item in node.value if (text := _text(item, file, key)) is not None)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
