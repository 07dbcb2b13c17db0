"""One happening with all that the record holds on it, each value with the row that it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from truceline.follow.happening import Given, Happening, Telling, happening
from truceline.model.ledger import Decision, Link
from truceline.model.records import EventRow, FigureRow
from truceline.publish.dossier import words
from truceline.publish.standings import reasons, rulings
from truceline.publish.tables import as_dict
from truceline.record import Store
from truceline.record import parting as parted
from truceline.record.concerned import JOINING
from truceline.record.decisions import standing, taken_back
from truceline.record.views import events, happenings
from truceline.record.views.happenings import Named, Placed
from truceline.serve.asked import Asked
from truceline.serve.views.history import changes

R = TypeVar("R", Named, Placed)


def shown(store: Store, asked: Asked) -> object:
    """The happening that an event is a telling of, with what may be the same, and the decisions on its rows.

    Raises:
        UsageError: there is no such event.
    """
    story = happening(store, asked.path["id"])
    own = {told.event.id for told in story.tellings}
    people, places = happenings.who(store, own), happenings.where(store, own)
    givers = happenings.sources(store, own)
    given = [one.figure.id for one in story.figures]
    spoken = [row.id for row, _ in story.wordings] + [account.row_id for account in story.accounts]
    named = [row.id for rows in (people, givers) for row in rows] + [row.id for row in places]
    log = tuple(store.decisions({*own, *given, *spoken, *named}))
    stand, undone = standing(log), taken_back(log)
    why = reasons((one.figure for one in story.figures), rulings(stand), _named)
    others = _others(store, story, own, stand)
    rows = events.among(store, {*others.values(), *story.parts, *filter(None, [story.part_of])})
    return {
        "id": story.id,
        "tellings": _tellings(story.tellings, _by(people), _by(places)),
        "accounts": story.accounts,
        "figures": [_figure(one, _by(givers), why) for one in story.figures],
        "reconciled": [as_dict(row) | {"rule_words": words.rule(row.rule)} for row in story.reconciled],
        "wordings": [{"row": as_dict(row), "report": report} for row, report in story.wordings],
        "links": [_link(link, own, others) for link in story.links if link.kind != "suggest"],
        "suggestions": _suggestions(story, own, others, stand),
        "others": rows,
        "parts": story.parts,
        "part_of": story.part_of,
        "decisions": [_decision(d, undone, others) for d in log],
        "history": changes(log),
    }


def parting(store: Store, asked: Asked) -> object:
    """The decisions that take one telling out of its happening, and what the others then are."""
    own = asked.path["id"]
    members = {told.event.id for told in happening(store, own).tellings}
    return parted.parting(own, members, happenings.ties(store, members))


def _tellings(
    tellings: Iterable[Telling], people: Mapping[str, list[Named]], places: Mapping[str, list[Placed]]
) -> list[Mapping[str, Any]]:
    return [
        {
            "event": as_dict(told.event),
            "report": told.report,
            "passage": told.passage,
            "mark": told.mark,
            "page": told.page,
            "who": people.get(told.event.id, []),
            "where": places.get(told.event.id, []),
        }
        for told in tellings
    ]


def _figure(one: Given, givers: Mapping[str, list[Named]], why: Mapping[str, str]) -> Mapping[str, Any]:
    figure = one.figure
    return {
        "figure": as_dict(figure),
        "report": one.report,
        "sources": givers.get(figure.id, []),
        "why": why[figure.id],
    }


def _named(figure: FigureRow) -> str:
    return f"“{' '.join(figure.verbatim.split())}”"


def _others(store: Store, story: Happening, own: set[str], stand: Sequence[Decision]) -> Mapping[str, str]:
    """Events outside the happening that links and decisions name, with their happenings."""
    named = {end for link in story.links for end in (link.left_id, link.right_id)}
    joining = [d for d in stand if d.kind in JOINING and d.table == "event"]
    named |= {end for d in joining for end in (d.record_id, d.other_id) if end is not None}
    return {row.id: row.happening_id for row in store.rows(EventRow, id=named - own)}


def _suggestions(
    story: Happening, own: set[str], others: Mapping[str, str], stand: Sequence[Decision]
) -> list[Mapping[str, Any]]:
    """Pairs that may be the same and on which nobody has decided, the likeliest of each other happening, best first."""
    apart = {
        others.get(end, "")
        for d in stand
        if d.kind == "not same"
        for end in (d.record_id, d.other_id)
        if end is not None and end not in own
    }
    found: dict[str, Mapping[str, Any]] = {}
    for link in sorted(story.links, key=lambda k: (-k.score, k.left_id, k.right_id)):
        if link.kind != "suggest":
            continue
        one = _link(link, own, others)
        if one["other"] is not None and one["other"] not in apart:
            found.setdefault(one["other"], one)
    return list(found.values())


def _link(link: Link, own: set[str], others: Mapping[str, str]) -> Mapping[str, Any]:
    """A link with its reason in words; `other` is the happening outside that it leads to."""
    outside = next((end for end in (link.left_id, link.right_id) if end not in own), None)
    return as_dict(link) | {
        "reason": words.reason(link.reason),
        "other": None if outside is None else others.get(outside),
    }


def _decision(one: Decision, undone: Container[int], others: Mapping[str, str]) -> Mapping[str, Any]:
    ends = [others[end] for end in (one.record_id, one.other_id) if end is not None and end in others]
    return {
        "number": one.number, "kind": one.kind, "table": one.table, "id": one.record_id, "field": one.field,
        "value": one.value, "other_id": one.other_id, "undoes": one.undoes, "by": one.by, "at": one.at,
        "reason": one.reason, "stands": one.number not in undone, "other": ends[0] if ends else None,
    }  # fmt: skip


def _by(rows: Iterable[R]) -> Mapping[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[row.of].append(row)
    return found
