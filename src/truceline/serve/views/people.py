"""People: who decided how much, samples for blind second coding, agreement, adjudication."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

from truceline.errors import UsageError
from truceline.model.filters import Filter, whole
from truceline.model.samples import CodingKind, Sample, Strata
from truceline.record import Store
from truceline.record.views import people as counted
from truceline.record.views import samples as kept
from truceline.review import adjudication, coding, comparing
from truceline.review import samples as drawing
from truceline.serve.asked import Asked


def people(store: Store, asked: Asked) -> object:
    """Each coder with their decisions by kind and day."""
    return counted.people(store)


def samples(store: Store, asked: Asked) -> object:
    """All samples with how far each coder has come, and the fields of a sample for which none are named."""
    listed = [_told(store, sample) for sample in kept.samples(store)]
    return {"samples": listed, "usual": drawing.USUAL}


def draw(store: Store, asked: Asked) -> object:
    """Draw a sample, from what a coder decided on or from a filter."""
    by, strata = asked.named(), asked.body.get("strata", "none")
    if strata not in get_args(Strata):
        raise UsageError(f"strata: {strata!r} is none of {', '.join(get_args(Strata))}")
    given, coder, fields = (asked.body.get(name) for name in ("filter", "coder", "fields"))
    if not (coder is None or isinstance(coder, str)) or not (given is None or _named_texts(given)):
        raise UsageError("coder must be a name, and filter an object of texts")
    if not (fields is None or _pairs(fields)):
        raise UsageError("fields: give each as its table and its name")
    sample = drawing.draw(
        store,
        by=by,
        at=datetime.now(UTC),
        size=whole("size", str(asked.wanted("size"))),
        seed=whole("seed", str(asked.wanted("seed"))),
        coder=coder,
        wanted=None if given is None else Filter.of(given),
        fields=[(table, field) for table, field in fields or ()],
        strata=strata,
    )
    return _told(store, sample)


def card(store: Store, asked: Asked) -> object:
    """The next item that the coder who asks has not coded, or the one asked for, with their own progress."""
    by, sample = asked.named(), _sample(store, asked)
    return _next(store, sample, by, asked.number("item", 0, drawing.LARGEST) or None)


def code(store: Store, asked: Asked) -> object:
    """Put down a coding; answers with the next item."""
    by, sample = asked.named(), _sample(store, asked)
    n, value = whole("item", str(asked.wanted("item"))), coding.value_of(asked.body.get("value"))
    coding.code(store, sample, n, _kind(asked), value, by=by, at=datetime.now(UTC))
    return _next(store, sample, by, None)


def take_back(store: Store, asked: Asked) -> object:
    """Take back the coder's last coding; answers with its item."""
    by, sample = asked.named(), _sample(store, asked)
    return _next(store, sample, by, coding.take_back(store, sample, by=by, at=datetime.now(UTC)))


def end(store: Store, asked: Asked) -> object:
    """End the coding of a sample, so that it can be compared and adjudicated."""
    number = _sample(store, asked).number
    store.end_sample(number, by=asked.named(), at=datetime.now(UTC))
    return _told(store, kept.sample(store, number))


def agreement(store: Store, asked: Asked) -> object:
    """How far the coders of a sample agree; not shown to one who is still coding it."""
    sample = _sample(store, asked)
    left = 0 if sample.ended_at is not None else coding.open_items(store, sample, asked.coder or "")
    if left:
        return {"left": left, "known": (), "fewest": comparing.FEWEST, "rows": ()}
    judged = comparing.judged(store, sample)
    known = comparing.coders_of(judged)
    chosen = tuple(name for name in asked.params.get("coders", "").split("|") if name)
    rows = comparing.agreements(judged, chosen, seed=sample.seed) if len(known) > 1 else ()
    return {"left": 0, "known": known, "fewest": comparing.FEWEST, "rows": rows}


def differences(store: Store, asked: Asked) -> object:
    """The items of a sample on which coders differ, with who said what; only once its coding has ended."""
    asked.named()
    return adjudication.differences(store, _sample(store, asked))


def settle(store: Store, asked: Asked) -> object:
    """Settle a difference by an ordinary decision in the record."""
    by, sample = asked.named(), _sample(store, asked)
    value, seen = (coding.value_of(asked.body.get(name)) for name in ("value", "seen"))
    n = whole("item", str(asked.wanted("item")))
    done = adjudication.settle(store, sample, n, _kind(asked), value, seen=seen, by=by, at=datetime.now(UTC))
    return {"decision": done.decision.number, "kind": done.decision.kind, "still": done.still}


def _next(store: Store, sample: Sample, by: str, n: int | None) -> dict[str, Any]:
    mine = next((one for one in coding.progress(store, sample) if one.coder == by), None)
    return {
        "sample": sample.number,
        "size": sample.size,
        "done": 0 if mine is None else mine.done,
        "skipped": 0 if mine is None else mine.skipped,
        "card": coding.card(store, sample, by, n),
    }


def _named_texts(given: object) -> bool:
    return isinstance(given, dict) and all(isinstance(words, str) for words in given.values())


def _pairs(given: object) -> bool:
    texts = isinstance(given, list) and all(isinstance(one, list) and len(one) == 2 for one in given)
    return texts and all(isinstance(part, str) for one in given for part in one)  # type: ignore[attr-defined]


def _told(store: Store, sample: Sample) -> dict[str, Any]:
    return {"sample": sample, "progress": coding.progress(store, sample)}


def _sample(store: Store, asked: Asked) -> Sample:
    return kept.sample(store, whole("sample", asked.path["number"]))


def _kind(asked: Asked) -> CodingKind:
    found = next((kind for kind in get_args(CodingKind) if kind == asked.wanted("kind") and kind != "undo"), None)
    if found is None:
        raise UsageError(f"kind: {asked.body['kind']!r} is no answer to an item")
    return found  # type: ignore[no-any-return]
