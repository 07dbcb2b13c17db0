"""Sentences of one paragraph of news.

A full stop, question mark, exclamation mark or ellipsis ends a sentence, together with the quotes and brackets that
close right after it, unless the word before it is an abbreviation or what follows goes on with the sentence. Copy in
capitals (old wire services) says nothing by capitalisation; there the word lists alone decide. When in doubt two
sentences stay one: the parser copes with a long sentence, but not with half of one.
"""

from __future__ import annotations

import re

from truceline.analyse.tokens import BEFORE_NUMBER, DAYS, MONTHS, NOTES, ORGANISATIONS, TITLES, tokenise

#: No sentence has more tokens than this.
MAX_TOKENS = 1000

_STOP = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)
        (?P<close>["'”’»)\]}]*+ (?:\s?[)\]](?=\s|\Z) | \s?\[\d{1,3}\])*+)    # also a bracket or note after a space
        (?:(?P<gap>\s++) | (?=["“‘]?[A-Z]))""",
    re.VERBOSE,
)
_OPEN = re.compile(r"""["'`“‘«(\[{¿¡*]*+\s?""")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LAST = re.compile(r"[^\s\"“”‘`(\[{—–/-]+\Z")
_INITIALS = re.compile(r"(?:(?:[^\W\d_]\.)+[^\W\d_]|[A-Z])\Z")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z])\Z")
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ul|an|ar|as|ash|ad|at|az)-[A-Z]")
_TIME_OF_PLACE = re.compile(r"(?:\w+ ){1,2}time\b")
_SPEAKER = rf"(?:(?:[^\W\d_][\w'’-]*+|(?i:{'|'.join(TITLES)})\.)\s){{1,3}}"
_ASKS = re.compile(
    rf"{_SPEAKER}(?i:asked|shouted|cried|yelled|wondered|screamed"
    r"|(?:said|says|added)(?=[.,;:]|\s(?:in|on|at|to|during)\b))"
)

#: Capitalised, these begin a sentence even after ``U.S.`` or ``Inc.``
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here in on at by for from"
    " to with after before during since while when where if as although though because but and or so yet however"
    " meanwhile both some many most all no not what who why how another others also then now"
    " police officials officers troops soldiers witnesses residents sources analysts reporters".split()
)
#: The fewer that do so in capitals, where ``IN`` and ``AND`` as often go on with the sentence.
_STARTERS_IN_CAPITALS = frozenset("the he she it they we these those there his however meanwhile but".split())
#: What follows ``10 a.m.`` or ``Sun.`` without starting a sentence.
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december gmt est edt pst pdt cet utc local".split()
    + DAYS
    + MONTHS
)
_TITLES = frozenset([*TITLES, "v"])
_COURTESY = frozenset("mr mrs ms dr messrs".split())
_ORGANISATIONS = frozenset(ORGANISATIONS)
_MAY_END = frozenset(ORGANISATIONS + MONTHS)
_TIMES = frozenset(["a.m", "p.m", *DAYS])
_NOTES = frozenset(NOTES)
_BEFORE_NUMBER = frozenset(BEFORE_NUMBER)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of the paragraph ``text[start:end]``, in order, without white space at either end.

    Args:
        text: the whole document.
        start: where the paragraph begins.
        end: where it ends.

    Returns:
        Half-open spans into `text` that cover every character of the paragraph but white space; none has more than
        `MAX_TOKENS` tokens.
    """
    while start < end and text[start].isspace():
        start += 1
    capitals = _in_capitals(text[start : min(end, start + 2000)])
    found: list[tuple[int, int]] = []
    for match in _STOP.finditer(text, start, end):
        boundary = _boundary(text, start, match, end, capitals)
        if boundary is not None:
            found.extend(_bounded(text, start, boundary))
            start = max(boundary, match.end())
    found.extend(_bounded(text, start, end))
    return found


def _in_capitals(sample: str) -> bool:
    """Is this wire copy without small letters?"""
    return sum(map(str.islower, sample)) * 9 < sum(map(str.isupper, sample))


def _boundary(text: str, begin: int, match: re.Match[str], end: int, capitals: bool) -> int | None:
    """Where the sentence that began at `begin` ends, if it ends with this mark."""
    if not match["gap"]:
        return _boundary_without_space(text, begin, match, end)
    boundary, follow = match.end("close"), match.end()
    if not match["close"] and text.startswith('" ', follow, end) and _quote_is_open(text, begin, match.start()):
        boundary, follow = follow + 1, follow + 2
    opening = _OPEN.match(text, follow, end)
    follow = opening.end() if opening is not None else follow
    return boundary if follow < end and _ends(text, begin, match, follow, end, capitals) else None


def _boundary_without_space(text: str, begin: int, match: re.Match[str], end: int) -> int | None:
    """The boundary in ``again.The``: after a small word of three letters, before a capital."""
    last = text[max(begin, match.start() - 3) : match.start()]
    if len(last) < 3 or not (last.isalpha() and last.islower()) or len(match["stop"]) > 1:
        return None
    word = _WORD.match(text, match.end(), end)
    if word is not None and text[word.end() : word.end() + 1] in ("@", "/"):
        return None
    if match["close"] == '"' and not _quote_is_open(text, begin, match.start()):
        return match.end("stop")
    return match.end("close")


def _quote_is_open(text: str, begin: int, position: int) -> bool:
    return text.count('"', max(begin, position - 2000), position) % 2 == 1


def _ends(text: str, begin: int, match: re.Match[str], follow: int, end: int, capitals: bool) -> bool:
    """Does the sentence end with this mark, when the next words begin at `follow`?"""
    before = _LAST.search(text, max(begin, match.start() - 40), match.start())
    last = before.group().lstrip("'") if before is not None else ""
    rest = text[follow : min(end, follow + 60)]
    if rest[0] in "-–—,;:.)&":
        return False
    if rest[0].islower():
        return _ARABIC_ARTICLE.match(rest) is not None and last.islower() and len(last) > 2
    if match["stop"] == ".":
        return _full_stop_ends(last, rest, capitals, first=match.start() - len(last) <= begin)
    if "?" not in match["stop"] and "!" not in match["stop"]:  # an ellipsis
        return last != "" or _first_word(rest) in _STARTERS
    if match["close"]:
        return match["close"] in (")", "]") or _ASKS.match(rest) is None
    return not (rest[0].isdigit() and text[follow - 1] == "(")


def _first_word(rest: str) -> str:
    """The word at the start, small, without its clitic."""
    word = _WORD.match(rest)
    return re.split("['’]", word.group().lower())[0] if word is not None else ""


def _full_stop_ends(last: str, rest: str, capitals: bool, first: bool) -> bool:
    """Does a single full stop between the word `last` and the words `rest` end the sentence?

    Args:
        last: the word before, without the stop.
        rest: the words after.
        capitals: whether the whole paragraph is in capitals.
        first: whether `last` is the first word of the sentence.
    """
    small, following = last.lower(), _first_word(rest)
    starts = following in (_STARTERS_IN_CAPITALS if capitals else _STARTERS)
    if (first and _LIST_NUMBER.match(last)) or (len(last) == 1 and rest[0].isdigit()):
        return False
    if small in _TIMES:
        return starts or not (capitals or following in _CALENDAR or rest[0].isdigit() or _TIME_OF_PLACE.match(rest))
    if _INITIALS.match(last):
        return starts
    if small in _BEFORE_NUMBER:
        return not rest[0].isdigit()
    if small in _TITLES and (last != small or small == "v"):
        return False
    if small == "etc":
        return starts or not capitals
    if small in _ORGANISATIONS and following in _COURTESY:
        return True
    return starts if (small in _MAY_END and last != small) or small in _NOTES else True


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span without white space at its ends, cut where it has too many tokens."""
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    if start >= end:
        return []
    if end - start <= MAX_TOKENS:
        return [(start, end)]
    tokens = tokenise(text, start, end)
    found: list[tuple[int, int]] = []
    first = 0
    while len(tokens) - first > MAX_TOKENS:
        cut = _cut(text, tokens, first)
        found.append((tokens[first][0], tokens[cut - 1][1]))
        first = cut
    return [*found, (tokens[first][0], tokens[-1][1])]


def _cut(text: str, tokens: list[tuple[int, int]], first: int) -> int:
    """Where the piece that begins with token `first` stops: after a punctuation mark in its second half, if any.

    It gets a few tokens less than `MAX_TOKENS`, since cut up alone its end may give one or two more.
    """
    most = first + MAX_TOKENS - 10
    for cut in range(most, first + MAX_TOKENS // 2, -1):
        if text[tokens[cut - 1][0] : tokens[cut - 1][1]] in (".", ";", ",", ":", "!", "?", ")"):
            return cut
    return most
