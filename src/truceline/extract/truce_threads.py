"""Which ceasefire of a report a naming is of: the one at hand, an earlier one told of as background, or a new one.

Two ceasefires are two where the days of their making are further apart than a plan and its start. The words of a naming
decide beside that: "a truce declared in May" opens another than the one that the report is about; "the truce" goes back
to that one, and to the earlier one only beside its naming ("that truce", "the truce had failed").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.extract.draft import Argument, Draft
from truceline.extract.syntax import Tree
from truceline.extract.truce_roles import Naming
from truceline.model.values import Days

PLANNED = timedelta(days=10)  # between the making and the day that it begins on
NEWS = timedelta(days=31)  # what was made before that is no news
THAT = frozenset({"that", "those"})


@dataclass(slots=True)
class TruceDraft:
    """A ceasefire while its mentions are being gathered; `old` if the report recalls it beside the one it is about."""

    namings: list[Naming]
    events: list[Draft] = field(default_factory=list)
    old: bool = False

    def roles(self, role: str) -> list[Argument]:
        """All arguments of a role over all mentions, the first mention's first."""
        return [a for n in self.namings for a in n.roles[role]]

    @property
    def days(self) -> Days | None:
        """When it was declared or took effect, as the first dated mention has it."""
        return next((n.days for n in self.namings if n.days is not None), None)

    @property
    def last(self) -> int:
        """Number of the sentence that named it last."""
        return max(n.tree.sentence.number for n in self.namings)


def place(truces: list[TruceDraft], naming: Naming, published: date | None) -> TruceDraft:
    """The ceasefire that a naming is of, with the naming in it; a new one if it fits none."""
    recalled = naming.earlier or _long_ago(naming.days, published)
    fits = [t for t in truces if _compatible(t, naming)]
    if naming.another or (recalled and not naming.definite):
        fits = [t for t in fits if recalled and t.days is not None and naming.days is not None]
    elif naming.earlier:
        fits = [t for t in fits if t.old or (t.days is not None and naming.days is not None)]
    chosen = choose(fits, naming.tree, naming.head)
    if chosen is None:
        chosen = TruceDraft([], old=recalled)
        truces.append(chosen)
    chosen.namings.append(naming)
    return chosen


def choose(fits: Sequence[TruceDraft], tree: Tree, head: int) -> TruceDraft | None:
    """Of several ceasefires the one that the noun at `head` means; ``None`` if there are none.

    The one that the report is about, unless it recalls another just before and stays with that.
    """
    near = [t for t in fits if t.old and tree.sentence.number - t.last <= 1]
    back = [t for t in near if t.last == tree.sentence.number or _stays_back(tree, head)]
    now = [t for t in fits if not t.old]
    return max(back or now or fits, key=lambda t: t.last, default=None)


def _stays_back(tree: Tree, head: int) -> bool:
    """True for "that truce" and for a clause in the pluperfect."""
    if any(tree.words[c].lower() in THAT for c in tree.kids(head, "det")):
        return True
    verb = next((i for i in (head, *tree.ancestors(head)) if tree.tokens[i].upos in ("VERB", "AUX")), None)
    return verb is not None and any(tree.words[c].lower() == "had" for c in tree.kids(verb, "aux"))


def _long_ago(days: Days | None, published: date | None) -> bool:
    return published is not None and days is not None and days.latest is not None and published - days.latest > NEWS


def _compatible(truce: TruceDraft, naming: Naming) -> bool:
    """False if they were made on other days. "The truce" may begin days after it was made; "a truce" is another one."""
    one, other = naming.days, truce.days
    if one is None or other is None or one.may_overlap(other):
        return True
    return naming.definite and _gap(one, other) <= PLANNED


def _gap(one: Days, other: Days) -> timedelta:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return timedelta(0)
    return max(one.earliest - other.latest, other.earliest - one.latest)
