"""Tolls told apart from their event: which violence a bare "nine were killed" belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.extract import harm
from truceline.extract.draft import Argument, Draft
from truceline.extract.syntax import Tree
from truceline.extract.told import FACTUAL, VIOLENCE, Told

UNITS = frozenset({"hour", "day", "week", "month", "year"})
OWN = ("actor", "place", "time", "means")
REACH = 2


def join_before(told: Told, here: Sequence[Draft]) -> None:
    """Joins a bare toll, with figures but nothing that makes it a happening of its own, to the violence before it.

    That is another event of its sentence, else the violence told last, else the fighting that the report is about.
    """
    for draft in here:
        if not _tolls(draft) or not told.figures_of(draft) or draft not in told.drafts:
            continue
        others = [d for d in here if d is not draft and d.type in VIOLENCE and d in told.drafts]
        long = _fighting(told, draft) if _since(draft) else None
        earlier = others[0] if others else long or told.violence(draft.sentence, REACH) or _fighting(told, draft)
        if earlier is None or _own(draft, earlier):
            continue
        if earlier.status == draft.status or {earlier.status, draft.status} <= FACTUAL:
            told.join(draft, earlier)


def _tolls(draft: Draft) -> bool:
    """True if the event is named by a word of harm alone, or by those whom one met ("215 gunmen killed")."""
    tree, head = draft.tree, draft.head
    met = tree.kids(head, "acl", "amod") if tree.tokens[head].entity == "person" else []
    return any(tree.tokens[i].lemma.lower() in harm.lexicon().bare for i in (head, *met))


def _own(draft: Draft, earlier: Draft) -> bool:
    """True if a toll has something that the violence before it does not have: who did it, another place, a day."""
    tree, head = draft.tree, draft.head
    subject = next(iter(tree.kids(head, "nsubj")), None) if tree.tokens[head].upos == "VERB" else None
    doer = (
        subject is not None and not tree.is_passive(head) and tree.tokens[head].lemma.lower() not in harm.INTRANSITIVE
    )
    if (doer and tree.tokens[subject or 0].upos != "PRON") or draft.roles["means"]:
        return True
    if draft.roles["actor"] and not _tells_people(draft):
        return True
    if any(not _lasting(tree, a) for a in draft.roles["time"]):
        return True
    where = {w for a in draft.roles["place"] for w in _words(draft, a)}
    known = places(earlier.tree)
    return bool(where) and not where & known


def places(tree: Tree) -> set[str]:
    """Words, in small letters, of the places that a sentence names."""
    names = [n for n in tree.sentence.names if n.label == "LOC"]
    return {tree.words[i].lower() for n in names for i in range(n.first, n.last)}


def _tells_people(draft: Draft) -> bool:
    """True if the trigger is a word for people, who are then no actors."""
    return draft.tree.tokens[draft.head].entity == "person"


def _words(draft: Draft, argument: Argument) -> set[str]:
    """Names in an argument that stands in the draft's own sentence."""
    if argument.sentence != draft.sentence:
        return set()
    tokens = draft.tree.tokens[argument.first : argument.last]
    return {t.text.lower() for t in tokens if t.upos == "PROPN"}


def _since(draft: Draft) -> bool:
    """True for a toll that adds up over something: "… have died since the battle began"."""
    tree, head = draft.tree, draft.head
    return any(tree.words[m].lower() == "since" for c in tree.kids(head, "advcl") for m in tree.kids(c, "mark"))


def _lasting(tree: Tree, time: Argument) -> bool:
    """True for a time over which harm adds up: "in two days", "since Tuesday"."""
    if tree.sentence.number != time.sentence:
        return False
    first = tree.words[max(0, time.first - 1) : time.first + 1]
    tokens = tree.tokens[time.first : time.last]
    counted = any(t.upos == "NUM" for t in tokens) and any(t.lemma.lower() in UNITS for t in tokens)
    return counted or "since" in {w.lower() for w in first}


def _fighting(told: Told, draft: Draft) -> Draft | None:
    """The first fighting of the report, for a toll too far from it."""
    first = next((d for d in told.drafts if d.type == "armed_clash" and d.status in FACTUAL), None)
    return first if first is not None and first.sentence < draft.sentence and first.roles["actor"] else None


def join_ahead(told: Told) -> None:
    """Joins a toll told before its event ("Hundreds died. The fighting …") to the violence of the next sentence."""
    for draft, later in zip(list(told.drafts), list(told.drafts)[1:], strict=False):
        bare = _tolls(draft) and not any(draft.roles[r] for r in OWN)
        near = (
            0 < later.sentence - draft.sentence <= 1
            and later.type in VIOLENCE
            and {later.status, draft.status} <= FACTUAL
        )
        if bare and near and told.figures_of(draft) and draft in told.drafts and later in told.drafts:
            told.join(draft, later)
