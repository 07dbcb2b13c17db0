"""Short dispatches made from a few patterns, for tests that need many documents."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

PLACES = ("Kufa", "Baquba", "Ramadi", "Basra", "Amara", "Mosul", "Tikrit", "Falluja", "Samarra", "Karbala")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PATTERNS = (
    "Gunmen killed {n} policemen in {place} on {day}, a hospital official said.",
    "A car bomb in {place} wounded at least {n} people on {day}, police say.",
    "Mortar rounds struck a market in {place} on {day}. A doctor said that {n} people were killed.",
    "The army and the militia in {place} agree to a {n}-day ceasefire that begins on {day}.",
    "The governor of {place} denied that talks with the rebels had taken place on {day}.",
)


def write(path: Path, number: int, seed: int = 7) -> Path:
    """Writes `number` dispatches as JSON Lines, the same ones for the same seed."""
    random = Random(seed)
    with path.open("w", encoding="utf-8") as out:
        for i in range(number):
            text = random.choice(PATTERNS).format(
                n=random.randint(2, 40), place=random.choice(PLACES), day=random.choice(DAYS)
            )
            row = {
                "id": f"d{i}",
                "text": text,
                "outlet": "Test Wire",
                "published": f"2004-{i % 12 + 1:02}-{i % 28 + 1:02}",
            }
            out.write(json.dumps(row) + "\n")
    return path
