"""The dossier: nothing loaded, every text shown as text, every cell with its passage, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.dossier_page import Page, linked_cells, sound
from tests.unit.dossier_sample import NOW, VERSION, Report, on, record, same
from truceline.model.records import CeasefireRow, EventRow, FigureRow
from truceline.publish.dossier.page import write_dossier
from truceline.publish.dossier.text import visible
from truceline.record import Store

HOSTILE = 'rebels \u202edexif\u202c</script><b id="x">'


def kufa() -> Report:
    r = Report(
        "kufa",
        "Harbour Wire",
        "2004-08-26",
        "Shells hit a mosque in Kufa",
        "Shells hit the mosque on Thursday, killing at least 25 people and wounding 60, a doctor said."
        " A U.S. spokesman denied that troops had shelled Kufa.\n\n"
        "Prime Minister Ayad Allawi ordered a truce of 24 hours."
        " If the militia stays there will be a fight, an official said.\n\n"
        "© Harbour Wire. All rights reserved.",
    )
    r.actor("doctor", "person", "a doctor")
    r.actor("Ayad Allawi", "person", "Prime Minister Ayad Allawi")
    r.actor("official", "person", "an official")
    r.place("Kufa", 32.05, 44.44, 95446)
    hit = r.event(
        "shelling",
        "hit~2",
        where="Kufa~2",
        time="on Thursday",
        when=on("2004-08-26"),
        source="a doctor=doctor",
        figures=(
            r.figure("killed", "at least 25", (25, 25, None, True), who="people", source="a doctor=doctor"),
            r.figure("wounded", "60", (60, 60, 60, False), source="a doctor=doctor"),
        ),
    )
    r.event("shelling", "had shelled", where="Kufa~2", status="negated")
    r.event("armed_clash", "a fight", status="hypothetical")
    r.ceasefire(
        ["a truce"],
        "declared",
        side="unilateral",
        declared_by=["Prime Minister Ayad Allawi=Ayad Allawi"],
        place=["^Kufa~2"],
        duration=("24 hours", "PT24H"),
        steps=[("declared", "ordered a truce", on("2004-08-26"))],
        doubts=[("there will be a fight", "official")],
    )
    r.claim("killing at least 25 people", speaker="a doctor=doctor", cue="said", about=(hit,))
    return r


def ministry() -> Report:
    r = Report(
        "ministry",
        "Two Rivers Post",
        "2004-08-28",
        "Ministry counts the dead of Kufa",
        "The Health Ministry said that 27 people were killed in the mosque of Kufa on 26 August and 63 wounded."
        " The truce fell apart within days. Dozens, possibly hundreds, have died since spring.",
    )
    r.actor("Health Ministry", "government", "The Health Ministry")
    r.place("Kufa", 32.05, 44.44, 95446)
    r.event(
        "shelling",
        "were killed in the mosque",
        where="Kufa~2",
        time="on 26 August",
        when=on("2004-08-26"),
        figures=(
            r.figure("killed", "27", (27, 27, 27, False), who="people", source="The Health Ministry=Health Ministry"),
            r.figure("wounded", "63", (63, 63, 63, False), source="The Health Ministry=Health Ministry"),
        ),
    )
    r.event(
        "armed_clash",
        "have died",
        figures=(r.figure("killed", "Dozens, possibly hundreds", (24, None, 999, False), scope="cumulative"),),
    )
    r.ceasefire(["The truce"], "broken_down", steps=[("broken_down", "fell apart", None)])
    return r


def hostile() -> Report:
    r = Report(
        "hostile",
        None,
        None,
        "A title </script><script>alert(1)</script> & more",
        f"The {HOSTILE} struck Basra\u2028on Monday <img src=x onerror=alert(1)>. JSON: \\u003c/script>",
    )
    r.actor(HOSTILE, "armed_group")
    r.event("armed_attack", "struck", who=HOSTILE)
    return r


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with record(tmp_path / "a.db", [kufa(), ministry(), hostile()]) as made:
        events = {row.trigger: row.id for row in made.rows(EventRow)}
        truces = [row.id for row in made.rows(CeasefireRow)]
        links = same(EventRow, [events["hit"], events["were killed in the mosque"]]) + same(CeasefireRow, truces)
        made.append_links(VERSION, links, agent="test", at=NOW)
        made.fold()
        yield made


@pytest.fixture
def page(store: Store, tmp_path: Path) -> str:
    write_dossier(store, tmp_path / "d.html", generated="21 November 2026")
    return (tmp_path / "d.html").read_text(encoding="utf-8")


def test_figures_that_do_not_count_are_shown_with_the_reason(store: Store, tmp_path: Path) -> None:
    figures = {row.verbatim: row for row in store.rows(FigureRow)}
    reason = "the ministry counts another hall"
    store.decide("correct", record_id=figures["27"].id, field="excluded", value=True, by="ana", reason=reason, at=NOW)
    write_dossier(store, tmp_path / "d.html", generated="21 November 2026")
    shown = " ".join(" ".join(Page((tmp_path / "d.html").read_text(encoding="utf-8")).shown).split())
    assert f"excluded in review, by ana: {reason}" in shown


def test_a_total_over_classes_is_shown_as_added_up(tmp_path: Path) -> None:
    r = Report("split", "Harbour Wire", "2011-06-02", "Shells on a harbour", "Shells killed 7 dockers and 2 guards.")
    parts = (
        r.figure("killed", "7", (7, 7, 7, False), who="7 dockers", victims="civilian"),
        r.figure("killed", "2", (2, 2, 2, False), who="2 guards", victims="police"),
    )
    r.event("shelling", "Shells", figures=parts)
    with record(tmp_path / "a.db", [r]) as made:
        write_dossier(made, tmp_path / "d.html", generated="21 November 2026")
    shown = " ".join(" ".join(Page((tmp_path / "d.html").read_text(encoding="utf-8")).shown).split())
    assert "people in all" in shown.lower()
    assert "added up from what one source counts apart" in shown


def test_nothing_is_requested_from_anywhere(page: str) -> None:
    found = Page(page)
    assert {tag for tag, _ in found.elements}.isdisjoint({"link", "img", "iframe", "object", "embed", "audio", "video"})
    for _, attributes in found.elements:
        for name, value in attributes.items():
            assert not re.match(r"\s*(https?:|//|data:|javascript:)", value), (name, value)
        assert attributes.get("href", "#").startswith("#")
        assert "src" not in attributes
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)


def test_policy_names_the_very_style_and_script(page: str) -> None:
    found = Page(page)
    policy = next(a["content"] for _, a in found.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    script = next(d for d in found.data["script"] if not d.startswith("{"))
    for text, kind in ((found.data["style"][0], "style-src"), (script, "script-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy


def test_texts_of_reports_stay_text(page: str) -> None:
    found = Page(page)
    assert sum(tag == "script" for tag, _ in found.elements) == 2
    assert not any(tag == "b" or attributes.get("id") == "x" for tag, attributes in found.elements)
    assert not set("\u202e\u202c\u2028\u2029") & set(page)
    shown = "".join(found.shown)
    assert "rebels [U+202E]dexif[U+202C]</script><b id=" in shown
    assert "<img src=x onerror=alert(1)>" in shown


def test_every_cell_leads_to_words_of_a_document(page: str) -> None:
    found = Page(page)
    assert linked_cells(found) > 50


def test_values_without_a_passage_are_only_those_nobody_gives(page: str) -> None:
    assert set(re.findall(r'<span class="bare">(.*?)</span>', page)) <= {"undated"}


def test_anchors_on_the_page_exist_and_are_unique(page: str) -> None:
    sound(page)


def test_passages_hold_the_words_of_their_quotes(store: Store, page: str) -> None:
    quotes = {visible(p.quote) for cell in store.cells() for p in cell.passages if p.quote}
    assert quotes == set(Page(page).passages.values())


def test_same_record_same_bytes(store: Store, page: str, tmp_path: Path) -> None:
    other = tmp_path / "b.db"
    with record(other, [hostile(), ministry(), kufa()]) as made:
        made.append_links(VERSION, list(store.links()), agent="test", at=NOW)
        made.fold()
        write_dossier(made, tmp_path / "e.html", generated="21 November 2026")
    assert (tmp_path / "e.html").read_bytes() == (tmp_path / "d.html").read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_denied_and_feared_events_stand_apart(page: str) -> None:
    rows = Page(page).rows
    assert "denied or did not happen" in rows["others"]
    assert "conditional or feared" in rows["others"]
    assert "denied" not in rows["facts"]


def test_killed_and_wounded_have_axes_of_their_own(page: str) -> None:
    strips = re.findall(r'<div class="strip" role="group" aria-label="(\w+)"><h4>', page)
    assert strips == ["killed", "wounded"]
    assert page.count('<svg class="axis"') == len(strips)
    assert "not a confidence interval" in page


def test_no_codes_where_words_serve(page: str) -> None:
    shown = "".join(Page(page).shown)
    for code in ("broken_down", "armed_clash", "armed_attack", "CT+", "asserted", "PT24H", "lower_median"):
        assert code not in shown, code
    assert "broken down" in shown
    assert "24 hours" in shown


def test_what_was_not_read_is_listed(page: str) -> None:
    shown = " ".join("".join(Page(page).shown).split())
    assert "Could not be read: reports/scan.txt – this is not text" in shown
    assert "Left out: reports/arabic.txt – written in Arabic" in shown
    assert "Machine-read draft." in shown


def test_decisions_are_told(store: Store, tmp_path: Path) -> None:
    event = next(iter(store.rows(EventRow)))
    store.decide("correct", by="ann", reason="misread", at=NOW, record_id=event.id, field="type", value="bombing")
    store.fold()
    write_dossier(store, tmp_path / "d.html", generated="today")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "People have taken 1 decision" in page
    assert "entered in review, decision 1" in page
    assert "x-entered" in page


def test_empty_record(tmp_path: Path) -> None:
    with record(tmp_path / "a.db", []) as store:
        write_dossier(store, tmp_path / "d.html", title="Nothing <yet>", generated="today")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "Nothing &lt;yet&gt;" in page
    assert "No report speaks of a ceasefire." in page
    Page(page)
