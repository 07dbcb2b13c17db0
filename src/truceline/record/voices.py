"""Who speaks with which figure: what was revised, what one report has from one source, which report is newest. Pure.

A root is whoever said it first. All that one report has from one root is an `Account`; the newest account of a root is
its voice. Figures that their source corrected or withdrew are in no account.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from truceline.model.extraction import Revision
from truceline.model.records import Standing

_ANYBODY = frozenset(
    "a an the one people person persons dead killed wounded injured casualties victims others more lives".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A figure as one report gives it.

    `root` names who said it first; figures of one root count once; `speaker` are the words for whoever that is, as
    several without a name are one root. `place` is the report and the position in it, `who` whom it counts, as the
    report words it; None is nobody in particular. `hedge` marks words that only say that there
    may be more. `revision` says that its source thereby revises an earlier one, or that it is the number revised.
    `chars` is the length of a report that was printed several times, 0 of any other.
    `reliability` and `credibility` are the two Admiralty grades, ``F`` and 6 until a person sets them.
    """

    id: str
    low: int | None
    best: int | None
    high: int | None
    open: bool
    root: str
    as_of: date | None
    place: tuple[str, int] = ("", 0)
    who: str | None = None
    speaker: str | None = None
    hedge: bool = False
    revision: Revision | None = None
    reliability: str = "F"
    credibility: int = 6
    chars: int = 0

    @property
    def numberless(self) -> bool:
        """True if it only says that there may be more: it opens the upper end and moves nothing else."""
        return self.hedge or not self._numbers()

    @property
    def least(self) -> int | None:
        """The smallest number that it may mean; None if it sets no lower end ("up to 30")."""
        if self.low is None and self.best is None:
            return None
        return min(self._numbers())

    @property
    def most(self) -> int | None:
        """The largest number in it."""
        return max(self._numbers(), default=None)

    def _numbers(self) -> list[int]:
        """Low, best and high, where given; what a person corrected need not be in order."""
        return [n for n in (self.low, self.best, self.high) if n is not None]

    def meets(self, other: Reported) -> bool:
        """True if the two intervals share a point."""
        return _reaches(self, other.least) and _reaches(other, self.least)


class Fate(NamedTuple):
    """The part that a figure has in the range, and the figure that took its place."""

    standing: Standing
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one report has from one root.

    `parts` count different people; the first one is that which gives a point, or stands first. `doubles` say the same
    again of people in `parts`, or count some of them; `rivals` are those that contradict it.
    """

    parts: tuple[Reported, ...]
    doubles: tuple[Reported, ...]

    @property
    def main(self) -> Reported:
        """The figure that speaks for the account: the only part, or the largest, as parts are not added."""
        return max(self.parts, key=lambda f: (f.least or 0, f.most or 0, f.id)) if self.parts[1:] else self.parts[0]

    @property
    def open(self) -> bool:
        """True if the account sets no upper end; one of several parts is not the whole."""
        return self.main.open or len(self.parts) > 1

    @property
    def rivals(self) -> tuple[Reported, ...]:
        """Doubles that no part of the same people meets, if another speaker gives them or they are larger.

        A smaller number of the same speaker counts some of the people.
        """
        if not self.doubles:
            return ()
        return tuple(f for f in self.doubles if all(_contradicts(f, p) for p in self.parts if _same_people(f, p)))

    @property
    def figures(self) -> tuple[Reported, ...]:
        """All of it."""
        return (*self.parts, *self.doubles)

    @property
    def root(self) -> str:
        """Who said it first."""
        return self.parts[0].root

    @property
    def as_of(self) -> date | None:
        """The day of the report."""
        return self.parts[0].as_of

    @property
    def report(self) -> str:
        """The report."""
        return self.parts[0].place[0]


def accounts(figures: Iterable[Reported]) -> list[Account]:
    """Figures by root and report, newest report first; of one day the account that gives a point, then by report."""
    found: dict[tuple[str, str], list[Reported]] = defaultdict(list)
    for figure in figures:
        found[figure.root, figure.place[0]].append(figure)
    return sorted(map(_account, found.values()), key=lambda account: _age(account.parts[0]))


def _account(figures: Iterable[Reported]) -> Account:
    parts: list[Reported] = []
    doubles: list[Reported] = []
    for figure in sorted(figures, key=_age):
        apart = not any(_same_people(figure, part) for part in parts)
        (parts if apart else doubles).append(figure)
    return Account(tuple(parts), tuple(doubles))


def voices(told: Sequence[Account]) -> tuple[list[Account], dict[str, Fate]]:
    """The newest account of each root, in the order of `told`; and what became of all other figures."""
    newest: dict[str, Account] = {}
    fates: dict[str, Fate] = {}
    for account in told:
        voice = newest.setdefault(account.root, account)
        older = account.figures if voice is not account else account.doubles
        fates.update((figure.id, Fate("superseded", voice.main.id)) for figure in older)
    return list(newest.values()), fates


def overtaken(speaking: Sequence[Account], wounded: Iterable[Reported]) -> dict[str, Fate]:
    """Accounts of the killed that a later one overtakes because wounded have died since.

    The later report counts more killed and fewer wounded than the earlier one did.
    """
    hurt = {(a.root, a.report): a.main.best for a in accounts(wounded) if a.main.best is not None}
    given = [(a, hurt[a.root, a.report]) for a in speaking if a.main.best is not None and (a.root, a.report) in hurt]
    dated = [(account, left) for account, left in given if account.as_of is not None]
    if not dated:
        return {}
    latest, left = max(dated, key=lambda pair: (pair[0].as_of or date.min, pair[0].main.best or 0, pair[0].main.id))
    fates: dict[str, Fate] = {}
    for account, before in dated:
        died = (latest.main.best or 0) - (account.main.best or 0)
        if died > 0 and before > left and account.as_of != latest.as_of:
            fates.update((f.id, Fate("superseded", latest.main.id)) for f in account.figures)
    return fates


def retracted(figures: Sequence[Reported], elsewhere: Iterable[Reported] = ()) -> dict[str, Fate]:
    """Figures that their own source corrected or withdrew, in words.

    A correction takes the place of all that its source said before, a withdrawal only of the number that it names.

    Args:
        figures: what to look through.
        elsewhere: revisions told with a number of another scope or day ("the toll"); they, too, take back.
    """
    revisions = [f for f in (*figures, *elsewhere) if f.revision is not None]
    if not revisions:
        return {}
    by_root: Mapping[str, list[Reported]] = defaultdict(list)
    for figure in figures:
        by_root[figure.root].append(figure)
    found = {f.id: Fate(f.revision) for f in figures if f.revision in ("corrected", "withdrawn")}
    for revision in sorted(revisions, key=lambda f: (f.revision != "withdrawn", _age(f))):
        standing: Standing = "withdrawn" if revision.revision == "withdrawn" else "corrected"
        for figure in by_root.get(revision.root, ()):
            same = (figure.low, figure.best, figure.high) == (revision.low, revision.best, revision.high)
            if same is not (revision.revision == "corrects") and _before(figure, revision):
                found.setdefault(figure.id, Fate(standing, revision.id))
    return found


def _before(figure: Reported, revision: Reported) -> bool:
    """True if `revision` speaks of what its source said with `figure`; without days that is not known."""
    if figure.id == revision.id:
        return False
    if figure.place[0] == revision.place[0]:
        return figure.revision is None and figure.place < revision.place
    if figure.as_of is None or revision.as_of is None:
        return False
    return figure.as_of < revision.as_of or (figure.as_of == revision.as_of and figure.revision is None)


def _reaches(figure: Reported, least: int | None) -> bool:
    return figure.open or figure.most is None or least is None or least <= figure.most


def _contradicts(figure: Reported, part: Reported) -> bool:
    if figure.meets(part):
        return False
    others = None not in (figure.speaker, part.speaker) and figure.speaker != part.speaker
    return others or (figure.least or 0) > (part.most or 0)


def _same_people(figure: Reported, other: Reported) -> bool:
    """True unless the words tell the people counted apart: by a noun, or one person from another by the age."""
    people, others = _people(figure.who), _people(other.who)
    if people is None or others is None:
        return True
    ages = [re.findall(r"\d+", f.who or "") if f.best == 1 else [] for f in (figure, other)]
    return people == others and (not all(ages) or ages[0] == ages[1])


def _people(who: str | None) -> str | None:
    """The noun for the people counted, in the singular; None if it tells them from nobody ("people", "the dead")."""
    words = [word for word in re.findall(r"[^\W\d_]+", (who or "").casefold()) if word not in _ANYBODY]
    if not words:
        return None
    noun: str = words[-1]
    return noun[:-3] + "man" if noun.endswith("men") else noun.removesuffix("s")


def _age(figure: Reported) -> tuple[int, bool, int, tuple[str, int], str]:
    """Sort key: newest first, then what gives a point, then the longest printing of a report, then by place."""
    days = 0 if figure.as_of is None else figure.as_of.toordinal()
    return (-days, figure.best is None, -figure.chars, figure.place, figure.id)
