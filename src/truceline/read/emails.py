"""E-mail messages: the body is a report; attachments go to the readers of their own formats."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO

from truceline.errors import ReadError
from truceline.read import options
from truceline.read.build import Draft
from truceline.read.decode import decode_page, decode_stated
from truceline.read.fragments import fragment_text
from truceline.read.kinds import Kind, kind_of, kind_of_media_type
from truceline.read.metadata import Metadata
from truceline.read.source import Item, Names, Source, not_read

_ALONGSIDE = ("image/", "multipart/", "application/pgp", "application/pkcs7", "text/calendar", "message/delivery")
_FEW = 0.5


def message_parts(source: Source) -> Iterator[Item]:
    """The body of a message, then its attachments as documents of their own: ``mail.eml!report.pdf``.

    Title: the subject. Outlet: the name of the sender. Day: that of the header ``Date``, in the sender's time zone.
    They are not those of attachments, which may be older and by others. Of a body in two forms the plain one is read,
    unless it has less than half of the words of the HTML. Pictures, signatures and calendars are passed over.

    Raises:
        ReadError: ``too_many_members``, ``too_large``, ``empty_file`` or ``no_text``.
    """
    raw = source.whole(2 * options.LIMIT)  # attachments are written with a third more bytes
    if not raw.strip():
        raise ReadError(source.path, "empty_file", f"{source.path} is empty: save the message again, or leave it out")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        parts = _parts(message, source.path)
    except RecursionError:
        raise _too_many(source.path) from None
    inline = [part for part in parts if _is_body(part)]
    attached = [part for part in parts if not _is_body(part) and not _alongside(part)]
    draft = _body(message, inline, source)
    if draft is not None:
        yield draft
    elif not attached:
        raise ReadError(
            source.path, "no_text", f"{source.path} is a message without words: nothing to read, leave it out"
        )
    names = Names()
    for number, part in enumerate(attached, 1):
        name = _name(part)
        path = names.path(source.path, "!", name if name else f"part {number}")
        kind = _kind(part, name)
        if kind == "unknown":
            yield not_read(path)
        else:
            yield source.member(path, kind, BytesIO(_bytes(part)), charset=part.get_content_charset())


def _parts(message: Message, path: str) -> list[Message]:
    """Parts that hold something themselves; a message within the message is one part."""
    found: list[Message] = []
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > options.PARTS:
            raise _too_many(path)
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() != "message":
            waiting.extend(reversed([inner for inner in payload if isinstance(inner, Message)]))
        else:
            found.append(part)
    return found


def _is_body(part: Message) -> bool:
    plain = part.get_content_type() in ("text/plain", "text/html")
    return plain and part.get_content_disposition() != "attachment" and not part.get_filename()


def _alongside(part: Message) -> bool:
    return part.get_content_type().startswith(_ALONGSIDE) and kind_of(_name(part) or "") == "unknown"


def _body(message: Message, parts: list[Message], source: Source) -> Draft | None:
    """The draft of the body; ``None`` if the message has no words of its own."""
    texts = {"text/plain": "", "text/html": ""}
    raws = {"text/plain": b"", "text/html": b""}
    for part in parts:
        kind, raw, charset = part.get_content_type(), _bytes(part), part.get_content_charset()
        if kind == "text/html":
            text = fragment_text(decode_page(raw, source.path, charset))
        else:
            text = decode_stated(raw, source.path, charset) if raw.strip() else ""
        texts[kind] = "\n\n".join(words for words in (texts[kind], text) if words.strip())
        raws[kind] = b"\n\n".join(piece for piece in (raws[kind], raw) if piece.strip())
    plain, page = len(texts["text/plain"].split()), len(texts["text/html"].split())
    kind = "text/html" if plain < _FEW * page else "text/plain"
    if not texts[kind].strip():
        return None
    stated = Metadata(title=_header(message, "Subject"), outlet=_sender(message), published=_day(message))
    return Draft(
        path=source.path,
        text=texts[kind],
        raw=raws[kind],
        media_type=kind,
        given=source.metadata().over(stated),
    )


def _kind(part: Message, name: str | None) -> Kind:
    """Format of an attachment: by its name, else by its media type."""
    by_name = "unknown" if name is None else kind_of(name)
    return by_name if by_name != "unknown" else kind_of_media_type(part.get_content_type())


def _bytes(part: Message) -> bytes:
    """What a part holds, decoded; of a message within the message, the message."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return inner[0].as_bytes() if inner and isinstance(inner[0], Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name(part: Message) -> str | None:
    name = part.get_filename()
    return _decoded(name) if name else None


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return None if value is None else _decoded(str(value)) or None


def _decoded(value: str) -> str:
    """A header with its encoded words decoded, on one line."""
    bare = value[: options.HEADER_LIMIT]
    try:
        bare = str(make_header(decode_header(bare)))
    except (HeaderParseError, LookupError, ValueError):
        pass
    return " ".join(bare.split())


def _sender(message: Message) -> str | None:
    """The name that the sender gives; an address alone is no outlet."""
    value = message.get("From")
    if value is None:
        return None
    try:
        name, _ = parseaddr(str(value)[: options.HEADER_LIMIT])
    except RecursionError:
        return None
    return _decoded(name) or None


def _day(message: Message) -> date | None:
    value = message.get("Date")
    if value is None:
        return None
    try:
        return parsedate_to_datetime(str(value)[:100]).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _too_many(path: str) -> ReadError:
    message = f"{path} holds more than {options.PARTS:,} parts, or parts nested too deeply: save its attachments apart"
    return ReadError(path, "too_many_members", message)
