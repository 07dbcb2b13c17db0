"""Scores on annotated conflict items: events, roles, figures and ceasefires, item by item.

- An event is right if trigger and type are; `overlap` asks only that the triggers share a letter. *Matched* events and
  ceasefires are pairs of like type and touching words (of touching mentions); what hangs on a record (status, roles,
  state) is scored on matched ones, and roles `end to end` too, where those of missed and spurious records count.
- Roles are compared by the head of the phrase and, as `exact`, by all words without article and quotation marks.
- Figures are compared by kind and interval. Where guide and record have two conventions, either will do: ``close to n``
  ends at n in the record and at 1.1 n in the guide, ``up to n`` begins with nothing in the record and with 1 in the
  guide. `arrested` of the record is `captured` in the guide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from truceline.evaluate import texts
from truceline.evaluate.conflict_errors import Errors
from truceline.evaluate.conflict_gold import CEASEFIRE_ROLES, EVENT_ROLES, GoldEvent, GoldFigure, GoldItem, load
from truceline.evaluate.report import Measure, Scores, Table
from truceline.evaluate.scoring import Reliability, Share, Tally, pairs
from truceline.evaluate.words import actors_of, heads, named, occurrences, plains, trimmed
from truceline.model.extraction import Ceasefire, Event, Extraction, Figure, Ref
from truceline.model.text import Span
from truceline.model.values import Count

ROLES = tuple(role for role in EVENT_ROLES if role != "means")


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """Scores of the pipeline on the items of `paths` (a folder, or items and annotations)."""
    items = [item for item in load(paths) if texts.in_split(item.day, options.split)]
    chosen = texts.few(items, options, lambda item: item.id)
    scored = Conflict()
    documents = (texts.document(item.id, item.text, item.published) for item in chosen)
    for item, extraction in zip(chosen, texts.readings(documents, options.jobs), strict=True):
        scored.add(item, extraction)
    return scored.scores(options.examples)


class Conflict:
    """The counts over all items so far."""

    def __init__(self) -> None:
        self.documents, self.failed = 0, 0
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self.shares: defaultdict[str, Share] = defaultdict(Share)
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.states: Counter[tuple[str, str]] = Counter()
        self.reliability = Reliability()
        self.errors = Errors()

    def add(self, item: GoldItem, extraction: Extraction | None) -> None:
        """Counts one item; a text that could not be read has nothing in it.

        Nor has one that the program calls not relevant: the guide gives such items no events, whatever crime they tell.
        """
        self.documents += 1
        self.failed += extraction is None
        events = extraction.events if extraction is not None and extraction.relevant else ()
        self.shares["relevant"].add(item.relevant == (extraction is not None and extraction.relevant))
        matched = self._events(item, events)
        self._roles(item, extraction, matched)
        self._figures(item, events, matched)
        self._ceasefires(item, extraction)

    def _events(self, item: GoldItem, events: Sequence[Event]) -> dict[int, int]:
        """Counts the events; gives the matched ones, ours -> the guide's."""

        def worth(found: Event, gold: GoldEvent) -> float:
            if not found.trigger.overlaps(gold.trigger):
                return 0
            return 1 + 4 * (found.type == gold.type) + 4 * (found.type == gold.type and _same(found, gold, item.text))

        touching = pairs(events, item.events, worth)
        matched = {i: j for i, j in touching if events[i].type == item.events[j].type}
        right = sum(_same(events[i], item.events[j], item.text) for i, j in matched.items())
        self.tallies["trigger+type"].add(right, len(events), len(item.events))
        self.tallies["overlap+type"].add(len(matched), len(events), len(item.events))
        self.tallies["trigger"].add(len(touching), len(events), len(item.events))
        types, wanted = {e.type for e in events}, {e.type for e in item.events}
        self.tallies["type in item"].add(len(types & wanted), len(types), len(wanted))
        for i, j in matched.items():
            found, gold = events[i], item.events[j]
            self.shares["status"].add(found.status == gold.status)
            self.statuses[gold.status, found.status] += 1
        for i, event in enumerate(events):
            self.reliability.add(event.confidence, i in matched)
        self.errors.add(item, events, dict(touching))
        return matched

    def _roles(self, item: GoldItem, extraction: Extraction | None, matched: dict[int, int]) -> None:
        if extraction is not None:
            actors = actors_of(extraction)
            for i, event in enumerate(extraction.events):
                gold = item.events[matched[i]] if i in matched else None
                for role in ROLES:
                    found = named(_refs(event, role), actors, item.text)
                    self._phrases(role, found, None if gold is None else gold.roles[role])
        for j, missed in enumerate(item.events):
            if j not in matched.values():
                for role in ROLES:
                    self.tallies[f"{role} end to end"].bags((), heads(missed.roles[role]))

    def _phrases(self, name: str, found: Sequence[str], gold: Sequence[str] | None) -> None:
        """One role of one record; `gold` is ``None`` if the record is spurious."""
        self.tallies[f"{name} end to end"].bags(heads(found), heads(gold or ()))
        if gold is not None:
            self.tallies[name].bags(heads(found), heads(gold))
            self.tallies[f"{name} exact"].bags(plains(found), plains(gold))

    def _figures(self, item: GoldItem, events: Sequence[Event], matched: dict[int, int]) -> None:
        found = [(i, figure) for i, event in enumerate(events) for figure in event.figures]
        wanted = [(j, figure) for j, event in enumerate(item.events) for figure in event.figures]

        def worth(ours: tuple[int, Figure], gold: tuple[int, GoldFigure]) -> float:
            if _kind(ours[1]) != gold[1].kind or not same_interval(ours[1].value, gold[1].low, gold[1].high):
                return 0
            here = any(ours[1].count.overlaps(s) for s in occurrences(item.text, gold[1].count))
            return 4 + here + 0.5 * (matched.get(ours[0]) == gold[0])

        same = pairs(found, wanted, worth)
        self.tallies["figure"].add(len(same), len(found), len(wanted))
        kinds = [f"{_kind(f)} {_letter(f.value)}" for _, f in found]
        self.tallies["figure to the letter"].bags(kinds, [f"{f.kind} {f.low} {f.high}" for _, f in wanted])
        for a, b in same:
            (i, ours), (j, gold) = found[a], wanted[b]
            self.shares["class"].add(ours.victim == gold.victim)
            self.shares["cumulative"].add((ours.scope != "event") == gold.cumulative)
            if j in matched.values():
                self.shares["event of the figure"].add(matched.get(i) == j)

    def _ceasefires(self, item: GoldItem, extraction: Extraction | None) -> None:
        found = () if extraction is None else extraction.ceasefires
        self.tallies["ceasefire in item"].add(bool(found and item.ceasefires), bool(found), bool(item.ceasefires))
        same = pairs(found, item.ceasefires, lambda ours, gold: _touching(ours.mentions, gold.mentions))
        self.tallies["ceasefire"].add(len(same), len(found), len(item.ceasefires))
        actors = {} if extraction is None else actors_of(extraction)
        matched = dict(same)
        for i, ours in enumerate(found):
            gold = item.ceasefires[matched[i]] if i in matched else None
            for role in CEASEFIRE_ROLES:
                words = named(_parts(ours, role), actors, item.text)
                self._phrases(f"ceasefire {role}", words, None if gold is None else gold.roles[role])
            if gold is not None:
                self.shares["state"].add(ours.state == gold.state)
                self.shares["side"].add(ours.side == gold.side)
                self.states[gold.state, ours.state] += 1
        for j, missed in enumerate(item.ceasefires):
            if j not in matched.values():
                for role in CEASEFIRE_ROLES:
                    self.tallies[f"ceasefire {role} end to end"].bags((), heads(missed.roles[role]))

    def scores(self, examples: int = 0) -> Scores:
        """Measures and tables over all items."""
        return Scores(
            documents=self.documents,
            failed=self.failed,
            measures=tuple(self._measures()),
            tables=(
                self.reliability.table("Confidence of events, and how many have the right type at touching words"),
                self.errors.causes(),
                self.errors.confusions(),
                self.errors.by_type(),
                _taken("Status taken for another, matched events", self.statuses),
                _taken("State taken for another, matched ceasefires", self.states),
            ),
            examples=self.errors.examples(examples),
        )

    def _measures(self) -> list[Measure]:
        t, s = self.tallies, self.shares
        out = [
            s["relevant"].measure("items", "relevant, accuracy"),
            t["trigger+type"].measure("events", "trigger and type, F1"),
            t["overlap+type"].measure("events", "type, triggers overlap, F1"),
            t["trigger"].measure("events", "triggers overlap, any type, F1"),
            t["type in item"].measure("events", "type in item, F1"),
            s["status"].measure("events", "status, accuracy, matched"),
            self.reliability.error("events", "confidence, expected calibration error"),
        ]
        for role in ROLES:
            out += self._role_measures("roles", role, role)
        out += [
            t["figure"].measure("figures", "kind and interval, F1"),
            t["figure to the letter"].measure("figures", "the same to the letter of the guide, F1"),
            s["class"].measure("figures", "class, accuracy, matched"),
            s["cumulative"].measure("figures", "cumulative, accuracy, matched"),
            s["event of the figure"].measure("figures", "its event, accuracy, where found"),
            t["ceasefire in item"].measure("ceasefires", "in item, F1"),
            t["ceasefire"].measure("ceasefires", "records, F1"),
        ]
        for role in CEASEFIRE_ROLES:
            out += self._role_measures("ceasefires", role, f"ceasefire {role}")
        out += [
            s["state"].measure("ceasefires", "state, accuracy, matched"),
            s["side"].measure("ceasefires", "side, accuracy, matched"),
        ]
        return out

    def _role_measures(self, group: str, role: str, key: str) -> list[Measure]:
        return [
            self.tallies[key].measure(group, f"{role}, F1, matched"),
            self.tallies[f"{key} exact"].measure(group, f"{role} exact, F1, matched"),
            self.tallies[f"{key} end to end"].measure(group, f"{role}, F1, end to end"),
        ]


def same_interval(value: Count, low: int, high: int | None) -> bool:
    """True if the record's interval is the guide's, in either convention."""
    close = "VN-closeto" in value.rule and high is not None and value.high is not None
    top = value.high == high or (close and high is not None and (11 * (value.high or 0) + 5) // 10 == high)
    return top and (value.low == low or (value.low is None and low <= 1))


def _same(found: Event, gold: GoldEvent, text: str) -> bool:
    return trimmed(found.trigger, text) == trimmed(gold.trigger, text)


def _kind(figure: Figure) -> str:
    return "captured" if figure.kind == "arrested" else figure.kind


def _letter(value: Count) -> str:
    return f"{value.low} {value.high}"


def _refs(event: Event, role: str) -> tuple[Ref, ...]:
    match role:
        case "actor":
            return event.actor
        case "target":
            return event.target
        case "broker":
            return event.broker
        case "place":
            return event.place
        case "source":
            return event.source
        case _:
            return tuple(Ref(span, None) for span in event.time)


def _parts(ceasefire: Ceasefire, role: str) -> tuple[Ref, ...]:
    match role:
        case "parties":
            return ceasefire.parties
        case "declared_by":
            return ceasefire.declared_by
        case "broker":
            return ceasefire.broker
        case _:
            return ceasefire.place


def _touching(ours: Sequence[Span], gold: Sequence[Span]) -> float:
    return float(sum(a.overlaps(b) for a in ours for b in gold))


def _taken(title: str, answers: Counter[tuple[str, str]]) -> Table:
    rows = sorted(((n, *pair) for pair, n in answers.items() if pair[0] != pair[1]), key=lambda r: (-r[0], r[1:]))
    return Table(title, ("wanted", "given", "n"), tuple((gold, found, n) for n, gold, found in rows[:10]))
