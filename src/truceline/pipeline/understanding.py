"""Understands documents one by one: analysis, extraction, statements; and what determines the result."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import truceline
from truceline.model.ledger import Reading, Version
from truceline.model.text import Document, Failure

if TYPE_CHECKING:
    from truceline.analyse import Encoder
    from truceline.gazetteer import Gazetteer
    from truceline.model.analysis import Analysis

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Own:
    """Files of the user: actors laid over the built-in register, places over the gazetteer."""

    actors: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()


NOTHING = Own()


def check(own: Own) -> Own:
    """The same files, after a look at whether they can be used.

    Raises:
        BadFile: something in one of them is wrong, or it cannot be read.
    """
    from truceline.gazetteer import Gazetteer
    from truceline.register import load

    if own.actors:
        load(own.actors)
    if own.places:
        Gazetteer.open(own.places).close()
    return own


@cache
def _encoder() -> Encoder:
    """The model of this process, loaded at first use."""
    from truceline.analyse import Encoder

    return Encoder.load()


@cache
def _gazetteer(places: tuple[Path, ...]) -> Gazetteer:
    """The gazetteer of this process with the user's places, opened at first use."""
    from truceline.gazetteer import Gazetteer

    return Gazetteer.open(places)


def version(own: Own = NOTHING) -> Version:
    """What determines an extraction: software, model, lexicons, gazetteer and actor register."""
    from truceline.analyse.encoder import model_version
    from truceline.extract import lexicon_versions
    from truceline.gazetteer.overlay import version as gazetteer_version
    from truceline.register.load import version as register_version

    lexicons = {
        **lexicon_versions(), "gazetteer": gazetteer_version(own.places), "register": register_version(own.actors)
    }  # fmt: skip
    return Version(software=truceline.__version__, models={"encoder": model_version()}, lexicons=lexicons)


def analysed(document: Document) -> Analysis:
    """What the language model sees in a document: sentences, words, tags, trees, names."""
    from truceline.analyse import analyse

    return analyse(document, _encoder())


def understand(documents: Sequence[Document], own: Own = NOTHING) -> list[Reading | Failure]:
    """Analyses some documents; one with which anything goes wrong becomes a `Failure`, never an exception.

    Args:
        documents: what to read.
        own: files of the user.
    """
    from truceline.analyse import analyse_all

    try:
        analyses = analyse_all(documents, _encoder())
    except Exception as error:
        if len(documents) == 1:
            return [_failure(documents[0], error)]
        return [result for document in documents for result in understand([document], own)]
    return [_extracted(analysis, own) for analysis in analyses]


def _extracted(analysis: Analysis, own: Own) -> Reading | Failure:
    from truceline.extract import extract
    from truceline.model.vocabulary import codes_of
    from truceline.record import check_quotes, statements
    from truceline.register import load

    try:
        method = f"truceline {truceline.__version__} {_encoder().model_version}"
        extraction = extract(analysis, method, _gazetteer(own.places), load(own.actors))
        found = statements(extraction, codes_of(extraction))
        check_quotes(analysis.document, found)
        return Reading(extraction, found)
    except Exception as error:
        return _failure(analysis.document, error)


def _failure(document: Document, error: Exception) -> Failure:
    log.error("%s", document.path, exc_info=error)
    message = f"could not be analysed ({type(error).__name__}: {error}); please report it with the file"
    return Failure(document.path, "analysis_failed", message)
