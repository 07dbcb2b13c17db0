"""Scores the whole program on the place mentions of a file: ``python -m tests.places [-v] [FILE]``.

A mention is right if a place of the extraction covers it, and lies within 161 km (a hundred miles) of the label; for its
country the codes must be equal. A place that was not found or has no coordinates is wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from truceline.evaluate import texts
from truceline.gazetteer.store import distance
from truceline.model.extraction import Extraction, Place

DATA = Path(__file__).parent / "data" / "place_mentions.txt"
NEAR = 161.0
_MARK = re.compile(r"\[([^]|]+)\|([A-Z]{3})\|([-\d.]+)\|([-\d.]+)(\|\*)?\]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as it was labelled by hand."""

    start: int
    name: str
    country: str
    lat: float
    lon: float
    ambiguous: bool


def reports(path: Path = DATA) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Each report's text and its mentions."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    for block in "\n".join(lines).split("\n\n"):
        text, at, found = "", 0, []
        for match in _MARK.finditer(block):
            text += block[at : match.start()]
            name, country, lat, lon, star = match.groups()
            found.append(Mention(len(text), name, country, float(lat), float(lon), star is not None))
            text, at = text + name, match.end()
        yield (text + block[at:]).strip(), tuple(found)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mention, the place that the program has there, and how many kilometres are between the two."""

    mention: Mention
    place: Place | None
    gap: float

    @property
    def near(self) -> bool:
        """True if the place lies within `NEAR`."""
        return self.gap <= NEAR

    @property
    def same_country(self) -> bool:
        """True if the place has the country of the label."""
        return self.place is not None and self.place.country == self.mention.country


def verdicts(path: Path = DATA) -> Iterator[Verdict]:
    """What the program makes of every mention."""
    told = list(reports(path))
    documents = (texts.document(f"report {n}", text, None) for n, (text, _) in enumerate(told))
    for (_, mentions), extraction in zip(told, texts.readings(documents, 1), strict=True):
        assert extraction is not None
        for mention in mentions:
            place = _at(extraction, mention)
            at = (None, None) if place is None else (place.lat, place.lon)
            gap = distance(mention.lat, mention.lon, *at)
            yield Verdict(mention, place, gap)


def _at(extraction: Extraction, mention: Mention) -> Place | None:
    end = mention.start + len(mention.name)
    covering = [p for p in extraction.places for m in p.mentions if m.start < end and m.end > mention.start]
    return covering[0] if covering else None


def main(arguments: list[str]) -> None:
    """Prints the shares, and with ``-v`` every mention that is wrong."""
    counts: Counter[str] = Counter()
    paths = [Path(a) for a in arguments if not a.startswith("-")]
    for verdict in verdicts(*paths):
        for group in ("all", "ambiguous" if verdict.mention.ambiguous else "other"):
            counts[group] += 1
            counts[f"{group} found"] += verdict.place is not None
            counts[f"{group} resolved"] += verdict.place is not None and verdict.place.lat is not None
            counts[f"{group} near"] += verdict.near
            counts[f"{group} country"] += verdict.same_country
        if "-v" in arguments and not (verdict.near and verdict.same_country):
            m, p = verdict.mention, verdict.place
            said = "not found" if p is None else f"{p.name} {p.kind} {p.country} {p.lat} {p.lon} {p.score} {p.reason}"
            sys.stdout.write(f"{m.name} ({m.country}): {said}\n")
    for group in ("all", "ambiguous", "other"):
        n = counts[group] or 1
        shares = [f"{w} {counts[f'{group} {w}'] / n:.3f}" for w in ("found", "resolved", "near", "country")]
        sys.stdout.write(f"{group} ({n}): {', '.join(shares)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
