"""ZIP archives: each member goes to the reader of its own format."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from truceline.errors import ReadError
from truceline.model.text import Failure
from truceline.read.kinds import Kind, kind_of, what_is_read
from truceline.read.metadata import NO_METADATA, SIDE, Metadata, side_metadata, side_path
from truceline.read.options import SIDE_LIMIT
from truceline.read.source import Item, Names, Source, not_read
from truceline.read.zipfiles import ZipArchive

_OFFICE: dict[str, Kind] = {"word/document.xml": "docx", "xl/workbook.xml": "sheet"}


def zip_members(source: Source) -> Iterator[Item]:
    """The members of a ZIP, by name; hidden ones and side files are passed over, as in folders.

    Side files within the archive hold for the members that they stand beside. An office file under another name is
    handed on as what it is.
    """
    archive = ZipArchive(source)
    office = next((kind for name, kind in _OFFICE.items() if archive.find(name) is not None), None)
    if office is not None:
        archive.file.seek(0)
        yield source.read_as(office, archive.file, archive.file)
        return
    names, any_read = Names(), False
    for member in archive.members:
        if member.is_dir() or _hidden(member.filename) or member.filename.endswith(SIDE):
            continue
        path = names.path(source.path, "!", member.filename)
        kind = kind_of(member.filename)
        if kind == "unknown":
            yield not_read(path)
            continue
        any_read = True
        try:
            file_ = archive.open(member, path)
        except ReadError as error:
            yield Failure(error.path, error.code, error.message)
            continue
        yield source.member(path, kind, file_, beside=_beside(archive, member, path))
    if not any_read:
        message = f"{source.path} holds no file that can be read; these are read: {what_is_read()}"
        yield Failure(source.path, "empty_archive", message)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in name.split("/"))


def _beside(archive: ZipArchive, member: zipfile.ZipInfo, path: str) -> Callable[[], Metadata]:
    side = archive.find(side_path(member.filename))
    return (lambda: NO_METADATA) if side is None else partial(_side, archive, side, path)


def _side(archive: ZipArchive, side: zipfile.ZipInfo, path: str) -> Metadata:
    name = side_path(path)
    return side_metadata(archive.open(side, name).read(SIDE_LIMIT), path, name)
