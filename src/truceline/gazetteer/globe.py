"""Distance on the globe."""

from __future__ import annotations

import math


def distance(lat: float | None, lon: float | None, other_lat: float | None, other_lon: float | None) -> float:
    """Kilometres between two points on the globe; infinite if one is unknown."""
    if lat is None or lon is None or other_lat is None or other_lon is None:
        return math.inf
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon - other_lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
