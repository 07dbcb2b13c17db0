"""What the page needs before anything else: the record, the words for its codes, the fields and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from truceline import __version__
from truceline.model.records import RECORDS, Field, fields_of
from truceline.publish.dossier import words
from truceline.record import Store
from truceline.record.views import choices as chosen
from truceline.serve.asked import Asked

_WORDS: Mapping[str, Mapping[str, words.Sign | str]] = {
    "status": words.STATUSES,
    "state": words.STATES,
    "grade": words.GRADES,
    "stance": words.STANCES,
    "mode": words.MODES,
    "factuality": words.FACTUALITY,
    "side": words.SIDES,
    "scope": words.SCOPES,
    "basis": words.BASES,
    "agreement": words.AGREEMENT,
    "rule": words.RULES,
    "published_basis": words.PUBLISHED_BASIS,
    "kind": words.KINDS,
    "victim_class": words.VICTIMS,
    "family": words.FAMILIES,
}


def about(store: Store, asked: Asked) -> object:
    """The record's name and size, the plain words for every code, and the fields of each table."""
    return {
        "record": store.path.name,
        "version": __version__,
        "coder": asked.coder,
        "types": {name: {"word": words.type_word(name), "family": words.family(name)} for name in words.TYPES},
        "words": {name: {code: _word(sign) for code, sign in table.items()} for name, table in _WORDS.items()},
        "tables": {record.table: [_field(field) for field in fields_of(record)] for record in RECORDS},
    }


def _word(sign: words.Sign | str) -> str:
    return sign if isinstance(sign, str) else sign.word


def _field(field: Field) -> object:
    return asdict(field) | {"type": field.type.__name__}


def choices(store: Store, asked: Asked) -> object:
    """What the filter can be set to: outlets, countries and actors with how often they occur, those of `like` first."""
    return chosen.choices(store, asked.params.get("like", ""))
