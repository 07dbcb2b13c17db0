"""Dates for what belongs to one episode of violence: "a week of fighting" and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from truceline.extract.draft import Draft
from truceline.extract.duration import days_of
from truceline.extract.nations import nations
from truceline.extract.syntax import Tree
from truceline.model.extraction import EventDate
from truceline.model.values import Days
from truceline.model.vocabulary import FAMILIES

FORCE = FAMILIES["violence"] | {"siege", "deployment"}
UNREAL = frozenset({"future", "hypothetical"})
LAST_WEEK = timedelta(days=7)
LONGEST = 200 * 365


def date_episode(drafts: Sequence[Draft], trees: Sequence[Tree], published: date | None) -> None:
    """Joins "a week of fighting" and "launched last Tuesday" to one interval, and dates the events inside it.

    An episode needs a violent event with a stated start day and one, in the same report, with a stated duration.
    Violent events without a date of their own that share a place or a party with either are dated to the interval, as
    ``carried over``. An event that has no place is where the sentence before is.
    """
    if published is None:
        return
    starts = [
        d
        for d in drafts
        if d.type in FORCE
        and d.status not in UNREAL
        and d.date
        and d.date.basis == "stated"
        and d.date.days.precision == "day"
    ]
    lasting = [(d, days_of(d.lasting)) for d in drafts if d.type in FORCE and d.status not in UNREAL and d.lasting]
    for start in starts:
        for long, days in lasting:
            first = start.date.days.earliest if start.date is not None else None
            if first is None or days is None or not 1 <= days <= LONGEST or not _by_length(long):
                continue
            length = timedelta(days=days)
            if not published - LAST_WEEK - length <= first <= published + timedelta(days=1) - length:
                continue
            assert start.date is not None
            whole = Days(first, min(first + length - timedelta(days=1), published), "range")
            start.date = long.date = EventDate(whole, start.date.span, "inferred")
            _spread(drafts, trees, (start, long), whole)
            return
    for long, _ in lasting:
        if long.date is not None and _by_length(long):
            _spread(drafts, trees, (long,), long.date.days)


def _by_length(draft: Draft) -> bool:
    """True if nothing but its length dates it."""
    return draft.date is None or (draft.date.basis == "inferred" and draft.date.days.precision == "range")


def _spread(drafts: Sequence[Draft], trees: Sequence[Tree], roots: tuple[Draft, ...], days: Days) -> None:
    known = {w for root in roots for w in names(root) | _places(root.tree)}
    basis = next((r.date.span for r in roots if r.date is not None), None)
    for draft in drafts:
        free = draft.date is None or draft.date.basis == "carried over"
        about = names(draft) | _places(draft.tree)
        if not draft.roles["place"] and draft.sentence > 0:
            about |= _places(trees[draft.sentence - 1])
        if free and draft.status in ("asserted", "background") and draft.type in FORCE and known & about:
            draft.date = EventDate(days, basis, "carried over")


def names(draft: Draft, roles: Sequence[str] = ("place", "actor", "target")) -> set[str]:
    """Lemmas of the proper nouns in an event's places and parties, states and nations left out."""
    tokens, states = draft.tree.tokens, _states(draft.tree)
    return {
        tokens[i].lemma.lower()
        for role in roles
        for a in draft.roles[role]
        if a.sentence == draft.sentence
        for i in range(a.first, a.last)
        if tokens[i].upos == "PROPN" and i not in states
    }


def _places(tree: Tree) -> set[str]:
    """Lemmas of the places named in a sentence, states left out."""
    states = _states(tree)
    names = (n for n in tree.sentence.names if n.label == "LOC")
    return {tree.tokens[i].lemma.lower() for n in names for i in range(n.first, n.last) if i not in states}


def _states(tree: Tree) -> set[int]:
    found = (n for n in nations(tree).values() if n.form in ("name", "people"))
    return {i for n in found for i in range(n.first, n.last)}
