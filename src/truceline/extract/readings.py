"""Names and states of all sentences, found once and shared by the atlas and the cast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from truceline.extract.acting import role_heads
from truceline.extract.chunks import Chunk, Votes, chunks, label_of, quoted_tokens
from truceline.extract.names import org_key, person_name
from truceline.extract.nations import Nation, nations
from truceline.extract.syntax import Tree


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence: the states it names, its proper names, the tokens in quotation marks, who acts and who suffers."""

    tree: Tree
    nations: dict[int, Nation]
    chunks: list[Chunk]
    quoted: list[bool]
    roles: dict[int, str]


@dataclass(frozen=True, slots=True)
class Readings:
    """All sentences but boilerplate, by number, with the document's votes on names and its family names."""

    sentences: dict[int, Reading]
    votes: Votes
    families: set[str]
    _labels: dict[tuple[int, int], str] = field(default_factory=dict, init=False)

    def label(self, tree: Tree, chunk: Chunk) -> str:
        """PER, ORG, LOC or MISC for a name, as the whole document has it."""
        at = tree.sentence.number, chunk.first
        found = self._labels.get(at)
        if found is None:
            found = self._labels[at] = label_of(tree, chunk, self.votes, self.families)
        return found

    def settle(self, tree: Tree, chunk: Chunk, label: str) -> None:
        """From now on the name has that label, whatever the document's votes say."""
        self._labels[tree.sentence.number, chunk.first] = label

    def settle_place(self, tree: Tree, chunk: Chunk) -> None:
        """From now on the name is a place's, whatever the document's votes say, and its last word no family's."""
        self.settle(tree, chunk, "LOC")
        if chunk.last - chunk.first > 1:
            self.families.discard(org_key((tree.words[chunk.last - 1],)))


def read(trees: Sequence[Tree], text: str) -> Readings:
    """Reads the names of a document; a quotation left open ends with its paragraph."""
    votes = Votes()
    found: dict[int, Reading] = {}
    is_open, before = False, 0
    for tree in trees:
        if tree.sentence.role == "boilerplate" or not tree.tokens:
            continue
        if "\n" in text[before : tree.sentence.span.start]:
            is_open = False
        before = tree.sentence.span.end
        quoted, is_open = quoted_tokens(tree, is_open)
        here = nations(tree)
        found[tree.sentence.number] = Reading(tree, here, chunks(tree, here, votes), quoted, role_heads(tree))
    votes.settle()
    return Readings(found, votes, _families(found.values(), votes))


def _families(sentences: Iterable[Reading], votes: Votes) -> set[str]:
    """Family names of persons that the document names in full."""
    found = set()
    for reading in sentences:
        for run in reading.chunks:
            words = reading.tree.words[run.first : run.last]
            if len(words) > 1 and len(words[0]) > 1 and "of" not in words and votes.best(org_key(words)) == "PER":
                name = person_name(words)
                if name is not None and name.given:
                    found.add(org_key((name.family,)))
    return found
