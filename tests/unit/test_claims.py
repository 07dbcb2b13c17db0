"""Claims: speaker, content, mode, stance, from trees written by hand."""

from __future__ import annotations

import pytest

from tests.trees import document
from truceline.extract.actors import cast
from truceline.extract.claims import find
from truceline.extract.places import atlas
from truceline.extract.quotes import quotations
from truceline.extract.speech_syntax import mood
from truceline.model.extraction import Claim
from truceline.model.text import Block, Span
from truceline.register import Register


def claims(*lines: str) -> tuple[list[Claim], str]:
    trees, text = document(*lines)
    quotes = quotations(text, (Block(Span(0, len(text)), "body"),))
    return list(find(trees, cast(trees, text, atlas(trees, text), Register(())), quotes)), text


def test_indirect_speech() -> None:
    found, text = claims(
        "The/DET/2/det minister/NOUN/3/nsubj/person said=say/VERB/0/root/VBD that/SCONJ/6/mark rebels/NOUN/6/nsubj/person "
        "shelled=shell/VERB/3/ccomp/VBD Kufa/PROPN/6/obj/LOC/place ./PUNCT/3/punct"
    )
    assert len(found) == 1
    assert found[0].content.of(text) == "rebels shelled Kufa"
    assert found[0].speaker is not None
    assert found[0].speaker.span.of(text) == "minister"
    assert (found[0].mode, found[0].stance, found[0].factuality) == ("indirect", "asserts", "CT+")


def test_a_denial_is_the_denial_of_its_content() -> None:
    found, text = claims(
        "The/DET/2/det army/NOUN/3/nsubj/organization denied=deny/VERB/0/root/VBD that/SCONJ/6/mark it/PRON/6/nsubj "
        "bombed=bomb/VERB/3/ccomp/VBD them/PRON/6/obj ./PUNCT/3/punct"
    )
    assert (found[0].stance, found[0].factuality) == ("denies", "CT-")
    assert "bombed" in found[0].content.of(text)


def test_what_somebody_could_claim_is_imputed() -> None:
    found, _ = claims(
        "Officials/NOUN/3/nsubj/NNS/person could/AUX/3/aux claim/VERB/0/root that/SCONJ/6/mark they/PRON/6/nsubj "
        "won=win/VERB/3/ccomp/VBD ./PUNCT/3/punct"
    )
    assert (found[0].mode, found[0].factuality) == ("imputed", "PS+")


def test_an_attack_does_not_speak() -> None:
    found, _ = claims(
        "The/DET/2/det attack/NOUN/3/nsubj/event says=say/VERB/0/root/VBZ that/SCONJ/6/mark war/NOUN/6/nsubj/event "
        "goes=go/VERB/3/ccomp/VBZ on/ADV/6/advmod ./PUNCT/3/punct"
    )
    assert found == []


def test_a_quotation_has_the_speaker_of_the_sentence_before() -> None:
    found, text = claims(
        "“/PUNCT/4/punct We/PRON/4/nsubj will/AUX/4/aux stop/VERB/7/ccomp ,/PUNCT/4/punct +”/PUNCT/4/punct said=say/VERB/0/root/VBD "
        "Amina/PROPN/7/nsubj/NNP/PER/person Darwish/PROPN/8/flat/NNP/PER ./PUNCT/7/punct",
        "“/PUNCT/3/punct It/PRON/3/nsubj lasts=last/VERB/0/root a/DET/5/det week/NOUN/3/obl ./PUNCT/3/punct +”/PUNCT/3/punct",
    )
    assert [c.mode for c in found] == ["direct", "direct"]
    assert all(c.speaker is not None and "Amina Darwish" in c.speaker.span.of(text) for c in found)
    assert found[1].speaker is not None
    assert found[1].speaker.basis == "carried over"


def test_according_to() -> None:
    found, text = claims(
        "Rebels/NOUN/2/nsubj/person fled=flee/VERB/0/root/VBD ,/PUNCT/5/punct according=accord/VERB/6/case/VBG to/ADP/4/fixed "
        "police/NOUN/2/obl/NNS/organization ./PUNCT/2/punct"
    )
    assert [c.content.of(text) for c in found] == ["Rebels fled"]
    assert found[0].speaker is not None
    assert found[0].speaker.span.of(text) == "police"


def test_according_to_is_no_part_of_the_speaker() -> None:
    found, text = claims(
        "Rebels/NOUN/2/nsubj/person fled=flee/VERB/0/root/VBD according=accord/VERB/6/case/VBG to/ADP/3/fixed the/DET/6/det "
        "register/NOUN/2/obl/NN ./PUNCT/2/punct"
    )
    assert found[0].speaker is not None
    assert found[0].speaker.span.of(text) == "register"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("We/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod fire/VERB/0/root", ("denies", "CT-")),
        ("They/PRON/3/nsubj will/AUX/3/aux return/VERB/0/root", ("predicts", "PR+")),
        ("I/PRON/4/nsubj am/AUX/4/cop not/PART/4/advmod sure/ADJ/0/root", ("doubts", "PS+")),
        ("It/PRON/3/nsubj may/AUX/3/aux end/VERB/0/root", ("asserts", "PS+")),
        ("They/PRON/2/nsubj left=leave/VERB/0/root", ("asserts", "CT+")),
    ],
)
def test_the_content_has_a_mood_of_its_own(content: str, expected: tuple[str, str]) -> None:
    tree = document(content)[0][0]
    assert mood(tree, tree.sentence.span) == expected
