"""Which harm the words around a count name, and who gives the figure, from the dependencies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from truceline.extract.syntax import Tree
from truceline.model.analysis import Token
from truceline.model.extraction import FigureKind

PEOPLE = frozenset({"person", "organization"})
PASSIVE_OR_OBJECT = ("nsubj", "obj", "nummod", "det", "amod", "obl", "appos", "iobj", "nmod")
HEDGES = frozenset({"more", "less", "fewer", "least", "most", "than", "close"})
REACH = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemma -> kind of harm for verbs, nouns and states, what goes with them, and the verbs that give figures."""

    verbs: dict[str, FigureKind]
    nouns: dict[str, FigureKind]
    hitting: dict[str, FigureKind]
    striking: frozenset[str]
    shots: frozenset[str]
    fatal: frozenset[str]
    states: dict[str, FigureKind]
    deaths: dict[str, FigureKind]
    acts: frozenset[str]
    owned: frozenset[str]
    wounds: frozenset[str]
    bearing: frozenset[str]
    conditions: frozenset[str]
    violent: frozenset[str]
    met: frozenset[str]
    bare: frozenset[str]
    tellers: frozenset[str]
    revising: frozenset[str]
    withdrawing: frozenset[str]
    accounts: frozenset[str]
    version: str

    @property
    def blows(self) -> frozenset[str]:
        """Verbs that say that somebody was hit, not what became of them."""
        return self.striking | self.hitting.keys()


@cache
def lexicon() -> Lexicon:
    """The lexicon of ``data/harm.toml``, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/harm.toml").read_text("utf-8"))
    return Lexicon(
        verbs=_kinds(data["verbs"]),
        nouns=_kinds(data["nouns"]),
        hitting=_kinds(data["hitting"]),
        striking=frozenset(data["striking"]["verbs"]),
        shots=frozenset(data["striking"]["beside"]),
        fatal=frozenset(data["fatal"]["words"]),
        states=_kinds(data["states"]),
        deaths=_kinds({kind: words for kind, words in data["deaths"].items() if kind in ("killed", "wounded")}),
        acts=frozenset(data["deaths"]["hitting"]),
        owned=frozenset(data["deaths"]["owned"]),
        wounds=frozenset(data["wounds"]["nouns"]),
        bearing=frozenset(data["wounds"]["verbs"]),
        conditions=frozenset(data["wounds"]["conditions"]),
        violent=frozenset(data["violent"]["words"]),
        met=frozenset(data["met"]["nouns"]),
        bare=frozenset(data["bare"]["words"]),
        tellers=frozenset(data["tellers"]["verbs"]),
        revising=frozenset(data["revisions"]["revising"]),
        withdrawing=frozenset(data["revisions"]["withdrawing"]),
        accounts=frozenset(data["revisions"]["accounts"]),
        version=data["version"],
    )


def _kinds(table: dict[str, list[str]]) -> dict[str, FigureKind]:
    return {word: kind for kind, words in table.items() for word in words}  # type: ignore[misc]


def kind_of(tree: Tree, first: int, last: int) -> FigureKind | None:
    """Kind that the word governing the counted people names; ``None`` if no such word governs them.

    "six policemen were killed", "the shelling killed six", "six dead", "killed six policemen and wounded five".
    """
    words = lexicon()
    index = tree.head_of(first, last)
    beside = None
    if tree.tokens[index].upos == "NUM":
        beside = _put_at(tree, first, words)
        beside = _beside(tree, first, last, words) if beside is None else beside
    if beside is not None:
        return tree_kind(tree, beside, words)
    verb = governor_of(tree, index)
    return None if verb is None else tree_kind(tree, verb, words)


def governor_of(tree: Tree, index: int) -> int | None:
    """Token of the harm word that governs a counted noun or number, if one does."""
    words = lexicon()
    for _ in range(REACH):
        token = tree.tokens[index]
        for child in tree.children[index]:
            if tree.tokens[child].deprel in ("acl", "amod", "acl:relcl", "nmod") and tree_kind(tree, child, words):
                return child
        if token.upos in ("NOUN", "ADJ") and token.lemma.lower() in words.nouns:
            return index
        if token.head < 0 or tree.relations[index] not in PASSIVE_OR_OBJECT:
            return None
        governor = token.head
        if (
            token.deprel.startswith("nsubj") and governor < index
        ):  # hung on the verb before, it is the next one's subject
            behind = (c for c in tree.kids(governor, "conj") if c > index)
            governor = next((c for c in behind if tree_kind(tree, c, words)), governor)
        active_subject = token.deprel == "nsubj" and tree.tokens[governor].upos == "VERB"
        if active_subject and tree.tokens[governor].lemma not in INTRANSITIVE:
            return governor if _leaves_home(tree, governor) else None
        if token.deprel.startswith("obl") and not token.deprel.startswith("obl:agent"):
            return None
        if token.deprel == "nmod" and _is_of(tree, index) and _of_victims(tree, governor, words):
            return governor
        if tree_kind(tree, governor, words):
            return governor
        raised = next((c for c in tree.kids(governor, "xcomp", "ccomp") if tree_kind(tree, c, words)), None)
        if raised is None:  # a subject shared with a coordinated verb: "was shot and killed"
            raised = next(
                (c for c in tree.kids(governor, "conj") if _shares(tree, c) and tree_kind(tree, c, words)), None
            )
        if raised is not None and token.deprel.startswith("nsubj"):
            return raised
        if tree.tokens[governor].upos == "VERB":
            return None
        index = governor
    return None


def _of_victims(tree: Tree, noun: int, words: Lexicon) -> bool:
    """True for a noun of harm, and for lives that are taken: "the death of", "took the lives of"."""
    return tree.tokens[noun].lemma.lower() in words.nouns or _life_taken(tree, noun)


def _life_taken(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.lemma.lower() != "life" or token.deprel != "obj" or token.head < 0:
        return False
    return tree.tokens[token.head].lemma.lower() in TAKING


def _leaves_home(tree: Tree, verb: int) -> bool:
    """True for "left their homes": whose subject is displaced."""
    objects = (tree.tokens[c].lemma.lower() for c in tree.kids(verb, "obj"))
    return tree.tokens[verb].lemma.lower() in LEAVING and any(o in HOMES for o in objects)


def _shares(tree: Tree, verb: int) -> bool:
    """True for a coordinated verb without subject or object of its own."""
    return tree.tokens[verb].upos == "VERB" and not tree.kids(verb, "nsubj", "obj")


def _person(token: Token) -> bool:
    return token.entity in PEOPLE or token.upos in ("PRON", "NUM", "PROPN")


def _is_of(tree: Tree, index: int) -> bool:
    return any(tree.tokens[c].text.lower() == "of" for c in tree.kids(index, "case"))


def _beside(tree: Tree, first: int, last: int, words: Lexicon) -> int | None:
    """The harm participle next to a bare number: "600 wounded and 155 captured", "killed six and wounded five"."""
    for index in (first - 1, last):
        if (
            0 <= index < len(tree.tokens)
            and tree.tokens[index].xpos in ("VBN", "VBD", "JJ")
            and tree_kind(tree, index, words)
        ):
            return index
    return None


def _put_at(tree: Tree, first: int, words: Lexicon) -> int | None:
    """The people whose number is put at this: "the dead at 460 and the wounded at about 1,100"."""
    index, told = first - 1, False
    while index > 0 and (tree.tokens[index].upos in ("ADP", "ADV") or tree.tokens[index].text.lower() in HEDGES):
        told = told or tree.tokens[index].text.lower() in ("at", "to")
        index -= 1
    people = told and index > 0 and tree.tokens[index - 1].text.lower() == "the"
    return index if people and tree_kind(tree, index, words) is not None else None


def is_age(tree: Tree, first: int, last: int) -> bool:
    """True for an age, a length of time or an address, no count of people.

    A bare number that hangs on a single person ("a boy of 12", "Rahim Salman, 61, a pilot"), or one of years.
    """
    index = tree.head_of(first, last)
    token = tree.tokens[index]
    if token.upos != "NUM" or token.head < 0:
        return False
    person = tree.tokens[token.head]
    if person.lemma.lower() in UNITS or tree.words[last : last + 2][-1:] in (("year",), ("month",)):
        return True
    if person.upos == "PROPN" and person.start < token.start and not tree.kids(index, "cc", "case", "advmod"):
        return tree.words[index - 1] in (",", "(")
    if tree.relations[index] not in ("nmod", "appos", "nummod"):
        return False
    return person.entity == "person" and person.xpos in ("NN", "NNP") and token.start > person.start


UNITS = frozenset({"year", "month", "week", "day", "hour", "minute", "street", "avenue", "block", "road"})
TAKING = frozenset({"take", "claim", "cost"})
LEAVING = frozenset({"leave", "abandon", "quit"})
HOMES = frozenset({"home", "house", "village"})
HARMFUL = frozenset({"VERB", "ADJ", "NOUN"})
INTRANSITIVE = frozenset({"die", "perish", "flee", "surrender", "defect", "desert", "drown", "succumb"})


def tree_kind(tree: Tree, index: int, words: Lexicon) -> FigureKind | None:
    """Kind of harm that the token itself names."""
    token = tree.tokens[index]
    if token.upos not in HARMFUL:
        return None
    lemma = token.lemma.lower()
    if token.upos == "VERB" and _leaves_home(tree, index):
        return "displaced"
    if _life_taken(tree, index):
        return "killed"
    noun = words.nouns.get(lemma) if token.upos != "VERB" else None
    return noun or words.verbs.get(lemma) or (_hit(tree, index, words) if lemma in words.hitting else None)


def _hit(tree: Tree, index: int, words: Lexicon) -> FigureKind | None:
    """What a verb of hitting does: what a verb, adjective or noun that goes with it says, else its own harm.

    Only somebody hit is harmed: "troops shot at marchers" or "shot 20 rounds" says nothing of harm.
    """
    hit = tree.kids(index, "nsubj") if tree.is_passive(index) else tree.kids(index, "obj")
    if tree.tokens[index].upos != "VERB" or not any(_person(tree.tokens[i]) for i in hit):
        return None
    return hit_kind(tree, index, words)


def hit_kind(tree: Tree, index: int, words: Lexicon) -> FigureKind:
    """What the words with a verb of hitting say that it did ("shot dead", "fatally shot"), else that it wounded."""
    for child in tree.kids(index, "conj", "xcomp", "obl", "advmod", "advcl", "amod"):
        token = tree.tokens[child]
        lemma = token.lemma.lower()
        if lemma in words.fatal and tree.relations[child] != "conj":
            if tree.tokens[child - 1].upos == "NUM":  # "four were shot, one fatally"
                continue
            return "killed"
        found = words.verbs.get(lemma) or words.states.get(lemma)
        with_it = tree.relations[child] not in ("conj", "advcl") or (
            tree.relations[child] == "conj" and _shares(tree, child)
        )
        if found == "killed" and with_it and token.upos in HARMFUL:
            return found
    return words.hitting.get(tree.tokens[index].lemma.lower(), "wounded")


def names_harm(tree: Tree) -> bool:
    """True if a word of the sentence names a harm, or those whom one met."""
    words = lexicon()
    return any(
        token.lemma.lower() in words.met or tree_kind(tree, i, words)
        for i, token in enumerate(tree.tokens)
        if token.upos in HARMFUL
    )


def kinds_named(tree: Tree) -> frozenset[FigureKind]:
    """Killed, wounded or both: what the words of the sentence name; of a verb of hitting both may be meant."""
    words = lexicon()
    found: set[FigureKind] = set()
    for token in tree.tokens:
        lemma = token.lemma.lower()
        if lemma in words.met or lemma in words.hitting or lemma in words.acts:
            return frozenset({"killed", "wounded"})
        tables = (words.verbs, words.nouns, words.states, words.deaths)
        kind = next((t[lemma] for t in tables if lemma in t), words.states.get(token.text.lower()))
        if kind in ("killed", "wounded"):
            found.add(kind)
        if lemma in words.wounds:
            found.add("wounded")
        if lemma in words.fatal:
            found.add("killed")
    return frozenset(found)


def names_violence(tree: Tree) -> bool:
    """True if a word of the sentence says that somebody did harm with a weapon."""
    words = lexicon().violent
    return any(token.lemma.lower() in words for token in tree.tokens if token.upos in ("VERB", "NOUN"))


def teller(tree: Tree, first: int, last: int) -> int | None:
    """Head of whoever gives the figure in its own clause ("the ministry put the dead at 40"), if the clause says."""
    index = tree.head_of(first, last)
    for above in tree.ancestors(index):
        if tree.tokens[above].upos != "VERB":
            continue
        if tree.tokens[above].lemma.lower() not in lexicon().tellers:
            return None
        speaker = tree.by_agent(above) if tree.is_passive(above) else tree.subject(above)
        if speaker is not None and (tree.tokens[speaker].entity in PEOPLE or tree.tokens[speaker].upos == "PROPN"):
            return speaker
        return None
    return None
