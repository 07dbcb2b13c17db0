"""Figures that their own source takes back: "revised the toll to 31 from 45", "withdrew its figure of 45".

The words that revise must be told as done. A rise of a toll is no revision: only verbs that call the earlier number
wrong, or lower it, are. What a verb of revising governs with "to" is the number that now holds, with "from" the one
that it replaces.
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.extract import harm
from truceline.extract.counting import TALLY_NOUNS
from truceline.extract.counts import read_count
from truceline.extract.draft import Argument
from truceline.extract.figures import KIND_OF_TALLY, REACH, FigureDraft
from truceline.extract.syntax import Tree
from truceline.model.extraction import Revision

ABOVE = 4
NOW = frozenset({"to", "at", "down"})
BEFORE = frozenset({"from"})
MEANT = frozenset({"it", "that", "this"})


def mark(tree: Tree, here: Iterable[FigureDraft]) -> None:
    """Marks those figures of a sentence whose words revise, or are revised, and names who does so."""
    words = harm.lexicon()
    for figure in here:
        if figure.mention is None:
            continue
        number = tree.head_of(figure.mention.first, figure.mention.last)
        for verb in list(tree.ancestors(number))[:ABOVE]:
            lemma = tree.tokens[verb].lemma.lower()
            if lemma in words.revising and _done(tree, verb) and _tally(tree, verb) is not None:
                _revise(tree, figure, verb, _direction(tree, number))
            elif lemma in words.withdrawing and _done(tree, verb):
                theme = _theme(tree, verb)
                if theme is not None and _is_tally(tree, theme) and number in tree.subtree(theme):
                    _revise(tree, figure, verb, "withdrawn")


def carried(tree: Tree, latest: FigureDraft | None) -> FigureDraft | None:
    """The figure of a sentence that revises the last one without naming a harm: "It corrected the number to 31".

    "Withdrew that figure" gives no figure of its own: the last one is marked.
    """
    if latest is None or not 0 < tree.sentence.number - latest.tree.sentence.number <= REACH:
        return None
    words = harm.lexicon()
    for verb, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if lemma not in words.revising | words.withdrawing or not _done(tree, verb):
            continue
        theme = _tally(tree, verb)
        if theme is None or not harm.kinds_named(tree) <= {latest.kind} or not _bare(tree, theme):
            continue
        if lemma in words.withdrawing:
            if not any(tree.tokens[i].upos == "NUM" for i in tree.subtree(theme)):
                _revise(tree, latest, verb, "withdrawn")
            continue
        for number in tree.kids(verb, "obl"):
            value = read_count(tree.tokens[number].text)
            if value is not None and _direction(tree, number) == "corrects":
                found = FigureDraft(
                    tree, None, latest.kind, latest.victim, tree.span(number, number + 1), None, value, latest.scope
                )
                _revise(tree, found, verb, "corrects")
                found.revises = latest
                return found
    return None


def _revise(tree: Tree, figure: FigureDraft, verb: int, revision: Revision | None) -> None:
    if revision is None:
        return
    figure.revision, figure.revised = revision, tree.span(verb, verb + 1)
    speaker = tree.by_agent(verb) if tree.is_passive(verb) else tree.subject(verb)
    if figure.teller is None and speaker is not None and figure.tree is tree:
        figure.teller = Argument(tree.sentence.number, speaker, speaker + 1, 1.0)


def _done(tree: Tree, verb: int) -> bool:
    """True for a finite verb without negation or modal."""
    return tree.tokens[verb].upos == "VERB" and tree.finite(verb) and not tree.negated(verb)


def _theme(tree: Tree, verb: int) -> int | None:
    """What is revised."""
    themes = tree.kids(verb, "nsubj") if tree.is_passive(verb) else tree.kids(verb, "obj")
    return next(iter(themes), None)


def _is_tally(tree: Tree, theme: int) -> bool:
    return tree.tokens[theme].lemma.lower() in TALLY_NOUNS | harm.lexicon().accounts


def _tally(tree: Tree, verb: int) -> int | None:
    """The tally that the verb revises, or the pronoun for it."""
    theme = _theme(tree, verb)
    if theme is None or not (_is_tally(tree, theme) or tree.words[theme].lower() in MEANT):
        return None
    return theme


def _bare(tree: Tree, theme: int) -> bool:
    """True unless the tally says that it is of something else ("the number of checkpoints", "its troop count")."""
    return not tree.kids(theme, "nmod", "acl") and all(
        tree.tokens[c].lemma.lower() in KIND_OF_TALLY for c in tree.kids(theme, "compound")
    )


def _direction(tree: Tree, number: int) -> Revision | None:
    """Whether the number, by its preposition, is the one that holds or the one replaced."""
    cases = {tree.words[c].lower() for c in tree.kids(number, "case")}
    if cases & BEFORE:
        return "corrected"
    return "corrects" if cases & NOW else None
