"""The deadliest happenings: what happened, how many were killed and wounded and who says so, who denies it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.model.records import ClaimAboutRow, ClaimRow, EventRow, FigureRow, ReconciledRow
from truceline.publish.dossier import words
from truceline.publish.dossier.index import Happening, grouped
from truceline.publish.dossier.text import oneline
from truceline.publish.summary.clauses import Teller
from truceline.publish.summary.denials import denial, quote
from truceline.publish.summary.grammar import are, joined, number, people, sentence, times
from truceline.publish.summary.sentences import Key, Part, Sentence
from truceline.publish.summary.verbs import HARM_WORDS

_MOST, _SAYING, _NAMED = 10, 6, 4
_OF_TWO = ("armed_clash",)  # where two sides fight, those who take part are not those who are blamed
_RANGE = "Low to high is a range of reports, not a confidence interval: the truth may lie outside it."


def deadliest(teller: Teller) -> Part | None:
    """The happenings told as fact with most people killed, by the highest report; None where nobody counts any."""
    ranges = grouped(teller.index.material.of(ReconciledRow), lambda r: r.happening_id)
    known = [h for h in teller.index.happenings if h.fact and not h.rejected]
    toll = {h.anchor: max((_most(r) for r in _of(ranges, h) if r.kind == "killed"), default=0) for h in known}
    deadly = sorted((h for h in known if toll[h.anchor] > 0), key=lambda h: (-toll[h.anchor], h.order))
    if not deadly:
        return None
    claims = _claims(teller)
    paragraphs = [_paragraph(teller, h, _of(ranges, h), claims) for h in deadly[:_MOST]]
    lead = Sentence(_RANGE)
    if len(deadly) > _MOST:
        rows = tuple(r.id for h in deadly for r in h.rows)
        text = f"{times(len(deadly), 'happening')} told as fact have people killed; the {_MOST} with most follow."
        return Part("Deadliest happenings", ((Sentence(text, rows=rows), lead), *paragraphs))
    return Part("Deadliest happenings", ((lead,), *paragraphs))


def _of(ranges: Mapping[str, Sequence[ReconciledRow]], happening: Happening) -> list[ReconciledRow]:
    return [r for r in ranges.get(happening.rows[0].happening_id, ()) if r.scope == "event"]


def _most(row: ReconciledRow) -> int:
    return next((n for n in (row.high, row.best, row.low) if n is not None), 0)


def _claims(teller: Teller) -> dict[str, list[ClaimRow]]:
    """Claims that deny, dispute or doubt, by the record that they are about."""
    rows = {c.id: c for c in teller.index.material.of(ClaimRow) if c.stance in ("denies", "disputes", "doubts")}
    found: dict[str, list[ClaimRow]] = {}
    for about in teller.index.material.of(ClaimAboutRow):
        if about.claim_id in rows and about.review != "rejected" and rows[about.claim_id].review != "rejected":
            found.setdefault(about.target_id, []).append(rows[about.claim_id])
    return found


def _paragraph(
    teller: Teller, happening: Happening, ranges: Sequence[ReconciledRow], claims: dict[str, list[ClaimRow]]
) -> tuple[Sentence, ...]:
    lead = teller.lead(happening)
    violent = words.family(lead.type) == words.VIOLENCE
    apart = violent and lead.type not in _OF_TWO and len({r.document_id for r in happening.rows}) > 1
    told, by = teller.told(lead, blame=not apart) if violent else teller.noun(lead), teller.according(lead)
    text = told.text if violent else f"people killed are told of together with {told.text}"
    status: tuple[Key, ...] = (("event", lead.id, "status"), ("event", lead.id, "trigger"))
    out = [Sentence(sentence(text + by.text), (*told.cells, *by.cells, *status))]
    if quoted := quote(teller, ("event", lead.id, "trigger"), lead.document_id):
        out.append(Sentence(sentence(f"in the words of {teller.report(lead)}: “{quoted}”"), status))
    out += _reports(happening)
    out += _blamed(teller, happening) if apart else _elsewhere(teller, happening, lead)
    figures = [
        f
        for r in happening.rows
        for f in teller.figures.get(r.id, ())
        if f.standing == "counted" and f.scope == "event"
    ]
    for kind in ("killed", "wounded"):
        some = [f for f in figures if f.kind == kind]
        out += _harm(teller, lead, kind, some, [r for r in ranges if r.kind == kind])
    seen: set[str] = set()
    for row in happening.rows:
        for claim in claims.get(row.id, ()):
            if claim.id not in seen:
                seen.add(claim.id)
                out += denial(teller, claim)
    return tuple(out)


def _reports(happening: Happening) -> list[Sentence]:
    """How many reports tell of it, where it is more than one."""
    rows = [r for r in happening.rows if r.review != "rejected"]
    documents = tuple(dict.fromkeys(r.document_id for r in rows))
    kinds = tuple(("event", r.id, "type") for r in rows)
    return [Sentence(f"{len(documents):,} reports tell of it.", kinds, documents)] if len(documents) > 1 else []


def _blamed(teller: Teller, happening: Happening) -> list[Sentence]:
    """Whom each report names as having done it: where there are several, none speaks for all."""
    named: dict[str, list[EventRow]] = {}
    cells: list[Key] = []
    for row in happening.rows:
        if row.review != "rejected" and row.status in words.FACTS:
            for name, key in zip(*teller.people(row, "actor"), strict=True):
                named.setdefault(name, []).append(row)
                cells.append(key)
    if not named:
        return []
    said = [_names(teller, name, rows) for name, rows in list(named.items())[:_NAMED]]
    return [Sentence(sentence(f"{joined(said)} as having done it"), tuple(cells))]


def _names(teller: Teller, name: str, rows: Sequence[EventRow]) -> str:
    """Which reports name somebody; that they do is the machine's reading until a person looked at it."""
    reports = list(dict.fromkeys(teller.report(row) for row in rows))
    if any(row.review in ("accepted", "corrected") for row in rows):
        return f"{joined(reports)} {'names' if len(reports) == 1 else 'name'} {name}"
    return f"{joined(reports)} {are(len(reports))} read as naming {name}"


def _elsewhere(teller: Teller, happening: Happening, lead: EventRow) -> list[Sentence]:
    """Whom other reports name as having taken part."""
    own = set(teller.people(lead, "actor")[0])
    named: dict[str, list[Key]] = {}
    for row in happening.rows:
        if row.id != lead.id and row.review != "rejected" and row.status in words.FACTS:
            for name, key in zip(*teller.people(row, "actor"), strict=True):
                if name not in own:
                    named.setdefault(name, []).append(key)
    if not named:
        return []
    shown = list(named)[:_NAMED]
    text = f"elsewhere those who took part are named as {joined(shown, 'or')}"
    return [Sentence(sentence(text), tuple(key for name in shown for key in named[name]))]


def _harm(
    teller: Teller, lead: EventRow, kind: str, figures: Sequence[FigureRow], ranges: Sequence[ReconciledRow]
) -> list[Sentence]:
    """One sentence for each class of victims; the total over classes where there is one."""
    out = []
    for victims, group in grouped(figures, lambda f: f.victim_class).items():
        match = next((r for r in ranges if r.victim_class == victims), None)
        out.append(_counted(teller, lead, kind, victims, group, match))
    total = next((r for r in ranges if r.victim_class == "all"), None)
    parts = {(r.low, r.high, r.open) for r in ranges if r.victim_class != "all"}
    if total is not None and len(out) > 1 and (total.low, total.high, total.open) not in parts:
        said = number(total.low, total.best, total.high, total.open)
        cells = tuple(("figure", own, "verbatim") for own in total.figure_ids)
        added = " added up from what one source counts apart" if total.basis == "inferred" else ""
        text = f"In all, reports give {said} people {HARM_WORDS[kind]}{',' + added if added else ''}"
        out.append(Sentence(sentence(text), (*cells, ("reconciled", total.id, "low"))))
    return out


def _counted(
    teller: Teller, event: EventRow, kind: str, victims: str, group: Sequence[FigureRow], match: ReconciledRow | None
) -> Sentence:
    cells: list[Key] = [("figure", f.id, "verbatim") for f in group]
    if len(group) == 1:
        figure = group[0]
        giver, named = _giver(teller, figure)
        giver = "by that report" if not named and figure.document_id == event.document_id else giver
        return Sentence(sentence(f"{giver}, {_harmed(figure)}"), (*cells, *named))
    said: dict[str, list[str]] = {}
    for figure in group:
        giver, named = _voice(teller, figure)
        said.setdefault(giver, []).append(_said(figure))
        cells += named
    shown = [
        f"{giver} {joined(list(dict.fromkeys(numbers)), 'and')}" for giver, numbers in list(said.items())[:_SAYING]
    ]
    rest = len(said) - _SAYING
    shown += [f"{rest} more voices"] if rest > 0 else []
    if match is not None:
        one = match.low == 1 and (match.open or match.high in (None, 1))
        told = f"{number(match.low, match.best, match.high, match.open)} {people(victims, 1 if one else None)}"
        lead = f"Reports give {told} {HARM_WORDS[kind]}"
        cells.append(("reconciled", match.id, "low"))
        tail = {"conflict": "; these independent sources conflict", "agree": "; independent sources agree"}.get(
            match.agreement, ""
        )
    else:
        lead, tail = f"Reports give the number of {people(victims, None)} {HARM_WORDS[kind]}", ""
    return Sentence(sentence(f"{lead}: {joined(shown)}{tail}"), tuple(cells))


def _said(figure: FigureRow) -> str:
    """The number, in the report's own words where these are vague."""
    own = oneline(figure.verbatim)
    vague = figure.low is None or figure.low != figure.high
    clear = figure.open and own.casefold().startswith("at least")
    plain = number(figure.low, figure.best, figure.high, figure.open)
    return f"“{own}”" if vague and not clear and own.casefold() != plain else plain


def _harmed(figure: FigureRow) -> str:
    """A figure as a clause: ``“some 700” people (read as between 630 and 770) were killed``."""
    exact = figure.low if figure.low is not None and figure.low == figure.high else None
    said, plain = _said(figure), number(figure.low, figure.best, figure.high, figure.open)
    read = "" if said == plain else f" (read as {plain.removesuffix(' of')})"
    were = "was" if exact == 1 else "were"
    return f"{said} {people(figure.victim_class, exact)}{read} {were} {HARM_WORDS[figure.kind]}"


def _voice(teller: Teller, figure: FigureRow) -> tuple[str, list[Key]]:
    """Who gives a figure: the first to say it, else the report."""
    chain = sorted((s for s in teller.sources.get(figure.id, ()) if s.review != "rejected"), key=lambda s: s.step)
    for source in chain:
        if name := teller.name(source.actor_id, source.text):
            return f"{name} said", [(source.table, source.id, "text")]
    return f"{teller.report(figure)} gave", []


def _giver(teller: Teller, figure: FigureRow) -> tuple[str, list[Key]]:
    voice, cells = _voice(teller, figure)
    if voice.endswith(" said"):
        return f"according to {voice.removesuffix(' said')}", cells
    return f"as {voice.removesuffix(' gave')} has it", cells


def running(teller: Teller) -> Part | None:
    """Running totals, which count no single happening; None where no report gives one."""
    found = [
        f for f in teller.index.material.of(FigureRow)
        if f.scope == "cumulative" and f.standing == "counted" and f.kind in ("killed", "wounded", "displaced")
    ]  # fmt: skip
    if not found:
        return None
    newest = sorted(found, key=lambda f: (str(teller.index.published(f) or ""), _size(f)), reverse=True)[:_SAYING]
    lead = Sentence("These count more than one happening, and are never added to the numbers above.")
    sentences = []
    for figure in newest:
        giver, named = _giver(teller, figure)
        where = f" ({teller.report(figure)})" if named else ""
        text = f"{giver}{where}, {_harmed(figure)}"
        sentences.append(Sentence(sentence(text), (("figure", figure.id, "verbatim"), *named)))
    return Part("Running totals", ((lead, *sentences),))


def _size(figure: FigureRow) -> int:
    return next((n for n in (figure.high, figure.best, figure.low) if n is not None), 0)
