"""A record made by hand, for the tests of the views: what reports tell of places, days and actors is set one by one."""

from __future__ import annotations

from datetime import date

from tests.factories import actor, at, document, event, extraction, figure
from tests.factories import count as number
from truceline.model.extraction import ActorKind, EventDate, Extraction, Place, PlaceKind, Ref
from truceline.model.values import Days

TEXT = "Army and rebels. Army shelled rebels in Town near Site in Province of Land, killing 5. Nowhere is unknown."


def place(
    name: str, kind: PlaceKind, precision: int | None, spot: tuple[float, float] | None, country: str | None = "IRQ"
) -> Place:
    """A place of `TEXT`; `spot` is latitude and longitude."""
    lat, lon = spot or (None, None)
    return Place(
        id=name, name=name, kind=kind, country=country, admin1=None, lat=lat, lon=lon, geonameid=None,
        precision=precision, mentions=(at(TEXT, name),),
    )  # fmt: skip


TOWN = place("Town", "city", 1, (33.0, 44.0))
SITE = place("Site", "feature", 1, (33.1, 44.1))
PROVINCE = place("Province", "admin1", 4, (32.0, 43.0))
LAND = place("Land", "country", 6, (30.0, 40.0))
NOWHERE = place("Nowhere", "unknown", None, None, None)


def told(
    path: str,
    *places: Place,
    kind: str = "shelling",
    days: Days | None = None,
    killed: int | None = None,
    by: tuple[str, ActorKind] | None = ("Army", "military"),
    to: tuple[str, ActorKind] | None = ("rebels", "armed_group"),
    both: bool = False,
    published: date = date(2008, 4, 1),
) -> Extraction:
    """A report of one event; `by` does it to `to`, or both of them do it. Each report is of another outlet."""
    people = [one for one in (by, to) if one is not None]
    refs = {words: Ref(at(TEXT, words), words) for words, _ in people}
    acting = list(refs.values()) if both else [refs[by[0]]] if by else []
    figures = [] if killed is None else [figure(TEXT, "5", number(killed, killed, killed), victim="unknown")]
    return extraction(
        document(TEXT, path=path, outlet=path, day=published),
        actors=[actor(TEXT, words, words, kind_, known=words) for words, kind_ in people],
        places=places,
        events=[
            event(
                TEXT, "E", "shelled", kind=kind, when=None if days is None else EventDate(days, at(TEXT, "Land")),
                actors=acting, targets=[] if both or to is None else [refs[to[0]]],
                places=[Ref(one.mentions[0], one.id) for one in places], figures=figures,
            )
        ],
    )  # fmt: skip
