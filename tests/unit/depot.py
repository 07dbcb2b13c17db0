"""Two reports of one shelling: police blame rebels for it, and their spokesman denies it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.factories import NOON, VERSION, actor, at, count, document, event, extraction, figure, reading
from truceline.model.extraction import Claim, Extraction, Ref, Wording
from truceline.model.ledger import Link
from truceline.model.records import EventRow
from truceline.record import Store

POLICE = "Police said rebels shelled the depot. They killed 4 guards, the terrorists."
REBELS = "A rebel spokesman denied that rebels shelled the depot, where 6 guards died."


def told_by_police() -> Extraction:
    rebels = Ref(at(POLICE, "rebels"), "A2")
    police = Ref(at(POLICE, "Police"), "A1")
    four = figure(POLICE, "4", count(4, 4, 4), victim="combatant", source=(police,), who="guards")
    return extraction(
        document(POLICE, path="a.txt", day=date(2008, 4, 1), outlet="Gulf Wire"),
        actors=(actor(POLICE, "A1", "Police", "police"), actor(POLICE, "A2", "rebels", "armed_group")),
        events=(event(POLICE, "E1", "shelled", actors=(rebels,), sources=(police,), figures=(four,)),),
        wordings=(Wording(at(POLICE, "terrorists"), "loaded", "A2", police),),
    )


def told_by_rebels() -> Extraction:
    speaker = Ref(at(REBELS, "A rebel spokesman"), "A1")
    six = figure(REBELS, "6", count(6, 6, 6), victim="combatant", who="guards")
    denial = Claim(
        id="Q1", speaker=speaker, via=(), cue=at(REBELS, "denied"), content=at(REBELS, "rebels shelled the depot"),
        mode="indirect", factuality="CT-", conditional=False, about=("E1",), stance="denies",
    )  # fmt: skip
    return extraction(
        document(REBELS, path="b.txt", day=date(2008, 4, 2), outlet="The Harbour Review"),
        actors=(actor(REBELS, "A1", "A rebel spokesman"),),
        events=(event(REBELS, "E1", "shelled", figures=(six,)),),
        claims=(denial,),
    )


def recorded(path: Path, *reports: Extraction) -> Sequence[str]:
    """Write a record of these reports whose first events a link makes one; gives the ids of the events."""
    with Store.open(path, "create") as store:
        run = store.begin_run(VERSION, agent="test", at=NOON)
        store.append(run, [reading(one) for one in reports])
        store.fold()
        ids = sorted(row.id for row in store.rows(EventRow))
        links = [
            Link(
                kind="same", table="event", left_id=ids[0], right_id=other, score=0.8, method="m 1", reason="same depot"
            )
            for other in ids[1:]
        ]
        store.append_links(VERSION, links, agent="test", at=NOON)
        store.fold()
    return ids
