"""``truceline agreement``: how far coders agree, by field."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.cli.options import DEFAULT_RECORD, AsCsv, AsJson, RecordFile
from truceline.cli.output import one_form, write_rows

if TYPE_CHECKING:
    from truceline.model.samples import Sample
    from truceline.record import Store

_BRIEF = (
    "sample", "table", "field", "items", "raw", "kappa", "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high",
    "scale", "note",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline agreement --sample 1 --record conflict.db --csv")(agreement)


def agreement(
    sample: Annotated[int | None, typer.Option(help="Number of one sample; all if not given.")] = None,
    coder: Annotated[
        list[str] | None, typer.Option(help="Compare only these coders; give it twice for two.", metavar="NAME")
    ] = None,
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say how far coders agree on a sample: raw, Cohen's kappa, Krippendorff's alpha (docs/reviewing.md)."""
    from truceline.record import Store
    from truceline.record.views import samples as kept

    one_form(as_json, as_csv)
    with Store.open(record) as store:
        chosen = kept.samples(store) if sample is None else (kept.sample(store, sample),)
        rows = [row for one in chosen for row in _rows(store, one, tuple(coder or ()), alone=sample is not None)]
    if not write_rows(rows, _BRIEF, as_json, as_csv):
        sys.stderr.write("no sample has been coded by two people; `truceline sample draw` draws one\n")


def _rows(store: Store, sample: Sample, coders: tuple[str, ...], *, alone: bool) -> Iterator[dict[str, Any]]:
    """The rows of one sample; among all samples, one that these coders have not coded is passed over."""
    from truceline.review import comparing

    judged = comparing.judged(store, sample)
    known = comparing.coders_of(judged)
    if not alone and (len(known) < 2 or not set(coders) <= set(known)):
        return
    for one in comparing.agreements(judged, coders, seed=sample.seed):
        yield {
            "sample": sample.number,
            "table": one.table,
            "field": one.field or "(all)",
            "items": one.items,
            "raw": _rounded(one.raw),
            "kappa": _rounded(one.kappa.value),
            "kappa_low": _rounded(one.kappa.low),
            "kappa_high": _rounded(one.kappa.high),
            "alpha": _rounded(one.alpha.value),
            "alpha_low": _rounded(one.alpha.low),
            "alpha_high": _rounded(one.alpha.high),
            "scale": one.scale,
            "note": one.note,
            "coders": list(one.coders),
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
