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
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

import yaml

from truceline.model.extraction import ActorKind
from truceline.model.names import plain_words
from truceline.register import tenures
from truceline.register.entries import ALWAYS, INTERS, SECTORS, Entry
from truceline.register.organs import states
from truceline.register.written import ActorFile, Cell, Written

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOP = frozenset({"source", "kind", "until", "actors"})
_TEXTS = ("id", "name", "kind", "country", "sector", "inter", "source", "begins", "ends", "born", "died")
_LISTS = ("names", "countries", "offices", "of", "after", "replaces")
_BRACKET = re.compile(r"[\[\]{}]")
_BLOCKS = re.compile(r"^ {100}|^ *(?:[-?:] +){20}", re.MULTILINE)
_DEEPEST = 100
_NULL = "tag:yaml.org,2002:null"
_KINDS: tuple[str, ...] = get_args(ActorKind)
_ID = re.compile(r"[A-Za-z0-9][\w:.-]*")


def read_actors(text: str, name: str) -> ActorFile:
    """Reads an actor file; ids of other actors and offices are checked when it is put together with the rest."""
    file = ActorFile(name)
    if (place := _too_deep(text)) is not None:
        file.wrong(text.count("\n", 0, place) + 1, "no actor file: lists within lists within lists")
        return file
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        file.wrong(line, f"no YAML: the character U+{error.character:04X} may not stand in it")
        return file
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        file.wrong(1 if mark is None else mark.line + 1, f"no YAML: {error.problem or error}")
        return file
    if root is None:
        return file
    top = _mapping(root, file, "the file", _TOP)
    rows = top.pop("actors", None)
    if rows is not None and rows.tag == _NULL:
        return file
    if not isinstance(rows, yaml.SequenceNode):
        file.wrong(_line(rows or root), "expected `actors:` with a list of actors")
        return file
    common = {key: _text(node, file, key) for key, node in top.items()}
    until = _until(common.pop("until", None), file)
    seen: dict[str, int] = {}
    for row in filter(None, (_row(node, file, common, until) for node in rows.value)):
        if row.id in seen:
            file.wrong(row.line, f"the id {row.id} stands twice, first in line {seen[row.id]}")
        seen.setdefault(row.id, row.line)
        file.written.append(row)
    return file


def _too_deep(text: str) -> int | None:
    """Where lists stand within lists deeper than any actor needs, and than the parser could bear."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(0, depth + (1 if bracket[0] in "[{" else -1))
        if depth > _DEEPEST:
            return bracket.start()
    found = _BLOCKS.search(text)
    return None if found is None else found.start()


def _until(cell: Cell | None, file: ActorFile) -> date | None:
    """The day that offices without an end are known to have been held on."""
    day = None if cell is None else tenures.day(cell, True)
    if cell is not None and day is None:
        file.wrong(cell.line, f"until: {cell!r} is no day; write YYYY-MM-DD")
    return day


def _row(node: yaml.Node, file: ActorFile, common: Mapping[str, Cell | None], until: date | None) -> Written | None:
    line = _line(node)
    cells = _mapping(node, file, "an actor", frozenset((*_TEXTS, *_LISTS)))
    raw: dict[str, Any] = dict(common)
    for key, cell in cells.items():
        raw[key] = _texts(cell, file, key) if key in _LISTS else _text(cell, file, key)
    id = raw.pop("id", None)
    if not isinstance(id, str) or not _ID.fullmatch(id):
        file.wrong(line, "an actor needs an id of letters, digits, hyphens, colons and full stops")
        return None
    given = _checked(raw, id, file)
    if "offices" in given:
        given["offices"] = tuple(tenures.held_until(office, until) for office in given["offices"])
    named = {cell: cell.line for key in ("after", "replaces") for cell in raw.get(key, ())}
    named |= {word: cell.line for key in ("offices", "of") for cell in raw.get(key, ()) for word in cell.split()[:2]}
    return Written(str(id), line, given, named)


def _checked(raw: dict[str, Any], id: str, file: ActorFile) -> dict[str, Any]:
    """The fields as an entry has them; what cannot be used is named and left out."""
    given: dict[str, Any] = {key: str(raw[key]) for key in ("name", "source") if raw.get(key)}
    for key in ("names", "after", "replaces"):
        if key in raw:
            given[key] = tuple(map(str, raw[key]))
    for cell in (raw.get("name"), *raw.get("names", ())):
        if cell and not plain_words(cell):
            file.wrong(cell.line, f"{id}: {cell!r} is no name: it has no word that tells anything")
    for key, allowed in (("kind", _KINDS), ("sector", sorted(SECTORS))):
        if raw.get(key) is not None:
            given[key] = str(raw[key])
            if raw[key] not in allowed:
                file.wrong(raw[key].line, f"{id}: unknown {key} {raw[key]!r}; known are {', '.join(allowed)}")
    for key in ("country", "countries"):
        codes = [raw[key]] if isinstance(raw.get(key), str) else raw.get(key) or []
        for code in codes:
            if code not in states():
                file.wrong(code.line, f"{id}: unknown country {code!r}; use the ISO 3166 alpha-3 code, such as IRQ")
        if codes:
            given[key] = str(codes[0]) if key == "country" else tuple(map(str, codes))
    if (inter := raw.get("inter")) is not None:
        if inter.isdecimal() and int(inter) in INTERS:
            given["inter"] = int(inter)
        else:
            file.wrong(inter.line, f"{id}: unknown ACLED inter code {inter!r}; known are 1 to 8")
    if any(raw.get(key) for key in (*tenures.FIRST, *tenures.LAST)):
        given["period"] = tenures.lifetime(raw, id, file)
    if "offices" in raw:
        given["offices"] = tuple(o for cell in raw["offices"] if (o := tenures.office(cell, id, file)) is not None)
        for office, cell in zip(given["offices"], raw["offices"], strict=False):
            tenures.check_alive(office, given.get("period", ALWAYS), cell, id, file)
    if "of" in raw:
        given["ties"] = tuple(t for cell in raw["of"] if (t := tenures.tie(cell, id, file)) is not None)
    return given


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
        if not isinstance(key, yaml.ScalarNode):
            file.wrong(_line(key), "a key has to be one word")
        elif key.value not in known:
            file.wrong(_line(key), f"unknown key {key.value!r}; known are {', '.join(sorted(known))}")
        elif key.value in found:
            file.wrong(_line(key), f"the key {key.value!r} stands twice")
        else:
            found[key.value] = value
    return found


def _text(node: yaml.Node, file: ActorFile, key: str) -> Cell | None:
    if isinstance(node, yaml.ScalarNode) and node.tag != _NULL and node.value.strip():
        return Cell(node.value.strip(), _line(node))
    file.wrong(_line(node), f"{key}: expected one value")
    return None


def _texts(node: yaml.Node, file: ActorFile, key: str) -> Sequence[Cell]:
    if not isinstance(node, yaml.SequenceNode):
        file.wrong(_line(node), f"{key}: expected a list, such as [{key}]")
        return ()
    return tuple(text for item in node.value if (text := _text(item, file, key)) is not None)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
