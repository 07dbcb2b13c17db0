"""The material of a scope, read from a record without the rest of it.

A happening belongs to a scope if any report of it meets the filter, and comes with all its reports; a ceasefire comes
with its whole life. What belongs to these (who, where, figures, claims, wording, cells) comes along, and the documents
that tell of them. Nothing else is read, so that a week of a large archive takes seconds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from datetime import date, timedelta

from truceline.errors import UsageError
from truceline.follow import Followed, Life, defaults
from truceline.follow.accounts import Act
from truceline.follow.selecting import Ceasefires
from truceline.model.ledger import Cell, FullDocument
from truceline.model.records import (
    RECORDS,
    ActorNameRow,
    ActorRelationRow,
    ActorRow,
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
    PlaceRow,
    ReconciledRow,
    ReportRow,
    Row,
    TimeRow,
    WordingRow,
)
from truceline.publish.dossier.material import Material, by_row, in_order, rows_in_order
from truceline.publish.dossier.scope import Scope, Share
from truceline.publish.standings import rulings
from truceline.record import Store
from truceline.record.decisions import standing
from truceline.record.views import scopes
from truceline.record.views.happenings import links_of

_AROUND = timedelta(days=30)  # the violence before and after a ceasefire that its dossier shows
_PARTS: tuple[type[Row], ...] = (
    CeasefirePartyRow, CeasefirePlaceRow, CeasefireTermRow, CeasefireStepRow, CeasefireDoubtRow, CeasefireIncidentRow,
)  # fmt: skip


def scoped(store: Store, scope: Scope) -> Material:
    """Everything that belongs to a scope that is not the whole record.

    Raises:
        UsageError: nothing in the record meets it, or there is no such ceasefire.
    """
    published = store.published()
    chosen, lives, around = _chosen(store, scope, published)
    beside = _happenings(store, _told(lives)) - chosen.happenings - around
    rows = _Gathering(store).rows(chosen.happenings | around | beside, chosen.ceasefires)
    own: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        own[one.document_id if isinstance(one, ReportRow) else ""].add(one.id)
    ids = {row.id for row in rows}
    documents = in_order(store.document(document) for document in own if document)
    rank = {d.document.id: n for n, d in enumerate(documents)}
    log = tuple(store.decisions(ids))
    happenings = chosen.happenings | around | beside
    return Material(
        documents=documents,
        rows={record.table: rows_in_order([r for r in rows if isinstance(r, record)], rank) for record in RECORDS},
        cells=tuple(cell for document in sorted(own) for cell in _cells(store, document, own[document])),
        left=(),
        decisions=len(log),
        rulings=rulings(standing(log)),
        questions=tuple(sorted((q for q in store.questions() if q.record_id in ids), key=lambda q: q.id)),
        suggested=tuple(
            link for link in links_of(store, ids) if link.kind == "suggest" and {link.left_id, link.right_id} <= ids
        ),
        lives=lives,
        digest=_digest(documents, rows),
        reprints=store.reprints(),
        share=Share(
            words=scope.words,
            documents=len(documents),
            happenings=len(happenings),
            ceasefires=len(chosen.ceasefires),
            figures=sum(isinstance(row, FigureRow) for row in rows),
            beside=beside if scope.ceasefire is None else frozenset(),
            of=scopes.totals(store),
        ),
        unread=sum(1 for _ in store.failures()) + sum(1 for _ in store.skipped()),
    )


def _cells(store: Store, document: str, rows: Set[str]) -> Iterable[Cell]:
    """The cells of rows of one document; what is reconciled from several stands under none."""
    return store.cells(document_id=document, table=None if document else ReconciledRow.table, among=rows)


def _chosen(
    store: Store, scope: Scope, published: Mapping[str, date]
) -> tuple[scopes.Belonging, Mapping[str, Life], frozenset[str]]:
    """What belongs to the scope, the lives of its ceasefires, and the happenings around one that was asked for."""
    if scope.ceasefire is None:
        chosen = scopes.belonging(store, scope.wanted)
        if not chosen.happenings and not chosen.ceasefires:
            raise UsageError(
                f"nothing in {store.path} meets {scope.words}; widen the period or leave a limit out"
                " (`truceline show events` and `truceline show places` list what there is)"
            )
        if not chosen.ceasefires:
            return chosen, {}, frozenset()
        _, _, lives = _lives(store, chosen.ceasefires, published)
        return chosen, lives, frozenset()
    ceasefires = Ceasefires(store, published, defaults())
    own = ceasefires.canonical(scope.ceasefire)
    followed, _, lives = _lives(store, {own}, published)
    acts = _around(followed, next(iter(lives.values()))) if lives else []
    return scopes.Belonging(frozenset(), frozenset({own})), lives, frozenset(act.row.happening_id for act in acts)


def _lives(
    store: Store, own: Collection[str], published: Mapping[str, date]
) -> tuple[Followed, Ceasefires, Mapping[str, Life]]:
    ceasefires = Ceasefires(store, published, defaults())
    kin = ceasefires.kin(own)
    followed = Followed.of(ceasefires.near(kin, before=_AROUND), published)
    return followed, ceasefires, by_row(life for life in followed.lives(among=kin) if life.id in own)


def _around(followed: Followed, life: Life) -> Iterable[Act]:
    """Violence between the parties, reported from a month before the first report on it to a month after the last one.

    Where only one party is known, violence by or on it.
    """
    sides = [followed.sides(party.key) | {party.key} for party in life.parties if set(party.roles) != {"broker"}]
    if life.first_reported is None or life.last_reported is None or not sides:
        return []
    every = {side for one in sides for side in one}
    acts = followed.acts_of(every, life.first_reported - _AROUND, life.last_reported + _AROUND)
    return [act for act in acts if len(sides) == 1 or _between(act, sides)]


def _between(act: Act, sides: Iterable[frozenset[str]]) -> bool:
    """True if one side acts on another, or two of them clash."""
    acting = {n for n, side in enumerate(sides) for _, who in act.acting if who.sides & side}
    struck = {n for n, side in enumerate(sides) for _, who in act.struck if who.sides & side}
    return len(acting | struck) > 1


def _told(lives: Mapping[str, Life]) -> Set[str]:
    """Ids of the events that moves and incidents of these lives rest on."""
    found = {one.event_id for life in lives.values() for one in life.incidents}
    said = [one.evidence for life in lives.values() for one in life.incidents]
    said += [move.evidence for life in lives.values() for move in life.transitions]
    said += [aside.evidence for life in lives.values() for aside in life.asides]
    return found | {e.id for evidence in said for e in evidence if e.table == "event"}


def _happenings(store: Store, events: Set[str]) -> frozenset[str]:
    return frozenset(row.happening_id for row in store.rows(EventRow, id=frozenset(events)))


class _Gathering:
    """Reads what hangs on chosen happenings and ceasefires, table by table."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, happenings: Set[str], ceasefires: Set[str]) -> list[Row]:
        """All rows that belong to these, each once."""
        store = self._store
        events = list(store.rows(EventRow, happening_id=frozenset(happenings)))
        truces = list(store.rows(CeasefireRow, canonical_id=frozenset(ceasefires)))
        own = frozenset(row.id for row in events)
        about = frozenset(row.id for row in truces)
        figures = list(store.rows(FigureRow, event_id=own))
        parts: list[Row] = [
            *store.rows(EventActorRow, event_id=own),
            *store.rows(EventPlaceRow, event_id=own),
            *store.rows(FigureSourceRow, figure_id=frozenset(row.id for row in figures)),
            *store.rows(ReconciledRow, happening_id=frozenset(happenings)),
            *(row for record in _PARTS for row in store.rows(record, ceasefire_id=about)),
        ]
        documents = frozenset(row.document_id for row in (*events, *truces))
        spoken = self._claims(documents, own | about | frozenset(happenings) | ceasefires)
        told: list[Row] = [*events, *truces, *figures, *parts, *spoken]
        people, places = _named(told)
        relations = [r for r in store.rows(ActorRelationRow, document_id=documents) if r.actor_id in people]
        people |= {row.other_id for row in relations}
        named = {row.id for row in told} | people
        return [
            *told,
            *relations,
            *store.rows(ActorRow, id=frozenset(people)),
            *(row for row in store.rows(ActorNameRow, document_id=documents) if row.actor_id in people),
            *store.rows(PlaceRow, id=frozenset(places)),
            *(row for row in store.rows(WordingRow, document_id=documents) if row.target_id in named),
            *self._times(truces),
        ]

    def _claims(self, documents: frozenset[str], targets: Set[str]) -> list[Row]:
        """Claims about any of these, through whom they came, and what they are about."""
        store = self._store
        about = [row for row in store.rows(ClaimAboutRow, document_id=documents) if row.target_id in targets]
        ids = frozenset(row.claim_id for row in about)
        return [*about, *store.rows(ClaimRow, id=ids), *store.rows(ClaimViaRow, claim_id=ids)]

    def _times(self, truces: Iterable[CeasefireRow]) -> list[TimeRow]:
        """The times of the reports on ceasefires: terms are reckoned from them."""
        return list(self._store.rows(TimeRow, document_id=frozenset(row.document_id for row in truces)))


def _named(rows: Iterable[Row]) -> tuple[set[str], set[str]]:
    """Ids of the actors and places that rows name."""
    people: set[str] = set()
    places: set[str] = set()
    for row in rows:
        for column in ("actor_id", "speaker_id", "obliged_id"):
            found = getattr(row, column, None)
            if isinstance(found, str):
                people.add(found)
        if isinstance(row, EventPlaceRow | CeasefirePlaceRow) and row.place_id is not None:
            places.add(row.place_id)
    return people, places


def _digest(documents: Iterable[FullDocument], rows: Iterable[Row]) -> str:
    """SHA-256 over what the dossier is made from, whatever the order in which it was read."""
    parts = sorted([repr(row) for row in rows] + [f"document {d.document.id} {d.document.sha256}" for d in documents])
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
