"""Fact, plan, condition or denial: what syntax says about an event's status.

The status head proposes; these guards overrule it only where the words leave no choice (a negated verb, a future
auxiliary, an if-clause, what stands after ``after``). Syntax never turns a denial, plan or condition into a fact,
unless the clause says in so many words that it goes on or has begun.
"""

from __future__ import annotations

from truceline.extract.speech import lexicon
from truceline.extract.syntax import Tree
from truceline.model.extraction import Status
from truceline.model.vocabulary import FAMILIES

FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
POSSIBLE = frozenset({"would", "could", "might", "may", "should", "can", "ca", "must"})
CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "without"})
PLANNED = frozenset({
    "plan", "intend", "intention", "prepare", "expect", "order", "agree", "promise", "pledge", "vow", "schedule", "aim",
    "decide", "decision", "tell",
})  # fmt: skip
WISHED = frozenset({
    "want", "hope", "seek", "threaten", "threat", "urge", "demand", "ask", "call", "consider", "propose", "proposal",
    "offer", "appeal", "request", "possibility", "encourage", "ready", "willing",
})  # fmt: skip
OCCURRING = frozenset({
    "join", "enter", "begin", "launch", "start", "see", "take", "make", "carry", "stage", "conduct", "hold", "report",
    "find", "reach", "hear", "order", "sign", "have",
})  # fmt: skip
LIGHT = frozenset({("come", "about"), ("come", "off"), ("go", "ahead"), ("go", "on"), ("break", "out")})
SOME = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "both"})
PREVENTING = frozenset({"cancel", "postpone", "avert", "prevent", "foil", "thwart", "shelve", "abort"})
REFUSALS = frozenset({"refuse", "fail", "prevent", "avoid", "avert", "deny", "decline"})
GOING_ON = frozenset({"ongoing", "continuing"})
PHASES = frozenset({"begin", "start", "continue", "resume", "conclude", "end"})
PREDICATES = PHASES | {
    "be", "exist", "occur", "happen", "take", "return", "erupt", "follow", "materialise", "materialize",
}  # fmt: skip
MEANT = FAMILIES["words"] | {"ceasefire_proposed"}
KEEPING = frozenset({"honor", "honour", "respect", "observe", "comply", "adhere", "abide", "implement", "keep"})
PENDING = frozenset({"approve", "authorize", "authorise", "delay", "plan", "schedule", "prepare", "await"})
PRESUPPOSING = frozenset({"halt", "stop", "end", "cease", "suspend", "continue", "lift"})
PARTS = frozenset({"round", "series"})
WISH_REACH = 2


def status(tree: Tree, index: int, proposed: Status, kind: str = "") -> Status:
    """Status of the event at token `index`, given what the head proposes.

    Args:
        tree: the sentence.
        index: head token of the trigger.
        proposed: what the status head says.
        kind: the event's type. Where the event is a saying, but no verb of saying tells it ("they must lay down their
            arms" demands, "we will not talk" rejects), the mood is what is said, and the saying is a fact.
    """
    if (kind in MEANT and not _of_speech(tree, index)) or (kind == "ceasefire_violated" and _keeping(tree, index)):
        return proposed
    if proposed in ("future", "hypothetical") and _going_on(tree, index):
        return "asserted"
    if proposed in ("negated", "hypothetical"):
        return proposed
    own = _own(tree, index)
    found = own or _from_above(tree, index)
    if found is None or (proposed == "future" and found == "hypothetical"):
        found = proposed
    return "hypothetical" if own is None and _wished(tree, index) else found


def _of_speech(tree: Tree, index: int) -> bool:
    lemma, words = tree.tokens[index].lemma.lower(), lexicon()
    return lemma in words.verbs or lemma in words.nouns


def _keeping(tree: Tree, index: int) -> bool:
    """True for "honour", "comply with": not to keep a truce is to violate it."""
    return tree.tokens[index].lemma.lower() in KEEPING


def _going_on(tree: Tree, index: int) -> bool:
    """True if the text says that a happening goes on or has begun ("ongoing talks", "talks have resumed")."""
    if any(tree.tokens[c].lemma.lower() in GOING_ON for c in tree.kids(index, "amod")):
        return True
    verb = tree.tokens[index].head
    if tree.relations[index] != "nsubj" or tree.tokens[verb].lemma.lower() not in PHASES:
        return False
    return tree.finite(verb) and not tree.negated(verb) and tree.relations[verb] != "advcl"


def _wished(tree: Tree, index: int) -> bool:
    """True for what is only asked for, offered, hoped for or threatened ("urged them to leave", "a call for talks")."""
    at = index
    for _ in range(WISH_REACH):
        at = tree.first_conjunct(at)
        if tree.tokens[at].head < 0 or not _complement(tree, at):
            return False
        named = tree.tokens[at].deprel == "obj"  # "they call the talks a farce", "they called in air strikes"
        at = tree.tokens[at].head
        lemma = tree.tokens[at].lemma.lower()
        if lemma in WISHED:
            return not (lemma == "call" and (named or tree.kids(at, "compound")))
        if lemma in PRESUPPOSING:
            return False
    return False


def _complement(tree: Tree, index: int) -> bool:
    """True for an object, a goal ("for talks") and an open or infinitive clause."""
    if tree.tokens[index].deprel in ("obj", "xcomp", "ccomp") or tree.tokens[tree.tokens[index].head].lemma in PARTS:
        return True
    marks = {tree.tokens[c].text.lower() for c in tree.kids(index, "case", "mark")}
    goal = "for" if tree.relations[index] in ("obl", "nmod") else "to"
    return tree.tokens[index].deprel in ("obl", "nmod", "acl", "advcl") and goal in marks


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
    """Status of a happening named by a noun of which the text says that it was put off, cancelled or approved.

    What is put off or cancelled did not happen; what is called off may have begun, so it is only possible, and so is
    what somebody means to prevent. What is approved or delayed is still to come.
    """
    token = tree.tokens[index]
    if token.head < 0 or not (token.deprel == "obj" or token.deprel.startswith("nsubj")):
        return None
    verb, passive = token.head, tree.is_passive(token.head)
    if tree.negated(verb) or (token.deprel != "obj" and not passive):
        return None
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in PENDING:
        return "future"
    if lemma in PREVENTING and tree.infinitive(verb):
        return "hypothetical"  # "to avert clashes"
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
    if token.deprel.startswith("nsubj") and (above.lemma in PREDICATES or light or existential):
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
    if above.lemma in REFUSALS and token.deprel == "xcomp":
        return None if tree.negated(token.head) else "negated"
    if not tree.infinitive(index):
        subjunctive = token.deprel == "ccomp" and token.xpos == "VB" and not tree.auxiliaries(index)
        return "future" if subjunctive else None
    if "have" in tree.auxiliaries(index):  # "believed to have been killed"
        return None
    return "future" if above.lemma.lower() in PLANNED | WISHED else None
