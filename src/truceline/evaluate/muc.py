"""Incident templates of MUC-4: incident type, perpetrators, targets and weapon, micro F1 with head match.

Our events become templates by the rules of `muc_incidents`.

Templates of one incident type are paired one to one so that most fillers are right; a filler is right if it has the
head of one of the wordings of an entry, each entry once. Of entries and templates marked as optional, those found are
right and those not found are not missed. Fillers of unpaired templates are spurious or missed, the incident type among
them. A human target is one entry with its name and its descriptions as wordings.

This differs from Du, Rush and Cardie (GTT, 2021), whose slots and pairing it follows: theirs matches whole wordings,
wants victims by name only, leaves out entries that do not stand in the text, and knows nothing of optional ones; their
test is TST3 and TST4. The MUC-4 scorer of 1992 counts more slots and gives half points. So these numbers stand beside
theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from truceline.evaluate import texts
from truceline.evaluate.muc_incidents import Incident, incidents
from truceline.evaluate.muc_keys import STRING_SLOTS, Entry, Template, load
from truceline.evaluate.report import Scores
from truceline.evaluate.scoring import Tally, pairs
from truceline.evaluate.words import head

TYPE = "incident type"


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """Micro F1 over all slots, and each slot."""
    texts.whole(options, "muc")
    messages = texts.few(load(paths[0]), options, lambda message: message.id)
    tallies = {name: Tally() for name in (TYPE, *STRING_SLOTS)}
    told = Tally()
    failed = 0
    documents = (texts.document(m.id, m.text, m.published) for m in messages)
    for message, extraction in zip(messages, texts.readings(documents, options.jobs), strict=True):
        failed += extraction is None
        found = [] if extraction is None else incidents(extraction)
        compare(found, message.templates, tallies)
        wanted = [t for t in message.templates if not t.optional]
        told.add(bool(found and message.templates), bool(found), bool(wanted or (found and message.templates)))
    everything = Tally()
    for tally in tallies.values():
        everything.add(tally.right, tally.found, tally.gold)
    return Scores(
        documents=len(messages),
        failed=failed,
        measures=(
            everything.measure("all slots", "micro F1, head match"),
            *(tally.measure("slots", f"{name}, F1, head match") for name, tally in tallies.items()),
            told.measure("messages", "tells of an incident, F1"),
        ),
    )


def compare(found: Sequence[Incident], wanted: Sequence[Template], tallies: dict[str, Tally]) -> None:
    """Counts one message into `tallies`."""
    paired = dict(pairs(found, wanted, _agreement))
    for i, ours in enumerate(found):
        if i in paired:
            for name, counts in _right(ours, wanted[paired[i]]).items():
                tallies[name].add(*counts)
        else:
            tallies[TYPE].add(0, 1, 0)
            for name, phrases in ours.slots.items():
                tallies[name].add(0, len(phrases), 0)
    for j, gold in enumerate(wanted):
        if j not in paired.values() and not gold.optional:
            tallies[TYPE].add(0, 0, 1)
            for name, entries in gold.slots.items():
                tallies[name].add(0, 0, sum(not e.optional for e in entries))


def _agreement(ours: Incident, gold: Template) -> float:
    """Right fillers of two templates; nothing if their incident types differ."""
    return float(sum(r for r, _, _ in _right(ours, gold).values())) if ours.type in gold.types else 0.0


def _right(ours: Incident, gold: Template) -> dict[str, tuple[int, int, int]]:
    """Right, given and wanted fillers of each slot of two templates."""
    out = {TYPE: (int(ours.type in gold.types), 1, 1)}
    for name, entries in gold.slots.items():
        phrases = ours.slots[name]
        same = pairs(phrases, entries, _meets)
        left = sum(not e.optional for j, e in enumerate(entries) if j not in dict(same).values())
        out[name] = (len(same), len(phrases), len(same) + left)
    return out


def _meets(phrase: str, entry: Entry) -> float:
    return float(head(phrase) in {head(wording) for wording in entry.wordings})
