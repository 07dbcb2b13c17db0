"""Ceasefires: who declared and brokered them, what became of them, and the incidents with their grade."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from truceline.follow import Evidence, Incident, Life, Transition
from truceline.model.records import CeasefirePlaceRow, CeasefireRow, PartyRole
from truceline.publish.dossier import words
from truceline.publish.dossier.ceasefire_parts import Parts, kept
from truceline.publish.dossier.index import Truce
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.summary.clauses import Teller
from truceline.publish.summary.denials import quote
from truceline.publish.summary.grammar import are, joined, on, sentence, times
from truceline.publish.summary.sentences import Key, Part, Sentence
from truceline.publish.summary.verbs import MOVES, STANDS

_ID = re.compile(r"CSF-\w+")
_MOST, _MOVES, _INCIDENTS, _DOUBTS = 10, 8, 4, 3


def ceasefires(teller: Teller) -> Part | None:
    """Every ceasefire, those with most reports where there are many; None where no report speaks of one."""
    index = teller.index
    truces = [t for t in index.truces if any(r.review != "rejected" for r in t.rows)]
    if not truces:
        return None
    parts = Parts(index)
    often = sorted(truces, key=lambda t: (-len({r.document_id for r in t.rows}), int(t.anchor[1:])))[:_MOST]
    chosen = [t for t in truces if t in often]
    paragraphs = [_paragraph(teller, parts, t) for t in chosen]
    lead: tuple[tuple[Sentence, ...], ...] = ()
    if len(truces) > _MOST:
        rows = tuple(r.id for t in truces for r in t.rows)
        text = f"The reports speak of {times(len(truces), 'ceasefire')}; the {_MOST} that most reports speak of follow."
        lead = ((Sentence(text, rows=rows),),)
    return Part("Ceasefires", (*lead, *paragraphs))


def _paragraph(teller: Teller, parts: Parts, truce: Truce) -> tuple[Sentence, ...]:
    life = next((teller.index.material.lives[r.id] for r in truce.rows if r.id in teller.index.material.lives), None)
    rows = kept(truce)
    out = [_opening(teller, parts, truce, life.name if life else truce.rows[0].name)]
    if life is None:
        return tuple(out)
    declarers = _parties(teller, parts, rows, "declarer")
    others = {name: keys for name, keys in _parties(teller, parts, rows, "party").items() if name not in declarers}
    brokers = _parties(teller, parts, rows, "broker")
    party = "Parties named are" if len(others) > 1 else "A party named is"
    for lead, named in (("It was declared by", declarers), (party, others), ("It was brokered by", brokers)):
        if named:
            cells = tuple(key for keys in named.values() for key in keys)
            out.append(Sentence(sentence(f"{lead} {joined(list(named))}"), cells))
    lasts = next((r for r in rows if r.duration and r.duration_text), None)
    if lasts is not None:
        text = f"It was to last {words.duration(lasts.duration or '')} (“{oneline(lasts.duration_text or '')}”)"
        out.append(Sentence(sentence(text), (("ceasefire", lasts.id, "duration_text"),)))
    moves = [one for one in life.transitions if one.told != "unknown"]  # silence is told at the end
    out += [_move(teller, one) for one in moves[:_MOVES]]
    if len(moves) > _MOVES:
        rest = moves[_MOVES:]
        cells = tuple(key for one in rest for key in _keys(one.evidence))
        out.append(Sentence(f"{times(len(rest), 'more step')} {are(len(rest))} told.", cells, tuple(_ids(rest))))
    out += _incidents(teller, life.incidents)
    out += _doubts(teller, parts, truce)
    out.append(_standing(life))
    return tuple(out)


def _opening(teller: Teller, parts: Parts, truce: Truce, name: str) -> Sentence:
    rows = kept(truce)
    documents = tuple(dict.fromkeys(r.document_id for r in rows))
    cells: list[Key] = [("ceasefire", r.id, "name") for r in rows]
    speak = "speaks" if len(documents) == 1 else "speak"
    text = f"{times(len(documents), 'report')} {speak} of a ceasefire (“{shortened(oneline(name), 90)}”)"
    spots: dict[str, CeasefirePlaceRow] = {}
    for row in rows:
        for place in parts.places.get(row.id, ()):
            if place.review != "rejected":
                spots.setdefault(teller.articles.before(teller.index.where(place.place_id, place.text)), place)
    if spots:
        named = list(spots)[:3]
        text = f"{text} in {joined(named)}"
        cells += [("ceasefire_place", spots[name].id, "text") for name in named]
    return Sentence(sentence(text), tuple(cells), documents)


def _parties(teller: Teller, parts: Parts, rows: Sequence[CeasefireRow], role: PartyRole) -> dict[str, list[Key]]:
    """Who has one role in it over all reports, at most four, with the cells that name them."""
    found: dict[str, list[Key]] = {}
    for party in (p for r in rows for p in parts.parties.get(r.id, ()) if p.role == role and p.review != "rejected"):
        if name := teller.name(party.actor_id, party.text):
            found.setdefault(name, []).append((party.table, party.id, "text"))
    return dict(list(found.items())[:4])


def _voices(teller: Teller, evidence: Sequence[Evidence]) -> tuple[str, list[Key]]:
    """Who says what these cells hold, as the reports name them; empty where they name nobody."""
    found: dict[str, Key] = {}
    for one in evidence:
        claim, event = teller.claims.get(one.id), teller.events.get(one.id)
        if claim is not None and (name := teller.name(claim.speaker_id, claim.speaker_text or "")):
            found.setdefault(name, ("claim", claim.id, "speaker_text"))
        if event is not None:
            for name, key in zip(*teller.people(event, "source"), strict=True):
                found.setdefault(name, key)
    return joined(list(found)[:3]), list(found.values())[:3]


def _move(teller: Teller, move: Transition) -> Sentence:
    when = on(None if move.happened.inferred and move.documents else move.happened.earliest, move.happened.latest)
    cells = tuple(_keys(move.evidence))
    extended = move.before == move.after == "holding" and not move.inferred
    said = "was extended" if extended else MOVES.get(move.told, f"was {words.sign(words.STATES, move.told).word}")
    if move.inferred or not move.evidence:
        text = f"no report says so, but it is inferred that it {said} {when}".rstrip()
        why = _ID.sub("a later one", move.why)
        return Sentence(sentence(f"{text} ({why})" if why else text), cells, tuple(_own(move)))
    by, named = _voices(teller, move.evidence)
    says = "say" if len(named) > 1 else "says"
    said = f"{said} {when}".rstrip()
    if move.attribution == "claimed":
        said += f", as {by} {says} and no other side" if by else ", as one side alone says"
    elif move.attribution == "contested":
        said += f", as {by} {says}; that is contested" if by else ", which is contested"
    reported = "" if when or move.reported is None else f", as reported on {words.day(move.reported)}"
    told = f" (“{shortened(oneline(move.words), 100)}”)" if move.words else ""
    return Sentence(
        sentence(f"It {said}{reported}{told}"), (*cells, *named, *_dates(move.evidence)), tuple(move.documents)
    )


def _incidents(teller: Teller, incidents: Sequence[Incident]) -> list[Sentence]:
    found = [one for one in incidents if one.grade != "outside_coverage"]
    if not found:
        return []
    tally = Counter(one.grade for one in found)
    graded = joined([f"{n:,} {words.sign(words.GRADES, grade).word}" for grade, n in tally.items()])
    text = (
        f"{times(len(found), 'incident')} {are(len(found))} told during it, graded by what the reports allow: {graded}"
    )
    out = [
        Sentence(
            sentence(text),
            tuple(key for one in found for key in _keys(one.evidence)),
            tuple(one.event_id for one in found),
        )
    ]
    rows = {r.id: r for h in teller.index.happenings for r in h.rows}
    for one in found[:_INCIDENTS]:
        row = rows.get(one.event_id)
        if row is None:
            continue
        clause, (by, named) = teller.noun(row), _voices(teller, one.evidence) if one.by else ("", [])
        says = f", as {by} {'say' if len(named) > 1 else 'says'} and no other side" if by else ""
        says = says or (", as one side alone says" if one.by else "")
        grade = words.sign(words.GRADES, one.grade).word
        quoted = quote(teller, ("event", row.id, "trigger"), row.document_id)
        text = f"{grade}: {clause.text}{says}" + (f" (“{shortened(quoted, 160)}”)" if quoted else "")
        out.append(
            Sentence(sentence(text), (*clause.cells, *named, *_keys(one.evidence), ("event", row.id, "trigger")))
        )
    return out


def _doubts(teller: Teller, parts: Parts, truce: Truce) -> list[Sentence]:
    out = []
    for row in [d for r in kept(truce) for d in parts.doubts.get(r.id, ()) if d.review != "rejected"][:_DOUBTS]:
        quoted = quote(teller, ("ceasefire_doubt", row.id, "text"), row.document_id)
        who = teller.name(row.speaker_id, "") if row.speaker_id else ""
        cells: tuple[Key, ...] = (("ceasefire_doubt", row.id, "text"),)
        if row.speaker_id:
            cells = (*cells, ("ceasefire_doubt", row.id, "speaker_id"))
        lead = f"{who} voiced a doubt" if who else "A doubt was voiced"
        out.append(Sentence(sentence(f"{lead}: “{quoted or oneline(row.text)}”"), cells))
    return out


def _standing(life: Life) -> Sentence:
    """Where it stood by the last report on it; what follows from silence is told as inferred."""
    told = [move for move in life.transitions if move.after != "unknown"]
    last = next((move for move in reversed(told) if move.evidence), None)
    cells = tuple(_keys(last.evidence)) if last else ()
    state = STANDS.get(told[-1].after, "") if told else ""
    when = (
        f"As of the last report on it, {words.day(life.last_reported)},"
        if life.last_reported
        else "As of the last report on it"
    )
    text = f"{when} it {state}" if told else f"{when} its state was not reported"
    if life.claimed:
        text += ", as one side alone says or as is contested"
    if life.state == "unknown" and told:
        text += "; what became of it since is not known"
    return Sentence(sentence(text), cells, life.documents)


def _keys(evidence: Iterable[Evidence]) -> list[Key]:
    return [(e.table, e.id, e.column) for e in evidence]


def _dates(evidence: Iterable[Evidence]) -> list[Key]:
    columns = {"ceasefire_step": ("earliest", "latest", "text"), "event": ("date_earliest", "date_latest", "trigger")}
    return [(e.table, e.id, column) for e in evidence for column in columns.get(e.table, ())]


def _own(move: Transition) -> list[str]:
    return [*(e.id for e in move.evidence), *move.documents]


def _ids(moves: Iterable[Transition]) -> list[str]:
    return [own for move in moves for own in _own(move)]
