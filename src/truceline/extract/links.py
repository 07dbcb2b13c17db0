"""What one sentence says of its own phrases: whose the people are, and which phrases are one actor (apposition, title,
copula, a noun that says what the name before it is).
"""

from __future__ import annotations

from truceline.extract.actor_words import Words, words
from truceline.extract.mentions import Mention
from truceline.extract.syntax import Tree
from truceline.model.analysis import Token

CLOSING = {"(": ")", "[": "]"}
NAMING = frozenset(("call", "name", "know", "identify", "give", "nickname"))
INVERTERS = frozenset(("of", "to", "for", "in", "within", "with", "from", "at", "by"))


class Linker:
    """Ties the mentions of one sentence; `at` gives the mention of a token."""

    def __init__(self, tree: Tree, at: dict[int, Mention]) -> None:
        self.tree = tree
        self.at = at
        self._lexicon = words()

    def find_owner(self, mention: Mention) -> None:
        """Whose the people or body is: a possessive, a name before the noun, "of X", "loyal to X"."""
        tree, tokens = self.tree, self.tree.tokens
        best: tuple[int, Mention, str] | None = None
        for c in tree.children[mention.head]:
            label = tokens[c].deprel
            other = self.at.get(c)
            if other is mention:
                continue
            if label == "nmod:poss" and other is not None and c < mention.head:
                best = (0, other, "'s")
                break
            if other is not None and c < mention.head and self._apart(other, mention.head):
                continue
            if (
                other is not None
                and other.name is not None
                and c < mention.head
                and tree.relations[c] in ("compound", "amod", "nmod", "flat")
            ):
                best = min(best or (9, other, ""), (1, other, "noun"), key=lambda b: b[0])
            elif c > mention.head and label.startswith("nmod") and other is not None:
                case = next((tokens[k].text.casefold() for k in tree.children[c] if tokens[k].deprel == "case"), "")
                if case in INVERTERS and not any(tokens[k].upos == "CCONJ" for k in range(mention.head, other.first)):
                    best = min(best or (9, other, ""), (2 if case == "of" else 3, other, case), key=lambda b: b[0])
            elif tree.relations[c] in ("acl", "amod") and tokens[c].lemma.casefold() in self._lexicon.allied:
                goal = next((self.at[k] for k in tree.children[c] if k in self.at and k > c), None)
                if goal is not None and goal is not mention:
                    best = min(best or (9, goal, ""), (2, goal, "loyal"), key=lambda b: b[0])
        if (
            best is None
            and mention.head + 2 < len(tokens)
            and tokens[mention.head + 1].text.casefold() in self._lexicon.allied
        ):
            goal = next(
                (self.at[k] for k in range(mention.head + 3, min(mention.head + 7, len(tokens))) if k in self.at), None
            )
            if goal is not None and tokens[mention.head + 2].text in ("to", "with"):
                best = (2, goal, "loyal")
        if best is None and mention.head > 0:
            before = self.at.get(mention.head - 1)
            if (
                before is not None
                and before.name is not None
                and before.last == mention.head
                and before.form in ("org", "person", "misc")
            ):
                best = (1, before, "noun")
        if best is None:
            return
        mention.owner, mention.owner_case = best[1], best[2]
        if (
            best[2] in ("'s", "noun")
            and best[1].form != "pronoun"
            and best[1].first < mention.first <= best[1].last + 1
        ):
            mention.first = best[1].first

    def _apart(self, other: Mention, head: int) -> bool:
        """A conjunction or hyphen after a name keeps it from owning the noun: "U.S. and rebel forces", "US-backed"."""
        tokens = self.tree.tokens
        return any(tokens[i].upos == "CCONJ" for i in range(other.last, head)) or tokens[other.last].text == "-"

    def link(self, mention: Mention) -> None:
        """Phrases that the sentence makes one with `mention`."""
        tree, tokens, lexicon = self.tree, self.tree.tokens, self._lexicon
        if mention.form == "pronoun":
            return
        for c in tree.children[mention.head]:
            other = self.at.get(c)
            if other is None or other is mention or other.form == "pronoun":
                continue
            if (
                tokens[c].deprel == "appos"
                and _one(mention, other, lexicon)
                and not self._person_between(mention, other)
            ):
                self._join(mention, other)
        token = tokens[mention.head]
        if mention.form == "noun":
            if mention.lemma in lexicon.quantities:
                self._counted(mention)
            elif not mention.plural and mention.lemma in lexicon.bodies:
                self._named_kind(mention)
            if any(tokens[c].deprel == "cop" for c in tree.children[mention.head]):
                self._copula(mention)
            self._called(mention)
        self._in_brackets(mention)
        if (
            mention.form in ("person", "noun", "org")
            and mention.last < len(tokens) - 1
            and tokens[mention.last].text == ","
        ):
            self._beside(mention, token)

    def _in_brackets(self, mention: Mention) -> None:
        """A name and its initials, either in brackets: "Free Coast Front (FCF)", "the FCF [Free Coast Front]"."""
        tokens = self.tree.tokens
        opening = tokens[mention.last].text if mention.last < len(tokens) - 2 else ""
        inside = mention.first > 0 and tokens[mention.first - 1].text in CLOSING
        if mention.name is None or inside or opening not in CLOSING:
            return
        other = next((self.at[i] for i in range(mention.last + 1, len(tokens)) if i in self.at), None)
        if other is None or other.name is None or other.form not in (mention.form, "misc"):
            return
        closes = other.first == mention.last + 1 and tokens[min(other.last, len(tokens) - 1)].text == CLOSING[opening]
        if closes and (_initials(mention) or _initials(other)):
            self._join(mention, other)

    def _person_between(self, mention: Mention, other: Mention) -> bool:
        """A description belongs to the person named last before it, whatever the tree says."""
        between = (self.at.get(i) for i in range(mention.last, other.first))
        return any(m is not None and m.form == "person" and m is not mention for m in between)

    def _counted(self, mention: Mention) -> None:
        """A quantity is the people counted: "hundreds of his militiamen"; those of nobody in particular are new."""
        tokens = self.tree.tokens
        inner = mention.owner if mention.owner_case == "of" else None
        if inner is None and mention.head + 1 < len(tokens) and tokens[mention.head + 1].text == "of":
            inner = next(
                (self.at[i] for i in range(mention.head + 2, min(mention.head + 8, len(tokens))) if i in self.at), None
            )
            if inner is not None and inner.form == "pronoun" and inner.head + 1 < len(tokens):
                inner = self.at.get(inner.head + 1, inner)
        if (
            inner is None
            or inner.form != "noun"
            or any(
                tokens[i].upos in ("VERB", "AUX", "PUNCT")
                for i in range(mention.head + 2, inner.head)
                if tokens[i].deprel != "amod"
            )
        ):
            return
        mention.owner, mention.last = None, max(mention.last, inner.last)
        if inner.determiner in ("bare", "some"):
            inner.determiner = "some"
        mention.lemma, mention.plural, mention.determiner, mention.code = (
            inner.lemma,
            True,
            inner.determiner,
            inner.code,
        )
        mention.owner, mention.owner_case, mention.modifiers = inner.owner, inner.owner_case, inner.modifiers
        self._join(mention, inner)

    def _named_kind(self, mention: Mention) -> None:
        """A noun after a name says what the name is: "Badr Organization militia", "Reuters news agency"."""
        start = mention.head - 1
        while start > 0 and self.tree.tokens[start].text.casefold() in (
            "news",
            "militant",
            "rebel",
            "armed",
            "guerrilla",
            "political",
        ):
            start -= 1
        other = self.at.get(start)
        if other is None or other.form not in ("org", "misc") or other.last != start + 1 or other.code is not None:
            return
        self._join(mention, other)
        if mention.owner is other:
            mention.owner = None

    def _copula(self, mention: Mention) -> None:
        tree = self.tree
        subject = next(iter(tree.kids(mention.head, "nsubj")), None)
        helpers = tree.auxiliaries(mention.head)
        if (
            subject is None
            or tree.negated(mention.head)
            or helpers & {"could", "would", "may", "might", "should", "will"}
        ):
            return
        other = self.at.get(subject)
        if other is not None and other.form in ("person", "org") and _one(other, mention, self._lexicon):
            self._join(other, mention)

    def _called(self, mention: Mention) -> None:
        """The name that a clause on the noun gives: "who called himself X", "known as X", "gave his name as X"."""
        tree = self.tree
        for clause in tree.kids(mention.head, "acl"):
            for verb in (clause, *tree.kids(clause, "xcomp")):
                obj = next(iter(tree.kids(verb, "obj")), None)
                if obj is not None and not (
                    tree.words[obj].casefold().endswith("self") or tree.tokens[obj].lemma.casefold() == "name"
                ):
                    continue
                if tree.tokens[verb].lemma.casefold() not in NAMING:
                    continue
                for child in tree.kids(verb, "xcomp", "obl"):
                    other = self.at.get(child)
                    if other is not None and other.form == "person" and _one(mention, other, self._lexicon):
                        self._join(mention, other)

    def _beside(self, mention: Mention, token: Token) -> None:
        """A description after a comma that the parser hung elsewhere: "X, an aide to Y," and "the cleric, X,"."""
        tokens = self.tree.tokens
        other = self._described_at(mention.last + 1)
        if other is None or other in mention.linked or not _one(mention, other, self._lexicon):
            return
        after = max(other.last, other.owner.last if other.owner is not None else 0)
        ends = (
            after >= len(tokens)
            or tokens[after].text in (",", ".", "-", "–", "—", ";", ":", "?")
            or tokens[after].upos in ("VERB", "AUX", "PRON")
        )
        if mention.form == "noun":
            closes = (
                other.form == "person" and not mention.plural and other.first == mention.last + 1
                and (mention.determiner in ("the", "own", "a") or mention.owner is not None)
            )  # fmt: skip
        else:
            nouns = self._lexicon.people if mention.form == "person" else self._lexicon.bodies
            closes = (
                other.form == "noun" and not other.plural and other.lemma in nouns
                and (other.determiner != "bare" or other.owner is not None)
                and not any(tokens[c].deprel == "cc" for c in self.tree.children[other.head])
            )  # fmt: skip
        if closes and ends:
            self._join(mention, other)

    def _described_at(self, start: int) -> Mention | None:
        """The name that begins here, or the noun that ends the run of words beginning here ("a Basra resident")."""
        tokens = self.tree.tokens
        found: Mention | None = None
        for at in range(start, min(start + 9, len(tokens))):
            other = self.at.get(at)
            if other is not None and other.form == "person" and at <= start + 1:
                return other
            if other is not None and other.form == "noun" and other.head == at:
                found = other
            if (
                tokens[at].upos not in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "PART", "VERB", "NUM")
                and tokens[at].text != "-"
            ):
                break
            if tokens[at].upos == "VERB" and tokens[at].deprel != "amod":
                break
        return found

    @staticmethod
    def _join(one: Mention, other: Mention) -> None:
        if other not in one.linked:
            one.linked.append(other)
            other.linked.append(one)


def _initials(mention: Mention) -> bool:
    """True for a short name in capitals."""
    return len(mention.words) == 1 and mention.words[0].isupper() and len(mention.words[0]) <= 8


def _one(a: Mention, b: Mention, lexicon: Words) -> bool:
    """May the two phrases name one actor: a person with a person, a body with a body?"""
    forms = {"org" if m.form == "misc" else m.form for m in (a, b)}
    if forms <= {"place", "state"} or "place" in forms or "state" in forms:
        return False
    if forms == {"person"}:
        return False
    if forms == {"person", "org"}:
        return False
    if forms == {"org"}:
        first, second = (a, b) if a.first < b.first else (b, a)
        return second.first > first.last and second.tree.tokens[second.first - 1].text.casefold() == "the"
    if "person" in forms:
        noun = a if b.form == "person" else b
        return not noun.plural and noun.form == "noun" and noun.lemma not in lexicon.bodies
    if "org" in forms and "noun" in forms:
        noun = a if a.form == "noun" else b
        return noun.lemma in lexicon.bodies or noun.lemma not in lexicon.people
    return a.plural == b.plural or forms != {"noun"}
