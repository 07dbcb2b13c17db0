"""The evaluate room: the whole pipeline scored on annotated data, such as users get it and in their own files too.

Each kind of data has a module with a function `score`; what a number means stands at its head. Texts become documents
with the date that the data give as publication date and go through `truceline.pipeline.understood`, like any report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from truceline.errors import UsageError
from truceline.evaluate.report import Report, Scores
from truceline.evaluate.texts import Options

__all__ = ["KINDS", "Options", "Report", "evaluate"]

KINDS = ("conflict", "plover", "muc", "shootings", "incidents", "timeml", "seeds", "followed")
_PAIR = 2


def evaluate(paths: Sequence[Path], kind: str, options: Options) -> Report:
    """Scores the pipeline on the data at `paths`.

    Args:
        paths: one file or folder; for `conflict` also the items and the annotations as two files.
        kind: one of `KINDS`.
        options: which part, how much of it, with how many processes.

    Raises:
        UsageError: the data are missing or not in the format of their kind.
    """
    from truceline.pipeline import version

    if len(paths) > (_PAIR if kind == "conflict" else 1):
        raise UsageError(
            f"{len(paths)} paths given; --as {kind} takes one (conflict: a folder, or items and annotations)"
        )
    if options.gold is not None and kind != "followed":
        raise UsageError(f"--gold: data of the kind {kind} hold their answers; leave the option out")
    for path in (*paths, *([] if options.gold is None else [options.gold])):
        if not path.exists():
            raise UsageError(f"{path}: is not there; give the file or folder of the data")
    scores = _scorer(kind)(paths, options)
    if scores.documents == 0:
        raise UsageError(f"{paths[0]}: nothing to score in the part {options.split}; try --split all")
    used = version()
    name = paths[0].resolve().name
    return Report(
        kind=kind,
        data=name,
        split=options.split,
        limit=options.limit,
        software=used.software,
        model=used.models["encoder"],
        scores=scores,
    )


def _scorer(kind: str) -> Callable[[Sequence[Path], Options], Scores]:
    """The scorer of a kind; only this one is loaded."""
    match kind:
        case "conflict":
            from truceline.evaluate import conflict

            return conflict.score
        case "plover":
            from truceline.evaluate import plover

            return plover.score
        case "muc":
            from truceline.evaluate import muc

            return muc.score
        case "shootings":
            from truceline.evaluate import shootings

            return shootings.score
        case "incidents":
            from truceline.evaluate import incidents

            return incidents.score
        case "timeml":
            from truceline.evaluate import timeml

            return timeml.score
        case "seeds":
            from truceline.evaluate import seeds

            return seeds.score
        case "followed":
            from truceline.evaluate import followed

            return followed.score
        case _:
            raise UsageError(f"--as {kind}: not a kind of data; choose one of {', '.join(KINDS)}")
