"""A record laid beside a dataset: who matches, who stands on one side only, and what was left out and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from truceline.model.datasets import Dataset, DatasetRow
from truceline.model.filters import Filter
from truceline.publish.comparing.cases import Case, of_incident, of_row
from truceline.publish.comparing.coverage import Coverage, coverage
from truceline.publish.comparing.differences import FIGURES, Difference, differences
from truceline.publish.comparing.matching import Pair, matched, only, only_rows
from truceline.publish.comparing.settings import Settings
from truceline.publish.export.incidents import incidents
from truceline.record import Store

NO_DEAD = "no report tells of dead, and GED has only events with dead"


@dataclass(frozen=True, slots=True)
class Matched:
    """A pair with the cells that differ."""

    pair: Pair
    differences: tuple[Difference, ...]

    @property
    def differing(self) -> bool:
        """Whether the figures differ."""
        return any(one.cell in FIGURES for one in self.differences)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A happening (`side` ``record``) or a row (``dataset``) that was not compared, and why."""

    side: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    """One country in one year: events and dead on both sides, of all that was compared."""

    country: str
    year: int
    record: int
    dataset: int
    matched: int
    possible: int
    record_deaths: int
    dataset_deaths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The result.

    Attributes:
        matched: pairs with and without differing figures, in the order of days.
        only_record: happenings that the dataset does not have.
        only_dataset: rows that the record does not have.
        left_out: what was not compared.
        totals: by country and year.
        coverage: of the reports.
        whole: whether rows outside of the coverage were compared, too.
    """

    dataset: Dataset
    wanted: Filter
    settings: Settings
    coverage: Coverage
    whole: bool
    matched: tuple[Matched, ...]
    only_record: tuple[Case, ...]
    only_dataset: tuple[Case, ...]
    left_out: tuple[LeftOut, ...]
    totals: tuple[Total, ...]

    @property
    def reasons(self) -> Mapping[tuple[str, str], int]:
        """How many were left out of each side, by reason."""
        return Counter((one.side, one.reason) for one in self.left_out)


def compare(store: Store, dataset: Dataset, wanted: Filter, settings: Settings, *, whole: bool = False) -> Comparison:
    """Lay the happenings that meet a filter beside the rows of a dataset.

    Args:
        store: the record.
        dataset: what it is compared with.
        wanted: what of the record; days and country narrow the dataset down, too.
        settings: windows, thresholds and weights.
        whole: compare all rows that meet days and country, not only those that the reports could tell of.
    """
    with store.snapshot():
        covered = coverage(store, settings)
        cases, left_out = _cases(store, dataset, wanted, settings, covered)
        own = {case.id for case in cases}
        rows, outside = _rows(store, dataset, wanted, None if whole else covered, own)
    pairs = matched(cases, rows, settings)
    there = {country for row in rows for country in row.countries}
    here: list[Case] = []
    for case in only(cases, pairs):
        reason = _not_there(case, dataset, there)
        if reason is None:
            here.append(case)
        else:
            left_out.append(LeftOut("record", case.id, reason))
    beyond = only_rows(rows, pairs)
    found = _with_differences(pairs)
    return Comparison(
        dataset=dataset, wanted=wanted, settings=settings, coverage=covered, whole=whole, matched=found,
        only_record=tuple(sorted(here, key=_order)), only_dataset=tuple(sorted(beyond, key=_order)),
        left_out=(*left_out, *outside), totals=_totals(found, here, beyond),
    )  # fmt: skip


def _cases(
    store: Store, dataset: Dataset, wanted: Filter, settings: Settings, covered: Coverage
) -> tuple[list[Case], list[LeftOut]]:
    found, left_out = list[Case](), list[LeftOut]()
    for one in incidents(store, wanted.happened):
        about = frozenset(c for d in one.documents for c in covered.about.get(d, ()))
        case = of_incident(one, dataset.kind, about, settings)
        if isinstance(case, Case):
            found.append(case)
        else:
            left_out.append(LeftOut("record", one.id, case))
    return found, left_out


def _rows(
    store: Store, dataset: Dataset, wanted: Filter, covered: Coverage | None, own: set[str]
) -> tuple[list[Case], list[LeftOut]]:
    found, left_out = list[Case](), list[LeftOut]()
    for row in store.dataset_rows(dataset, wanted.since, wanted.until, whole=False):
        reason = None if row.relid is not None and row.relid in own else _outside(row, wanted, covered)
        if reason is None:
            found.append(of_row(row, dataset.kind))
        else:
            left_out.append(LeftOut("dataset", row.source_id, reason))
    return found, left_out


def _outside(row: DatasetRow, wanted: Filter, covered: Coverage | None) -> str | None:
    if wanted.country is not None and row.country != wanted.country:
        return "is of another country than asked for"
    if row.country is None:
        return f"its country {row.country_name!r} is not known" if row.country_name else "names no country"
    if covered is None:
        return None
    if row.country not in covered.stretches:
        return "no report is about its country"
    if not covered.holds(frozenset({row.country}), row.first, row.last):
        return "no report of its country is of these days"
    return None


def _not_there(case: Case, dataset: Dataset, there: set[str]) -> str | None:
    """Why the dataset could not hold a happening that matches none of its rows."""
    if dataset.kind == "ucdp-ged" and not case.deaths.best:
        return NO_DEAD
    if case.last < dataset.first or case.first > dataset.last:
        return "the dataset has no row of these days"
    if not case.countries:
        return "neither it nor its reports name a country"
    if not case.countries & there:
        return "the dataset has no row of its country"
    return None


def _with_differences(pairs: list[Pair]) -> tuple[Matched, ...]:
    by_row, by_case = defaultdict[int, list[Pair]](list), defaultdict[str, list[Pair]](list)
    for pair in pairs:
        by_row[pair.row.n].append(pair)
        by_case[pair.case.id].append(pair)
    found = []
    for pair in sorted(pairs, key=lambda p: (_order(p.case), p.row.n)):
        parts = {"part of row": by_row[pair.row.n], "row is part": by_case[pair.case.id]}.get(pair.relation, [pair])
        found.append(Matched(pair, differences(pair, parts)))
    return tuple(found)


def _order(case: Case) -> tuple[object, ...]:
    return case.first, case.last, case.id


def _totals(found: tuple[Matched, ...], here: list[Case], beyond: list[Case]) -> tuple[Total, ...]:
    """Each happening and each row counts once, a matched happening where its row stands."""
    sums = defaultdict[tuple[str, int], Counter[str]](Counter)
    cases, rows = set[str](), set[int]()
    for one in found:
        pair = one.pair
        at = sums[_country(pair.row if pair.row.countries else pair.case), pair.row.first.year]
        at["matched" if pair.certainty == "match" else "possible"] += 1
        if pair.case.id not in cases:
            cases.add(pair.case.id)
            at.update(record=1, record_deaths=pair.case.deaths.best or 0)
        if pair.row.n not in rows:
            rows.add(pair.row.n)
            at.update(dataset=1, dataset_deaths=pair.row.deaths.best or 0)
    for case in here:
        sums[_country(case), case.first.year].update(record=1, record_deaths=case.deaths.best or 0)
    for row in beyond:
        sums[_country(row), row.first.year].update(dataset=1, dataset_deaths=row.deaths.best or 0)
    return tuple(
        Total(country, year, *(n[key] for key in Total.__dataclass_fields__ if key not in ("country", "year")))
        for (country, year), n in sorted(sums.items())
    )


def _country(case: Case) -> str:
    return "/".join(sorted(case.countries))
