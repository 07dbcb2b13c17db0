"""What claims are about: the events and ceasefires whose words stand in their content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.model.extraction import Ceasefire, Claim, Event


def about(claims: Sequence[Claim], events: Iterable[Event], truces: Iterable[Ceasefire]) -> tuple[Claim, ...]:
    """`claims`, each with the ids of the events and ceasefires named inside its content."""
    anchors = [(e.trigger.start, e.id) for e in events]
    anchors += [(m.start, c.id) for c in truces for m in c.mentions]
    anchors.sort()
    starts = [a[0] for a in anchors]
    found = []
    for claim in claims:
        inside = anchors[bisect_left(starts, claim.content.start) : bisect_left(starts, claim.content.end)]
        found.append(replace(claim, about=tuple(dict.fromkeys(i for _, i in inside))) if inside else claim)
    return tuple(found)
