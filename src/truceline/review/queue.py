"""The review queue: what is doubtful, why in words, weightiest first.

The weight of an item is its doubt (0 to 1), times one, plus one for each digit of the number killed that any report
gives for its happening, plus a tenth for each report of it (ten at most). So of two equal doubts the one about thirty
killed comes before the one about three, and a doubt of a half about thirty comes before a sure fault about nobody.
The doubt of an event is what its calibrated confidence leaves to one (docs/accuracy.md); that of a pair is how near its
score is to a half; that of a place is what its score leaves to one; that of sources in conflict is how far apart they
are; that of a rule is set with the rule (`record.views.doubts`). Claims carry no confidence, so none are listed for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.publish.dossier import words
from truceline.record import Store
from truceline.record.batches import Item, skipped_by
from truceline.record.reader import Reader
from truceline.record.views.doubts import DOUBTS, KINDS
from truceline.record.views.queue import Found, doubtful

FORMULA = (
    "What comes first: doubt, from 0 to 1, × (1 + digits of the number killed + reports ÷ 10, at most 1)."
    " What you skipped comes last."
)
SIZES = (10, 25, 50)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_DOUBTS = {doubt.name: doubt for doubt in DOUBTS}


@dataclass(frozen=True, slots=True)
class Queue:
    """The first items of the chosen sources, how many there are in all, and how many each source has, chosen or not."""

    items: tuple[Item, ...]
    total: int
    counts: Mapping[str, int]


def sources_of(chosen: Collection[str]) -> tuple[str, ...]:
    """The sources of doubt with these names or of these kinds; all if nothing is chosen.

    Raises:
        UsageError: there is no such source or kind.
    """
    unknown = [name for name in chosen if name not in _DOUBTS and name not in KINDS]
    if unknown:
        raise UsageError(f"{', '.join(unknown)}: no such doubt; there are {', '.join((*KINDS, *_DOUBTS))}")
    return tuple(doubt.name for doubt in DOUBTS if not chosen or doubt.name in chosen or doubt.kind in chosen)


def queue(
    reader: Reader, wanted: Filter, *, chosen: Collection[str] = (), table: str | None = None, limit: int,
    coder: str | None = None,
) -> Queue:  # fmt: skip
    """What is doubtful, weightiest first; what `coder` skipped comes last.

    Args:
        reader: the record.
        wanted: the filter, of the events and ceasefires that rows belong to.
        chosen: sources or kinds of doubt; all if empty.
        table: only rows of this table.
        limit: the most items that are given.
        coder: who asks.

    Raises:
        UsageError: there is no such source or kind.
    """
    later = skipped_by(reader, coder) if coder else frozenset()
    sources = sources_of(chosen)
    found = doubtful(reader, wanted, limit + len(later), table=table)
    items = sorted((_item(one) for one in found.found if one.source in sources), key=lambda item: item.key in later)
    return Queue(tuple(items[:limit]), sum(found.counts[name] for name in sources), found.counts)


def make_batch(
    store: Store, wanted: Filter, *, chosen: Collection[str], table: str | None, size: int, coder: str, at: datetime
) -> int:
    """Freeze the first items of the queue into a batch for a coder; gives its number.

    Raises:
        UsageError: nothing is left to look at, or the size is none of `SIZES`.
    """
    if size not in SIZES:
        raise UsageError(f"a batch has {', '.join(map(str, SIZES))} items, not {size}")
    items = queue(store, wanted, chosen=chosen, table=table, limit=size, coder=coder).items
    if not items:
        raise UsageError("nothing is left to look at; take a part of the filter away")
    kinds = {"doubt": ",".join(chosen), "table": table or ""}
    asked = "&".join(filter(None, (wanted.query, urlencode({k: v for k, v in kinds.items() if v}))))
    return store.make_batch(items, coder=coder, at=at, query=asked)


def _item(found: Found) -> Item:
    said = _DOUBTS[found.source].words.format(a=_words(found.source, found.a), b=_words(found.source, found.b))
    return Item(
        source=found.source, table=found.table, id=found.id, other=found.other, field=found.field, reason=said,
        doubt=found.doubt, killed=found.killed, reports=found.reports,
    )  # fmt: skip


def _words(source: str, value: object) -> str:
    """A value of a reason in words: days, codes of a status, kinds of events in the reason of a pair."""
    said = "" if value is None else str(value)
    if source == "pair":
        return _DAY.sub(lambda found: _words("", found[0]), words.reason(said))
    if said in words.STATUSES:
        return words.STATUSES[said].word
    try:
        return words.day(date.fromisoformat(said))
    except ValueError:
        return said
