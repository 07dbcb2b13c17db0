"""Events of a document: from triggers to one draft a happening, with status, arguments and figures.

Triggers, types and arguments come from the domain heads; syntax guards the status, fills an empty actor or target from
the semantic roles, and joins what is told twice: a harm verb that only carries the toll of the event before it, and a
definite description ("the offensive", "the attack") of an event already told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.extract import counting, event_words, figures, harm, tolls, truce_syntax
from truceline.extract.actors import Cast
from truceline.extract.draft import Argument, Draft, from_trigger
from truceline.extract.figures import FigureDraft
from truceline.extract.reality import called_off, status
from truceline.extract.syntax import Tree
from truceline.extract.told import VIOLENCE, Told
from truceline.extract.tolls import FACTUAL
from truceline.model.analysis import CountMention, Frame, Sentence
from truceline.model.extraction import Claim, FigureKind, Ref
from truceline.model.text import Span
from truceline.model.vocabulary import FAMILIES

MIN_SCORE = 0.35
PEOPLE = frozenset({"person", "organization"})
NEAR = 3
LEAD = 4
RELEVANT = 0.5
TYPE_OF_HARM: dict[FigureKind, str] = {
    "killed": "armed_attack", "wounded": "armed_attack", "captured": "arrest", "arrested": "arrest",
    "abducted": "abduction", "missing": "other_event", "displaced": "displacement", "released": "release",
    "surrendered": "surrender_or_defection",
}  # fmt: skip
OF_TRUCES = {
    "collapse": "ceasefire_ended", "expire": "ceasefire_ended", "lapse": "ceasefire_ended",
    "unravel": "ceasefire_ended",
    "break": "ceasefire_ended", "crumble": "ceasefire_ended", "violate": "ceasefire_violated",
    "breach": "ceasefire_violated", "extend": "ceasefire_extended", "renew": "ceasefire_extended",
    "prolong": "ceasefire_extended",
}  # fmt: skip
TRUCE_SCORE = 0.75
ANCHORS = frozenset({"after", "before", "since"})
NAMING = frozenset({"nsubj", "compound", "amod"})
WORDS = FAMILIES["words"]


def tell(trees: Sequence[Tree], text: str, method: str) -> Told:
    """Drafts and figures of all sentences.

    Args:
        trees: the analysed sentences in text order.
        text: the document's text.
        method: name and version of the model, kept with each event.
    """
    told = Told()
    told.of_conflict = any(t.sentence.relevant >= RELEVANT for t in trees)
    latest: FigureDraft | None = None
    for tree in trees:
        if tree.sentence.role == "boilerplate" or not tree.tokens:
            continue
        before = told.violence(tree.sentence.number, NEAR)
        by_trigger = _drafts(tree, method)
        told.drafts.extend(dict.fromkeys(by_trigger.values()))
        here = _figures(told, tree, text, by_trigger, before, method)
        latest = here[-1] if here else latest
        hedge = figures.hedged_tally(tree, latest)
        if hedge is not None:
            owner = next((d for d in reversed(told.drafts) if latest in told.figures_of(d)), None)
            if owner is not None:
                told.give(owner, hedge)
        tolls.join_before(told, list(dict.fromkeys(by_trigger.values())))
    tolls.join_ahead(told)
    _join_title(told, trees)
    return told


def _join_title(told: Told, trees: Sequence[Tree]) -> None:
    """Makes a title's event a telling of the first of its type in the lead, unless it has a toll or another place."""
    for draft in [d for d in told.drafts if d.tree.sentence.role == "title"]:
        body = (d for d in told.drafts if d.tree.sentence.role == "body" and d.sentence - draft.sentence <= LEAD)
        first = next((d for d in body if d.type == draft.type), None)
        if first is None or told.figures_of(draft) or not {first.status, draft.status} <= FACTUAL:
            continue
        here = tolls.places(draft.tree)
        there = {w for t in trees if draft.sentence < t.sentence.number <= first.sentence for w in tolls.places(t)}
        if not here or not there or here & there:
            told.join(draft, first)


def _drafts(tree: Tree, method: str) -> dict[int, Draft]:
    found: dict[int, Draft] = {}
    for n, trigger in enumerate(tree.sentence.triggers):
        if trigger.score < MIN_SCORE:
            continue
        draft = from_trigger(tree, trigger, method)
        if _only_dates(draft):
            continue
        draft.status = status(tree, draft.head, draft.status)
        if draft.status in FACTUAL and not draft.type.startswith("ceasefire"):
            draft.status = called_off(tree, draft.head) or draft.status
        _fill(draft)
        found[n] = draft
    found |= _of_truces(tree, found, method)
    return _once_each(found | _of_plain_words(tree, found, method))


def _of_plain_words(tree: Tree, found: dict[int, Draft], method: str) -> dict[int, Draft]:
    """Events whose words leave no doubt, where no head fired on them or beside them on the same act."""
    made: dict[int, Draft] = {}
    if tree.sentence.relevant < RELEVANT:
        return made
    taken = {i for d in found.values() for i in (*range(d.first, d.last), d.head)}
    for first, last, kind in event_words.plain(tree):
        head = tree.head_of(first, last)
        near = {*range(first, last), tree.tokens[head].head, *tree.conjuncts(tree.first_conjunct(head))}
        if near & taken and any(d.type in VIOLENCE and {*range(d.first, d.last)} & near for d in found.values()):
            continue
        if set(range(first, last)) & taken:
            continue
        made[-2000 - first] = Draft(
            tree=tree, first=first, last=last, type=kind, status=status(tree, head, "asserted"), score=0.5,
            method=f"{method}, plain word",
        )  # fmt: skip
        _fill(made[-2000 - first])
    return made


def _of_truces(tree: Tree, found: dict[int, Draft], method: str) -> dict[int, Draft]:
    """What becomes of a ceasefire by the verb that it is subject or object of, where no head fired on that verb."""
    made: dict[int, Draft] = {}
    taken = {i for d in found.values() for i in range(d.first, d.last)}
    for truce in tree.sentence.truces:
        head = tree.head_of(truce.first, truce.last)
        for at in (head, *(i for i in range(truce.last, len(tree.tokens)) if tree.meant(i) == head)):
            verb = truce_syntax.said_of(tree, at) if truce.score >= TRUCE_SCORE else None
            kind = OF_TRUCES.get(tree.tokens[verb].lemma.lower()) if verb is not None else None
            if verb is None or kind is None or verb in taken or tree.tokens[verb].upos != "VERB":
                continue
            made[-1000 - verb] = Draft(
                tree=tree, first=verb, last=verb + 1, type=kind, status=status(tree, verb, "asserted"),
                score=truce.score / 2, method=f"{method}, word of a ceasefire",
            )  # fmt: skip
    return made


def _only_dates(draft: Draft) -> bool:
    """True for what is only named to count years from it: "five years after the invasion"."""
    tree, head = draft.tree, draft.head
    if tree.tokens[head].upos != "NOUN" or not any(tree.words[c].lower() in ANCHORS for c in tree.kids(head, "case")):
        return False
    measures = [
        c for c in tree.kids(head, "nmod", "obl", "advmod") if c < head and tree.tokens[c].lemma.lower() == "year"
    ]
    return any(tree.kids(c, "nummod") for c in measures)


def _once_each(found: dict[int, Draft]) -> dict[int, Draft]:
    """One draft where two words name one act of violence: "mortar rounds struck", "the bombing killed", "mortar bombs".

    One of the words is then the other's subject, agent or modifier; the surer draft stays, with the arguments of both.
    """
    for draft in list(found.values()):
        above = draft.tree.tokens[draft.head].head
        other = next((m for m, d in found.items() if d is not draft and d.head == above), None)
        if other is None or draft.tree.relations[draft.head] not in NAMING or draft.type not in VIOLENCE:
            continue
        if found[other].type not in VIOLENCE or found[other].status != draft.status:
            continue
        kept, left = sorted((draft, found[other]), key=lambda d: -d.score)
        for role, arguments in left.roles.items():
            kept.roles[role] = kept.roles[role] or arguments
        found = {m: kept if d is left else d for m, d in found.items()}
    return found


def _fill(draft: Draft) -> None:
    """Fills an empty actor or target from the predicate's semantic roles, if people or organisations stand there."""
    frame = next((f for f in draft.tree.sentence.frames if f.index == draft.head), None)
    if frame is None:
        return
    for role, label in (("actor", "ARG0"), ("target", "ARG1")):
        if draft.roles[role] or (role == "target" and draft.type not in VIOLENCE | WORDS):
            continue
        filler = _people(draft.tree, frame, label)
        if filler is not None and not _taken(draft, filler):
            draft.roles[role].append(filler)


def _people(tree: Tree, frame: Frame, label: str) -> Argument | None:
    for role in frame.roles:
        if role.label != label:
            continue
        head = tree.head_of(role.first, role.last)
        if tree.tokens[head].entity in PEOPLE or tree.tokens[head].upos == "PROPN":
            first, last = tree.phrase(head)
            return Argument(tree.sentence.number, first, last, role.score)
    return None


def _taken(draft: Draft, filler: Argument) -> bool:
    return any(a.first < filler.last and filler.first < a.last for arguments in draft.roles.values() for a in arguments)


def _figures(
    told: Told, tree: Tree, text: str, by_trigger: dict[int, Draft], before: Draft | None, method: str
) -> list[FigureDraft]:
    here: list[FigureDraft] = []
    for mention in (*tree.sentence.counts, *counting.more(tree)):
        figure = figures.read(tree, mention, text, here)
        if figure is None:
            continue
        harmful = [d for d in by_trigger.values() if d.type not in WORDS]
        owner = figures.owner(by_trigger, mention, figure.kind, harmful) or _from_harm(
            told, tree, mention, figure, method
        )
        if owner is None and figures.may_follow(figure):
            owner = before
        if owner is None:
            continue
        if owner.tree is tree and owner not in by_trigger.values():
            by_trigger[-1 - len(by_trigger)] = owner
        here.append(figure)
        told.give(owner, figure)
    return here


def _from_harm(told: Told, tree: Tree, mention: CountMention, figure: FigureDraft, method: str) -> Draft | None:
    """An event named only by the word that does the harm ("two cleaners had been wounded"), for which no head fired."""
    index = harm.governor_of(tree, tree.head_of(mention.first, mention.last)) if told.of_conflict else None
    if index is None:
        return None
    known = next((d for d in told.drafts if d.tree is tree and d.head == index), None)
    if known is not None:
        return known
    draft = Draft(
        tree=tree, first=index, last=index + 1, type=TYPE_OF_HARM[figure.kind], status=status(tree, index, "asserted"),
        score=mention.score / 2, method=f"{method}, harm word",
    )  # fmt: skip
    _fill(draft)
    told.drafts.append(draft)
    return draft


@dataclass(slots=True)
class Sources:
    """Who says so, where the clause itself does not tell: by event draft and by figure draft (by identity)."""

    events: dict[int, Ref]
    figures: dict[int, Ref]


def attribute(told: Told, claims: Sequence[Claim], cast: Cast) -> Sources:
    """Speakers of events and figures: whoever gives the figure in its clause, else the innermost claim around it.

    What a denial denies is not a fact: the event that is the denied clause itself becomes ``negated``. An event that is
    only mentioned in a denial ("denied involvement in the bombing") stays what it is.
    """
    found = Sources({}, {})
    for draft in told.drafts:
        inner = _innermost(draft.tree, draft.span, claims)
        denied = inner is not None and inner.factuality == "CT-" and draft.tree.main(inner.content) == draft.head
        if denied and draft.status in FACTUAL and draft.type not in WORDS:
            draft.status = "negated"
        if inner is not None and not draft.roles["source"] and inner.speaker is not None:
            found.events[id(draft)] = inner.speaker
        for figure in told.figures_of(draft):
            around = _innermost(figure.tree, figure.count, claims)
            if figure.teller is not None:
                found.figures[id(figure)] = cast.ref(figure.teller.sentence, figure.teller.first)
            elif around is not None and around.speaker is not None:
                found.figures[id(figure)] = around.speaker
    return found


def _innermost(tree: Tree, span: Span, claims: Sequence[Claim]) -> Claim | None:
    """The narrowest claim around `span`; claims stand in text order and never reach beyond their sentence."""
    first = bisect_left(claims, tree.sentence.span.start, key=lambda c: c.content.start)
    last = bisect_right(claims, span.start, lo=first, key=lambda c: c.content.start)
    around = [c for c in claims[first:last] if span.within(c.content)]
    return min(around, key=lambda c: c.content.end - c.content.start, default=None)


def relevant(sentences: Sequence[Sentence], told: Told) -> bool:
    """True if the report is about armed conflict: something was found, or the relevance head says so."""
    return bool(told.drafts) or told.of_conflict
