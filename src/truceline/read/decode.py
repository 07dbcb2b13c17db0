"""Bytes to text: which encoding, and when to refuse.

The rules, in order:

1. A byte order mark decides (UTF-8, UTF-16, UTF-32) and is removed.
2. NUL bytes or the first bytes of a known binary format: refused as ``binary_file``.
3. Valid UTF-8 is UTF-8. If only the last character is cut off, as happens when a download stops, the text is read with
   U+FFFD in its place: nothing else is lost. If bytes are broken elsewhere but most of the non-ASCII characters are
   good UTF-8, the file is damaged UTF-8 and refused as ``truncated_utf8``, because words may be missing inside.
4. Anything else is an older encoding: Windows-1252 if few bytes are non-ASCII, otherwise charset-normalizer's guess.
"""

from __future__ import annotations

import codecs
import re

from truceline.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GZIP = b"\x1f\x8b"
_BINARY = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office file (docx, xlsx, odt)",
    b"\xd0\xcf\x11\xe0": "an old office file (doc, xls)",
    b"{\\rtf": "an RTF file",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_GUESS_BYTES = 64 * 1024
_FEW = 0.10


def mark(raw: bytes) -> tuple[int, str | None]:
    """Length of the byte order mark at the start, and the encoding that it names."""
    for signature, encoding in _MARKS:
        if raw.startswith(signature):
            return len(signature), encoding
    return 0, None


def decode(raw: bytes, path: str) -> str:
    """The text of a file.

    Raises:
        ReadError: ``binary_file``, ``truncated_utf8`` or ``unknown_encoding``, as said at the top of this module.
    """
    skip, encoding = mark(raw)
    if encoding is not None and encoding != "utf-8":
        return raw[skip:].decode(encoding, errors="replace")
    refuse_binary(raw, path)
    body = raw[skip:]
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if _only_the_end(body, error):
            return body.decode("utf-8", errors="replace")
        if encoding == "utf-8" or _mostly_utf8(body):
            raise ReadError(path, "truncated_utf8", _broken(body, error)) from None
    return _older(body, path)


def decode_page(raw: bytes, path: str, stated: str | None = None) -> str:
    """The source of an HTML page: the encoding `stated` beside it, else the one that it declares, if its bytes agree;
    otherwise as `decode`."""
    skip, _ = mark(raw)
    declared = _DECLARED.search(raw[:4096]) if not skip else None
    names = (stated, None if declared is None else declared.group(1).decode("ascii", errors="replace"))
    for name in () if skip else names:
        text = _as_said(raw, name)
        if text is not None:
            return text
    return decode(raw, path)


def decode_stated(raw: bytes, path: str, stated: str | None) -> str:
    """A text whose encoding is `stated` beside it: that, if its bytes agree; otherwise as `decode`."""
    text = None if mark(raw)[0] else _as_said(raw, stated)
    return decode(raw, path) if text is None else text


def _as_said(raw: bytes, name: str | None) -> str | None:
    """Text in the encoding called `name`; ``None`` if there is no such encoding of texts or the bytes are not in it."""
    if name is None:
        return None
    try:
        return raw.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1") else name)
    except (LookupError, ValueError):
        return None


def decode_row(raw: bytes) -> str:
    """One row of a JSON Lines or CSV file: UTF-8, otherwise Windows-1252 as Excel writes it; never fails.

    Rows are decoded one by one because a file of many makers' rows may mix the two.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if _mostly_utf8(raw):
            return raw.decode("utf-8", errors="replace")
        return raw.decode("cp1252", errors="replace")


def refuse_binary(raw: bytes, path: str) -> None:
    """Raises `ReadError` ``binary_file`` if these are not the bytes of a text."""
    if raw.startswith(GZIP):
        rows = ".jsonl.gz, .ndjson.gz, .json.gz or .csv.gz"
        message = (
            f"{path} is packed with gzip: only tables of reports ({rows}) are read so; unpack it and read what it holds"
        )
        raise ReadError(path, "binary_file", message)
    kind = next((kind for signature, kind in _BINARY.items() if raw.startswith(signature)), None)
    if kind is None and b"\0" in raw:
        kind = "a binary file (it holds NUL bytes)"
    if kind is not None:
        message = f"{path} is {kind}, not a text: save or export its words as plain text (.txt) and read that file"
        raise ReadError(path, "binary_file", message)


def _only_the_end(raw: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == "unexpected end of data" and error.end == len(raw)


def _mostly_utf8(raw: bytes) -> bool:
    """True if good UTF-8 characters beyond ASCII are at least as many as broken bytes."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - broken
    return good > 0 and good >= broken


def _broken(raw: bytes, error: UnicodeDecodeError) -> str:
    line = raw.count(b"\n", 0, error.start) + 1
    return (
        f"the text is damaged UTF-8, first at byte {error.start} (line {line}): words may be missing there; "
        "fetch the file again, or open it in an editor and save it as UTF-8"
    )


def _older(raw: bytes, path: str) -> str:
    """Text in an encoding from before UTF-8."""
    if len(_NOT_ASCII.findall(raw)) <= _FEW * len(raw):
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes  # slow to use, seldom needed

    guess = from_bytes(raw[:_GUESS_BYTES]).best()
    if guess is None:
        message = f"the encoding of {path} was not recognised: open it in an editor and save it as UTF-8"
        raise ReadError(path, "unknown_encoding", message)
    return raw.decode(guess.encoding, errors="replace")
