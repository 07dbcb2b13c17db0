"""A list of findings of one text: a sequence that can be asked by id and made a frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar, overload

from truceline.api.findings import Days, Figure, Mention
from truceline.api.frames import Library, frame
from truceline.api.passages import Passage
from truceline.errors import UsageError

T = TypeVar("T")


class Listing(Sequence[T], Generic[T]):
    """Findings of one kind, in the order of the text.

    >>> import truceline
    >>> found = truceline.extract("Shelling killed 12 civilians in Basra on Monday.", published="2008-04-01")
    >>> len(found.events), found.events[0] is found.events["E1"]
    (1, True)
    >>> found.figures.to_frame()[["kind", "low", "best", "high", "passage"]].values.tolist()
    [['killed', 12, 12, 12, 'Shelling killed 12 civilians in Basra on Monday.']]
    """

    def __init__(self, table: str, rows: Iterable[T]) -> None:
        self._table, self._rows = table, tuple(rows)

    @overload
    def __getitem__(self, index: int | str) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | str | slice) -> T | Sequence[T]:
        if not isinstance(index, str):
            return self._rows[index]
        found = next((row for row in self._rows if getattr(row, "id", None) == index), None)
        if found is None:
            raise UsageError(f"{index}: there is none with this id among the {self._table}")
        return found

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return repr(list(self._rows))

    def to_frame(self, frames: Library | None = None) -> Any:
        """The list as a frame of pandas, or of Polars if only that is installed or `frames` says so.

        Columns are named as in a record (`Record.codebook`); names stand joined by "; ".

        Raises:
            MissingPackage: neither is installed.
        """
        from truceline.api.tables import table

        without = RECORD_ONLY | ({"id"} if self._table in _WITHOUT_ID else set())
        columns = [column for column in table(self._table).columns if column.name not in without]
        rows = ([_flat(row).get(column.name) for column in columns] for row in self._rows)
        return frame(columns, rows, frames)


RECORD_ONLY = frozenset(
    "document_id position review happening_id canonical_id part_of_id sentence outlet published standing replaced_by_id"
    " root excluded reliability credibility".split()
)  # columns of what holds over reports, or of what people decided
_WITHOUT_ID = ("figures", "time", "wordings")
_DAYS = ("date", "start", "end")


def _flat(row: object) -> Mapping[str, object]:
    """One finding as cells with the names of the record's columns."""
    assert is_dataclass(row)
    cells: dict[str, object] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in _DAYS:
            cells |= _days(field.name, value)
        elif field.name == "duration" and not isinstance(value, str):
            cells |= {"duration": None if value is None else value.duration}
            cells |= {"duration_text": None if value is None else value.text}
        elif field.name == "codes":
            cells |= {name: getattr(value, name) for name in ("plover", "plover_mode", "quad", "cameo")}
            cells |= {"acled_type": value.acled_type, "acled_sub_type": value.acled_sub_type}
        elif isinstance(value, tuple):
            cells[field.name] = tuple(dict.fromkeys(_said(part) for part in value))
        elif field.name == "speaker":
            cells |= {"speaker": None if value is None else value.name}
            cells |= {"speaker_text": None if value is None else value.text}
            cells |= {"speaker_id": None if value is None or value.actor is None else value.actor.id}
        elif isinstance(value, Passage):
            cells[field.name] = " ".join(value.sentence.split())
        else:
            cells[field.name] = value
    return cells | _further(row, cells.get("times"))


def _days(name: str, value: Days | None) -> dict[str, object]:
    parts = ("earliest", "latest", "precision", "basis", "text")
    return {f"{name}_{part}": None if value is None else getattr(value, part) for part in parts}


def _said(part: object) -> str:
    if isinstance(part, Passage):
        return part.text
    return part.name if isinstance(part, Mention) else str(getattr(part, "text", part))


def _further(row: object, times: object) -> dict[str, object]:
    """What the record calls otherwise, or works out."""
    text = getattr(row, "text", None)
    further: dict[str, object] = {"verbatim": text} if isinstance(row, Figure) else {"content": text}
    passage = getattr(row, "passage", None) or next(iter(getattr(row, "passages", ())), None)
    places = [mention.place for mention in getattr(row, "places", ()) if mention.place is not None]
    countries = dict.fromkeys(place.country for place in places if place.country is not None)
    provinces = dict.fromkeys(place.admin1 for place in places if place.admin1 is not None)
    said = None if passage is None else " ".join(passage.sentence.split())
    where = {"countries": tuple(countries), "admin1s": tuple(provinces)}
    return further | where | {"passage": said, "retells_id": getattr(row, "retells", None), "time_text": times}
