"""The town of a report that names it only in the name of its police: "Lakeside Police were called".

A town's force works in its town. So where a report names the force of one town and no other town, what happened is
inferred to have happened there; a quarter near by is no other town.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.extract.draft import Argument, Draft
from truceline.extract.readings import Reading, Readings
from truceline.extract.told import FACTUAL, VIOLENCE
from truceline.gazetteer import Gazetteer
from truceline.gazetteer.kinds import NEAR
from truceline.gazetteer.store import distance

if TYPE_CHECKING:
    from truceline.extract.places import Spot

Mention = tuple[int, int, int]

FORCES = frozenset({"police", "fire"})
AROUND = 40.0  # kilometres within which another town is its suburb or its quarter


def served(gazetteer: Gazetteer, reading: Reading, readings: Readings) -> dict[str, list[Mention]]:
    """The towns whose forces a sentence names, by name."""
    tree, found = reading.tree, dict[str, list[Mention]]()
    for chunk in reading.chunks:
        if chunk.nation is not None or readings.label(tree, chunk) not in ("ORG", "MISC"):
            continue
        words = tree.words[chunk.first : chunk.last]
        at = next((i for i, word in enumerate(words) if i and word.casefold() in FORCES), None)
        if at is None:
            continue
        name = " ".join(words[:at])
        if any(c.exact and c.kind == "city" for c in gazetteer.find(name)):
            found.setdefault(name, []).append((tree.sentence.number, chunk.first, chunk.first + at))
    return found


def only_town(spots: Sequence[Spot], forces: Sequence[Spot], placed: Set[tuple[int, int]]) -> Spot | None:
    """The one town whose force the report names, if no town far from it may be meant; its place is less exact.

    Meant may be one named before the force, and one that violence is said to have happened in: those at `placed`.
    """
    known = [f for f in forces if f.answer is not None and f.answer.found and f.answer.kind == "city"]
    known.sort(key=lambda f: -len(f.mentions))
    if not known or (len(known) > 1 and len(known[1].mentions) == len(known[0].mentions)):
        return None
    town, answer = known[0], known[0].answer
    if answer is None:
        return None
    for other in spots:
        there = other.answer
        if other.kind != "city" or there is None or there.precision != 1:
            continue
        meant = other.mentions[0] < town.mentions[0] or any((s, i) in placed for s, i, _ in other.mentions)
        if meant and distance(answer.lat, answer.lon, there.lat, there.lon) > AROUND:
            return None
    town.answer = replace(
        answer, precision=NEAR, reason=f"inferred: its force is named, and no other town; {answer.reason}"
    )
    return town


def infer(drafts: Sequence[Draft], mention: Mention | None) -> None:
    """Puts the violence of the report that has no place where its force is, marked as inferred."""
    if mention is None:
        return
    sentence, first, last = mention
    for draft in drafts:
        if draft.type in VIOLENCE and draft.status in FACTUAL and not draft.roles["place"]:
            draft.roles["place"].append(Argument(sentence, first, last, 0.0, "inferred"))
