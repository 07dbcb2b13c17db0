"""The actor network, and one actor."""

from __future__ import annotations

from truceline.errors import UsageError
from truceline.publish.dossier import words
from truceline.record import Store
from truceline.record.views import actors, network
from truceline.serve.asked import Asked

_VIOLENT = tuple(kind for kind in words.TYPES if words.family(kind) == words.VIOLENCE)
_USUAL: tuple[network.Bond, ...] = ("fights", "talks", "allies")


def network_of(store: Store, asked: Asked) -> network.Network:
    """The strongest edges of what meets the filter; if it names no status, of what is told as a fact.

    ``bonds`` says which ones, ``most`` how many, ``described`` (1) that people without a name are actors, too.

    Raises:
        UsageError: there is no such bond.
    """
    named = [name for name in asked.params.get("bonds", "").split(",") if name]
    wrong = [name for name in named if name not in network.BONDS]
    if wrong:
        raise UsageError(f"bonds: {wrong[0]!r} is none of {', '.join(network.BONDS)}")
    bonds = [bond for bond in network.BONDS if bond in named] or _USUAL
    return network.network(
        store,
        asked.filter.happened,
        _VIOLENT,
        bonds,
        asked.number("most", 60),
        described=asked.params.get("described") == "1",
    )


def actor(store: Store, asked: Asked) -> actors.Known:
    """One actor over all reports.

    Raises:
        UsageError: there is none with this id.
    """
    found = actors.known(store, asked.path["id"])
    if found is None:
        raise UsageError(f"there is no actor {asked.path['id']}")
    return found
