"""Labels of one's own: a coding scheme over the cells of the record, written in a file, with the cells that gave each.

labels:
  - label: attack with an IED
    meaning: improvised explosive devices, planted or carried by a vehicle
    type: [bombing]
    means: [IED, roadside bomb, car bomb]

All conditions of a label must hold in the same report, each by any of its values. A label changes no cell: it is worked
out from them, so whoever disagrees corrects the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from truceline.errors import BadLabels
from truceline.model import vocabulary as v
from truceline.model.records import EventRow
from truceline.publish.export.incidents import Incident, Participant

_LARGEST = 1 << 18  # bytes of a file
Values = Callable[[Incident, EventRow], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell must hold: its values in an incident as one report tells it, and those that may be asked for.

    `words` are looked for anywhere in the cell's text; other values must be equal.
    """

    values: Values
    allowed: Sequence[str] = ()
    words: bool = False


def _people(role: str, part: Callable[[Participant], object]) -> Values:
    def values(incident: Incident, row: EventRow) -> Iterator[str]:
        for one in incident.of(role):
            if any(told.event_id == row.id for told in one.rows):
                found = part(one)
                yield from () if found is None else (str(found),)

    return values


def _harm(part: str) -> Values:
    def values(incident: Incident, row: EventRow) -> Iterator[str]:
        return (str(getattr(f, part)) for f in incident.figures if f.event_id == row.id and f.standing == "counted")

    return values


def _countries(incident: Incident, row: EventRow) -> Iterator[str]:
    for where in incident.places:
        if where.place is not None and where.place.country and any(told.event_id == row.id for told in where.rows):
            yield where.place.country


def _cell(name: str) -> Values:
    def values(_: Incident, row: EventRow) -> Iterable[str]:
        found = getattr(row, name)
        return found if isinstance(found, tuple) else () if found is None else (str(found),)

    return values


CONDITIONS: Mapping[str, Condition] = {
    "type": Condition(_cell("type"), v.EVENT_TYPES),
    "status": Condition(_cell("status"), v.STATUSES),
    "trigger": Condition(_cell("trigger"), words=True),
    "means": Condition(_cell("means"), words=True),
    "plover": Condition(_cell("plover"), tuple(v.CATEGORIES)),
    "mode": Condition(_cell("plover_mode"), v.MODES),
    "cameo": Condition(_cell("cameo")),
    "acled_type": Condition(_cell("acled_type"), tuple(v.ACLED)),
    "acled_sub_type": Condition(_cell("acled_sub_type"), tuple(sub for subs in v.ACLED.values() for sub in subs)),
    "actor": Condition(_people("actor", lambda one: one.name), words=True),
    "actor_kind": Condition(_people("actor", lambda one: one.kind), v.ACTOR_KINDS),
    "actor_id": Condition(_people("actor", lambda one: one.known)),
    "target": Condition(_people("target", lambda one: one.name), words=True),
    "target_kind": Condition(_people("target", lambda one: one.kind), v.ACTOR_KINDS),
    "target_id": Condition(_people("target", lambda one: one.known)),
    "country": Condition(_countries),
    "harm": Condition(_harm("kind"), v.FIGURE_KINDS),
    "victims": Condition(_harm("victim_class"), v.VICTIM_CLASSES),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its conditions: name of the condition, values of which one must be there."""

    name: str
    meaning: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A happening that bears a label: how many of its reports give it, and by which cells of the first of them."""

    id: str
    label: str
    reports: int
    because: str


def labelled(incident: Incident, labels: Iterable[Label]) -> Iterator[Labelled]:
    """The labels of a happening; told as a fact or not, its status is among what can be asked for."""
    for label in labels:
        found = [why for row in incident.tellings if (why := _because(incident, row, label)) is not None]
        if found:
            yield Labelled(incident.id, label.name, len(found), found[0])


def _because(incident: Incident, row: EventRow, label: Label) -> str | None:
    parts = []
    for name, wanted in label.conditions:
        condition = CONDITIONS[name]
        given = list(condition.values(incident, row))
        held = next((value for value in given if _meets(value, wanted, condition.words)), None)
        if held is None:
            return None
        parts.append(f"{name}: {held}")
    return "; ".join(parts)


def _meets(value: str, wanted: Sequence[str], words: bool) -> bool:
    if not words:
        return value in wanted
    return any(re.search(rf"(?<!\w){re.escape(want)}s?(?!\w)", value, re.IGNORECASE) for want in wanted)


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of a file.

    Raises:
        BadLabels: it cannot be read, or something in it is wrong; every line that is wrong is named.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > _LARGEST:
            raise BadLabels((f"{path}: is larger than {_LARGEST >> 10} KB, which no file of labels is",))
        root = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)  # that of C dies of depth
    except OSError as error:
        raise BadLabels((f"{path}: cannot be read ({error.strerror})",)) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise BadLabels((f"{path}: is no YAML in UTF-8: {str(error).splitlines()[0]}",)) from None
    file = _File(path)
    labels = tuple(file.labels(root))
    if file.problems:
        raise BadLabels(tuple(file.problems))
    return labels


class _File:
    """Nodes of YAML to labels; notes every problem with its line."""

    def __init__(self, path: Path) -> None:
        self.path, self.problems = path, list[str]()

    def labels(self, root: yaml.Node | None) -> Iterator[Label]:
        top = self._pairs(root, "expected `labels:` with a list") if root is not None else {}
        rows = top.get("labels")
        if not isinstance(rows, yaml.SequenceNode) or not rows.value:
            self._wrong(rows or root, "expected `labels:` with a list of labels")
            return
        seen: set[str] = set()
        for node in rows.value:
            found = self._label(node)
            if found is not None and found.name in seen:
                self._wrong(node, f"the label {found.name!r} stands twice")
            elif found is not None:
                seen.add(found.name)
                yield found

    def _label(self, node: yaml.Node) -> Label | None:
        cells = self._pairs(node, "expected `label:` and conditions")
        texts = {name: self._texts(cells.pop(name)) for name in ("label", "meaning") if name in cells}
        name = " ".join(texts.get("label", ()))
        conditions = []
        for key, value in cells.items():
            if key not in CONDITIONS:
                near = get_close_matches(key, CONDITIONS, n=1)
                hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(CONDITIONS)}"
                self._wrong(value, f"there is no condition `{key}`; {hint}")
                continue
            wanted = self._texts(value)
            allowed = CONDITIONS[key].allowed
            for unknown in (w for w in wanted if allowed and w not in allowed):
                near = get_close_matches(unknown, allowed, n=1)
                hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(allowed)}"
                self._wrong(value, f"`{key}` is never {unknown!r}; {hint}")
            conditions.append((key, wanted))
        if not name or not conditions or not all(wanted for _, wanted in conditions):
            self._wrong(node, "a label needs `label:` (its name) and at least one condition with a value")
            return None
        return Label(name, " ".join(texts.get("meaning", ())), tuple(conditions))

    def _pairs(self, node: yaml.Node, message: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, message)
            return {}
        return {str(key.value): value for key, value in node.value}

    def _texts(self, node: yaml.Node) -> tuple[str, ...]:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(one, yaml.ScalarNode) for one in nodes):
            self._wrong(node, "expected words, or a list of words")
            return ()
        return tuple(str(one.value).strip() for one in nodes if str(one.value).strip())

    def _wrong(self, node: yaml.Node | None, message: str) -> None:
        line = 1 if node is None else node.start_mark.line + 1
        self.problems.append(f"{self.path}, line {line}: {message}")
