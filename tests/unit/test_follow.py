"""Ceasefires through their life: the table, its guards, two clocks, incidents, terms, ends."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from tests.unit.follow_rows import Chronicle, coast, course, day, fighting, five_reports, with_act
from truceline.errors import UsageError
from truceline.follow import Followed, defaults
from truceline.follow.between import between
from truceline.model.records import PlaceRow


def test_one_ceasefire_told_in_five_reports_is_one_with_its_whole_life() -> None:
    life = five_reports().life()
    assert life.ceasefires == ("a.1", "b.1", "c.1", "d.1", "e.1")
    assert course(life) == ["proposed", "declared", "holding", "strained", "holding", "broken_down"]
    assert [move.inferred for move in life.transitions] == [False, False, False, False, True, False]
    assert life.transitions[1].rule == "T-proposed-declared"
    assert life.ended is not None
    assert (life.ended.earliest, life.ended.latest) == (day("2009-03-08"), day("2009-03-08"))
    assert {party.name for party in life.parties} == {"Norway", "Coast Liberation Front"}


def test_both_clocks_run() -> None:
    move = five_reports().life().transitions[-1]
    assert (move.happened.latest, move.reported) == (day("2009-03-08"), day("2009-03-09"))
    assert {e.document_id for e in move.evidence} == {"e"}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2009-01-06", "proposed"),
        ("2009-01-20", "declared"),
        ("2009-02-10", "holding"),
        ("2009-02-20", "strained"),
        ("2009-03-08", "holding"),
        ("2009-03-09", "broken_down"),
    ],
)
def test_as_known_on_a_day(on: str, state: str) -> None:
    assert five_reports().life(day(on)).state == state


def test_backward_telling_is_ordered_by_when_it_happened() -> None:
    book = Chronicle()
    book.publish(a="2008-04-01")
    book.ceasefire("a.1", "holding", "2008-03-30", parties=coast(book, "a"))
    book.step("a.1", "holding", "2008-03-31")
    book.step("a.1", "declared", "2008-03-30")
    book.step("a.1", "negotiating", "2008-03-28", kind="talks", status="background")
    assert course(book.life()) == ["negotiating", "declared", "holding"]


def test_a_late_report_of_an_earlier_step_joins_it() -> None:
    book = five_reports()
    book.publish(f="2009-04-20")
    book.ceasefire("f.1", "unknown", "2009-01-07", parties=coast(book, "f"), places=["Bergen"])
    book.step("f.1", "declared", "2009-01-07", status="background")
    life = book.life()
    declared = next(move for move in life.transitions if move.after == "declared")
    assert declared.documents == ("b", "f")
    assert declared.reported == day("2009-01-07")


@pytest.mark.parametrize("status", ["future", "hypothetical", "negated"])
def test_what_is_not_asserted_moves_nothing_and_is_not_dropped(status: str) -> None:
    book = Chronicle()
    book.publish(a="2009-01-07", b="2009-01-12")
    book.ceasefire("a.1", "declared", "2009-01-07", parties=coast(book, "a"))
    book.step("a.1", "declared", "2009-01-07")
    book.ceasefire("b.1", "unknown", "2009-01-07", parties=coast(book, "b"))
    book.step("b.1", "broken_down", kind="ceasefire_ended", status=status)
    life = book.life(day("2009-01-20"))
    assert life.state == "declared"
    assert [aside.told for aside in life.asides] == ["broken_down"]


def test_doubts_and_predictions_are_claims_about_it() -> None:
    book = five_reports()
    book.claim("b.1", "predicts", "it will collapse within a week", coast(book, "b")[0])
    book.doubt("c.1", "nobody believes in it")
    life = book.life()
    assert [(claim.stance, claim.speaker) for claim in life.claims] == [("predicts", "Norland"), ("doubts", None)]
    assert course(life)[:3] == ["proposed", "declared", "holding"]


def test_what_one_party_alone_asserts_is_claimed() -> None:
    book = Chronicle()
    book.publish(a="2009-01-07", b="2009-01-28")
    for document, state in (("a", "declared"), ("b", "strained")):
        book.ceasefire(f"{document}.1", state, "2009-01-07", parties=coast(book, document))
    book.step("a.1", "declared", "2009-01-07")
    north, front = coast(book, "b")
    event = book.step("b.1", "strained", kind="ceasefire_violated", actors=[front], sources=[north])
    book.incident("b.1", event)
    life = book.life(day("2009-01-30"))
    move = life.transitions[-1]
    assert (move.after, life.incidents[0].grade, life.incidents[0].by) == ("strained", "alleged", ("Norway",))


def test_its_own_declaration_is_more_than_a_claim() -> None:
    book = Chronicle()
    book.publish(a="2009-01-07")
    _, front = coast(book, "a")
    book.ceasefire("a.1", "declared", parties=[front])
    book.step("a.1", "declared", actors=[front], sources=[front])
    assert book.life().transitions[0].attribution == "reported"


def test_a_rival_account_makes_it_contested_and_both_stay() -> None:
    book = Chronicle()
    book.publish(a="2009-01-07", b="2009-01-20", c="2009-01-21")
    for document, state in (("a", "declared"), ("b", "unknown"), ("c", "unknown")):
        book.ceasefire(f"{document}.1", state, "2009-01-07", parties=coast(book, document))
    book.step("a.1", "declared", "2009-01-07")
    book.step("b.1", "strained", "2009-01-19", actors=[coast(book, "b")[1]], sources=[coast(book, "b")[0]])
    book.step("c.1", "holding", "2009-01-20", sources=[coast(book, "c")[1]])
    moves = {move.after: move for move in book.life(day("2009-01-22")).transitions}
    assert (moves["strained"].attribution, moves["strained"].by) == ("contested", ("Norway",))
    assert (moves["holding"].attribution, moves["holding"].by) == ("contested", ("Coast Liberation Front",))


def test_a_denial_by_the_other_party_makes_a_claim_contested() -> None:
    book = Chronicle()
    book.publish(a="2009-01-07", b="2009-01-20")
    for document in "ab":
        book.ceasefire(f"{document}.1", "declared", "2009-01-07", parties=coast(book, document))
    book.step("a.1", "declared", "2009-01-07")
    north, front = coast(book, "b")
    book.step("b.1", "broken_down", "2009-01-19", kind="ceasefire_ended", actors=[front], sources=[north])
    book.claim("b.1", "denies", "it broke the truce", front)
    assert book.life(day("2009-01-22")).transitions[-1].attribution == "contested"


def test_an_end_that_the_next_reports_do_not_know_is_contested() -> None:
    book = Chronicle()
    book.publish(a="2009-01-07", b="2009-01-20", c="2009-01-23")
    for document, state in (("a", "declared"), ("b", "unknown"), ("c", "holding")):
        book.ceasefire(f"{document}.1", state, "2009-01-07", parties=coast(book, document))
    book.step("a.1", "declared", "2009-01-07")
    book.step("b.1", "broken_down", "2009-01-19", kind="ceasefire_ended")
    life = book.life(day("2009-01-24"))
    assert life.state == "holding"
    end = next(move for move in life.transitions if move.told == "broken_down")
    assert (end.attribution, end.after) == ("contested", "holding")
    assert life.ended is None


# -- incidents ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("book", "grade"),
    [
        (with_act("2009-01-19"), "reported"),
        (with_act(None), "reported"),
        (with_act("2009-01-19", source="north"), "alleged"),
        (with_act("2009-01-19", source="front"), "acknowledged"),
        (with_act("2009-01-19", source="monitors"), "verified"),
        (with_act("2009-01-07"), "possible"),
        (with_act("2009-01-19", kind="abduction"), "possible"),
    ],
    ids=["by a report", "as news", "by one party", "by who did it", "by monitors", "day of effect", "banned or not"],
)
def test_the_four_questions_and_the_tellers_give_the_grade(book: Chronicle, grade: str) -> None:
    life = book.life(day("2009-01-21"))
    assert [one.grade for one in life.incidents] == [grade]
    assert life.state == ("holding" if grade == "possible" else "strained")
    assert bool(life.flags) == (grade == "possible")


@pytest.mark.parametrize(
    "book",
    [
        with_act("2009-01-02", published="2009-01-09"),
        with_act("2009-01-19", place="Tromso"),
        with_act("2009-01-19", attacker="stranger"),
        with_act("2009-01-19", kind="force_against_protest"),
    ],
    ids=["before the effect", "elsewhere", "by a stranger", "no banned act"],
)
def test_what_lies_outside_does_not_count(book: Chronicle) -> None:
    life = book.life(day("2009-01-21"))
    assert life.state == "holding"
    assert all(one.grade in ("possible", "outside_coverage") for one in life.incidents)


def test_an_act_of_nobody_knows_whom_that_the_report_ties_to_it_is_possible() -> None:
    book = Chronicle()
    book.publish(a="2009-01-12")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"), places=["Bergen"])
    book.step("a.1", "declared", "2009-01-07")
    book.incident("a.1", book.event("a.9", "bombing", "2009-01-11", ["Bergen"], actors=["gunmen"]))
    life = book.life()
    assert [one.grade for one in life.incidents] == ["possible"]
    assert life.transitions[-1].after in ("holding", "declared")


def test_sustained_fighting_breaks_it_down() -> None:
    need = defaults().sustained_incidents
    assert fighting(need - 1).life(day("2009-01-28")).state == "strained"
    life = fighting(need).life(day("2009-01-28"))
    assert (life.state, life.transitions[-1].inferred) == ("broken_down", True)
    assert len(life.transitions[-1].documents) == need


def test_a_setting_says_how_much_fighting_is_sustained() -> None:
    settings = replace(defaults(), sustained_incidents=3)
    assert fighting(3).life(day("2009-01-28"), settings).state == "broken_down"


# -- ends, extension, replacement --------------------------------------------------------------------------------------


def test_calm_and_silence_are_inferred_and_say_so() -> None:
    book = five_reports()
    calm = next(move for move in book.life().transitions if move.rule == "T-strained-holding")
    assert calm.inferred
    assert "14 days" in calm.why
    assert calm.evidence == ()
    quiet = Chronicle()
    quiet.publish(a="2009-01-08", z="2010-01-08")
    quiet.ceasefire("a.1", "holding", "2009-01-07", parties=coast(quiet, "a"))
    life = quiet.life()
    assert (life.state, life.transitions[-1].happened.latest) == ("unknown", day("2009-07-11"))
    assert life.duration.censored


def test_a_deadline_that_passes_is_nothing_until_it_is_reported() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08", z="2009-02-20")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"), duration="P3D")
    life = book.life()
    assert life.state == "holding"
    assert life.duration.declared_days == 3


def test_expired_when_reported() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08", b="2009-01-12")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"), duration="P3D")
    book.ceasefire("b.1", "expired", "2009-01-07", parties=coast(book, "b"), duration="P3D")
    life = book.life()
    assert (life.state, life.code("end_kind"), life.code("fixed")) == ("expired", "expired", 1)
    assert (life.duration.least, life.duration.most, life.duration.censored) == (2, 5, False)


def test_an_extension_is_the_same_ceasefire_with_a_new_end() -> None:
    life = five_reports().life()
    extension = next(move for move in life.transitions if move.words == "extended")
    assert extension.after == "holding"


def test_a_later_ceasefire_of_the_same_parties_replaces_it() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08", b="2009-03-03")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"), side="bilateral")
    book.step("a.1", "declared", "2009-01-07")
    book.ceasefire("b.1", "agreed", "2009-03-02", parties=coast(book, "b"), side="bilateral")
    book.step("b.1", "agreed", "2009-03-02")
    old, new = book.lives()
    assert (old.state, old.superseded_by, new.supersedes) == ("superseded", new.id, (old.id,))
    assert old.transitions[-1].inferred
    assert (old.duration.least, old.duration.censored) == (54, False)


def test_a_peace_agreement_of_the_parties_completes_it() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08", x="2009-02-02")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"))
    book.event("x.1", "agreement", "2009-02-01", actors=coast(book, "x"), trigger="peace accord")
    life = book.life(day("2009-02-03"))
    assert (life.state, life.code("end_kind"), life.duration.least) == ("completed", "completed", 25)


def test_two_of_the_same_parties_years_or_months_apart_stay_apart() -> None:
    book = Chronicle()
    book.publish(a="2004-08-28", b="2008-03-31", c="2007-08-30", d="2008-04-02")
    told = (("a", "2004-08-26", "Najaf"), ("b", "2008-03-30", "Basra"), ("c", "2007-08-29", None), ("d", None, "Basra"))
    for document, start, town in told:
        cleric = book.actor(document, "Muqtada al-Sadr", known="muqtada-al-sadr")
        book.ceasefire(f"{document}.1", "holding", start, declarers=[cleric], places=[town] if town else [])
    assert [life.ceasefires for life in book.lives()] == [("a.1",), ("c.1",), ("b.1", "d.1")]


def test_as_news_two_declarations_a_month_apart_stay_apart() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08", b="2009-02-09", c="2009-02-10")
    for document in "abc":
        book.ceasefire(f"{document}.1", "declared", parties=coast(book, document))
        book.step(f"{document}.1", "declared", actors=coast(book, document))
    assert [life.ceasefires for life in book.lives()] == [("a.1",), ("b.1", "c.1")]


def test_a_state_with_two_wars_has_two_ceasefires() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08", b="2009-01-09")
    for document, foe, home in (("a", "Coast Front", "SWE"), ("b", "Highland League", "FIN")):
        north = book.actor(document, "Norland", "state", country="NOR", known="NOR")
        other = book.actor(document, foe, "armed_group", country=home)
        book.ceasefire(f"{document}.1", "declared", parties=[north, other])
        book.step(f"{document}.1", "declared")
    assert len(book.lives()) == 2


def test_ceasefires_between_parties_and_the_violence_before_and_after() -> None:
    book = fighting(3)
    book.publish(y="2009-01-05")
    north, front = coast(book, "y")
    book.event("y.1", "shelling", "2009-01-04", ["Bergen"], actors=[front], targets=[north])
    book.gathered()
    followed = Followed.of(book.rows, book.published)
    life = next(followed.between(["Norway", "Coast Liberation Front"], "Bergen", day("2009-01-01"), day("2009-02-01")))
    assert life.ceasefires == ("a.1",)
    assert list(followed.between(["NOR", "Hamas"])) == []
    assert list(followed.between(["Norway"], "Tromso")) == []
    assert list(followed.between(["Norway"], None, day("2010-01-01"))) == []
    course = between(book.rows, book.published, ("Norway", "Coast Liberation Front"))
    assert [one.happening_id for one in course.violence] == ["y.1", "x0.1", "x1.1", "x2.1"]
    assert [(a.ceasefire_id, a.before, a.after) for a in course.around] == [(life.id, 1, 3)]
    here = between(
        book.rows, book.published, ("Norway", "Coast Liberation Front"), "Bergen", day("2009-01-04"), day("2009-01-04")
    )
    assert [one.happening_id for one in here.violence] == ["y.1"]
    later = between(book.rows, book.published, ("Norway", "Coast Liberation Front"), None, day("2009-01-06"))
    assert [one.happening_id for one in later.violence] == ["x0.1", "x1.1", "x2.1"]
    assert [(a.before, a.after) for a in later.around] == [(1, 3)]
    assert between(book.rows, book.published, ("Norway", "Coast Liberation Front"), "Tromso").violence == ()


def test_a_country_holds_all_places_in_it() -> None:
    book = fighting(3)
    book.gathered()
    book.found[PlaceRow] = [replace(row, country="NOR") for row in cast("list[PlaceRow]", book.found[PlaceRow])]
    followed = Followed.of(book.rows, book.published)
    assert len(list(followed.between(["Norway"], "Norway"))) == len(list(followed.between(["Norway"], "NOR"))) == 1
    assert list(followed.between(["Norway"], "Sweden")) == []
    parties = ("Norway", "Coast Liberation Front")
    assert [len(between(book.rows, book.published, parties, place).violence) for place in ("Norway", "Sweden")] == [
        3,
        0,
    ]


@pytest.mark.parametrize("parties", [("Norway", "NOR"), ("Norway", "Nobody of Nowhere")])
def test_parties_that_are_one_or_nobody(parties: tuple[str, str]) -> None:
    book = fighting(1)
    book.gathered()
    with pytest.raises(UsageError):
        between(book.rows, book.published, parties)
