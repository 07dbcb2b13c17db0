"""Output arrays of a window to the types of `truceline.model.analysis`, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from truceline.analyse.encoder import Encoder, Window
from truceline.analyse.tagging import Found, joint_roles, separate_roles, spans
from truceline.analyse.trees import tree
from truceline.model.analysis import CountMention, Frame, Name, Role, Trigger, TruceMention

LEAST_LINK = 0.3
Arrays = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What the network sees in one sentence; `labels` holds the row of tag numbers of every word."""

    labels: list[list[int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    counts: list[CountMention] = field(default_factory=list)
    truces: list[TruceMention] = field(default_factory=list)
    relevant: float = 0.0


class Decoder:
    """Reads windows into sentences with one model's label lists."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        lists = encoder.labels
        self._column = {name: number for number, name in enumerate(encoder.tags)}
        self._score = {name: number for number, name in enumerate(encoder.scores)}
        self.lists = lists
        self._frame_roles = [x[2:] for x in lists["srl"][1::2]]
        self._name_labels = [x[2:] for x in lists["name"][1::2]]

    def read(
        self, sentences: Sequence[Sequence[str]], predicates: Sequence[Collection[int]] | None = None
    ) -> list[Reading]:
        """One reading per sentence of a document; `predicates` may give the words whose roles are wanted."""
        readings = [Reading() for _ in sentences]
        for window in self._encoder.windows(sentences):
            self._window(window, self._encoder.run(sentences, window, predicates), readings)
        return readings

    def _window(self, window: Window, out: Arrays, readings: list[Reading]) -> None:
        tags: list[list[int]] = out["tags"].T.tolist()
        scores: list[list[float]] = out["scores"].T.tolist()
        base = 0
        for part in window.parts:
            size = part.last - part.first
            view = _View(tags[base : base + size], scores[base : base + size], base, part.first)
            reading = readings[part.sentence]
            self._tree(view, out["arcs"], reading)
            self._names(view, reading)
            self._frames(view, out, reading)
            self._triggers(view, out, reading)
            self._counts(view, out, reading)
            self._truces(view, out, reading)
            reading.labels += view.tags
            if size:
                reading.relevant = max(reading.relevant, view.scores[0][self._score["relevant"]])
            base += size

    def _tree(self, view: _View, arcs: Any, reading: Reading) -> None:
        if not view.tags:
            return
        base, size = view.base, len(view.tags)
        governors = [row[self._column["governor"]] - base for row in view.tags]
        if size == 1:
            governors = [0]
        gains = [row[self._score["root"]] for row in view.scores]
        heads = tree(governors, gains, lambda word, other: float(arcs[word + base, other + base]))
        first_root = reading.heads.index(-1) if reading.heads else -1
        for word, head in enumerate(heads):
            if head < 0:
                view.tags[word][self._column["deprel"]] = self._deprel("root" if first_root < 0 else "parataxis")
                reading.heads.append(first_root)
            else:
                reading.heads.append(head + view.shift)

    def _deprel(self, name: str) -> int:
        return self.lists["deprel"].index(name)

    def _names(self, view: _View, reading: Reading) -> None:
        column = self._column["name"]
        for label, first, last, _ in spans((i, row[column], 1.0) for i, row in enumerate(view.tags) if row[column]):
            reading.names.append(Name(self._name_labels[label], first + view.shift, last + view.shift))

    def _frames(self, view: _View, out: Arrays, reading: Reading) -> None:
        for number, word in view.anchors(out["frames"]):
            found = joint_roles(*view.rows(number, out["frame_tags"], out["frame_scores"]))
            reading.frames.append(Frame(word + view.shift, view.roles(found, self._frame_roles)))

    def _triggers(self, view: _View, out: Arrays, reading: Reading) -> None:
        column, status = self._column["trigger"], self._column["status"]
        anchors = view.anchors(out["events"])
        starts = {first for _, first in anchors}
        for number, first in anchors:
            found = separate_roles(*view.rows(number, out["event_tags"], out["event_scores"]))
            label = view.tags[first][column]
            last = first + 1
            while last < len(view.tags) and view.tags[last][column] == label and last not in starts:
                last += 1
            reading.triggers.append(
                Trigger(
                    first=first + view.shift,
                    last=last + view.shift,
                    type=self.lists["trigger"][label],
                    status=self.lists["status"][view.tags[first][status]],
                    score=self._mean(view, "trigger", first, last),
                    roles=view.roles(found, self.lists["event_roles"]),
                )
            )

    def _counts(self, view: _View, out: Arrays, reading: Reading) -> None:
        for number, first in view.anchors(out["counts"]):
            people = joint_roles(*view.rows(number, out["count_tags"], out["count_scores"]))
            last = self._end(view, "count", first)
            row = view.tags[first]
            who = max(people, key=lambda f: f[3], default=None)
            reading.counts.append(
                CountMention(
                    first=first + view.shift,
                    last=last + view.shift,
                    kind=self.lists["kind"][row[self._column["kind"]]],
                    victim=self.lists["victim"][row[self._column["victim"]]],
                    cumulative=bool(row[self._column["cumulative"]]),
                    who=None if who is None else (who[1] + view.shift, who[2] + view.shift),
                    trigger=self._owner(view, out["count_links"][number], reading.triggers),
                    score=self._mean(view, "count", first, last),
                )
            )

    def _owner(self, view: _View, links: Any, triggers: list[Trigger]) -> int | None:
        """The trigger that the count most likely belongs to, if likely at all."""
        here = [(float(links[t.first - view.shift + view.base]), -n) for n, t in enumerate(triggers)
                if t.first >= view.shift]  # fmt: skip
        chance, number = max(here, default=(0.0, 0))
        return -number if chance >= LEAST_LINK else None

    def _truces(self, view: _View, out: Arrays, reading: Reading) -> None:
        for number, first in view.anchors(out["truces"]):
            found = separate_roles(*view.rows(number, out["truce_tags"], out["truce_scores"]))
            last = self._end(view, "truce", first)
            row = view.tags[first]
            reading.truces.append(
                TruceMention(
                    first=first + view.shift,
                    last=last + view.shift,
                    state=self.lists["state"][row[self._column["state"]]],
                    side=self.lists["side"][row[self._column["side"]]],
                    score=self._mean(view, "truce", first, last),
                    roles=view.roles(found, self.lists["truce_roles"]),
                )
            )

    def _end(self, view: _View, name: str, first: int) -> int:
        """End of the span that begins at `first`."""
        column = self._column[name]
        last = first + 1
        while last < len(view.tags) and view.tags[last][column] == 2:
            last += 1
        return last

    def _mean(self, view: _View, name: str, first: int, last: int) -> float:
        column = self._score[name]
        return round(sum(row[column] for row in view.scores[first:last]) / (last - first), 4)


@dataclass(slots=True)
class _View:
    """One part's rows; `base` is its first word in the window, `shift` its first word in the sentence."""

    tags: list[list[int]]
    scores: list[list[float]]
    base: int
    shift: int

    def anchors(self, found: Any) -> list[tuple[int, int]]:
        """Number and word (in this part) of the window's anchors that stand in this part."""
        last = self.base + len(self.tags)
        return [(n, at - self.base) for n, at in enumerate(found.tolist()) if self.base <= at < last]

    def rows(self, number: int, tags: Any, scores: Any) -> tuple[Any, Any]:
        """Tags and probabilities of this part's words for one anchor."""
        last = self.base + len(self.tags)
        return tags[number, self.base : last], scores[number, self.base : last]

    def roles(self, found: list[Found], labels: list[str]) -> tuple[Role, ...]:
        """Roles in the words' order."""
        roles = (Role(labels[n], a + self.shift, b + self.shift, round(p, 4)) for n, a, b, p in found)
        return tuple(sorted(roles, key=lambda r: (r.first, r.last, r.label)))
