"""Language analysis: a document's sentences with words, trees, names, roles, events, counts and ceasefires.

`Encoder.load()` once, then `analyse(document, encoder)`, or `analyse_all` for many; nothing heavy is imported before.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.analyse.decode import Decoder, Reading
from truceline.analyse.encoder import Encoder
from truceline.analyse.lemmas import lemma_of, regular
from truceline.analyse.sentences import sentences
from truceline.analyse.tokens import tokenise
from truceline.model.analysis import Analysis, Sentence, Token
from truceline.model.text import BlockRole, Document, Span

__all__ = ["Encoder", "analyse", "analyse_all"]

Spans = list[tuple[int, int]]


def analyse(document: Document, encoder: Encoder) -> Analysis:
    """Everything the network sees in the document; boilerplate is cut into words and not read."""
    return analyse_all([document], encoder)[0]


def analyse_all(documents: Sequence[Document], encoder: Encoder) -> list[Analysis]:
    """As `analyse`, for some documents at once: faster, and the same for each as alone."""
    cut = [_cut(document) for document in documents]
    words = [
        [[document.text[s:e] for s, e in spans] for role, _, spans in found if role != "boilerplate"]
        for document, found in zip(documents, cut, strict=True)
    ]
    out = []
    for document, found, read in zip(documents, cut, Decoder(encoder).read(words), strict=True):
        readings, text = iter(read), document.text
        seen: list[Sentence] = []
        for number, (role, span, spans) in enumerate(found):
            if role == "boilerplate":
                seen.append(Sentence(number, span, role, _bare(text, spans)))
            else:
                seen.append(_sentence(number, span, role, text, spans, next(readings), encoder))
        out.append(Analysis(document, tuple(seen)))
    return out


def _cut(document: Document) -> list[tuple[BlockRole, Span, Spans]]:
    """Sentences with the offsets of their words."""
    found: list[tuple[BlockRole, Span, Spans]] = []
    for block in document.blocks:
        for start, end in sentences(document.text, block.span.start, block.span.end):
            spans = tokenise(document.text, start, end)
            if spans:
                found.append((block.role, Span(start, end), spans))
    return found


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
