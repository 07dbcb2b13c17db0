"""Which documents are one report printed several times: agency copy in many papers, or one page fetched twice.

The same words make a reprint; so does a text that shares seven of ten word sequences with another, which leaves room
for a cut, a new headline or a number brought up to date. A short text says too little for that: items of one template
("At least 12 people were killed in …") differ in a word or two. So below `FEW` words only the same words count, and
below `LEAST` nothing does. If most numbers and days that two texts name differ, the later one is no reprint either, but
the next report of its kind. Both rules hold for printings of one week or less: what comes again later is a notice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from truceline.model.ledger import Link
from truceline.resolve.joining import same
from truceline.resolve.sequences import Signatures, in_blocks, sequences, shared, words

METHOD = "reprint 1"

LEAST = 20  # words below which the same words may be anybody's
FEW = 50  # words below which only the same words make a reprint
SHARE = 0.7  # of the sequences of the shorter text
_HALF = 0.4  # of the longer text's words the shorter must have: a roundup holds many reports
_APART = 3  # days between two printings that are not word for word the same
_WEEK = 7  # days between two that are: what comes again later is a notice or a label
_PARTICULARS = 4  # numbers and days from which on half of them must be in both
_NEARLY = 0.8  # of the words of the longer sentence, in their order
_BLOCK = 500  # pairs whose texts are in memory at a time

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen dozens".split()
)


class Printed(NamedTuple):
    """A document with its day and its running text: no headline, no dateline, nothing of the page around it."""

    id: str
    published: date | None
    text: str


class Told(NamedTuple):
    """An event with the sentence that tells of it; `trigger` begins at `at` in the sentence."""

    id: str
    document_id: str
    type: str
    trigger: str
    sentence: str
    at: int


Texts = Callable[[Set[str] | None], Iterable[Printed]]


@dataclass(slots=True)
class _Sheet:
    """What is kept of each document: `key` stands for its words."""

    id: str
    day: int | None
    key: bytes
    words: int

    @property
    def place(self) -> tuple[int, str]:
        """Order of printing."""
        return (date.max.toordinal() if self.day is None else self.day, self.id)


def reprint_links(texts: Texts) -> list[Link]:
    """A link from each document that is a reprint to the one printed before it that is most like it.

    The result depends on the documents alone, not on their order.

    Args:
        texts: gives all documents, or those with these ids; it is asked more than once.
    """
    sheets = sorted(map(_sheet, texts(None)), key=lambda sheet: sheet.place)
    found = dict(_same_words(sheets))
    others = [sheet for sheet in sheets if sheet.words >= FEW and sheet.id not in found]
    found |= _alike(others, texts)
    return [found[own] for own in sorted(found)]


def same_sentences(
    reprints: Iterable[Link], told: Iterable[Told], published: Mapping[str, date]
) -> list[tuple[str, str]]:
    """Pairs of events that the same sentence of a printing and of the one before it tells of, the earlier one first.

    A sentence in which a word or two were changed is the same if no other one of the report may be meant.

    Args:
        reprints: the links of `reprint_links`.
        told: the events of the documents that they link.
        published: day of publication by document, where known.
    """
    by_document: dict[str, list[_Sentence]] = defaultdict(list)
    for event in sorted(told):
        said, before = tuple(words(event.sentence)), len(words(event.sentence[: event.at]))
        kind = (event.type, event.trigger.casefold())
        by_document[event.document_id].append(_Sentence(event.id, kind, said, before))
    found: list[tuple[str, str]] = []
    pairs = [sorted((k.left_id, k.right_id), key=lambda own: (published.get(own, date.max), own)) for k in reprints]
    for first, later in sorted(pairs, key=lambda pair: (published.get(pair[1], date.max), pair[1])):
        exact = _twins(by_document[first], by_document[later], lambda a, b: (a.said, a.before) == (b.said, b.before))
        taken = {own for pair in exact for own in pair}
        rest, others = ([s for s in by_document[own] if s.id not in taken] for own in (first, later))
        found += [*exact, *_twins(rest, others, _nearly)]
    return found


class _Sentence(NamedTuple):
    """The words of a sentence around a trigger, of which so many stand before it."""

    id: str
    kind: tuple[str, str]
    said: tuple[str, ...]
    before: int


def _twins(
    ones: Sequence[_Sentence], others: Sequence[_Sentence], alike: Callable[[_Sentence, _Sentence], bool]
) -> list[tuple[str, str]]:
    """The pairs that are alike, each with the only one that it is alike to."""
    pairs = [(one.id, other.id) for one in ones for other in others if one.kind == other.kind and alike(one, other)]
    times = Counter(own for pair in pairs for own in pair)
    return [pair for pair in pairs if times[pair[0]] == times[pair[1]] == 1]


def _nearly(one: _Sentence, other: _Sentence) -> bool:
    from rapidfuzz.distance import LCSseq

    return LCSseq.normalized_similarity(one.said, other.said) >= _NEARLY


def _sheet(printed: Printed) -> _Sheet:
    said = words(printed.text)
    key = blake2b(" ".join(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return _Sheet(printed.id, None if printed.published is None else printed.published.toordinal(), key, len(said))


def _same_words(sheets: Iterable[_Sheet]) -> Iterator[tuple[str, Link]]:
    """Documents, in order of printing, whose words are those of an earlier one."""
    first: dict[bytes, _Sheet] = {}
    for sheet in sheets:
        known = first.setdefault(sheet.key, sheet)
        if known is sheet or sheet.words < LEAST:
            continue
        if not _within(known, sheet, _WEEK):
            first[sheet.key] = sheet
            continue
        yield sheet.id, same("document", known.id, sheet.id, 1.0, METHOD, f"the same {sheet.words} words")


def _within(one: _Sheet, other: _Sheet, days: int) -> bool:
    """True if they were printed so many days apart at most, as far as is known."""
    return one.day is None or other.day is None or abs(one.day - other.day) <= days


def _alike(sheets: Sequence[_Sheet], texts: Texts) -> dict[str, Link]:
    """Of documents whose words all differ those that share most word sequences with an earlier one: the likest."""
    signatures = Signatures()
    places: list[int] = []
    where = {sheet.id: n for n, sheet in enumerate(sheets)}
    for own, text in _texts(texts, where.keys()):
        signatures.add(words(text))
        places.append(where[own])
    best: dict[str, Link] = {}
    near = ((a, b) for a, b in signatures.alike(places) if _comparable(sheets[a], sheets[b]))
    for block in in_blocks(near, _BLOCK):
        among = {sheets[n].id for pair in block for n in pair}
        said = {own: _Said.of(text) for own, text in _texts(texts, among)}
        for first, later in block:
            link = _compared(sheets[first].id, sheets[later].id, said)
            if link is not None and (known := best.get(sheets[later].id, link)).score <= link.score:
                best[sheets[later].id] = known if known.score == link.score else link
    return best


def _texts(texts: Texts, among: Set[str]) -> Iterator[tuple[str, str]]:
    return ((printed.id, printed.text) for printed in texts(among)) if among else iter(())


def _comparable(one: _Sheet, other: _Sheet) -> bool:
    least, most = sorted((one.words, other.words))
    return least >= _HALF * most and _within(one, other, _APART)


class _Said(NamedTuple):
    """A text as it is compared: how many words, their sequences, and the numbers and days that it names."""

    length: int
    sequences: set[str]
    particulars: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Said:
        said = words(text)
        named = (word for word in set(said) if word[0].isdigit() or word in _DAYS or word in _NUMBERS)
        return cls(len(said), sequences(said), frozenset(named))


def _compared(first: str, later: str, said: Mapping[str, _Said]) -> Link | None:
    """The link between two documents, if they share enough."""
    one, other = said[first], said[later]
    share = shared(one.sequences, other.sequences)
    if share < SHARE or _next_of_its_kind(*sorted((one, other), key=lambda text: text.length)):
        return None
    lengths = "" if one.length == other.length else f"; {one.length} and {other.length} words"
    why = f"{int(100 * share)} of 100 word sequences are the same{lengths}"
    return same("document", first, later, share, METHOD, why)


def _next_of_its_kind(shorter: _Said, longer: _Said) -> bool:
    """True if most numbers and days of the shorter text are not in the other: a template filled in anew."""
    named = shorter.particulars
    return len(named) >= _PARTICULARS and 2 * len(named & longer.particulars) < len(named)
