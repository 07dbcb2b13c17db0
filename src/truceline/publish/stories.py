"""The story of one happening in plain text, for a terminal: what, figures, accounts, wording, reports, links."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from truceline.follow.happening import Account, Given, Happening, Report, Telling
from truceline.model.records import PlaceRow, ReconciledRow
from truceline.publish.dossier import words
from truceline.publish.wordings import REPORT

_SAYS = {**words.STANCES, "leaves open": "leaves it open"}


def happening_lines(story: Happening, width: int) -> Iterator[str]:
    """The story, line by line, each with its line feed.

    Args:
        story: what the record holds.
        width: characters a line.
    """
    yield from _head(story)
    if story.figures:
        yield from heading("Figures")
        yield from _figures(story, width)
    yield from heading("Accounts")
    yield from _accounts(story.accounts, width)
    if story.wordings:
        yield from heading("Wording of the sources, none of the record's")
        for row, report in story.wordings:
            by = f"used by {row.speaker_text}" if row.speaker_text else f"in {REPORT}"
            yield from paragraph(f"{quoted(row.text)}, {row.kind}, {by} ({cited(report)})  {row.id}", width)
    yield from heading("Reports")
    for told in story.tellings:
        yield from _telling(told, width)
    if story.links:
        yield from heading("Why these are one happening, or not")
        for link in story.links:
            why = f"{link.method}: {words.reason(link.reason)}"
            yield from paragraph(f"{link.left_id} {link.kind} {link.right_id}  {link.score:.2f}  {why}", width)


def heading(title: str) -> Iterator[str]:
    """A blank line and a title."""
    yield f"\n{title.upper()}\n"


def paragraph(text: str, width: int, indent: int = 2) -> Iterator[str]:
    """Text broken into lines, the second and later ones further in."""
    begin, later = " " * indent, " " * (indent + 2)
    found = textwrap.wrap(
        " ".join(text.split()), width, initial_indent=begin, subsequent_indent=later, break_on_hyphens=False
    )
    for line in found:
        yield line + "\n"


def cited(report: Report) -> str:
    """Outlet and day of a report."""
    day = words.day(report.published) if report.published is not None else "undated"
    return f"{report.outlet or report.path}, {day}"


def on_page(page: int | None) -> str:
    """The page, to stand after a report; empty for formats without pages."""
    return "" if page is None else f", page {page}"


def quoted(text: str) -> str:
    """Words of a source in quotation marks."""
    return f"“{' '.join(text.split())}”"


def _head(story: Happening) -> Iterator[str]:
    kinds = dict.fromkeys(words.type_word(told.event.type) for told in story.tellings)
    places = dict.fromkeys(_place(place) for told in story.tellings for place in told.places)
    yield f"{' / '.join(kinds)}  {story.id}\n"
    if places:
        yield f"  where: {'; '.join(places)}\n"
    days = dict.fromkeys(words.interval(t.event.date_earliest, t.event.date_latest) for t in story.tellings)
    yield f"  when: {'; '.join(days)}\n"
    for title, names in (
        ("who", [name for told in story.tellings for name in told.actors]),
        ("to whom", [name for told in story.tellings for name in told.targets]),
    ):
        if names:
            yield f"  {title}: {'; '.join(dict.fromkeys(names))}\n"
    outlets = {told.report.outlet or told.report.path for told in story.tellings}
    documents = {told.report.document_id for told in story.tellings}
    apart = {told.report.reprint_of or told.report.document_id for told in story.tellings}
    reprints = "" if len(apart) == len(documents) else f" ({len(apart)} independent, the others are reprints)"
    told_in = words.counted(len(documents), "report")
    yield f"  told in {told_in}{reprints} of {words.counted(len(outlets), 'outlet')}\n"
    if story.part_of is not None:
        yield f"  part of {story.part_of}\n"
    if story.parts:
        yield f"  its parts: {', '.join(story.parts)}\n"


def _place(place: PlaceRow | str) -> str:
    if isinstance(place, str):
        return " ".join(place.split())
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def _figures(story: Happening, width: int) -> Iterator[str]:
    ranges: dict[tuple[str, str, str], ReconciledRow] = {(r.kind, r.victim_class, r.scope): r for r in story.reconciled}

    def key(one: Given) -> tuple[str, str, str]:
        return one.figure.kind, one.figure.victim_class, one.figure.scope

    for group, found in groupby(sorted(story.figures, key=key), key=key):
        kind, victims, scope = group
        whom, of = (
            words.word(words.VICTIMS, victims),
            "" if scope == "event" else f", {words.word(words.SCOPES, scope)}",
        )
        yield from paragraph(f"{kind}, {whom}{of}: {_range(ranges.get(group))}", width)
        for one in found:
            who = " → ".join(one.chain) or REPORT
            number = quoted(one.figure.verbatim) + (f" {one.figure.who}" if one.figure.who else "")
            yield from paragraph(
                f"{number}, {who} ({cited(one.report)}); {one.figure.standing}  {one.figure.id}", width, 4
            )


def _range(row: ReconciledRow | None) -> str:
    if row is None:
        return "no figure counts"
    span = words.count(row.low, row.best, row.high, row.open)
    agreement, rule = words.word(words.AGREEMENT, row.agreement), words.word(words.RULES, row.rule)
    return f"{span} ({agreement}; {rule}; {words.counted(row.n_figures, 'figure')})"


def _accounts(accounts: Sequence[Account], width: int) -> Iterator[str]:
    for voice, found in groupby(accounts, key=lambda a: a.voice):
        yield f"  {voice}\n"
        for one in found:
            says = f"links it to {one.blamed}" if one.blamed else words.word(_SAYS, one.says)
            yield from paragraph(
                f"{says}: {quoted(one.words)} ({cited(one.report)}{on_page(one.page)})  {one.row_id}", width, 4
            )


def _telling(told: Telling, width: int) -> Iterator[str]:
    first, last = told.mark
    marked = f"{told.passage[:first]}[{told.passage[first:last]}]{told.passage[last:]}"
    reprint = "" if told.report.reprint_of is None else f"  reprint of {told.report.reprint_of}"
    status = words.sign(words.STATUSES, told.event.status).word
    yield f"  {cited(told.report)}{on_page(told.page)}  {told.event.id}  {status}{reprint}\n"
    yield from paragraph(marked, width, 4)
