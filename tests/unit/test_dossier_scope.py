"""A dossier of a period, place, actor or ceasefire holds what belongs to it, whole, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.unit.dossier_page import Page, cells
from truceline.errors import UsageError
from truceline.follow import life
from truceline.model.filters import Filter
from truceline.model.records import (
    ActorRow,
    CeasefireRow,
    ClaimAboutRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    FigureRow,
    ReportRow,
)
from truceline.publish.dossier.material import Material, gathered
from truceline.publish.dossier.page import write_dossier
from truceline.publish.dossier.scope import Scope, scope
from truceline.publish.dossier.scoped import scoped
from truceline.publish.dossier.titles import running
from truceline.record import Store
from truceline.record.views.choosing import of_events

AUGUST = Filter(since=date(2004, 8, 1), until=date(2004, 8, 31))


@pytest.fixture
def store(examples: Path) -> Iterator[Store]:
    with Store.open(examples) as opened:
        yield opened


def of(store: Store, wanted: Filter, ceasefire: str | None = None) -> Material:
    return scoped(store, scope(store, wanted, ceasefire))


@pytest.mark.parametrize(
    "wanted",
    [
        AUGUST,
        Filter(place="Basra"),
        Filter(country="Indonesia"),
        Filter(actor="GAM"),
        Filter(actor="GAM", since=date(2003, 1, 1)),
    ],
)
def test_it_holds_all_reports_of_what_meets_the_limits_and_the_lives_of_its_ceasefires(
    store: Store, wanted: Filter
) -> None:
    chosen = scope(store, wanted)
    found = scoped(store, chosen)
    where, values = of_events(chosen.wanted)
    met = {own for (own,) in store.select(f"SELECT event.happening_id FROM event WHERE {where}", values)}
    assert met
    held = {row.happening_id for row in found.of(EventRow)}
    assert met <= held
    told = {e.id for one in found.lives.values() for move in one.transitions for e in move.evidence}
    told |= {e.id for one in found.lives.values() for aside in one.asides for e in aside.evidence}
    told |= {one.event_id for one_life in found.lives.values() for one in one_life.incidents}
    told |= {e.id for one_life in found.lives.values() for one in one_life.incidents for e in one.evidence}
    for happening in held - met:
        assert told & {row.id for row in store.rows(EventRow, happening_id=happening)}
    assert {r.id for r in found.of(EventRow)} == {r.id for own in held for r in store.rows(EventRow, happening_id=own)}
    assert found.share is not None
    assert found.share.happenings == len(held)
    assert found.share.of.documents == 19


def test_rows_cells_and_documents_fit_together(store: Store) -> None:
    found, whole = of(store, AUGUST), gathered(store)
    ids = {row.id for rows in found.rows.values() for row in rows}
    events = {row.id for row in found.of(EventRow)}
    assert {row.event_id for row in found.of(FigureRow)} <= events
    assert {row.event_id for row in found.of(EventActorRow)} <= events
    named = {row.actor_id for row in found.of(EventActorRow) if row.actor_id}
    assert named <= {row.id for row in found.of(ActorRow)}
    assert {row.place_id for row in found.of(EventPlaceRow) if row.place_id} <= ids
    assert {row.target_id for row in found.of(ClaimAboutRow)} <= ids
    assert {d.document.id for d in found.documents} == {
        row.document_id for rows in found.rows.values() for row in rows if isinstance(row, ReportRow)
    }
    wanted = {(c.table, c.row_id, c.column): c.passages for c in whole.cells if c.row_id in ids}
    assert {(c.table, c.row_id, c.column): c.passages for c in found.cells} == wanted
    assert len(found.documents) < len(whole.documents)


def test_a_ceasefire_is_told_whole_with_the_violence_around_it(store: Store) -> None:
    truces = [row.canonical_id for row in store.rows(CeasefireRow)]
    own = max(truces, key=truces.count)
    found = of(store, Filter(), own)
    assert {row.canonical_id for row in found.of(CeasefireRow)} == {own}
    assert {one.id: one for one in found.lives.values()} == {own: life(store, own)}
    events = {row.id for row in found.of(EventRow)}
    assert {one.event_id for one in life(store, own).incidents} <= events


def test_an_actor_goes_by_name_in_any_case_and_by_id(store: Store) -> None:
    by_name = scope(store, Filter(actor="free aceh movement")).wanted.actor
    assert by_name is not None
    assert scope(store, Filter(actor=by_name)).wanted.actor == by_name
    assert scope(store, Filter(actor="free aceh movement")).words == "Free Aceh Movement"


def test_what_fits_nothing_or_several_is_an_error_that_helps(store: Store) -> None:
    with pytest.raises(UsageError, match=r"nothing in .* meets 1 January 1950, Nepal; widen the period"):
        of(store, Filter(since=date(1950, 1, 1), until=date(1950, 1, 1), country="NPL"))
    with pytest.raises(UsageError, match="knows no actor of that name"):
        scope(store, Filter(actor="Nobody At All"))
    with pytest.raises(UsageError, match="no such country"):
        scope(store, Filter(country="Atlantis"))
    with pytest.raises(UsageError, match="ends on 2004-01-01 before it begins"):
        scope(store, Filter(since=date(2005, 1, 1), until=date(2004, 1, 1)))
    with pytest.raises(UsageError, match="told whole"):
        scope(store, Filter(place="Kufa"), "CSF-X")
    with pytest.raises(UsageError, match="there is no ceasefire CSF-X"):
        of(store, Filter(), "CSF-X")
    with pytest.raises(UsageError, match=r"gunmen: \d+ actors .* give the id of one:\n  ACT-\w+  "):
        scope(store, Filter(actor="gunmen"))


def test_the_page_says_what_part_it_is_and_has_no_other_report(store: Store, tmp_path: Path) -> None:
    write_dossier(store, tmp_path / "d.html", generated="today", scope=scope(store, AUGUST))
    html = (tmp_path / "d.html").read_text(encoding="utf-8")
    shown = " ".join(" ".join(Page(html).shown).split())
    assert "A part of a record: 1–31 August 2004" in shown or "A part of a record: in August 2004" in shown
    found = of(store, AUGUST)
    assert f"the {len(found.documents)} of 19 reports that tell of them" in shown
    outside = {d.id: d.sha256 for d in store.documents()}
    inside = {d.document.sha256 for d in found.documents}
    assert all((sha in html) == (sha in inside) for sha in outside.values())


def test_cited_alone_leaves_out_other_sentences_and_every_passage_shown_is_there(store: Store, tmp_path: Path) -> None:
    sizes = {}
    for only in (False, True):
        write_dossier(store, tmp_path / "d.html", generated="today", scope=scope(store, AUGUST), only_cited=only)
        html = (tmp_path / "d.html").read_text(encoding="utf-8")
        page = Page(html)
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        _, entries = cells(page)
        refs = [ref for entry in entries for group in entry[4] for ref in group[0]]  # type: ignore[attr-defined]
        assert refs
        assert all(f"p{ref}" in ids for ref in refs)
        sizes[only] = len(re.findall('class="s"', html))
    assert sizes[True] < sizes[False]


def test_a_title_cannot_leave_the_string_of_style() -> None:
    rule = running('x"}} </style><script>\\ é')
    assert rule.count('"') == 2
    assert not set("<>{}\\") & set(re.sub(r"\\[0-9a-f]{6} ", "", rule.split('"')[1]))


def test_commands_take_limits(examples: Path, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "truceline", *words, "--record", str(examples)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    done = run(
        "dossier", "--place", "Basra", "--since", "2008-03-01", "--texts", "cited", "--out", str(tmp_path / "b.html")
    )
    assert done.returncode == 0, done.stderr
    assert "Conflict and ceasefires: from 1 March 2008, Basra" in (tmp_path / "b.html").read_text(encoding="utf-8")
    told = run("summary", "--actor", "GAM", "--format", "markdown")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("# Conflict and ceasefires: ")
    wrong = run("summary", "--type", "shellling")
    assert wrong.returncode == 2
    assert "--type: shellling is none of" in wrong.stderr


def test_the_whole_record_needs_no_scope() -> None:
    assert Scope().whole
    assert not Scope(ceasefire="CSF-X").whole
