"""Every error that truceline raises on purpose.

TrucelineError
├── UsageError        the call itself is wrong (exit status 2)
│   ├── ChangedMeanwhile  a decision on a record that is not any more as the person saw it
│   ├── MissingPackage    a package that is no part of truceline and is not installed
│   └── BadFile           a file of the user that cannot be used; names every line that is wrong
│       ├── BadRegister       … of actors
│       ├── BadPlaces         … of places
│       └── BadLabels         … of labels
├── ReadError         one document cannot be read; the rest go on
├── EvidenceError     a passage does not say what a cell holds
├── GazetteerError    the gazetteer cannot be built or read
└── StoreError        the record file cannot be used (exit status 3)
    ├── NotARecord        the file is no truceline record
    ├── NewerRecord       written by a newer version
    ├── RecordBusy        another process is writing
    └── BrokenRecord      a hash, a chain or a passage does not hold
"""

from __future__ import annotations

from collections.abc import Mapping


class TrucelineError(Exception):
    """Base of all; the message says what, where, and what to do next."""


class UsageError(TrucelineError):
    """The call itself is wrong."""


class ChangedMeanwhile(UsageError):
    """A record is not any more as the person saw it who decides on it; nothing was put down.

    Args:
        record_id: the record.
        now: the cells that were compared, as they are now; empty if the record is gone.
        fields: those that differ from what the person saw.
        decision: number, person and time (ISO 8601) of the decision that changed it; ``None`` if none did.
    """

    def __init__(
        self,
        record_id: str,
        now: Mapping[str, object],
        fields: tuple[str, ...],
        decision: tuple[int, str, str] | None,
    ) -> None:
        said = ", ".join(f"{name} is now {now.get(name)!r}" for name in fields) if now else "it does not stand any more"
        by = "" if decision is None else f", by decision {decision[0]} of {decision[1]}"
        super().__init__(f"{record_id}: was changed meanwhile: {said}{by}; look at it again and decide anew")
        self.record_id = record_id
        self.now = now
        self.fields = fields
        self.decision = decision


class MissingPackage(UsageError):
    """A package that truceline does not need itself, such as pandas or spaCy, is asked for and not installed."""


_SHOWN = 40  # problems of a file that are printed


class BadFile(UsageError):
    """A file of the user's own actors or places cannot be used, and nothing of it is.

    Args:
        problems: what is wrong, each with its file and line.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        more = f"and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        shown = (*problems[:_SHOWN], *((more,) if more else ()))
        super().__init__("\n".join((*shown, "nothing of this was loaded; correct it and try again")))
        self.problems = problems


class BadRegister(BadFile):
    """An actor file cannot be used."""


class BadPlaces(BadFile):
    """A file of places cannot be used."""


class BadLabels(BadFile):
    """A file of labels cannot be used."""


class ReadError(TrucelineError):
    """One document cannot be read.

    Args:
        path: the file, as the user named it.
        code: a short stable name of the cause, such as ``empty_file``.
        message: what is wrong and what to do.
    """

    def __init__(self, path: str, code: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.code = code
        self.message = message


class EvidenceError(TrucelineError):
    """A passage does not say what a cell holds."""


class GazetteerError(TrucelineError):
    """The gazetteer cannot be built or read."""


class StoreError(TrucelineError):
    """The record file cannot be used."""


class NotARecord(StoreError):
    """The file is no truceline record."""


class NewerRecord(StoreError):
    """The record was written by a newer version of truceline."""


class RecordBusy(StoreError):
    """Another process is writing to the record."""


class BrokenRecord(StoreError):
    """A hash, a chain or a passage of the record does not hold."""
