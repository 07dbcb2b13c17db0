"""JSON Schema of the extraction format, built from the types in ``extraction`` and the vocabularies.

A line of the format is an extraction or, for a document without one, an error. Every key is always present. Where the
format differs from the types, the tables below say how: keys left out, renamed, or taken up from an inner type.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from truceline.model import extraction as x
from truceline.model.text import Document, Span
from truceline.model.values import Count, Days
from truceline.model.vocabulary import ACLED, BLOCK_ROLES, CATEGORIES, EVENT_TYPES, Codes

Schema = dict[str, Any]

OBJECTS: Mapping[type, str] = {
    x.Extraction: "extraction",
    Document: "document",
    x.ReadSentence: "sentence",
    Span: "span",
    x.Ref: "ref",
    x.Actor: "actor",
    x.ActorRelation: "actor_relation",
    x.ActorMatch: "actor_match",
    x.Place: "place",
    x.Event: "event",
    x.EventDate: "event_date",
    x.Figure: "figure",
    Codes: "codes",
    x.Ceasefire: "ceasefire",
    x.Term: "term",
    x.Step: "step",
    x.Doubt: "doubt",
    x.Incident: "incident",
    x.TimeMention: "time_mention",
    x.Claim: "claim",
    x.Wording: "wording",
    x.Diagnostic: "diagnostic",
}
"""Name of each type in the format."""

_LEFT_OUT = {
    (x.Extraction, "sentences"),
    (Document, "raw"),
    (Document, "media_type"),
    (Document, "published_span"),
    (Document, "blocks"),
    (x.Ceasefire, "state_span"),
    (x.Ceasefire, "confidence"),
    (x.Ceasefire, "method"),
}
_RENAMED = {(x.Figure, "victim"): "class", (x.EventDate, "span"): "basis", (x.EventDate, "basis"): "basis_type"}
_ADDED: Mapping[type, Mapping[str, Any]] = {
    x.Extraction: {"format": Literal["truceline/1"]},
    Document: {"sentences": tuple[x.ReadSentence, ...]},
    x.Event: {"codes": Codes},
    Span: {"text": str},
}
_INNER: Mapping[tuple[type, str], tuple[str, ...]] = {
    (x.ReadSentence, "span"): ("start", "end"),
    (x.EventDate, "days"): ("earliest", "latest", "precision"),
    (x.TimeMention, "days"): ("earliest", "latest", "precision"),
    (x.Step, "days"): ("earliest", "latest"),
    (x.Figure, "value"): ("low", "best", "high", "open", "rule"),
}
_MOMENT: Schema = {"anyOf": [{"$ref": "#/$defs/moment"}, {"type": "null"}]}
_SHAPED: Mapping[tuple[type, str], Schema] = {
    (x.Event, "type"): {"enum": list(EVENT_TYPES)},
    (x.Event, "sentence"): {"type": "integer", "minimum": 0},
    (x.Event, "confidence"): {"type": "number", "minimum": 0, "maximum": 1},
    (x.ReadSentence, "role"): {"enum": list(BLOCK_ROLES)},
    (Document, "sha256"): {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    (Span, "start"): {"type": "integer", "minimum": 0},
    (Span, "end"): {"type": "integer", "minimum": 1},
    (x.Place, "lat"): {"type": ["number", "null"], "minimum": -90, "maximum": 90},
    (x.Place, "lon"): {"type": ["number", "null"], "minimum": -180, "maximum": 180},
    (x.Place, "precision"): {"enum": [1, 2, 3, 4, 5, 6, 7, None]},
    (x.Place, "score"): {"type": ["number", "null"], "minimum": 0, "maximum": 1},
    (Count, "low"): {"type": ["integer", "null"], "minimum": 0},
    (x.TimeMention, "named"): {"anyOf": [{"$ref": "#/$defs/days"}, {"type": "null"}]},
    (x.Ceasefire, "start"): _MOMENT,
    (x.Ceasefire, "end"): _MOMENT,
    (x.Ceasefire, "duration"): {"anyOf": [{"$ref": "#/$defs/duration"}, {"type": "null"}]},
    (Codes, "plover"): {"enum": [*CATEGORIES, None]},
    (Codes, "plover_mode"): {
        "type": "array",
        "items": {"enum": sorted({mode for category in CATEGORIES.values() for mode in category.modes})},
    },
    (Codes, "quad"): {"enum": [1, 2, 3, 4, None]},
    (Codes, "cameo"): {"type": ["string", "null"], "pattern": "^(0[1-9]|1[0-9]|20)[0-9]{0,2}$"},
    (Codes, "acled"): {"enum": [*([kind, sub] for kind, subs in ACLED.items() for sub in subs), None]},
}
_IDS = {x.Actor: "A", x.Place: "P", x.Event: "E", x.Ceasefire: "C", x.Claim: "Q"}


@cache
def meanings() -> Mapping[str, Any]:
    """What every key and value of the format means: by object and key; under ``values`` by set and value."""
    return tomllib.loads((Path(__file__).parent / "data" / "fields.toml").read_text(encoding="utf-8"))


def extraction_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of one line of the extraction format."""
    definitions = {name: _object(name, dict(_properties(kind))) for kind, name in OBJECTS.items()}
    span: Schema = {"$ref": "#/$defs/span"}
    bounds = {"earliest": _plain(date | None), "latest": _plain(date | None)}
    definitions["moment"] = _object("moment", {"span": span, **bounds})
    definitions["days"] = _object("days", bounds)
    definitions["duration"] = _object("duration", {"span": span, "iso": {"type": ["string", "null"]}})
    definitions["error"] = _object("error", {"code": {"type": "string"}, "message": {"type": "string"}})
    definitions["failed_document"] = _object("failed_document", {"path": {"type": "string"}})
    definitions["failure"] = _object(
        "failure",
        {
            "format": {"const": x.FORMAT},
            "document": {"$ref": "#/$defs/failed_document"},
            "error": {"$ref": "#/$defs/error"},
        },
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:truceline:extraction:{x.FORMAT.rpartition('/')[2]}",
        "title": f"Extraction format {x.FORMAT}",
        "description": "One line of JSON for each document. Offsets are half-open and count Unicode code points.",
        "anyOf": [{"$ref": "#/$defs/extraction"}, {"$ref": "#/$defs/failure"}],
        "$defs": definitions,
    }


def _object(name: str, properties: Mapping[str, Schema]) -> Schema:
    """An object with exactly these keys, each with its meaning."""
    said = meanings()[name]
    return {
        "type": "object",
        "properties": {key: {**schema, "description": said[key]} for key, schema in properties.items()},
        "required": list(properties),
        "additionalProperties": False,
    }


def _properties(kind: type) -> Iterator[tuple[str, Schema]]:
    """Keys of a type in the format, with their schemas."""
    hints = get_type_hints(kind)
    assert is_dataclass(kind)
    for field in fields(kind):
        place = (kind, field.name)
        if place in _LEFT_OUT:
            continue
        if place in _INNER:
            yield from _taken_up(hints[field.name], _INNER[place])
        elif place in _SHAPED:
            yield field.name, _SHAPED[place]
        elif field.name == "id" and kind in _IDS:
            yield "id", {"type": "string", "pattern": f"^{_IDS[kind]}[0-9]+$"}
        else:
            yield _RENAMED.get(place, field.name), _plain(hints[field.name])
    for name, hint in _ADDED.get(kind, {}).items():
        yield name, _plain(hint)


def _taken_up(hint: Any, names: tuple[str, ...]) -> Iterator[tuple[str, Schema]]:
    """Keys of an inner type that stand in the outer object; ``precision`` is never null."""
    optional = NoneType in get_args(hint)
    inner = next(kind for kind in (Span, Days, Count) if kind is hint or kind in get_args(hint))
    hints = get_type_hints(inner)
    for name in names:
        schema = _SHAPED.get((inner, name)) or _plain(hints[name])
        yield name, _or_null(schema) if optional and name != "precision" else schema


def _plain(hint: Any) -> Schema:
    """Schema of a type hint."""
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
        return _or_null(_plain(inner))
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _plain(get_args(hint)[0])}
    if hint in OBJECTS:
        return {"$ref": f"#/$defs/{OBJECTS[hint]}"}
    simple: dict[Any, Schema] = {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        date: {"type": "string", "format": "date"},
    }
    return dict(simple[hint])


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*dict.fromkeys([*schema["enum"], None])]}
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*dict.fromkeys([*kinds, "null"])]}
    return {"anyOf": [schema, {"type": "null"}]}
