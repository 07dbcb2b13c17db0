"""Analysed sentences written by hand, for tests of rules that read trees.

A token is ``form/UPOS/head/relation``, heads counted from 1 and 0 for the root; tokens are parted by white space. The
lemma follows the form after ``=`` where it is not the small form. Further fields in any order: a Penn tag (``NNS``), a
name label (``PER ORG LOC MISC``; the same label on consecutive tokens is one name), an entity type (``person``,
``organization``, …). A ``+`` before the form joins it to the token before without a space.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from truceline.extract.syntax import Tree
from truceline.model.analysis import Frame, Name, Sentence, Token, Trigger, TruceMention
from truceline.model.text import BlockRole, Span

LABELS = frozenset(("PER", "ORG", "LOC", "MISC"))


def sentence(
    line: str, number: int = 0, start: int = 0, role: BlockRole = "body", frames: Sequence[Frame] = (),
    triggers: Sequence[Trigger] = (), truces: Sequence[TruceMention] = (),
) -> tuple[Sentence, str]:  # fmt: skip
    """A sentence whose text begins at `start`, and that text."""
    tokens: list[Token] = []
    labels: list[str | None] = []
    text = ""
    for word in line.split():
        form, upos, head, deprel, *rest = word.split("/")
        form, _, lemma = form.partition("=")
        glued = form.startswith("+") and len(form) > 1
        form = form[1:] if glued else form
        text += "" if glued or not text else " "
        at = start + len(text)
        text += form
        label = next((r for r in rest if r in LABELS), None)
        tag = next((r for r in rest if r.isupper() and r not in LABELS), "")
        entity = next((r for r in rest if r.islower()), None)
        tokens.append(Token(at, at + len(form), form, lemma or form.lower(), upos, tag, int(head) - 1, deprel, entity))
        labels.append(label)
    names = []
    for label, group in groupby(range(len(labels)), key=lambda i: labels[i]):
        indices = list(group)
        if label is not None:
            names.append(Name(label, indices[0], indices[-1] + 1))
    found = Sentence(
        number=number, span=Span(start, start + len(text)), role=role, tokens=tuple(tokens), names=tuple(names),
        frames=tuple(frames), triggers=tuple(triggers), truces=tuple(truces),
    )  # fmt: skip
    return found, text


def document(*lines: str) -> tuple[tuple[Tree, ...], str]:
    """Trees of several sentences, one after the other, and the document's text."""
    trees, text = [], ""
    for number, line in enumerate(lines):
        text += " " if text else ""
        made, words = sentence(line, number, len(text))
        text += words
        trees.append(Tree(made))
    return tuple(trees), text
