"""One happening in words, from the cells of the record and nothing else: for the notes of a coded row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from truceline.model.ledger import DocumentInfo
from truceline.model.records import FigureRow, ReconciledRow
from truceline.publish.dossier import words
from truceline.publish.export.incidents import Incident, Participant

_MOST = 6  # words quoted of one kind


def narrative(one: Incident) -> str:
    """What happened, when, where, who, how many by whose account, in which reports, and where the passages are."""
    parts = [f"{_capital(words.type_word(one.lead.type))} (“{one.lead.trigger}”), {_days(one)}, {_where(one)}"]
    for title, roles in (("acting", ("actor",)), ("target", ("target",)), ("brokered by", ("broker",))):
        named = [_person(p) for p in one.of(*roles) if p.name != "unnamed actor"]
        if named:
            parts.append(f"{title}: {_list(named)}")
    if one.lead.means:
        parts.append(f"means: {_list(_quoted(one.lead.means))}")
    parts += [_range(row, one) for row in one.ranges if row.scope == "event"]
    parts.append(f"reported by {_list([_report(outlet(d), d.published) for d in one.reports])}")
    if one.lead.status == "background":
        parts.append("told as background")
    seen = "a person reviewed it" if one.reviewed else "read by machine, not reviewed"
    return f"{'. '.join(_capital(part) for part in parts)}. {_capital(seen)}; words in passages.csv under {one.id}."


def outlet(report: DocumentInfo) -> str:
    """Who published a report; where that is not known, the name of its file."""
    return report.outlet or PurePath(report.path).name


def givers(one: Incident, figures: Iterable[FigureRow]) -> tuple[str, ...]:
    """Who first gave each figure, in the words of the reports, each once; nothing for a figure of the report itself."""
    chains = (one.givers.get(figure.id, ()) for figure in figures)
    return tuple(dict.fromkeys(chain[0].text for chain in chains if chain))


def _days(one: Incident) -> str:
    told = [words.interval(days.earliest, days.latest) for days in one.days_told]
    if one.days is None:
        return "undated"
    first = words.interval(one.days.earliest, one.days.latest)
    rest = [other for other in dict.fromkeys(told) if other != first]
    return f"{first} (other reports: {_list(rest)})" if rest else first


def _where(one: Incident) -> str:
    named = [f"{w.name}{f', {w.place.country}' if w.place is not None and w.place.country else ''}" for w in one.places]
    return _list(named) if named else "place not told"


def _person(one: Participant) -> str:
    said = one.rows[0].text
    return one.name if said.casefold() == one.name.casefold() else f"{one.name} (“{said}”)"


def _range(row: ReconciledRow, one: Incident) -> str:
    counted = [figure for figure in one.figures if figure.id in (*row.figure_ids, *row.end_ids)]
    who = givers(one, counted)
    said = f" (“{'”, “'.join(dict.fromkeys(figure.verbatim for figure in counted))}”" if counted else ""
    said += f"; {_list(who)})" if who and said else ")" if said else ""
    whom = words.word(words.VICTIMS, row.victim_class)
    return f"{row.kind}, {whom}: {words.count(row.low, row.best, row.high, row.open)}{said}"


def _report(name: str, day: object) -> str:
    return f"{name} {day}" if day is not None else f"{name}, undated"


def _quoted(found: Sequence[str]) -> list[str]:
    return [f"“{text}”" for text in found]


def _list(found: Sequence[str]) -> str:
    each = list(dict.fromkeys(found))
    more = f" and {len(each) - _MOST} more" if len(each) > _MOST else ""
    return ", ".join(each[:_MOST]) + more


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
