"""A ceasefire as a monitor watches it, over the record of the example reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import NOON
from truceline.errors import UsageError
from truceline.follow import life
from truceline.follow.watching import watched
from truceline.model.filters import Filter
from truceline.record import Store
from truceline.record.views import ceasefires


def test_its_life_is_the_one_that_is_followed(examples: Path) -> None:
    with Store.open(examples) as store:
        for listed in ceasefires.listed(store, Filter(), 0, 50):
            assert watched(store, listed.id).life == life(store, listed.id)


def test_what_came_later_is_not_known_yet(examples: Path) -> None:
    with Store.open(examples) as store:
        seen = 0
        for listed in ceasefires.listed(store, Filter(), 0, 50):
            days = watched(store, listed.id).days
            for day in days[:-1]:
                found = watched(store, listed.id, day)
                assert found.days == days
                assert len(found.accounts) < len(watched(store, listed.id).accounts)
                published = [found.documents[account.row.document_id].published for account in found.accounts]
                assert all(one is not None and one <= day for one in published)
                assert all(one.reported is None or one.reported <= day for one in found.violence)
                seen += 1
        assert seen > 2


def test_the_list_counts_each_ceasefire_once(examples: Path) -> None:
    with Store.open(examples) as store:
        rows = ceasefires.listed(store, Filter(), 0, 50)
        assert len(rows) == ceasefires.count(store, Filter()) == len({row.id for row in rows})
        told = [row for row in rows if row.reports > 1]
        assert told
        for row in told:
            assert len(watched(store, row.id).accounts) == row.reports


def test_the_filter_narrows_the_list_down(examples: Path) -> None:
    with Store.open(examples) as store:
        aceh = ceasefires.listed(store, Filter.of({"since": "2002-01-01", "until": "2003-12-31"}), 0, 50)
        assert aceh
        assert all((row.first or "9")[:4] in ("2002", "2003") for row in aceh)
        assert ceasefires.count(store, Filter.of({"words": "Geneva"})) < ceasefires.count(store, Filter())


def test_an_unknown_one_is_said_so(examples: Path) -> None:
    with Store.open(examples) as store, pytest.raises(UsageError, match="there is no ceasefire"):
        watched(store, "CSF-000000000000")


def test_a_rejected_ceasefire_is_listed_whole_where_it_is_asked_for(record: Path) -> None:
    with Store.open(record, "write") as store:
        before = next(one for one in ceasefires.listed(store, Filter(), 0, 50) if one.reports == 1)
        store.decide("reject", record_id=before.id, by="ana", reason="misread", at=NOON)
        assert before.id not in {one.id for one in ceasefires.listed(store, Filter(), 0, 50)}
        (after,) = ceasefires.listed(store, Filter.of({"review": "rejected"}), 0, 50)
    assert replace(after, reviews=before.reviews) == before
    assert after.reviews == ("rejected",)
    assert after.name
