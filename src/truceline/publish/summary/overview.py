"""The first part: what was read, what it tells of by kind, whether anybody reviewed it; then where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from truceline.model.ledger import FullDocument
from truceline.publish.dossier import words
from truceline.publish.dossier.index import Happening, grouped
from truceline.publish.dossier.text import oneline
from truceline.publish.summary.clauses import Teller
from truceline.publish.summary.grammar import are, joined, sentence, times
from truceline.publish.summary.sentences import Key, Part, Sentence
from truceline.publish.summary.verbs import VERBS

_OUTLETS, _KINDS, _PLACES = 4, 6, 6
_WEEKS, _MONTHS = 62, 480  # days beyond which a trend is told by week, by month


def overview(teller: Teller) -> Part:
    """What the summary covers."""
    material = teller.index.material
    covered = tuple([*_read(material.documents), *_share(teller), *_kinds(teller)])
    return Part("What this covers", (covered, (_review(teller),)) if material.documents else (covered,))


def _read(documents: Sequence[FullDocument]) -> list[Sentence]:
    ids = tuple(d.document.id for d in documents)
    days = sorted(d.document.published for d in documents if d.document.published)
    outlets = Counter(oneline(d.document.outlet) for d in documents if d.document.outlet)
    if not documents:
        return [Sentence("The record holds no report.")]
    text = f"This summary is drawn from {times(len(documents), 'report')}"
    if outlets:
        named = [f"{name} ({n})" for name, n in sorted(outlets.items(), key=lambda item: (-item[1], item[0]))]
        rest = len(named) - _OUTLETS
        listed = [*named[:_OUTLETS], f"{rest} more"] if rest > 0 else named
        text += f" of {times(len(outlets), 'outlet')}, {joined(listed)}"
    if days:
        span = (
            f"on {words.day(days[0])}"
            if days[0] == days[-1]
            else f"between {words.day(days[0])} and {words.day(days[-1])}"
        )
        text += f", published {span}"
    found = [Sentence(sentence(text), rows=ids)]
    undated = tuple(d.document.id for d in documents if d.document.published is None)
    if undated:
        has = "has" if len(undated) == 1 else "have"
        found.append(Sentence(f"{times(len(undated), 'report')} {has} no known day of publication.", rows=undated))
    return found


def _share(teller: Teller) -> list[Sentence]:
    share = teller.index.material.share
    if share is None or not share.beside:
        return []
    rows = tuple(r.id for h in teller.index.happenings for r in h.rows if r.happening_id in share.beside)
    number = len(share.beside)
    text = (
        f"{times(number, 'happening')} {are(number)} told here only as part of the life of a ceasefire that"
        " belongs to it."
    )
    return [Sentence(text, rows=rows)]


def _kinds(teller: Teller) -> list[Sentence]:
    shown = [h for h in teller.index.happenings if not h.rejected]
    facts = [h for h in shown if h.fact]
    reports = _documents(teller)
    they = "The report tells" if len(reports) == 1 else "The reports tell"
    if not shown:
        return [Sentence(f"{they} of no happening.", rows=reports)] if reports else []
    out = [
        Sentence(sentence(f"{they} of {times(len(facts), 'happening')} as fact"), rows=_rows(facts))
        if facts
        else Sentence(f"{they} of no happening as fact.", rows=_rows(shown))
    ]
    violent = [h for h in facts if words.family(h.type) == words.VIOLENCE]
    if violent:
        acts = "acts" if len(violent) > 1 else "an act"
        of = f"{len(violent):,} of them {are(len(violent))}" if len(violent) < len(facts) else "All are"
        lead = f"{of} {acts} of violence or force:" if len(facts) > 1 else "It is an act of violence or force:"
        out.append(_tallied(lead, violent))
    rest = [h for h in facts if words.family(h.type) != words.VIOLENCE]
    if rest:
        one, many = ("The other", "The others") if violent else ("It", "They")
        out.append(_tallied(f"{one if len(rest) == 1 else many} {are(len(rest))}", rest))
    other = [h for h in shown if not h.fact]
    if other:
        do, more = "does" if len(other) == 1 else "do", "more " if facts else ""
        tell = f"{times(len(other), f'{more}is', f'{more}are')} denied, planned, feared or conditional, and {do} not"
        tell += " count as having happened"
        out.append(Sentence(sentence(tell), rows=_rows(other)))
    return out


def _tallied(lead: str, happenings: Sequence[Happening]) -> Sentence:
    tally = Counter(h.type for h in happenings)
    listed = [
        f"{n:,} {_bare(VERBS[kind].noun) if n == 1 else VERBS[kind].many}"
        for kind, n in sorted(tally.items(), key=lambda item: (-item[1], words.type_order(item[0])))
        if kind in VERBS
    ]
    rest = sum(tally.values()) - sum(sorted(tally.values(), reverse=True)[:_KINDS])
    shown = [*listed[:_KINDS], f"{rest:,} of other kinds"] if len(listed) > _KINDS else listed
    return Sentence(sentence(f"{lead} {joined(shown)}"), rows=_rows(happenings))


def _bare(noun: str) -> str:
    """A noun after "1": without its article, a case of what cannot be counted."""
    for article in ("a ", "an ", "the "):
        if noun.startswith(article):
            return noun.removeprefix(article)
    return f"case of {noun}"


def _review(teller: Teller) -> Sentence:
    number = teller.index.material.decisions
    if number:
        return Sentence(
            f"People have taken {times(number, 'decision')} on what is told here; the rest was read by software and may"
            " be wrong."
        )
    return Sentence("Software read these reports and nobody has reviewed what it read; it may be wrong.")


def spread(teller: Teller) -> Part | None:
    """Where and when violence was reported; None where there is none."""
    violent = [
        h for h in teller.index.happenings if h.fact and not h.rejected and words.family(h.type) == words.VIOLENCE
    ]
    if not violent:
        return None
    found = [*_places(teller, violent), *_trend(violent)]
    return Part("Where and when", (tuple(found),)) if found else None


def _places(teller: Teller, violent: Sequence[Happening]) -> list[Sentence]:
    tally: dict[str, tuple[set[str], list[Key]]] = {}
    for happening in violent:
        for row in happening.rows:
            if row.review == "rejected":
                continue
            where = teller.place(row)
            spot = where.text.partition(" ")[2]
            if spot:
                rows, cells = tally.setdefault(spot, (set(), []))
                rows.add(happening.anchor)
                cells.extend(where.cells)
    if not tally:
        return []
    ordered = sorted(tally.items(), key=lambda item: (-len(item[1][0]), item[0]))[:_PLACES]
    listed = [f"{spot} ({len(rows):,})" for spot, (rows, _) in ordered]
    lead = "places named for the violence" if len(tally) <= _PLACES else "the places named most often for the violence"
    named = tuple(cell for _, (_, some) in ordered for cell in some)
    text = f"{lead}, with the number of happenings: {joined(listed)}"
    return [Sentence(sentence(text), named, _rows(violent))]


def _trend(violent: Sequence[Happening]) -> list[Sentence]:
    """The busiest day, week or month among the happenings that are dated within one."""
    dated = [h for h in violent if h.earliest is not None and h.earliest == h.latest]
    if not dated:
        return []
    days = [h.earliest for h in dated if h.earliest]
    unit = _unit(min(days), max(days))
    groups = grouped(dated, lambda h: _begin(h.earliest or date.min, unit))
    if len(groups) < 2:
        return []
    most = max(len(found) for found in groups.values())
    busy = sorted(begin for begin, found in groups.items() if len(found) == most)
    inside = tuple(h for begin in busy for h in groups[begin])
    first, last = min(days), max(days)
    text = (
        f"{times(len(dated), 'happening')} of violence {'is' if len(dated) == 1 else 'are'} dated to a day, from"
        f" {words.day(first)} to {words.day(last)}"
    )
    out = [Sentence(sentence(text), _days(dated), _rows(dated))]
    if most > 1 and len(busy) <= 3:
        named = joined([_named(min(h.earliest for h in groups[b] if h.earliest), unit) for b in busy])
        lead = (
            f"The {unit}s with the most, {most:,} each, were"
            if len(busy) > 1
            else f"The {unit} with the most, {most:,}, was"
        )
        text = f"{lead} {named}"
        out.append(Sentence(sentence(text), _days(inside), _rows(inside)))
    return out


def _unit(first: date, last: date) -> str:
    length = (last - first).days
    return "day" if length <= _WEEKS else "week" if length <= _MONTHS else "month"


def _begin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _named(day: date, unit: str) -> str:
    if unit == "day":
        return words.day(day)
    if unit == "week":
        return f"that of {words.day(day)}"
    return words.day(day).split(" ", 1)[1]


def _rows(happenings: Sequence[Happening]) -> tuple[str, ...]:
    return tuple(row.id for h in happenings for row in h.rows if row.review != "rejected")


def _days(happenings: Sequence[Happening]) -> tuple[Key, ...]:
    return tuple(("event", r.id, "date_earliest") for h in happenings for r in h.rows if r.date_earliest)


def _documents(teller: Teller) -> tuple[str, ...]:
    return tuple(d.document.id for d in teller.index.material.documents)
