"""Scores of an exported model, through the runtime's own decoding, on gold words.

`python -m training.evaluate --data DATA --model FOLDER [--test]`: development splits, with `--test` the test splits
(for reporting only).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from training import data_conflict, data_names, data_syntax
from training.log import say
from training.vocabulary import NAMES
from truceline.analyse.decode import Decoder, Reading
from truceline.analyse.encoder import Encoder
from truceline.analyse.lemmas import lemma_of
from truceline.extract.events import MIN_SCORE

Spans = Iterable[tuple[object, ...]]


class Tally:
    """Counts for precision, recall and F1."""

    def __init__(self) -> None:
        self.right, self.found, self.gold = 0, 0, 0

    def add(self, found: Spans, gold: Spans) -> None:
        """Compare two bags of spans."""
        f, g = Counter(iter(found)), Counter(iter(gold))
        self.right += (f & g).total()
        self.found += f.total()
        self.gold += g.total()

    def shown(self) -> str:
        """F1 with precision and recall, in per cent."""
        p, r = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"F1 {200 * p * r / max(1e-9, p + r):.1f} (P {100 * p:.1f} R {100 * r:.1f}, {self.gold})"


def treebank(decoder: Decoder, encoder: Encoder, path: Path) -> dict[str, str]:
    """UPOS, XPOS, lemma, UAS, LAS on gold words, sentence by sentence; entity heads where the treebank has them."""
    lists, column = encoder.labels, {n: i for i, n in enumerate(encoder.tags)}
    right: Counter[str] = Counter()
    total = 0
    entities: dict[str, Tally] = {"entity": Tally(), "mention": Tally()}
    bank = list(data_syntax.trees(path))
    for tree, (reading,) in zip(bank, decoder.read([[tree.words] for tree in bank]), strict=True):
        total += len(tree.words)
        gold = {(data_syntax.head_of(tree, m), m.type) for m in sorted(tree.mentions, key=lambda m: m.last - m.first)}
        here = dict(sorted(gold)) if tree.mentions else {}
        seen = {(i, lists["entity"][r[column["entity"]]]) for i, r in enumerate(reading.labels) if r[column["entity"]]}
        entities["entity"].add(seen, here.items())
        entities["mention"].add({(i,) for i, _ in seen}, ((i,) for i in here))
        for i, row in enumerate(reading.labels):
            tag = lists["xpos"][row[column["xpos"]]]
            form = tree.words[i]
            lemma = encoder.lemmas.get(tag, {}).get(form.lower()) or lemma_of(
                form, lists["lemma"][row[column["lemma"]]]
            )
            deprel = lists["deprel"][row[column["deprel"]]]
            right["UPOS"] += lists["upos"][row[column["upos"]]] == tree.upos[i]
            right["XPOS"] += tag == tree.xpos[i]
            right["lemma"] += lemma == tree.lemmas[i]
            right["UAS"] += reading.heads[i] == tree.heads[i]
            right["LAS"] += reading.heads[i] == tree.heads[i] and deprel == tree.deprels[i]
    out = {name: f"{100 * value / total:.2f}" for name, value in right.items()}
    if entities["entity"].gold:
        out |= {name: tally.shown() for name, tally in entities.items()}
    return out


def propbank(decoder: Decoder, path: Path) -> dict[str, str]:
    """Predicates; argument spans at gold predicates that were found (all gold ones count), roles of predicates only."""
    predicates, arguments, end_to_end = Tally(), Tally(), Tally()
    gold = data_syntax.frames_of(path)
    texts = [[list(words)] for words in gold]
    asked = decoder.read(texts, [[[p["index"] for p in found]] for found in gold.values()])
    for found, (given,), (own,) in zip(gold.values(), asked, decoder.read(texts), strict=True):
        want = [(p["index"], a["role"], a["start"], a["end"]) for p in found for a in p["args"]]
        arguments.add(_arguments(given), want)
        end_to_end.add(_arguments(own), want)
        predicates.add(((f.index,) for f in own.frames), ((p["index"],) for p in found))
    return {"predicates": predicates.shown(), "arguments, gold predicates": arguments.shown(),
            "arguments, own predicates": end_to_end.shown()}  # fmt: skip


def _arguments(reading: Reading) -> Spans:
    return [(f.index, r.label, r.first, r.last) for f in reading.frames for r in f.roles]


def names(decoder: Decoder, path: Path) -> dict[str, str]:
    """PER, ORG, LOC spans of UNER; MISC is dropped, the corpus has none."""
    index = {tag: i for i, tag in enumerate(NAMES)}
    tallies = {label: Tally() for label in ("PER", "ORG", "LOC", "all")}
    confusion: Counter[str] = Counter()
    for one in data_names.column_file(path, 1, 2, index, "uner"):
        gold = set(bio_spans([NAMES[t] for t in one.labels["name"]]))
        seen = {(n.label, n.first, n.last) for n in decoder.read([[one.words]])[0][0].names if n.label != "MISC"}
        for label, tally in tallies.items():
            tally.add((s for s in seen if label in ("all", s[0])), (s for s in gold if label in ("all", s[0])))
        at = {s[1:]: s[0] for s in seen}
        confusion.update(f"{g[0]}>{at.get(g[1:], 'none or other span')}" for g in gold)
    shown = {label: tally.shown() for label, tally in tallies.items()}
    return shown | {"confusion": " ".join(f"{k}:{v}" for k, v in sorted(confusion.items()))}


def bio_spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Spans of BIO tags."""
    out: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags):
        if tag[:2] == "B-":
            out.append((tag[2:], i, i + 1))
        elif tag[:2] == "I-" and out and out[-1][2] == i:
            out[-1] = (out[-1][0], out[-1][1], i + 1)
    return out


def conflict(decoder: Decoder, folder: Path) -> dict[str, str]:
    """The domain heads on the development items, each read as one document."""
    tallies: dict[str, Tally] = {}
    rates: dict[str, list[int]] = {}
    for entry in data_conflict.load(folder)[1]:
        one = data_conflict.example(entry)
        starts = [i for i, s in enumerate(one.sentence) if i == 0 or one.sentence[i - 1] != s]
        if not starts:
            continue
        ends = [*starts[1:], len(one.words)]
        readings = decoder.read([[one.words[a:b] for a, b in zip(starts, ends, strict=True)]])[0]
        _compare(tallies, rates, one, readings, starts, decoder)
        own = float(any(r.relevant >= 0.5 for r in readings))
        rates.setdefault("relevant item", []).append(int(own == entry["note"]["relevant"]))
    out = {name: tally.shown() for name, tally in sorted(tallies.items())}
    return out | {name: f"{100 * sum(v) / max(1, len(v)):.1f} % of {len(v)}" for name, v in sorted(rates.items())}


def _compare(
    tallies: dict[str, Tally],
    rates: dict[str, list[int]],
    one: data_conflict.Example,
    readings: list[Reading],
    starts: list[int],
    decoder: Decoder,
) -> None:
    lists = decoder.lists
    add = lambda name, found, gold: tallies.setdefault(name, Tally()).add(found, gold)  # noqa: E731
    label = lambda name, i: lists[name][one.labels[name][i]]  # noqa: E731
    shifted = [(s, r) for s, r in zip(starts, readings, strict=True)]
    events = {(s + t.first, s + t.last): t for s, r in shifted for t in r.triggers if t.score >= MIN_SCORE}
    gold_events = {_gold_span(one.labels["trigger"], a.anchor, True): a for a in one.events}
    add("event trigger", events, gold_events)
    add("event trigger+type", ((k, t.type) for k, t in events.items()),
        ((k, label("trigger", k[0])) for k in gold_events))  # fmt: skip
    add("event type in item", {t.type for t in events.values()}, {label("trigger", k[0]) for k in gold_events})
    overlap = lambda a, b: a[0] < b[1] and b[0] < a[1]  # noqa: E731
    hits = [(k, g) for k in events for g in gold_events if overlap(k, g) and events[k].type == label("trigger", g[0])]
    add("event type, trigger overlaps", [h[0] for h in hits] + [k for k in events if k not in {h[0] for h in hits}],
        [h[0] for h in hits] + [("missed", g) for g in gold_events if g not in {h[1] for h in hits}])  # fmt: skip
    for k, t in events.items():
        if k in gold_events:
            rates.setdefault("status at right trigger", []).append(int(t.status == label("status", k[0])))
    _roles(add, "event", events, gold_events, one, lists["event_roles"], starts)
    counts = {(s + c.first, s + c.last): (c, s) for s, r in shifted for c in r.counts}
    gold_counts = {_gold_span(one.labels["count"], a.anchor, False): a for a in one.counts}
    add("count", counts, gold_counts)
    add("count+kind", ((k, c.kind) for k, (c, _) in counts.items()), ((k, label("kind", k[0])) for k in gold_counts))
    for k, (c, shift) in counts.items():
        if k in gold_counts:
            rates.setdefault("count class", []).append(int(c.victim == label("victim", k[0])))
            rates.setdefault("count cumulative", []).append(int(c.cumulative == one.labels["cumulative"][k[0]]))
            who = next(iter(_row_spans(gold_counts[k].tags[0])), None)
            own = None if c.who is None else (c.who[0] + shift, c.who[1] + shift)
            rates.setdefault("count who", []).append(int(own == who))
            linked = [i for i, x in enumerate(gold_counts[k].link or []) if x == 1]
            triggers = next(r for s, r in shifted if s == shift).triggers
            chosen = None if c.trigger is None else triggers[c.trigger].first + shift
            if linked and linked[0] in {e[0] for e in events}:
                rates.setdefault("count's event (where found)", []).append(int(chosen == linked[0]))
    truces = {(s + t.first, s + t.last): t for s, r in shifted for t in r.truces}
    gold_truces = {_gold_span(one.labels["truce"], a.anchor, False): a for a in one.truces}
    add("truce mention", truces, gold_truces)
    rates.setdefault("truce in item", []).append(int(bool(truces) == bool(gold_truces)))
    add("truce in item (F1)", {"x"} if truces else set(), {"x"} if gold_truces else set())
    for k, t in truces.items():
        if k in gold_truces:
            rates.setdefault("truce state", []).append(int(t.state == label("state", k[0])))
            rates.setdefault("truce side", []).append(int(t.side == label("side", k[0])))
    _roles(add, "truce", truces, gold_truces, one, lists["truce_roles"], starts)


def _roles(add, kind: str, found: dict, gold: dict, one, roles: Sequence[str], starts: list[int]) -> None:  # type: ignore[no-untyped-def]
    """Role spans of anchors that both have; gold roles in another sentence count as missed."""
    for k, mention in found.items():
        if k not in gold:
            continue
        shift = max(s for s in starts if s <= k[0])
        own = {(r.label, r.first + shift, r.last + shift) for r in mention.roles}
        want = {(role, *s) for role, row in zip(roles, gold[k].tags, strict=True) for s in _row_spans(row)}
        add(f"{kind} roles", own, want)
        for role in roles:
            add(f"{kind} role {role}", (x for x in own if x[0] == role), (x for x in want if x[0] == role))


def _row_spans(row: Sequence[int]) -> list[tuple[int, int]]:
    tags = ["B-x" if t == 1 else "I-x" if t == 2 else "O" for t in row]
    return [(a, b) for _, a, b in bio_spans(tags)]


def _gold_span(row: Sequence[int], first: int, typed: bool) -> tuple[int, int]:
    last = first + 1
    while last < len(row) and row[last] == (row[first] if typed else 2):
        last += 1
    return first, last


def main() -> None:
    """Print all scores; write them as JSON if asked."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--test", action="store_true", help="test splits too; for reporting only")
    p.add_argument("--only", choices=("syntax", "roles", "names", "conflict"))
    p.add_argument("--json", type=Path)
    a = p.parse_args()
    encoder = Encoder.load(a.model)
    decoder = Decoder(encoder)
    part = "test" if a.test else "dev"
    scores: dict[str, dict[str, str]] = {}
    if a.only in (None, "conflict"):
        scores["conflict dev"] = conflict(decoder, a.data)
    if a.only in (None, "syntax"):
        for bank in ("ewt", "gum"):
            scores[f"{bank} {part}"] = treebank(decoder, encoder, a.data / "treebanks" / f"{bank}-{part}.conllu.gz")
    if a.only in (None, "roles"):
        scores[f"propbank {part}"] = propbank(decoder, a.data / "propbank" / f"ewt-{part}.jsonl.gz")
    if a.only in (None, "names") and a.test:
        scores["uner test"] = names(decoder, a.data / "ner" / "uner-ewt-test.iob2.gz")
    for title, values in scores.items():
        say(title)
        for name, value in values.items():
            say(f"  {name}: {value}")
    if a.json is not None:
        a.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
