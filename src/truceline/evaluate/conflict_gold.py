"""Annotated conflict items: texts and answers in the format of the annotation guide, read strictly.

`items.jsonl` has one item a line (`id`, `date`, `text`), `annotations.jsonl` the answers with the same ids (`id`,
`relevant`, `events`, `ceasefires`). Both may be gzipped. Types are our 44 under our names; training maps none either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from truceline.errors import UsageError
from truceline.evaluate.texts import Json, day_of, json_lines, present
from truceline.evaluate.words import marked, unmarked
from truceline.model.text import Span
from truceline.model.vocabulary import EVENT_TYPES, FIGURE_KINDS, SIDES, STATES, STATUSES, VICTIM_CLASSES

EVENT_ROLES = ("actor", "target", "broker", "place", "time", "means", "source")
CEASEFIRE_ROLES = ("parties", "declared_by", "broker", "place")
_PAIR = "items.jsonl with id, date and text, and annotations.jsonl with the answers (gzipped or not)"
_ITEM = 'an item {"id": …, "date": "YYYY-MM-DD", "text": …}'
_ANSWER = 'an annotation {"id": …, "relevant": true, "events": […], "ceasefires": […]}'


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A count of persons; `high` is ``None`` where the words set no upper end."""

    kind: str
    low: int
    high: int | None
    victim: str
    cumulative: bool
    count: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event with the words of its roles."""

    trigger: Span
    type: str
    status: str
    roles: Mapping[str, tuple[str, ...]]
    figures: tuple[GoldFigure, ...]


@dataclass(frozen=True, slots=True)
class GoldCeasefire:
    """A ceasefire with the places where it is named and the words of its roles."""

    mentions: tuple[Span, ...]
    side: str
    state: str
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A text with all answers."""

    id: str
    day: str
    published: date
    text: str
    relevant: bool
    events: tuple[GoldEvent, ...]
    ceasefires: tuple[GoldCeasefire, ...]


def load(paths: Sequence[Path]) -> list[GoldItem]:
    """All items in the order of the items file.

    Args:
        paths: one folder that holds both files, or the two files, items first.

    Raises:
        UsageError: a file is missing or not in the format; names the file, the line and what is expected.
    """
    items_file, answers_file = _files(paths)
    answers: dict[str, tuple[str, Json]] = {}
    for where, answer in json_lines(answers_file, ("id", "relevant"), _ANSWER):
        answers[str(answer["id"])] = where, answer
    found = []
    for where, item in json_lines(items_file, ("id", "date", "text"), _ITEM):
        name = str(item["id"])
        if name not in answers:
            raise UsageError(f"{where}: {name!r} has no line in {answers_file}; expected {_ANSWER}")
        found.append(_Checked(*answers[name], item["text"]).item(name, item["date"], day_of(item["date"], where)))
    if not found:
        raise UsageError(f"{items_file}: holds no items; expected {_ITEM} on each line")
    return found


def _files(paths: Sequence[Path]) -> tuple[Path, Path]:
    if len(paths) == 2:
        return paths[0], paths[1]
    folder = paths[0]
    items, answers = present(folder, "items.jsonl"), present(folder, "annotations.jsonl")
    if items is None or answers is None:
        raise UsageError(f"{folder}: expected a folder with {_PAIR}, or these two files")
    return items, answers


class _Checked:
    """The answers on one text, each checked against the guide as it is read."""

    def __init__(self, where: str, answer: Json, text: str) -> None:
        self.where, self.answer, self.text = where, answer, text

    def item(self, name: str, day: str, published: date) -> GoldItem:
        events = tuple(map(self.event, self._list(self.answer, "events")))
        ceasefires = tuple(map(self.ceasefire, self._list(self.answer, "ceasefires")))
        return GoldItem(name, day, published, self.text, self.answer["relevant"] is True, events, ceasefires)

    def event(self, found: Json) -> GoldEvent:
        return GoldEvent(
            self._place(found.get("trigger"), "trigger"),
            self._one_of(found, "type", EVENT_TYPES),
            self._one_of(found, "status", STATUSES),
            self._roles(found, EVENT_ROLES),
            tuple(map(self.figure, self._list(found, "casualties"))),
        )

    def figure(self, found: Json) -> GoldFigure:
        low, high = found.get("low"), found.get("high")
        if not isinstance(low, int) or not (high is None or isinstance(high, int)):
            self._refuse(f"a count from {low!r} to {high!r}", "whole numbers; high is null where it is open")
        kind = self._one_of(found, "kind", FIGURE_KINDS)
        victim = self._one_of(found, "class", VICTIM_CLASSES)
        cumulative = found.get("cumulative") is True
        return GoldFigure(kind, int(low or 0), high, victim, cumulative, unmarked(str(found.get("count"))))

    def ceasefire(self, found: Json) -> GoldCeasefire:
        mentions = tuple(self._place(mark, "mention") for mark in self._list(found, "mentions"))
        side, state = self._one_of(found, "side", SIDES), self._one_of(found, "state", STATES)
        return GoldCeasefire(mentions, side, state, self._roles(found, CEASEFIRE_ROLES))

    def _roles(self, found: Json, roles: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return {role: tuple(unmarked(str(mark)) for mark in self._list(found, role)) for role in roles}

    def _place(self, mark: object, what: str) -> Span:
        place = marked(self.text, mark) if isinstance(mark, str) else None
        if place is None:
            self._refuse(f"the {what} {mark!r}", "words that stand in the item's text as they are written there")
        return place or Span(0, 0)

    def _one_of(self, found: Json, key: str, known: Sequence[str]) -> str:
        value = found.get(key)
        if value not in known:
            self._refuse(f"{key} {value!r}", f"one of {', '.join(known)}")
        return str(value)

    def _list(self, found: Json, key: str) -> list[Json]:
        value = found.get(key, [])
        if not isinstance(value, list):
            self._refuse(f"{key} {value!r}", "a list")
        return list(value)

    def _refuse(self, what: str, expected: str) -> None:
        raise UsageError(f"{self.where}: {what}; expected {expected}")
