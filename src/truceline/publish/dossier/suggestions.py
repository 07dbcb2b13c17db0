"""Pairs of events that may be one happening: likely, not enough to join them, and left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from truceline.publish.dossier import words
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two happenings by title and place on the page, the chance that they are one, and what speaks for and against."""

    left: tuple[str, str]
    right: tuple[str, str]
    chance: str
    reason: str


def suggestions(index: Index, homes: Mapping[str, tuple[str, str]]) -> tuple[Pair, ...]:
    """The pairs that are still two, the likeliest first; two happenings are one pair, however many links suggest it."""
    found: dict[frozenset[str], Pair] = {}
    for link in sorted(index.material.suggested, key=lambda one: (-one.score, one.left_id, one.right_id)):
        left, right = homes.get(link.left_id), homes.get(link.right_id)
        if link.table != "event" or left is None or right is None or left[1] == right[1]:
            continue
        if any(index.happening_of[own].rejected for own in (link.left_id, link.right_id)):
            continue
        pair = Pair(left=left, right=right, chance=f"{link.score:.2f}", reason=oneline(words.reason(link.reason)))
        found.setdefault(frozenset((left[1], right[1])), pair)
    return tuple(found.values())
