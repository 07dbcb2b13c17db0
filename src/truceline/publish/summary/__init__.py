"""A situation summary in plain language, each sentence built from cells of the record and tied to its passages."""

from __future__ import annotations

from truceline.publish.dossier.index import Index
from truceline.publish.dossier.material import gathered
from truceline.publish.dossier.overview import published
from truceline.publish.dossier.scope import Scope
from truceline.publish.dossier.scoped import scoped
from truceline.publish.dossier.titles import heading
from truceline.publish.summary.build import summarised
from truceline.publish.summary.forms import Format, written
from truceline.publish.summary.sentences import Part, Sentence, Summary
from truceline.record import Store

__all__ = ["Part", "Sentence", "Summary", "summarised", "summary_of", "written"]


def summary_of(store: Store, scope: Scope, form: Format, *, title: str | None = None, generated: str) -> str:
    """The summary of a record or of a scope of it, written out.

    Args:
        store: an open record.
        scope: what it is about.
        form: text, markdown, html or json.
        title: its heading; by default it says what it covers.
        generated: day of making, in the words to be printed.

    Raises:
        UsageError: nothing in the record meets the scope.
    """
    index = Index(gathered(store) if scope.whole else scoped(store, scope))
    return written(index, summarised(index, title or heading(index, published(index))), form, generated)
