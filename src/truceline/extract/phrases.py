"""From a sentence to its mentions: names with titles, common nouns with their modifiers, demonyms, pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache

from truceline.extract.actor_words import words
from truceline.extract.chunks import Chunk, title_before
from truceline.extract.links import Linker
from truceline.extract.mentions import FIRST, THIRD, Determiner, Form, Mention
from truceline.extract.names import plain
from truceline.extract.readings import Reading, Readings
from truceline.model.analysis import Token

SOME = frozenset(
    "some several few many most dozens hundreds thousands scores more fewer any no each every all both".split()
)
THE = frozenset("the this that these those".split())
AN = frozenset(("a", "an", "one"))
HEDGES = frozenset(("whose", "least", "most", "than", "more", "fewer", "only"))
HARMED = frozenset(("casualty", "casualties", "death", "dead", "fatality", "corpse", "other", "others"))
DASHES = frozenset(("—", "–", "--"))
LOOSE = frozenset(("ADP", "SCONJ", "CCONJ", "AUX", "PUNCT", "PRON", "INTJ", "DET"))
FORMS: dict[str, Form] = {"PER": "person", "ORG": "org", "LOC": "place"}
ARGUMENTS = frozenset(
    ("nsubj", "obj", "iobj", "obl", "conj", "root", "appos", "nmod", "parataxis", "dislocated", "xcomp", "ccomp", "dep")
)
MODIFIERS = frozenset(("amod", "compound"))
SPEECHLESS = frozenset(("compound", "amod", "flat", "fixed", "nummod", "det", "case", "mark", "aux", "cop", "punct"))


class Phrases:
    """The mentions of one sentence, found by the tokens they cover."""

    def __init__(self, reading: Reading, readings: Readings) -> None:
        self.tree = reading.tree
        self.nations = reading.nations
        self.quoted = reading.quoted
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}
        self._roles: dict[int, str] = {}
        self._national = {i for n in reading.nations.values() for i in range(n.first, n.last)}
        self._lexicon = words()
        self._names(reading.chunks, readings)
        self._others()
        self._demonyms(reading.roles)
        self.mentions.sort(key=lambda m: (m.first, m.head))
        linker = Linker(self.tree, self.at)
        for mention in self.mentions:
            if mention.form == "noun":
                linker.find_owner(mention)
        for mention in self.mentions:
            linker.link(mention)

    def keep(self, acting: set[int], roles: dict[int, str]) -> None:
        """Turns states that do not act into places, and remembers which phrases the domain heads gave a role."""
        self._roles = roles
        for mention in self.mentions:
            if mention.form == "state" and mention.head not in acting:
                mention.form = "place"
                nation = self.nations.get(mention.last - 1)
                if nation is not None and nation.form == "capital":
                    mention.code = None

    def modifies_thing(self, mention: Mention) -> bool:
        """True for a state before a noun that is no actor: "Israeli" and "U.S." of jets, of a strike."""
        return self._before_thing(mention.head)

    def _before_thing(self, index: int) -> bool:
        first = self.tree.first_conjunct(index)
        return self.tree.relations[first] in MODIFIERS and self.tree.tokens[first].head not in self.at

    def names_state(self, mention: Mention) -> bool:
        """True if the name is the state's own, not its capital's."""
        nation = self.nations.get(mention.last - 1)
        return nation is not None and nation.form == "name"

    def in_role(self, mention: Mention) -> bool:
        """True if the domain heads read the phrase as actor or target of something."""
        return not self._roles.keys().isdisjoint(range(mention.first, mention.last))

    def _add(self, mention: Mention, tokens: Iterable[int]) -> None:
        mention.quoted = self.quoted[mention.head]
        self.mentions.append(mention)
        for i in tokens:
            self.at.setdefault(i, mention)

    def _names(self, runs: Iterable[Chunk], readings: Readings) -> None:
        tree = self.tree
        for run in runs:
            if run.nation is not None and run.nation.form == "people":
                continue
            if run.last - run.first == 1 and follows(tree.tokens[run.first].text, readings.families):
                self._followers(run.first)
                continue
            label = "LOC" if run.nation is not None else readings.label(tree, run)
            form = FORMS.get(label, "misc")
            if form == "misc" and tree.tokens[run.last - 1].text.casefold() in self._lexicon.nobody:
                continue
            if form == "misc" and tree.relations[run.head] in ("amod", "compound"):
                continue
            if run.nation is not None:
                form = "org" if run.nation.form == "seat" else "state"
            elif form == "misc" and tree.tokens[run.head].entity == "person":
                form = "person" if run.last - run.first > 1 else "misc"
            code = run.nation.code if run.nation is not None else run.code
            first, noun = (
                (run.first, None)
                if form in ("place", "state", "misc")
                else title_before(tree, run, self.nations, form, self._lexicon)
            )
            head = self._top(run, first)
            mention = Mention(tree, form, head, first, run.last, code=code, name=(run.first, run.last))
            if form == "org" and noun is None:
                mention.first = next(
                    (n.first for n in self.nations.values() if n.last == run.first and code == n.code), run.first
                )
            for i in range(first, run.first):
                if i not in self.at and i not in self.nations:
                    self.at[i] = mention
            if noun is not None:
                mention.lemma = self._lemma(noun)
                mention.modifiers = self._modifiers(first, noun)
                mention.code = next(
                    (n.code for i, n in self.nations.items() if first <= i < run.first and n.form != "capital"), code
                )
                mention.title = (first, run.first)
            elif first < run.first:
                mention.title = (first, run.first)
            mention.plural = False
            self._add(mention, range(run.first, run.last))
            if noun is not None:
                mention.inside = list(
                    dict.fromkeys(self.at[i] for i in range(first, run.first) if self.at.get(i, mention) is not mention)
                )
                self.at[noun] = mention

    def _followers(self, i: int) -> None:
        """A word made of a person's name ("Sadrists") stands for that person's followers, unless a noun follows."""
        token = self.tree.tokens[i]
        if self.tree.relations[i] in SPEECHLESS:
            return
        first, last = self._extent(i)
        mention = Mention(self.tree, "noun", i, first, last, lemma="follower", plural=token.text.endswith("s"))
        mention.modifiers = frozenset((token.text.casefold().removesuffix("s"),))
        mention.determiner = self._determiner(i, first)
        self._add(mention, (i,))

    def _top(self, run: Chunk, first: int) -> int:
        """The head of the name together with its titles."""
        head, tokens = run.head, self.tree.tokens
        while first <= tokens[head].head < run.last and tokens[head].head != head:
            head = tokens[head].head
        return head

    def _lemma(self, index: int) -> str:
        """The noun as the lexicon has it; the model's lemma is only asked where the form itself does not lead there."""
        token = self.tree.tokens[index]
        small = token.text.casefold()
        if small == "minister" and index and self.tree.words[index - 1].casefold() == "prime":
            return "prime-minister"
        return _noun(small, token.lemma.casefold(), token.xpos == "NNPS")

    def _modifiers(self, first: int, head: int) -> frozenset[str]:
        """Small words before the head that say which one: no states, articles, numbers, names."""
        tokens = self.tree.tokens
        kept = []
        for i in range(first, head):
            token, other = tokens[i], self.at.get(i)
            if (
                token.upos in ("ADJ", "NOUN", "VERB", "PROPN", "ADV")
                and (
                    other is None
                    or (other.head != i and other.name is not None and not other.name[0] <= i < other.name[1])
                )
                and i not in self._national
            ):
                small = token.text.casefold()
                if small != "prime":
                    kept.append(small)
        return frozenset(kept)

    def _others(self) -> None:
        for i, token in enumerate(self.tree.tokens):
            if i in self.at:
                continue
            if token.upos == "PRON" and token.text.casefold() != "people":
                small = token.text.casefold()
                if small in THIRD or small in FIRST:
                    plural = small in ("they", "them", "their", "theirs", "themselves")
                    self._add(Mention(self.tree, "pronoun", i, i, i + 1, lemma=small, plural=plural), (i,))
            elif token.upos in ("NOUN", "PROPN", "ADJ", "PRON") and self._is_nominal(i, token):
                self._noun(i, token)

    def _demonyms(self, roles: dict[int, str]) -> None:
        """States that only a modifier names and that act, by a thing or a deed: "Israeli jets", "Russian shelling"."""
        for nation in self.nations.values():
            head = nation.last - 1
            if nation.form not in ("people", "name") or head in self.at or roles.get(head) != "acts":
                continue
            if self._before_thing(head):
                mention = Mention(self.tree, "state", head, nation.first, nation.last, code=nation.code)
                self._add(mention, range(nation.first, nation.last))

    def _is_nominal(self, i: int, token: Token) -> bool:
        label = self.tree.relations[i]
        if i in self.nations:
            return (
                self.nations[i].form == "people" and token.upos != "ADJ" and label in ARGUMENTS and label != "nmod"
                and not self._before_noun(i)
            )  # fmt: skip
        if label in SPEECHLESS and token.upos != "PROPN":
            return False
        if token.upos == "ADJ":
            return False
        lemma, lexicon = self._lemma(i), self._lexicon
        if lemma in lexicon.ambiguous and token.entity not in ("person", "organization"):
            return False
        if lemma in HARMED or (lemma == "body" and token.xpos == "NNS"):
            return False
        if token.upos == "PROPN" and lexicon.community(token.text):
            return token.xpos in ("NNS", "NNPS") and label in ARGUMENTS
        if lemma in lexicon.people or lemma in lexicon.bodies or lemma in lexicon.quantities:
            return token.entity not in ("place", "time", "event") and not self._before_noun(i)
        return token.entity == "person" and token.upos == "NOUN" and not self._before_noun(i)

    def _before_noun(self, i: int) -> bool:
        """A noun right before the noun it modifies is no phrase of its own ("police chief")."""
        token = self.tree.tokens[i]
        return (
            token.head == i + 1
            and self.tree.tokens[i + 1].upos in ("NOUN", "PROPN")
            and self.tree.relations[i] in SPEECHLESS
        )

    def _noun(self, i: int, token: Token) -> None:
        tree = self.tree
        first, last = self._extent(i)
        lemma = self._lemma(i)
        code = None
        if i in self.nations:
            lemma, code, first = token.text.casefold(), self.nations[i].code, min(first, self.nations[i].first)
        mention = Mention(tree, "noun", i, first, last, lemma=lemma)
        mention.plural = (
            token.xpos in ("NNS", "NNPS")
            or lemma in ("people", "police", "troop")
            or (i in self.nations and lemma.endswith("s"))
        )
        mention.determiner = self._determiner(i, first)
        if code is None:
            mention.code, mixed = self._country(first, i)
            if mixed:
                mention.determiner = "fresh"
        else:
            mention.code = code
        mention.modifiers = self._modifiers(first, i)
        self._add(mention, (i,))

    def _extent(self, head: int) -> tuple[int, int]:
        """The phrase of a noun: hyphenated words whole, states before it included, ending before a comma or dash."""
        tokens = self.tree.tokens
        first, last = self.tree.phrase(head)
        first = self._after_copula(first, head)
        while first > 1 and (tokens[first - 1].text == "-" and tokens[first - 2].text[0].isalnum()):
            first -= 2
        before = self.nations.get(first - 1)
        if before is not None and before.form != "capital" and not tokens[first].text.startswith(("'", "’")):
            first = before.first
        for i in range(first, head):
            if tokens[i].text in DASHES:
                first = i + 1
        while first < head and (tokens[first].upos in LOOSE or tokens[first].text.casefold() in HEDGES):
            first += 1
        for i in range(head + 1, last):
            if tokens[i].upos == "PUNCT" and tokens[i].text in (",", "(", "—", "–", ":", ";", '"', "“", "”"):
                last = i
                break
        while last - 1 > head and tokens[last - 1].upos in LOOSE:
            last -= 1
        return first, last

    def _after_copula(self, first: int, head: int) -> int:
        """A noun that is what somebody is said to be begins after "is": subject and verb are no part of its phrase."""
        tokens = self.tree.tokens
        before = [
            c
            for c in self.tree.children[head]
            if c < head and self.tree.relations[c] in ("cop", "aux", "nsubj", "mark", "cc")
        ]
        first = max([first, *(c + 1 for c in before)])
        while first < head and tokens[first].upos in ("DET", "ADV"):
            first += 1
        return first

    def _country(self, first: int, head: int) -> tuple[str | None, bool]:
        """State named before the head ("Iraqi troops"), and whether the phrase joins two ("U.S. and Iraqi forces").

        What a hyphen ties to something else says no country: "US-backed government", "Baghdad-based analyst".
        """
        tokens = self.tree.tokens
        if not self.nations:
            return None, False
        near = [
            n
            for end, n in self.nations.items()
            if first <= n.first and end < head and n.form in ("people", "name")
            and not (tokens[n.last].text == "-" and tokens[n.last + 1].text.casefold() != "led")
            and tokens[n.last].text not in ("'s", "’s", "'", "’")
        ]  # fmt: skip
        if not near:
            return None, False
        between = any(tokens[i].upos == "CCONJ" for i in range(near[0].last, head))
        return (None, True) if between else (near[-1].code, False)

    def _determiner(self, head: int, first: int) -> Determiner:
        tokens = self.tree.tokens
        found: Determiner = "bare"
        kids = [c for c in self.tree.children[head] if c < head]
        if first - 1 >= 0 and first - 1 not in kids:
            kids.append(first - 1)
        for c in sorted(kids):
            small, label = tokens[c].text.casefold(), self.tree.relations[c]
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


@lru_cache(maxsize=20_000)
def _noun(small: str, lemma: str, proper_plural: bool) -> str:
    """The form of a noun that the lexicon has, among itself, what its rank is called, its lemma and its singulars."""
    lexicon = words()
    for form in (small, lexicon.ranks.get(small, ""), lemma, *_singulars(small)):
        if form in lexicon.people or form in lexicon.bodies or form in lexicon.quantities:
            return form
    return small.removesuffix("s") if proper_plural else lemma


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word[:-3] + "man",)
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    return (word[:-1], word[:-2]) if word.endswith("s") else ()


def follows(word: str, families: Set[str]) -> bool:
    """True for a word made of a family name and -ist ("Sadrist", "Peronists")."""
    small = plain(word).removesuffix("s")
    if not small.endswith("ist") or not word[0].isupper() or len(small) < 6:
        return False
    stem = small[:-3]
    return any(f in families for f in (stem, stem + "i", stem + "a", stem + "e", stem + "o", stem + "y"))
