"""Number expressions of a report and the intervals of persons that they give.

An expression is a core (a number, a range, a vague word) between hedges: ``at least | 1,200``, ``300 | or more``. The
core gives an interval, each hedge changes it, the innermost first. Rules and values are in ``data/quantities.toml``;
the rule ids name what read the words, outermost hedge first (``VN-atleast+VN-dozens``). A plural of a unit means at
least two of it, so ``dozens`` begin at 24; a vague word never gives a `best`.

Where the words can be read in two ways, or count something other than persons, the answer is ``None``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from truceline.extract.hedges import EXACT, hedged
from truceline.extract.numbers import GROUPS, SCALES, begins_number, is_number_word, lexicon, number, words_of
from truceline.model.analysis import Token
from truceline.model.values import Count

LEXICON_VERSION: str = lexicon()["version"]

Phrases = dict[str, list[tuple[list[str], str]]]


def _by_first_word(phrases: dict[str, list[str]]) -> Phrases:
    """Phrases with their rules, the longest first, under the word that they begin with."""
    pairs = [(list(words_of(p)), rule) for rule, listed in phrases.items() for p in listed]
    found: Phrases = {}
    for words, rule in sorted(pairs, key=lambda pair: -len(pair[0])):
        found.setdefault(words[0], []).append((words, rule))
    return found


_LEXICON: dict[str, Any] = lexicon()
_BEFORE = _by_first_word(_LEXICON["before"])
_AFTER = _by_first_word(_LEXICON["after"])
_SKIP = _by_first_word({"skip": _LEXICON["skip"]})
_IF_NOT = _by_first_word({"VN-ifnot": _LEXICON["if_not"]})
_NONE = _by_first_word({"VN-none": _LEXICON["none"]})
_VAGUE = _by_first_word({name: [name] for name in _LEXICON["vague"]})
_POINTS: dict[str, int] = _LEXICON["points"]
_NOT_PERSONS = frozenset(_LEXICON["not_persons"])
_MULTIPLIERS = frozenset(_LEXICON["multipliers"])
_AMBIGUOUS = frozenset(_LEXICON["ambiguous"])
#: Words other than numbers with which an expression may begin.
_OPENING = frozenset(("a", "an", "between", "family", "from", *_BEFORE, *_NONE, *_VAGUE, *_MULTIPLIERS, *_POINTS))
_REACH = 6  # tokens that hedges and ranges may stand from the number


@lru_cache(maxsize=20_000)
def read_count(words: str) -> Count | None:
    """The interval that a count expression gives, with its hedge; what follows (``six policemen``) does not matter.

    Args:
        words: the expression, in any case.

    Returns:
        ``None`` if the words begin with no number of persons.
    """
    parts = list(words_of(words))
    read = _expression(parts, _skipped(parts, 0))
    if read is None:
        return None
    count, end = read
    return None if _spoilt(parts, end) else count


def bare_plural() -> Count:
    """The interval of a plural noun without a number (``gunmen``): two or more."""
    plural = _LEXICON["plural"]
    return Count(plural["interval"][0], None, None, True, plural["rule"])


def hedge_span(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Widens the tokens of a bare number to the whole expression: its hedges and the other end of its range.

    ``at least`` before ``1,200``, ``or more`` after ``300``, ``if not thousands`` after ``hundreds``. Determiners stay
    outside. Words that may be prepositions (``about``, ``over``) are taken only if the parse does not make them so.
    """
    near, far = _window(tokens, first, last)
    words, owner = _words_with_tokens(tokens, near, far)
    for start, word in enumerate(words):
        index = owner[start]
        if index > first or (start and owner[start - 1] == index) or _is_preposition(tokens, index, first, last, word):
            continue
        read = _expression(words, start)
        if read is None or owner[read[1] - 1] + 1 < last:
            continue
        return index, max(last, owner[read[1] - 1] + 1)
    return first, last


def _window(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Where to look for hedges. A change (``rose from 12 to 15``) is no range: its other number stays outside."""
    near, far = max(0, first - _REACH), min(len(tokens), last + _REACH)
    before = [token.text.lower() for token in tokens[near:first]]
    if "from" in before:
        change = len(before) - before[::-1].index("from")
        if "to" in before[change:]:
            return near + change + before[change:].index("to") + 1, far
        if last < len(tokens) and tokens[last].text.lower() == "to":
            return near + change, last
    return near, far


def _words_with_tokens(tokens: Sequence[Token], first: int, last: int) -> tuple[list[str], list[int]]:
    words: list[str] = []
    owner: list[int] = []
    for i in range(first, last):
        parts = words_of(tokens[i].text)
        words.extend(parts)
        owner.extend([i] * len(parts))
    return words, owner


def _is_preposition(tokens: Sequence[Token], index: int, first: int, last: int, word: str) -> bool:
    """Does an ambiguous hedge govern the noun (``talks about 12 men``), by the parse?"""
    token = tokens[index]
    if word not in _AMBIGUOUS or index >= first or word == "some":
        return False
    return token.deprel == "case" and not first <= token.head < last


def _skipped(words: list[str], start: int) -> int:
    """The index after determiners and fillers, which must not be all that there is."""
    here = start
    while (skip := _match(_SKIP, words, here)) is not None and skip[1] < len(words):
        if words[here] == "another" and not _opens(words, skip[1]):
            break
        here = skip[1]
    return here


def _opens(words: list[str], here: int) -> bool:
    return number(words, here) is not None or _vague(words, here) is not None or words[here] in _BEFORE


def _match(phrases: Phrases, words: list[str], here: int) -> tuple[str, int] | None:
    """Rule and end of the longest phrase that stands at `here`."""
    if here >= len(words):
        return None
    for phrase, rule in phrases.get(words[here], ()):
        if words[here : here + len(phrase)] == phrase:
            return rule, here + len(phrase)
    return None


def _expression(words: list[str], here: int, hedges: int = 3) -> tuple[Count, int] | None:
    """A count with its hedges on both sides (at most `hedges` before it), and the index after it."""
    if here >= len(words) or not (words[here] in _OPENING or begins_number(words[here])):
        return None
    hedge = _match(_BEFORE, words, here)
    if hedge is not None and hedges:
        inner = _expression(words, _skipped(words, hedge[1]), hedges - 1)
        if inner is not None:
            return hedged(hedge[0], inner[0]), inner[1]
    read = _range(words, here) or _core(words, here)
    if read is None:
        return None
    count, end = read
    after = _match(_AFTER, words, end)
    if after is not None:
        return hedged(after[0], count), after[1]
    return count, end


def _core(words: list[str], here: int) -> tuple[Count, int] | None:
    """A number, a vague word, ``none``, ``a``, or two of them joined by ``if not``."""
    read = _single(words, here)
    if read is None:
        return None
    count, end = read
    joint = _match(_IF_NOT, words, end)
    if joint is None:
        return read
    more = _single(words, _skipped(words, joint[1]))
    if more is None or more[0].high is None or count.low is None or more[0].high <= count.low:
        return read
    rule = joint[0] if count.rule == EXACT else f"{joint[0]}+{count.rule}"
    return Count(count.low, None, more[0].high, False, rule), more[1]


def _single(words: list[str], here: int) -> tuple[Count, int] | None:
    vague = _vague(words, here)
    if vague is not None:
        return vague
    none = _match(_NONE, words, here)
    if none is not None:
        return Count(0, 0, 0, False, none[0]), none[1]
    exact = _number(words, here)
    if exact is not None:
        value, end, _ = exact
        return Count(value, value, value, False, "VN-none" if value == 0 else EXACT), end
    if here < len(words) and words[here] in _POINTS:
        value = _POINTS[words[here]]
        end = here + 2 if words[here : here + 2] == ["a", "single"] else here + 1
        return Count(value, value, value, False, EXACT), end
    return None


def _number(words: list[str], here: int) -> tuple[int, int, int] | None:
    """As `numbers.number`, with ``a family of five`` and ``a pair of``."""
    begin = here + 1 if words[here : here + 1] == ["a"] else here
    if words[begin : begin + 2] == ["family", "of"]:
        return number(words, begin + 2)
    return number(words, here)


def _vague(words: list[str], here: int) -> tuple[Count, int] | None:
    """``dozens``, ``a few``, ``several hundred``, ``a couple of``, ``tens of thousands``."""
    begin = here + 1 if here < len(words) and words[here] in ("a", "an") else here
    if begin >= len(words):
        return None
    if words[begin] in _MULTIPLIERS:
        return _multiplied(words, begin)
    if words[begin] == "family" and words[begin + 1 : begin + 2] == ["of"] and number(words, begin + 2):
        return None
    if words[begin] == "number" and begin == here:
        return None
    found = _match(_VAGUE, words, begin)
    if found is None:
        return None
    name, end = found
    if words[begin] == "some" and end < len(words) and is_number_word(words[end]):
        return None
    interval, rule = _LEXICON["vague"][name]["interval"], _LEXICON["vague"][name]["rule"]
    return _interval(interval[0], interval[1] if len(interval) > 1 else None, rule), _repeated(words, end, words[begin])


def _repeated(words: list[str], end: int, word: str) -> int:
    """The index after ``and hundreds`` in ``hundreds and hundreds``."""
    if words[end : end + 2] in (["and", word], ["upon", word]):
        return end + 2
    return end


def _multiplied(words: list[str], begin: int) -> tuple[Count, int]:
    """``several``, ``a few``, ``a couple``, alone or with the unit they multiply."""
    couple = _LEXICON["couple"]
    if words[begin] == "couple":
        low, high, rule = couple["low"], couple["high"], couple["rule"]
    else:
        entry = _LEXICON["vague"][words[begin]]
        (low, high), rule = entry["interval"], entry["rule"]
    end = begin + 1
    unit_at = end + 1 if words[end : end + 1] == ["of"] else end
    unit = SCALES.get(words[unit_at]) or GROUPS.get(words[unit_at]) if unit_at < len(words) else None
    if unit is None:
        best = couple["best"] if words[begin] == "couple" else None
        return Count(low, best, high, False, rule), end
    end = unit_at + 1
    while end < len(words) and words[end] in SCALES:
        unit, end = unit * SCALES[words[end]], end + 1
    return Count(low * unit, None, (high + 1) * unit - 1, False, rule), end


def _interval(low: int, high: int | None, rule: str) -> Count:
    return Count(low, None, high, high is None, rule)


def _range(words: list[str], here: int) -> tuple[Count, int] | None:
    """``12 to 15``, ``12-15``, ``between 12 and 15``, ``two or three hundred``, ``dozens to hundreds``."""
    framed = words[here : here + 1] in (["between"], ["from"])
    begin = _skipped(words, here + 1) if framed else here
    first = _end_of_range(words, begin)
    if first is None or first[1] >= len(words):
        return None
    joint = words[first[1]]
    if joint not in (("and", "to") if framed else ("to", "-", "or")):
        return None
    second = _end_of_range(words, first[1] + 1)
    if second is None:
        return None
    (low, low_top, low_factor), (high, high_top, factor) = first[0], second[0]
    if low_factor == 1 and factor > 1 and low == low_top and high and low < high // factor:
        low, low_top = low * factor, low_top * factor if low_top is not None else None
    if joint == "-" and low < 1000 <= high and high % 1000 == 0:
        return None  # 5-10,000: five, or five thousand?
    if low >= high or high_top is None:
        return None
    return Count(low, None, high_top, False, "VN-range"), second[1]


def _end_of_range(words: list[str], here: int) -> tuple[tuple[int, int | None, int], int] | None:
    """Low, high and factor of one end of a range, and the index after it."""
    exact = number(words, here)
    if exact is not None:
        return (exact[0], exact[0], exact[2]), exact[1]
    vague = _vague(words, here)
    if vague is None or vague[0].low is None:
        return None
    return (vague[0].low, vague[0].high, 2), vague[1]


def _spoilt(words: list[str], end: int) -> bool:
    """Do the words after the count make it no count of persons (``20 percent``, ``six-year-old``, ``1,2``)?"""
    rest = words[end:]
    if not rest:
        return False
    if rest[0] in _NOT_PERSONS or " ".join(rest[:2]) in _NOT_PERSONS or rest[:3] == ["and", "a", "half"]:
        return True
    if rest[0] == "-" or is_number_word(rest[0] if rest[0] != "and" or len(rest) < 2 else rest[1]):
        return True
    return not rest[0][0].isalpha() and rest[0] not in (",", "(", ")", "[", '"', "”", ".", ";", ":", "“", "'")
