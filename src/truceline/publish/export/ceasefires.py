"""Ceasefires in the shape of the ETH/PRIO Civil Conflict Ceasefire data: a row for each actor that declares one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from truceline.follow import Followed, Life, Party, Transition, When
from truceline.model.filters import Filter
from truceline.publish.dossier import words
from truceline.publish.export.countries import Country, country
from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.reasons import REJECTED
from truceline.publish.export.tables import Cell, Cells, Column, Product, Table
from truceline.publish.export.writing import Format
from truceline.record import Store
from truceline.record.views.choosing import of_ceasefires
from truceline.register import Register, load

NOT_MADE = "only proposed, negotiated or rejected: nobody declared it"
NO_MOMENT = "no report gives a moment from which violence was to stop"
NOBODY = "no report names who declared it"
LINKS = 35
_MET = """
  SELECT DISTINCT ceasefire.canonical_id FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id
  WHERE {where}"""
_SIGNS = re.compile(r"[^\w]+")
UNKNOWN, NONE = -1, 0
_PURPOSES = ("p_humanitarian", "p_peaceprocess", "p_holiday", "p_election")


def _coded(name: str, meaning: str) -> Column:
    return Column(name, "integer", f"{meaning}; -1 unknown, 0 no or not applicable", required=True)


def _days(prefix: str, meaning: str) -> tuple[Column, ...]:
    return tuple(_coded(f"{prefix}_{part}", f"{meaning}, {part}") for part in ("yr", "month", "day"))


COLUMNS = (
    Column("location", "text", "Country of its area, else that all its parties are of"),
    Column("region", "text", "UCDP region of the country"),
    Column("cc", "integer", "Gleditsch-Ward number of the country"),
    Column("cf_id", "text", "Id of the ceasefire in the record, stable across exports", required=True),
    Column("uniq_id", "text", "Id of the row: the ceasefire and the actor that declares it", required=True),
    Column("id", "integer", "Number of the actor within the ceasefire, from 1", required=True),
    Column("ucdp_actor_id", "integer", "UCDP actor id (Actor Dataset 22.1), where the register has it"),
    Column("actor_name", "text", "Who declares it", required=True),
    Column("ucdp_acd_id", "integer", "Empty: not in the register"),
    Column("ucdp_dyad", "integer", "Empty: not in the register"),
    Column("pax_id", "integer", "Empty: not in the register"),
    *_days("cf_dec", "Declared"),
    *_days("cf_effect", "In effect"),
    Column("link", "integer", "1 if others declared it with this actor, else 0", True, ("0", "1")),
    *(Column(f"link_id{n}", "text", "uniq_id of another row of the same ceasefire") for n in range(1, LINKS + 1)),
    Column("side", "text", "unilateral, bilateral, multilateral or unclear: words of this export", required=True),
    _coded("partial", "1 if it holds in a part of the country"),
    _coded("written", "1 if it was signed"),
    _coded("fixed", "1 if it has an agreed length or end"),
    _coded("fixed_time", "Agreed length in days"),
    _coded("nsa_frac", "Not read"),
    _coded("splinter", "Not read"),
    *(_coded(name, f"Purpose: {name.removeprefix('p_')}") for name in (*_PURPOSES, "p_other")),
    _coded("p_unclear", "1 if no report tells the purpose"),
    Column("p_other_comment", "text", "Empty"),
    _coded("cf_pp", "Not read"),
    Column("ceasefire_class", "integer", "2 with a compliance mechanism, 3 definitive, -1 unclear; never 1, which would"
           " take a text that says what it leaves out", True, ("-1", "2", "3")),
    Column("timing", "integer", "Empty: its list of values is not known here; see start_words"),
    _coded("mediator_nego", "1 if a third party brokered it"),
    _coded("mediator_send", "Not read"),
    _coded("implement", "1 if monitoring or verification was agreed"),
    _coded("enforcement", "Not read"),
    _coded("ddr", "1 if disarmament or demobilisation is among its terms"),
    Column("ended", "integer", "Empty: its list of values is not known here; see ended_words"),
    *_days("end", "Ended"),
    Column("evidence_onset", "text", "Empty: its list of values is not known here"),
    Column("evidence_end", "text", "Empty: its list of values is not known here"),
    Column("truce", "text", "Empty: its list of values is not known here"),
    Column("comment", "text", "All states with their days and the words that say so", required=True),
    Column("start_words", "text", "Not of the ETH/PRIO data: how and when it began, in words"),
    Column("ended_words", "text", "Not of the ETH/PRIO data: state at the end of what is reported", required=True),
    Column("brokers", "list", "Not of the ETH/PRIO data: who brokered it"),
    Column("violence_stopped", "text", "Not of the ETH/PRIO data: yes if a report says that the fire stopped"),
    Column("aim_met", "text", "Not of the ETH/PRIO data: yes if a report says that its aim was reached"),
)  # fmt: skip
NOTES = (
    "The variables are those of the ETH/PRIO Civil Conflict Ceasefire data. The rows are yours, not theirs.",
    "A ceasefire counts if an actor declared or agreed to stop violence from a given moment, kept or not.",
    "Each actor that declares it has a row; rows of one ceasefire share cf_id and name each other in link_id.",
    "Where reports name parties but not who declared, each party of an agreement has a row, and so has an only party.",
    "-1 is unknown: that no report speaks of a mediator or of monitors does not mean that there were none. Of a date 0"
    " is not applicable, as the end of a ceasefire that is last reported alive.",
    "A part of a date is given only if all the days that the words allow share it.",
    "timing and ended are empty, since their values are not public enough to be coded; start_words and ended_words say"
    " it in words.",
    "States and dates follow from the life of the ceasefire over all reports (`truceline follow`).",
    "violence_stopped and aim_met are apart: a ceasefire may stop the fire and miss its aim.",
)


def tables(store: Store, wanted: Filter) -> Product:
    """The rows and what is left out of them."""

    def rows() -> Iterator[Cells]:
        met = _met(store, wanted)
        register, followed = load(), set[str]()
        for one in Followed(store).lives():
            if one.id not in met:
                continue
            followed.add(one.id)
            found = ceasefire_rows(one, register)
            if isinstance(found, str):
                product.leave_out(one.id, found)
                continue
            for cells, cited in found:
                for row, document in cited:
                    product.cite(str(cells[_UNIQ]), row, document)
                yield cells
        for own in sorted(met - followed):  # what people rejected has no life
            product.leave_out(own, REJECTED)

    table = Table(name="ceasefires", meaning="One ceasefire as one actor declares it", columns=COLUMNS, rows=rows,
                  key=("uniq_id",), refs=tuple((f"link_id{n}", "ceasefires", "uniq_id") for n in range(1, LINKS + 1)),
                  )  # fmt: skip
    return (product := Product(tables=(table,), notes=NOTES))


_UNIQ = [column.name for column in COLUMNS].index("uniq_id")


def _met(store: Store, wanted: Filter) -> frozenset[str]:
    where, values = of_ceasefires(wanted)
    return frozenset(own for (own,) in store.select(_MET.format(where=where), values))


def ceasefire_rows(one: Life, register: Register) -> list[tuple[Cells, list[tuple[str, str]]]] | str:
    """A row for each declaring actor with the record rows behind it, or why it is no ceasefire by their definition.

    Args:
        one: the life of the ceasefire.
        register: who is known.
    """
    if not one.made:
        return NOT_MADE
    if not any(w is not None and (w.earliest or w.latest) for w in (one.declared, one.effective)):
        return NO_MOMENT
    declaring = _declaring(one)
    if not declaring:
        return NOBODY
    home = _home(one, register)
    ids = _ids(one.id, declaring)
    shared = _shared(one)
    found: list[tuple[Cells, list[tuple[str, str]]]] = []
    for n, actor in enumerate(declaring):
        others = [own for own in ids if own != ids[n]][:LINKS]
        known = country(actor.key) if actor.key.isupper() else None
        ucdp = known.ucdp_actor if known else int(actor.key[5:]) if actor.key.startswith("ucdp:") else None
        head: tuple[Cell, ...] = (
            None if home is None else home.name, None if home is None else home.ucdp_region,
            None if home is None else home.gw, one.id, ids[n], n + 1, ucdp, actor.name, None, None, None,
            *_date(one.declared, UNKNOWN), *_date(one.effective, UNKNOWN),
            1 if others else 0, *others, *[None] * (LINKS - len(others)),
        )  # fmt: skip
        found.append(((*head, *shared), _evidence(one, actor)))
    return found


def _ids(life: str, declaring: Sequence[Party]) -> list[str]:
    """Ids of the rows by who declares, so that another report does not renumber them."""
    found: list[str] = []
    for actor in declaring:
        own = f"{life}-{_SIGNS.sub('-', actor.key).strip('-') or 'actor'}"
        found.append(own if own not in found else f"{own}-{len(found) + 1}")
    return found


def _declaring(one: Life) -> list[Party]:
    """Who declares it; where no report says who, the parties to an agreement, or the only party.

    Words that name nobody stand back.
    """
    declaring = [p for p in one.parties if "declarer" in p.roles]
    agreed = any(move.after == "agreed" for move in one.transitions)
    if not declaring and (agreed or len(one.parties) == 1):
        declaring = list(one.parties)
    return [p for p in declaring if not p.key.startswith("words:")] or declaring


def _home(one: Life, register: Register) -> Country | None:
    codes = {area.country for area in one.area if area.country}
    if not codes:
        entries = (register.get(party.key) for party in one.parties)
        codes = {entry.country for entry in entries if entry is not None and entry.country is not None}
    return country(codes.pop()) if len(codes) == 1 else None


def _shared(one: Life) -> tuple[Cell, ...]:
    def code(variable: str) -> int:
        value = one.code(variable)
        return value if isinstance(value, int) else UNKNOWN

    purposes = [1 if one.code(name) == 1 else NONE for name in _PURPOSES]
    fixed = code("fixed")
    days = one.duration.declared_days
    length = UNKNOWN if fixed != 1 or days is None else max(1, round(days))
    over = one.over or one.ended is not None
    ended = _date(one.ended, UNKNOWN if over or one.state == "unknown" else NONE)
    start = one.effective or one.declared
    return (
        one.side, code("partial"), code("written"), fixed, length, UNKNOWN, UNKNOWN, *purposes, NONE,
        NONE if any(purposes) else 1, None, UNKNOWN, code("ceasefire_class"), None, code("mediator_nego"), UNKNOWN,
        code("implement"), UNKNOWN, code("ddr"), None, *ended, None, None, None, _comment(one),
        None if start is None else _when(start), words.sign(words.STATES, one.state).word,
        tuple(broker.name for broker in one.brokers), "yes" if _told(one, "holding") else None,
        "yes" if _told(one, "completed") else None,
    )  # fmt: skip


def _told(one: Life, state: str) -> bool:
    return any(move.after == state and move.attribution == "reported" and not move.inferred for move in one.transitions)


def _date(when: When | None, otherwise: int) -> tuple[int, int, int]:
    """Year, month and day, each only as far as all possible days share it."""
    first, last = (None, None) if when is None else (when.earliest, when.latest)
    if first is None or last is None:
        return otherwise, otherwise, otherwise
    year = first.year if first.year == last.year else UNKNOWN
    month = first.month if year != UNKNOWN and first.month == last.month else UNKNOWN
    return year, month, first.day if first == last else UNKNOWN


def _when(when: When) -> str:
    inferred = " (inferred from the day of the report)" if when.inferred else ""
    return f"{words.interval(when.earliest, when.latest)}{inferred}"


def _comment(one: Life) -> str:
    moves = "; ".join(_move(move) for move in one.transitions)
    flags = f" Look at: {'; '.join(one.flags)}." if one.flags else ""
    replaced = f" Replaced by {one.superseded_by}." if one.superseded_by else ""
    return f"Called “{one.name}” in {words.counted(len(one.documents), 'report')}. {moves}.{replaced}{flags}"


def _move(one: Transition) -> str:
    marks: list[str] = [one.attribution] if one.attribution != "reported" else []
    marks += ["inferred"] if one.inferred else []
    said = f" (“{one.words}”" if one.words else " ("
    told = f"reported {one.reported.isoformat()}" if one.reported is not None else "not reported"
    return (
        f"{_when(one.happened)}: {words.sign(words.STATES, one.after).word}{', ' if marks else ''}{', '.join(marks)}"
        + (f"{said}{', ' if one.words else ''}{told})")
    )


def _evidence(one: Life, actor: Party) -> list[tuple[str, str]]:
    parts = [*actor.evidence, *(e for move in one.transitions for e in move.evidence)]
    parts += [e for code in one.codes for e in code.evidence] + [e for area in one.area for e in area.evidence]
    parts += [e for broker in one.brokers for e in broker.evidence]
    return list(dict.fromkeys((e.id, e.document_id) for e in parts))


def write(product: Product, folder: Path) -> Sequence[Path]:
    """As CSV."""
    return csv_files(product, folder)


CEASEFIRES = Format(
    name="ceasefires", meaning="CSV in the shape of the ETH/PRIO ceasefire data", tables=tables, write=write
)
