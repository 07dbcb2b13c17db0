"""Laws of following: claims move nothing, nothing later is shown, nothing reported is dropped, order does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.follow_rows import Chronicle
from truceline.follow import Evidence, Life, build
from truceline.follow.accounts import Account
from truceline.follow.states import may_follow

BEGIN = date(2009, 1, 1)
STATES = (
    "proposed", "negotiating", "agreed", "declared", "holding", "strained", "extended", "broken_down", "expired",
    "rejected", "monitored", "unknown",
)  # fmt: skip
STATUSES = ("asserted", "background", "future", "hypothetical", "negated")

told = st.fixed_dictionaries(
    {
        "published": st.integers(0, 120),
        "state": st.sampled_from(STATES),
        "steps": st.lists(
            st.tuples(st.sampled_from(STATES[:-1]), st.sampled_from(STATUSES), st.none() | st.integers(-40, 0)),
            max_size=3,
        ),
        "start": st.none() | st.integers(-20, 10),
        "source": st.none() | st.integers(0, 1),
        "claim": st.none() | st.sampled_from(("asserts", "denies", "disputes", "doubts", "predicts", "demands")),
        "act": st.none() | st.tuples(st.none() | st.integers(-10, 0), st.booleans()),
    }
)
stories = st.lists(told, min_size=1, max_size=6)
few = settings(max_examples=60, deadline=None)


def _steps(one: dict[str, object]) -> list[tuple[str, str, int | None]]:
    return cast("list[tuple[str, str, int | None]]", one["steps"])


def account(story: list[dict[str, object]], *, asserted: bool = True) -> Account:
    """One ceasefire told by the reports of a story."""
    book = Chronicle()
    for n, one in enumerate(story):
        document = f"d{n}"
        published = BEGIN + timedelta(days=int(str(one["published"])))
        book.publish(**{document: published.isoformat()})
        state = str(one["state"]) if asserted else "unknown"
        parties = [
            book.actor(document, "Norland", "state", country="NOR", known="NOR"),
            book.actor(document, "Mahdi Army", "armed_group", known="ucdp:5659"),
        ]
        start = one["start"] if asserted else None
        begun = None if start is None else (published + timedelta(days=int(str(start)))).isoformat()
        book.ceasefire(f"{document}.1", state, begun, parties=parties, places=["Bergen"])
        for to, status, back in _steps(one):
            days = None if back is None else (published + timedelta(days=back)).isoformat()
            sources = [] if one["source"] is None else [parties[int(str(one["source"]))]]
            kind = "unreal" if not asserted and status in ("asserted", "background") else status
            real = "future" if kind == "unreal" else kind
            book.step(f"{document}.1", to, days, status=real, actors=parties[:1], sources=sources)
        if one["claim"] is not None:
            book.claim(f"{document}.1", str(one["claim"]), f"it has collapsed, told {n}", parties[0])
        act = cast("tuple[int | None, bool] | None", one["act"])
        if act is not None:
            days = None if act[0] is None else (published + timedelta(days=act[0])).isoformat()
            book.event(f"{document}.9", "shelling", days, ["Bergen"], actors=parties[1:], targets=parties[:1])
            if act[1] and asserted:
                book.incident(f"{document}.1", f"{document}.9")
    reports = tuple(r for a in book.gathered().accounts() for r in a.reports)
    first = next(book.gathered().accounts())
    rows = tuple(replace(r, row=replace(r.row, canonical_id="d0.1")) for r in reports)
    return replace(first, id="d0.1", reports=rows, acts=(), newest=BEGIN + timedelta(days=400))


def shown(life: Life) -> Iterator[Evidence]:
    """All evidence that a life shows."""
    for move in life.transitions:
        yield from move.evidence
    for aside in life.asides:
        yield from aside.evidence
    for one in life.incidents:
        yield from one.evidence
    for term in life.terms:
        yield from term.evidence
    for party in (*life.parties, *life.brokers):
        yield from party.evidence
    for claim in life.claims:
        yield claim.evidence


@few
@given(story=stories)
def test_claims_conditions_and_denials_move_nothing(story: list[dict[str, object]]) -> None:
    life = build(account(story, asserted=False))
    assert life.transitions == ()
    assert life.state == "unknown"
    assert len(life.asides) == sum(len(_steps(one)) for one in story)
    assert len(life.claims) == sum(one["claim"] is not None for one in story)


@few
@given(story=stories)
def test_what_is_said_of_it_makes_no_move(story: list[dict[str, object]]) -> None:
    silent = [{**one, "claim": None} for one in story]
    told, untold = build(account(story)), build(account(silent))
    assert {(m.after, m.happened) for m in told.transitions} <= {(m.after, m.happened) for m in untold.transitions}
    assert told.incidents == untold.incidents
    if not any(one["claim"] in ("denies", "disputes") for one in story):  # a denial may make a move contested
        assert (told.transitions, told.state) == (untold.transitions, untold.state)


@few
@given(story=stories, on=st.integers(0, 130))
def test_as_known_on_never_shows_what_was_reported_later(story: list[dict[str, object]], on: int) -> None:
    whole, day = account(story), BEGIN + timedelta(days=on)
    published = {report.row.document_id: report.published for report in whole.reports}
    if not whole.known_on(day).reports:
        return
    life = build(whole, as_known_on=day)
    assert all((published[e.document_id] or day) <= day for e in shown(life))
    assert all(move.reported is None or move.reported <= day for move in life.transitions)
    assert all(move.happened.latest is None or move.happened.latest <= day for move in life.transitions)
    assert life.last_reported is None or life.last_reported <= day
    later = [report for report in whole.reports if report.published is not None and report.published <= day]
    assert life == build(replace(whole, reports=tuple(later)), as_known_on=day)


@few
@given(story=stories, extra=told)
def test_a_further_report_never_removes_evidence(story: list[dict[str, object]], extra: dict[str, object]) -> None:
    before, after = build(account(story)), build(account([*story, extra]))
    assert set(shown(before)) <= set(shown(after))


@few
@given(story=stories, data=st.data())
def test_the_order_of_reports_does_not_matter(story: list[dict[str, object]], data: st.DataObject) -> None:
    whole = account(story)
    mixed = tuple(data.draw(st.permutations(whole.reports)))
    assert build(replace(whole, reports=mixed)) == build(whole)


@few
@given(story=stories)
def test_moves_follow_each_other_and_only_forwards(story: list[dict[str, object]]) -> None:
    moves = build(account(story)).transitions
    assert all(one.after == other.before for one, other in pairwise(moves))
    assert all(may_follow(move.before, move.after) or move.before == move.after for move in moves)
    assert all(move.evidence for move in moves if not move.inferred)
