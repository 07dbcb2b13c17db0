"""One text in, everything that it says out: `extract` for one, `extract_many` for many; no record is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from truceline import pipeline
from truceline.api.findings import Actor, Ceasefire, Claim, Days, Event, Figure, Place, Wording
from truceline.api.given import day, own_files, strings
from truceline.api.html import rendered
from truceline.api.listing import Listing
from truceline.api.resolving import Resolver
from truceline.errors import ReadError, UsageError
from truceline.model import extraction as x
from truceline.model.ledger import Reading
from truceline.model.text import Document, Failure, Skipped
from truceline.publish.extraction_json import Json, extraction_dict, failure_dict, skipped_dict
from truceline.read import ReadOptions, read
from truceline.read.written import written

Given = str | Path | Mapping[str, Any]
_LONGEST_NAME = 260  # characters; a text that long is no name of a file
_SHOWN = 12


class Extraction:
    """Everything that was read out of one text.

    Each of the lists below is a `Listing`: a sequence, by number or by id, with `to_frame()`. A text that could not be
    read has empty ones, and `failure` says why.

    >>> import truceline
    >>> text = "Shelling killed 12 civilians in Basra on Monday, police said."
    >>> found = truceline.extract(text, published="2008-04-01", outlet="The Paper")
    >>> found
    <Extraction of text: 1 event, 1 figure, 0 ceasefires, 1 claim>
    >>> found.figures[0].best, found.events[0].places[0].place.country, found.document.outlet
    (12, 'IRQ', 'The Paper')

    Attributes:
        failure: why there is nothing, or ``None``; its `message` says what to do.
        events: who did what to whom, where and when.
        figures: numbers of persons killed, wounded and so on, of all events.
        ceasefires: what the text says of ceasefires.
        claims: who says what.
        actors: who is named.
        places: where.
        times: words for days, periods and lengths of time.
        wordings: words that take a side.
    """

    failure: Failure | Skipped | None
    events: Listing[Event]
    figures: Listing[Figure]
    ceasefires: Listing[Ceasefire]
    claims: Listing[Claim]
    actors: Listing[Actor]
    places: Listing[Place]
    times: Listing[Days]
    wordings: Listing[Wording]

    def __init__(self, found: x.Extraction | Failure | Skipped) -> None:
        self._found = found if isinstance(found, x.Extraction) else None
        self.failure = None if isinstance(found, x.Extraction) else found
        all_ = None if self._found is None else Resolver(self._found)
        self.events = Listing("events", () if all_ is None else all_.events)
        self.figures = Listing("figures", () if all_ is None else all_.figures)
        self.ceasefires = Listing("ceasefires", () if all_ is None else all_.ceasefires)
        self.claims = Listing("claims", () if all_ is None else all_.claims)
        self.actors = Listing("actors", () if all_ is None else all_.actors)
        self.places = Listing("places", () if all_ is None else all_.places)
        self.times = Listing("time", () if all_ is None else all_.times)
        self.wordings = Listing("wordings", () if all_ is None else all_.wordings)

    @property
    def document(self) -> Document:
        """The text with its title, outlet and day of publication.

        Raises:
            ReadError: the text could not be read.
        """
        return self._read().document

    @property
    def text(self) -> str:
        """The text that every passage points into; see `document`."""
        return self.document.text

    @property
    def relevant(self) -> bool:
        """True if the text tells of conflict or ceasefires."""
        return self._found is not None and self._found.relevant

    def to_dict(self) -> Json:
        """The JSON object of the extraction format (``truceline schema extract``), as `truceline extract` writes it."""
        if self._found is not None:
            return extraction_dict(self._found)
        return failure_dict(self.failure) if isinstance(self.failure, Failure) else skipped_dict(self._skipped())

    def to_frame(self) -> Any:
        """The events as a frame; the same as ``events.to_frame()``."""
        return self.events.to_frame()

    def to_spacy(self) -> Any:
        """The text as a spaCy ``Doc``; see `truceline.to_spacy`."""
        from truceline.api.spacy_doc import to_spacy

        return to_spacy(self)

    def _read(self) -> x.Extraction:
        if self._found is None:
            failure = self.failure
            assert failure is not None
            raise ReadError(failure.path, failure.code, failure.message)
        return self._found

    def _skipped(self) -> Skipped:
        assert isinstance(self.failure, Skipped)
        return self.failure

    def __repr__(self) -> str:
        if self.failure is not None:
            return f"<Extraction failed: {self.failure.message}>"
        from truceline.publish.dossier.words import counted

        names = ("event", "figure", "ceasefire", "claim")
        said = ", ".join(counted(len(getattr(self, f"{name}s")), name) for name in names)
        return f"<Extraction of {self.document.path}: {said}>"

    def _repr_html_(self) -> str:
        return rendered("extraction", it=self, most=_SHOWN)


def extract(
    text: str | Path,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    actors: str | Path | Sequence[str | Path] = (),
    places: str | Path | Sequence[str | Path] = (),
) -> Extraction:
    """Everything that one report says about conflict and ceasefires.

    >>> import truceline
    >>> found = truceline.extract("Gunmen killed six policemen in Baquba on Monday.", published="2008-04-01")
    >>> [(figure.kind, figure.best, figure.victim_class) for figure in found.figures]
    [('killed', 6, 'police')]
    >>> found.events[0].date.earliest.isoformat()
    '2008-03-31'

    Args:
        text: the words of the report, or a ``pathlib.Path`` of a file with one report.
        published: day of publication, as ``"2008-04-01"`` or a date; without it "last Tuesday" stays open.
        outlet: who published it.
        title: its heading, if that is not the first line of the text.
        url: its address.
        language: ``"en"`` if a short text is taken for another language; only English is read.
        actors: files with actors of your own (docs/actors.md).
        places: files with places of your own (docs/places.md).

    Raises:
        ReadError: the text cannot be read: it is empty, say, or not English.
        UsageError: the day is none, or the text is the name of a file.
    """
    about = {"published": day("published", published), "outlet": outlet, "title": title, "url": url}
    items = list(_documents(text, {**about, "language": language}, "text"))
    if len(items) != 1:
        raise UsageError(f"{text}: holds {len(items)} reports; use extract_many([…])")
    (found,) = _understood(items, 1, own_files(actors, places))
    found._read()
    return found


def extract_many(
    texts: Iterable[Given],
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    actors: str | Path | Sequence[str | Path] = (),
    places: str | Path | Sequence[str | Path] = (),
    jobs: int = 1,
) -> Iterator[Extraction]:
    """Many reports, one after the other; read in batches, which is faster than one by one, and never all at once.

    One that cannot be read does not stop the rest: its `failure` says why.

    >>> import truceline
    >>> texts = ["Shelling killed 12 people in Basra.", "", {"text": "Gunmen shot two men.", "published": "2008-04-01"}]
    >>> [(len(found.events), found.failure is None) for found in truceline.extract_many(texts)]
    [(1, True), (0, False), (1, True)]

    Args:
        texts: each the words of a report; or a mapping with ``text`` and, if you have them, ``title``, ``outlet``,
            ``url``, ``published`` and ``language``; or a ``pathlib.Path`` of a file or folder, which may hold many.
        published: day of publication of reports that carry none.
        outlet: outlet of reports that name none.
        actors: files with actors of your own.
        places: files with places of your own.
        jobs: worker processes. With more than 1, a script needs ``if __name__ == "__main__":``, as Python's
            ``multiprocessing`` does.

    Raises:
        UsageError: `texts` is one report and no list.
    """
    if isinstance(texts, str | Path | Mapping):
        raise UsageError("texts: give a list of reports; truceline.extract takes a single one")
    about = {"published": day("published", published), "outlet": outlet}
    own = own_files(actors, places)
    items = (item for n, text in enumerate(texts, 1) for item in _documents(text, about, f"text {n}"))
    return _understood(items, jobs, own)


def _understood(items: Iterable[pipeline.Item], jobs: int, own: pipeline.Own) -> Iterator[Extraction]:
    for result in pipeline.understood(items, jobs, own):
        yield Extraction(result.extraction if isinstance(result, Reading) else result)


def _documents(given: Given, about: Mapping[str, Any], name: str) -> Iterator[pipeline.Item]:
    """The documents of what the user gave."""
    if isinstance(given, Path):
        refuse = [key for key in ("title", "url", "language") if about.get(key) is not None]
        if refuse:
            raise UsageError(
                f"{', '.join(refuse)}: is for texts; of a file, a side file says it ({given.stem}.meta.yaml)"
            )
        yield from read([str(given)], ReadOptions(published=about["published"], outlet=about["outlet"]))
    elif isinstance(given, str):
        if len(given) <= _LONGEST_NAME and "\n" not in given and os.path.exists(given):
            raise UsageError(f"{given!r} is a file: give pathlib.Path({given!r}) to read it")
        yield written(given, name, **about)
    elif isinstance(given, Mapping) and "text" in given:
        own = {key: value for key, value in given.items() if value is not None}
        known = {key: own.get(key, about.get(key)) for key in ("title", "outlet", "url", "language")}
        published = day("published", own.get("published", about.get("published")))
        yield written(str(given["text"]), str(given.get("path", name)), published=published, **strings(known))
    else:
        raise UsageError(f"{name}: give a text, a mapping with 'text', or a pathlib.Path, not {type(given).__name__}")
