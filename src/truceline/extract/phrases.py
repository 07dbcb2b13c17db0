"""From a sentence to its mentions: names with titles, common nouns with owners and modifiers, pronouns; and which of
them the sentence itself makes one (apposition, title, copula, a noun that says what the name before it is).
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.extract.actor_words import Words, words
from truceline.extract.mentions import (
    ARGUMENTS,
    FIRST,
    INVERTERS,
    THIRD,
    Chunk,
    Determiner,
    Mention,
    Votes,
    label_of,
    title_before,
)
from truceline.extract.nations import Nation
from truceline.extract.syntax import Tree
from truceline.model.analysis import Token

SOME = frozenset("some several few many most dozens hundreds thousands scores more fewer any no each every all both".split())
THE = frozenset("the this that these those".split())
AN = frozenset(("a", "an", "one"))
FORMS = {"PER": "person", "ORG": "org", "LOC": "place"}
PEOPLE = frozenset(("person", "organization"))
SPEECHLESS = frozenset(("compound", "amod", "flat", "fixed", "nummod", "det", "case", "mark", "aux", "cop", "punct"))


class Phrases:
    """The mentions of one sentence, found by the tokens they cover."""

    def __init__(
        self, tree: Tree, found: dict[int, Nation], runs: Iterable[Chunk], votes: Votes, families: frozenset[str],
        quoted: list[bool],
    ) -> None:  # fmt: skip
        self.tree = tree
        self.nations = found
        self.quoted = quoted
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}
        self._lexicon = words()
        self._names(runs, votes, families)
        self._others()
        self.mentions.sort(key=lambda m: (m.first, m.head))
        for mention in self.mentions:
            if mention.form == "noun":
                self._owner(mention)
        for mention in self.mentions:
            self._link(mention)

    def _add(self, mention: Mention, tokens: Iterable[int]) -> None:
        mention.quoted = self.quoted[mention.head]
        self.mentions.append(mention)
        for i in tokens:
            self.at.setdefault(i, mention)

    def _names(self, runs: Iterable[Chunk], votes: Votes, families: frozenset[str]) -> None:
        tree = self.tree
        for run in runs:
            if run.nation is not None and run.nation.form == "people":
                continue
            label = "LOC" if run.nation is not None else label_of(tree, run, votes, families)
            form = FORMS.get(label, "misc")
            if run.nation is not None:
                form = "org" if run.nation.form == "seat" else "state"
            elif form == "misc" and tree.tokens[run.head].entity == "person":
                form = "person" if run.last - run.first > 1 else "misc"
            code = run.nation.code if run.nation is not None else run.code
            first, noun = (run.first, None) if form in ("place", "state", "misc") else title_before(tree, run, self.nations, self._lexicon)
            if noun is not None and form == "org":
                first, noun = run.first, None
            head = self._top(run, first)
            mention = Mention(tree, form, head, first, run.last, code=code, name=(run.first, run.last))  # type: ignore[arg-type]  # FORMS' values
            if form == "org":
                mention.first = next((n.first for n in self.nations.values() if n.last in (run.first, run.first - 1) and code == n.code), run.first)
            if noun is not None:
                mention.lemma = self._lemma(noun)
                mention.modifiers = self._modifiers(first, noun)
                mention.code = next((n.code for i, n in self.nations.items() if first <= i < run.first), code)
                mention.title = (first, run.first)
            elif first < run.first:
                mention.title = (first, run.first)
            mention.plural = False
            self._add(mention, range(run.first, run.last))
            if noun is not None:
                self.at[noun] = mention

    def _top(self, run: Chunk, first: int) -> int:
        """The head of the name together with its titles."""
        head, tokens = run.head, self.tree.tokens
        while first <= tokens[head].head < run.last and tokens[head].head != head:
            head = tokens[head].head
        return head

    def _lemma(self, index: int) -> str:
        token = self.tree.tokens[index]
        lemma = token.lemma.casefold()
        if token.xpos == "NNPS" and lemma.endswith("s"):
            lemma = lemma[:-1]
        if lemma == "minister" and index and self.tree.tokens[index - 1].text.casefold() == "prime":
            return "prime-minister"
        return lemma

    def _modifiers(self, first: int, head: int) -> frozenset[str]:
        """Small words before the head that say which one: no states, articles, numbers, names."""
        tokens = self.tree.tokens
        kept = []
        for i in range(first, head):
            token = tokens[i]
            if token.upos in ("ADJ", "NOUN", "VERB", "PROPN", "ADV") and i not in self.at and not self._in_nation(i):
                small = token.text.casefold()
                if small != "prime":
                    kept.append(token.lemma.casefold())
        return frozenset(kept)

    def _in_nation(self, index: int) -> bool:
        return any(n.first <= index < n.last for n in self.nations.values()) if self.nations else False

    def _others(self) -> None:
        for i, token in enumerate(self.tree.tokens):
            if i in self.at:
                continue
            if token.upos == "PRON":
                small = token.text.casefold()
                if small in THIRD or small in FIRST:
                    plural = small in ("they", "them", "their", "theirs", "themselves")
                    self._add(Mention(self.tree, "pronoun", i, i, i + 1, lemma=small, plural=plural), (i,))
            elif token.upos in ("NOUN", "PROPN", "ADJ") and self._is_nominal(i, token):
                self._noun(i, token)

    def _is_nominal(self, i: int, token: Token) -> bool:
        label = token.deprel.split(":")[0]
        if i in self.nations:
            return (
                self.nations[i].form == "people" and token.upos != "ADJ" and label in ARGUMENTS and label != "nmod"
                and not self._before_noun(i)
            )  # fmt: skip
        if label in SPEECHLESS and token.upos != "PROPN":
            return False
        if token.upos == "ADJ":
            return False
        lemma = self._lemma(i)
        lexicon = self._lexicon
        if lemma in lexicon.people or lemma in lexicon.bodies or lemma in lexicon.quantities:
            return token.entity not in ("place", "time", "event") and not self._before_noun(i)
        return token.entity in PEOPLE and token.upos == "NOUN" and not self._before_noun(i)

    def _before_noun(self, i: int) -> bool:
        """A noun right before the noun it modifies is no phrase of its own ("police chief")."""
        token = self.tree.tokens[i]
        return token.head == i + 1 and self.tree.tokens[i + 1].upos in ("NOUN", "PROPN") and token.deprel.split(":")[0] in SPEECHLESS

    def _noun(self, i: int, token: Token) -> None:
        tree = self.tree
        first, last = tree.phrase(i)
        start = first
        lemma = self._lemma(i)
        code = None
        if i in self.nations:
            lemma, code, first = "people", self.nations[i].code, min(first, self.nations[i].first)
            start = self.nations[i].first
        mention = Mention(tree, "noun", i, first, last, lemma=lemma)
        mention.plural = token.xpos in ("NNS", "NNPS") or lemma in ("people", "police", "troop")
        mention.determiner = self._determiner(i, first)
        near = [n for end, n in self.nations.items() if first <= n.first and end < i]
        mention.code = code or (near[-1].code if near else None)
        mention.modifiers = self._modifiers(start, i)
        self._add(mention, (i,))

    def _determiner(self, head: int, first: int) -> Determiner:
        tokens = self.tree.tokens
        found: Determiner = "bare"
        kids = [c for c in self.tree.children[head] if c < head]
        if first - 1 >= 0 and first - 1 not in kids:
            kids.append(first - 1)
        for c in sorted(kids):
            small, label = tokens[c].text.casefold(), tokens[c].deprel.split(":")[0]
            if small in self._lexicon.fresh:
                return "fresh"
            if label == "nummod" or small in SOME:
                found = "some" if found != "the" else found
            elif small in AN and tokens[c].upos in ("DET", "NUM"):
                found = "a"
            elif small in THE and tokens[c].upos in ("DET", "PRON"):
                found = "the"
            elif tokens[c].deprel == "nmod:poss":
                found = "own"
        return found

    def _owner(self, mention: Mention) -> None:
        """Whose the people or body is: a possessive, a name before the noun, "of X", "loyal to X"."""
        tree, tokens = self.tree, self.tree.tokens
        best: tuple[int, Mention, str] | None = None
        for c in tree.children[mention.head]:
            label = tokens[c].deprel
            other = self.at.get(c)
            if other is mention:
                continue
            if label == "nmod:poss" and other is not None:
                best = (0, other, "'s")
                break
            if other is not None and other.name is not None and c < mention.head and label.split(":")[0] in ("compound", "amod", "nmod", "flat"):
                best = min(best or (9, other, ""), (1, other, "noun"), key=lambda b: b[0])
            elif c > mention.head and label.startswith("nmod") and other is not None:
                case = next((tokens[k].text.casefold() for k in tree.children[c] if tokens[k].deprel == "case"), "")
                if case in INVERTERS:
                    best = min(best or (9, other, ""), (2 if case == "of" else 3, other, case), key=lambda b: b[0])
            elif label.split(":")[0] in ("acl", "amod") and tokens[c].lemma.casefold() in self._lexicon.allied:
                goal = next((self.at[k] for k in tree.children[c] if k in self.at and k > c), None)
                if goal is not None and goal is not mention:
                    best = min(best or (9, goal, ""), (2, goal, "loyal"), key=lambda b: b[0])
        if best is None and mention.head > 0:
            before = self.at.get(mention.head - 1)
            if before is not None and before.name is not None and before.last == mention.head and before.form in ("org", "person", "misc"):
                best = (1, before, "noun")
        if best is not None:
            mention.owner, mention.owner_case = best[1], best[2]

    def _link(self, mention: Mention) -> None:
        """Phrases that the sentence makes one with `mention`."""
        tree, tokens, lexicon = self.tree, self.tree.tokens, self._lexicon
        if mention.form == "pronoun":
            return
        for c in tree.children[mention.head]:
            other = self.at.get(c)
            if other is None or other is mention or other.form == "pronoun":
                continue
            if tokens[c].deprel == "appos" and _one(mention, other, lexicon):
                self._join(mention, other)
        token = tokens[mention.head]
        if mention.form == "noun":
            if mention.lemma in lexicon.quantities and mention.owner is not None and mention.owner_case == "of":
                if mention.owner.form in ("noun", "pronoun"):
                    self._join(mention, mention.owner)
            elif (
                mention.owner_case == "noun" and mention.owner is not None and mention.owner.form in ("org", "misc")
                and not mention.plural and mention.lemma in lexicon.bodies and mention.owner.last == mention.head
            ):  # fmt: skip
                self._join(mention, mention.owner)
                mention.owner = None
            if any(tokens[c].deprel == "cop" for c in tree.children[mention.head]):
                self._copula(mention)
        if mention.name is not None and mention.last < len(tokens) - 2 and tokens[mention.last].text == "(":
            other = self.at.get(mention.last + 1)
            if other is not None and other.form == mention.form and tokens[other.last].text == ")":
                self._join(mention, other)
        if mention.form in ("person", "noun") and mention.last < len(tokens) - 1 and tokens[mention.last].text == ",":
            self._beside(mention, token)

    def _copula(self, mention: Mention) -> None:
        tree = self.tree
        subject = next(iter(tree.kids(mention.head, "nsubj")), None)
        helpers = tree.auxiliaries(mention.head)
        if subject is None or tree.negated(mention.head) or helpers & {"could", "would", "may", "might", "should", "will"}:
            return
        other = self.at.get(subject)
        if other is not None and other.form in ("person", "org") and _one(other, mention, self._lexicon):
            self._join(other, mention)

    def _beside(self, mention: Mention, token: Token) -> None:
        """A description after a comma that the parser hung elsewhere: "X, an aide to Y," and "the cleric, X,"."""
        tokens = self.tree.tokens
        at = mention.last + 1
        while at < len(tokens) and at - mention.last <= 6 and at not in self.at and tokens[at].upos in ("DET", "ADJ", "NOUN", "ADV"):
            at += 1
        other = self.at.get(at)
        if other is None or other in mention.linked or not _one(mention, other, self._lexicon) or token.deprel == "conj":
            return
        if mention.form == "noun":
            closes = other.form == "person" and mention.determiner in ("the", "own") and not mention.plural and other.first == mention.last + 1
        else:
            closes = (
                other.form == "noun" and not other.plural and other.lemma in self._lexicon.people and other.determiner in ("a", "the", "own", "bare")
                and (other.determiner != "bare" or other.owner is not None)
                and other.role not in ("nsubj", "conj") and tokens[other.head].deprel != "conj"
            )  # fmt: skip
        ends = other.last >= len(tokens) or tokens[min(other.last, len(tokens) - 1)].text in (",", ".", "-", "–", "—", ";", ":") or other.owner is not None
        if closes and ends:
            self._join(mention, other)

    @staticmethod
    def _join(one: Mention, other: Mention) -> None:
        if other not in one.linked:
            one.linked.append(other)
            other.linked.append(one)


def _one(a: Mention, b: Mention, lexicon: Words) -> bool:
    """May the two phrases name one actor: a person with a person, a body with a body?"""
    forms = {a.form, b.form}
    if forms <= {"place", "state"} or "place" in forms or "state" in forms:
        return False
    if forms == {"person"}:
        return False
    if forms == {"person", "org"}:
        return False
    if "person" in forms:
        noun = a if b.form == "person" else b
        return not noun.plural and noun.form == "noun" and noun.lemma not in lexicon.bodies
    if "org" in forms and "noun" in forms:
        noun = a if a.form == "noun" else b
        return noun.lemma in lexicon.bodies or noun.plural or noun.lemma not in lexicon.people
    return a.plural == b.plural or forms != {"noun"}
