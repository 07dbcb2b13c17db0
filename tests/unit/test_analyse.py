"""The analyser: its parts, and what every analysis must keep to whatever the text."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.analyse import Encoder, analyse, analyse_all
from truceline.analyse.lemmas import lemma_of, script
from truceline.analyse.pieces import SHAPES, WordPieces, one_case, shape
from truceline.analyse.tagging import best_tags, once, role_spans, row_spans, spans
from truceline.analyse.trees import tree
from truceline.model.analysis import Analysis, Role
from truceline.model.text import Block, BlockRole, Document, Span

REPORT = (
    "Militants in Baquba killed six policemen and wounded five on Monday, officials said. "
    "The 72-hour ceasefire between Hamas and Israel collapsed after mortar fire hit Ashkelon."
)
STRANGE = [
    "\u200b\u200b \u0000\u0007 \ufeff",
    "😀🏽‍♀️ killed 3 😀",
    "ﷺ مقتل ستة جنود في بغداد",
    "\ud800 lone surrogate",
    "a" * 3000,
    "((((((((" * 200,
    "Z̷̡̛a̸͘l̵g̸o͡ " * 40,
    "١٢٣ ½ Ⅷ ªº ǅ",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def document(*blocks: tuple[BlockRole, str]) -> Document:
    text, found = "", []
    for role, words in blocks:
        start = len(text)
        text += words + "\n\n"
        found.append(Block(Span(start, start + len(words)), role))
    return Document(
        id="0" * 16,
        path="report.txt",
        text=text,
        raw=b"",
        sha256="",
        media_type="text/plain",
        title=None,
        outlet=None,
        url=None,
        published=None,
        published_basis="unknown",
        published_span=None,
        language="en",
        blocks=tuple(found),
    )


def check(analysis: Analysis) -> None:
    """What every analysis keeps to."""
    text, before = analysis.document.text, 0
    for number, sentence in enumerate(analysis.sentences):
        size = len(sentence.tokens)
        assert sentence.number == number
        assert size > 0
        for token in sentence.tokens:
            assert before <= token.start < token.end <= len(text)
            assert text[token.start : token.end] == token.text
            assert sentence.span.start <= token.start
            assert token.end <= sentence.span.end
            before = token.end
        check_tree([t.head for t in sentence.tokens])
        roles: list[Role] = [r for f in sentence.frames for r in f.roles]
        roles += [r for t in sentence.triggers for r in t.roles] + [r for t in sentence.truces for r in t.roles]
        assert all(0 <= r.score <= 1 for r in roles)
        spans = [(r.first, r.last) for r in roles] + [(n.first, n.last) for n in sentence.names]
        spans += [(t.first, t.last) for t in sentence.triggers] + [(c.first, c.last) for c in sentence.counts]
        spans += [(t.first, t.last) for t in sentence.truces]
        assert all(0 <= first < last <= size for first, last in spans)
        for count in sentence.counts:
            assert count.trigger is None or 0 <= count.trigger < len(sentence.triggers)
            assert count.who is None or 0 <= count.who[0] < count.who[1] <= size
        assert 0 <= sentence.relevant <= 1


def check_tree(heads: list[int]) -> None:
    assert heads.count(-1) == 1
    for word in range(len(heads)):
        steps = 0
        while heads[word] != -1:
            word, steps = heads[word], steps + 1
            assert steps <= len(heads)


def test_import_is_light() -> None:
    code = "import sys, truceline.analyse; sys.exit('numpy' in sys.modules or 'onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Iraq", "title"),
        ("US", "capitals"),
        ("U.S.", "capitals"),
        ("I", "initial"),
        ("fired", "lower"),
        ("al-Sadr", "mixed"),
        ("2006", "digits"),
        ("M16", "digits_letters"),
        (",", "punctuation"),
    ],
)
def test_shape(word: str, expected: str) -> None:
    assert SHAPES[shape(word)] == expected


def test_one_case() -> None:
    assert one_case(["SAN", "SALVADOR", ","])
    assert one_case(["a", "truce"])
    assert not one_case(["A", "truce"])
    assert not one_case(["12", ","])


def test_pieces_are_longest_first() -> None:
    vocabulary = {p: n for n, p in enumerate(["[UNK]", "[CLS]", "[SEP]", "cease", "##fire", "##s", "-", "fire", "e"])}
    pieces = WordPieces(vocabulary)
    assert pieces.of("Ceasefires")[0] == (3, 4, 5)
    assert pieces.of("cease-fire")[0] == (3, 6, 7)
    assert pieces.of("É")[0] == (8,)
    assert pieces.of("truce")[0] == (0,)
    assert pieces.of("\u200b")[0] == (0,)


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_lemma_script_makes_the_lemma(form: str, lemma: str) -> None:
    assert lemma_of(form, script(form, lemma)) == lemma


@st.composite
def arc_scores(draw: st.DrawFn) -> tuple[list[list[float]], list[float]]:
    """Arc scores of some words and what each gains as the root."""
    size = draw(st.integers(1, 9))
    row = st.lists(st.floats(-9, 9), min_size=size, max_size=size)
    return draw(st.lists(row, min_size=size, max_size=size)), draw(row)


@given(arc_scores())
def test_tree_has_one_root_and_no_cycle(scores: tuple[list[list[float]], list[float]]) -> None:
    arcs, roots = scores
    best = []
    for word, row in enumerate(arcs):
        others = [(value, governor) for governor, value in enumerate(row) if governor != word]
        best.append(max(others, default=(0.0, 0))[1])
    check_tree(tree(best, roots, lambda word, governor: arcs[word][governor]))


def test_stray_inside_tag_begins_a_span() -> None:
    tagged = [(0, 2, 0.5), (1, 2, 0.7), (2, 4, 0.9), (5, 3, 1.0), (6, 4, 0.5)]
    found = [(label, first, last) for label, first, last, _ in spans(tagged)]
    assert found == [(0, 0, 2), (1, 2, 3), (1, 5, 7)]


def test_a_stray_inside_tag_is_repaired() -> None:
    chances = np.array([[[0.6, 0.4, 0.0], [0.1, 0.1, 0.8], [0.9, 0.05, 0.05]]])
    assert best_tags(chances).tolist() == [[1, 2, 0]]
    assert [found[:3] for found in row_spans(chances)[0]] == [(0, 0, 2)]
    assert row_spans(chances)[0][0][3] == pytest.approx(0.6)


def best_by_trying(chances: list[list[float]]) -> float:
    """Log probability of the best tags in which every span begins, found by trying all."""
    best = -np.inf
    for tags in product(range(len(chances[0])), repeat=len(chances)):
        pairs = zip((0, *tags), tags, strict=False)
        if all(tag == 0 or tag % 2 or before in (tag, tag - 1) for before, tag in pairs):
            gain = sum(np.log(max(row[tag], 1e-6)) for row, tag in zip(chances, tags, strict=True))
            best = max(best, gain)
    return best


@given(st.lists(st.lists(st.floats(0, 1), min_size=5, max_size=5), min_size=1, max_size=4))
def test_best_tags_are_the_best_whole_ones(chances: list[list[float]]) -> None:
    (tags,) = best_tags(np.array([chances])).tolist()
    assert all(t == 0 or t % 2 or before in (t, t - 1) for before, t in zip([0, *tags], tags, strict=False))
    gain = sum(np.log(max(row[tag], 1e-6)) for row, tag in zip(chances, tags, strict=True))
    assert gain == pytest.approx(best_by_trying(chances))


def test_roles_may_overlap() -> None:
    begins, goes_on, outside = [0.1, 0.8, 0.1], [0.1, 0.0, 0.9], [1.0, 0.0, 0.0]
    chances = np.array([[[begins, outside], [goes_on, begins], [outside, goes_on]]])
    assert [f[:3] for f in role_spans(chances)[0]] == [(0, 0, 2), (1, 1, 3)]


def test_a_role_that_comes_once_keeps_its_best_span() -> None:
    found = [(0, 0, 2, 0.5), (1, 2, 3, 0.4), (0, 4, 6, 0.9), (1, 7, 8, 0.2)]
    assert once(found, frozenset({0})) == [found[1], found[2], found[3]]


def test_report(encoder: Encoder) -> None:
    analysis = analyse(document(("body", REPORT)), encoder)
    check(analysis)
    first, second = analysis.sentences
    assert {first.span_of(c.first, c.last).of(analysis.document.text) for c in first.counts} == {"six", "five"}
    assert any(t.text == "killed" and t.lemma == "kill" and t.upos == "VERB" for t in first.tokens)
    assert any(n.label == "LOC" and first.tokens[n.first].text == "Baquba" for n in first.names)
    assert len(second.truces) == 1
    assert len(encoder.model_version) == 12


def test_boilerplate_is_only_tokenised(encoder: Encoder) -> None:
    analysis = analyse(document(("title", "Six killed in Baquba"), ("boilerplate", REPORT)), encoder)
    check(analysis)
    assert [s.role for s in analysis.sentences] == ["title", "boilerplate", "boilerplate"]
    assert not any(s.triggers or s.counts or s.frames for s in analysis.sentences[1:])


def test_same_document_same_analysis(encoder: Encoder) -> None:
    one = document(("title", "Truce collapses"), ("body", REPORT * 4))
    before = analyse(one, encoder)
    analyse(document(("body", "Something else entirely happened in Aden, 40 people said.")), encoder)
    assert analyse(one, encoder) == before
    assert analyse(one, Encoder.load()) == before


def test_documents_together_are_read_as_alone(encoder: Encoder) -> None:
    texts = [REPORT, REPORT * 6, "Truce.", "", *STRANGE, "six policemen and " * 200, REPORT.upper()]
    found = [document(("title", "Six killed"), ("body", text), ("boilerplate", text)) for text in texts]
    assert analyse_all(found, encoder) == [analyse(one, encoder) for one in found]
    assert analyse_all(found[::-1], encoder) == [analyse(one, encoder) for one in found[::-1]]


def test_capitals_read_like_small_letters(encoder: Encoder) -> None:
    shout = analyse(document(("body", "GUERRILLAS KILLED THREE SOLDIERS IN SAN SALVADOR TODAY.")), encoder).sentences[0]
    assert [t.upos for t in shout.tokens[:4]] == ["NOUN", "VERB", "NUM", "NOUN"]
    assert shout.counts[0].kind == "killed"


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text(encoder: Encoder, text: str) -> None:
    check(analyse(document(("body", text), ("body", REPORT)), encoder))


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=300).map(str.strip).filter(bool))
def test_any_text(encoder: Encoder, text: str) -> None:
    check(analyse(document(("body", text)), encoder))


def test_line_too_long_for_the_model(encoder: Encoder) -> None:
    analysis = analyse(document(("body", "six policemen and " * 1000)), encoder)
    check(analysis)
    assert sum(len(s.tokens) for s in analysis.sentences) == 3000


@pytest.mark.slow
def test_enormous_line(encoder: Encoder) -> None:
    check(analyse(document(("body", "x" * 200_000), ("body", "shelling of " * 17_000)), encoder))


def test_empty_document(encoder: Encoder) -> None:
    assert analyse(document(), encoder).sentences == ()
