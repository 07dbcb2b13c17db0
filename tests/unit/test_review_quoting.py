"""Words for a decision are named by their place or by themselves, and only where they stand."""

from __future__ import annotations

import pytest

from tests.factories import TEXT, document
from truceline.errors import UsageError
from truceline.model.text import Span
from truceline.review.quoting import at, standing


def test_words_stand_where_they_are_named() -> None:
    read = document()
    quote = standing(read, "12 civilians")
    assert quote == at(read, TEXT.index("12"), TEXT.index("12") + 12)
    assert (quote.text, quote.span) == ("12 civilians", Span(TEXT.index("12"), TEXT.index("12") + 12))


@pytest.mark.parametrize(("start", "end"), [(9, 2), (0, 0), (-1, 3), (0, len(TEXT) + 1)])
def test_what_is_no_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError, match=f"START:END are characters from 0 to {len(TEXT)}"):
        at(document(), start, end)


@pytest.mark.parametrize(("words", "says"), [("moon", "does not say so"), ("", "does not say so"), ("on", "more than")])
def test_words_have_to_stand_there_once(words: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        standing(document(), words)
