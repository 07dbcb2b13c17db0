"""Proper names of a sentence: where they begin and end, what sort of name they are, which titles stand before them.

A name is a run of proper nouns; the model's name labels are votes over the whole document, so that a name that one
sentence cuts in two or labels oddly is put right by the others.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from truceline.extract.actor_words import Words, words
from truceline.extract.names import PARTICLES, org_key
from truceline.extract.nations import Nation
from truceline.extract.syntax import Tree
from truceline.model.analysis import Token

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept sep oct nov dec ramadan".split()
)
PLACE_NOUNS = frozenset(
    "city town village province district governorate county river airport road street square bridge mosque shrine"
    " hospital camp zone strip valley mountains mountain island islands sea gulf lake university church cathedral"
    " border region area neighborhood neighbourhood quarter port base prison checkpoint suburb".split()
)
SITES = frozenset(
    "mosque shrine airport hospital bridge square street road camp prison cathedral church hotel checkpoint".split()
)
ENGLISH = frozenset(("as", "an", "at"))  # particles of names only before a hyphen
OFFICES = frozenset(("State", "Staff", "Defence", "Defense", "Justice", "Interior", "War"))
ENTITY_LABEL = {"person": "PER", "organization": "ORG", "place": "LOC"}
_SHORT = 3  # letters of a state's short form at most
OPENING, CLOSING = frozenset(("“", "«", "``")), frozenset(("”", "»", '"', "''"))


@dataclass(slots=True)
class Chunk:
    """A run of tokens that is one proper name, its title left out."""

    first: int
    last: int
    label: str
    head: int
    code: str | None = None
    nation: Nation | None = None


class Votes:
    """What the document's name labels and entity types say of each name, whatever a single sentence says."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[str]] = {}
        self._best: dict[str, str] = {}
        self.bodies: set[str] = set()

    def settle(self) -> None:
        """Once every name has voted: counts, and remembers the first words of organisations' names of several words."""
        for key, labels in self._by_key.items():
            best = max(set(labels), key=lambda label: (labels.count(label), label))
            self._best[key] = best
            if best == "ORG" and " " in key:
                self.bodies.add(key.split(" ", 1)[0])

    def add(self, key: str, label: str) -> None:
        """One vote."""
        self._by_key.setdefault(key, []).append(label)

    def has(self, key: str, label: str) -> bool:
        """True if some vote on the name was for the label."""
        return label in self._by_key.get(key, ())

    def best(self, key: str) -> str | None:
        """The label with most votes, once they are counted."""
        return self._best.get(key)


def quoted_tokens(tree: Tree, is_open: bool) -> tuple[list[bool], bool]:
    """Which tokens stand inside quotation marks, and whether the quotation goes on after the sentence."""
    marks = [i for i, word in enumerate(tree.words) if word in OPENING or word in CLOSING]
    found: list[bool] = []
    for i in marks:
        found += [is_open] * (i - len(found))
        found.append(False)
        mark = tree.words[i]
        is_open = mark in OPENING or (mark == '"' and not is_open)
    return found + [is_open] * (len(tree.tokens) - len(found)), is_open


def chunks(tree: Tree, found: dict[int, Nation], votes: Votes) -> list[Chunk]:
    """Proper names of a sentence, with the label that this sentence gives; every label is also cast as a vote."""
    tokens = tree.tokens
    labels: list[str | None] = [None] * len(tokens)
    span_of: list[int] = [-1] * len(tokens)
    for n, name in enumerate(tree.sentence.names):
        for i in range(name.first, name.last):
            labels[i], span_of[i] = name.label, n
    people: set[int] = set()
    for nation in found.values():
        if nation.last - nation.first == 1:
            continue
        if nation.form == "people":
            people.update(range(nation.first, nation.last))
        else:
            for i in range(nation.first, nation.last):
                span_of[i], labels[i] = len(tokens) + nation.first, labels[i] or "LOC"
    runs: list[Chunk] = []
    last = 0
    for i in [i for i, word in enumerate(tree.words) if word[0].isupper() or word in PARTICLES]:
        if i < last or i in people or not _opens(tokens, i, labels):
            continue
        last = i + 1
        while (
            last < len(tokens) and not _begins_anew(tokens, last, found) and _goes_on(tokens, last, i, labels, span_of)
        ):
            last += 1
        while last - 1 > i and not (tokens[last - 1].text[0].isalnum() and _named(tokens[last - 1], labels[last - 1])):
            last -= 1
        while last - 1 > i and _is_the_nouns(tokens, last, found):
            last -= 1
        runs.extend(_without_titles(tree, i, last, labels, found))
    for run in runs:
        key = org_key(tree.words[run.first : run.last])
        if run.label:
            votes.add(key, run.label)
        kind = ENTITY_LABEL.get(tokens[run.head].entity or "")
        if kind:
            votes.add(key, kind)
    return runs


def _named(token: Token, label: str | None) -> bool:
    return token.upos == "PROPN" or (label is not None and token.text[0].isupper())


def _opens(tokens: Sequence[Token], i: int, labels: list[str | None]) -> bool:
    """Does a name begin with this word, which has a capital or is a particle?"""
    token = tokens[i]
    if token.text.casefold().removesuffix(".") in CALENDAR and (labels[i] is None or token.entity == "time"):
        return False
    if words().community(token.text) and not (
        i + 1 < len(tokens) and labels[i] is not None and labels[i + 1] == labels[i]
    ):
        return False
    if token.text[0].isupper():
        if token.upos in ("ADJ", "NOUN") and 0 < i < len(tokens) - 1 and labels[i] is None:
            after = tokens[i + 1]
            return after.upos == "PROPN" and i < token.head <= i + 4 and len(token.text) > 1
        return token.upos == "PROPN" or (labels[i] is not None and token.upos in ("NOUN", "X", "ADJ", "VERB", "ADV"))
    return i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 2].text[0].isupper()


def _begins_anew(tokens: Sequence[Token], at: int, found: dict[int, Nation]) -> bool:
    """Is this a short form of a state that tells whose the noun behind is: the "U.S." of "in Falluja U.S. jets ..."?"""
    token = tokens[at]
    short = "." in token.text or (token.text.isupper() and len(token.text) <= _SHORT)
    return short and at in found and found[at].first == at and token.head > at and token.deprel in ("compound", "amod")


def _is_the_nouns(tokens: Sequence[Token], last: int, found: dict[int, Nation]) -> bool:
    """True if the last word so far describes the noun behind: "Balata refugee | camp", "Hilweh Palestinian | camp"."""
    token = tokens[last - 1]
    if token.head < last or tokens[token.head].upos != "NOUN" or token.deprel not in ("compound", "amod"):
        return False
    nation = found.get(last - 1)
    return token.text[0].islower() or (nation is not None and nation.form == "people" and nation.first == last - 1)


def _goes_on(tokens: Sequence[Token], at: int, first: int, labels: list[str | None], span_of: list[int]) -> bool:
    """Does token `at` belong to the name that began at `first`?"""
    token, before = tokens[at], tokens[at - 1]
    if span_of[at] >= 0 and span_of[at] == span_of[at - 1]:
        return True
    if token.text == "-":
        if token.start > before.end:
            return False  # a dash with a space before it, as after a dateline
        return before.text.casefold() in PARTICLES or (
            at + 1 < len(tokens) and tokens[at + 1].upos == "PROPN" and before.upos == "PROPN"
        )
    if before.text == "-":
        return token.start == before.end and (token.upos == "PROPN" or token.text[0].isupper())
    if token.text in PARTICLES:
        return (
            at + 1 < len(tokens)
            and (tokens[at + 1].text == "-" or (tokens[at + 1].text[0].isupper() and token.text not in ENGLISH))
            and before.text[0].isupper()
        )
    if before.text in PARTICLES and at - 1 > first:
        return token.text[0].isupper()
    if not token.text[0].isupper() or token.text.casefold() in CALENDAR:
        return False
    if token.upos != "PROPN" and labels[at] is None:
        return False
    if (
        labels[at] is not None
        and labels[at - 1] is not None
        and labels[at] != labels[at - 1]
        and before.text[0].isupper()
    ):
        return token.head == at - 1 or before.head == at or _of_one_noun(tokens, at)
    close = token.head == at - 1 or before.head == at or token.head == before.head or first <= token.head < at
    return close and token.upos in ("PROPN", "NOUN", "ADJ", "X")


def _of_one_noun(tokens: Sequence[Token], at: int) -> bool:
    """True if the word and the one before it name one body or site ("Strait News Service", "Imam Ali shrine")."""
    token, before = tokens[at], tokens[at - 1]
    if token.head <= at or before.head != token.head or not token.deprel == before.deprel == "compound":
        return False
    noun = tokens[token.head]
    return noun.upos == "PROPN" or (token.head == at + 1 and noun.text in SITES)


def _without_titles(
    tree: Tree, first: int, last: int, labels: list[str | None], found: dict[int, Nation]
) -> list[Chunk]:
    """The run without titles and states in front of the name; nothing, if nothing is left."""
    tokens = tree.tokens
    code: str | None = None
    while first < last:
        nation = _nation_at(found, first, last)
        if nation is not None:
            if nation.last >= last:
                return [_chunk(tree, first, last, labels, None, nation)]
            if nation.form not in ("people", "name") or not _apart(tokens, nation):
                break
            code, first = nation.code, nation.last
        elif tokens[first].text == "-" or _is_title(tokens, first, last, labels):
            first += 1
        elif (office := _office(tokens, first, last)) is not None:
            first = office
        elif tokens[first].text == "of" and first + 2 < last and tokens[first + 1].text in OFFICES:
            first += 2
        else:
            break
    if first >= last:
        return []
    return [_chunk(tree, first, last, labels, code, None)]


def _office(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the name begins behind an office of several words ("Foreign Minister X", "Deputy Defense Minister X")."""
    lexicon, at = words(), first
    while at < last and tokens[at].text.casefold() in lexicon.portfolios:
        at += 1
    if at == first or at >= last or tokens[at].text.casefold() not in lexicon.people:
        if at == last and last < len(tokens) and tokens[last].text.casefold() in lexicon.people:
            return last
        return None
    return at + 1


def _is_title(tokens: Sequence[Token], at: int, last: int, labels: list[str | None]) -> bool:
    """Is the first word of a run a title and no part of the name? Never in names of places or before "and"."""
    lexicon, token = words(), tokens[at]
    small = token.text.casefold()
    plural = small.removesuffix("s") in lexicon.people and token.xpos in ("NNS", "NNPS")
    title = small in lexicon.titles or small in lexicon.people or plural
    title = title or (small in lexicon.bodies and last - at == 1) or (labels[at] == "PER" and lexicon.community(small))
    if not title:
        return False
    if at + 1 < last:
        follow = tokens[at + 1].text
        office = follow == "of" and at + 3 < last and tokens[at + 2].text in OFFICES
        if not (follow[0].isupper() or follow == "-" or follow.casefold() in PARTICLES or office):
            return False
        return tokens[last - 1].text.casefold() not in PLACE_NOUNS and not _before_place(tokens, last)
    return not _before_place(tokens, last)


def _before_place(tokens: Sequence[Token], last: int) -> bool:
    return last < len(tokens) and tokens[last].upos == "NOUN" and tokens[last].text.casefold() in PLACE_NOUNS


def _apart(tokens: Sequence[Token], nation: Nation) -> bool:
    """A demonym or an abbreviation is no part of the name behind it ("Iraqi army", "US Marines")."""
    return nation.form == "people" or tokens[nation.first].text.isupper() or "." in tokens[nation.first].text


def _nation_at(found: dict[int, Nation], first: int, last: int) -> Nation | None:
    if not found:
        return None
    for end in range(first, min(last, first + 5)):
        nation = found.get(end)
        if nation is not None and nation.first == first:
            return nation
    return None


def _chunk(
    tree: Tree, first: int, last: int, labels: list[str | None], code: str | None, nation: Nation | None
) -> Chunk:
    given = [label for label in labels[first:last] if label]
    label = max(given, key=given.count, default="")
    tokens = tree.tokens
    if (
        nation is None
        and last < len(tokens)
        and tokens[last].upos == "NOUN"
        and (label in ("PER", "MISC", "") or tokens[first].text.casefold() in words().titles)
    ):
        if tokens[last].text.casefold() in SITES and any(first <= tokens[i].head <= last for i in (last - 1, last)):
            return Chunk(first, last + 1, "LOC", last, code, None)
    return Chunk(first, last, label, tree.head_of(first, last), code, nation)


def label_of(tree: Tree, chunk: Chunk, votes: Votes, families: Set[str]) -> str:
    """PER, ORG, LOC or MISC for a chunk: by its own last word, by the document's votes, by a family name in use."""
    tokens, lexicon = tree.tokens, words()
    text = tree.words[chunk.first : chunk.last]
    end = text[-1].casefold()
    if end in lexicon.nobody:
        return "MISC"
    if end in PLACE_NOUNS and len(text) > 1 and end not in ("university", "church", "hospital"):
        return "LOC"
    key = org_key(text)
    best = votes.best(key) or chunk.label or "MISC"
    if (
        " ".join(text).casefold() in lexicon.names
        or text[0].casefold() in lexicon.opening
        or (best != "LOC" and _body_before(tokens, chunk, lexicon))
    ):
        return "ORG"
    if best == "PER" and key in votes.bodies and key not in families:
        return "ORG"
    if (
        best != "PER"
        and lexicon.name_kind(text, chunk.code is not None) is not None
        and (len(text) > 1 or best != "LOC")
    ):
        return "ORG"
    if best != "PER" and chunk.nation is None and key in families and not _before_org_noun(tokens, chunk):
        return "PER"
    return best


def _body_before(tokens: Sequence[Token], chunk: Chunk, lexicon: Words) -> bool:
    """Right after "newspaper", "group" or "militia" stands the name of one."""
    before = tokens[chunk.first - 1] if chunk.first else None
    if before is None or before.lemma.casefold() not in lexicon.bodies:
        return False
    return (before.upos == "NOUN" and before.xpos == "NN") or before.text in ("daily", "weekly")


def _before_org_noun(tokens: Sequence[Token], chunk: Chunk) -> bool:
    return chunk.last < len(tokens) and tokens[chunk.last].upos == "PROPN" and tokens[chunk.head].head == chunk.last


def title_before(
    tree: Tree, chunk: Chunk, found: dict[int, Nation], form: str, lexicon: Words
) -> tuple[int, int | None]:
    """Where the titles before a name begin, and the index of the noun among them that says the office or kind."""
    tokens = tree.tokens
    nouns = lexicon.people if form == "person" else lexicon.bodies
    i, start, noun = chunk.first - 1, chunk.first, None
    while i >= 0 and chunk.first - i <= 12:
        token = tokens[i]
        small = token.text.casefold()
        if form == "person" and token.text in OFFICES and i > 1 and tokens[i - 1].text == "of":
            i -= 2
            continue
        if (small in lexicon.titles and form == "person") or token.lemma.casefold() in nouns:
            if form != "person" and (token.upos not in ("NOUN", "ADJ") or token.xpos == "NNS"):
                break
            start = i
            office = token.lemma.casefold() in nouns or (small in lexicon.ranks and form == "person")
            if office and (noun is None or tokens[noun].text.casefold() in lexicon.ranks) and token.upos != "VERB":
                noun = i
        elif noun is not None and i in found:
            start = found[i].first
            i = start
        elif (
            noun is not None
            and token.upos in ("NOUN", "PROPN", "ADJ")
            and (i < token.head < chunk.last or small in lexicon.modifiers)
        ):
            start = i
        elif noun is not None and small == "-" and i > 0 and tokens[i - 1].upos in ("PROPN", "NOUN", "ADJ"):
            pass
        else:
            break
        i -= 1
    while start < chunk.first and tokens[start].text == "-":
        start += 1
    return start, noun
