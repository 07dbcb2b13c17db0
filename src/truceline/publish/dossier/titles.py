"""What a dossier is called, and how its title stands at the head of each printed page."""

from __future__ import annotations

from truceline.publish.dossier.ceasefire_parts import ceasefire_titles
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline


def heading(index: Index, published: str) -> str:
    """What a dossier or summary is called where the user gives no title."""
    share = index.material.share
    if share is None and not any(full.document.published for full in index.material.documents):
        return "Conflict and ceasefires in undated reports"
    if share is None:
        return f"Conflict and ceasefires in reports of {published}"
    if share.words:
        return f"Conflict and ceasefires: {oneline(share.words)}"
    return next(iter(ceasefire_titles(index).values()))[0]


def running(title: str) -> str:
    """The rule of style that prints the title at the head of each page but the first.

    Every sign that is no letter, digit or blank is written by its code, so that no title can end the string.
    """
    safe = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign == " ") else f"\\{ord(sign):06x} " for sign in title
    )
    return f'@page{{@top-left{{content:"{safe}"}}}}\n'
