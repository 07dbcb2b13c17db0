"""What each field of the record is called on the page, how its value reads, and where its record stands."""

from __future__ import annotations

from truceline.model.records import (
    ActorNameRow,
    ActorRelationRow,
    CeasefireDoubtRow,
    CeasefireIncidentRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
    ClaimAboutRow,
    ClaimRow,
    ClaimViaRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    FigureRow,
    FigureSourceRow,
    ReconciledRow,
    Row,
    TimeRow,
    WordingRow,
)
from truceline.publish.dossier import words
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.text import oneline

LABELS: dict[tuple[str, str], str] = {
    ("event", "type"): "what happened",
    ("event", "status"): "standing",
    ("event", "date_earliest"): "date",
    ("event", "date_latest"): "date",
    ("event", "date_text"): "words for the date",
    ("event", "means"): "means",
    ("event_actor", "text"): "taking part",
    ("event_place", "text"): "place",
    ("figure", "verbatim"): "number",
    ("figure", "who"): "who is counted",
    ("figure_source", "text"): "who gives the number",
    ("reconciled", "low"): "range of reports",
    ("actor", "name"): "actor",
    ("actor", "kind"): "kind of actor",
    ("actor_name", "name"): "form of the name",
    ("actor_relation", "relation"): "relation",
    ("place", "name"): "place named",
    ("time", "text"): "time",
    ("claim", "content"): "statement",
    ("claim", "speaker_text"): "speaker",
    ("claim", "cue"): "word of saying",
    ("claim", "stance"): "stance",
    ("claim_via", "text"): "reported through",
    ("claim_about", "target_id"): "about",
    ("ceasefire", "name"): "ceasefire",
    ("ceasefire", "state"): "state at the end of the report",
    ("ceasefire", "side"): "sides",
    ("ceasefire", "start_text"): "begins",
    ("ceasefire", "start_earliest"): "begins",
    ("ceasefire", "duration_text"): "duration",
    ("ceasefire", "end_text"): "ends",
    ("ceasefire_party", "text"): "party",
    ("ceasefire_place", "text"): "place",
    ("ceasefire_term", "text"): "term",
    ("ceasefire_step", "text"): "step",
    ("ceasefire_doubt", "text"): "doubt",
    ("ceasefire_incident", "event_id"): "incident",
    ("wording", "text"): "wording of the source",
    ("wording", "speaker_text"): "used by",
    ("wording", "target_id"): "used of",
}
_UNLISTED = {
    ("event", "status"),
    ("event", "date_latest"),
    ("event", "date_text"),
    ("actor", "kind"),
    ("claim", "stance"),
    ("ceasefire", "side"),
    ("ceasefire", "start_earliest"),
    ("actor", "name"),
    ("reconciled", "low"),
    ("wording", "speaker_text"),
    ("wording", "target_id"),
}
LABELLED = frozenset(LABELS) - _UNLISTED
KINDS: dict[tuple[str, str], str] = {
    ("event", ""): "event",
    ("event", "date_earliest"): "time",
    ("event", "date_latest"): "time",
    ("event", "date_precision"): "time",
    ("event", "date_text"): "time",
    ("event", "date_basis"): "time",
    ("event", "time_text"): "time",
    ("event_actor", ""): "actor",
    ("event_place", ""): "place",
    ("figure", ""): "figure",
    ("figure", "who"): "actor",
    ("figure", "event_id"): "event",
    ("figure", "kind"): "event",
    ("figure", "scope"): "event",
    ("figure", "victim_class"): "actor",
    ("figure_source", ""): "actor",
    ("reconciled", ""): "figure",
    ("reconciled", "happening_id"): "event",
    ("reconciled", "kind"): "event",
    ("reconciled", "scope"): "event",
    ("reconciled", "victim_class"): "actor",
    ("actor", ""): "actor",
    ("actor_name", ""): "actor",
    ("actor_relation", ""): "actor",
    ("place", ""): "place",
    ("time", ""): "time",
    ("claim", ""): "claim",
    ("claim", "speaker_text"): "actor",
    ("claim", "speaker_id"): "actor",
    ("claim_via", ""): "actor",
    ("claim_about", ""): "claim",
    ("ceasefire", ""): "ceasefire",
    ("ceasefire", "side"): "actor",
    ("ceasefire", "start_text"): "time",
    ("ceasefire", "duration_text"): "time",
    ("ceasefire", "end_text"): "time",
    ("ceasefire_party", ""): "actor",
    ("ceasefire_place", ""): "place",
    ("ceasefire_term", ""): "ceasefire",
    ("ceasefire_step", ""): "ceasefire",
    ("ceasefire_doubt", ""): "claim",
    ("ceasefire_incident", ""): "event",
    ("wording", ""): "claim",
    ("wording", "speaker_text"): "actor",
    ("wording", "speaker_id"): "actor",
}
_ROLES = {
    "actor": "who did it",
    "target": "to whom",
    "broker": "broker",
    "source": "according to",
    "party": "party",
    "declarer": "declared by",
}


def label(row: Row, column: str) -> str:
    """The name of a field on the page."""
    if isinstance(row, EventActorRow | CeasefirePartyRow):
        return _ROLES[row.role]
    if isinstance(row, FigureRow) and column != "who":
        return words.plain(row.kind)
    if isinstance(row, ReconciledRow):
        return LABELS["reconciled", "low"]
    return LABELS.get((row.table, column), words.plain(column))


def value(index: Index, row: Row, column: str) -> str:
    """The value of a field in words."""
    match row:
        case EventRow():
            return _event(row, column)
        case EventActorRow() | CeasefirePartyRow() | FigureSourceRow() | ClaimViaRow():
            return index.who(row.actor_id, row.text)
        case EventPlaceRow() | CeasefirePlaceRow():
            return index.where(row.place_id, row.text)
        case FigureRow() if column != "who":
            number = words.count(row.low, row.best, row.high, row.open)
            return number if row.verbatim == number else f"{number} (“{oneline(row.verbatim)}”)"
        case ReconciledRow():
            return words.count(row.low, row.best, row.high, row.open)
        case ActorNameRow():
            return f"{row.name} ({index.who(row.actor_id, row.name)})"
        case ActorRelationRow():
            return f"{words.plain(row.relation)} {index.who(row.other_id, None)}"
        case TimeRow():
            return f"{row.text}: {words.interval(row.earliest, row.latest)}" if row.earliest or row.latest else row.text
        case ClaimRow():
            return _claim(index, row, column)
        case ClaimAboutRow():
            return words.plain(row.target_table)
        case CeasefireRow():
            return _ceasefire(row, column)
        case CeasefireTermRow():
            return f"{row.text} ({words.plain(row.kind)})"
        case CeasefireStepRow():
            return f"{words.sign(words.STATES, row.state).word}, {words.interval(row.earliest, row.latest)}"
        case CeasefireDoubtRow():
            return f"{row.text} ({index.who(row.speaker_id, None)})"
        case CeasefireIncidentRow():
            happening = index.happening_of.get(row.event_id)
            return f"{happening.title if happening else 'act'}; {words.sign(words.GRADES, row.grade).word}"
        case WordingRow():
            return _wording(index, row, column)
    return _text(getattr(row, column, ""))


def owner(row: Row) -> str | None:
    """Id of the record that a row belongs to, or None for a main row."""
    for name in ("event_id", "figure_id", "ceasefire_id", "claim_id", "actor_id", "happening_id"):
        found = getattr(row, name, None)
        if isinstance(found, str) and not isinstance(row, EventRow | ClaimRow):
            if isinstance(row, CeasefireIncidentRow | CeasefireStepRow):
                return row.ceasefire_id
            return found
    return None


def _event(row: EventRow, column: str) -> str:
    if column.startswith("date"):
        dated = words.interval(row.date_earliest, row.date_latest)
        return f"{dated} ({row.date_text})" if row.date_text else dated
    if column == "type":
        return f"{words.type_word(row.type)} ({row.trigger})"
    if column == "status":
        return words.sign(words.STATUSES, row.status).word
    return _text(getattr(row, column, ""))


def _claim(index: Index, row: ClaimRow, column: str) -> str:
    if column in ("speaker_text", "speaker_id"):
        return index.who(row.speaker_id, row.speaker_text)
    if column == "stance":
        return words.word(words.STANCES, row.stance)
    if column == "mode":
        return words.word(words.MODES, row.mode)
    return _text(getattr(row, column, ""))


def _wording(index: Index, row: WordingRow, column: str) -> str:
    if column in ("speaker_text", "speaker_id"):
        return index.who(row.speaker_id, row.speaker_text)
    if column == "target_id":
        happening = index.happening_of.get(row.target_id or "")
        return happening.title if happening else index.who(row.target_id, None)
    return _text(getattr(row, column, ""))


def _ceasefire(row: CeasefireRow, column: str) -> str:
    if column == "state":
        return words.sign(words.STATES, row.state).word
    if column == "side":
        return words.word(words.SIDES, row.side)
    if column.startswith("start"):
        return words.interval(row.start_earliest, row.start_latest)
    if column.startswith("end"):
        return words.interval(row.end_earliest, row.end_latest)
    return _text(getattr(row, column, ""))


def _text(found: object) -> str:
    if found is None:
        return ""
    return ", ".join(str(f) for f in found) if isinstance(found, tuple) else str(found)
