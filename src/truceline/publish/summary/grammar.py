"""Small pieces of English over values of the record: lists, days, numbers of people, articles as reports use them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from truceline.publish.dossier import words
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline
from truceline.publish.summary.verbs import PLURAL, SINGULAR

NOBODY = frozenset("no one, nobody, none, nothing, no-one, neither".split(", "))
UNNAMED = frozenset(
    "he she it they him her them his hers its their theirs who whom whose this that these those us we i me you one"
    " others other another himself herself itself themselves unnamed actor".split()
) | {"unnamed actor"}
_BEFORE = re.compile(r"\b(the|a|an|his|her|its|their|our|my|whose)\s+[\"“‘']?$", re.IGNORECASE)
_SMALL = re.compile(r"\b[a-z][a-z’'-]+")
_OWN = re.compile(
    r"(?i)^(the|a|an|his|her|its|their|our|my|some|several|many|no|two|three|four|five|six|seven|eight|nine|ten|\d)\b"
)
_NAMES = (("actor_name", "name"), ("event_actor", "text"), ("figure_source", "text"), ("event_place", "text"),
          ("ceasefire_party", "text"), ("ceasefire_place", "text"), ("place", "name"), ("actor", "name"),
          ("claim", "speaker_text"), ("claim_via", "text"))  # fmt: skip


class Articles:
    """Whether the reports put "the" or "a" before a name, by what stands there most often; most names take none."""

    def __init__(self, index: Index) -> None:
        self._seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._inside: set[str] = set()  # names that stand with a capital where no sentence begins
        self._small = {word for d in index.documents.values() for word in _SMALL.findall(d.document.text)}
        begins = {own: {s.span.start for s in d.sentences} for own, d in index.documents.items()}
        for cell in index.material.cells:
            if (cell.table, cell.column) not in _NAMES:
                continue
            for passage in cell.passages:
                full = index.documents.get(passage.document_id or "")
                if full is None or passage.span is None:
                    continue
                start = passage.span.start
                found = _BEFORE.search(full.document.text[max(0, start - 8) : start])
                self._seen[oneline(passage.quote or "").casefold()][found[1].lower() if found else ""] += 1
                if (passage.quote or "")[:1].isupper() and start not in begins[full.document.id]:
                    self._inside.add(oneline(passage.quote or "").casefold())

    def before(self, name: str) -> str:
        """`name` with its article; what a report calls "their spokesman" is a spokesman."""
        seen = self._seen.get(name.casefold())
        if name and name.casefold() not in self._inside and name.split()[0].lower() in self._small:
            name = name[0].lower() + name[1:]  # its capital was that of the sentence
        if seen is None or not name or _OWN.match(name):
            return name
        often = max(seen, key=lambda article: (seen[article], article))
        if often in ("", "the"):
            return f"the {name}" if often or seen["the"] * 2 >= sum(seen.values()) else name
        if often in ("a", "an"):
            return f"{often} {name}"
        plural = name.split(" of ")[0].rstrip().endswith(("s", "men", "people", "police"))
        return name if plural or name[0].isupper() else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """A list in prose: ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    text = capital(text)
    return text if text.endswith((".", ".”", "?”", "!”", "…”")) else f"{text}."


def on(low: date | None, high: date | None) -> str:
    """When, with its preposition; empty where nothing is known."""
    if low is None and high is None:
        return ""
    if low is None and high is not None:
        return f"on or before {words.day(high)}"
    if high is None and low is not None:
        return f"on or after {words.day(low)}"
    if low is None or high is None or low == high:
        return f"on {words.day(low or high or date.max)}"
    said = words.interval(low, high)
    return said if said.startswith("in ") else f"between {words.day(low)} and {words.day(high)}"


def number(low: int | None, best: int | None, high: int | None, is_open: bool) -> str:
    """A count in prose: ``6``, ``at least 25``, ``between 450 and 500``, ``up to 30``, ``an unknown number of``."""
    if low is not None and low == high:
        return f"{low:,}" if low else "no"
    if is_open or high is None:
        least = low if low is not None else best
        return "an unknown number of" if least is None else f"at least {least:,}"
    return f"up to {high:,}" if low is None else f"between {low:,} and {high:,}"


def people(code: str, count: int | None) -> str:
    """Whom a figure counts, in the number that fits."""
    if count == 1:
        return SINGULAR.get(code, "person")
    return PLURAL.get(code, "people")


def times(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return words.counted(count, one, many)


def are(count: int) -> str:
    """The verb after a number."""
    return "is" if count == 1 else "are"
