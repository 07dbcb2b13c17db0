"""The codebook: tables, event types, codes, values and keys in words, from the declarations and the data files.

``docs/codebook.md`` is the committed copy, written by ``python -m tools.pages``; a test fails when it is stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc

from truceline.model import vocabulary as v
from truceline.model.extraction import FORMAT
from truceline.model.ontology import ACTS, GROUPS, MODE_WORDS, WORDS, Cells, EventType, Rule
from truceline.model.records import RECORDS, Field, fields_of
from truceline.model.schema import meanings

_GIVEN = {
    "several": "more than one actor is named",
    "alone": "one actor is named",
    "nobody": "no actor is named",
    "broker": "a broker is named",
    "place": "a place is named",
    "harm": "people were killed or wounded",
    "armed_target": "the target is armed",
    "alleged": "only a party to it says so",
    "party": "the actor is a party to a ceasefire of the report",
    "outsider": "the actor is none of the known parties",
}
_HEAD = """\
# Codebook

This file is written by `python -m tools.pages` from the declarations of the record tables and the data files in
`src/truceline/model/data`; change those.
Version {version} of the event types, extraction format `{format}`.

- What the text does not say is null. `0` means that the text says zero.
- low and high are a range of reports, not a confidence interval.
- Wounded are never dead, and figures are never summed.
- Codes are derived from the cells of the event, so every code can be traced to words of the report. Events that are
  announced, possible or denied keep their PLOVER and CAMEO codes (read them with the status), but have no ACLED type,
  since ACLED records only what took place.
"""


def codebook() -> str:
    """The codebook as Markdown."""
    parts = (_head(), _tables(), _types(), _rules(), _plover(), _acled(), _word_lists(), _values(), _keys())
    return "\n".join(line for part in parts for line in part) + "\n"


def _head() -> Iterator[str]:
    yield _HEAD.format(version=v.ONTOLOGY_VERSION, format=FORMAT)


def _tables() -> Iterator[str]:
    yield "## Tables of a record\n"
    yield "As they stand in the file, and in exports that hold all tables. Every filled cell has a passage, but for"
    yield "those that the software keeps (ids, order, review state). *Needed*: no row is without.\n"
    for record in RECORDS:
        yield f"### Table `{record.table}`\n"
        yield f"{cleandoc(record.__doc__ or '')}\n"
        rows = [(f"`{f.name}`", _kind(f), "yes" if not f.optional else "", _meaning(f)) for f in fields_of(record)]
        yield from _table(("column", "type", "needed", "meaning"), rows)


def _kind(field: Field) -> str:
    name = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "tuple": "list"}
    return name.get(field.type.__name__, field.type.__name__)


def _meaning(field: Field) -> str:
    kept = " (kept by the software)" if field.kept else ""
    ref = f"; id in `{field.ref}`" if field.ref else ""
    return f"{field.help}{ref}{kept}"


def _types() -> Iterator[str]:
    yield "## Event types\n"
    yield "The cells are the defaults; the rules in the next section override them.\n"
    for family in dict.fromkeys(kind.family for kind in v.TYPES.values()):
        yield f"### {family.capitalize()}\n"
        rows = [_row(kind) for kind in v.TYPES.values() if kind.family == family]
        yield from _table(("type", "meaning", "PLOVER", "quad", "CAMEO", "ACLED"), rows)


def _row(kind: EventType) -> tuple[str, ...]:
    cells = kind.cells
    quad = str(v.CATEGORIES[cells.plover].quad) if cells.plover else "-"
    return (f"`{kind.name}`", kind.meaning, _plover_cell(cells), quad, cells.cameo or "-", _acled_cell(cells.acled))


def _plover_cell(cells: Cells) -> str:
    modes = ", ".join(cells.mode or ())
    return f"{cells.plover or '-'}{f' ({modes})' if modes else ''}"


def _acled_cell(acled: Sequence[str] | None) -> str:
    return ": ".join(acled) if acled else "-"


def _rules() -> Iterator[str]:
    yield "## Rules\n"
    yield "For each cell the first rule that holds and sets it decides. *Words* in italics are lists, given below.\n"
    announced = ", ".join(f"{past} becomes {future}" for past, future in v.FUTURE.items())
    yield f"- Events with the status `future`: {announced}."
    yield "- A deployment that shares an actor with an assault of the same sentence has no codes.\n"
    for kind in v.TYPES.values():
        lines = [*_lines(kind)]
        if lines:
            yield f"**`{kind.name}`**\n"
            yield from (f"- {line}" for line in lines)
            yield ""


def _lines(kind: EventType) -> Iterator[str]:
    """The rules of a type in words."""
    for rule in kind.rules:
        yield f"{'; '.join(_conditions(rule)).capitalize()}: {', '.join(_settings(rule.cells))}."
    if kind.modes_from:
        lists = " or ".join(f"*{name}*" for name in kind.modes_from)
        parts = [{"clause": "the rest of the sentence"}.get(part, f"the {part}") for part in kind.modes_in]
        if "clause" in kind.modes_in:
            yield f"Other modes: the first that words of {lists} give in {', else in '.join(parts)}."
        else:
            yield f"Other modes: those that words of {lists} give in {' or '.join(parts)}."
    if kind.acled_by_act:
        yield "ACLED by the act that the words name, if it is an assault."
    if kind.future_cameo is not None:
        yield f"Announced: CAMEO {kind.future_cameo}."


def _conditions(rule: Rule) -> Iterator[str]:
    for name in rule.words:
        yield f"trigger or means say *{name}*"
    if rule.clause is not None:
        yield f"the rest of the sentence says *{rule.clause}*"
    if rule.who is not None:
        yield f"an actor is called *{rule.who}*"
    if rule.actor:
        yield f"an actor's kind is {' or '.join(rule.actor)}"
    if rule.status:
        yield f"status is {' or '.join(rule.status)}"
    yield from (_GIVEN[name] for name in rule.given)


def _settings(cells: Cells) -> Iterator[str]:
    if cells.plover is not None:
        yield f"PLOVER {cells.plover or 'none'}"
    if cells.mode is not None:
        yield f"mode {', '.join(cells.mode) or 'none'}"
    if cells.cameo is not None:
        yield f"CAMEO {cells.cameo or 'none'}"
    if cells.acled is not None:
        yield f"ACLED {_acled_cell(cells.acled) if cells.acled else 'none'}"


def _plover() -> Iterator[str]:
    yield "## PLOVER categories\n"
    rows = [
        (c.name, c.meaning, f"{c.quad} {v.QUADS[c.quad]}", c.recipient, ", ".join(c.modes) or "-")
        for c in v.CATEGORIES.values()
    ]
    yield from _table(("category", "meaning", "quad", "recipient", "modes"), rows)


def _acled() -> Iterator[str]:
    yield "## ACLED types\n"
    yield from _table(("type", "sub-event types"), [(name, "; ".join(subs)) for name, subs in v.ACLED.items()])
    yield "An event that is coded by the act:\n"
    yield from _table(("mode", "type"), [(mode, _acled_cell(cell)) for mode, cell in ACTS.items()])


def _word_lists() -> Iterator[str]:
    yield "## Word lists\n"
    yield "`*` stands for any ending, a space for white space or a hyphen.\n"
    yield from _table(("list", "words"), [(f"*{name}*", _words(words)) for name, words in WORDS.items()])
    yield "Lists that give a mode:\n"
    rows = [(f"*{name}*", mode, _words(words)) for name, table in MODE_WORDS.items() for mode, words in table.items()]
    yield from _table(("list", "mode", "words"), rows)
    yield "Groups:\n"
    yield from _table(("group", "members"), [(name, ", ".join(members)) for name, members in GROUPS.items()])


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _values() -> Iterator[str]:
    yield "## Values\n"
    for name, table in meanings()["values"].items():
        yield f"### {name}\n"
        yield from _table(("value", "meaning"), [(f"`{value}`", said) for value, said in table.items()])


def _keys() -> Iterator[str]:
    yield "## Keys of the extraction format\n"
    for name, table in meanings().items():
        if name != "values":
            yield f"### {name}\n"
            yield from _table(("key", "meaning"), [(f"`{key}`", said) for key, said in table.items()])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, followed by an empty line."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
