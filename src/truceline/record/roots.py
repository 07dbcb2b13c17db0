"""Who said a figure first, as one name for all reports: figures of one root are one voice."""

from __future__ import annotations

from truceline.model.extraction import ActorKind

_NAMED_ALONE: frozenset[str | None] = frozenset(
    {"state", "armed_group", "political", "person", "international", "media"}
)  # "Hamas", "Iran"; but "Police", "Officials", "Witnesses" at the head of a sentence name nobody


def root(known: str | None, name: str | None, kind: ActorKind | None, outlet: str | None, document_id: str) -> str:
    """An actor of the register, a proper name, else the outlet, else the document.

    Sources without a name of their own ("officials", "Police") are one root for each outlet, so that one paper's
    unnamed sources never confirm each other. A proper name is one whose last word begins with a capital letter and is
    not its only one, unless the actor is of a kind that has names of one word. An agency is the same root whether it is
    quoted or prints the report itself.
    """
    if known is not None:
        return f"known {known}"
    words = name.split() if name else []
    if words and words[-1][:1].isupper() and (len(_core(words)) > 1 or kind in _NAMED_ALONE):
        return f"name {' '.join(_core(words)).casefold()}"
    return f"document {document_id}" if outlet is None else f"name {' '.join(_core(outlet.split())).casefold()}"


def _core(words: list[str]) -> list[str]:
    """The words without an article before them."""
    return words[1:] if words[0].casefold() in ("the", "a", "an") and words[1:] else words
