"""Events of a document: from triggers to one draft a happening, with status, arguments and figures.

Triggers, types and arguments come from the domain heads; syntax guards the status, fills an empty actor or target from
the semantic roles, adds the events that only words tell, and joins what is told twice: a title's event and the lead's,
two words for one act, a toll and the violence that it is of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.extract import counting, event_words, figures, harm, revisions, tolls
from truceline.extract.backdrop import placed
from truceline.extract.draft import Argument, Draft, from_trigger
from truceline.extract.figures import HARMED, FigureDraft
from truceline.extract.reality import called_off, status
from truceline.extract.syntax import Tree
from truceline.extract.told import FACTUAL, VIOLENCE, Told
from truceline.extract.victims import Victim, victims
from truceline.model.analysis import CountMention, Frame, Sentence
from truceline.model.extraction import FigureKind
from truceline.model.vocabulary import FAMILIES

MIN_SCORE = 0.45
FAINT = 0.03  # enough between two actors
PEOPLE = frozenset({"person", "organization"})
NEAR = 3
LEAD = 4
RELEVANT = 0.5
HAPPENING = FACTUAL | {"future"}
TYPE_OF_HARM: dict[FigureKind, str] = {
    "killed": "armed_attack", "wounded": "armed_attack", "captured": "arrest", "arrested": "arrest",
    "abducted": "abduction", "missing": "other_event", "displaced": "displacement", "released": "release",
    "surrendered": "surrender_or_defection",
}  # fmt: skip
ANCHORS = frozenset({"after", "before", "since"})
NAMING = frozenset({"nsubj", "compound", "amod"})
WORDS = FAMILIES["words"]
HARM_WORD = "harm word"


def tell(trees: Sequence[Tree], text: str, method: str) -> Told:
    """Drafts and figures of all sentences.

    Args:
        trees: the analysed sentences in text order.
        text: the document's text.
        method: name and version of the model, kept with each event.
    """
    told = Told()
    told.of_conflict = any(t.sentence.relevant >= RELEVANT for t in trees)
    told.of_violence = told.of_conflict or any(map(harm.names_violence, trees))
    latest: FigureDraft | None = None
    for tree in trees:
        if tree.sentence.role == "boilerplate" or not tree.tokens:
            continue
        before = told.violence(tree.sentence.number, NEAR)
        by_trigger = _drafts(tree, method)
        told.drafts.extend(dict.fromkeys(by_trigger.values()))
        here = _figures(told, tree, text, by_trigger, before, method)
        revisions.mark(tree, here)
        again = None if here else revisions.carried(tree, latest)
        latest = here[-1] if here else latest
        for further in (figures.hedged_tally(tree, latest), again):
            owner = _owner(told, latest) if further is not None else None
            if further is not None and owner is not None:
                told.give(owner, further)
        tolls.join_before(told, list(dict.fromkeys(by_trigger.values())))
    tolls.join_ahead(told)
    _drop_faint(told, method)
    _join_title(told, trees)
    return told


def _owner(told: Told, figure: FigureDraft | None) -> Draft | None:
    """The event that a figure was given to."""
    return next((d for d in reversed(told.drafts) if figure in told.figures_of(d)), None)


def _drop_faint(told: Told, method: str) -> None:
    """Leaves what the heads saw only faintly if it has a figure, or is the likeliest act of a report without events."""
    faint = [d for d in told.drafts if d.score < MIN_SCORE and d.method == method and not told.figures_of(d)]
    if faint and len(faint) == len(told.drafts):
        faint.remove(max(faint, key=lambda d: d.score))
    for draft in faint:
        told.drafts.remove(draft)


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
        draft = from_trigger(tree, trigger, method)
        if _only_dates(draft):
            continue
        if event_words.lives_on(draft):
            continue
        draft.status = status(tree, draft.head, draft.status, draft.type)
        if draft.status in HAPPENING and not draft.type.startswith("ceasefire"):
            draft.status = called_off(tree, draft.head) or draft.status
        draft.status = placed(tree, draft.head, draft.status, draft.type)
        _fill(draft)
        if draft.score >= MIN_SCORE or _between_two(draft):
            found[n] = draft
    found |= event_words.of_truces(tree, found, method)
    shots = event_words.of_shots(tree, found, method)
    for draft in shots.values():
        _fill(draft)
    return _once_each(found | shots)


def _between_two(draft: Draft) -> bool:
    """True for a predicate that joins two actors: likely an act of one upon the other, though its type is doubtful."""
    sides = len(draft.roles["actor"]) > 1 or bool(draft.roles["actor"] and draft.roles["target"])
    return draft.score >= FAINT and sides


def _only_dates(draft: Draft) -> bool:
    """True for what is only named to count years from it: "five years after the invasion"."""
    tree, head = draft.tree, draft.head
    anchor = next((c for c in tree.kids(head, "case") if tree.words[c].lower() in ANCHORS), 0)
    measured = anchor > 1 and tree.tokens[anchor - 1].lemma.lower() in ("year", "decade")
    return measured and tree.tokens[head].upos == "NOUN" and bool(tree.kids(anchor - 1, "nummod"))


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
    harmed = victims(tree)
    for mention in (*tree.sentence.counts, *counting.more(tree, harmed)):
        figure = figures.read(tree, mention, text, here, harmed)
        if figure is None:
            continue
        harmful = [d for d in by_trigger.values() if d.type not in WORDS]
        violent = [d for d in harmful if d.type in VIOLENCE] if figure.kind in HARMED else harmful
        owner = (
            figures.owner(by_trigger, mention, figure.kind, violent)
            or _from_harm(told, tree, mention, figure, harmed, method)
            or figures.owner(by_trigger, mention, figure.kind, harmful)
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


def _from_harm(
    told: Told, tree: Tree, mention: CountMention, figure: FigureDraft, harmed: Mapping[int, Victim], method: str
) -> Draft | None:
    """An event named only by the word that does the harm ("two cleaners had been wounded"), for which no head fired."""
    victim = harmed.get(figures.counted_head(tree, mention))
    index = harm.governor_of(tree, tree.head_of(mention.first, mention.last)) if victim is None else victim.cue
    if index is None or not told.of_violence:
        return None
    known = next((d for d in told.drafts if d.tree is tree and d.head == index), None)
    if known is not None:
        return known
    draft = Draft(
        tree=tree, first=index, last=index + 1, type=TYPE_OF_HARM[figure.kind], status=status(tree, index, "asserted"),
        score=mention.score / 2, method=f"{method}, {HARM_WORD}",
    )  # fmt: skip
    _fill(draft)
    told.drafts.append(draft)
    return draft


def relevant(sentences: Sequence[Sentence], told: Told) -> bool:
    """True if the report is about armed conflict: the heads surely found something, or the relevance head says so.

    A word of harm alone does not make it so (crime is told and kept, too), nor does what the heads saw only faintly.
    """
    return told.of_conflict or any(d.score >= MIN_SCORE and not d.method.endswith(HARM_WORD) for d in told.drafts)
