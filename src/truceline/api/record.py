"""A record as a script or notebook uses it: tables as frames, stories, passages, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from truceline.api import deciding, stories
from truceline.api.given import day
from truceline.api.html import rendered
from truceline.api.narrowing import Words, narrowed
from truceline.api.passages import Passage
from truceline.api.record_tables import Frame, Tables
from truceline.api.tables import names
from truceline.api.why import Why, why
from truceline.errors import UsageError
from truceline.model.filters import Box, Filter, Placed
from truceline.model.ledger import Decision, FullDocument
from truceline.publish.dossier.scope import scope
from truceline.record import Store
from truceline.record.views import search as found

_COUNTED = ("documents", "happenings", "events", "figures", "lives", "claims", "decisions", "failures")


class Record(Tables[Frame]):
    """A record, open for reading; decisions open it for writing for as long as they take.

    Each table is a property that gives a frame: pandas, or Polars with ``open(path, frames="polars")``. It is read
    anew each time, so keep it in a variable. `where` narrows all of them down by the one filter of truceline, `table`
    gives the same as typed rows. A rejected row shows only with ``where(review="rejected")``.

    >>> import truceline
    >>> record = truceline.open("demo.db")
    >>> record.events[["type", "date_earliest", "places", "passage"]].shape[1]
    4
    >>> shelling = record.where(type="shelling", country="IRQ")
    >>> set(shelling.events["type"]), len(shelling.figures) < len(record.figures)
    ({'shelling'}, True)
    >>> with truceline.open("demo.db", frames="polars") as record:
    ...     type(record.ranges).__module__.split(".")[0]
    'polars'
    """

    def where(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        country: str | None = None,
        place: str | None = None,
        box: Box | None = None,
        placed: Placed | None = None,
        actor: str | None = None,
        other: str | None = None,
        outlet: str | None = None,
        type: Words = (),
        status: Words = (),
        review: Words = (),
        words: str | None = None,
        killed: int | None = None,
    ) -> Record[Frame]:
        """The same record narrowed down; the filter of the workbench and of its addresses.

        >>> import truceline
        >>> march = truceline.open("demo.db").where(since="2008-03-25", until="2008-03-31", country="IRQ")
        >>> bool(march.events["countries"].str.contains("IRQ").all())
        True

        Args:
            since: first day, of the event or (for documents) of publication.
            until: last day.
            country: ISO 3166 code of three letters, or a name.
            place: name of a place; several parted by "|".
            box: degrees west, south, east, north.
            placed: how exactly the place is known: point, area, country, unresolved, none.
            actor: an actor that takes part, by id or name.
            other: a second one.
            outlet: who published the report.
            type: event type, or several.
            status: asserted, background, future, hypothetical, negated; or several.
            review: draft, accepted, corrected, rejected; or several.
            words: words of the report, all of them.
            killed: at least so many killed, by the highest report.

        Raises:
            UsageError: a value is none, a country or an actor is not known, or the period ends before it begins; and,
                when a table is read, a part says nothing of it.
        """
        given = {
            "since": since, "until": until, "country": country, "place": place, "box": box, "placed": placed,
            "actor": actor, "other": other, "outlet": outlet, "type": type, "status": status, "review": review,
            "words": words, "killed": killed,
        }  # fmt: skip
        return Record(self._opened, self._frames, scope(self._store, narrowed(self._wanted, given)).wanted)

    # -- one thing -------------------------------------------------------------------------------------------------
    def why(self, id: str) -> Why:
        """The passages behind each cell of a row of any table.

        Raises:
            UsageError: there is no such row.
        """
        return why(self._store, id)

    def passages(self, id: str) -> tuple[Passage, ...]:
        """All passages behind a row, each once, in the order of the text.

        >>> import truceline
        >>> record = truceline.open("demo.db")
        >>> passages = record.passages(record.events["id"].iloc[0])
        >>> all(p.text == record.document(p.document_id).document.text[p.start : p.end] for p in passages)
        True
        """
        return self.why(id).passages

    def happening(self, id: str) -> stories.Happening:
        """Everything on one happening, by its id or that of any of its events.

        Raises:
            UsageError: there is no such event.
        """
        return stories.happening(self._store, id)

    def ceasefire(self, id: str, as_known_on: str | date | None = None) -> stories.Life:
        """The life of a ceasefire, by the id of any of its rows; as it was known on a day, if one is given.

        Raises:
            UsageError: there is no such ceasefire, or nothing was reported of it by that day.
        """
        return stories.life(self._store, id, day("as_known_on", as_known_on))

    def document(self, id: str) -> FullDocument:
        """One report with its bytes, text and sentences.

        Raises:
            UsageError: there is no such document.
        """
        return self._store.document(id)

    def search(self, words: str, *, limit: int = 100) -> tuple[found.FoundDocument, ...]:
        """Reports with sentences that hold the words, best first; "phrases", OR, -without and begin*.

        >>> import truceline
        >>> hits = truceline.open("demo.db").search("ceasefire Basra", limit=3)
        >>> all("Basra" in sentence.text for hit in hits for sentence in hit.sentences)
        True
        """
        return found.search(self._store, words, self._wanted, "rank", 0, limit).rows

    # -- deciding and publishing -----------------------------------------------------------------------------------
    def decide(
        self,
        kind: deciding.Kind,
        *ids: str | int,
        by: str,
        reason: str = "",
        field: str | None = None,
        value: deciding.Given = None,
        document: str | None = None,
        passage: Sequence[tuple[int, int]] = (),
        words: str | Sequence[str] = (),
        fields: Mapping[str, deciding.Given] | None = None,
    ) -> Decision:
        """Put down what a person decides; it outranks the software for good and can be undone by a further decision.

        >>> import truceline
        >>> record = truceline.open("demo.db")
        >>> figure = next(row for row in record.table("figures") if row.verbatim == "dozens, possibly hundreds")
        >>> decision = record.decide("exclude", figure.id, by="ana", reason="counted twice")
        >>> record.table("figures")[figure.id].standing
        'excluded'
        >>> record.decide("undo", decision.number, by="ana").undoes == decision.number
        True

        Args:
            kind: accept, correct, reject, exclude (a figure from its range), add, attach, same, not same, undo.
            ids: the record; two for same and not same; the number of a decision for undo; the table for add.
            by: who decides.
            reason: why.
            field: one field of the record, for accept, correct, reject and attach.
            value: the right value, for correct.
            document: id of the report that says it, for add.
            passage: places in the report that say it, ``[(start, end)]``, for add, attach and correct.
            words: the same by the words themselves, which must stand in the report once.
            fields: the fields of the new record, for add.

        Raises:
            UsageError: there is no such record or field, a value does not fit, or an argument does not belong there.
            RecordBusy: another process is writing.
        """
        with Store.open(self.path, "write") as store:
            return deciding.decide(
                store, kind, ids, by=by, reason=reason, field=field, value=value, document=document, passage=passage,
                words=words, fields=fields or {},
            )  # fmt: skip

    def dossier(self, out: str | Path = "dossier.html", *, title: str | None = None) -> Path:
        """Write the record, or what `where` left of it, as one HTML file that any browser opens; gives its path.

        Raises:
            UsageError: it cannot be written there, or nothing meets the filter.
        """
        from truceline.publish.dossier.page import write_dossier

        now = datetime.now(UTC)
        try:
            generated = f"{now.day} {now:%B %Y}"
            write_dossier(self._store, out, title=title, generated=generated, scope=scope(self._store, self._wanted))
        except OSError as error:
            raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another place") from error
        return Path(out)

    # -- the file --------------------------------------------------------------------------------------------------
    @property
    def path(self) -> Path:
        """The file."""
        return self._opened.path

    def close(self) -> None:
        """Close the file, of this record and of those that `where` made of it; also done when nobody uses them."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        narrow = f", where {self._wanted.query}" if self._wanted.names else ""
        return f"<Record {self.path}{narrow}>"

    def _repr_html_(self) -> str:
        whole: Record[object] = Record(self._opened, self._frames, Filter())
        counts = {name: len(whole.table(name)) for name in _COUNTED}
        return rendered("record", it=self, query=self._wanted.query, counts=counts, tables=names())
