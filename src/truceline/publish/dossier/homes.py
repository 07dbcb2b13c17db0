"""Where each record stands on the page: title and anchor by row id, so that a passage can lead to its cells."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model.records import ClaimRow, WordingRow
from truceline.publish.dossier.index import Index, grouped
from truceline.publish.dossier.text import oneline, shortened


def homes(index: Index, ceasefires: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Title and anchor of every main row: events, ceasefires, actors, places, claims and wording.

    Wording is one line for all uses of the same words in the same manner.
    """
    out = dict(ceasefires)
    for happening in index.happenings:
        for row in happening.rows:
            out[row.id] = (happening.title, happening.anchor)
            out.setdefault(row.happening_id, (happening.title, happening.anchor))
    for person in index.people:
        out |= {row.id: (person.name, person.anchor) for row in person.rows}
    for place in index.places:
        out |= {row.id: (place.name, place.anchor) for row in place.rows}
    for number, claim in enumerate(index.material.of(ClaimRow), 1):
        who = index.who(claim.speaker_id, claim.speaker_text)
        out[claim.id] = (shortened(f"{who}: {oneline(claim.content)}", 90), f"q{number}")
    said = grouped(index.material.of(WordingRow), lambda row: (row.kind, oneline(row.text).casefold()))
    for number, uses in enumerate(said.values(), 1):
        out |= {row.id: (f"“{shortened(oneline(row.text), 80)}”", f"w{number}") for row in uses}
    return out
