"""The town of an incident, as the places of its articles have it."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.evaluate.scoring import Share
from truceline.model.extraction import Extraction
from truceline.model.names import plain_words


@dataclass(frozen=True, slots=True)
class Town:
    """Where an incident happened: the incident's name, the town and its state."""

    incident: str
    name: str
    state: str


class Towns:
    """Of how many incidents the town is in the record of an article on it: named and, in the right state, resolved."""

    def __init__(self) -> None:
        self._written: dict[str, bool] = {}
        self._named: dict[str, bool] = {}
        self._right: dict[str, bool] = {}

    def add(self, town: Town, text: str, extraction: Extraction | None) -> None:
        """One article on the incident."""
        want, state, own = plain_words(town.name), plain_words(town.state), town.incident
        places = () if extraction is None else extraction.places
        found = [p for p in places if plain_words(p.name) == want]
        right = any(p.lat is not None and plain_words(p.admin1 or "") == state for p in found)
        self._written[own] = self._written.get(own, False) or town.name.casefold() in text.casefold()
        self._named[own] = self._named.get(own, False) or bool(found)
        self._right[own] = self._right.get(own, False) or right

    def shares(self) -> dict[str, Share]:
        """Shares of the incidents, by what they are shares of; empty where no answer has a town."""
        told = {
            "its name stands in an article (the most that can be found)": self._written,
            "a place of an article's record": self._named,
            "resolved to the right state": self._right,
        }
        shares = {}
        for what, by_incident in told.items():
            share = Share()
            for value in by_incident.values():
                share.add(value)
            if by_incident:
                shares[what] = share
        return shares
