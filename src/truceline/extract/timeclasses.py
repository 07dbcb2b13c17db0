"""Classes of words that the time grammar tells apart, each one character, so that it can be regular expressions."""

from __future__ import annotations

from typing import Final

WEEKDAY: Final = "W"  # Monday, Fri.
MONTH: Final = "M"  # August, Dec.
DAY: Final = "D"  # digits 1 to 31
ORDINAL: Final = "O"  # 31st, third
YEAR: Final = "Y"  # 1800 to 2099
NUMBER: Final = "N"  # other numbers
VAGUE: Final = "V"  # several, few
UNIT: Final = "U"  # day, week
UNITS: Final = "u"  # days, weeks
TODAY: Final = "X"  # today, yesterday, tomorrow
TONIGHT: Final = "G"
OVERNIGHT: Final = "g"
PART: Final = "P"  # morning, night
LAST: Final = "L"  # last, past
PREVIOUS: Final = "v"  # previous
THIS: Final = "T"  # this, current
NEXT: Final = "n"  # next, coming
FOLLOWING: Final = "f"  # following
SAME: Final = "s"  # same, that
RECENT: Final = "t"  # recent
EARLIER: Final = "e"  # earlier, later
AGO: Final = "a"  # ago
BEFORE: Final = "b"
AFTER: Final = "c"
THE: Final = "0"
ARTICLE: Final = "A"
OF: Final = "o"  # of, in
COMMA: Final = ","
HYPHEN: Final = "z"
AND: Final = "&"
TO: Final = ">"
SINCE: Final = "S"
UNTIL: Final = "B"  # until, till
BY: Final = "y"
FROM: Final = "F"
BETWEEN: Final = "w"
SEASON: Final = "R"  # summer
NAME: Final = "H"  # first word of Christmas Day
CONT: Final = "~"  # its other words
ISO: Final = "I"  # 2008-03-31
SLASH: Final = "/"  # 31/03/2008
DECADE: Final = "d"  # 1990s
WEEKEND: Final = "K"
QUARTER: Final = "Q"
HALF: Final = "2"
MERIDIEM: Final = "@"  # a.m.
ZONE: Final = "Z"  # GMT, local time
OPEN: Final = "("
CLOSE: Final = ")"
SIGN: Final = "+"  # UTC+3
EVE: Final = "1"  # eve
LATEST: Final = "k"
TERM: Final = "r"  # period
FISCAL: Final = "i"
POSSESSIVE: Final = "'"  # 's
OLD: Final = "l"  # old, long
APPROX: Final = "q"  # about, nearly
THAN: Final = "h"
MORE: Final = "m"  # more, less
PREPOSITION: Final = "p"  # for, during
EDGE: Final = "E"  # early, mid, late
EDGE_NOUN: Final = "J"  # beginning, end
POINT: Final = "!"  # now, recently
ADJECTIVE: Final = "j"  # weeklong
OTHER: Final = "x"  # anything else

#: Words without any of these classes are no time expression.
TRIGGERS: Final = frozenset((
    WEEKDAY, MONTH, YEAR, UNIT, UNITS, TODAY, TONIGHT, OVERNIGHT, PART, SEASON, NAME, ISO, SLASH, DECADE, WEEKEND,
    POINT, ADJECTIVE, QUARTER, TERM,
))  # fmt: skip
