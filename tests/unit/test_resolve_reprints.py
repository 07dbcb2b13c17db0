"""Which documents are printings of one report, by their words alone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta

import pytest

from truceline.model.ledger import Link
from truceline.resolve.reprints import FEW, LEAST, Printed, Told, reprint_links, same_sentences
from truceline.resolve.sequences import Signatures, sequences, shared, words

DAY = date(2008, 3, 31)
WIRE = """Shells fell on the ferry port of Harun before dawn on Monday, and at least 12 dockers were killed, a harbour
official said. Cranes burned until noon, and the road to the grain stores was closed by soldiers who let only ambulances
through. Witnesses told of two boats that had fired from beyond the breakwater. The regional command said that its men
had answered the fire and that nobody in uniform was hurt.

The port had been quiet since the truce of February, which both sides say that they keep. Traders who had come for the
weekly market hid in the customs house; some of them said later that the guards had warned them an hour before. The
governor called the attack a breach and asked the monitors to come. Their chief answered that a team would leave the
capital as soon as the coast road was safe, and that he had spoken with commanders of both camps by telephone."""
CALM = """The schools of the valley opened again after eleven weeks, and buses brought children from the upper villages.
Teachers counted benches and found that a third had been burned for heat in winter. A baker gave bread to the first
class, the mayor spoke of a beginning, and in the afternoon the power failed as it had on every day of the month. Nobody
could say whether the promised books were on their way, for the depot did not answer."""


def links(*printed: Printed) -> list[tuple[str, str]]:
    return [(k.left_id, k.right_id) for k in found(printed)]


def found(printed: Sequence[Printed]) -> list[Link]:
    def texts(among: Set[str] | None) -> Iterable[Printed]:
        return (one for one in printed if among is None or one.id in among)

    return reprint_links(texts)


def edited(text: str, every: int) -> str:
    """The text with each so-manieth word replaced."""
    return " ".join("plainly" if n % every == every - 1 else word for n, word in enumerate(text.split()))


def cut(text: str, share: float) -> str:
    said = text.split()
    return " ".join(said[: round(share * len(said))])


def printed_as(how: str) -> str:
    match how:
        case "capitals and other quotation marks":
            return WIRE.upper().replace(",", " –")
        case "headline and dateline in the text":
            return f"Port under fire as truce frays\n\nHARUN, March 31 (Coast Agency) - {WIRE}"
        case "cut to three fifths":
            return cut(WIRE, 0.6)
        case "notices around it":
            return f"Sign in to read more of our stories.\n{WIRE}\nAll rights reserved. This text may not be sold."
        case "a word in forty replaced":
            return edited(WIRE, 40)
        case "a higher toll":
            return WIRE.replace("at least 12", "at least 19").replace("two boats", "three boats")
        case "two paragraphs more":
            return f"{WIRE}\n{cut(CALM, 0.9)}"
    raise AssertionError(how)


@pytest.mark.parametrize(
    "how",
    [
        "capitals and other quotation marks",
        "headline and dateline in the text",
        "cut to three fifths",
        "notices around it",
        "a word in forty replaced",
        "a higher toll",
        "two paragraphs more",
    ],
)
def test_a_report_is_known_again(how: str) -> None:
    first, later = Printed("a", DAY, WIRE), Printed("b", DAY + timedelta(days=1), printed_as(how))
    assert links(first, later, Printed("c", DAY, CALM)) == [("a", "b")]


def test_the_reason_says_how_much_is_the_same() -> None:
    (exact,) = found([Printed("a", DAY, WIRE), Printed("b", DAY, WIRE.upper())])
    assert (exact.kind, exact.table, exact.score) == ("same", "document", 0.99)
    assert exact.reason == f"the same {len(words(WIRE))} words"
    (near,) = found([Printed("a", DAY, WIRE), Printed("b", DAY, WIRE.replace("at least 12", "some 19"))])
    share = shared(sequences(words(WIRE)), sequences(words(WIRE.replace("at least 12", "some 19"))))
    assert 0.9 < near.score == round(share, 3) < 0.99
    assert near.reason == f"{int(100 * share)} of 100 word sequences are the same; 160 and 159 words"


SHORT = (
    "At least 12 people were killed and 30 wounded when a car bomb went off at a market in the town of Harun on Monday"
)


@pytest.mark.parametrize(
    ("one", "other", "days", "same"),
    [
        (SHORT, SHORT.upper(), 1, True),
        (SHORT, SHORT.replace("12", "14"), 1, False),
        (SHORT, SHORT.replace("Harun", "Dal"), 0, False),
        (SHORT, SHORT, 30, False),
        ("Four soldiers were killed by a roadside bomb in the south", "Four soldiers were killed by a roadside bomb in the south", 0, False),
        (WIRE, WIRE, 7, True),
        (WIRE, WIRE, 30, False),
        (WIRE, printed_as("a higher toll"), 3, True),
        (WIRE, printed_as("a higher toll"), 4, False),
    ],
)  # fmt: skip
def test_short_texts_and_long_intervals_need_more(one: str, other: str, days: int, same: bool) -> None:
    later = Printed("b", DAY + timedelta(days=days), other)
    assert links(Printed("a", DAY, one), later) == ([("a", "b")] if same else [])
    assert len(words(SHORT)) in range(LEAST, FEW)


def test_a_day_that_is_not_known_parts_nothing() -> None:
    assert links(Printed("a", None, WIRE), Printed("b", DAY, WIRE)) == [("a", "b")]


COMMUNIQUE = (
    "Over the past day the enemy made {} attacks with artillery and {} air strikes on the positions of our troops,"
    " said the staff in its report of {}. In the northern sector {} shells were counted, in the southern sector {},"
    " and our units answered every time. The situation along the whole line remains under the control of the command"
    " and there is no reason for the people of the province to leave their homes or to believe the rumours that are"
    " spread by the other side. The staff thanks all those who give blood, bread and blankets."
)


def test_the_next_report_of_its_kind_is_no_reprint() -> None:
    monday = COMMUNIQUE.format(45, 12, "Monday", 310, 198)
    assert links(Printed("a", DAY, monday), Printed("b", DAY, COMMUNIQUE.format(61, 9, "Tuesday", 287, 204))) == []
    assert links(Printed("a", DAY, monday), Printed("b", DAY, COMMUNIQUE.format(45, 13, "Monday", 310, 198))) != []


def test_a_roundup_that_holds_a_report_is_no_reprint_of_it() -> None:
    roundup = "\n".join([CALM, CALM.replace("children", "pupils"), WIRE, edited(CALM, 3), edited(CALM, 2)])
    assert links(Printed("a", DAY, WIRE), Printed("b", DAY, roundup)) == []


def test_an_update_of_an_update_hangs_on_the_likest() -> None:
    second = edited(WIRE, 30)
    third = second.replace("Cranes burned until noon", "By evening the fires were out").replace("12", "19")
    chain = [Printed("a", DAY, WIRE), Printed("b", DAY, second), Printed("c", DAY + timedelta(days=1), third)]
    assert links(*chain) == [("a", "b"), ("b", "c")]


def test_the_order_of_reading_is_nothing() -> None:
    texts = [WIRE, CALM, SHORT, printed_as("a higher toll"), printed_as("cut to three fifths"), edited(CALM, 30), WIRE]
    printed = [Printed(f"{n:02}", DAY + timedelta(days=n % 3), text) for n, text in enumerate(texts * 3)]
    wanted = found(printed)
    assert len(wanted) == len(printed) - 3
    for seed in range(5):
        random.Random(seed).shuffle(printed)
        assert found(printed) == wanted


def test_many_copies_make_as_many_links_in_any_order() -> None:
    copies = [Printed(f"{n:04}", DAY, f"{WIRE}\nNo. {n}") for n in range(300)]
    wanted = found(copies)
    assert len(wanted) == len(copies) - 1
    random.Random(1).shuffle(copies)
    assert found(copies) == wanted


def test_nothing_to_compare() -> None:
    assert found([]) == []
    assert links(Printed("a", DAY, ""), Printed("b", DAY, "")) == []
    assert list(Signatures().alike([])) == []


PORT = "Shells fell on the port of Harun at dawn, and two boats fired at the cranes."


def told(own: str, kind: str, trigger: str, sentence: str) -> Told:
    return Told(own, own[0].lower(), kind, trigger, sentence, sentence.index(trigger))


def twins(events: list[Told], later: date = DAY) -> list[tuple[str, str]]:
    (link,) = found([Printed("a", DAY, WIRE), Printed("b", DAY, WIRE)])
    return same_sentences([link], events, {"a": DAY, "b": later})


def test_sentences_that_are_the_same_tell_of_one_event() -> None:
    events = [
        told("A1", "shelling", "fell", PORT),
        told("A2", "armed_attack", "fired", PORT),
        told("A3", "arrest", "held", "Three men were held."),
        told("B1", "shelling", "FELL", PORT.upper()),
        told("B2", "arrest", "held", "Four women were held."),
        told("B3", "armed_attack", "fired", PORT),
    ]
    assert twins(events) == [("A1", "B1"), ("A2", "B3")]
    assert twins(events, DAY - timedelta(days=1)) == [("B1", "A1"), ("B3", "A2")]


def test_a_sentence_with_a_word_changed_is_the_same_if_no_other_may_be_meant() -> None:
    harun = told("A1", "shelling", "fell", PORT)
    later = told("B1", "shelling", "fell", PORT.replace("two", "three"))
    assert twins([harun, later]) == [("A1", "B1")]
    dal = told("A2", "shelling", "fell", PORT.replace("Harun", "Dal"))
    assert twins([harun, dal, later]) == []
    assert twins([harun, dal, later, told("B2", "shelling", "fell", dal.sentence)]) == [("A2", "B2"), ("A1", "B1")]


def test_what_a_report_tells_twice_in_the_same_words_is_left_open() -> None:
    events = [told(own, "shelling", "fell", PORT) for own in ("A1", "A2", "B1")]
    assert twins(events) == []
