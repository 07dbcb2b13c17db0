"""Analysis -> extraction: events, figures, dates, claims, ceasefires, each with the passages that say so."""

from __future__ import annotations

from truceline.extract import (
    actors,
    ceasefires,
    claims,
    dating,
    descriptions,
    events,
    freeze,
    harm,
    jurisdiction,
    loaded,
    persons,
    places,
    placewords,
    quotes,
    retold,
    sources,
    speech,
    truce_freeze,
    wording,
)
from truceline.extract.about import about
from truceline.extract.draft import Draft
from truceline.extract.syntax import Tree
from truceline.gazetteer import Gazetteer
from truceline.model.analysis import Analysis
from truceline.model.extraction import Diagnostic, Extraction, ReadSentence
from truceline.register import Register, load


def extract(
    analysis: Analysis, method: str, gazetteer: Gazetteer | None = None, register: Register | None = None
) -> Extraction:
    """Everything that one document says of the conflict.

    Args:
        analysis: the document, analysed.
        method: name and version of the model and rules; kept with each event and ceasefire.
        gazetteer: where to look places up; without one they stay without coordinates.
        register: the actors that are known; the built-in register if not given.
    """
    document = analysis.document
    trees = tuple(Tree(s) for s in analysis.sentences)
    register = register or load()
    atlas = places.atlas(trees, document.text, gazetteer, document.title, register)
    cast = actors.cast(trees, document.text, atlas, register, document.published)
    calendar = dating.Calendar(trees, document)
    told = events.tell(trees, document.text, method)
    dating.date_all(told.drafts, calendar, trees)
    persons.settle(told, cast)
    retold.date_retold(told, calendar, trees)
    descriptions.recall(told.drafts, calendar)
    jurisdiction.infer(told.drafts, atlas.force)
    quotations = quotes.quotations(document.text, document.blocks)
    said = claims.find(trees, cast, quotations)
    said_by = sources.attribute(told, said, cast, trees)

    scene = freeze.Scene(trees, cast, atlas, calendar)
    told.drafts.sort(key=_order)
    ids = {id(d): f"E{n}" for n, d in enumerate(told.drafts, 1)}
    again = {i: ids[id(first)] for i, first in descriptions.take_up(told.drafts).items()}
    frozen = {
        ids[id(d)]: freeze.event(d, told, scene, n, said_by, again.get(id(d))) for n, d in enumerate(told.drafts, 1)
    }
    truces = ceasefires.gather(trees, calendar, told.drafts)
    made = tuple(truce_freeze.ceasefire(t, scene, ids, frozen, said, n, method) for n, t in enumerate(truces, 1))
    frozen = truce_freeze.unfulfilled(frozen, made)
    return Extraction(
        document=document,
        sentences=tuple(ReadSentence(s.span, s.role) for s in analysis.sentences),
        relevant=events.relevant(analysis.sentences, told),
        actors=cast.actors,
        places=atlas.places,
        events=tuple(frozen.values()),
        ceasefires=made,
        times=calendar.mentions(),
        claims=about(said, frozen.values(), made),
        diagnostics=_diagnostics(analysis),
        wordings=wording.wordings(trees, cast, frozen.values(), said, quotations),
    )


def _order(draft: Draft) -> tuple[int, int]:
    return draft.sentence, draft.first


def _diagnostics(analysis: Analysis) -> tuple[Diagnostic, ...]:
    if analysis.document.published is None:
        message = "no publication date: relative dates stay unresolved; give one in a side file or with --published"
        return (Diagnostic("warning", "no_publication_date", message),)
    return ()


def lexicon_versions() -> dict[str, str]:
    """Versions of the word lists that an extraction depends on, by name."""
    from truceline.extract import actor_words, confidence, counts, nations, timewords
    from truceline.model.vocabulary import ONTOLOGY_VERSION

    return {
        "actor_nouns": actor_words.words().version,
        "confidence": confidence.VERSION,
        "countries": nations.gazette().version,
        "descriptions": descriptions.lexicon().version,
        "harm": harm.lexicon().version,
        "ontology": ONTOLOGY_VERSION,
        "place_nouns": placewords.nouns().version,
        "quantities": counts.LEXICON_VERSION,
        "speech": speech.lexicon().version,
        "times": timewords.VERSION,
        "truces": ceasefires.lexicon().version,
        "wording": loaded.lexicon().version,
    }
