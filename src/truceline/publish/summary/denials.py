"""What is denied, planned or feared, worded as such, and what the reports leave unknown."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.records import CeasefireRow, ClaimAboutRow, ClaimRow, EventRow
from truceline.publish.dossier import words
from truceline.publish.dossier.index import Happening
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.summary.clauses import Teller
from truceline.publish.summary.grammar import are, sentence, times
from truceline.publish.summary.sentences import Key, Part, Sentence

_DENIALS, _PLANS, _QUOTE = 8, 8, 260
_MANNER = {"denies": "denied", "disputes": "disputed", "doubts": "doubted"}
_OPEN = {
    "future": "planned or expected, not told as having happened",
    "hypothetical": "conditional or feared, not told as having happened",
    "negated": "denied or told as not having happened",
}


def denial(teller: Teller, claim: ClaimRow) -> list[Sentence]:
    """Who denies, disputes or doubts, in the sentence of the report; nothing where nobody is named for it."""
    speaker = teller.name(claim.speaker_id, claim.speaker_text or "") if claim.speaker_id or claim.speaker_text else ""
    quoted = quote(teller, ("claim", claim.id, "content"), claim.document_id)
    if not speaker or not quoted:
        return []
    lead = f"{speaker} {_MANNER.get(claim.stance, 'disputed')} something about it, by {teller.report(claim)}"
    cells: list[Key] = [
        ("claim", claim.id, "content"),
        ("claim", claim.id, "stance"),
        ("claim", claim.id, "speaker_text"),
    ]
    return [Sentence(sentence(f"{lead}: “{quoted}”"), tuple(cells))]


def quote(teller: Teller, key: Key, document_id: str) -> str:
    """The sentence of the report in which a cell's words stand, at most 260 characters; empty if there is none."""
    full = teller.index.documents.get(document_id)
    for passage in teller.cells.get(key, ()):
        if full is None or passage.span is None or passage.document_id != document_id:
            continue
        around = full.around(passage.span, passage.quote or "")
        if around is not None:
            return (
                shortened(oneline(full.document.text[around.start : around.end]), _QUOTE)
                .replace("“", "‘")
                .replace("”", "’")
                .replace('"', "’")
            )
    return ""


def contested(teller: Teller) -> Part | None:
    """Denials: of acts of violence and of ceasefires, by claims about them and by reports that they did not happen."""
    about: dict[str, ClaimRow] = {}
    events = {
        r.id: h
        for h in teller.index.happenings
        for r in h.rows
        if words.family(h.type) in (words.VIOLENCE, words.TRUCE)
    }
    truces = {row.id for row in teller.index.material.of(CeasefireRow)}
    claims = {c.id: c for c in teller.index.material.of(ClaimRow) if c.stance in _MANNER and c.review != "rejected"}
    for row in teller.index.material.of(ClaimAboutRow):
        if row.claim_id in claims and (row.target_id in events or row.target_id in truces):
            about.setdefault(row.claim_id, claims[row.claim_id])
    said = [s for claim in about.values() for s in _claimed(teller, claim)]
    negated = [h for h in teller.index.happenings if h.status == "negated" and not h.fact and not h.rejected]
    said += _set_apart(teller, [h for h in negated if words.family(h.type) in (words.VIOLENCE, words.TRUCE)])
    if not said:
        return None
    return Part("Denied or disputed", tuple((one,) for one in said[:_DENIALS]) + _rest(said[_DENIALS:]))


def _claimed(teller: Teller, claim: ClaimRow) -> list[Sentence]:
    quoted = quote(teller, ("claim", claim.id, "content"), claim.document_id)
    if not quoted:
        return []
    speaker = teller.name(claim.speaker_id, claim.speaker_text or "") if claim.speaker_id or claim.speaker_text else ""
    manner = {"denies": "a denial", "disputes": "an objection", "doubts": "a doubt"}[claim.stance]
    by = f" by {speaker}" if speaker else ""
    cells: list[Key] = [("claim", claim.id, "content"), ("claim", claim.id, "stance")]
    cells += [("claim", claim.id, "speaker_text")] if speaker else []
    return [Sentence(sentence(f"{teller.report(claim)} has {manner}{by}: “{quoted}”"), tuple(cells))]


def _set_apart(teller: Teller, happenings: Sequence[Happening]) -> list[Sentence]:
    out = []
    for happening in happenings:
        row = next(r for r in happening.rows if r.review != "rejected")
        clause = teller.noun(row)
        by = teller.according(row)
        quoted = quote(teller, ("event", row.id, "trigger"), row.document_id)
        report = teller.report(row)
        words_of = f"; {report}: “{quoted}”" if quoted else f" ({report})"
        text = f"{_OPEN[row.status]}: {clause.text}{by.text}{words_of}"
        out.append(
            Sentence(
                sentence(text), (*clause.cells, *by.cells, ("event", row.id, "status"), ("event", row.id, "trigger"))
            )
        )
    return out


def planned(teller: Teller) -> Part | None:
    """What is planned, expected, threatened or feared; None where nothing is."""
    open_ = [
        h for h in teller.index.happenings
        if not h.fact and not h.rejected and h.status in ("future", "hypothetical") and _weighty(h)
    ]  # fmt: skip
    threats = [h for h in teller.index.happenings if h.fact and not h.rejected and h.type == "threat"]
    newest = sorted(open_, key=lambda h: str(_published(teller, h)), reverse=True)
    said = [_threat(teller, h) for h in threats] + _set_apart(teller, newest)
    if not said:
        return None
    return Part(
        "Planned, threatened or feared",
        tuple((one,) for one in said[:_PLANS]) + _rest(said[_PLANS:]),
    )


def _published(teller: Teller, happening: Happening) -> object:
    return max((teller.index.published(r) or "" for r in happening.rows), key=str)


def _weighty(happening: Happening) -> bool:
    """What a reader of a situation asks about: violence, ceasefires, talks and movements of forces."""
    family = words.family(happening.type)
    return family in (words.VIOLENCE, words.TRUCE) or happening.type in ("withdrawal", "deployment", "threat")


def _threat(teller: Teller, happening: Happening) -> Sentence:
    row: EventRow = teller.lead(happening)
    told, by = teller.told(row), teller.according(row)
    quoted = quote(teller, ("event", row.id, "trigger"), row.document_id)
    text = f"{told.text}{by.text}" + (f": “{quoted}”" if quoted else "")
    return Sentence(sentence(text), (*told.cells, *by.cells, ("event", row.id, "trigger")))


def _rest(left: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
    """That there are more than are told, as a paragraph; none where all are told."""
    if not left:
        return ()
    text = f"{times(len(left), 'more such statement')} {are(len(left))} in the record."
    return ((Sentence(text, rows=tuple(one.cells[0][1] for one in left)),),)


def unknown(teller: Teller) -> Part | None:
    """What the reports do not say: days, places, who did it, and what may be counted twice."""
    index = teller.index
    facts = [h for h in index.happenings if h.fact and not h.rejected]
    violent = [h for h in facts if words.family(h.type) == words.VIOLENCE]
    named = [h for h in violent if any(index.event_places.get(r.id) for r in h.rows)]
    checks = (
        ("no known day", [h for h in facts if h.earliest is None and h.latest is None], "happening"),
        ("no place named", [h for h in violent if h not in named], "act"),
        ("a place named that the gazetteer does not know or cannot tell from others of its name",
         [h for h in named if _unplaced(teller, h)], "act"),
        ("nobody named as having done it",
         [h for h in violent if not any(teller.people(r, "actor")[0] for r in h.rows)], "act"),
    )  # fmt: skip
    out = []
    for what, found, noun in checks:
        if found:
            of = f"{times(len(found), noun)}{' of violence or force' if noun == 'act' else ''}"
            text = f"{of} told as fact {'has' if len(found) == 1 else 'have'} {what}"
            out.append(Sentence(sentence(text), rows=tuple(r.id for h in found for r in h.rows)))
    pairs = [one for one in index.material.suggested if one.table == "event"]
    if pairs:
        may = "may be one happening told twice" if len(pairs) == 1 else "may each be one happening told twice"
        text = f"{times(len(pairs), 'pair')} of accounts {may}, so that counts of happenings may be too high"
        out.append(
            Sentence(sentence(text), rows=tuple(dict.fromkeys(own for p in pairs for own in (p.left_id, p.right_id))))
        )
    return Part("What is not known", (tuple(out),)) if out else None


def _unplaced(teller: Teller, happening: Happening) -> bool:
    """True where places are named and none of them is known."""
    spots = [p for r in happening.rows for p in teller.index.event_places.get(r.id, ()) if p.review != "rejected"]
    known = [teller.places.get(p.place_id or "") for p in spots]
    return bool(spots) and not any(place is not None and place.lat is not None for place in known)
