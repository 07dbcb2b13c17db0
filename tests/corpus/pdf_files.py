"""PDFs: ten layouts, each of five reports."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, A6, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from tests.corpus.label import UNKNOWN, File, Label
from tests.corpus.reports import Report
from tests.pdfs import SIZE, wrapped

_MARGIN, _GUTTER = 56.0, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How pages are set; `head` and `foot` stand on each, with ``{n}`` for its number."""

    size: tuple[float, float] = A4
    columns: int = 1
    head: str = ""
    foot: str = ""
    font: str = "Times-Roman"
    points: float = SIZE
    indent: float = 0
    between: float = 7
    parted: bool = False
    justified: bool = True
    properties: tuple[str, str] = ("", "")  # title and author

    @property
    def body(self) -> ParagraphStyle:
        """The style of paragraphs."""
        return ParagraphStyle(
            "body",
            fontName=self.font,
            fontSize=self.points,
            leading=self.points * 1.25,
            firstLineIndent=self.indent,
            spaceAfter=self.between,
            alignment=TA_JUSTIFY if self.justified else 0,
        )

    def line(self, words: str, points: float, **more: Any) -> Paragraph:
        """A line of the head, bold if it is large."""
        bold = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}[self.font]
        style = ParagraphStyle(
            "line",
            parent=self.body,
            alignment=0,
            fontName=bold if points > 12 else self.font,
            fontSize=points,
            leading=points * 1.2,
            firstLineIndent=0,
            spaceAfter=8,
        )
        return Paragraph(_escaped(words), style.clone("line", **more))

    def paragraphs(self, report: Report) -> list[Flowable]:
        """The paragraphs of a report."""
        return [Paragraph(self._lines(words), self.body) for words in report.paragraphs]

    def _lines(self, words: str) -> str:
        if not self.parted:
            return _escaped(words)
        return "<br/>".join(map(_escaped, wrapped(_parted(words), self.width - self.indent - 1)))

    @property
    def width(self) -> float:
        """The width of a column."""
        return (self.size[0] - 2 * _MARGIN - _GUTTER * (self.columns - 1)) / self.columns


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _parted(words: str) -> str:
    """Long words with places where they may be parted at the end of a line."""
    return " ".join(
        f"{word[: len(word) // 2]}¬{word[len(word) // 2 :]}" if len(word) >= 7 and word.isalpha() else word
        for word in words.split()
    )


def set_pages(setting: Setting, story: Sequence[Flowable]) -> bytes:
    """The PDF of a story."""
    made = io.BytesIO()
    width, height = setting.size
    lefts = [_MARGIN + n * (setting.width + _GUTTER) for n in range(setting.columns)]
    frames = [Frame(left, 60, setting.width, height - 130, 0, 0, 0, 0) for left in lefts]

    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(setting.font, 8)
        canvas.drawString(_MARGIN, height - 40, setting.head.format(n=document.page))
        canvas.drawCentredString(width / 2, 32, setting.foot.format(n=document.page))

    title, author = setting.properties
    document = BaseDocTemplate(made, pagesize=setting.size, title=title or None, author=author or None, invariant=1)
    document.addPageTemplates([PageTemplate("all", frames, onPage=running)])
    document.build(list(story))
    return made.getvalue()


def written(day: date, style: str) -> str:
    """A day in one of the ways in which reports write it."""
    return {
        "long": f"{day:%A}, {day.day} {day:%B %Y}",
        "american": f"{day:%B} {day.day}, {day.year}",
        "iso": day.isoformat(),
        "short": f"{day.day} {day:%b} {day.year}",
        "shouted": f"{day.day} {day:%B %Y}".upper(),
        "labelled": f"Published: {day.day} {day:%B %Y}",
    }[style]


Layout = Callable[[Report], tuple[bytes, Label]]


def _label(report: Report, *beside: str, dated: bool = True) -> Label:
    day, basis = (report.day, "text") if dated else UNKNOWN
    return Label(
        report=report,
        title=report.title,
        outlet=None,
        day=day,
        basis=basis,  # type: ignore[arg-type]  # one of the literals
        beside=(report.title, report.outlet, *beside),
    )


def plain(report: Report) -> tuple[bytes, Label]:
    """Title, date, text, in one column."""
    setting, day = Setting(), written(report.day, "long")
    story = [setting.line(report.title, 18), setting.line(day, 10), *setting.paragraphs(report)]
    return set_pages(setting, story), _label(report, day)


def paper(report: Report) -> tuple[bytes, Label]:
    """Two columns with words parted, the date in the head of all pages."""
    day = written(report.day, "long")
    head = f"{report.outlet}  |  {day}  |  Page {{n}}"
    setting = Setting(columns=2, justified=False, parted=True, head=head, size=LETTER)
    story = [setting.line(report.title, 16), *setting.paragraphs(report)]
    return set_pages(setting, story), _label(report, head.format(n=1))


def agency(report: Report) -> tuple[bytes, Label]:
    """The outlet over all, the date with a label, page numbers at the foot."""
    day = written(report.day, "labelled")
    setting = Setting(font="Helvetica", points=10, foot="{n}", justified=False)
    story = [setting.line(report.outlet, 11), setting.line(report.title, 17), setting.line(day, 9)]
    return set_pages(setting, [*story, *setting.paragraphs(report)]), _label(report, day, "1 2 3")


def office(report: Report) -> tuple[bytes, Label]:
    """A date as computers write it, at the right, over the title."""
    setting, day = Setting(font="Helvetica", foot="Page {n} of 3"), written(report.day, "iso")
    story = [setting.line(day, 9, alignment=TA_RIGHT), setting.line(report.title, 15)]
    return set_pages(setting, [*story, *setting.paragraphs(report)]), _label(report, day, "Page 1 2 3 of 3")


def magazine(report: Report) -> tuple[bytes, Label]:
    """Three narrow columns with words parted, a byline, an American date."""
    day = written(report.day, "american")
    setting = Setting(columns=3, justified=False, parted=True, size=LETTER)
    story = [setting.line(report.title, 14), setting.line(f"By our correspondent  {day}", 9)]
    return set_pages(setting, [*story, *setting.paragraphs(report)]), _label(report, day, "By our correspondent")


def book(report: Report) -> tuple[bytes, Label]:
    """Small pages, paragraphs told by their indent alone, running heads, words parted."""
    day = written(report.day, "short")
    setting = Setting(
        size=A6, indent=14, between=0, justified=False, parted=True, head=report.outlet + "  {n}", foot=""
    )
    story = [setting.line(report.title, 15), setting.line(day, 10), *setting.paragraphs(report)]
    return set_pages(setting, story), _label(report, day, "1 2 3 4 5 6")


def foot_dated(report: Report) -> tuple[bytes, Label]:
    """The date at the end of the text."""
    setting, day = Setting(size=A6, points=12), written(report.day, "labelled")
    story = [setting.line(report.title, 16), *setting.paragraphs(report), Spacer(1, 14), setting.line(day, 9)]
    return set_pages(setting, story), _label(report, day)


def undated(report: Report) -> tuple[bytes, Label]:
    """No date but those of the text; the properties hold the title, and a day of making that dates nothing."""
    setting = Setting(properties=(report.title, report.outlet))
    bare = replace(report, paragraphs=tuple(p for p in report.paragraphs))
    story = [setting.line(report.title, 18), *setting.paragraphs(bare)]
    return set_pages(setting, story), _label(report, dated=False)


def with_side(report: Report) -> tuple[bytes, Label]:
    """A PDF whose side file says title, outlet and day."""
    setting = Setting(font="Helvetica", properties=("Microsoft Word - final2.doc", "admin"), justified=False)
    label = replace(_label(report), outlet=report.outlet, basis="metadata")
    return set_pages(setting, setting.paragraphs(report)), label


def shouted(report: Report) -> tuple[bytes, Label]:
    """Masthead, date in capitals, title; large letters on small pages, so that there are many pages."""
    day = written(report.day, "shouted")
    setting = Setting(size=A6, points=13, foot="- {n} -", head="{n}")
    story = [setting.line(report.outlet.upper(), 20), setting.line(day, 9), setting.line(report.title, 16)]
    label = _label(report, day, report.outlet.upper(), "1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8")
    return set_pages(setting, [*story, *setting.paragraphs(report)]), label


LAYOUTS: tuple[Layout, ...] = (
    plain, paper, agency, office, magazine, book, foot_dated, undated, with_side, shouted,
)  # fmt: skip


def pdf_files(reports: Sequence[Report], each: int) -> list[File]:
    """`each` files of every layout, over all reports in turn."""
    made = []
    for number, layout in enumerate(LAYOUTS):
        for turn in range(each):
            report = reports[(number + turn * 3) % len(reports)]
            content, label = layout(report)
            side = _side(report) if layout is with_side else {}
            made.append(File(name=f"pdf-{layout.__name__}-{turn}.pdf", content=content, documents=(label,), side=side))
    return made


def _side(report: Report) -> dict[str, str]:
    return {"title": report.title, "outlet": report.outlet, "published": report.day.isoformat(), "language": "en"}
