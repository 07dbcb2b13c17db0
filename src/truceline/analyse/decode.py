"""What the network says about sentences, in the types of `truceline.model.analysis`, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from truceline.analyse.encoder import Encoder, Sentences
from truceline.analyse.tagging import once, spans
from truceline.analyse.trees import tree
from truceline.analyse.views import View, views
from truceline.model.analysis import CountMention, Frame, Name, Trigger, TruceMention

LEAST_LINK = 0.3


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
        self._core = frozenset(n for n, role in enumerate(self._frame_roles) if role[3:].isdigit())
        self._name_labels = [x[2:] for x in lists["name"][1::2]]

    def read(
        self, documents: Sequence[Sentences], predicates: Sequence[Sequence[Collection[int]]] | None = None
    ) -> list[list[Reading]]:
        """One reading per sentence of each document; `predicates` may give the words whose roles are wanted."""
        readings = [[Reading() for _ in sentences] for sentences in documents]
        parts: list[View] = []
        for feed, windows in self._encoder.feeds(self._encoder.windows(documents), predicates):
            for view in views(windows, self._encoder.run(feed)):
                if len(view.tags) == len(documents[view.document][view.sentence]):
                    self._read(view, readings[view.document][view.sentence])
                else:
                    parts.append(view)
        for view in sorted(parts, key=lambda v: v.shift):  # the parts of a sentence in order
            self._read(view, readings[view.document][view.sentence])
        return readings

    def _read(self, view: View, reading: Reading) -> None:
        self._tree(view, reading)
        self._names(view, reading)
        for anchor in view.anchors["frames"]:
            roles = view.roles(once(anchor.roles, self._core), self._frame_roles)
            reading.frames.append(Frame(anchor.word + view.shift, roles))
        self._triggers(view, reading)
        self._counts(view, reading)
        self._truces(view, reading)
        reading.labels += view.tags
        reading.relevant = max(reading.relevant, view.scores[0][self._score["relevant"]])

    def _tree(self, view: View, reading: Reading) -> None:
        place = view.place
        governors = [row[self._column["governor"]] - place for row in view.tags]
        if len(governors) == 1:
            governors = [0]
        gains = [row[self._score["root"]] for row in view.scores]
        heads = tree(governors, gains, lambda word, other: float(view.arcs[word + place, other + place]))
        first_root = reading.heads.index(-1) if reading.heads else -1
        for word, head in enumerate(heads):
            if head < 0:
                view.tags[word][self._column["deprel"]] = self._deprel("root" if first_root < 0 else "parataxis")
                reading.heads.append(first_root)
            else:
                reading.heads.append(head + view.shift)

    def _deprel(self, name: str) -> int:
        return self.lists["deprel"].index(name)

    def _names(self, view: View, reading: Reading) -> None:
        column = self._column["name"]
        for label, first, last, _ in spans((i, row[column], 1.0) for i, row in enumerate(view.tags) if row[column]):
            reading.names.append(Name(self._name_labels[label], first + view.shift, last + view.shift))

    def _triggers(self, view: View, reading: Reading) -> None:
        column, status = self._column["trigger"], self._column["status"]
        starts = {anchor.word for anchor in view.anchors["events"]}
        for anchor in view.anchors["events"]:
            first, last = anchor.word, anchor.word + 1
            label = view.tags[first][column]
            while last < len(view.tags) and view.tags[last][column] == label and last not in starts:
                last += 1
            reading.triggers.append(
                Trigger(
                    first=first + view.shift,
                    last=last + view.shift,
                    type=self.lists["trigger"][label],
                    status=self.lists["status"][view.tags[first][status]],
                    score=self._mean(view, "trigger", first, last),
                    roles=view.roles(anchor.roles, self.lists["event_roles"]),
                )
            )

    def _counts(self, view: View, reading: Reading) -> None:
        for anchor in view.anchors["counts"]:
            first, last = anchor.word, self._end(view, "count", anchor.word)
            row = view.tags[first]
            who = max(anchor.roles, key=lambda f: f[3], default=None)
            reading.counts.append(
                CountMention(
                    first=first + view.shift,
                    last=last + view.shift,
                    kind=self.lists["kind"][row[self._column["kind"]]],
                    victim=self.lists["victim"][row[self._column["victim"]]],
                    cumulative=bool(row[self._column["cumulative"]]),
                    who=None if who is None else (who[1], who[2]),
                    trigger=self._owner(view, view.links[anchor.number], reading.triggers),
                    score=self._mean(view, "count", first, last),
                )
            )

    def _owner(self, view: View, links: Any, triggers: list[Trigger]) -> int | None:
        """The trigger that the count most likely belongs to, if likely at all."""
        here = [(float(links[t.first - view.shift + view.place]), -n) for n, t in enumerate(triggers)
                if t.first >= view.shift]  # fmt: skip
        chance, number = max(here, default=(0.0, 0))
        return -number if chance >= LEAST_LINK else None

    def _truces(self, view: View, reading: Reading) -> None:
        for anchor in view.anchors["truces"]:
            first, last = anchor.word, self._end(view, "truce", anchor.word)
            row = view.tags[first]
            reading.truces.append(
                TruceMention(
                    first=first + view.shift,
                    last=last + view.shift,
                    state=self.lists["state"][row[self._column["state"]]],
                    side=self.lists["side"][row[self._column["side"]]],
                    score=self._mean(view, "truce", first, last),
                    roles=view.roles(anchor.roles, self.lists["truce_roles"]),
                )
            )

    def _end(self, view: View, name: str, first: int) -> int:
        """End of the span that begins at `first`."""
        column = self._column[name]
        last = first + 1
        while last < len(view.tags) and view.tags[last][column] == 2:
            last += 1
        return last

    def _mean(self, view: View, name: str, first: int, last: int) -> float:
        column = self._score[name]
        return round(sum(row[column] for row in view.scores[first:last]) / (last - first), 4)
