"""Places of a document by name (first step: every name labelled as a place)."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.extract.names import org_key
from truceline.extract.syntax import Tree
from truceline.model.extraction import Place, Ref
from truceline.model.text import Span


class Atlas:
    """The document's places."""

    def __init__(self, trees: Sequence[Tree], places: tuple[Place, ...]) -> None:
        self._trees = trees
        self.places = places
        self._by_key = {org_key(p.name.split()): p.id for p in places}

    def ref(self, sentence: int, first: int, last: int) -> Ref:
        """Reference for a token range."""
        tree = self._trees[sentence]
        key = org_key([t.text for t in tree.tokens[first:last]])
        return Ref(tree.span(first, last), self._by_key.get(key))


def atlas(trees: Sequence[Tree], text: str) -> Atlas:
    """Finds the places of a document."""
    found: dict[str, tuple[str, list[Span]]] = {}
    for tree in trees:
        for name in tree.sentence.names:
            if name.label == "LOC":
                span = tree.span(name.first, name.last)
                key = org_key([t.text for t in tree.tokens[name.first : name.last]])
                found.setdefault(key, (span.of(text), []))[1].append(span)
    return Atlas(trees, tuple(
        Place(id=f"P{n}", name=name, kind="unknown", country=None, admin1=None, lat=None, lon=None, geonameid=None,
              precision=None, mentions=tuple(spans))
        for n, (name, spans) in enumerate(found.values(), 1)
    ))  # fmt: skip
