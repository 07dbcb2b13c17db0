"""A text as a spaCy ``Doc``, for those who have spaCy: words, trees and names, and what was found as span groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from truceline import pipeline
from truceline.errors import MissingPackage
from truceline.model.analysis import Analysis

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from truceline.api.extraction import Extraction
    from truceline.api.passages import Passage

GROUPS = ("events", "figures", "ceasefires", "claims", "actors", "places")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as spaCy holds it; `head` is the number of its governor in the whole text."""

    text: str
    space: bool
    pos: str
    tag: str
    lemma: str
    dep: str
    head: int


def to_spacy(extraction: Extraction | str) -> Doc:
    """The text of an extraction as a spaCy ``Doc``, with a blank English vocabulary: no model is needed or downloaded.

    The text of the ``Doc`` is that of the report to the character, so offsets are the same. Words have part of speech
    (Universal Dependencies), tag (Penn Treebank), lemma, dependency and head; sentences and names (``PER``, ``ORG``,
    ``LOC``, ``MISC``) are ours. ``doc.spans`` has the groups ``events`` (label: type), ``figures`` (label: kind),
    ``ceasefires`` (label: state), ``claims`` (label: stance), ``actors`` and ``places`` (label: kind); what a span
    stands for is ``span._.truceline``, its id ``span.id_``. ``doc._.truceline`` is the extraction.

    >>> import truceline
    >>> doc = truceline.to_spacy("Gunmen killed six policemen in Baquba.")
    >>> [(token.text, token.pos_, token.head.text) for token in doc][:2]
    [('Gunmen', 'NOUN', 'killed'), ('killed', 'VERB', 'killed')]
    >>> [(span.text, span.label_, span._.truceline.targets[0].text) for span in doc.spans["events"]]
    [('killed', 'armed_attack', 'policemen')]

    Args:
        extraction: what `extract` gives, or a text.

    Raises:
        MissingPackage: spaCy is not installed.
        ReadError: the text could not be read.
    """
    if find_spec("spacy") is None:
        raise MissingPackage("to_spacy needs spaCy: pip install 'truceline[spacy]'")
    from spacy.tokens import Doc, Span
    from spacy.util import get_lang_class

    from truceline.api.extraction import Extraction, extract

    found = extraction if isinstance(extraction, Extraction) else extract(extraction)
    analysis = pipeline.analysed(found.document)
    words = list(_words(analysis))
    for kind in (Doc, Span):
        if not kind.has_extension("truceline"):
            kind.set_extension("truceline", default=None)
    doc = Doc(
        get_lang_class("en")().vocab,
        words=[w.text for w in words],
        spaces=[w.space for w in words],
        pos=[w.pos for w in words],
        tags=[w.tag for w in words],
        lemmas=[w.lemma for w in words],
        deps=[w.dep for w in words],
        heads=[w.head for w in words],
    )
    doc.ents = tuple(_names(doc, analysis))
    doc._.truceline = found
    for group in GROUPS:
        doc.spans[group] = list(_spans(doc, getattr(found, group)))
    return doc


def _words(analysis: Analysis) -> Iterator[_Word]:
    """Every character of the text in some word: white space beyond one blank is a word of its own, as spaCy has it."""
    text, at, number = analysis.document.text, 0, 0
    held: list[_Word] = []

    def gap(until: int) -> Iterator[_Word]:
        """What stands before the next word; one blank goes to the word before."""
        nonlocal held, number
        between = text[at:until]
        last = held.pop() if held else None
        if last is not None:
            space = between.startswith(" ")
            between = between[1:] if space else between
            yield _Word(last.text, space, last.pos, last.tag, last.lemma, last.dep, last.head)
        if between:
            governor = number - 1 if number else 1  # at the very beginning the first word, so that no sentence is empty
            yield _Word(between, False, "SPACE", "_SP", between, "dep", governor)
            number += 1

    for sentence in analysis.sentences:
        numbers, ahead, position = [], number, at
        for token in sentence.tokens:
            ahead += _is_word(text[position : token.start], first=position == 0)
            numbers.append(ahead)
            ahead, position = ahead + 1, token.end
        for n, token in enumerate(sentence.tokens):
            yield from gap(token.start)
            governor = numbers[token.head] if token.head >= 0 else numbers[n]
            dep = "ROOT" if token.head < 0 else token.deprel
            held = [_Word(token.text, False, token.upos, token.xpos, token.lemma, dep, governor)]
            number, at = number + 1, token.end
    yield from gap(len(text))


def _is_word(between: str, *, first: bool) -> bool:
    """True if what stands between two words is more than the one blank that spaCy keeps with the word before."""
    return bool(between if first else between.removeprefix(" "))


def _names(doc: Doc, analysis: Analysis) -> Iterator[Span]:
    """The names of all sentences; the first of two that share a word."""
    last = 0
    for sentence in analysis.sentences:
        for name in sorted(sentence.names, key=lambda one: one.first):
            span = sentence.span_of(name.first, name.last)
            made = doc.char_span(span.start, span.end, label=name.label)
            if made is not None and made.start >= last:
                last = made.end
                yield made


def _spans(doc: Doc, found: Iterable[object]) -> Iterator[Span]:
    for one in found:
        label = next(str(getattr(one, name)) for name in ("type", "kind", "state", "stance") if hasattr(one, name))
        for passage in _passages(one):
            own = str(getattr(one, "id", getattr(one, "event_id", "")))
            span = doc.char_span(passage.start, passage.end, label=label, span_id=own, alignment_mode="expand")
            if span is not None:
                span._.truceline = one
                yield span


def _passages(one: object) -> tuple[Passage, ...]:
    many: tuple[Passage, ...] | None = getattr(one, "passages", None)
    return many if many is not None else (one.passage,)  # type: ignore[attr-defined]
