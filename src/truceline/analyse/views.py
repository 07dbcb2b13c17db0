"""Output arrays of a batch, cut into views of one sentence (or part of one) each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from truceline.analyse.encoder import Window
from truceline.analyse.tagging import Found, role_spans, row_spans
from truceline.model.analysis import Role

SPANS = {"frames": row_spans, "events": role_spans, "counts": row_spans, "truces": role_spans}


class Anchor(NamedTuple):
    """A word (of the view) with the roles around it, their words counted in the sentence."""

    word: int
    roles: list[Found]
    number: int


@dataclass(slots=True)
class View:
    """What the network says about the words of a sentence from `shift` on.

    `tags` and `scores` hold a row per word, in the model's order; `place` is the first word's place in its window,
    which `arcs` and `links` count by.
    """

    document: int
    sentence: int
    shift: int
    place: int
    tags: list[list[int]]
    scores: list[list[float]]
    anchors: dict[str, list[Anchor]]
    arcs: Any
    links: Any

    def roles(self, found: Sequence[Found], labels: Sequence[str]) -> tuple[Role, ...]:
        """Roles in the words' order."""
        roles = (Role(labels[n], first, last, round(score, 4)) for n, first, last, score in found)
        return tuple(sorted(roles, key=lambda r: (r.first, r.last, r.label)))


def views(windows: Sequence[Window], out: dict[str, Any]) -> Iterator[View]:
    """Views of all windows of one batch, in order; an empty sentence has none."""
    tags: list[list[int]] = out["tags"].T.tolist()
    scores: list[list[float]] = out["scores"].T.tolist()
    found = {name: cut(out[f"{name[:-1]}_scores"]) for name, cut in SPANS.items()}
    words: dict[str, list[int]] = {name: out[name].tolist() for name in SPANS}
    begun = dict.fromkeys(SPANS, 0)
    base = 0
    for number, window in enumerate(windows):
        place = 0
        for part in window.parts:
            size = part.last - part.first
            if not size:
                continue
            anchors: dict[str, list[Anchor]] = {}
            for name in SPANS:
                first = last = begun[name]
                while last < len(words[name]) and words[name][last] < base + size:
                    last += 1
                begun[name] = last
                moved = part.first - place
                anchors[name] = [
                    Anchor(words[name][n] - base, [(k, a + moved, b + moved, p) for k, a, b, p in found[name][n]], n)
                    for n in range(first, last)
                ]
            yield View(
                document=window.document,
                sentence=part.sentence,
                shift=part.first,
                place=place,
                tags=tags[base : base + size],
                scores=scores[base : base + size],
                anchors=anchors,
                arcs=out["arcs"][number],
                links=out["count_links"],
            )
            base += size
            place += size
