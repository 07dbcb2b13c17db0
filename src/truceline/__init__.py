"""truceline: an auditable record of armed conflict and ceasefires, drawn from news reports.

>>> import truceline
>>> found = truceline.extract("Shelling killed 12 civilians in Basra on Monday.", published="2008-04-01")
>>> [(event.type, event.date.earliest.isoformat()) for event in found.events]
[('shelling', '2008-03-31')]

`extract` and `extract_many` read texts, `read` reads files into a record, `open` opens one; all names in `__all__` are
for users and stay. They are loaded when they are first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

_LAZY = (
    "Actor", "Cell", "Ceasefire", "Claim", "Event", "Extraction", "Figure", "Happening", "Life", "Mention", "Passage",
    "Place", "Record", "Table", "TrucelineError", "Why", "extract", "extract_many", "open", "read", "to_spacy",
)  # fmt: skip

__all__ = ["__version__", *_LAZY]


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'truceline' has no attribute {name!r}; it has {', '.join(__all__)}")
    found = globals()[name] = getattr(import_module("truceline.api"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `truceline.extract` and `truceline.read` the functions that users call.

    Python sets every imported submodule as an attribute of its package. The packages `truceline.extract` and
    `truceline.read` are inner ones, imported by name (``from truceline.extract.counts import …``); as attributes they
    would hide the functions once anything has been read.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _LAZY and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
