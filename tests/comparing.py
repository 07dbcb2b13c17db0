"""Cases for the tests of comparing: one clash in Basra, told alike on both sides, and what is changed in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from truceline.publish.comparing.actors import known
from truceline.publish.comparing.cases import Case, Deaths

DAY = date(2008, 3, 26)
KUT: dict[str, Any] = {"point": (32.51, 45.82), "place": "Kut", "names": frozenset({("kut",)})}
BASRA = Case(
    id="EVT-1", first=DAY, last=DAY, countries=frozenset({"IRQ"}), place="Basra", names=frozenset({("basra",)}),
    areas=frozenset({("basra",)}), point=(30.5085, 47.7804), radius=5.0,
    sides=(("Iraqi army", known("IRQ/army")), ("Mahdi Army", known("ucdp:5659"))), type="Battles",
    sub_type="Armed clash", deaths=Deaths(14, 14, 20),
)  # fmt: skip


def case(**other: Any) -> Case:
    """The happening of the record."""
    return replace(BASRA, **other)


def row(n: int = 1, **other: Any) -> Case:
    """The row of the dataset."""
    sides = (("Military Forces of Iraq", known("IRQ")), ("al-Mahdi Army", known("ucdp:5659")))
    return replace(BASRA, **{"id": f"ROW{n}", "n": n, "sides": sides, **other})
