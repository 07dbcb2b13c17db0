"""Claims inside one sentence, from its syntax: cue, speaker, content, stance.

A cue is a verb or noun of speech with its content clause, ``according to``, a verb of naming ("hailed it as …"), or any
verb of a person with a that-clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.extract.actor_words import words as actor_words
from truceline.extract.quotes import quoted_share, touching
from truceline.extract.reality import FUTURE
from truceline.extract.speech import Lexicon, lexicon
from truceline.extract.syntax import Tree
from truceline.model.extraction import Factuality, Ref, Stance
from truceline.model.text import Span

IMPUTING = frozenset({"could", "can", "might", "may", "would"})
CONDITIONAL_MARKS = frozenset({"if", "unless", "without"})
CONVINCED = frozenset({"believe", "think", "expect", "sure", "certain", "convinced", "trust"})
UNLIKELY = frozenset({"unlikely", "doubtful", "uncertain", "unclear"})
PEOPLE = frozenset({"person", "organization"})
IMPERSONAL = frozenset({"it", "this", "that", "which", "there", "what"})
HEARD = frozenset({"tell", "inform", "assure"})
PROMISING = frozenset({"threaten", "promise", "vow", "pledge", "claim", "tell"})


@dataclass(slots=True)
class Found:
    """A claim before ids are given: where its cue stands, and its speaker's head token, if it has one there."""

    tree: Tree
    cue: int | None
    speaker: int | None
    content: Span
    stance: Stance
    factuality: Factuality
    imputed: bool
    conditional: bool
    hearer: int | None = None
    ref: Ref | None = None


def in_sentence(tree: Tree, quotes: tuple[Span, ...]) -> list[Found]:
    """Claims whose cue stands in the sentence; only the quotations that touch it matter."""
    found: list[Found] = []
    words = lexicon()
    for i, token in enumerate(tree.tokens):
        if token.text.lower() == "according":
            found.extend(_according(tree, i))
        elif token.upos == "VERB":
            found.extend(_of_verb(tree, i, words, quotes))
        elif token.upos == "NOUN" and token.lemma in words.nouns:
            found.extend(_of_noun(tree, i, words))
    return found


def _of_verb(tree: Tree, verb: int, words: Lexicon, quotes: tuple[Span, ...]) -> list[Found]:
    token = tree.tokens[verb]
    stance = words.verbs.get(token.lemma)
    content = _that_clause(tree, verb) if stance is None else _content(tree, verb, stance, words, quotes)
    if content is None:
        return []
    speaker = _speaker(tree, verb)
    if speaker is None and stance is not None and not tree.is_passive(verb):
        speaker, content = _drawn_in(tree, verb, content)
    if stance is None:
        if speaker is None or tree.tokens[speaker].entity not in PEOPLE:
            return []
        stance = "asserts"
    if speaker is not None and not _may_speak(tree, speaker, words):
        return []
    as_what = token.lemma in words.naming and _as_complement(tree, verb) is not None
    if speaker is None and not as_what and token.xpos == "VBN" and tree.relations[verb] in ("advcl", "acl"):
        return []
    hearer = next(iter(tree.kids(verb, "obj", "iobj")), None) if token.lemma in HEARD else None
    return [_claim(tree, verb, speaker, content, stance, words, hearer)]


def _speaker(tree: Tree, verb: int) -> int | None:
    """Head of whoever performs the verb: subject, agent of a passive, or the noun that a participle describes."""
    token = tree.tokens[verb]
    if tree.is_passive(verb) or (token.xpos == "VBN" and not tree.auxiliaries(verb)):
        return tree.by_agent(verb) or _naming_agent(tree, verb)
    speaker = tree.subject(verb)
    if speaker is None and token.deprel == "acl" and token.head >= 0:
        return token.head if token.xpos == "VBG" else None
    if speaker is None:  # the parser's labels for a name hung on its title, or on what it is
        speaker = next((c for c in tree.children[verb] if tree.tokens[c].deprel in ("nmod:desc", "compound")), None)
    if speaker is not None and tree.tokens[speaker].xpos in ("WP", "WDT"):
        return next((a for a in tree.ancestors(verb) if tree.tokens[a].upos in ("NOUN", "PROPN", "PRON")), speaker)
    return speaker


def _drawn_in(tree: Tree, verb: int, content: Span) -> tuple[int | None, Span]:
    """The speaker whom the parser drew into what is said, and the content without them.

    "The army, which holds the town, said rebels fled": a subject of the clause that stands before the verb of saying.
    "… fled the town, a doctor at the clinic said": a phrase set off by a comma or quotation mark right before the verb.
    "… fled the town, said a doctor": a phrase right after the verb that hangs on the clause before it.
    """
    for clause in tree.kids(verb, "ccomp", "parataxis"):
        for i in tree.subtree(clause):
            if tree.tokens[i].entity not in PEOPLE or tree.relations[i] not in ("nsubj", "obj", "conj"):
                continue
            phrase = tree.subtree(i)
            before = [t for t in (*phrase[:1], phrase[0] - 1) if t >= 0 and tree.tokens[t].upos == "PUNCT"]
            ends = max(t for t in phrase if tree.tokens[t].upos != "PUNCT")
            beside = all(tree.tokens[t].upos == "PUNCT" for t in range(ends + 1, verb))
            if i < verb < clause and tree.tokens[i].head == clause:
                after = max(content.start, tree.tokens[verb + 1].start)
                return i, Span(after, content.end) if after < content.end else content
            if clause < min(phrase[0], verb) and (phrase[0] == verb + 1 if i > verb else beside and before):
                rest = [t for t in tree.subtree(clause) if t < min(phrase[0], verb)]
                return i, content if content.end <= tree.tokens[phrase[0]].start else trimmed(tree, rest)
    return None, content


def _may_speak(tree: Tree, speaker: int, words: Lexicon) -> bool:
    """False for what cannot speak: an event, a time, a thing; "statement" or "report" speak for someone.

    An "it" speaks only as the subject of an active verb of saying ("it predicted that …", not "it is said that …").
    """
    token = tree.tokens[speaker]
    if token.upos == "PRON":
        said = token.text.lower() == "it" and token.deprel == "nsubj" and tree.tokens[token.head].lemma in words.verbs
        return said or token.text.lower() not in IMPERSONAL
    lemma = token.lemma.lower()
    people = token.entity in PEOPLE or token.entity is None or token.upos == "PROPN"
    return people or lemma in words.nouns or lemma in actor_words().people


def _that_clause(tree: Tree, verb: int) -> Span | None:
    """A clause with "that" under a verb of thought or speech that the lexicon lacks ("made it clear that …")."""
    governors = [verb, *(c for c in tree.kids(verb, "xcomp") if tree.tokens[c].upos == "ADJ")]
    for governor in governors:
        for clause in tree.kids(governor, "ccomp", "csubj"):
            if any(tree.tokens[m].text.lower() == "that" for m in tree.kids(clause, "mark")):
                return trimmed(tree, tree.subtree(clause))
    return None


def _content(tree: Tree, verb: int, stance: Stance, words: Lexicon, quotes: tuple[Span, ...]) -> Span | None:
    """What the verb introduces: a clause, a quotation beside it, a goal, or ``object as complement``."""
    lemma = tree.tokens[verb].lemma
    clauses = [c for c in tree.kids(verb, "ccomp", "parataxis") if tree.tokens[c].upos != "PUNCT"]
    quoted = _quote_outside(tree, verb, quotes)
    named = _naming(tree, verb) if lemma in words.naming else None
    goal = _goal(tree, verb) if stance == "demands" or lemma in PROMISING else None
    if named is not None and _as_complement(tree, verb) is not None:
        return named
    if goal is not None and (quoted is None or goal.overlaps(quoted)):
        return goal
    if clauses:
        clause = trimmed(tree, tree.subtree(clauses[0]))
        return (
            quoted if quoted is not None and quoted.overlaps(clause) and quoted_share(clause, quotes) > 0.5 else clause
        )
    if quoted is not None:
        return quoted
    if tree.tokens[verb].deprel == "parataxis" and tree.tokens[verb].head >= 0:
        own = set(tree.subtree(verb))
        rest = [i for i in tree.subtree(tree.root) if i not in own]
        return trimmed(tree, rest) if rest else None
    if lemma in words.naming or goal is not None:
        return named or goal
    objects = tree.kids(verb, "obj", "xcomp")
    return trimmed(tree, tree.subtree(objects[0])) if stance in ("denies", "disputes") and objects else None


def _goal(tree: Tree, verb: int) -> Span | None:
    """What is demanded or promised: the infinitive under the verb."""
    goals = tree.kids(verb, "xcomp") or [c for c in tree.kids(verb, "advcl") if tree.infinitive(c)]
    return trimmed(tree, tree.subtree(goals[0])) if goals else None


def _quote_outside(tree: Tree, verb: int, quotes: tuple[Span, ...]) -> Span | None:
    """The longest quotation of the sentence, if the verb itself is not a quoted word."""
    sentence, at = tree.sentence.span, tree.tokens[verb].start
    here = [Span(max(q.start, sentence.start), min(q.end, sentence.end)) for q in touching(sentence, quotes)]
    if any(q.start <= at < q.end for q in here):
        return None
    fits = [q for q in here if q.end - q.start > 12]
    return max(fits, key=lambda q: q.end - q.start, default=None)


def _naming(tree: Tree, verb: int) -> Span | None:
    """``object as complement``; of a participle ("hailed as a turning point") the complement alone."""
    obj = tree.kids(verb, "obj") or tree.kids(verb, "nsubj")
    if obj and tree.tokens[obj[0]].text.lower().endswith(("self", "selves")):
        return None  # "a man who called himself the lion" says who he is
    complement = _as_complement(tree, verb) or next(iter(tree.kids(verb, "xcomp")), None)
    if complement is None or tree.tokens[complement].upos == "PROPN":
        return None  # "asked to be called X" gives a name, too
    agent = _naming_agent(tree, verb) if tree.by_agent(verb) is None else None
    rest = [i for i in tree.subtree(complement) if agent is None or i < tree.subtree(agent)[0]]
    return trimmed(tree, (tree.subtree(obj[0]) if obj else []) + rest)


def _as_complement(tree: Tree, verb: int) -> int | None:
    """The complement that "as" opens: "described it as a defeat"."""
    return next((c for c in tree.kids(verb, "obl", "advcl", "xcomp") if _marked(tree, c, "as")), None)


def _naming_agent(tree: Tree, verb: int) -> int | None:
    """The person who names, where the parser hung them on the name: "hailed as a turning point by the president"."""
    complement = _as_complement(tree, verb)
    agent = tree.by_agent(complement) if complement is not None else None
    return agent if agent is not None and tree.tokens[agent].entity == "person" else None


def _of_noun(tree: Tree, noun: int, words: Lexicon) -> list[Found]:
    stance = words.nouns[tree.tokens[noun].lemma]
    clauses = [
        c
        for c in tree.kids(noun, "ccomp", "acl")
        if tree.tokens[c].deprel != "acl:relcl"
        and (
            tree.infinitive(c) or any(tree.tokens[m].text.lower() in ("that", "whether") for m in tree.kids(c, "mark"))
        )
    ]
    if not clauses and stance == "doubts":
        clauses = [
            c
            for c in tree.kids(noun, "nmod", "acl")
            if _case(tree, c) in ("about", "over") or _marked(tree, c, "about")
        ]
    if not clauses:
        return []
    speaker = _author(tree, noun)
    governor = tree.tokens[noun].head
    if speaker is None and governor >= 0 and tree.tokens[noun].deprel in ("obj", "obl", "xcomp"):
        speaker = tree.subject(governor)
    if speaker is not None and not _may_speak(tree, speaker, words):
        return []
    return [_claim(tree, noun, speaker, trimmed(tree, tree.subtree(clauses[0])), stance, words)]


def _marked(tree: Tree, index: int, mark: str) -> bool:
    return any(tree.tokens[c].text.lower() == mark for c in tree.kids(index, "mark", "case"))


def _author(tree: Tree, noun: int) -> int | None:
    """Whose word a statement, report or claim is: "Sadr's statement", "a report by X", "a statement issued by X"."""
    for child in tree.kids(noun, "nmod"):
        if tree.tokens[child].deprel == "nmod:poss" or _case(tree, child) in ("of", "by", "from"):
            return child
    return next((agent for c in tree.kids(noun, "acl") if (agent := tree.by_agent(c)) is not None), None)


def _case(tree: Tree, index: int) -> str | None:
    return next((tree.tokens[c].text.lower() for c in tree.children[index] if tree.tokens[c].deprel == "case"), None)


def _according(tree: Tree, index: int) -> list[Found]:
    speaker = tree.tokens[index].head
    if speaker < 0:
        return []
    clause = tree.tokens[speaker].head
    if clause < 0:
        return []
    own = set(tree.subtree(speaker))
    rest = [i for i in tree.subtree(clause) if i not in own]
    author = _author(tree, speaker) if tree.tokens[speaker].lemma.lower() in lexicon().nouns else None
    return [Found(tree, index, author or speaker, trimmed(tree, rest), "asserts", "CT+", False, False)] if rest else []


def trimmed(tree: Tree, indices: list[int]) -> Span:
    """Characters from the first to the last of `indices`, outer punctuation left out."""
    kept = sorted(set(indices))
    while len(kept) > 1 and tree.tokens[kept[0]].upos in ("PUNCT", "SCONJ"):
        kept.pop(0)
    while len(kept) > 1 and tree.tokens[kept[-1]].upos == "PUNCT":
        kept.pop()
    return Span(tree.tokens[kept[0]].start, tree.tokens[kept[-1]].end)


def _claim(
    tree: Tree, cue: int, speaker: int | None, content: Span, stance: Stance, words: Lexicon, hearer: int | None = None
) -> Found:
    if speaker is not None and tree.tokens[speaker].lemma.lower() in words.nouns:
        speaker = _author(tree, speaker) or speaker
    helpers = tree.auxiliaries(cue)
    imputed = bool(helpers & IMPUTING)
    factuality = words.factuality.get(tree.tokens[cue].lemma, "CT+")
    if tree.negated(cue):
        factuality = "Uu"
    inside = [i for i, t in enumerate(tree.tokens) if content.start <= t.start < content.end]
    conditional = any(
        tree.tokens[i].text.lower() in CONDITIONAL_MARKS and tree.tokens[i].deprel in ("mark", "case") for i in inside
    )
    if stance == "asserts" and factuality == "CT+":
        stance, factuality = mood(tree, content)
    return Found(tree, cue, speaker, content, stance, "PS+" if imputed else factuality, imputed, conditional, hearer)


def mood(tree: Tree, content: Span) -> tuple[Stance, Factuality]:
    """Stance and factuality that the content itself carries, where the cue only says that it was said.

    "We did not fire" denies, "they will be back" predicts, "I am not sure it will hold" doubts, "it may end" is
    possible.
    """
    main = tree.main(content)
    if main is None:
        return "asserts", "CT+"
    helpers, lemma = tree.auxiliaries(main), tree.tokens[main].lemma.lower()
    negated = tree.negated(main)
    if (negated and lemma in CONVINCED) or lemma == "doubt" or (helpers & FUTURE and lemma in CONVINCED):
        return "doubts", "PS+"
    if lemma in UNLIKELY and not negated:
        return "doubts", "PR-"
    if helpers & FUTURE:
        return "predicts", "PR-" if negated else "PR+"
    if helpers & IMPUTING:
        return "asserts", "PS+"
    return ("denies", "CT-") if negated else ("asserts", "CT+")
