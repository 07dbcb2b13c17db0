"""What follows from the fields and words of a record that a person adds, worked out as the software does it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from truceline.errors import UsageError
from truceline.model.extraction import Event, Status
from truceline.model.ledger import Quote, Value
from truceline.model.records import TABLES, fields_of
from truceline.model.text import Span
from truceline.model.values import Count
from truceline.model.vocabulary import codes

ReadNumber = Callable[[str], Count | None]
ENTERED = "entered"  # the rule of a number that a person typed
_ENDS = ("low", "best", "high")
_STRETCHES = (
    ("date_earliest", "date_latest", "date_precision"), ("earliest", "latest", "precision"),
    ("start_earliest", "start_latest", "start_precision"), ("end_earliest", "end_latest", "end_precision"),
)  # fmt: skip
# Fields that are words of the report: they must stand in what the person selected.
_WORDS = frozenset(
    {
        "trigger", "text", "verbatim", "content", "who", "cue", "speaker_text", "date_text", "start_text", "end_text",
        "duration_text", "time_text", "means",
    }
)  # fmt: skip


def anchored(what: str, table: str, given: Mapping[str, Value], quotes: Sequence[Quote]) -> dict[str, Value]:
    """The fields with the one that names the record, which are the first words selected where nobody typed it.

    Raises:
        UsageError: a field that holds words of the report holds others than those selected.
    """
    anchor = next(f for f in fields_of(TABLES[table]) if f.name == TABLES[table].anchor)
    values = dict(given)
    if anchor.type is str and not anchor.values and anchor.ref is None:
        values.setdefault(anchor.name, quotes[0].text)
    for name in _WORDS & values.keys():
        value = values[name]
        for words in value if isinstance(value, tuple) else (str(value),):
            if place_of(words, quotes) is None:
                raise UsageError(f"{what}: {name} is {words!r}, which the selected words do not say; select them, too")
    return values


def place_of(words: str, quotes: Sequence[Quote]) -> Span | None:
    """Where the words stand in what a person selected."""
    for quote in quotes:
        if words and (begins := quote.text.find(words)) >= 0:
            return Span(quote.span.start + begins, quote.span.start + begins + len(words))
    return None


def derived(
    what: str,
    table: str,
    values: Mapping[str, Value],
    quotes: Sequence[Quote],
    text: str,
    sentence: Span | None,
    read_number: ReadNumber | None,
) -> dict[str, Value]:
    """The fields that follow from others and that nobody typed.

    Args:
        what: the decision, for messages.
        table: the table of the record.
        values: its fields so far.
        quotes: the words selected.
        text: the text that they stand in.
        sentence: the sentence of the first of them.
        read_number: reads the words of a number.

    Raises:
        UsageError: a figure whose words give no number.
    """
    found = dict(_dates(values))
    if table == "event":
        found |= dict(_codes(values, quotes, text, sentence))
    if table == "figure":
        found |= _number(what, values, read_number)
    names = {f.name for f in fields_of(TABLES[table])}
    if "basis" in names:
        found["basis"] = "stated"
    return {name: value for name, value in found.items() if name in names and name not in values and value != ()}


def _dates(values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """How exactly the days are known: as exactly as they were typed."""
    for earliest, latest, precision in _STRETCHES:
        first, last = values.get(earliest), values.get(latest)
        if first is not None and last is not None:
            yield precision, "day" if first == last else "range"
        elif last is not None:
            yield precision, "before"
        elif first is not None:
            yield precision, "range"
    if "date_earliest" in values or "date_latest" in values:
        yield "date_basis", "stated" if "date_text" in values else "inferred"


def _codes(
    values: Mapping[str, Value], quotes: Sequence[Quote], text: str, sentence: Span | None
) -> Iterator[tuple[str, Value]]:
    """The published codes of an event without parts, by its type, status and words."""
    if not {"type", "status"} <= values.keys():
        return
    status: Status = values["status"]  # type: ignore[assignment]
    means = values.get("means", ())
    places = (place_of(words, quotes) for words in (means if isinstance(means, tuple) else ()))
    event = Event(
        id="", type=str(values["type"]), status=status,
        trigger=place_of(str(values["trigger"]), quotes) or quotes[0].span, sentence=0,
        actor=(), target=(), broker=(), means=tuple(place for place in places if place is not None), place=(), time=(),
        date=None, source=(), figures=(), confidence=1.0, method="",
    )  # fmt: skip
    given = codes(event, {}, text, sentence=sentence)
    for name in ("plover", "plover_mode", "quad", "cameo", "acled_type", "acled_sub_type"):
        if (value := getattr(given, name)) is not None:
            yield name, value


def _number(what: str, values: Mapping[str, Value], read_number: ReadNumber | None) -> dict[str, Value]:
    """The range of a number: by its words, unless a person typed an end of it; a best number alone is exact."""
    if any(name in values for name in _ENDS):
        point = {"low": values["best"], "high": values["best"]} if "best" in values else {}
        if values.get("open") is True:
            point.pop("high", None)
        return point | {"open": "high" not in {**values, **point}, "rule": ENTERED}
    words = str(values.get("verbatim", ""))
    count = None if read_number is None else read_number(words)
    if count is None:
        raise UsageError(f"{what}: no number can be read from {words!r}; give low, best or high")
    ends = {name: getattr(count, name) for name in _ENDS}
    return {name: end for name, end in ends.items() if end is not None} | {"open": count.open, "rule": count.rule}
