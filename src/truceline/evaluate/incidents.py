"""Which news articles tell of one incident, and what the record makes of the incident's figures.

All articles are read into one record, as a user would, and linked. An article stands in the cluster of its lead event
(`truceline.resolve.reports.lead_of`: of the violence that happened the first that tells of harm, else the first); its
cluster is that event's happening. An article without such an event is a cluster of its own. Nothing of the answers goes
into this. B-cubed is the mean over the articles of incidents with two or more; the articles of the others are read and
linked, too, and spoil the precision where they are drawn in. Pairs are those of all articles.

The figure of an incident is that of the happening which most of its articles are in. It is right if the incident's
number lies between the lowest and the highest end of the reconciled figures of the kind, whatever class of victims they
count, cumulative ones aside; a record without one holds 0. `two-sided` counts only ranges that end above.

Rules and weights of linking were fitted with the incidents of one half in view (`fitted`, by the hash of the incident's
name); the other half was looked at by its totals only. What a new set will give is nearer to the second.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from truceline.evaluate import texts
from truceline.evaluate.report import Measure, Scores, Table
from truceline.evaluate.scoring import Share, Tally
from truceline.evaluate.shootings import KINDS, Article, load

if TYPE_CHECKING:
    from truceline.model.records import ReconciledRow
    from truceline.record import Store

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Range:
    """What the record has of one harm of a happening: the ends over all classes of victims; open has no high."""

    low: int
    high: int | None

    def holds(self, number: int) -> bool:
        """True if the number lies within."""
        return self.low <= number and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked record of articles: the happening of each article's lead event, and the ranges of each happening."""

    happening: Mapping[str, str]
    ranges: Mapping[tuple[str, str], Range]
    failed: int = 0


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """B-cubed and pairs of articles, and figures of incidents."""
    articles = texts.few(load(paths[0], options.split), options, lambda article: article.id)
    if not articles:
        return Scores(documents=0, failed=0, measures=())
    return scores(articles, _read(articles, options.jobs))


def scores(articles: Sequence[Article], linked: Linked) -> Scores:
    """The scores of a linked record, over all and over each half."""
    parts: dict[str, list[Article]] = {"all": list(articles), "fitted half": [], "other half": []}
    for article in articles:
        parts["fitted half" if is_fitted(_incident(article)) else "other half"].append(article)
    measures: list[Measure] = []
    for part, members in parts.items():
        measures += _of_part(part, members, articles, linked)
    return Scores(
        documents=len(articles),
        failed=linked.failed,
        measures=tuple(measures),
        tables=(_sizes(articles, linked),),
    )


def is_fitted(incident: str) -> bool:
    """True for the half of the incidents that rules and weights were fitted with."""
    return hashlib.sha256(incident.encode()).digest()[0] % 2 == 0


def b_cubed(found: Mapping[str, Hashable], gold: Mapping[str, Hashable], over: Iterable[str]) -> Tally:
    """B-cubed as a tally in thousandths of an item: its precision, recall and F1 are those of B-cubed.

    Args:
        found: cluster of each item, as found.
        gold: cluster of each item, as it should be.
        over: the items that the means go over.
    """
    ours, theirs, both = Counter(found.values()), Counter(gold.values()), Counter((found[i], gold[i]) for i in found)
    precision, recall, n = 0.0, 0.0, 0
    for item in over:
        common = both[found[item], gold[item]]
        precision += common / ours[found[item]]
        recall += common / theirs[gold[item]]
        n += 1
    return _tally(precision / n, recall / n) if n else Tally()


def _tally(precision: float, recall: float) -> Tally:
    """A tally with this precision and recall."""
    scale = 1_000_000
    right = round(precision * recall * scale)
    return Tally(right, round(recall * scale), round(precision * scale))


def pairs(found: Mapping[str, Hashable], gold: Mapping[str, Hashable], near: frozenset[str]) -> Tally:
    """Pairs put together, with one of `near` at least: right ones, given ones, wanted ones."""
    tally = Tally()
    for clusters, kind in ((found, "found"), (gold, "gold")):
        members: dict[Hashable, list[str]] = defaultdict(list)
        for item, cluster in clusters.items():
            members[cluster].append(item)
        for group in members.values():
            together = [(a, b) for a, b in combinations(group, 2) if a in near or b in near]
            if kind == "gold":
                tally.gold += len(together)
            else:
                tally.found += len(together)
                tally.right += sum(gold[a] == gold[b] for a, b in together)
    return tally


def _of_part(part: str, members: Sequence[Article], articles: Sequence[Article], linked: Linked) -> list[Measure]:
    found = {a.id: linked.happening.get(a.id, a.id) for a in articles}
    gold = {a.id: _incident(a) for a in articles}
    sizes = Counter(gold.values())
    several = [a for a in members if sizes[_incident(a)] >= _SEVERAL]
    measures = [
        _bcubed_measure(part, b_cubed(found, gold, (a.id for a in several)), len(several)),
        pairs(found, gold, frozenset(a.id for a in members)).measure(part, "pairs of articles"),
    ]
    for kind in KINDS:
        every, told, closed = Share(), Share(), Share()
        for incident, own in sorted(_by_incident(several).items()):
            want = own[0].counts[kind]
            votes = Counter(h for a in own if (h := linked.happening.get(a.id)) is not None)
            chosen = min(votes, key=lambda h: (-votes[h], h)) if votes else incident
            known = linked.ranges.get((chosen, kind))
            right = (known or Range(0, 0)).holds(want)
            every.add(right)
            if want:
                told.add(right)
                closed.add(right and known is not None and known.high is not None)
        measures += [
            every.measure(part, f"{kind}: low to high holds the number, none read as 0"),
            told.measure(part, f"{kind}: low to high holds the number, where it is not 0"),
            closed.measure(part, f"{kind}: the same, two-sided ranges only"),
        ]
    return measures


def _bcubed_measure(part: str, tally: Tally, n: int) -> Measure:
    return Measure(part, "B-cubed, articles of incidents with two or more", tally.f1, n, tally.precision, tally.recall)


def _by_incident(articles: Iterable[Article]) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        found[_incident(article)].append(article)
    return found


def _sizes(articles: Sequence[Article], linked: Linked) -> Table:
    """How the articles of an incident are spread over clusters."""
    rows: Counter[tuple[int, int]] = Counter()
    for own in _by_incident(articles).values():
        clusters = {linked.happening.get(a.id, a.id) for a in own}
        rows[len(own), len(clusters)] += 1
    table = tuple((size, clusters, n) for (size, clusters), n in sorted(rows.items()) if size >= _SEVERAL)
    return Table("Clusters that the articles of one incident are in", ("articles", "clusters", "incidents"), table)


def _incident(article: Article) -> str:
    return article.id.rpartition("/")[0]


def _read(articles: Sequence[Article], jobs: int) -> Linked:
    """All articles in one record, made in a temporary folder."""
    from truceline.pipeline import read_into
    from truceline.record import Store

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "record.db", "create") as store:
        tally = read_into(store, (texts.document(a.id, a.text, a.published) for a in articles), jobs=jobs)
        found = linked(store, articles)
        return Linked(found.happening, found.ranges, tally.failed)


def linked(store: Store, articles: Sequence[Article]) -> Linked:
    """What a record that holds these articles makes of them; two with the same words and day share a document."""
    from truceline.model.records import EventRow, FigureRow, ReconciledRow
    from truceline.resolve.reports import leads

    events = {row.id: row for row in store.rows(EventRow)}
    first = leads(events.values(), store.rows(FigureRow))
    documents = {document.path: document.id for document in store.documents()}
    same = {(a.text, a.published): documents[a.id] for a in articles if a.id in documents}
    happening = {}
    for article in articles:
        own = first.get(same.get((article.text, article.published), ""))
        if own is not None:
            happening[article.id] = events[own].happening_id
    return Linked(happening, _ranges(store.rows(ReconciledRow)))


def _ranges(rows: Iterable[ReconciledRow]) -> dict[tuple[str, str], Range]:
    found: dict[tuple[str, str], Range] = {}
    for row in rows:
        if row.scope == "cumulative":
            continue
        key, low, high = (row.happening_id, row.kind), row.low or 0, None if row.open else row.high
        before = found.get(key)
        if before is not None:
            low = min(low, before.low)
            high = None if high is None or before.high is None else max(high, before.high)
        found[key] = Range(low, high)
    return found
