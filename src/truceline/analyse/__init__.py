"""Language analysis: a document's sentences with words, trees, names, roles, events, counts and ceasefires.

`Encoder.load()` once, then `analyse(document, encoder)` per document; nothing heavy is imported before.
"""

from __future__ import annotations

from truceline.analyse.decode import Decoder, Reading
from truceline.analyse.encoder import Encoder
from truceline.analyse.lemmas import lemma_of, regular
from truceline.analyse.sentences import sentences
from truceline.analyse.tokens import tokenise
from truceline.model.analysis import Analysis, Sentence, Token
from truceline.model.text import BlockRole, Document, Span

__all__ = ["Encoder", "analyse"]

Spans = list[tuple[int, int]]


def analyse(document: Document, encoder: Encoder) -> Analysis:
    """Everything the network sees in the document; boilerplate is cut into words and not read."""
    text = document.text
    found: list[tuple[BlockRole, int, int, Spans]] = []
    for block in document.blocks:
        for start, end in sentences(text, block.span.start, block.span.end):
            spans = tokenise(text, start, end)
            if spans:
                found.append((block.role, start, end, spans))
    read = [[text[s:e] for s, e in spans] for role, _, _, spans in found if role != "boilerplate"]
    readings = iter(Decoder(encoder).read(read))
    out = []
    for number, (role, start, end, spans) in enumerate(found):
        span = Span(start, end)
        if role == "boilerplate":
            out.append(Sentence(number, span, role, _bare(text, spans)))
        else:
            out.append(_sentence(number, span, role, text, spans, next(readings), encoder))
    return Analysis(document, tuple(out))


def _bare(text: str, spans: Spans) -> tuple[Token, ...]:
    """Words without analysis: a flat tree with no tags."""
    return tuple(
        Token(s, e, text[s:e], text[s:e].lower(), "X", "", i - 1 if i == 0 else 0, "dep" if i else "root", None)
        for i, (s, e) in enumerate(spans)
    )


def _sentence(
    number: int, span: Span, role: BlockRole, text: str, spans: Spans, reading: Reading, encoder: Encoder
) -> Sentence:
    return Sentence(
        number=number,
        span=span,
        role=role,
        tokens=_tokens(text, spans, reading, encoder),
        names=tuple(reading.names),
        frames=tuple(reading.frames),
        triggers=tuple(reading.triggers),
        counts=tuple(reading.counts),
        truces=tuple(reading.truces),
        relevant=round(reading.relevant, 4),
    )


def _tokens(text: str, spans: Spans, reading: Reading, encoder: Encoder) -> tuple[Token, ...]:
    """Words with tags, lemma (table by form and tag first, then the edit that the network chose) and governor."""
    lists, column = encoder.labels, encoder.tags.index
    upos, xpos, deprel, entity, edits = (lists[x] for x in ("upos", "xpos", "deprel", "entity", "lemma"))
    at_upos, at_xpos, at_deprel = column("upos"), column("xpos"), column("deprel")
    at_entity, at_lemma = column("entity"), column("lemma")
    out = []
    for (start, end), row, head in zip(spans, reading.labels, reading.heads, strict=True):
        form, tag = text[start:end], xpos[row[at_xpos]]
        lemma = encoder.lemmas.get(tag, {}).get(form.lower())
        if lemma is None:
            lemma = regular(form, tag, encoder.words) or lemma_of(form, edits[row[at_lemma]])
        kind = row[at_entity]
        out.append(
            Token(start, end, form, lemma, upos[row[at_upos]], tag, head, deprel[row[at_deprel]],
                  entity[kind] if kind else None)
        )  # fmt: skip
    return tuple(out)
