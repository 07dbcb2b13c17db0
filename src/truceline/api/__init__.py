"""The Python API: what a script or a notebook uses. `truceline` gives its names; docs/python.md is a tour.

Names of arguments are those of the command line. Everything that goes wrong on purpose is a `TrucelineError`.
"""

from truceline.api.extraction import Extraction, extract, extract_many
from truceline.api.findings import Actor, Ceasefire, Claim, Event, Figure, Mention, Place
from truceline.api.opening import open, read
from truceline.api.passages import Passage
from truceline.api.record import Record
from truceline.api.spacy_doc import to_spacy
from truceline.api.stories import Happening, Life
from truceline.api.table import Table
from truceline.api.why import Cell, Why
from truceline.errors import TrucelineError

__all__ = [
    "Actor",
    "Ceasefire",
    "Cell",
    "Claim",
    "Event",
    "Extraction",
    "Figure",
    "Happening",
    "Life",
    "Mention",
    "Passage",
    "Place",
    "Record",
    "Table",
    "TrucelineError",
    "Why",
    "extract",
    "extract_many",
    "open",
    "read",
    "to_spacy",
]
