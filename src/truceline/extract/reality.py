"""Fact, plan, condition or denial: what syntax says about an event's status.

The status head proposes; these guards overrule it only where the words leave no choice (a negated verb, a future
auxiliary, an if-clause), and only away from ``asserted``: syntax never turns a denial into a fact.
"""

from __future__ import annotations

from truceline.extract.syntax import Tree
from truceline.model.extraction import Status

FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
POSSIBLE = frozenset({"would", "could", "might", "may", "should", "can", "ca", "must"})
CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "without"})
UNREAL_VERBS = frozenset({
    "refuse", "fail", "prevent", "avoid", "avert", "deny", "plan", "intend", "want", "hope", "try", "seek", "prepare",
    "threaten", "urge", "demand", "ask", "order", "tell", "call", "expect", "agree", "promise", "pledge", "vow",
    "propose", "offer", "consider", "schedule", "aim", "decline",
})  # fmt: skip
OCCURRING = frozenset({
    "join", "enter", "begin", "launch", "start", "see", "take", "make", "carry", "stage", "conduct", "hold", "report",
    "find", "reach", "hear", "order", "sign", "have",
})  # fmt: skip
HAPPENING = frozenset({
    "be", "exist", "occur", "happen", "begin", "return", "erupt", "resume", "follow", "materialise", "materialize",
})  # fmt: skip
LIGHT = frozenset(
    {("come", "about"), ("come", "off"), ("take", "place"), ("go", "ahead"), ("go", "on"), ("break", "out")}
)
SOME = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "both"})
PREVENTING = frozenset({"cancel", "postpone", "avert", "prevent", "foil", "thwart", "shelve", "abort"})
REFUSALS = frozenset({"refuse", "fail", "prevent", "avoid", "avert", "deny", "decline"})


def status(tree: Tree, index: int, proposed: Status) -> Status:
    """Status of the event at token `index`, given what the head proposes."""
    if proposed in ("negated", "hypothetical"):
        return proposed
    found = _own(tree, index) or _from_above(tree, index)
    if found is None or (proposed == "future" and found == "hypothetical"):
        return proposed
    return found


def _own(tree: Tree, index: int) -> Status | None:
    verb = _predicate(tree, index)
    if tree.negated(verb) or (verb != index and tree.negated(index)) or _nobody(tree, verb):
        return "negated"
    token = tree.tokens[index]
    if (
        token.deprel == "obj"
        and token.head >= 0
        and tree.tokens[token.head].lemma in OCCURRING
        and tree.negated(token.head)
    ):
        return "negated"
    helpers = tree.auxiliaries(verb)
    if _under_condition(tree, verb) or _only_thought_of(tree, index):
        return "hypothetical"
    if helpers & FUTURE:
        return "future"
    if helpers & POSSIBLE:
        return "hypothetical"
    return None


def _only_thought_of(tree: Tree, index: int) -> bool:
    """True for a happening in general, to which an unreal verb reaches out.

    "Will look into violations", "shall not wait for a call": no violation and no call is told.
    """
    token = tree.tokens[index]
    if token.upos != "NOUN" or token.head < 0 or tree.relations[index] != "obl":
        return False
    verb = token.head
    known = any(tree.tokens[c].text.lower() in SOME for c in tree.kids(index, "det", "nmod"))
    told = known or any(tree.tokens[c].deprel.startswith(("nmod", "acl")) for c in tree.children[index])
    reaches = {tree.tokens[c].text.lower() for c in tree.kids(index, "case")} & {"into", "for", "about", "against"}
    unreal = bool(tree.auxiliaries(verb) & (FUTURE | POSSIBLE))
    return bool(reaches) and unreal and not told and tree.tokens[verb].upos == "VERB"


def called_off(tree: Tree, index: int) -> Status | None:
    """Status of a happening named by a noun of which the text says that it was put off, cancelled or called off.

    What is put off or cancelled did not happen; what is called off may have begun, so it is only possible.
    """
    token = tree.tokens[index]
    if token.head < 0 or not (token.deprel == "obj" or token.deprel.startswith("nsubj")):
        return None
    verb, passive = token.head, tree.is_passive(token.head)
    if tree.negated(verb) or (token.deprel != "obj" and not passive):
        return None
    lemma = tree.tokens[verb].lemma.lower()
    off = any(tree.tokens[c].text.lower() == "off" for c in tree.children[verb])
    if lemma in PREVENTING or (lemma == "put" and off):
        return "negated"
    return "hypothetical" if lemma == "call" and off else None


def _nobody(tree: Tree, verb: int) -> bool:
    """True if the verb's subject is nobody ("none of them was arrested", "no one was hurt")."""
    for subject in tree.kids(verb, "nsubj"):
        words = {tree.tokens[subject].text.lower()} | {tree.tokens[c].text.lower() for c in tree.kids(subject, "det")}
        if words & {"none", "nobody", "no-one", "no", "neither"}:
            return True
    return False


def _predicate(tree: Tree, index: int) -> int:
    """The verb that carries the tense of an event named by a noun in its subject ("there will be a fight")."""
    token = tree.tokens[index]
    if token.upos in ("VERB", "AUX") or token.head < 0:
        return index
    above = tree.tokens[token.head]
    existential = any(tree.tokens[c].deprel == "expl" for c in tree.children[token.head])
    light = any((above.lemma, tree.tokens[c].text.lower()) in LIGHT for c in tree.children[token.head])
    if token.deprel.startswith("nsubj") and (above.lemma in HAPPENING or light or existential):
        return token.head
    return index


def _under_condition(tree: Tree, verb: int) -> bool:
    marks = {tree.tokens[c].text.lower() for c in tree.kids(verb, "mark")}
    if marks & CONDITIONAL:
        return True
    return any(
        tree.tokens[c].upos in ("VERB", "NOUN")
        and {tree.tokens[m].text.lower() for m in tree.kids(c, "mark", "case")} & CONDITIONAL
        for c in tree.kids(verb, "advcl", "obl")
        if tree.tokens[c].head == verb and bool(tree.auxiliaries(verb) & (FUTURE | POSSIBLE))
    )


def _from_above(tree: Tree, index: int) -> Status | None:
    """An open complement takes its reality from the verb above it ("refused to fight", "agreed to withdraw")."""
    token = tree.tokens[index]
    if token.head < 0 or tree.relations[index] not in ("xcomp", "acl", "advcl", "ccomp"):
        return None
    above = tree.tokens[token.head]
    infinitive = any(
        tree.tokens[c].text.lower() == "to" and tree.tokens[c].upos == "PART" for c in tree.children[index]
    )
    if above.lemma in REFUSALS and token.deprel == "xcomp":
        return None if tree.negated(token.head) else "negated"
    if not infinitive:
        subjunctive = token.deprel == "ccomp" and token.xpos == "VB" and not tree.auxiliaries(index)
        return "future" if subjunctive else None
    if above.lemma in UNREAL_VERBS or above.upos == "NOUN":
        return "future"
    return None
