"""An event while it is being put together; frozen into `model.extraction.Event` at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.extract.nations import nations
from truceline.extract.syntax import Tree
from truceline.model.analysis import Trigger
from truceline.model.extraction import Basis, EventDate, Status
from truceline.model.text import Span

PEOPLE = frozenset({"person", "organization", "place"})
ACTING = frozenset({"actor", "broker", "parties", "declared_by"})
SHARED = ("actor", "target")
NOMINAL = frozenset({"NOUN", "PROPN"})
ROLES = ("actor", "target", "broker", "means", "place", "time", "source")


@dataclass(slots=True)
class Argument:
    """A phrase that fills a role: tokens `first:last` of sentence `sentence`."""

    sentence: int
    first: int
    last: int
    score: float
    basis: Basis = "stated"


@dataclass(slots=True, eq=False)
class Draft:
    """One event of one sentence (or of several, once its later tellings have joined it)."""

    tree: Tree
    first: int
    last: int
    type: str
    status: Status
    score: float
    method: str
    roles: dict[str, list[Argument]] = field(default_factory=lambda: {r: [] for r in ROLES})
    date: EventDate | None = None
    lasting: str | None = None  # ISO 8601 duration of the event itself

    @property
    def sentence(self) -> int:
        """Number of the sentence that holds the trigger."""
        return self.tree.sentence.number

    @property
    def span(self) -> Span:
        """Characters of the trigger."""
        return self.tree.span(self.first, self.last)

    @property
    def head(self) -> int:
        """Head token of the trigger."""
        return self.tree.head_of(self.first, self.last)


def from_trigger(tree: Tree, trigger: Trigger, method: str) -> Draft:
    """A draft with the roles that the domain heads found."""
    draft = Draft(
        tree=tree, first=trigger.first, last=trigger.last, type=trigger.type, status=_status(trigger.status),
        score=trigger.score, method=method,
    )  # fmt: skip
    for role in trigger.roles:
        argument = whole(tree, role.first, role.last, role.score)
        if role.label in draft.roles and (role.label not in ACTING or acting(tree, argument)):
            draft.roles[role.label].append(argument)
    _coordinate(draft)
    return draft


def _coordinate(draft: Draft) -> None:
    """Gives a role to all of a coordination if one part of it has the role: "killed a judge, a colonel and his driver".

    The parts must be alike (people with people, things with things) and have no role of their own.
    """
    tree = draft.tree
    held = {i for arguments in draft.roles.values() for a in arguments for i in range(a.first, a.last)}
    held.update(range(draft.first, draft.last))
    for role in SHARED:
        for argument in tuple(draft.roles[role]):
            head = tree.head_of(argument.first, argument.last)
            for other in tree.conjuncts(tree.first_conjunct(head)):
                token = tree.tokens[other]
                if other in held or token.upos not in NOMINAL or token.entity != tree.tokens[head].entity:
                    continue
                first, last = tree.phrase(other)
                held.update(range(first, last))
                draft.roles[role].append(whole(tree, first, last, argument.score))


def whole(tree: Tree, first: int, last: int, score: float) -> Argument:
    """The argument on tokens `first:last`; a name that was cut ("al" of "al-Sistani", "Mr" of "Mr Allawi") is whole."""
    while last < len(tree.tokens) and tree.tokens[last - 1].head == last and _opens(tree, last - 1):
        last += 1
    if _only_says_which(tree, first, last):
        noun = tree.tokens[last - 1].head
        first, last = min(first, tree.phrase(noun)[0]), noun + 1
    for name in tree.sentence.names:
        if name.first < last and first < name.last:
            first, last = min(first, name.first), max(last, name.last)
    while first > 1 and _hyphenated(tree, first - 1):
        first -= 2
    while last + 1 < len(tree.tokens) and _hyphenated(tree, last):
        last += 2
    return Argument(tree.sentence.number, first, last, score)


def _only_says_which(tree: Tree, first: int, last: int) -> bool:
    """True if the noun that the words describe was cut off: "unidentified" of "unidentified men"."""
    token = tree.tokens[last - 1]
    below = (tree.tokens[i] for i in range(first, last))
    describes = token.deprel in ("amod", "compound", "det", "nummod") and last <= token.head <= last + 2
    return (
        describes
        and all(t.upos in ("ADJ", "DET", "NUM", "ADV", "VERB") for t in below)
        and (tree.tokens[token.head].upos == "NOUN" and tree.tokens[token.head].entity in ("person", "organization"))
    )


def acting(tree: Tree, argument: Argument) -> bool:
    """True if the argument can be an actor: a name, a nation, people, or a pronoun; "accord" and "cessation" cannot."""
    names = (n for n in tree.sentence.names if n.label != "MISC")
    named = any(n.first < argument.last and argument.first < n.last for n in names)
    at = tree.head_of(argument.first, argument.last)
    head = tree.tokens[at]
    if head.deprel == "compound" and head.upos == tree.tokens[head.head].upos == "NOUN":  # it only says which
        head = tree.tokens[head.head]
    of_people = head.entity in PEOPLE or (head.entity is None and head.upos == "NOUN")
    return named or of_people or head.upos in ("PRON", "ADJ") or (head.upos == "PROPN" and at in nations(tree))


def _opens(tree: Tree, index: int) -> bool:
    """True for a word that opens the name on its right: a title, a first name."""
    token = tree.tokens[index]
    return token.deprel in ("compound", "nmod:desc", "flat") and {token.upos, tree.tokens[index + 1].upos} == {"PROPN"}


def _hyphenated(tree: Tree, index: int) -> bool:
    """True if the token is the hyphen inside a proper name."""
    tokens = tree.tokens
    glued = (
        tokens[index].text == "-"
        and tokens[index - 1].end == tokens[index].start
        and tokens[index].end == tokens[index + 1].start
    )
    return glued and tokens[index - 1].upos == "PROPN" and tokens[index + 1].upos == "PROPN"


def _status(label: str) -> Status:
    match label:
        case "asserted" | "future" | "hypothetical" | "negated" | "background":
            return label
        case _:
            raise ValueError(f"unknown status {label!r}")
