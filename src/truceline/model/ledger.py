"""The ledger: who read what with which software, what each passage says, and what people decided.

A `Statement` is one cell with the words that say it. Its id is the hash of its content, without run and method: the
same reading twice is one statement, and what people decided about it survives a new run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from datetime import date, datetime
from json.encoder import encode_basestring as _text
from typing import Literal

from truceline.model.extraction import Basis, Extraction, ReadSentence, Status
from truceline.model.text import DateBasis, Document, Span

Value = str | int | float | bool | tuple[str, ...]
RunKind = Literal["read", "link"]
LinkKind = Literal["same", "suggest", "not same", "part of"]
DecisionKind = Literal["accept", "correct", "reject", "add", "attach", "same", "not same", "undo"]
QuestionKind = Literal["differs", "gone", "conflict", "parts"]


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: object) -> str:
    """The one way to write a value as JSON: sorted keys, no spaces, no escapes beyond what JSON demands.

    The encoder is set up anew at every call, which costs more than most values do; plain ones and lists go without it.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    if isinstance(value, (tuple, list)):
        return f"[{','.join([canonical_json(part) for part in value])}]"
    return _ENCODER.encode(value)


def content_hash(value: object) -> str:
    """SHA-256 of the canonical JSON of `value`, in hex."""
    return _hash(canonical_json(value))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document at their place; `text` must equal what the document's text says there.

    Many cells rest on the same words, so their canonical JSON is made once: `key` is the whole, `json` is without the
    document, as the record keeps it.
    """

    document_id: str
    span: Span
    text: str
    key: str = filled(init=False, repr=False, compare=False)
    json: str = filled(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the canonical JSON: ``["document",start,end,"words"]`` and ``[start,end,"words"]``."""
        said = f"{self.span.start},{self.span.end},{_text(self.text)}]"
        object.__setattr__(self, "key", f"[{_text(self.document_id)},{said}")
        object.__setattr__(self, "json", f"[{said}")


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: the words that name them and, where resolved, the id of their row in table `actor`."""

    text: str
    actor_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The quotes say that `field` of record `record_id` in `table` has `value`.

    `source` is who says so, ``None`` for the report itself. `status` is the status of what the record tells (only
    ``asserted`` and ``background`` tell of things that happened). `basis` parts what is said from what is inferred.
    """

    table: str
    record_id: str
    field: str
    value: Value
    quotes: tuple[Quote, ...]
    source: Source | None
    status: Status
    basis: Basis
    method: str
    confidence: float | None = None
    id: str = filled(init=False)

    def __post_init__(self) -> None:
        """Make the id: twenty hex digits of the hash of the content, without method, confidence and run."""
        quotes = ",".join([quote.key for quote in self.quotes])
        source = "null" if self.source is None else canonical_json((self.source.text, self.source.actor_id))
        head = f"[{_text(self.table)},{_text(self.record_id)},{_text(self.field)},{canonical_json(self.value)}"
        key = f"{head},[{quotes}],{source},{_text(self.status)},{_text(self.basis)}]"
        object.__setattr__(self, "id", _hash(key)[:20])


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words behind one cell, as the record shows them.

    A cell that a person entered has `decision` (the decision's number) and no statement; it has document, span and
    quote where that person selected the words.
    """

    document_id: str | None
    span: Span | None
    quote: str | None
    statement_id: str | None
    source: Source | None
    status: Status
    basis: Basis
    method: str
    confidence: float | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a record table and the passages that say it."""

    table: str
    row_id: str
    column: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What determines an extraction: the software, its models, its lexicons and its settings.

    The same document read with an equal version gives the same statements; `key` is the name of that in the record.
    """

    software: str
    models: Mapping[str, str] = filled(default_factory=dict)
    lexicons: Mapping[str, str] = filled(default_factory=dict)
    settings: Mapping[str, str] = filled(default_factory=dict)

    @property
    def key(self) -> str:
        """Canonical JSON of everything."""
        parts = {"software": self.software, "models": dict(self.models), "lexicons": dict(self.lexicons)}
        return canonical_json({**parts, "settings": dict(self.settings)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One pass of the software over documents (``read``) or over records (``link``)."""

    id: int
    kind: RunKind
    version: str
    agent: str
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read and understood in one run: what `Store.append` takes.

    `statements` is what ``truceline.record.statements(extraction, codes)`` gives; workers may compute it.
    """

    extraction: Extraction
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """A document of the record without its bytes and its text."""

    id: str
    path: str
    sha256: str
    media_type: str
    size: int
    chars: int
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    published_basis: DateBasis
    language: str
    relevant: bool
    version: str


@dataclass(frozen=True, slots=True)
class FullDocument:
    """A document of the record with its sentences, as the newest version read it."""

    document: Document
    sentences: tuple[ReadSentence, ...]
    relevant: bool

    def around(self, span: Span, words: str) -> Span | None:
        """The sentences that `words` stand in at `span`; ``None`` if this text does not say them there, as that of an
        earlier version did."""
        if span.of(self.document.text) != words:
            return None
        held = [s.span for s in self.sentences if s.span.overlaps(span)]
        return Span(min([span.start, *(s.start for s in held)]), max([span.end, *(s.end for s in held)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the software thinks of two events, ceasefires or actors: the same, not the same, one a part of the other.

    ``part of`` reads from left to right: the left record is a part of the right one. ``suggest`` says that they may be
    the same: it joins nothing, and waits for a person.
    """

    kind: LinkKind
    table: str
    left_id: str
    right_id: str
    score: float
    method: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided. Numbered and hash-chained; taken back only by a later decision of kind ``undo``.

    `field` is ``None`` where the whole record is meant. `value` is the correction. `other_id` is the second record of
    ``same`` and ``not same``. `seen` holds the cells as they stood when the person decided, `read` what the software
    read where that differs: a later run that reads something else opens a question. `undoes` is the number of the
    decision that an ``undo`` takes back.

    `quotes` are the words that the person selected, in the text of `document_id` whose SHA-256 is `text_sha256`. An
    ``add`` has the new record in `values`, by field; those that follow from others are named in `inferred`, and
    `status` is the status of what it tells.
    """

    number: int
    kind: DecisionKind
    table: str | None
    record_id: str | None
    field: str | None
    value: Value | None
    other_id: str | None
    undoes: int | None
    seen: Mapping[str, Value]
    read: Mapping[str, Value | None]
    by: str
    at: datetime
    reason: str
    previous_hash: str
    hash: str
    document_id: str | None = None
    text_sha256: str | None = None
    quotes: tuple[Quote, ...] = ()
    values: Mapping[str, Value] = filled(default_factory=dict)
    inferred: tuple[str, ...] = ()
    status: Status = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that a person has to settle; `text` says what, in words."""

    id: str
    kind: QuestionKind
    table: str
    record_id: str
    field: str | None
    decision: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds the words searched for."""

    document_id: str
    sentence: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What a fold did: documents folded anew, and rows of all record tables after it."""

    documents: int
    rows: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What `Store.verify` found: how much was checked, every problem in words, and the digest of the content."""

    counts: Mapping[str, int]
    problems: tuple[str, ...]
    digest: str

    @property
    def ok(self) -> bool:
        """True if nothing is wrong."""
        return not self.problems
