"""All links of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from truceline.model.ledger import Link
from truceline.resolve.actors import actor_links
from truceline.resolve.ceasefires import ceasefire_links
from truceline.resolve.events import event_links
from truceline.resolve.material import Names, Rows, gather
from truceline.resolve.places import Places


def links(
    rows: Rows,
    published: Mapping[str, date] | None = None,
    names: Names | None = None,
    copied: Sequence[tuple[str, str]] = (),
) -> list[Link]:
    """Suggest which actors, events and ceasefires are the same, and which acts are part of a stretch of fighting.

    The result depends on the rows alone, not on their order. Records that a person rejected are left out. Only pairs
    that are likely enough to be joined at once are given as ``same``; a person may decide otherwise.

    Args:
        rows: gives the rows of a record table, as `Store.rows` does.
        published: day of publication by document, where known; see `gather`.
        names: names of actors besides those in their own rows; see `gather`.
        copied: pairs of events that the same sentence of a report and of its reprint tells of; see `same_sentences`.
    """
    material = gather(rows, published, names)
    places = Places(material.places)
    found, actors = actor_links(material, places)
    return [*found, *event_links(material, places, actors, copied), *ceasefire_links(material, places, actors)]
