"""Laws of cutting: whatever the text, every character but white space is in exactly one token and one sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.analyse.sentences import MAX_TOKENS, sentences
from truceline.analyse.tokens import tokenise

WORDS = (
    "the army U.S. Gen. a.m. No. 5 . .. ... ? ! \" ' “ ” ’ ( ) [ ] - -- — n't 's don't cannot US-backed 1,200 9/11"
    " again.The @ # http://a.b/c x@y.org &"
)
STRANGE = (" ", "  ", "\n", "\u00a0", "\u200b", "e\u0301", "…", "ЖЕ", "\U0001f54a", "\x1f", "İ")
PIECES = st.sampled_from([*WORDS.split(), *STRANGE])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES).map(" ".join))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, int, int]:
    """A document and the bounds of a block in it."""
    before, block, after = draw(st.text(max_size=8)), draw(TEXTS), draw(st.text(max_size=8))
    return before + block + after, len(before), len(before) + len(block)


def covers(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Do the spans lie in order inside the block, with nothing but white space between them?"""
    at = start
    for first, last in spans:
        if not (at <= first < last <= end) or text[at:first].strip():
            return False
        at = last
    return not text[at:end].strip()


@settings(deadline=None)
@given(blocks())
def test_tokens_cover_the_block(case: tuple[str, int, int]) -> None:
    text, start, end = case
    spans = tokenise(text, start, end)
    assert covers(text, start, end, spans)
    assert not any(character.isspace() for a, b in spans for character in text[a:b])


@settings(deadline=None)
@given(blocks())
def test_sentences_cover_the_block(case: tuple[str, int, int]) -> None:
    text, start, end = case
    spans = sentences(text, start, end)
    assert covers(text, start, end, spans)
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@settings(deadline=None)
@given(blocks())
def test_what_follows_the_block_does_not_matter(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert sentences(text, start, end) == sentences(text[:end], start, end)
    assert tokenise(text, start, end) == tokenise(text[:end], start, end)


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5).map("".join), st.sampled_from(["", " ", "\n"]))
def test_no_sentence_is_too_long(unit: str, space: str) -> None:
    text = (unit + space) * (6000 // len(unit + space) + 1)
    spans = sentences(text, 0, len(text))
    assert covers(text, 0, len(text), spans)
    assert all(len(tokenise(text, a, b)) <= MAX_TOKENS for a, b in spans)
