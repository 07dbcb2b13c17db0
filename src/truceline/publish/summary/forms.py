"""A summary written out: as plain text, Markdown, HTML or JSON, each with the list of passages at its end."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Literal

from truceline.publish.dossier import words
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import visible
from truceline.publish.summary.references import Reference, referenced
from truceline.publish.summary.sentences import Sentence, Summary

Format = Literal["text", "markdown", "html", "json"]
_WIDTH = 96
_Refs = Mapping[int, tuple[tuple[Reference, ...], int]]


def written(index: Index, summary: Summary, form: Format, generated: str) -> str:
    """The summary in one of the forms, with the day of making in the words to be printed."""
    refs, passages = referenced(index, summary)
    match form:
        case "text":
            return "\n".join(_text(summary, refs, passages, generated)) + "\n"
        case "markdown":
            return "\n".join(_markdown(summary, refs, passages, generated)) + "\n"
        case "html":
            return _html(summary, refs, passages, generated)
        case "json":
            return json.dumps(_plain(summary, refs, passages, generated), ensure_ascii=False, indent=1) + "\n"


def counted_rows(one: Sentence) -> str:
    """Behind a sentence that counts: from how many rows or reports, ``[65 rows]``; empty behind any other."""
    noun = "report" if not any("-" in own for own in one.rows) else "row"
    return f"[{words.counted(len(one.rows), noun)}]" if one.rows and not one.cells else ""


def marks(one: Sentence, found: Sequence[Reference], more: int) -> str:
    """The references behind a sentence: ``[1][2]``, and how many more passages say it."""
    tail = f" (and {words.counted(more, 'more passage')})" if more else ""
    return "".join(f"[{ref.number}]" for ref in found) + tail + counted_rows(one)


def _paragraphs(summary: Summary) -> Iterator[tuple[str, list[list[tuple[int, Sentence]]]]]:
    """Parts with their paragraphs, each sentence with its place in the whole."""
    place = 0
    for part in summary.parts:
        paragraphs = []
        for paragraph in part.paragraphs:
            paragraphs.append([(place + n, one) for n, one in enumerate(paragraph)])
            place += len(paragraph)
        yield part.title, paragraphs


def _line(paragraph: Sequence[tuple[int, Sentence]], refs: _Refs) -> str:
    return " ".join(
        visible(one.text) + (f" {found}" if (found := marks(one, *refs[n])) else "") for n, one in paragraph
    )


def _source(one: Reference) -> str:
    day = words.day(one.published) if one.published else "undated"
    return f"{one.outlet}, {day}, {one.title}"


def _text(summary: Summary, refs: _Refs, passages: Sequence[Reference], generated: str) -> Iterator[str]:
    yield summary.title
    yield f"Situation summary, made on {generated} from the record's cells alone"
    for title, paragraphs in _paragraphs(summary):
        yield ""
        yield title.upper()
        for paragraph in paragraphs:
            yield ""
            yield from textwrap.wrap(_line(paragraph, refs), _WIDTH, break_long_words=False, break_on_hyphens=False)
    if passages:
        yield ""
        yield "PASSAGES"
    for one in passages:
        yield ""
        lead = f"[{one.number}] "
        said = f"{lead}{_source(one)}: “{one.quote}”"
        yield from textwrap.wrap(
            said, _WIDTH, subsequent_indent=" " * len(lead), break_long_words=False, break_on_hyphens=False
        )


def _markdown(summary: Summary, refs: _Refs, passages: Sequence[Reference], generated: str) -> Iterator[str]:
    """Markdown with footnotes; signs of the reports that Markdown would read are escaped."""
    yield f"# {_escaped(summary.title)}"
    yield ""
    yield f"Situation summary, made on {generated} from the record's cells alone."
    for title, paragraphs in _paragraphs(summary):
        yield f"\n## {title}"
        for paragraph in paragraphs:
            said = []
            for n, one in paragraph:
                found, more = refs[n]
                notes = "".join(f"[^{ref.number}]" for ref in found)
                tail = (f" (and {words.counted(more, 'more passage')})" if more else "") + _escaped(counted_rows(one))
                said.append(_escaped(visible(one.text)) + notes + tail)
            yield "\n" + " ".join(said)
    if passages:
        yield "\n## Passages\n"
    for ref in passages:
        yield f"[^{ref.number}]: {_escaped(_source(ref))}: “{_escaped(ref.quote)}”"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#|!&~^$" else sign for sign in text)


def _html(summary: Summary, refs: _Refs, passages: Sequence[Reference], generated: str) -> str:
    out = [
        f"<h1>{_shown(summary.title)}</h1>",
        f'<p class="sub">Situation summary, made on {_shown(generated)} from the record’s cells alone.'
        " Numbers lead to the passages at the end.</p>",
    ]
    for title, paragraphs in _paragraphs(summary):
        out.append(f"<section><h2>{_shown(title)}</h2>")
        for paragraph in paragraphs:
            said = []
            for n, one in paragraph:
                found, more = refs[n]
                notes = "".join(f'<a class="ref" href="#r{ref.number}">[{ref.number}]</a>' for ref in found)
                notes += f' <span class="sub">and {words.counted(more, "more passage")}</span>' if more else ""
                notes += f' <span class="sub">{counted_rows(one)}</span>' if counted_rows(one) else ""
                said.append(f'<span class="said">{_shown(one.text)}</span>{notes}')
            out.append(f"<p>{' '.join(said)}</p>")
        out.append("</section>")
    if passages:
        listed = [f'<li id="r{one.number}">{_shown(_source(one))}: “{_shown(one.quote)}”</li>' for one in passages]
        out += ['<section class="passages"><h2>Passages</h2><ol>', *listed, "</ol></section>"]
    style = (files("truceline.publish.summary") / "assets" / "summary.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_shown(summary.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(out)
        + "\n</main>\n</body>\n</html>\n"
    )


def _shown(text: str) -> str:
    return escape(visible(text))


def _plain(summary: Summary, refs: _Refs, passages: Sequence[Reference], generated: str) -> dict[str, object]:
    """Everything, with the cells and rows of each sentence."""
    return {
        "title": summary.title,
        "generated": generated,
        "parts": [
            {
                "title": title,
                "paragraphs": [
                    [
                        {
                            "text": one.text,
                            "references": [ref.number for ref in refs[n][0]],
                            "more_passages": refs[n][1],
                            "cells": [{"table": t, "id": own, "column": c} for t, own, c in one.cells],
                            "rows": list(one.rows),
                        }
                        for n, one in paragraph
                    ]
                    for paragraph in paragraphs
                ],
            }
            for title, paragraphs in _paragraphs(summary)
        ],
        "passages": [
            {
                "number": one.number, "document": one.document_id, "outlet": one.outlet, "title": one.title,
                "published": one.published.isoformat() if one.published else None,
                "start": one.start, "end": one.end, "quote": one.quote,
            }
            for one in passages
        ],
    }  # fmt: skip
