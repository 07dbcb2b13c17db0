"""What ties two reports to one ceasefire apart from time: its parties, its place, its country, its broker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.resolve.evidence import Reason
from truceline.resolve.places import Where
from truceline.resolve.truce_parties import Party
from truceline.resolve.truces import Truce

_COUNTRY = 0.25


def same_parties_or_place(a: Truce, b: Truce) -> tuple[Reason, ...] | None:
    """The reasons, or ``None`` if nothing speaks for it."""
    found = [_parties(a, b)]
    if brokers := a.brokers & b.brokers:
        found.append(Reason(0.15, f"same broker: {', '.join(sorted(key[-1] for key in brokers))}"))
    met = bool(a.keys & b.keys)
    if a.where.all & b.where.all:
        found.append(Reason(0.3, f"same place {a.where.shared(b.where)}"))
    elif _towns(a.where) and _towns(b.where):
        found.append(Reason(-0.3, f"other places: {a.where.words} / {b.where.words}"))
    elif not met and _area(a).all & _area(b).all:
        found.append(Reason(0.2, f"both reports are about {_area(a).shared(_area(b))}"))
    if not met:
        found.append(_country(a, b))
    reasons = tuple(reason for reason in found if reason is not None)
    return reasons if any(reason.weight > 0 for reason in reasons) else None


def related(a: Truce, b: Truce) -> bool:
    """True if they share a party, a broker or a named place, and not only the country or what the reports are about."""
    return bool(a.keys & b.keys or a.brokers & b.brokers or a.where.all & b.where.all)


def _area(one: Truce) -> Where:
    """The places of a ceasefire; of one that has none, the town and the province that its report is about."""
    return one.where if one.where.all else one.about


def _towns(where: Where) -> bool:
    """True if it names a town: "the besieged city" has no name."""
    return any(where.names.get(key, "").split()[-1:][0][:1].isupper() for key in where.towns)


def merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties that share a side as one."""
    found: list[Party] = []
    for one in parties:
        same = [other for other in found if other.meets(one)]
        keys = one.keys.union(*(other.keys for other in same))
        home = one.home.union(*(other.home for other in same))
        found = [other for other in found if other not in same]
        found.append(Party(keys, home, same[0].words if same else one.words))
    return tuple(found)


def at_odds(ones: Sequence[Party], others: Sequence[Party]) -> bool:
    """True if both name two parties or more, and only one of them is the same: a state may have two wars."""
    if len(ones) < 2 or len(others) < 2:
        return False
    met = [one for one in ones if any(one.meets(other) for other in others)]
    if len(met) != 1:
        return False
    left = _settled([one for one in ones if one not in met])
    right = _settled([other for other in others if not other.meets(met[0])])
    return not any(_may_be(one, other) for one in left for other in right)


def _parties(a: Truce, b: Truce) -> Reason | None:
    """Parties that both name. Where it is only one, whom else the reports are about speaks against it."""
    ones, others = merged(a.named), merged(b.named)
    met = [one for one in ones if any(one.meets(other) for other in others)]
    if not met:
        return Reason(-0.15, "other parties are named") if ones and others else None
    words = ", ".join(sorted(one.words for one in met))
    if len(met) > 1:
        return Reason(0.45, f"same parties: {words}")
    if at_odds(ones, others):
        return Reason(0.05, f"same party {words}, but with others")
    left, right = (a.arena | a.context) - met[0].home, (b.arena | b.context) - met[0].home
    if met[0].is_state and left and right and left.isdisjoint(right):
        return Reason(0.15, f"same party {words}, but the reports are about other countries")
    return Reason(0.3, f"same parties: {words}")


def _settled(parties: Sequence[Party]) -> Sequence[Party]:
    """Those whose countries are known, if there are any."""
    return [one for one in parties if one.home] or parties


def _may_be(one: Party, other: Party) -> bool:
    """True if two parties that share no side may still be one: nobody knows their countries, or they share one."""
    return not one.home or not other.home or not one.home.isdisjoint(other.home)


def _country(a: Truce, b: Truce) -> Reason | None:
    """The country of parties and places; of a report that has neither, those that it names."""
    one, other = a.arena or a.context, b.arena or b.context
    if not one or not other:
        return None
    both = one & other
    if not both:
        return Reason(-0.2, "other countries") if a.arena and b.arena else None
    whole = both in (one, other) or len(both) > 1
    weight = _COUNTRY if whole and (a.arena or b.arena) else 0.15
    return Reason(weight, f"both are about {', '.join(sorted(both))}")
