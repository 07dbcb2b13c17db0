"""How notebooks show results: small pieces of HTML with everything escaped, no script, nothing loaded from anywhere.

Colours are mixed from those of the page, so that a piece is legible in light and dark notebooks; where a notebook
leaves out the style, the order of the text still says everything.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import jinja2


class Shown:
    """Something that a notebook displays by the template of its name."""

    __slots__ = ()
    template: ClassVar[str] = ""

    def __init_subclass__(cls, **more: object) -> None:
        super().__init_subclass__(**more)
        if "template" not in cls.__dict__ and not cls.template:
            cls.template = cls.__name__.lower()

    def _repr_html_(self) -> str:
        return rendered(self.template, it=self)


def rendered(name: str, **values: object) -> str:
    """The piece of HTML that a template gives for some values."""
    return _environment().get_template(f"{name}.html.j2").render(**values)


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    from truceline.publish.dossier import words
    from truceline.publish.dossier.text import oneline, shortened

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("truceline.api", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["line"] = lambda text: oneline(str(text))
    made.filters["short"] = lambda text: shortened(oneline(str(text)), _MOST)
    made.filters["tail"] = lambda text: _tail(oneline(str(text)))
    made.globals["words"] = words
    return made


_MOST = 240  # characters of a sentence on either side of the marked words


def _tail(text: str) -> str:
    """The end of what stands before the marked words."""
    return text if len(text) <= _MOST else f"…{text[-_MOST:].partition(' ')[2]}"
