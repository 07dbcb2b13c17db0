"""Events over time: which stretches of time are drawn, and which events belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.publish.dossier.index import Happening, Index
from truceline.publish.dossier.panels import Panel, high, low, panel

_PAUSE, _MOST_PANELS, _EXACT = 45, 12, 31


@dataclass(frozen=True, slots=True)
class Timeline:
    """All panels; `cut` says that empty time between them was left out."""

    panels: tuple[Panel, ...]
    undated: int
    cut: bool


def timeline(index: Index) -> Timeline:
    """The events of a record over time.

    A pause of more than 45 days between events ends a panel, so that four years of silence do not press the days that
    matter into one line. What is known only roughly is drawn in the first panel that it touches.
    """
    shown = sorted((h for h in index.happenings if not h.rejected), key=lambda h: h.order)
    dated = [h for h in shown if h.earliest or h.latest]
    groups = _stretches([h for h in dated if _close(h)])
    loose = [h for h in dated if not _close(h)]
    panels = []
    for group in groups:
        first, last = min(map(low, group)), max(map(high, group))
        near = [h for h in loose if low(h) <= last and first <= high(h)]
        loose = [h for h in loose if not (low(h) <= last and first <= high(h))]
        panels.append(panel([*group, *near], first, last))
    if loose:
        panels.append(panel(loose, min(map(low, loose)), max(map(high, loose))))
    panels.sort(key=lambda p: p.first)
    return Timeline(tuple(panels), len(shown) - len(dated), len(panels) > 1)


def _close(h: Happening) -> bool:
    """True if its day is known to within a month, or only one end of it is known."""
    return h.earliest is None or h.latest is None or (h.latest - h.earliest).days <= _EXACT


def _stretches(events: Sequence[Happening]) -> list[list[Happening]]:
    """Events cut at the longest pauses, into twelve stretches at most."""
    ordered = sorted(events, key=lambda h: (low(h), h.order))
    pauses = sorted(((low(b) - low(a)).days for a, b in pairwise(ordered)), reverse=True)
    least = max(_PAUSE, pauses[_MOST_PANELS - 1] if len(pauses) >= _MOST_PANELS else 0)
    out: list[list[Happening]] = []
    for h in ordered:
        if out and (low(h) - low(out[-1][-1])).days <= least:
            out[-1].append(h)
        else:
            out.append([h])
    return out
