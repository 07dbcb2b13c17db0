"""Events of a document: from triggers to one draft a happening, with status, arguments and figures.

Triggers, types and arguments come from the domain heads; syntax guards the status, fills an empty actor or target from
the semantic roles, and joins what is told twice: a harm verb that only carries the toll of the event before it, and a
definite description ("the offensive", "the attack") of an event already told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from truceline.extract import counting, figures, harm, truce_syntax
from truceline.extract.actors import Cast
from truceline.extract.draft import Argument, Draft, from_trigger
from truceline.extract.figures import FigureDraft
from truceline.extract.reality import called_off, status
from truceline.extract.syntax import Tree
from truceline.model.analysis import CountMention, Frame, Sentence
from truceline.model.extraction import Claim, FigureKind, Ref
from truceline.model.text import Span
from truceline.model.vocabulary import FAMILIES

MIN_SCORE = 0.35
HARM = frozenset({
    "kill", "wound", "injure", "die", "hurt", "lose", "death", "casualty", "dead", "toll", "maim", "body", "corpse", "loss",
    "wounded", "injured",
})  # fmt: skip
UNITS = frozenset({"hour", "day", "week", "month", "year"})
PEOPLE = frozenset({"person", "organization"})
NEAR = 3
RECENT = 8
FAR = 40
RELEVANT = 0.5
OWN = ("actor", "place", "time", "means")
FACTUAL = frozenset({"asserted", "background"})
TYPE_OF_HARM: dict[FigureKind, str] = {
    "killed": "armed_attack", "wounded": "armed_attack", "captured": "arrest", "arrested": "arrest",
    "abducted": "abduction", "missing": "other_event", "displaced": "displacement", "released": "release",
    "surrendered": "surrender_or_defection",
}  # fmt: skip
OF_TRUCES = {
    "collapse": "ceasefire_ended", "expire": "ceasefire_ended", "lapse": "ceasefire_ended", "unravel": "ceasefire_ended",
    "break": "ceasefire_ended", "crumble": "ceasefire_ended", "end": "ceasefire_ended", "violate": "ceasefire_violated",
    "breach": "ceasefire_violated", "extend": "ceasefire_extended", "renew": "ceasefire_extended",
    "prolong": "ceasefire_extended",
}  # fmt: skip
TRUCE_SCORE = 0.75
NAMING = frozenset({"nsubj", "compound", "amod"})
VIOLENCE = FAMILIES["violence"]
WORDS = FAMILIES["words"]


class Told:
    """Everything that the document tells: drafts in text order, and the figures of each."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.figures: dict[int, list[FigureDraft]] = {}
        self.of_conflict = False
        self._told: dict[int, int] = {}
        self._harmful: Draft | None = None

    def figures_of(self, draft: Draft) -> list[FigureDraft]:
        """Figures of one draft, in text order."""
        return self.figures.get(id(draft), [])

    def give(self, draft: Draft, figure: FigureDraft) -> None:
        """Gives `figure` to `draft`."""
        self.figures.setdefault(id(draft), []).append(figure)
        self._told[id(draft)] = figure.tree.sentence.number
        self._harmful = draft if draft.type in VIOLENCE else self._harmful

    def last(self, draft: Draft) -> int:
        """Number of the sentence that spoke of `draft` last."""
        return max(draft.sentence, self._told.get(id(draft), 0))

    def violence(self, number: int, reach: int) -> Draft | None:
        """The violence that was told last before sentence `number`, if that is at most `reach` sentences away."""
        recent = self.drafts[-RECENT:]
        harmful = [d for d in self.drafts[-FAR:-RECENT] if d is self._harmful]
        fits = (d for d in (*harmful, *recent) if d.sentence < number and d.type in VIOLENCE)
        found = max(fits, key=lambda d: (self.last(d), d.sentence, d.first), default=None)
        return found if found is not None and number - self.last(found) <= reach else None

    def join(self, later: Draft, earlier: Draft) -> None:
        """Makes `later` a further telling of `earlier`: its figures and new arguments move there."""
        for figure in self.figures.pop(id(later), []):
            self.give(earlier, figure)
        for role, arguments in later.roles.items():
            if not earlier.roles[role]:
                elsewhere = later.sentence != earlier.sentence
                earlier.roles[role] = [replace(a, basis="carried over") for a in arguments] if elsewhere else arguments
        self.drafts.remove(later)


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
        _continue_before(told, list(dict.fromkeys(by_trigger.values())))
    _join_ahead(told)
    return told


def _drafts(tree: Tree, method: str) -> dict[int, Draft]:
    found: dict[int, Draft] = {}
    for n, trigger in enumerate(tree.sentence.triggers):
        if trigger.score < MIN_SCORE:
            continue
        draft = from_trigger(tree, trigger, method)
        draft.status = status(tree, draft.head, draft.status)
        if draft.status in FACTUAL and not draft.type.startswith("ceasefire"):
            draft.status = called_off(tree, draft.head) or draft.status
        _fill(draft)
        found[n] = draft
    return _once_each(found | _of_truces(tree, found, method))


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
        owner = figures.owner(by_trigger, mention, figure.kind, harmful) or _from_harm(told, tree, mention, figure, method)
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


def _continue_before(told: Told, here: Sequence[Draft]) -> None:
    """Joins a bare toll, with figures but nothing that makes it a happening of its own, to the violence before it.

    That is another event of its sentence, else the violence told last, else the fighting that the report is about.
    """
    for draft in here:
        if not _tolls(draft) or not told.figures_of(draft) or draft not in told.drafts:
            continue
        others = [d for d in here if d is not draft and d.type in VIOLENCE and d in told.drafts]
        long = _fighting(told, draft) if _since(draft) else None
        earlier = others[0] if others else long or told.violence(draft.sentence, 2) or _fighting(told, draft)
        if earlier is None or _own(draft, earlier):
            continue
        if earlier.status == draft.status or {earlier.status, draft.status} <= FACTUAL:
            told.join(draft, earlier)


def _tolls(draft: Draft) -> bool:
    """True if the event is named by a word of harm alone, or by those whom one met ("215 gunmen killed")."""
    tree, head = draft.tree, draft.head
    met = tree.kids(head, "acl", "amod") if tree.tokens[head].entity == "person" else []
    return any(tree.tokens[i].lemma.lower() in HARM for i in (head, *met))


def _own(draft: Draft, earlier: Draft) -> bool:
    """True if a toll has something that the violence before it does not have: who did it, another place, a day."""
    tree, head = draft.tree, draft.head
    subject = next(iter(tree.kids(head, "nsubj")), None) if tree.tokens[head].upos == "VERB" else None
    doer = subject is not None and not tree.is_passive(head) and tree.tokens[head].lemma.lower() not in harm.INTRANSITIVE
    if (doer and tree.tokens[subject or 0].upos != "PRON") or draft.roles["means"]:
        return True
    if draft.roles["actor"] and not _tells_people(draft):
        return True
    if any(not _lasting(tree, a) for a in draft.roles["time"]):
        return True
    where = {w for a in draft.roles["place"] for w in _words(draft, a)}
    names = [n for n in earlier.tree.sentence.names if n.label == "LOC"]
    known = {earlier.tree.words[i].lower() for n in names for i in range(n.first, n.last)}
    return bool(where) and not where & known


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


def _join_ahead(told: Told) -> None:
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
