"""Recognises the furniture of a page: what stands around a report and is no part of it.

Evidence of layout comes first (no words, lists of links, addresses, codes). Words are looked at only where they
address the reader of the page rather than tell news: a call to share, a notice of rights, a credit.
"""

from __future__ import annotations

import re

_RIGHTS = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|^copyright\b|\bcopyright\s+(?:\(c\)\s*)?(?:19|20)\d\d|\ball rights reserved\b"
    r"|\bmay not be (?:published|reproduced|republished|redistributed)\b|\bterms of (?:use|service)\b"
    r"|\bprivacy policy\b",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:us|our|you|your|newsletters?|facebook|twitter|whatsapp|telegram|instagram|e-?mail|app|inbox|here|alerts?"
    r"|subscri\w+|this (?:article|story|page|post|video|report)|updates|browser|javascript|cookies)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^(?:please\s+)?(?:share|follow|like|tweet|subscribe|sign\s?(?:up|in)|log\s?in|register|join|donate|support"
    r"|click|tap|download|print|e-?mail|send|contact|stay|get|watch|listen|read|enable|advertise|bookmark|comment"
    r"|help us|support us|accept|skip to|back to|go to|view|scan|find (?:us|out)|see (?:also|more|related)"
    r"|continue reading|leave a (?:reply|comment)|report an error|have a tip|want (?:more|to))\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:related(?: (?:articles?|stories|topics?|content|news|links?|coverage))?|read (?:more|also|next)"
    r"|more (?:on|from|stories|news)\b"
    r"|most (?:read|popular|viewed)|recommended|trending|tags?|topics?|filed under|categor(?:y|ies)|keywords?"
    r"|\d* ?comments?(?: \(\d+\))?|advertisements?|sponsored(?: content)?|share(?: this.*)?|editors?[’'] picks?"
    r"|about (?:the author|us)|newsletters?|menu|home|search|navigation|sections?|see also|latest(?: news)?"
    r"|you may also like|next article|previous article|story continues.*|article continues.*)\b[\s:.…>»]*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^[(\[]?\s*(?:file\s+)?(?:photos?|images?|pictures?|pictured|video|map|graphic|illustration|credits?"
    r"|photograph|caption)(?:\s+(?:credit|by|courtesy|source)[:\s]|\s*:|\s*/|\s*©)"
    r"|\b(?:AFP|AP|EPA|REUTERS|GETTY)\s+PHOTO\b|^[(\[](?:photo|image|file)[^)\]]*[)\]]$|/\s*staff photographer\b",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^[(\[—–-]*\s*(?:additional |further |with )?(?:reporting|writing|editing|compiled|translated|edited|produced)"
    r" by\s+[A-Z]",
    re.IGNORECASE,
)
_END = re.compile(r"^[\s(\[<#*-]*(?:ends?|more|30|xxx|end of (?:story|text|article|item))[\s)\]>#*-]*$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\S@\w|(?:\+?\d[\s().-]?){8,}|\b(?:tel|phone|fax)\b[.:]", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|•·»›>\t]\s*|\s{3,}")
_CODE = re.compile(r"^(?=\S*[-_.#])(?=\S*\d)[A-Z0-9]+(?:[-_.#/][A-Z0-9]+)+(?:\s+\([A-Z ]{2,30}\))?$", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?…][\"'”’)\]»]*$")


def is_furniture(text: str) -> bool:
    """True if a paragraph (its white space squeezed) is certainly not part of the report."""
    words = text.split()
    if not any(character.isalpha() for character in text):
        return not any(character.isdigit() for character in text)
    if len(words) > 60 or len(text) > 600:
        return False
    if _CODE.match(text) or (len(words) <= 4 and _END.match(text)):
        return True
    if _RIGHTS.search(text) and (len(words) <= 30 or _RIGHTS.match(text)):
        return True
    if (_CREDIT.search(text) and len(words) <= 25) or _DESK.match(text):
        return True
    return is_marker(text) or _is_call(text, words) or _is_links(text, words) or _is_contact(text, words)


def is_marker(text: str) -> bool:
    """True for the heading of a list of links or comments (``Related stories``), after which furniture follows."""
    match = _HEADING.match(text)
    if match is None:
        return False
    rest = text[match.end() :]
    return not rest or (match[0].rstrip().endswith(":") and len(rest.split()) <= 25)


def _is_call(text: str, words: list[str]) -> bool:
    """The page speaks to its reader."""
    if not _CALL.match(text) or len(words) > 40:
        return False
    return len(_READER.findall(text)) >= (1 if len(words) <= 20 else 2) or (
        len(words) <= 3 and not _CLOSED.search(text)
    )


def _is_links(text: str, words: list[str]) -> bool:
    """Several short items with signs between: a navigation bar, a row of share buttons."""
    if _CLOSED.search(text) or len(words) > 40:
        return False
    items = [item for item in _SEPARATOR.split(text) if item]
    return len(items) >= 3 and sum(1 for item in items if len(item.split()) <= 3) >= len(items) - 1


def _is_contact(text: str, words: list[str]) -> bool:
    """An address to write to or to call, with few other words."""
    return len(words) <= 12 and _ADDRESS.search(text) is not None and not (_CLOSED.search(text) and len(words) > 8)
