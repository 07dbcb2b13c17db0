"""The two doors to a record: open one that is there, or read files into one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from truceline import pipeline
from truceline.api.frames import Library, library
from truceline.api.given import day, own_files
from truceline.api.opened import Opened
from truceline.api.record import Record
from truceline.model.filters import Filter
from truceline.read import ReadOptions
from truceline.read import read as read_files
from truceline.record import Store

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@overload
def open(path: str | os.PathLike[str], frames: Literal["polars"]) -> Record[pl.DataFrame]: ...
@overload
def open(path: str | os.PathLike[str], frames: Literal["pandas"] | None = None) -> Record[pd.DataFrame]: ...
def open(path: str | os.PathLike[str], frames: Library | None = None) -> Record[Any]:
    """Open a record.

    >>> import truceline
    >>> record = truceline.open("demo.db")
    >>> record
    <Record demo.db>
    >>> record.events.columns[:3].tolist()
    ['id', 'document_id', 'position']

    Args:
        path: the file, as `truceline read --record` or `read` made it.
        frames: ``"pandas"`` or ``"polars"``; if not given pandas, or Polars where only that is installed.

    Raises:
        StoreError: there is no such record, or it cannot be used; the message says what to do.
        MissingPackage: the library asked for is not installed.
    """
    if frames is not None:
        library(frames)
    return Record(Opened(Store.open(Path(path))), frames, Filter())


def read(
    paths: str | Path | Iterable[str | Path],
    record: str | os.PathLike[str] = "truceline.db",
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    actors: str | Path | Sequence[str | Path] = (),
    places: str | Path | Sequence[str | Path] = (),
    jobs: int = 1,
    frames: Library | None = None,
) -> Record[Any]:
    """Read files and folders into a record, and open it; what it holds already is not read again.

    Nothing that is wrong with a file raises: `Record.failures` says what and why, `Record.skipped` what was left out.

    >>> import truceline
    >>> from pathlib import Path
    >>> _ = Path("report.txt").write_text("BASRA, March 31 - Shelling killed 12 people on Sunday, police said.")
    >>> record = truceline.read(["report.txt", "lost.txt"], record="mine.db", published="2008-03-31")
    >>> len(record.documents), record.failures["code"].tolist()
    (1, ['not_found'])

    Args:
        paths: files and folders of reports.
        record: the record; it is made if there is none.
        published: day of publication of reports that carry none.
        outlet: outlet of reports that name none.
        actors: files with actors of your own.
        places: files with places of your own.
        jobs: worker processes. With more than 1, a script needs ``if __name__ == "__main__":``.
        frames: see `open`.

    Raises:
        StoreError: the record cannot be used.
        BadFile: something in a file of actors or places is wrong.
    """
    own = own_files(actors, places)
    files = [str(paths)] if isinstance(paths, str | Path) else [str(path) for path in paths]
    with Store.open(Path(record), "create") as store:
        known = pipeline.known(store, own)
        items = read_files(files, ReadOptions(published=day("published", published), outlet=outlet, known=known))
        pipeline.read_into(store, items, jobs=jobs, own=own)
    return open(record, frames)
