"""The dossier as one file: views into the template, style and script inlined, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
import os
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from truceline import __version__
from truceline.publish.dossier import titles, words
from truceline.publish.dossier.ceasefire_parts import ceasefire_titles
from truceline.publish.dossier.ceasefires import ceasefires
from truceline.publish.dossier.claims import claims
from truceline.publish.dossier.documents import documents
from truceline.publish.dossier.events import events
from truceline.publish.dossier.evidence import Evidence
from truceline.publish.dossier.figures import figures
from truceline.publish.dossier.homes import homes
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.material import Material, gathered
from truceline.publish.dossier.names import actors, places
from truceline.publish.dossier.overview import overview
from truceline.publish.dossier.scope import Scope
from truceline.publish.dossier.scoped import scoped
from truceline.publish.dossier.suggestions import suggestions
from truceline.publish.dossier.summary import shown
from truceline.publish.dossier.text import island, oneline
from truceline.publish.dossier.timeline import timeline
from truceline.publish.dossier.wordings import wordings
from truceline.publish.summary.build import summarised
from truceline.record import Store


def write_dossier(
    store: Store, path: str | Path, *, title: str | None = None, generated: str, scope: Scope | None = None,
    only_cited: bool = False,
) -> None:  # fmt: skip
    """Write the record in `store`, or a scope of it, as one self-contained HTML file.

    The file makes no request to anywhere, shows every text of a report as text, and is the same to the byte for the
    same record, title and date. It appears at `path` whole or not at all.

    Args:
        store: an open record.
        path: where the file shall stand; an existing one is replaced.
        title: heading of the dossier; by default it says what the record covers.
        generated: day of making, in the words to be printed.
        scope: what the dossier is about; the whole record if not given.
        only_cited: have of each report only the sentences that a cell on the page leads to.

    Raises:
        UsageError: nothing in the record meets the scope.
    """
    material = gathered(store) if scope is None or scope.whole else scoped(store, scope)
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            for part in _template().generate(**_context(material, title, generated, only_cited)):
                out.write(part)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _context(material: Material, title: str | None, generated: str, only_cited: bool) -> dict[str, object]:
    index = Index(material)
    places_of_rows = homes(index, ceasefire_titles(index))
    evidence = Evidence(index, places_of_rows)
    truces = ceasefires(index, evidence)
    summary = overview(index, truces, evidence.statements())
    heading = oneline(title) if title else titles.heading(index, summary.published)
    style, script = _asset("dossier.css") + _asset("print.css") + titles.running(heading), _asset("dossier.js")
    context: dict[str, object] = {
        "title": heading,
        "share": material.share,
        "unread": material.unread,
        "only_cited": only_cited,
        "summary": shown(index, evidence, summarised(index, heading)),
        "generated": oneline(generated),
        "version": __version__,
        "o": summary,
        "ceasefires": truces,
        "events": events(index, evidence),
        "timeline": timeline(index),
        "figures": figures(index, evidence),
        "suggestions": suggestions(index, places_of_rows),
        "wordings": wordings(index, evidence, places_of_rows),
        "speakers": claims(index, evidence, places_of_rows),
        "actors": actors(index, evidence),
        "places": places(index, evidence),
        "style": Markup(style),
        "script": Markup(script),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    # the views above have asked for all their cells by now; documents only read the passages
    return context | {
        "documents": documents(index, evidence, only_cited=only_cited),
        "cells": Markup(island(evidence.island(only_cited=only_cited))),
    }


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("truceline.publish.dossier", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["count"] = words.counted
    return environment.get_template("page.html.j2")


def _asset(name: str) -> str:
    return (files("truceline.publish.dossier") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
