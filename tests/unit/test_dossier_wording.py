"""The dossier's sections on wording and on pairs left to a person: as the sources', with passages, in plain words."""

from __future__ import annotations

from pathlib import Path

from tests.unit.dossier_page import Page, linked_cells, sound
from tests.unit.dossier_sample import NOW, VERSION, Report, record
from truceline.model.ledger import Link
from truceline.model.records import EventRow
from truceline.publish.dossier.page import write_dossier
from truceline.record import Store


def militia() -> Report:
    r = Report(
        "militia",
        "Hill Post",
        "2004-08-27",
        "Kufa mourns",
        'The governor called the gunmen terrorists. A paper wrote of "wreckers" in Kufa. The gunmen shelled a mill.',
    )
    r.actor("governor", "person", "The governor")
    r.actor("gunmen", "armed_group", "the gunmen", "The gunmen")
    r.event("shelling", "shelled", who="The gunmen=gunmen")
    r.wording("terrorists", "loaded", about="gunmen", speaker="The governor=governor")
    r.wording("wreckers", "scare quotes")
    return r


def test_wording_is_shown_as_its_sources_with_the_passage(tmp_path: Path) -> None:
    with record(tmp_path / "a.db", [militia()]) as made:
        write_dossier(made, tmp_path / "d.html", generated="21 November 2026")
    html = (tmp_path / "d.html").read_text(encoding="utf-8")
    page = Page(html)
    shown = " ".join(page.rows["wordings"].split())
    assert "“terrorists” loaded governor" in shown
    assert "put in quotation marks by Hill Post, 27 August 2004" in shown
    assert "terrorists" not in page.rows["actors"]
    assert linked_cells(page) > 5
    sound(html)


def test_pairs_that_may_be_one_are_left_to_the_reader(tmp_path: Path) -> None:
    r = Report(
        "toll", "Hill Post", "2004-08-28", "Kufa", "Gunmen struck. Troops fought. Shells hit. Guns had fired. Men met."
    )
    for kind, trigger in (
        ("armed_attack", "struck"),
        ("armed_clash", "fought"),
        ("shelling", "hit"),
        ("shelling", "had fired"),
    ):
        r.event(kind, trigger)
    with record(tmp_path / "a.db", [r]) as made:
        suggested(made)
        write_dossier(made, tmp_path / "d.html", generated="21 November 2026")
    html = (tmp_path / "d.html").read_text(encoding="utf-8")
    rows = " ".join(Page(html).rows["pairs"].split())
    assert "Pairs to look at (1)" in rows
    assert "0.61" in rows
    assert "fighting / armed attack" in rows
    assert "1 pair of events" in "".join(Page(html).shown)
    sound(html)


def suggested(store: Store) -> None:
    """Three pairs: one that stays, one that is joined by a person, one with an event that is rejected."""
    events = {row.trigger: row.id for row in store.rows(EventRow)}
    reason = "neither with a day; armed_clash / armed_attack; killed 25 against many"
    pairs = (("fought", "struck", 0.61), ("hit", "struck", 0.5), ("had fired", "struck", 0.4))
    links = [
        Link(kind="suggest", table="event", left_id=events[a], right_id=events[b], score=s, method="m 1", reason=reason)
        for a, b, s in pairs
    ]
    store.append_links(VERSION, links, agent="test", at=NOW)
    store.fold()
    store.decide("same", record_id=events["hit"], other_id=events["struck"], by="ana", reason="one", at=NOW)
    store.decide("reject", record_id=events["had fired"], by="ana", reason="", at=NOW)
