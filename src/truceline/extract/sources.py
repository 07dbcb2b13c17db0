"""Who says that an event happened, or that so many were harmed: the heads' answer, the figure's clause, the claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from truceline.extract.actors import Cast
from truceline.extract.draft import Argument, Draft
from truceline.extract.events import WORDS
from truceline.extract.figures import FigureDraft
from truceline.extract.speech import lexicon
from truceline.extract.syntax import Tree
from truceline.extract.told import FACTUAL, Told
from truceline.model.extraction import Claim, Ref
from truceline.model.text import Span

NOT_DENIED = WORDS | {"ceasefire_proposed"}  # to reject an offer is not to say that it was not made


@dataclass(slots=True)
class Sources:
    """Who says so, where the clause itself does not tell: by event draft and by figure draft (by identity)."""

    events: dict[int, Ref]
    figures: dict[int, Ref]


def attribute(told: Told, claims: Sequence[Claim], cast: Cast, trees: Sequence[Tree]) -> Sources:
    """Speakers of events and figures: whoever gives the figure in its clause, else the innermost claim around it.

    The source head reads the event's own clause and goes first; a claim vouches only for what it asserts (`_vouches`).
    What a denial denies is not a fact: the event that is the denied clause itself becomes ``negated``. An event that is
    only mentioned in a denial ("denied involvement in the bombing") stays what it is.
    """
    found = Sources({}, {})
    for draft in told.drafts:
        draft.roles["source"] = _told_by(draft, trees)
        inner = _innermost(draft.tree, draft.span, claims)
        denied = inner is not None and inner.factuality == "CT-" and draft.tree.main(inner.content) == draft.head
        if denied and draft.status in FACTUAL and draft.type not in NOT_DENIED:
            draft.status = "negated"
        if (
            inner is not None
            and not draft.roles["source"]
            and inner.speaker is not None
            and _vouches(inner, draft, told)
        ):
            found.events[id(draft)] = inner.speaker
        for figure in told.figures_of(draft):
            around = _innermost(figure.tree, figure.count, claims)
            if figure.teller is not None:
                teller = cast.ref(figure.teller.sentence, figure.teller.first)
                found.figures[id(figure)] = _who_revises(figure, teller, found)
            elif around is not None and around.speaker is not None:
                found.figures[id(figure)] = around.speaker
    return found


def _who_revises(figure: FigureDraft, teller: Ref, found: Sources) -> Ref:
    """The teller of a figure; "it" that corrects a figure is whoever gave the one corrected."""
    earlier = None if figure.revises is None else found.figures.get(id(figure.revises))
    if teller.id is not None or earlier is None:
        return teller
    return replace(earlier, basis="carried over")


def _vouches(claim: Claim, draft: Draft, told: Told) -> bool:
    """True if the claim's speaker tells the event as a fact or, where it is the claim itself, as what will come.

    Not a saying, which speaks for itself, not a condition, not what is demanded or denied, and of what is background
    only that which harmed so many, as the speaker says.
    """
    if draft.type in WORDS or claim.conditional:
        return False
    main = draft.tree.main(claim.content)
    if draft.status == "background":
        return main is not None and any(_counted_by(draft.tree, main, f) for f in told.figures_of(draft))
    coming = claim.stance == "predicts" and draft.status == "future" and main == draft.head
    return claim.stance == "asserts" or coming


def _counted_by(tree: Tree, main: int, figure: FigureDraft) -> bool:
    """True if the figure stands in the clause of `main` itself ("said that 40 had died in the raid")."""
    if figure.tree is not tree:
        return False
    at = next((i for i, t in enumerate(tree.tokens) if figure.count.start <= t.start < figure.count.end), tree.root)
    return next((a for a in tree.ancestors(at) if tree.tokens[a].upos == "VERB"), None) == main


def _told_by(draft: Draft, trees: Sequence[Tree]) -> list[Argument]:
    """Sources that the heads give, without those that say nothing in their clause ("the state is to look into").

    A source may stand in another sentence, where the event was told, too.
    """
    whole = ((trees[a.sentence], _speaking(trees[a.sentence], a)) for a in draft.roles["source"])
    return [a for tree, a in whole if _speaks(tree, tree.head_of(a.first, a.last))]


def _speaking(tree: Tree, argument: Argument) -> Argument:
    """The argument, or whoever it owns, if that one is the subject: in "Iraq's premier said" the premier speaks."""
    token = tree.tokens[tree.head_of(argument.first, argument.last)]
    owned = token.head
    while token.deprel == "nmod:poss" and tree.tokens[owned].deprel == "nmod:desc":  # a title before its name
        owned = tree.tokens[owned].head
    if token.deprel != "nmod:poss" or tree.relations[owned] != "nsubj":
        return argument
    first, last = tree.phrase(owned)
    return replace(argument, first=first, last=last)


def _speaks(tree: Tree, index: int) -> bool:
    """False for the subject of a verb that tells of no saying, nor governs anything that does."""
    subject = tree.first_conjunct(index)
    verb = tree.tokens[subject].head
    if tree.relations[subject] != "nsubj" or verb < 0 or tree.is_passive(verb) or tree.kids(verb, "ccomp", "parataxis"):
        return True
    words = lexicon()
    around = (verb, *tree.kids(verb, "obj", "obl", "xcomp", "advcl", "conj", "acl"))
    return any(
        tree.tokens[i].lemma.lower() in (words.nouns if tree.tokens[i].upos == "NOUN" else words.verbs) for i in around
    )


def _innermost(tree: Tree, span: Span, claims: Sequence[Claim]) -> Claim | None:
    """The narrowest claim around `span`; claims stand in text order and never reach beyond their sentence."""
    first = bisect_left(claims, tree.sentence.span.start, key=lambda c: c.content.start)
    last = bisect_right(claims, span.start, lo=first, key=lambda c: c.content.start)
    around = [c for c in claims[first:last] if span.within(c.content)]
    return min(around, key=lambda c: c.content.end - c.content.start, default=None)
