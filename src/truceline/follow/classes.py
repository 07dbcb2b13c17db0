"""Codes of a ceasefire after the variables of the ETH/PRIO Civil Conflict Ceasefire data.

A code is filled only where a report says something; what no report speaks of is ``None``, not zero: that nobody reports
a mediator does not mean that there was none. What a code concludes from several cells is marked inferred. The value
lists of `timing` and `ended` are not public enough to be filled here; how a ceasefire ended is given in words
(`end_kind`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from truceline.follow.accounts import Account, Placed
from truceline.follow.camps import Camp, camps, evidence
from truceline.follow.lives import Code, Evidence, Transition
from truceline.follow.states import OVER
from truceline.model.extraction import Side
from truceline.model.names import plain_words


@cache
def _words() -> Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]:
    data = tomllib.loads(files("truceline.follow").joinpath("data/classes.toml").read_text("utf-8"))
    tables = {name: table for name, table in data.items() if isinstance(table, dict)}
    return {
        name: {key: tuple(plain_words(word) for word in words) for key, words in table.items()}
        for name, table in tables.items()
    }


def side_of(account: Account, parties: Sequence[Camp]) -> tuple[Side, tuple[Evidence, ...]]:
    """How many sides cease fire: as most reports that tell it have it; more than two declarers make it multilateral."""
    declarers = [camp for camp in parties if "declarer" in camp.roles]
    told: dict[Side, list[Evidence]] = {}
    for report in account.reports:
        if report.row.side != "unclear":
            told.setdefault(report.row.side, []).append(evidence(report.row, "side"))
    if len(declarers) > 2 and "unilateral" not in told:
        return "multilateral", tuple(e for camp in declarers for e in camp.evidence)
    if not told:
        return "unclear", ()
    side = max(told, key=lambda s: (len(told[s]), s))
    return side, tuple(told[side])


def codes(account: Account, parties: Sequence[Camp], transitions: Sequence[Transition]) -> tuple[Code, ...]:
    """All codes of a ceasefire."""
    side, rows = side_of(account, parties)
    found = [
        Code(variable="side", value=None if side == "unclear" else side, meaning="who ceases fire", inferred=True,
             evidence=rows)
    ]  # fmt: skip
    found += _purposes(account)
    compliance = _compliance(account)
    ddr = _ddr(account)
    found += [
        _class(account, compliance, ddr),
        _code("mediator_nego", "a third party brokered it", _brokered(account)),
        _code("implement", "monitoring or verification was agreed or is going on", compliance),
        Code(variable="enforcement", value=None, meaning="a third party enforces it"),
        _code("ddr", "disarmament or demobilisation is among its terms", ddr),
        _code("written", "it was signed", _signed(account)),
        _code("fixed", "it has an agreed length or end", _fixed(account)),
        _scope(account),
        _ended(transitions),
    ]
    return tuple(found)


def _code(variable: str, meaning: str, rows: Sequence[Evidence]) -> Code:
    return Code(variable=variable, value=1 if rows else None, meaning=meaning, evidence=tuple(rows))


def _has(text: str, lists: Iterable[tuple[str, ...]]) -> bool:
    words = plain_words(text)
    return any(words[n : n + len(one)] == one for one in lists for n in range(len(words) - len(one) + 1))


def _told(account: Account, lists: Sequence[tuple[str, ...]], *, terms: bool) -> list[Evidence]:
    """Namings, and terms if asked for, that hold one of the words."""
    found = [evidence(r.row, "name") for r in account.reports if _has(r.row.name, lists)]
    if terms:
        found += [evidence(t, "text") for r in account.reports for t in r.terms if _has(t.text, lists)]
    return found


def _purposes(account: Account) -> list[Code]:
    found = []
    for variable, lists in _words()["purpose"].items():
        rows = _told(account, lists, terms=variable == "p_humanitarian")
        if variable == "p_humanitarian":
            rows += [evidence(t, "kind") for r in account.reports for t in r.terms if t.kind == "access"]
        found.append(_code(variable, f"purpose: {variable.removeprefix('p_')}", list(dict.fromkeys(rows))))
    return found


def _compliance(account: Account) -> list[Evidence]:
    found = [evidence(r.row, "state") for r in account.reports if r.row.state == "monitored"]
    return found + [evidence(t, "kind") for r in account.reports for t in r.terms if t.kind == "monitoring"]


def _ddr(account: Account) -> list[Evidence]:
    lists = _words()["words"]["ddr"]
    return [evidence(t, "text") for r in account.reports for t in r.terms if _has(t.text, lists)]


def _class(account: Account, compliance: Sequence[Evidence], ddr: Sequence[Evidence]) -> Code:
    """3 definitive, 2 with a compliance mechanism; never 1, which would take a text that says what it leaves out."""
    meaning = "ceasefire class: 2 with compliance mechanism, 3 definitive"
    permanent = _told(account, _words()["words"]["definitive"], terms=False)
    if ddr or permanent:
        rows = (*ddr, *permanent)
        return Code(variable="ceasefire_class", value=3, meaning=meaning, inferred=True, evidence=rows)
    if compliance:
        return Code(variable="ceasefire_class", value=2, meaning=meaning, inferred=True, evidence=tuple(compliance))
    return Code(variable="ceasefire_class", value=None, meaning=meaning)


def _brokered(account: Account) -> list[Evidence]:
    return [row for camp in camps(account, brokers=True) for row in camp.evidence]


def _signed(account: Account) -> list[Evidence]:
    lists = _words()["words"]["written"]
    return [evidence(s, "text") for r in account.reports for s in r.steps if _has(s.text, lists)]


def _fixed(account: Account) -> list[Evidence]:
    rows = [r.row for r in account.reports]
    found = [evidence(row, "duration") for row in rows if row.duration]
    planned = [row for row in rows if row.end_latest and row.state not in OVER]
    return found + [evidence(row, "end_text" if row.end_text else "end_latest") for row in planned]


def _scope(account: Account) -> Code:
    """Is it for a part of the country only: for towns, quarters or provinces?"""
    meaning = "partial: it holds in a part of the country"
    placed: list[Placed] = [pair for report in account.reports for pair in report.places]
    kinds = {place.kind for _, place in placed if place is not None} - {"unknown"}
    if not kinds:
        return Code(variable="partial", value=None, meaning=meaning)
    value = 0 if "country" in kinds else 1
    rows = tuple(evidence(row, "text") for row, _ in placed)
    return Code(variable="partial", value=value, meaning=meaning, inferred=True, evidence=rows)


def _ended(transitions: Sequence[Transition]) -> Code:
    """How it ended, in words."""
    last = transitions[-1] if transitions else None
    if last is None or last.after not in OVER:
        return Code(variable="end_kind", value=None, meaning="how it ended")
    return Code(variable="end_kind", value=last.after, meaning="how it ended", inferred=last.inferred,
                evidence=last.evidence)  # fmt: skip
