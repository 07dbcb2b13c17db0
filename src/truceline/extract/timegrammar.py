"""The grammar of time expressions: one regular expression over the classes of `timeclasses` for each construction.

In the patterns a word in capitals is a class, a word that begins with an underscore a part used in several rules, and
spaces mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from truceline.extract import timeclasses
from truceline.extract.timewords import normal
from truceline.model.analysis import Token

_PARTS = {
    "_NUM": "(?P<num>[NUMBER DAY](?:HYPHEN?[NUMBER DAY])*|ARTICLE?VAGUE OF?)",
    "_DIR": "[LAST THIS NEXT PREVIOUS FOLLOWING SAME]",
    "_ABOUT": "(?:APPROX|MORE THAN|PREPOSITION MORE)*",
    "_EDGE": "(?:THE?(?P<edge>EDGE)HYPHEN?THE?|THE?(?P<edge_of>EDGE_NOUN)OF THE?)",
    "_ZONE": "ZONE CONT?(?:[SIGN HYPHEN][NUMBER DAY])?",
    "_HOUR": "(?:(?:[NUMBER DAY]MERIDIEM|PART (?=ZONE)|NUMBER(?=ZONE))(?:_ZONE)?"
    "(?:OPEN[NUMBER DAY]MERIDIEM?(?:_ZONE)?CLOSE)?)",
    "_CLOCK": "(?:_HOUR COMMA?PREPOSITION?)?",
    "_AT_HOUR": "(?:PREPOSITION?_HOUR|PREPOSITION PART)",
    "_ON_WEEKDAY": "(?:THE?[LAST THIS NEXT]?(?P<weekday>WEEKDAY)PART?COMMA?)?",
    "_YEAR": "(?:COMMA?(?P<year>YEAR)|OF (?P<year_of>YEAR))",
    "_OF_YEAR": "(?:_YEAR|OF?THE?(?P<year_dir>[LAST THIS NEXT SAME])SAME?(?P<unit>UNIT))",
}
_GRAMMAR: tuple[tuple[str, str], ...] = (
    (
        "days",
        "(?:FROM|BETWEEN)?(?P<day>DAY)(?:[TO HYPHEN]|(?<=BETWEEN DAY)AND)(?P<day2>DAY)OF?(?P<month>MONTH)_YEAR?",
    ),
    (
        "days",
        "(?:FROM|BETWEEN)?(?P<month>MONTH)(?P<day>DAY)(?:[TO HYPHEN]|(?<=BETWEEN MONTH DAY)AND)(?P<day2>DAY)_YEAR?",
    ),
    ("date", "_CLOCK _ON_WEEKDAY THE?(?P<day>[DAY ORDINAL])OF?(?P<month>MONTH)(?:_OF_YEAR|(?P<short>NUMBER))?"),
    ("date", "_CLOCK _ON_WEEKDAY (?P<month>MONTH)(?P<day>[DAY ORDINAL])_OF_YEAR?_AT_HOUR?"),
    ("iso", "(?P<iso>ISO)"),
    ("slash", "(?P<slash>SLASH)"),
    (
        "month",
        "_EDGE?(?P<dir>_DIR)?NEXT?(?P<month>MONTH)_OF_YEAR?",
    ),
    (
        "part_of",
        "THE?(?P<nth>[ORDINAL LAST])(?:(?P<num>[NUMBER DAY])(?P<units>UNITS)|(?P<part>[UNIT HALF]))OF "
        "(?:(?:(?P<month>MONTH)|(?P<named>NAME CONT*))_YEAR?|(?P<whole_year>YEAR)|"
        "(?:THE |(?P<dir>[LAST THIS NEXT]))(?P<unit>UNIT))",
    ),
    ("week_of", "THE?(?P<part>[UNIT WEEKEND])OF (?P<month>MONTH)(?P<day>DAY)_YEAR?"),
    ("week_of", "THE?(?P<part>[UNIT WEEKEND])OF (?P<day>DAY)(?P<month>MONTH)_YEAR?"),
    ("decade", "(?:_EDGE|THE)?(?P<decade>DECADE)"),
    ("year", "_EDGE?FISCAL?(?P<year>YEAR)"),
    (
        "weekday",
        "_CLOCK (?:EARLIER OF?|(?P<edge>EDGE)[PREPOSITION OF]?)?(?:[BEFORE EDGE]?PART [PREPOSITION OF]?)?"
        "THE?(?P<dir>_DIR)?NEXT?(?P<weekday>WEEKDAY)(?:OF?(?P<week>[LAST NEXT THIS])(?P<unit>UNIT))?(?:PART|_AT_HOUR)?",
    ),
    ("today", "[EARLIER EDGE]?(?:PART PREPOSITION?)?(?P<today>TODAY)PART?"),
    ("beside", "THE?(?P<unit>UNIT)(?P<side>[BEFORE AFTER])(?P<today>TODAY)"),
    ("night", "EDGE?(?P<night>TONIGHT|OVERNIGHT)"),
    ("night", "(?P<night>OVERNIGHT)(?:PREPOSITION|FROM|(?P<into>TO))?(?P<weekday>WEEKDAY)(?:[TO HYPHEN]WEEKDAY)?"),
    ("night", "[EARLIER EDGE]?(?P<dir>[THIS LAST])(?P<part>PART)"),
    ("night", "THE?(?P<dir>[PREVIOUS FOLLOWING SAME NEXT])(?P<part>PART)"),
    (
        "period",
        "(?:(?P<edge>[EARLIER EDGE])PREPOSITION?OF?|THE?(?P<edge_of>EDGE_NOUN)OF)?"
        "(?P<the>THE)?(?:THIS (?=[LAST NEXT])|SAME (?=SAME))?(?P<dir>_DIR)(?P<unit>UNIT)",
    ),
    (
        "period",
        "(?P<edge>[EARLIER EDGE])OF THE (?P<unit>UNIT)|THE?(?P<edge_of>EDGE_NOUN)OF THE (?P<unit2>UNIT)",
    ),
    ("weekend", "[THE EARLIER]?(?P<dir>_DIR)?NEXT?(?P<weekend>WEEKEND)"),
    ("rolling", "_ABOUT (?P<the>[THE THIS])?(?P<dir>[LAST NEXT PREVIOUS FOLLOWING])_NUM (?P<unit>[UNIT UNITS])"),
    ("recent", "THE?(?P<dir>[RECENT LAST NEXT FOLLOWING PREVIOUS])(?P<unit>UNITS)"),
    ("counted", "_ABOUT (?:_NUM|ARTICLE|(?P<bare>)(?=UNITS))(?P<unit>[UNIT UNITS])(?P<rel>AGO|EARLIER|FROM POINT)"),
    (
        "counted_weekday",
        "_ABOUT (?:_NUM|ARTICLE)(?P<unit>[UNIT UNITS])(?P<rel>AGO PREPOSITION?|FROM)(?P<weekday>WEEKDAY)",
    ),
    (
        "counted",
        "(?P<unit>UNIT)HYPHEN (?P<rel>[AGO EARLIER])|THE (?P<unit2>UNIT)HYPHEN (?P<rel2>[AGO EARLIER])[QUARTER TERM]",
    ),
    ("beside", "THE (?P<unit>UNIT)(?P<side>[BEFORE AFTER])SAME?"),
    ("length", "_ABOUT (?:THE ORDINAL?)?_NUM MORE?(?P<unit>[UNIT UNITS])"),
    ("length", "THE?UNIT HYPHEN [AGO EARLIER]_NUM (?P<unit>[UNIT UNITS])"),
    ("length", "_ABOUT _NUM HYPHEN (?P<unit>[UNIT UNITS])(?:HYPHEN (?P<old>OLD))?"),
    ("length", "_ABOUT (?P<one>ARTICLE)(?P<unit>UNIT)(?:HYPHEN (?P<old>OLD))?"),
    ("length", "(?P<one>)(?P<unit>UNIT)HYPHEN (?P<old>OLD)"),
    ("length", "(?P<one>)(?P<unit>ADJECTIVE)"),
    ("length", "(?<=[PREPOSITION OF THAN])(?P<bare>)(?P<unit>UNITS)|(?P<bare2>)(?P<unit2>UNITS)(?=OF)"),
    (
        "season",
        "(?:_EDGE|THE?(?P<dir>[LAST THIS NEXT PREVIOUS FOLLOWING])LAST?|THE)?(?P<season>SEASON)(?:OF?_OF_YEAR)?",
    ),
    (
        "quarter",
        "THE?FISCAL?(?P<quarter>ORDINAL)QUARTER (?:OF?_YEAR|OF?(?P<year_dir>[LAST THIS NEXT])(?P<unit>UNIT))?",
    ),
    (
        "quarter",
        "THE?(?:(?P<year>YEAR)|(?P<year_dir>[LAST THIS NEXT])(?P<unit>UNIT)POSSESSIVE)"
        "FISCAL?(?P<quarter>ORDINAL)HYPHEN?QUARTER",
    ),
    ("quarter", "(?P<quarter>ORDINAL)HYPHEN QUARTER (?:OF?_YEAR)?"),
    ("told_quarter", "(?:THE |THE?(?P<dir>_DIR))QUARTER|THE?(?P<latest>LATEST)[QUARTER TERM]"),
    ("century", "(?:_EDGE|THE)?(?P<nth>ORDINAL)HYPHEN?(?P<unit>UNIT)"),
    ("named", "(?:_EDGE|THE?(?P<eve>EVE)OF|(?P<dir>[LAST NEXT THIS]))?(?P<named>NAME CONT*)_OF_YEAR?"),
    ("point", "(?P<point>POINT)"),
)
_SYMBOL = re.compile(r"_?[A-Z][A-Z_]+")


def _compiled(pattern: str) -> re.Pattern[str]:
    """The expression that a pattern of the grammar stands for."""
    whole = pattern
    for _ in range(3):  # parts are made of parts
        whole = _SYMBOL.sub(lambda m: _PARTS.get(m.group(), m.group()), whole)
    codes = _SYMBOL.sub(lambda m: re.escape(str(getattr(timeclasses, m.group()))), whole)
    return re.compile(codes.replace(" ", ""))


#: No expression reaches beyond such a run, since no rule has ``OTHER``.
RUN = re.compile(f"[^{timeclasses.OTHER}]+")
#: (name, expression); of overlapping matches the longest counts, then the earlier rule.
RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, _compiled(pattern)) for name, pattern in _GRAMMAR)


@dataclass(frozen=True, slots=True)
class Reading:
    """A match of rule `rule` on tokens `first:last`; `groups` are the token ranges of its parts."""

    rule: str
    first: int
    last: int
    groups: dict[str, tuple[int, int]]
    tokens: Sequence[Token]

    def word(self, *names: str) -> str | None:
        """The normal form of the first of the named parts that the words have; tokens joined by a space."""
        for name in names:
            span = self.groups.get(name)
            if span is not None:
                return " ".join(normal(t.text) for t in self.tokens[span[0] : span[1]])
        return None

    def has(self, name: str) -> bool:
        """Do the words have this part?"""
        return name in self.groups


def readings(codes: str, tokens: Sequence[Token]) -> list[Reading]:
    """Time expressions in a class string, in order, without overlap, the longest first."""
    if timeclasses.TRIGGERS.isdisjoint(codes):
        return []
    found = []
    for run in RUN.finditer(codes):
        at = run.start()
        for rule, match in _matches(run.group()):
            first, last = match.span()
            spans = {name: match.span(name) for name, value in match.groupdict().items() if value is not None}
            parts = {name: (at + begin, at + end) for name, (begin, end) in spans.items()}
            found.append(Reading(rule, at + first, at + last, parts, tokens))
    return found


@lru_cache(maxsize=20_000)
def _matches(codes: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """The rules that hold in one run of classes, each with its match; runs are short and come again and again."""
    if timeclasses.TRIGGERS.isdisjoint(codes):
        return ()
    found = [
        (match.start() - match.end(), order, match)
        for order, (_, pattern) in enumerate(RULES)
        for match in pattern.finditer(codes)
    ]
    chosen: list[tuple[str, re.Match[str]]] = []
    taken = bytearray(len(codes))
    for _, order, match in sorted(found, key=lambda f: (f[0], f[1])):
        if any(taken[match.start() : match.end()]):
            continue
        taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        chosen.append((RULES[order][0], match))
    return tuple(sorted(chosen, key=lambda c: c[1].start()))
