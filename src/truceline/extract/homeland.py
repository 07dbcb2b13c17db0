"""Names that the model took for somebody's although a town or province of the report's own countries is called so."""

from __future__ import annotations

from collections.abc import Set

from truceline.extract.acting import acts
from truceline.extract.actor_words import words
from truceline.extract.chunks import Chunk, title_before
from truceline.extract.names import org_key
from truceline.extract.readings import Reading, Readings
from truceline.gazetteer import Gazetteer

# Where a person hardly ever stands, but a place does: "left Banda Aceh", "Aceh's ceasefire", "the Basra weekly".
_STANDS = frozenset(("obj", "obl", "nmod", "nmod:poss", "compound"))
_TOWN = 15_000  # people, for a name of several words
_CITY = 150_000  # for one word, which may be a family's


def settle_homeland(gazetteer: Gazetteer, readings: Readings) -> None:
    """Makes places of them, where they neither act nor suffer and nothing calls them a person."""
    about = {nation.code for reading in readings.sentences.values() for nation in reading.nations.values()}
    if not about:
        return
    named = [(reading, c) for reading in readings.sentences.values() for c in reading.chunks if c.nation is None]
    named.sort(key=lambda n: n[1].last - n[1].first == 1)  # long names first: what they end with is then no family's
    for reading, chunk in named:
        if readings.label(reading.tree, chunk) == "PER" and _may_be(reading, chunk, readings):
            name = " ".join(reading.tree.words[chunk.first : chunk.last])
            if _is_known(gazetteer, name, about):
                readings.settle_place(reading.tree, chunk)


def _may_be(reading: Reading, chunk: Chunk, readings: Readings) -> bool:
    tree = reading.tree
    key, stands = org_key(tree.words[chunk.first : chunk.last]), tree.tokens[chunk.head].deprel
    if stands not in _STANDS and not (stands.startswith("nsubj") and readings.votes.has(key, "LOC")):
        return False
    if chunk.head in reading.roles or acts(tree, chunk.head) or key in readings.families:
        return False
    return title_before(tree, chunk, reading.nations, "person", words())[0] == chunk.first


def _is_known(gazetteer: Gazetteer, name: str, about: Set[str]) -> bool:
    least = _TOWN if " " in name else _CITY
    return any(c.exact and c.country in about and c.population >= least for c in gazetteer.find(name))
