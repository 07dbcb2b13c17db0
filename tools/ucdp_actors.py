"""Compiles the actor list of the Uppsala Conflict Data Program into ``register/data/ucdp.tsv``.

    python -m tools.ucdp_actors ucdp-actor-221.csv.gz

One line an actor: UCDP id, sort, countries (ISO 3166 alpha-3, the first is where it belongs), name, other names, whom
it came from. Only facts are kept: what an actor is called, where it acts, from which it split. CC BY 4.0, credited in
the head of the file.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

DATA = Path(__file__).parents[1] / "src/truceline/register/data"
HEAD = """\
# Armed actors of the UCDP Actor Dataset 22.1, Uppsala Conflict Data Program, CC BY 4.0 (https://ucdp.uu.se/downloads/).
# Compiled by tools/ucdp_actors.py; change the tool, or override in actors.yaml, not here.
# id, sort, countries, name, other names (;), came from (;)
"""
LATIN = re.compile("[A-Za-z]{2}")
SORTS = {"1": "group", "2": "supporters", "3": "community", "4": "government"}
ODD = {
    "United States of America": "USA", "Ivory Coast": "CIV", "Congo": "COG", "Bosnia-Herzegovina": "BIH",
    "Vietnam (North Vietnam)": "VNM", "South Vietnam": "VNM", "South Yemen": "YEM", "Kingdom of eSwatini": "SWZ",
    "Cambodia": "KHM", "Hyderabad": "IND", "Myanmar": "MMR", "Serbia": "SRB", "Russia": "RUS", "Yemen": "YEM",
    "DR Congo": "COD", "Zimbabwe": "ZWE", "Madagascar": "MDG", "Macedonia, FYR": "MKD", "North Macedonia": "MKD",
    "Timor-Leste": "TLS", "East Timor": "TLS", "Czechoslovakia": "CZE", "German Democratic Republic": "DEU",
    "Abkhazia": "GEO", "Zanzibar": "TZA", "Tibet": "CHN",
}  # fmt: skip


def country(place: str, states: Mapping[str, str]) -> str | None:
    """Code of a country as the list writes it ("Russia (Soviet Union)"); ``None`` for what is no state today."""
    bare = re.sub(r"\s*\(.*?\)", "", place).strip()
    return ODD.get(place) or ODD.get(bare) or states.get(bare)


def parts(cell: str) -> list[str]:
    """The names in a cell, without what says nothing."""
    found = (re.sub(r"\s+", " ", part).strip(" .\u200b") for part in re.split(r"[,;]", cell))
    return [part for part in found if part and part.lower() not in ("n/a", "na", "none", "unknown")]


def names(row: Mapping[str, str]) -> tuple[str, list[str]]:
    """The name that is shown, the newest full English one, and all others."""
    whole = [row["NameOrigFullEng"].strip(), row["NameOrigFull"].strip(), row["NameOrig"].strip()]
    newest = parts(row["NewNameFullEng"]) if row["NameChange"] == "1" else []
    first = [n for n in whole if n and n.lower() != "n/a"]
    called = row["NameData"].strip()
    given = [called, *first, *parts(row["NewName"]), *parts(row["NewNameFullMotherTongue"]), *newest]
    short = "/" in called or (called.isupper() and (len(called) <= 8 or "-" in called))
    full = (newest or first)[-1 if newest else 0] if short and (newest or first) else called
    bare = [re.sub(r"\s*\([^)]*\)$", "", name) for name in given]
    slashed = [part for name in (called,) if re.fullmatch(r"[A-Z-]{3,}/[A-Z-]{3,}", name) for part in name.split("/")]
    every = (clean(name) for name in (*given, *bare, *slashed))
    return clean(full), list(dict.fromkeys(n for n in every if n and n != clean(full) and LATIN.search(n)))


def clean(name: str) -> str:
    """The name on one line, without marks of writing direction."""
    return re.sub(r"\s+", " ", re.sub("[\u200b-\u200f\u202a-\u202e]", "", name)).strip()


def lines(rows: Iterable[Mapping[str, str]], states: Mapping[str, str]) -> Iterable[str]:
    """The lines of the file."""
    for row in rows:
        sort = SORTS[row["Org"]]
        if sort == "group" and not row["ConflictId"]:
            sort = "militia"
        places = [p.strip() for p in row["Location"].split(",")]
        codes = list(dict.fromkeys(c for p in places if (c := country(p, states)) is not None))
        name, other = names(row)
        if sort == "government":
            ruled = country(name.removeprefix("Government of ").strip(), states)
            codes = [ruled] if ruled is not None else codes[:1]
        before = [f"ucdp:{n.strip()}" for n in re.split(r"[,;]", row["ActorIdPrev"]) if n.strip().isdigit()]
        yield "\t".join((row["ActorId"], sort, " ".join(codes), name, ";".join(other), ";".join(before)))


def main(path: Path) -> None:
    """Reads the list and writes the file."""
    table = tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))["states"]
    states = {name: code for code, row in table.items() for name in row["names"]}
    with gzip.open(path) as packed:
        rows = list(csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8-sig", newline="")))
    found = list(lines(rows, states))
    (DATA / "ucdp.tsv").write_text(HEAD + "\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(found)} actors")  # noqa: T201  # a tool


if __name__ == "__main__":
    main(Path(sys.argv[1]))
