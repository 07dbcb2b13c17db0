"""The project's own annotation of conflict news items, as labels per word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training import further
from training.example import IGNORE, Anchored, Example
from training.vocabulary import EVENT_ROLES, FIXED, TRUCE_ROLES
from truceline.analyse.sentences import sentences
from truceline.analyse.tokens import tokenise
from truceline.evaluate.texts import is_development

Note = dict[str, Any]


def load(folder: Path) -> tuple[list[Note], list[Note]]:
    """Items with their annotation, for training (the further ones as well) and for development."""
    notes = {note["id"]: note for note in further.rows(folder / "conflict" / "annotations.jsonl.gz")}
    train: list[Note] = []
    development: list[Note] = []
    for item in further.rows(folder / "conflict" / "items.jsonl.gz"):
        (development if is_development(item["date"]) else train).append({**item, "note": notes[item["id"]]})
    return train + further.items(folder) + further.own(), development


class Item:
    """One item's words with the spans of its annotation as word ranges."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []
        self.sentence: list[int] = []
        for start, end in sentences(text, 0, len(text)):
            found = tokenise(text, start, end)
            number = self.sentence[-1] + 1 if self.sentence else 0
            self.spans += found
            self.sentence += [number] * len(found)
        self.words = [text[s:e] for s, e in self.spans]

    def ranges(self, marked: str) -> list[tuple[int, int]]:
        """Word ranges that the marked string may mean: one if its number is given."""
        wanted = 0
        if "@@" in marked:
            marked, number = marked.rsplit("@@", 1)
            wanted = int(number)
        places, at = [], self.text.find(marked)
        while at >= 0:
            places.append(at)
            at = self.text.find(marked, at + 1)
        if wanted:
            places = places[wanted - 1 : wanted]
        else:
            whole = [p for p in places if self._whole(p, p + len(marked))]
            places = whole or places
        ranges = (self._words(p, p + len(marked)) for p in places)
        return [r for r in ranges if r is not None]

    def _whole(self, start: int, end: int) -> bool:
        before = start == 0 or not (self.text[start - 1].isalnum() and self.text[start].isalnum())
        after = end >= len(self.text) or not (self.text[end - 1].isalnum() and self.text[end].isalnum())
        return before and after

    def _words(self, start: int, end: int) -> tuple[int, int] | None:
        inside = [i for i, (s, e) in enumerate(self.spans) if s < end and e > start]
        return (inside[0], inside[-1] + 1) if inside else None

    def near(self, marked: str, anchor: int) -> tuple[int, int] | None:
        """The range in the anchor's sentence if there is one, nearest to it, else the first."""
        found = self.ranges(marked)
        if not found:
            return None
        here = [r for r in found if self.sentence[r[0]] == self.sentence[anchor]]
        return min(here, key=lambda r: abs(r[0] - anchor)) if here else found[0]


def example(entry: Note) -> Example:
    """All labels of one annotated item."""
    item, note = Item(entry["text"]), entry["note"]
    size = len(item.words)
    count = item.sentence[-1] + 1 if size else 0
    one = Example(item.words, item.sentence, "conflict", group=entry["id"], relevant=[IGNORE] * count)
    for name in ("trigger", "count", "truce"):
        one.labels[name] = [0] * size
    for name in ("status", "kind", "victim", "cumulative", "state", "side"):
        one.labels[name] = [IGNORE] * size
    if not note["relevant"]:
        one.relevant = [0] * count
        return one
    waiting: list[tuple[Note, int]] = []
    for event in note.get("events", []):
        span = next(iter(item.ranges(event["trigger"])), None)
        if span is not None:
            anchor = _add_event(one, item, event, span)
            waiting += [(c, anchor) for c in event.get("casualties", [])]
    for casualty, anchor in waiting:
        _add_count(one, item, casualty, anchor)
    for truce in note.get("ceasefires", []):
        _add_truce(one, item, truce)
    return one


def _add_event(one: Example, item: Item, event: Note, span: tuple[int, int]) -> int:
    anchor = span[0]
    taken = one.labels["trigger"]
    if any(taken[i] for i in range(*span)):
        return anchor
    for i in range(*span):
        taken[i] = FIXED["trigger"].index(event["type"])
    one.labels["status"][anchor] = FIXED["status"].index(event["status"])
    one.events.append(Anchored(anchor, _role_rows(item, event, EVENT_ROLES, anchor)))
    one.relevant[item.sentence[anchor]] = 1
    return anchor


def _role_rows(item: Item, record: Note, roles: list[str], anchor: int) -> list[list[int]]:
    rows = []
    for role in roles:
        row = [0] * len(item.words)
        for marked in record.get(role, []):
            span = item.near(marked, anchor)
            if span is not None and not any(row[span[0] : span[1]]):
                row[span[0] : span[1]] = [1] + [2] * (span[1] - span[0] - 1)
        rows.append(row)
    return rows


def _add_count(one: Example, item: Item, casualty: Note, trigger: int) -> None:
    span = item.near(casualty["count"], trigger)
    if span is None or any(one.labels["count"][i] for i in range(*span)):
        return
    anchor = span[0]
    one.labels["count"][span[0] : span[1]] = [1] + [2] * (span[1] - span[0] - 1)
    one.labels["kind"][anchor] = FIXED["kind"].index(casualty["kind"])
    one.labels["victim"][anchor] = FIXED["victim"].index(casualty["class"])
    one.labels["cumulative"][anchor] = int(casualty["cumulative"])
    row = _role_rows(item, {"who": [casualty["who"]]}, ["who"], anchor)
    link = [int(i == trigger) for i in range(len(item.words))]
    one.counts.append(Anchored(anchor, row, link))


def _add_truce(one: Example, item: Item, truce: Note) -> None:
    for marked in truce["mentions"]:
        span = next((r for r in item.ranges(marked) if not any(one.labels["truce"][r[0] : r[1]])), None)
        if span is None:
            continue
        anchor = span[0]
        one.labels["truce"][span[0] : span[1]] = [1] + [2] * (span[1] - span[0] - 1)
        one.labels["state"][anchor] = FIXED["state"].index(truce["state"])
        one.labels["side"][anchor] = FIXED["side"].index(truce["side"])
        one.truces.append(Anchored(anchor, _role_rows(item, truce, TRUCE_ROLES, anchor)))
        one.relevant[item.sentence[anchor]] = 1


def single_sentences(one: Example) -> list[Example]:
    """The item cut into its sentences, each with what it says itself."""
    out = []
    for number in range(len(one.relevant)):
        inside = [i for i, s in enumerate(one.sentence) if s == number]
        if not inside:
            continue
        a, b = inside[0], inside[-1] + 1
        part = Example(one.words[a:b], [0] * (b - a), one.source, group=one.group, relevant=[one.relevant[number]])
        part.labels = {name: row[a:b] for name, row in one.labels.items()}
        for kind in ("events", "counts", "truces"):
            for x in getattr(one, kind):
                if a <= x.anchor < b:
                    link = None if x.link is None else x.link[a:b]
                    getattr(part, kind).append(Anchored(x.anchor - a, [r[a:b] for r in x.tags], link))
        out.append(part)
    return out
