"""Names that the model took for a place's although the register knows them as an actor's: "rockets fired by Hamas"."""

from __future__ import annotations

from truceline.extract.chunks import Chunk
from truceline.extract.placing import stands_in
from truceline.extract.readings import Reading, Readings
from truceline.gazetteer import Gazetteer
from truceline.gazetteer.doubts import SMALL
from truceline.register import Register

_STATES = frozenset(("state", "government"))


def settle_actors(gazetteer: Gazetteer, register: Register, reading: Reading, readings: Readings) -> None:
    """Makes actors of them, unless they stand as a place ("in Sadr") or a town or land of note is called so."""
    for chunk in reading.chunks:
        if chunk.nation is None and readings.label(reading.tree, chunk) == "LOC" and not stands_in(reading, chunk):
            label = _actor(gazetteer, register, reading, chunk)
            if label is not None:
                readings.settle(reading.tree, chunk, label)


def _actor(gazetteer: Gazetteer, register: Register, reading: Reading, chunk: Chunk) -> str | None:
    name = " ".join(reading.tree.words[chunk.first : chunk.last])
    bearers = [one for one in register.bearers(name) if one.kind not in _STATES]
    if not bearers:
        return None
    places = [c for c in gazetteer.find(name) if c.exact]
    if any(c.main and (c.kind != "city" or c.population >= SMALL) for c in places):
        return None
    persons = all(one.kind == "person" for one in bearers)
    if persons and places and chunk.last - chunk.first == 1:
        return None
    return "PER" if persons else "ORG"
