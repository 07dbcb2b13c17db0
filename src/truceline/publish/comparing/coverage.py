"""What the reports of a record cover: of which countries they tell, and on which days they could."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.publish.comparing.settings import Settings
from truceline.record import Store

Stretch = tuple[date, date]
_NAMED = """
  SELECT folded.document_id, reading.published, place.country, count(*) AS times
  FROM place JOIN folded ON folded.document_id = place.document_id JOIN reading ON reading.id = folded.reading
  WHERE place.country IS NOT NULL AND place.review != 'rejected'
  GROUP BY folded.document_id, place.country ORDER BY folded.document_id, times DESC"""
_HAPPENED = """
  SELECT DISTINCT event_place.document_id, place.country
  FROM event_place JOIN place ON place.id = event_place.place_id
  WHERE place.country IS NOT NULL AND event_place.review != 'rejected'"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Stretches of days by country, and the countries that each report is about.

    A report covers the countries that its events are in and the one that it names most, on the days before its
    publication (`Settings.told`). What a dataset has of other countries and days the record could not hold.
    """

    stretches: Mapping[str, tuple[Stretch, ...]]
    about: Mapping[str, frozenset[str]]

    def holds(self, countries: frozenset[str], first: date, last: date) -> bool:
        """Whether the reports could tell of something in one of these countries on these days."""
        return any(
            first <= until and since <= last
            for country in countries
            for since, until in self.stretches.get(country, ())
        )


def coverage(store: Store, settings: Settings) -> Coverage:
    """What the reports of the record cover."""
    most: dict[str, tuple[int, set[str]]] = {}
    days: dict[str, date] = {}
    for document, published, country, times in store.select(_NAMED):
        highest, among = most.setdefault(document, (times, set()))
        if times == highest:
            among.add(country)
        if published is not None:
            days[document] = date.fromisoformat(published)
    covered = {document: set(among) for document, (_, among) in most.items()}
    for document, country in store.select(_HAPPENED):
        covered.setdefault(document, set()).add(country)
    stretches = defaultdict[str, list[Stretch]](list)
    for document, countries in covered.items():
        if document in days:
            for country in countries:
                stretches[country].append((days[document] - timedelta(settings.told), days[document]))
    about = {document: frozenset(among) for document, (_, among) in most.items()}
    return Coverage({country: _joined(found) for country, found in sorted(stretches.items())}, about)


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for since, until in sorted(set(stretches)):
        if found and since <= found[-1][1] + timedelta(1):
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return tuple(found)
