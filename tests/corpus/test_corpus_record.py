"""The folder read into a record: a copy tells what the text tells, and the copies of a report are one voice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.corpus.label import Label
from tests.corpus.made import files, write_all
from truceline import pipeline
from truceline.model.records import EventRow, FigureRow
from truceline.model.text import Document
from truceline.read import read
from truceline.read.written import written
from truceline.record import Store

pytestmark = pytest.mark.slow

Told = tuple[Counter[object], Counter[object]]
"""Triggers with types and states, and figures, of one document."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corpus")
    write_all(place)
    return place


@pytest.fixture(scope="module")
def copies(folder: Path) -> dict[str, tuple[Label, Document]]:
    """Each document with its label, by its id; a file that comes twice is one."""
    read_in = {item.path: item for item in read([str(folder)]) if isinstance(item, Document)}
    labels = {f"{folder}/{file.name}{label.path}": label for file in files() for label in file.documents}
    return {document.id: (labels[path], document) for path, document in read_in.items()}


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Store]:
    with Store.open(tmp_path_factory.mktemp("record") / "r.db", "create") as opened:
        pipeline.read_into(opened, read([str(folder)]), jobs=1)
        yield opened


def told(store: Store) -> dict[str, Told]:
    found: dict[str, Told] = defaultdict(lambda: (Counter(), Counter()))
    for event in store.rows(EventRow):
        found[event.document_id][0][(event.trigger, event.type, event.status)] += 1
    for figure in store.rows(FigureRow):
        found[figure.document_id][1][(figure.kind, figure.verbatim, figure.low, figure.best, figure.high)] += 1
    return found


def as_text(label: Label, document: Document) -> Document:
    """The report as a text file, under the head and over the foot that the copy has (title, date line)."""
    first, last = label.wanted[0], label.wanted[-1]
    head, foot = document.text.find(first), document.text.rfind(last)
    above = document.text[: max(head, 0)].strip()
    below = document.text[foot + len(last) :].strip() if foot >= 0 else ""
    text = "\n\n".join(part for part in (above, *label.wanted, below) if part)
    made = written(text, document.path, published=document.published, outlet=document.outlet, title=document.title)
    assert isinstance(made, Document)
    return made


def _to_the_letter(label: Label, document: Document) -> bool:
    """All paragraphs came whole: one that runs over a page under a running line may be parted."""
    return all(paragraph in document.text for paragraph in label.wanted)


def test_a_copy_tells_what_the_text_tells(
    store: Store, copies: dict[str, tuple[Label, Document]], tmp_path: Path
) -> None:
    office = [
        (label, document)
        for label, document in copies.values()
        if document.path.lower().endswith((".pdf", ".docx", ".eml")) and _to_the_letter(label, document)
    ]
    assert len(office) > 100
    texts = {document.id: as_text(label, document) for label, document in office}
    with Store.open(tmp_path / "texts.db", "create") as other:
        pipeline.read_into(other, {text.id: text for text in texts.values()}.values(), jobs=1)
        wanted = told(other)
    came = told(store)
    differing = {
        document.path: [(came[document.id][n] - wanted[texts[document.id].id][n]) for n in (0, 1)]
        for _, document in office
        if came[document.id] != wanted[texts[document.id].id]
    }
    assert differing == {}
    assert sum(sum(figures.values()) for _, figures in wanted.values()) > 200


def test_copies_of_a_report_are_one_voice(store: Store, copies: dict[str, tuple[Label, Document]]) -> None:
    first = store.reprints()
    groups: dict[str, list[Document]] = defaultdict(list)
    for label, document in copies.values():
        if label.wanted == label.report.paragraphs:
            groups[label.report.name].append(document)
    assert max(map(len, groups.values())) > 8
    parted = {
        name: sorted(Counter(first.get(d.id, d.id) for d in group).values(), reverse=True)
        for name, group in groups.items()
        if len({first.get(d.id, d.id) for d in group}) > 1
    }
    assert parted == {}


def test_the_record_is_whole(store: Store, copies: dict[str, tuple[Label, Document]]) -> None:
    counts = store.counts()
    assert counts["document"] == len(copies)
    assert store.verify().problems == ()
