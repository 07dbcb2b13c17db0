"""Plain words, shapes and families for every code of the record. No code is ever shown where a word serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with the shape that goes with it; colour only repeats what the shape says."""

    word: str
    shape: str


VIOLENCE, TRUCE, WORDS, CHANGE = "violence", "truce", "words", "change"
FAMILIES: dict[str, Sign] = {
    VIOLENCE: Sign("Violence and force", "square"),
    TRUCE: Sign("Ceasefire, talks and relief", "disc"),
    WORDS: Sign("Demands, threats and statements", "triangle"),
    CHANGE: Sign("Movements and politics", "diamond"),
}
TYPES: dict[str, tuple[str, str]] = {
    "armed_clash": ("fighting", VIOLENCE),
    "territory_taken": ("territory taken", VIOLENCE),
    "air_strike": ("air strike", VIOLENCE),
    "shelling": ("shelling", VIOLENCE),
    "bombing": ("bombing", VIOLENCE),
    "suicide_bombing": ("suicide bombing", VIOLENCE),
    "armed_attack": ("armed attack", VIOLENCE),
    "sexual_violence": ("sexual violence", VIOLENCE),
    "abduction": ("abduction", VIOLENCE),
    "property_destruction": ("destruction of property", VIOLENCE),
    "mob_violence": ("mob violence", VIOLENCE),
    "force_against_protest": ("force against a protest", VIOLENCE),
    "chemical_attack": ("chemical attack", VIOLENCE),
    "cyber_attack": ("cyber attack", VIOLENCE),
    "arrest": ("arrest", VIOLENCE),
    "siege": ("siege, blockade or curfew", VIOLENCE),
    "legal_action": ("legal action", CHANGE),
    "sanction": ("sanction", CHANGE),
    "deployment": ("deployment", CHANGE),
    "withdrawal": ("withdrawal", CHANGE),
    "displacement": ("displacement", CHANGE),
    "surrender_or_defection": ("surrender or defection", CHANGE),
    "talks": ("talks", TRUCE),
    "agreement": ("agreement", TRUCE),
    "ceasefire_proposed": ("ceasefire proposed", TRUCE),
    "ceasefire_declared": ("ceasefire declared", TRUCE),
    "ceasefire_extended": ("ceasefire extended", TRUCE),
    "ceasefire_violated": ("ceasefire violated", VIOLENCE),
    "ceasefire_ended": ("ceasefire ended", TRUCE),
    "release": ("release", TRUCE),
    "aid": ("aid", TRUCE),
    "concession": ("concession", TRUCE),
    "demand": ("demand", WORDS),
    "threat": ("threat", WORDS),
    "accusation": ("accusation", WORDS),
    "rejection": ("rejection", WORDS),
    "responsibility_claim": ("claim of responsibility", WORDS),
    "support_statement": ("statement of support", WORDS),
    "statement": ("statement", WORDS),
    "protest": ("protest", CHANGE),
    "election": ("election", CHANGE),
    "leadership_change": ("change of leadership", CHANGE),
    "coup": ("coup", VIOLENCE),
    "other_event": ("other event", CHANGE),
}
STATUSES: dict[str, Sign] = {
    "asserted": Sign("reported as fact", "solid"),
    "background": Sign("background", "solid"),
    "future": Sign("planned or expected", "dashed"),
    "hypothetical": Sign("conditional or feared", "dashed"),
    "negated": Sign("denied or did not happen", "crossed"),
}
FACTS = ("asserted", "background")
STATES: dict[str, Sign] = {
    "proposed": Sign("proposed", "st-proposed"),
    "negotiating": Sign("under negotiation", "st-talks"),
    "agreed": Sign("agreed", "st-agreed"),
    "declared": Sign("declared", "st-declared"),
    "holding": Sign("holding", "st-holding"),
    "strained": Sign("strained", "st-strained"),
    "extended": Sign("extended", "st-extended"),
    "monitored": Sign("monitored", "st-monitored"),
    "broken_down": Sign("broken down", "st-broken"),
    "expired": Sign("expired", "st-expired"),
    "rejected": Sign("rejected", "st-rejected"),
    "superseded": Sign("replaced by another", "st-expired"),
    "completed": Sign("completed", "st-agreed"),
    "unknown": Sign("state not reported", "st-unknown"),
}
LIVE = ("agreed", "declared", "holding", "extended", "monitored", "strained")
ENDED = ("broken_down", "expired", "rejected", "superseded", "completed")
GRADES: dict[str, Sign] = {
    "possible": Sign("possible", "gr-possible"),
    "alleged": Sign("alleged", "gr-alleged"),
    "reported": Sign("reported", "gr-acknowledged"),
    "acknowledged": Sign("acknowledged", "gr-acknowledged"),
    "verified": Sign("verified", "gr-verified"),
    "outside_coverage": Sign("outside the ceasefire", "gr-outside"),
}
STANCES = {
    "asserts": "says",
    "denies": "denies",
    "disputes": "disputes",
    "doubts": "doubts",
    "predicts": "predicts",
    "demands": "demands",
}
MODES = {
    "direct": "direct quotation",
    "partial": "quoted in part",
    "indirect": "reported speech",
    "imputed": "view imputed to the speaker",
    "author": "the author's own words",
}
FACTUALITY = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "left open",
}
SIDES = {
    "unilateral": "declared by one side",
    "bilateral": "between two sides",
    "multilateral": "between several sides",
    "unclear": "sides not clear",
}
SCOPES = {
    "event": "this event",
    "cumulative": "running total",
    "episode": "a whole episode",
    "unclear": "scope not clear",
}
BASES = {
    "stated": "stated in the same clause",
    "carried over": "carried over from an earlier sentence",
    "inferred": "inferred, not said in so many words",
}
AGREEMENT = {
    "single": "one independent source",
    "agree": "independent sources agree",
    "overlap": "the ranges of independent sources overlap",
    "conflict": "independent sources conflict",
}
RULES = {
    "none": "no source gives a point",
    "only": "the only source that gives a number",
    "agreement": "the number on which sources agree",
    "reliability": "the most reliable source",
    "newest": "the newest report",
    "lower median": "the lower median of the sources",
}
PUBLISHED_BASIS = {
    "text": "printed in the report",
    "metadata": "from the file's metadata",
    "analyst": "given by the analyst",
    "unknown": "not known",
}
KINDS = {
    "state": "state",
    "government": "government",
    "military": "military",
    "police": "police",
    "armed_group": "armed group",
    "political": "political body",
    "person": "person",
    "civilian": "civilians",
    "international": "international body",
    "media": "media",
    "country": "country",
    "admin1": "province",
    "city": "town or city",
    "district": "district",
    "feature": "site",
}
VICTIMS = {
    "civilian": "civilians",
    "combatant": "combatants",
    "police": "police",
    "official": "officials",
    "journalist": "journalists",
    "aid_worker": "aid workers",
    "peacekeeper": "peacekeepers",
    "prisoner": "prisoners",
    "mixed": "several groups",
    "unknown": "people not specified",
    "all": "people in all",
    "military": "military",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def type_word(code: str) -> str:
    """An event type in plain words."""
    return TYPES[code][0] if code in TYPES else plain(code)


def family(code: str) -> str:
    """Which of the four families an event type belongs to."""
    return TYPES[code][1] if code in TYPES else CHANGE


def type_order(code: str) -> tuple[int, str]:
    """Sort key that keeps types in the order of the vocabulary."""
    return (list(TYPES).index(code), code) if code in TYPES else (len(TYPES), code)


def plain(code: str) -> str:
    """A code without underscores, for codes that have no words of their own."""
    return code.replace("_", " ").strip()


def word(table: dict[str, str], code: str) -> str:
    """The words for `code`, or the code made readable."""
    return table.get(code, plain(code))


def sign(table: dict[str, Sign], code: str) -> Sign:
    """The sign for `code`, or its readable form with a neutral shape."""
    return table.get(code, Sign(plain(code), "st-unknown"))


def rule(code: str) -> str:
    """How a best number was chosen, in words."""
    summed = code.startswith("sum: ")
    said = word(RULES, code.removeprefix("sum: "))
    return f"added up from what one source counts apart; {said}" if summed else said


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`number` with its noun: ``1 report``, ``1,200 reports``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def day(value: date) -> str:
    """A date as English prose has it: 31 March 2008."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def interval(low: date | None, high: date | None) -> str:
    """The days from `low` to `high` in words, as short as they can be said without loss."""
    if low is None and high is None:
        return "undated"
    if low is None or high is None:
        return f"until {day(high)}" if high is not None else f"from {day(low)}" if low is not None else "undated"
    if low == high:
        return day(low)
    if low.year == high.year and (low.month, low.day, high.month, high.day) == (1, 1, 12, 31):
        return f"in {low.year}"
    if (low.year, low.month) == (high.year, high.month):
        month = f"{_MONTHS[low.month - 1]} {low.year}"
        whole = low.day == 1 and _last_of_month(high)
        return f"in {month}" if whole else f"{low.day}–{high.day} {month}"
    if low.year == high.year:
        return f"{low.day} {_MONTHS[low.month - 1]} – {day(high)}"
    return f"{day(low)} – {day(high)}"


def reason(words: str) -> str:
    """The reason of a link, with kinds of events in plain words: ``fighting / armed attack`` for two codes."""
    return "; ".join(" / ".join(map(type_word, part.split(" / "))) for part in words.split("; "))


def duration(iso: str) -> str:
    """A duration in words: ``3 days`` for ``P3D``; as it is where it has several units."""
    units = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
    clock = iso.removeprefix("P")
    unit = units.get(clock[-1:], "")
    if clock.startswith("T") and clock.endswith("M"):
        unit = "minute"
    number = clock.strip("TYMWDH")
    return counted(int(number), unit) if unit and number.isdigit() else iso


def count(low: int | None, best: int | None, high: int | None, is_open: bool) -> str:
    """A count in words: ``6``, ``450–500, best 500``, ``at least 1,200``, ``200–9,999, no best``."""
    if low is None and best is None and high is None:
        return "number not given"
    if low is not None and low == best == high:
        return f"{low:,}"
    if is_open or high is None:
        least = low if low is not None else best
        lead = "number open" if least is None else f"{least:,} or more"
        return lead if best is None or best == low else f"{lead}, best {best:,}"
    span = f"up to {high:,}" if low is None else f"{low:,}–{high:,}"
    return f"{span}, no best number" if best is None else f"{span}, best {best:,}"


def _last_of_month(value: date) -> bool:
    return (value.month == 12 and value.day == 31) or (
        value.month < 12 and value.replace(day=1, month=value.month + 1).toordinal() == value.toordinal() + 1
    )
