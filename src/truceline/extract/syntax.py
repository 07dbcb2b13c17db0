"""Questions that the extractors ask of one analysed sentence: heads, subtrees, noun phrases, negation, modality."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from truceline.model.analysis import Sentence, Token
from truceline.model.text import Span

CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp", "csubj", "csubj:outer"})
NOT_IN_PHRASE = CLAUSAL | {"punct", "cc:preconj", "appos", "orphan", "discourse", "conj", "cc"}
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without"})
TENSED = frozenset({"VBZ", "VBP", "VBD"})
NEGATING = ("advmod", "det", "neg", "cc", "case", "mark", "aux")


@cache
def relation(deprel: str) -> str:
    """The type of a relation, its subtype left out."""
    return deprel.split(":")[0]


class Tree:
    """The dependency tree of one sentence, with the walks that rules need. Built once a sentence.

    `words` are the tokens' texts, `relations` their relations without subtypes, `children` the dependents of each in
    text order. `root` is -1 for a sentence without tokens.
    """

    __slots__ = ("_phrases", "children", "relations", "root", "sentence", "tokens", "words")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words: tuple[str, ...] = tuple([t.text for t in self.tokens])
        self.relations: tuple[str, ...] = tuple([relation(t.deprel) for t in self.tokens])
        self.children: list[tuple[int, ...]] = [()] * len(self.tokens)
        self.root = -1
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                self.children[token.head] += (i,)
            elif self.root < 0:
                self.root = i
        self._phrases: dict[int, tuple[int, int]] = {}

    def kids(self, index: int, *labels: str) -> list[int]:
        """Dependents of `index` with one of `labels` (all, if none are given); subtypes count as their type."""
        below = self.children[index]
        if not below or not labels:
            return list(below)
        relations = self.relations
        return [c for c in below if relations[c] in labels]

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> list[int]:
        """All tokens under `index`, itself included, leaving out branches whose label is in `without`."""
        found = [index]
        for i in found:
            found += [c for c in self.children[i] if self.tokens[c].deprel not in without]
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Governors of `index` from the nearest to the root."""
        seen = 0
        i = self.tokens[index].head
        while i >= 0 and seen <= len(self.tokens):
            yield i
            i = self.tokens[i].head
            seen += 1

    def head_of(self, first: int, last: int) -> int:
        """The first token of `first:last` whose governor lies outside, a punctuation mark only if there is no other."""
        if last - first == 1:
            return first
        tops = (i for i in range(first, last) if not first <= self.tokens[i].head < last)
        mark = None
        for i in tops:
            if self.tokens[i].upos != "PUNCT":
                return i
            mark = i if mark is None else mark
        return first if mark is None else mark

    def phrase(self, head: int) -> tuple[int, int]:
        """Noun phrase of `head` as token indices: no leading article, no clauses, no coordinated phrases."""
        found = self._phrases.get(head)
        if found is None:
            found = self._phrases[head] = self._phrase(head)
        return found

    def _phrase(self, head: int) -> tuple[int, int]:
        inside = set(self.subtree(head, NOT_IN_PHRASE))
        for case in self.kids(head, "case"):
            inside.difference_update(self.subtree(case))
        inside.update([i for i, t in enumerate(self.tokens) if t.xpos == "HYPH" and t.head in inside])
        first, last = head, head + 1
        while first - 1 in inside:
            first -= 1
        while last in inside or (last + 1 in inside and self.tokens[last].upos == "PUNCT"):
            last += 1
        while first < head and self.tokens[first].text.lower() in DETERMINERS:
            first += 1
        while last - 1 > head and self.tokens[last - 1].upos in {"PUNCT", "ADP"}:
            last -= 1
        return first, last

    def main(self, span: Span) -> int | None:
        """The word of `span` that governs the rest of it: the one whose own governor stands outside."""
        inside = {i for i, t in enumerate(self.tokens) if span.start <= t.start < span.end}
        tops = [i for i in sorted(inside) if self.tokens[i].head not in inside and self.tokens[i].upos != "PUNCT"]
        verbs = [i for i in tops if self.tokens[i].upos in ("VERB", "AUX", "ADJ", "NOUN")]
        return next(iter(verbs or tops), None)

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens `first:last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, first: int, last: int, text: str) -> str:
        """Words of the document `text` from token `first` to `last`, white space made one space."""
        return " ".join(text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def conjuncts(self, head: int) -> list[int]:
        """`head` and everything coordinated with it, in text order."""
        found = [head]
        for i in found:
            found.extend(c for c in self.children[i] if self.tokens[c].deprel.startswith("conj"))
        return found

    def first_conjunct(self, index: int) -> int:
        """The head of the coordination that `index` belongs to, or `index` itself."""
        while self.tokens[index].deprel.startswith("conj") and self.tokens[index].head >= 0:
            index = self.tokens[index].head
        return index

    def subject(self, verb: int) -> int | None:
        """Head of the verb's subject; looks along coordination and open complements when it has none of its own."""
        i, steps = verb, 0
        while i >= 0 and steps < 8:
            found = self.kids(i, "nsubj", "csubj")
            if found:
                return found[0]
            if self.relations[i] not in ("conj", "xcomp", "advcl"):
                return None
            i, steps = self.tokens[i].head, steps + 1
        return None

    def meant(self, index: int) -> int:
        """The noun that a relative pronoun stands for ("the centre, which mediated"); any other token itself."""
        if self.tokens[index].xpos not in ("WP", "WDT"):
            return index
        clause = next((a for a in self.ancestors(index) if self.tokens[a].deprel == "acl:relcl"), -1)
        return self.tokens[clause].head if clause >= 0 else index

    def is_passive(self, verb: int) -> bool:
        """True if the verb has a passive subject or auxiliary."""
        return any(self.tokens[c].deprel.endswith(":pass") for c in self.children[verb])

    def finite(self, verb: int) -> bool:
        """True if the verb's group has a tense and no modal verb ("meets", "has met", "were held")."""
        helpers = [self.tokens[c].xpos for c in self.children[verb] if self.tokens[c].deprel.startswith(("aux", "cop"))]
        return "MD" not in helpers and bool(TENSED & {self.tokens[verb].xpos, *helpers})

    def infinitive(self, index: int) -> bool:
        """True if the token has the particle "to"."""
        return any(self.tokens[c].upos == "PART" and self.words[c].lower() == "to" for c in self.children[index])

    def by_agent(self, verb: int) -> int | None:
        """Head of the agent phrase ("by militiamen") of a verb or noun."""
        for child in self.kids(verb, "obl", "nmod"):
            marks = [self.tokens[c].text.lower() for c in self.children[child] if self.tokens[c].deprel == "case"]
            if "by" in marks or self.tokens[child].deprel == "obl:agent":
                return child
        return None

    def negated(self, index: int) -> bool:
        """True if the token carries a negation of its own ("did not surrender", "no agreement")."""
        return any(self.tokens[c].text.lower() in NEGATORS for c in self.kids(index, *NEGATING))

    def auxiliaries(self, verb: int) -> set[str]:
        """Lower-case forms of the auxiliaries of a verb (of a noun with a copula, too)."""
        return {
            self.tokens[c].text.lower() for c in self.children[verb] if self.tokens[c].deprel.startswith(("aux", "cop"))
        }
