"""Whatever bytes a file holds and whatever it is called, reading it gives documents and reasons, and never raises."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.made_files import NEWS, SHELLS, answer, docx, mail, page, paragraph, record, rss, xlsx, zipped
from truceline.model.text import Document, Failure, Skipped
from truceline.read import read
from truceline.read.kinds import FORMATS

EXTENSIONS = [extension for format_ in FORMATS for extension in format_.extensions]
ANY_NAME = st.sampled_from([*EXTENSIONS, ".gz", ".jsonl.gz", ".csv.gz", ".warc.gz", ".dat", ""])


def _mail() -> bytes:
    message = mail()
    message.set_content(NEWS)
    message.add_alternative(f"<p>{NEWS}</p>", subtype="html")
    message.add_attachment(zipped({"a.txt": SHELLS}), maintype="application", subtype="zip", filename="a.zip")
    return message.as_bytes()


GOOD: dict[str, bytes] = {
    ".zip": zipped({"a.txt": NEWS, "b.html": page(SHELLS), "c.xml": rss(f"<item><title>{NEWS}</title></item>")}),
    ".docx": docx(paragraph(NEWS) + f"<w:tbl><w:tr><w:tc>{paragraph(SHELLS)}</w:tc></w:tr></w:tbl>", title="x"),
    ".xlsx": xlsx({"S": [["text", "published"], [NEWS, "2005-05-04"], [SHELLS, None]]}),
    ".xml": rss(
        f"<item><title>A</title><pubDate>Wed, 04 May 2005 10:00:00 GMT</pubDate><description>{NEWS}</description></item>"
    ).encode(),
    ".eml": _mail(),
    ".warc": record("warcinfo", "x", b"a") + record("response", "http://l.example/1", answer(page(NEWS))) * 2,
    ".html": page(NEWS).encode(),
}


def outcomes(raw: bytes, extension: str) -> list[Document | Skipped | Failure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{extension}"
        path.write_bytes(raw)
        found = [*read([str(path)]), *read(["-"], stdin=io.BytesIO(raw))]
    for item in found:
        assert isinstance(item, (Document, Skipped, Failure))
        assert item.path.startswith((str(path), "-"))
        if isinstance(item, (Skipped, Failure)):
            assert item.message.strip()
            assert "\n" not in item.message or item.code == "bad_metadata"
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.binary(max_size=400), extension=ANY_NAME)
def test_any_bytes(raw: bytes, extension: str) -> None:
    outcomes(raw, extension)


@pytest.mark.parametrize("extension", GOOD)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_damage_to_a_good_file(extension: str, data: st.DataObject) -> None:
    raw = bytearray(GOOD[extension])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        end = at + data.draw(st.integers(0, 30))
        raw[at:end] = data.draw(st.binary(max_size=30))
    outcomes(bytes(raw), data.draw(st.sampled_from([extension, ".dat"])))


@pytest.mark.parametrize("extension", GOOD)
@pytest.mark.parametrize("other", EXTENSIONS)
def test_a_good_file_under_any_name(extension: str, other: str) -> None:
    assert outcomes(GOOD[extension], other)
