"""Why a figure counts or does not, in words: the part that it has in its range, and what took its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from truceline.model.ledger import Decision
from truceline.model.records import FigureRow

_PLAIN: Mapping[str, str] = {
    "counted": "",
    "hedge": "only opens the upper end",
    "corrected": "corrected by its source",
    "withdrawn": "withdrawn by its source",
    "excluded": "excluded in review",
    "rejected": "rejected in review",
    "unrealised": "not reported as fact",
}


def reasons(
    figures: Iterable[FigureRow], rulings: Mapping[str, str], name: Callable[[FigureRow], str]
) -> Mapping[str, str]:
    """The reason for the standing of every figure, by its id; empty for those that count.

    Args:
        figures: all figures of a record.
        rulings: what people gave as reason, by the id of the record that they ruled on (see `rulings`).
        name: how to name the figure that took another's place.
    """
    by_id = {figure.id: figure for figure in figures}
    return {
        figure.id: _reason(figure, by_id.get(figure.replaced_by_id or ""), rulings, name) for figure in by_id.values()
    }


def _reason(
    figure: FigureRow, other: FigureRow | None, rulings: Mapping[str, str], name: Callable[[FigureRow], str]
) -> str:
    if figure.standing == "superseded" and other is not None:
        return f"not counted: {_superseded(figure, other)}: {name(other)}"
    words = _PLAIN.get(figure.standing, figure.standing)
    if figure.standing in ("excluded", "rejected"):
        said = rulings.get(figure.id) or rulings.get(figure.event_id)
        return f"{words}, {said}" if said else words
    return words if other is None else f"{words}: {name(other)}"


def _superseded(figure: FigureRow, other: FigureRow) -> str:
    if figure.root != other.root:
        return "wounded have died since, a later report has"
    if figure.document_id == other.document_id:
        return "the report has of the same people, or of more"
    return "the same source has in a newer report"


def rulings(standing: Iterable[Decision]) -> Mapping[str, str]:
    """Who excluded or rejected a record, and why, from the decisions that stand; the newest holds."""
    found: dict[str, str] = {}
    for decision in standing:
        whole = decision.field is None and decision.kind == "reject"
        out = decision.field == "excluded" and decision.kind == "correct" and decision.value is True
        if decision.record_id is not None and (whole or out):
            why = f": {decision.reason}" if decision.reason else ""
            found[decision.record_id] = f"by {decision.by}{why}"
    return found
