"""ISO 8601 durations as days."""

from __future__ import annotations

import re

ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def days_of(duration: str | None) -> int | None:
    """Whole days of an ISO 8601 duration (a month is 30, a year 365); ``None`` if it is no duration or empty."""
    match = ISO.fullmatch(duration or "")
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours, _minutes = (int(g or 0) for g in match.groups())
    return years * 365 + months * 30 + weeks * 7 + days + hours // 24
