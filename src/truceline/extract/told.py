"""What a document tells while it is being read: the events so far, in text order, and the figures of each."""

from __future__ import annotations

from dataclasses import replace

from truceline.extract.draft import Draft
from truceline.extract.figures import FigureDraft
from truceline.model.vocabulary import FAMILIES

VIOLENCE = FAMILIES["violence"]
FACTUAL = frozenset({"asserted", "background"})
RECENT = 8
FAR = 40


class Told:
    """Everything that the document tells: drafts in text order, and the figures of each."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.figures: dict[int, list[FigureDraft]] = {}
        self.of_conflict = False
        self.of_violence = False
        self._told: dict[int, int] = {}
        self._harmful: Draft | None = None

    def figures_of(self, draft: Draft) -> list[FigureDraft]:
        """Figures of one draft, in text order."""
        return self.figures.get(id(draft), [])

    def give(self, draft: Draft, figure: FigureDraft) -> None:
        """Gives `figure` to `draft`."""
        self.figures.setdefault(id(draft), []).append(figure)
        self._told[id(draft)] = figure.tree.sentence.number
        self._harmful = draft if draft.type in VIOLENCE else self._harmful

    def drop(self, draft: Draft, figure: FigureDraft) -> None:
        """Takes a figure back from `draft`."""
        self.figures[id(draft)].remove(figure)

    def last(self, draft: Draft) -> int:
        """Number of the sentence that spoke of `draft` last."""
        return max(draft.sentence, self._told.get(id(draft), 0))

    def violence(self, number: int, reach: int) -> Draft | None:
        """The violence that was told last before sentence `number`, if that is at most `reach` sentences away."""
        recent = self.drafts[-RECENT:]
        harmful = [d for d in self.drafts[-FAR:-RECENT] if d is self._harmful]
        fits = (d for d in (*harmful, *recent) if d.sentence < number and d.type in VIOLENCE)
        found = max(fits, key=lambda d: (self.last(d), d.sentence, d.first), default=None)
        return found if found is not None and number - self.last(found) <= reach else None

    def join(self, later: Draft, earlier: Draft) -> None:
        """Makes `later` a further telling of `earlier`: its figures and new arguments move there."""
        for figure in self.figures.pop(id(later), []):
            self.give(earlier, figure)
        for role, arguments in later.roles.items():
            if not earlier.roles[role]:
                elsewhere = later.sentence != earlier.sentence
                earlier.roles[role] = [replace(a, basis="carried over") for a in arguments] if elsewhere else arguments
        self.drafts.remove(later)
