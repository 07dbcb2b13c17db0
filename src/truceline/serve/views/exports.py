"""The formats of ``truceline export``: what the filter leaves of the record, its folder packed as one ZIP archive."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from truceline.errors import UsageError
from truceline.record import Store
from truceline.serve.asked import Asked
from truceline.serve.views.export import attached

_PACKED = {"content-encoding": "identity"}  # a ZIP archive gets no smaller on the way


def listed(store: Store, asked: Asked) -> object:
    """Every format, with its meaning in a line."""
    from truceline.publish.export.formats import FORMATS

    return [{"name": one.name, "meaning": one.meaning} for one in FORMATS]


def packed(store: Store, asked: Asked) -> Response:
    """An export in one format. It is made in a temporary folder, which goes when the answer was sent.

    Raises:
        UsageError: there is no such format, nothing meets the filter, a package is not installed, or the disk is full.
    """
    from truceline.publish.export.formats import FORMATS
    from truceline.publish.export.writing import write

    chosen = next((one for one in FORMATS if one.name == asked.path["format"]), None)
    if chosen is None:
        raise UsageError(f"there is no format {asked.path['format']!r}; there are {', '.join(f.name for f in FORMATS)}")
    work = Path(mkdtemp(prefix="truceline-"))
    try:
        folder = work / f"{store.path.stem}-{chosen.name}"
        write(store, chosen, folder, asked.filter)
        archive = work / "export.zip"
        with ZipFile(archive, "w", ZIP_DEFLATED, strict_timestamps=False) as out:
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                out.write(file, file.relative_to(work))
        shutil.rmtree(folder)
    except OSError as error:
        shutil.rmtree(work, ignore_errors=True)
        raise UsageError(f"the export cannot be written to {work.parent} ({error.strerror or error})") from error
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, work, ignore_errors=True)
    headers = attached(store, chosen.name, asked.filter, ".zip") | _PACKED
    return FileResponse(archive, media_type="application/zip", headers=headers, background=gone)
