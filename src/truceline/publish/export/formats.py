"""All formats that a record can be exported in: one line each, in the order in which they are listed."""

from __future__ import annotations

from truceline.publish.export.acled import ACLED
from truceline.publish.export.ceasefires import CEASEFIRES
from truceline.publish.export.ged import GED
from truceline.publish.export.ibc import IBC
from truceline.publish.export.plover import PLOVER
from truceline.publish.export.polecat import POLECAT
from truceline.publish.export.writing import Format

FORMATS: tuple[Format, ...] = (
    ACLED,
    GED,
    PLOVER,
    POLECAT,
    CEASEFIRES,
    IBC,
)
