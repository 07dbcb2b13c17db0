"""A text as a spaCy ``Doc``: the same characters, our sentences, trees and findings."""

from __future__ import annotations

import pytest

import truceline
from tests.unit.api.conftest import REPORT
from truceline import pipeline
from truceline.api import spacy_doc
from truceline.errors import MissingPackage

spacy = pytest.importorskip("spacy")

TEXTS = (
    REPORT,
    "  \n\nA title\n\n\tGunmen  didn't shoot\u00a0two men.\r\n  They fled.   \n",
    "MOSUL (AP)—Rebels shelled Homs; 3,000 fled.Nobody \u201csaw\u201d it.\n\n\n\u2028End of the report by the army.",
    "“The agreement—signed in Dec. 2002—has been violated,” he said.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_is_the_same_to_the_character(text: str) -> None:
    found = truceline.extract(text, language="en")
    doc = truceline.to_spacy(found)
    assert doc.text == found.text == text
    analysis = pipeline.analysed(found.document)
    words = [token for token in doc if not token.is_space]
    ours = [token for sentence in analysis.sentences for token in sentence.tokens]
    assert [(t.idx, t.text, t.lemma_, t.pos_, t.tag_) for t in words] == [
        (t.start, t.text, t.lemma, t.upos, t.xpos) for t in ours
    ]
    for sentence, own in zip(analysis.sentences, [s for s in doc.sents], strict=True):
        inside = [token for token in own if not token.is_space]
        assert [token.idx for token in inside] == [token.start for token in sentence.tokens]
        for token, told in zip(inside, sentence.tokens, strict=True):
            governor = sentence.tokens[told.head].start if told.head >= 0 else told.start
            assert (token.head.idx, token.dep_) == (governor, "ROOT" if told.head < 0 else told.deprel)


def test_findings_are_span_groups() -> None:
    found = truceline.extract(REPORT, published="2008-03-31")
    doc = found.to_spacy()
    assert doc._.truceline is found
    assert set(doc.spans) == set(spacy_doc.GROUPS)
    for span, event in zip(doc.spans["events"], found.events, strict=True):
        assert (span.label_, span.id_, span._.truceline) == (event.type, event.id, event)
        assert (span.start_char, span.end_char) == (event.passage.start, event.passage.end)
    assert [span.label_ for span in doc.spans["figures"]] == [figure.kind for figure in found.figures]
    assert "Muqtada al-Sadr" in {span.text for span in doc.spans["actors"]}
    assert ("Iran", "LOC") in {(entity.text, entity.label_) for entity in doc.ents}


def test_a_doc_goes_through_spacy_and_back() -> None:
    doc = truceline.to_spacy("Gunmen shot two policemen in Mosul.")
    again = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
    assert [(t.text, t.head.i, t.dep_) for t in again] == [(t.text, t.head.i, t.dep_) for t in doc]
    assert [s.label_ for s in again.spans["events"]] == [s.label_ for s in doc.spans["events"]]


def test_without_spacy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_doc, "find_spec", lambda name: None)
    with pytest.raises(MissingPackage, match=r"pip install 'truceline\[spacy\]'"):
        truceline.to_spacy("Gunmen shot two policemen in Mosul.")
