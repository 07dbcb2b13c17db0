"""The cast of a document (first step: phrases only)."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.extract.places import Atlas
from truceline.extract.syntax import Tree
from truceline.model.extraction import Actor, Ref


class Cast:
    """The document's actors."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._trees = trees
        self.actors: tuple[Actor, ...] = ()

    def ref(self, sentence: int, token: int) -> Ref:
        """Reference for a noun phrase by its head."""
        tree = self._trees[sentence]
        return Ref(tree.span(*tree.phrase(token)), None)

    def ref_span(self, sentence: int, first: int, last: int) -> Ref:
        """Reference for a token range."""
        return Ref(self._trees[sentence].span(first, last), None)

    def id_of(self, sentence: int, token: int) -> str | None:
        """Id of the actor that the phrase headed by `token` stands for."""
        return None


def cast(trees: Sequence[Tree], text: str, atlas: Atlas) -> Cast:
    """Finds the actors of a document."""
    return Cast(trees)
