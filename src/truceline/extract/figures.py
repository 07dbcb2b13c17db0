"""Figures: which words count whom, as what interval, for which event.

The count heads find number expressions and their kind, class and owner; this module reads the interval by the lexicon,
fills what ellipsis leaves out ("killed six policemen and wounded five": five policemen), and gives each figure to one
event. Wounded never become dead, tallies over many events never go to one of them, nothing is summed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from truceline.extract import harm
from truceline.extract.actor_words import words
from truceline.extract.counts import bare_plural, hedge_span, read_count
from truceline.extract.draft import Argument, Draft
from truceline.extract.syntax import Tree
from truceline.extract.victims import Victim
from truceline.model.analysis import CountMention
from truceline.model.extraction import ActorKind, FigureKind, Revision, Scope, VictimClass
from truceline.model.text import Span
from truceline.model.values import Count
from truceline.model.vocabulary import FAMILIES

KINDS = frozenset(get_args(FigureKind))
CLASSES = frozenset(get_args(VictimClass))
CLASS_OF: dict[ActorKind, VictimClass] = {
    "police": "police", "military": "combatant", "armed_group": "combatant", "government": "official",
    "media": "journalist", "civilian": "civilian",
}  # fmt: skip
ANYBODY = frozenset({"people", "person", "individual", "other"})
HELD = frozenset({"man", "victim", "worker", "hostage", "prisoner", "detainee", "captive", "guard", "suspect"})
COUNTING = frozenset({"NUM", "DET", "NOUN", "PROPN", "PRON", "ADJ"})
COMPARATIVES = frozenset({"higher", "greater", "larger", "more"})
SEVERAL = frozenset({"they", "them", "these", "those", "others", "both", "we", "us"})
HARMED: frozenset[FigureKind] = frozenset({"killed", "wounded"})
PEACEFUL = frozenset({
    "arrest", "release", "withdrawal", "deployment", "talks", "aid", "legal_action", "leadership_change",
})  # fmt: skip
REACH = 3
TALLIES = frozenset({"toll", "number", "figure", "count", "tally", "total"})
KIND_OF_TALLY = {"death": "killed", "dead": "killed", "fatality": "killed", "killed": "killed", "casualty": None}


@dataclass(slots=True, eq=False)
class FigureDraft:
    """A figure whose event and source are still open to change.

    `hit` marks those of whom the text says only that they were shot, stabbed or struck. `revision` and `revised` say,
    with their words, that its source takes a figure back; `revises` is the one before it that it takes back.
    """

    tree: Tree
    mention: CountMention | None
    kind: FigureKind
    victim: VictimClass
    count: Span
    who: Span | None
    value: Count
    scope: Scope
    teller: Argument | None = None
    hit: bool = False
    revision: Revision | None = None
    revised: Span | None = None
    revises: FigureDraft | None = None


def read(
    tree: Tree, mention: CountMention, text: str, before: Sequence[FigureDraft], harmed: Mapping[int, Victim]
) -> FigureDraft | None:
    """The figure that a count mention gives.

    ``None`` if its words are an age, a question, a number of something else, or counted already.

    Args:
        tree: the sentence.
        mention: what the count heads found.
        text: the document's text.
        before: figures already read in the same sentence, for ellipsis.
        harmed: the sentence's victims by the heads of their phrases.
    """
    first, last = hedge_span(tree.tokens, mention.first, mention.last)
    count = tree.span(first, last)
    head = tree.tokens[tree.head_of(mention.first, mention.last)]
    asked = any(tree.tokens[i].text.lower() == "how" for i in range(max(0, mention.first - 1), mention.last))
    if (
        asked
        or (head.upos not in COUNTING and head.deprel != "nummod")
        or harm.is_age(tree, mention.first, mention.last)
        or any(f.count.overlaps(count) for f in before)
    ):
        return None
    value = read_count(count.of(text)) or read_count(tree.span(mention.first, mention.last).of(text))
    if value is None and (_numbered(tree, mention) or _counted(tree, mention, before)):
        return None
    if value is None:
        value = _without_number(tree, mention)
        count = tree.span(mention.first, mention.last)
    who = tree.span(*mention.who) if mention.who else None
    victim = _by_noun(tree, mention) or mention.victim
    if who is None or mention.who == (mention.first, mention.last):
        elided = _ellipsis(tree, mention, before)
        if elided is not None:
            who, victim = elided.who, elided.victim
    kind = harm.kind_of(tree, mention.first, mention.last)
    hit = harmed.get(counted_head(tree, mention))
    if hit is not None and (kind is None or hit.cue == hit.head + 1 or (kind == "wounded" and hit.kind == "killed")):
        kind = hit.kind
    if _taken_back(tree, first) or (kind is None and _of_things(tree, mention)):
        return None
    named = harm.kinds_named(tree) if kind is None and mention.kind in HARMED else frozenset()
    if mention.kind not in named and len(named) == 1:
        kind = next(iter(named))
    if kind is None and mention.kind in HARMED and not (harm.names_harm(tree) or _violent(tree, mention)):
        return None  # nothing in the sentence harms anybody: a number of troops, of guests
    kind = kind or _kind(mention.kind)
    teller = harm.teller(tree, mention.first, mention.last)
    argument = Argument(tree.sentence.number, teller, teller + 1, 1.0) if teller is not None else None
    by_hitting = hit is not None and tree.tokens[hit.cue].lemma.lower() in harm.lexicon().blows
    return FigureDraft(
        tree, mention, kind, _victim(victim), count, who, value, _scope(tree, mention), argument, by_hitting
    )


def _counted(tree: Tree, mention: CountMention, before: Sequence[FigureDraft]) -> bool:
    """True if those counted have a number already ("a soldier": once, at the article)."""
    head = counted_head(tree, mention)
    return any(f.mention is not None and counted_head(tree, f.mention) == head for f in before)


def counted_head(tree: Tree, mention: CountMention) -> int:
    """Head of the counted phrase: the noun that a number or article goes with, else the head of the words."""
    head = tree.head_of(mention.first, mention.last)
    above = tree.tokens[head].head
    return above if above >= 0 and tree.relations[head] in ("nummod", "det") else head


def _taken_back(tree: Tree, first: int) -> bool:
    """True for the number that is corrected: "nine marchers, not eight"."""
    return first > 1 and tree.words[first - 1].lower() == "not" and tree.tokens[first - 2].upos == "PUNCT"


def _of_things(tree: Tree, mention: CountMention) -> bool:
    """True for a number of things ("11 names", "no assault") or of what somebody has ("has 30,000 men")."""
    noun = counted_head(tree, mention)
    things = tree.tokens[noun].upos == "NOUN" and tree.tokens[noun].entity not in ("person", "organization", None)
    had = tree.relations[noun] == "obj" and tree.tokens[tree.tokens[noun].head].lemma.lower() == "have"
    return things or had


def _violent(tree: Tree, mention: CountMention) -> bool:
    """True if the count heads tie the count to an act of violence."""
    trigger = None if mention.trigger is None else tree.sentence.triggers[mention.trigger]
    return trigger is not None and trigger.type in FAMILIES["violence"]


def _by_noun(tree: Tree, mention: CountMention) -> VictimClass | None:
    """Class that the counted noun itself names ("policemen", "rebels", "farmers"); ``None`` leaves it to the head.

    On the annotated items the nouns are right about nine times in ten where they say anything, the head seven times.
    """
    first, last = mention.who or (mention.first, mention.last)
    head = tree.head_of(first, last)
    if (
        tree.tokens[head].upos in ("NUM", "DET")
        and tree.tokens[head].head >= 0
        and tree.tokens[head].deprel in ("nummod", "det")
    ):
        head = tree.tokens[head].head
    lemma = tree.tokens[head].lemma.lower()
    if lemma in ANYBODY:
        return "unknown"
    if lemma in HELD or tree.tokens[head].upos not in ("NOUN", "PROPN"):
        return None
    kind = words().noun_kind(lemma, [tree.tokens[c].lemma.lower() for c in tree.kids(head, "amod", "compound")])
    return CLASS_OF.get(kind) if kind is not None else None


def _numbered(tree: Tree, mention: CountMention) -> bool:
    """True if the words hold a number: one that is no count of persons ("60 percent") or that nobody can read."""
    head = tree.head_of(mention.first, mention.last)
    return any(
        (tree.tokens[i].upos == "NUM" or any(map(str.isdigit, tree.tokens[i].text)))
        and (i == head or tree.tokens[i].head == head)
        for i in range(mention.first, mention.last)
    )


def _without_number(tree: Tree, mention: CountMention) -> Count:
    """A noun phrase without a number: one if singular or a name, all of those joined, two or more if plural."""
    head = tree.tokens[tree.head_of(mention.first, mention.last)]
    if head.xpos in ("NNS", "NNPS") or (head.upos == "ADJ" and head.lemma != "old") or head.text.lower() in SEVERAL:
        return bare_plural()
    together = sum(mention.first <= i < mention.last for i in tree.conjuncts(tree.head_of(mention.first, mention.last)))
    return Count(together, together, together, False, "VN-one")


def _ellipsis(tree: Tree, mention: CountMention, before: Sequence[FigureDraft]) -> FigureDraft | None:
    """The figure whose noun a bare number repeats: the nearest one before it in the same sentence."""
    head = tree.tokens[tree.head_of(mention.first, mention.last)]
    if head.upos not in ("NUM", "DET", "PRON", "ADJ"):
        return None
    fits = [f for f in before if f.who is not None and f.who != f.count and f.count.end <= head.start]
    return fits[-1] if fits else None


def _kind(label: str) -> FigureKind:
    if label not in KINDS:
        raise ValueError(f"unknown figure kind {label!r}")
    return label  # type: ignore[return-value]  # checked against the Literal's own values


def _victim(label: str) -> VictimClass:
    return label if label in CLASSES else "unknown"  # type: ignore[return-value]  # checked likewise


def _scope(tree: Tree, mention: CountMention) -> Scope:
    return "cumulative" if mention.cumulative and not _toll_of_one_act(tree, mention) else "event"


def _toll_of_one_act(tree: Tree, mention: CountMention) -> bool:
    """True for "the toll from the car bombing rose to 12": the tally's own complement is one act of violence."""
    above = tree.ancestors(tree.head_of(mention.first, mention.last))
    verb = next((a for a in above if tree.tokens[a].upos == "VERB"), None)
    if verb is None:
        return False
    acts = {
        i
        for t in tree.sentence.triggers
        if t.type in FAMILIES["violence"]
        for i in range(t.first, t.last)
        if tree.tokens[i].xpos == "NN"
    }
    themes = [theme for theme in tree.kids(verb, "obj", "nsubj") if tree.tokens[theme].lemma.lower() in TALLIES]
    counted = [c for theme in themes for c in tree.kids(theme, "nmod")]
    counted += [c for i in counted if tree.tokens[i].lemma.lower() in KIND_OF_TALLY for c in tree.kids(i, "nmod")]
    return not acts.isdisjoint(counted)


def hedged_tally(tree: Tree, latest: FigureDraft | None) -> FigureDraft | None:
    """ "The real toll may be considerably higher": the last figure's low end stands, its upper end opens.

    Returns ``None`` unless a tally noun is said, with a modal verb, to be higher, and a figure of that kind stands in
    the same sentence or one of the few before it. A hedge without a number moves no low and no best.
    """
    if latest is None or tree.sentence.number - latest.tree.sentence.number > REACH:
        return None
    for i, token in enumerate(tree.tokens):
        if token.text.lower() not in COMPARATIVES or not tree.auxiliaries(i) & {"may", "might", "could"}:
            continue
        subject = tree.subject(i)
        if subject is None or tree.tokens[subject].lemma.lower() not in TALLIES:
            continue
        modifiers = {tree.tokens[c].lemma.lower() for c in tree.subtree(subject)}
        kinds = {KIND_OF_TALLY[m] for m in modifiers if m in KIND_OF_TALLY}
        if kinds and latest.kind not in kinds:
            continue
        first = min([i, *tree.kids(i, "advmod")])
        floor = latest.value.best if latest.value.best is not None else latest.value.low
        return FigureDraft(
            tree, None, latest.kind, latest.victim, tree.span(first, i + 1), None,
            Count(floor, None, None, True, "VN-higher"), latest.scope,
        )  # fmt: skip
    return None


def may_follow(figure: FigureDraft) -> bool:
    """True if it may belong to an event of a sentence before: words name its harm, not the count head alone."""
    mention = figure.mention
    return figure.kind in harm.kinds_named(figure.tree) or (
        mention is not None and harm.kind_of(figure.tree, mention.first, mention.last) is not None
    )


def owner(
    draft_by_trigger: dict[int, Draft], mention: CountMention, kind: FigureKind, drafts: Sequence[Draft]
) -> Draft | None:
    """The event of the same sentence that a count belongs to.

    The count head's own answer first; else the nearest event of the sentence. Nobody is killed or wounded by an arrest.
    """
    told = draft_by_trigger.get(mention.trigger) if mention.trigger is not None else None
    if told is not None and not (kind in HARMED and told.type in PEACEFUL):
        return told
    drafts = [d for d in drafts if not (kind in HARMED and d.type in PEACEFUL)]
    if not drafts:
        return None
    return min(drafts, key=lambda d: (abs(d.first - mention.first), d.first))
