"""What goes wrong with events, by cause and by type, with examples drawn by hash so that nobody picks them.

Causes: `spurious` answers to nothing that is wanted; `wrong type` touches a wanted trigger of another type; `wrong
span` has the right type and touches the trigger but is not the same words; `other words` has the type of a wanted event
of the item but stands elsewhere; `missed` is wanted and answered by none of these.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from truceline.evaluate.conflict_gold import GoldItem
from truceline.evaluate.report import Example, Table
from truceline.evaluate.scoring import Tally
from truceline.evaluate.words import trimmed
from truceline.model.extraction import Event
from truceline.model.text import Span

CAUSES = ("wrong span", "wrong type", "other words", "spurious", "spurious, item not relevant", "missed")
AROUND = 60
MOST = 15
NONE = "nothing"


class Errors:
    """Counts of mistakes over all items so far."""

    def __init__(self) -> None:
        self.right = 0
        self.counts: Counter[str] = Counter()
        self.taken: Counter[tuple[str, str]] = Counter()
        self.types: defaultdict[str, Tally] = defaultdict(Tally)
        self.found: list[Example] = []

    def add(self, item: GoldItem, events: Sequence[Event], touching: Mapping[int, int]) -> None:
        """Counts the mistakes of one item; `touching` pairs our events with the guide's."""
        open_gold = [j for j in range(len(item.events)) if j not in touching.values()]
        for i, event in enumerate(events):
            self.types[event.type].add(0, 1, 0)
            if i in touching:
                self._touching(item, event, touching[i])
                continue
            elsewhere = next((j for j in open_gold if item.events[j].type == event.type), None)
            if elsewhere is not None:
                open_gold.remove(elsewhere)
                self._note("other words", item, event.trigger, _said(item, elsewhere), _given(item, event))
                continue
            cause = "spurious" if item.relevant else "spurious, item not relevant"
            self._note(cause, item, event.trigger, NONE, _given(item, event))
            self.taken[NONE, event.type] += 1
        for j in open_gold:
            self._note("missed", item, item.events[j].trigger, _said(item, j), NONE)
            self.taken[item.events[j].type, NONE] += 1
        for gold in item.events:
            self.types[gold.type].add(0, 0, 1)

    def _touching(self, item: GoldItem, event: Event, number: int) -> None:
        gold = item.events[number]
        if event.type != gold.type:
            self._note("wrong type", item, event.trigger, _said(item, number), _given(item, event))
            self.taken[gold.type, event.type] += 1
        elif trimmed(event.trigger, item.text) != trimmed(gold.trigger, item.text):
            self._note("wrong span", item, event.trigger, _said(item, number), _given(item, event))
        else:
            self.right += 1
        self.types[event.type].add(event.type == gold.type, 0, 0)

    def _note(self, cause: str, item: GoldItem, where: Span, wanted: str, given: str) -> None:
        self.counts[cause] += 1
        words = " ".join(item.text[max(0, where.start - AROUND) : where.end + AROUND].split())
        self.found.append(Example(cause, item.id, f"…{words}…", wanted, given))

    def causes(self) -> Table:
        """How many events are right, and how many are wrong for which cause."""
        rows = [("right", self.right), *((cause, self.counts[cause]) for cause in CAUSES)]
        return Table("Events by what became of them", ("cause", "n"), tuple(rows))

    def confusions(self) -> Table:
        """Which type is taken for which, missed or made up most often."""
        rows = sorted(((n, *pair) for pair, n in self.taken.items()), key=lambda r: (-r[0], r[1:]))[:MOST]
        cells = tuple((wanted, given, n) for n, wanted, given in rows)
        return Table("Types taken for others, the most frequent", ("wanted", "given", "n"), cells)

    def by_type(self) -> Table:
        """Each type that is wanted or given: how often, and how often at touching words."""
        rows = []
        for name, t in sorted(self.types.items(), key=lambda pair: (-pair[1].gold, pair[0])):
            rows.append((name, t.gold, t.found, t.right, round(t.f1, 3)))
        return Table("Types, triggers overlapping", ("type", "wanted", "given", "right", "F1"), tuple(rows))

    def examples(self, most: int) -> tuple[Example, ...]:
        """Up to `most` mistakes of each cause, in the order of a hash of what they say."""
        drawn = sorted(self.found, key=lambda e: hashlib.sha256(f"{e.document}{e.words}{e.given}".encode()).digest())
        return tuple(e for cause in CAUSES for e in [e for e in drawn if e.cause == cause][:most])


def _said(item: GoldItem, number: int) -> str:
    gold = item.events[number]
    return f"{gold.type} “{gold.trigger.of(item.text)}”"


def _given(item: GoldItem, event: Event) -> str:
    return f"{event.type} “{event.trigger.of(item.text)}” {event.confidence:.2f}"
