"""Each document as it was read, with its passages marked and its boilerplate set back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from truceline.model.ledger import FullDocument
from truceline.model.text import Block, Document, Span, page_of
from truceline.publish.dossier import words
from truceline.publish.dossier.evidence import Evidence
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import Mark, Segment, oneline, segments, visible

_UNDERLINED = ("time", "place", "actor", "other")


@dataclass(frozen=True, slots=True)
class Opening:
    """A passage that begins here, and whether a cell on the page leads to it: then its number stands on paper."""

    number: int
    cited: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: the numbers of all its passages, those that begin here, and how it is drawn.

    `kind` is that of its shortest passage. Where that is only underlined, `area` is the kind of the shortest passage
    around it that has a ground of its own. `page` is the page that the run stands on, and `begins` that page if it
    begins here (both None of formats without pages).
    """

    text: str
    kind: str
    area: str
    passages: str
    opens: tuple[Opening, ...]
    page: int | None
    begins: int | None


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, or the white space between two (then `number` is None)."""

    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph with its role, and whether a cell on the page leads to a passage in it."""

    role: str
    sentences: tuple[SentenceView, ...]
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document on the page; `reprint_of` is the number of the one that printed the same report first, 0 if none."""

    number: int
    title: str
    outlet: str
    published: str
    basis: str
    path: str
    url: str
    hash: str
    relevant: bool
    reprint_of: int
    passages: int
    events: int
    blocks: tuple[BlockView, ...]


def documents(index: Index, evidence: Evidence, *, only_cited: bool = False) -> Iterator[DocumentView]:
    """All documents in the order of their numbers, one at a time so that a large record does not fill the memory.

    With `only_cited` each has nothing but the sentences that a cell on the page leads to.
    """
    events: dict[str, int] = {}
    for happening in index.happenings:
        for row in happening.rows:
            events[row.document_id] = events.get(row.document_id, 0) + 1
    numbers = {full.document.id: number for number, full in enumerate(index.material.documents, 1)}
    for number, full in enumerate(index.material.documents, 1):
        document = full.document
        marks = evidence.marks.get(document.id, ())
        yield DocumentView(
            number=number,
            title=document_title(full),
            outlet=oneline(document.outlet or "Outlet not known"),
            published=words.day(document.published) if document.published else "Date not known",
            basis=words.word(words.PUBLISHED_BASIS, document.published_basis),
            path=oneline(document.path),
            url=oneline(document.url or ""),
            hash=document.sha256,
            relevant=full.relevant,
            reprint_of=numbers.get(index.material.reprints.get(document.id, ""), 0),
            passages=len(marks),
            events=events.get(document.id, 0),
            blocks=tuple(_shown(_blocks(full, marks, frozenset(_cited(evidence, number))), only_cited)),
        )


def document_title(full: FullDocument) -> str:
    """The title, else the first words of the text, else the file's name."""
    document = full.document
    if document.title:
        return oneline(document.title)
    start = next((b.span.of(document.text) for b in document.blocks if b.role == "body"), "")
    shown = oneline(start[:90])
    return f"{shown}…" if shown else oneline(document.path.rsplit("/", 1)[-1])


def _cited(evidence: Evidence, document: int) -> Iterator[int]:
    """The numbers of the passages of a document that a cell on the page leads to."""
    lead = f"{document}-"
    return (int(ref.removeprefix(lead)) for ref in evidence.cited if ref.startswith(lead))


def _shown(blocks: Iterator[BlockView], only_cited: bool) -> Iterator[BlockView]:
    """The blocks, or of those with a cited sentence these sentences alone, each gap as an ellipsis."""
    for block in blocks:
        if not only_cited:
            yield block
        elif block.cited:
            kept = tuple(s for s in block.sentences if _is_cited(s))
            gap = SentenceView(None, (Piece(" […] ", "", "", "", (), None, None),))
            parts = [part for s in kept for part in (s, gap)]
            yield BlockView(block.role, tuple(parts if len(kept) < len(block.sentences) else kept), cited=True)


def _is_cited(sentence: SentenceView) -> bool:
    return any(opening.cited for piece in sentence.pieces for opening in piece.opens)


def _blocks(full: FullDocument, marks: tuple[Mark, ...], cited: frozenset[int]) -> Iterator[BlockView]:
    text = full.document.text
    spans = [(n, s.span) for n, s in enumerate(full.sentences)]
    blocks = full.document.blocks or ((Block(Span(0, len(text)), "body"),) if text.strip() else ())
    next_mark, next_sentence = 0, 0
    open_marks: list[Mark] = []
    for block in blocks:
        open_marks = [m for m in open_marks if m.end > block.span.start]
        while next_mark < len(marks) and marks[next_mark].start < block.span.end:
            open_marks.append(marks[next_mark])
            next_mark += 1
        inside: list[tuple[int, Span]] = []
        while next_sentence < len(spans) and spans[next_sentence][1].start < block.span.end:
            inside.append(spans[next_sentence])
            next_sentence += 1
        found = tuple(_sentences(full.document, block.span, inside, open_marks, cited))
        yield BlockView(block.role, found, cited=any(map(_is_cited, found)))


def _sentences(
    document: Document, block: Span, inside: list[tuple[int, Span]], marks: list[Mark], cited: frozenset[int]
) -> Iterator[SentenceView]:
    at = block.start
    waiting = 0
    current: list[Mark] = []
    for number, span in [*inside, (None, Span(block.end, block.end))]:
        for n, start, end in ((None, at, max(span.start, at)), (number, max(span.start, at), min(span.end, block.end))):
            if start >= end:
                continue
            current = [m for m in current if m.end > start]
            while waiting < len(marks) and marks[waiting].start < end:
                current.append(marks[waiting])
                waiting += 1
            yield SentenceView(n, tuple(_pieces(document, start, end, current, cited)))
        at = max(at, span.end)


def _pieces(document: Document, start: int, end: int, marks: list[Mark], cited: frozenset[int]) -> Iterator[Piece]:
    """The runs from `start` to `end`, cut where a page begins, too."""
    pages = document.pages
    cuts = [start, *sorted({page for page in pages if start < page < end}), end]
    for low, high in pairwise(cuts):
        for segment in segments(low, high, marks):
            page = page_of(pages, segment.start)
            begins = page if len(pages) > 1 and segment.start in pages else None
            yield _piece(document.text, segment, cited, page, begins)


def _piece(text: str, segment: Segment, cited: frozenset[int], page: int | None, begins: int | None) -> Piece:
    kind = segment.marks[0].kind if segment.marks else ""
    around = (m.kind for m in segment.marks if m.kind not in _UNDERLINED)
    return Piece(
        text=visible(text[segment.start : segment.end]),
        kind=kind,
        area=next(around, "") if kind in _UNDERLINED else "",
        passages=" ".join(str(m.number) for m in segment.marks),
        opens=tuple(Opening(number, number in cited) for number in segment.opens),
        page=page,
        begins=begins,
    )
