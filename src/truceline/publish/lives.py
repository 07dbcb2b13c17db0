"""The life of a ceasefire, and the course of two parties, in plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from truceline.follow import Life, Transition, When
from truceline.follow.between import Course, Violence, started
from truceline.model.ledger import DocumentInfo
from truceline.publish.dossier import words
from truceline.publish.stories import heading, paragraph, quoted

Documents = Mapping[str, DocumentInfo]
_ANSWERS = ("after the moment of effect", "inside the area", "by or on a party", "a banned act")


def life_lines(life: Life, documents: Documents, width: int) -> Iterator[str]:
    """Everything on one ceasefire: parties, life line, incidents, terms, claims, duration, codes, reports.

    Args:
        life: the ceasefire.
        documents: the record's documents by id.
        width: characters a line.
    """
    yield from paragraph(f"{life.name}  {life.id}", width, 0)
    claimed = ", as one side claims" if life.claimed else ""
    on = "" if life.as_known_on is None else f", as known on {words.day(life.as_known_on)}"
    yield f"  state: {state(life.state)}{claimed}{on}\n"
    yield f"  {words.word(words.SIDES, life.side)}\n"
    for title, names in (
        ("parties", [f"{p.name}{' (declared it)' if 'declarer' in p.roles else ''}" for p in life.parties]),
        ("brokered by", [p.name for p in life.brokers]),
        ("where", [f"{a.name}{f', {a.country}' if a.country else ''}" for a in life.area]),
    ):
        if names:
            yield from paragraph(f"{title}: {'; '.join(names)}", width)
    for title, when in (("declared", life.declared), ("in effect", life.effective), ("ended", life.ended)):
        if when is not None:
            yield f"  {title}: {shown(when)}\n"
    yield from paragraph(_duration(life), width)
    if life.supersedes:
        yield f"  replaced {', '.join(life.supersedes)}\n"
    if life.superseded_by:
        yield f"  replaced by {life.superseded_by}\n"
    for flag in life.flags:
        yield from paragraph(f"look at: {flag}", width)
    yield from heading("Life line (when it happened; when it was reported)")
    for move in life.transitions:
        yield from _move(move, documents, width)
    yield from _rest(life, documents, width)


def _rest(life: Life, documents: Documents, width: int) -> Iterator[str]:
    if life.incidents:
        yield from heading("Incidents")
    for act in life.incidents:
        doubts = [f"{q}: {a}" for q, a in zip(_ANSWERS, act.answers, strict=True) if a != "yes"]
        asked = f" ({'; '.join(doubts)})" if doubts else ""
        who = f"{', '.join(act.acting) or 'unnamed'} → {', '.join(act.struck) or 'unnamed'}"
        says = f"; says only {', '.join(act.by)}" if act.by else ""
        yield from paragraph(
            f"{shown(act.happened)}: {words.type_word(act.type)}, {who}; {grade(act.grade)}{says}"
            f"{asked}; {_cited(act.documents, documents)}  {act.event_id}",
            width,
        )  # fmt: skip
    if life.terms:
        yield from heading("Terms")
    for term in life.terms:
        due = (
            f"; due {words.day(term.due)}"
            if term.due
            else f"; within {words.duration(term.duration)}"
            if term.duration
            else ""
        )
        obliged = f", binds {term.obliged}" if term.obliged else ""
        yield from paragraph(f"{quoted(term.words)} ({words.plain(term.kind)}{obliged}; {term.state}{due})", width)
    if life.claims or life.asides:
        yield from heading("Doubts, predictions and what else moves nothing")
    for claim in life.claims:
        speaker = claim.speaker or "a speaker without a name"
        yield from paragraph(f"{speaker} {words.word(words.STANCES, claim.stance)}: {quoted(claim.words)}", width)
    for aside in life.asides:
        yield from paragraph(f"{state(aside.told)}, {quoted(aside.words)}: {aside.why}", width)
    coded = [code for code in life.codes if code.value is not None]
    if coded:
        yield from heading("Codes after the ETH/PRIO ceasefire data")
    for code in coded:
        yield from paragraph(
            f"{code.variable} = {code.value}: {code.meaning}{' (inferred)' if code.inferred else ''}", width
        )
    yield from heading("Reports")
    for id in sorted(life.documents, key=lambda id: (str(documents[id].published or "9999"), id)):
        yield f"  {_report(documents[id], id)}; {documents[id].path}\n"


def _duration(life: Life) -> str:
    found = life.duration
    told = f"agreed for {words.duration(found.declared)}; " if found.declared else ""
    if found.least is None:
        return f"{told}how long it held is not told"
    most = "" if found.most == found.least else f" to {found.most}" if found.most is not None else " or more"
    censored = ", no end is reported" if found.censored else ""
    return f"{told}held {found.least}{most} days{censored}"


def _move(move: Transition, documents: Documents, width: int) -> Iterator[str]:
    before = f"{state(move.before)} → " if move.before is not None else ""
    reported = f"reported {words.day(move.reported)}" if move.reported is not None else "not reported"
    who = f" by {', '.join(move.by)}" if move.by else ""
    marks = [f"{move.attribution}{who}"] if move.attribution != "reported" else []
    marks += ["inferred"] if move.inferred else []
    mark = f" [{', '.join(marks)}]" if marks else ""
    yield from paragraph(f"{shown(move.happened)}: {before}{state(move.after)}{mark}; {reported}", width)
    if move.words:
        yield from paragraph(f"{quoted(move.words)} ({_cited(move.documents, documents)})", width, 6)
    if move.why:
        yield from paragraph(move.why, width, 6)


def course_lines(course: Course, width: int) -> Iterator[str]:
    """Ceasefires and violence of two parties in the order of time."""
    one, other = course.parties
    yield f"{one.name} and {other.name}: {words.counted(len(course.ceasefires), 'ceasefire')}, "
    yield f"{words.counted(len(course.violence), 'happening')} of violence between them\n\n"
    lines = [(started(life).isoformat(), 0, _life_line(life, course)) for life in course.ceasefires]
    lines += [(one.day.isoformat(), 1, _violence_line(one)) for one in course.violence]
    for _, _, line in sorted(lines):
        yield from paragraph(line, width, 0)


def _life_line(life: Life, course: Course) -> str:
    around = next((a for a in course.around if a.ceasefire_id == life.id), None)
    counts = ""
    if around is not None:
        before = words.counted(around.before, "happening")
        counts = f"; violence in the {around.days} days before: {before}, after: {around.after}"
    start = life.effective or life.declared
    ended = f", ended {shown(life.ended)}" if life.ended is not None else ""
    reports = words.counted(len(life.documents), "report")
    return (
        f"{started(life).isoformat()}  CEASEFIRE {quoted(life.name)}, {shown(start) if start else 'start not told'}, "
        f"{state(life.state)}{ended}; {reports}{counts}  {life.id}"
    )


def _violence_line(one: Violence) -> str:
    killed = "; ".join(
        f"killed {words.count(r.low, r.best, r.high, r.open)} {words.word(words.VICTIMS, r.victim_class)}"
        for r in one.killed
    )
    who = f"{', '.join(one.acting) or 'unnamed'} → {', '.join(one.struck) or 'unnamed'}"
    where = f", {', '.join(one.places)}" if one.places else ""
    types = " / ".join(words.type_word(t) for t in one.types)
    tail = f"; {killed}" if killed else ""
    told = words.counted(one.reports, "report")
    return f"{one.day.isoformat()}    {types}{where}: {who}{tail}; {told}  {one.happening_id}"


def state(code: str) -> str:
    """A state in plain words."""
    return words.sign(words.STATES, code).word


def grade(code: str) -> str:
    """The grade of an incident in plain words."""
    return words.sign(words.GRADES, code).word


def shown(when: When) -> str:
    """Days in words, marked where no words give them."""
    return words.interval(when.earliest, when.latest) + (" (inferred)" if when.inferred else "")


def _cited(ids: tuple[str, ...], documents: Documents) -> str:
    return "; ".join(_report(documents.get(id), id) for id in ids[:3]) + ("; …" if len(ids) > 3 else "")


def _report(found: DocumentInfo | None, id: str) -> str:
    if found is None:
        return id
    day = words.day(found.published) if found.published is not None else "undated"
    return f"{found.outlet or found.path}, {day}"
