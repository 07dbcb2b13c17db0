"""Searching the words of reports: any text typed has a meaning, and what is found is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NEWER, VERSION, append, basra, document, extraction
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.record.views.search import Found, Order, search
from truceline.record.views.sought import expression, marked


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three reports: two of Basra in two outlets, one of a café in Aden."""
    with Store.open(tmp_path / "record.db", "create") as made:
        other = replace(basra("b.txt", deaths=20).document, outlet="Gulf Wire", published=date(2008, 5, 2))
        cafe = document(
            "A café in Aden opened. Nobody was hurt, and the truce of 1994 held. 😀 Soldiers left.", path="c.txt"
        )
        append(made, basra("a.txt"), extraction(other), extraction(cafe))
        yield made


def ask(store: Store, typed: str, order: Order = "rank", **wanted: str) -> Found:
    return search(store, typed, Filter.of(wanted), order, 0, 20)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("truce Basra", '("truce") AND ("Basra")'),
        ('"hand over" Basra', '("hand over") AND ("Basra")'),
        ("rebels OR militia Basra", '("rebels" OR "militia") AND ("Basra")'),
        ("truce -Basra", '(("truce")) NOT ("Basra")'),
        ('truce -"in Basra" -Aden', '(("truce")) NOT ("in Basra" OR "Aden")'),
        ("bomb*", '("bomb*" *)'),
        ('"car bom"*', '("car bom" *)'),
        ("“hand over”", '("hand over")'),
        ('"not closed', '("not closed")'),
        ("OR truce OR", '("truce")'),
        ("truce AND Basra", '("truce") AND ("Basra")'),
        ("or and not near", '("or") AND ("and") AND ("not") AND ("near")'),
        ("- * ( ) : ^ truce", '("truce")'),
        ("-Basra", None),
        ("", None),
        ('"" * "', None),
    ],
)
def test_what_is_typed_becomes_an_expression(typed: str, wanted: str | None) -> None:
    assert expression(typed) == wanted


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"*-() :^{}+ORAND\0\ud800'))))
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    match = expression(typed)
    if match is not None:
        marked(["some words", typed.encode("utf-8", "replace").decode()], match)


def test_words_phrases_either_and_without(store: Store) -> None:
    paths = {
        typed: {row.path for row in ask(store, typed).rows}
        for typed in ("truce", "truce -Basra", '"killed 12 civilians"', "12 OR 20", "cease*", "CAFE", "held the")
    }
    assert paths == {
        "truce": {"a.txt", "b.txt", "c.txt"},
        "truce -Basra": {"c.txt"},
        '"killed 12 civilians"': {"a.txt"},
        "12 OR 20": {"a.txt", "b.txt"},
        "cease*": {"a.txt", "b.txt"},
        "CAFE": {"c.txt"},
        "held the": {"c.txt"},
    }


def test_the_words_found_are_marked_in_their_sentence(store: Store) -> None:
    (cafe,) = ask(store, '"truce of 1994" hurt').rows
    (sentence,) = cafe.sentences
    assert [sentence.text[start:end] for start, end in sentence.marks] == ["hurt", "truce of 1994"]
    (astral,) = ask(store, "soldiers").rows[0].sentences
    assert [astral.text[start:end] for start, end in astral.marks] == ["Soldiers"]
    assert store.document(cafe.id).document.text[sentence.start :].startswith("Nobody")


def test_beside_a_sentence_stands_what_was_read_from_it(store: Store) -> None:
    found = {row.path: row for row in ask(store, "Basra").rows}
    first, second = found["a.txt"].sentences[:2]
    assert {event.sentence for event in store.rows(EventRow)} == {0}  # the factory puts them all into the first
    assert [event.type for event in first.events] == ["ceasefire_declared", "shelling", "statement"]
    assert second.events == found["b.txt"].sentences[0].events == ()


def test_totals_orders_and_the_filter(store: Store) -> None:
    found = ask(store, "Basra", "day")
    assert (found.total, found.hits) == (2, sum(row.hits for row in found.rows))
    assert [row.path for row in found.rows] == ["a.txt", "b.txt"]
    assert [row.path for row in ask(store, "Basra", "newest").rows] == ["b.txt", "a.txt"]
    assert [row.path for row in ask(store, "Basra", outlet="Gulf Wire").rows] == ["b.txt"]
    assert [row.path for row in ask(store, "Basra", until="2008-04-30").rows] == ["a.txt"]
    assert ask(store, "-Basra").asked is False


def test_words_of_an_older_reading_are_not_found(store: Store) -> None:
    read = basra("a.txt")
    newer = extraction(replace(read.document, text="Everything was read anew here."))
    assert VERSION != NEWER
    append(store, newer, version=NEWER)
    assert [row.path for row in ask(store, "killed 12").rows] == []
    assert [row.path for row in ask(store, "anew").rows] == ["a.txt"]
