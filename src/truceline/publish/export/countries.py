"""Countries by the codes of other datasets: ISO numbers, regions of ACLED and of UCDP, Gleditsch-Ward numbers.

``data/countries.csv`` holds facts compiled for truceline: ISO 3166-1 numbers; the regions that ACLED and UCDP file a
country under; state numbers of Gleditsch and Ward, "Interstate System Membership" (1999, and its later versions), those
of the state that exists today (Czech Republic 316, Vietnam 816, Yemen 678); ids and names of governments in the UCDP
Actor Dataset 22.1, CC BY 4.0.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory; ``None`` where it has no such code.

    Attributes:
        iso3: ISO 3166-1 alpha-3, as the record has it.
        iso_numeric: ISO 3166-1 numeric; Kosovo has none.
        gw: Gleditsch-Ward state number.
        ucdp_actor: id of its government in the UCDP Actor Dataset.
        ucdp_actor_name: name of its government there.
    """

    iso3: str
    iso_numeric: int | None
    name: str
    acled_region: str
    gw: int | None
    ucdp_region: str
    ucdp_actor: int | None
    ucdp_actor_name: str | None

    @property
    def government(self) -> str:
        """Name of its government as UCDP writes it."""
        return self.ucdp_actor_name or f"Government of {self.name}"

    @property
    def cow(self) -> int | None:
        """Correlates of War number; it differs from that of Gleditsch and Ward for seven of today's states."""
        return _COW.get(self.iso3, self.gw)


_COW = {"DEU": 255, "YEM": 679, "SRB": 345, "KIR": 946, "TUV": 947, "TON": 955, "NRU": 970}


def country(iso3: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-3 code; ``None`` for none, or one that the table has not."""
    return None if iso3 is None else _countries().get(iso3)


@cache
def _countries() -> Mapping[str, Country]:
    text = files("truceline.publish.export").joinpath("data/countries.csv").read_text("utf-8")
    return {
        row["iso3"]: Country(
            iso3=row["iso3"], iso_numeric=_number(row["iso_numeric"]), name=row["name"],
            acled_region=row["acled_region"], gw=_number(row["gw"]), ucdp_region=row["ucdp_region"],
            ucdp_actor=_number(row["ucdp_actor"]), ucdp_actor_name=row["ucdp_actor_name"] or None,
        )
        for row in csv.DictReader(text.splitlines())
    }  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text else None
