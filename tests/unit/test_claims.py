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


def test_a_quotation_that_runs_on_has_one_speaker() -> None:
    found, text = claims(
        "The/DET/2/det baker/NOUN/3/nsubj/person said=say/VERB/0/root/VBD rebels/NOUN/5/nsubj/person fled=flee/VERB/3/ccomp ./PUNCT/3/punct",
        "“/PUNCT/3/punct Nobody/PRON/3/nsubj slept=sleep/VERB/0/root/VBD ./PUNCT/3/punct",
        "We/PRON/2/nsubj waited=wait/VERB/5/ccomp/VBD ,/PUNCT/2/punct ”/PUNCT/2/punct said=say/VERB/0/root/VBD "
        "Karim/PROPN/5/nsubj/PER/person ./PUNCT/5/punct",
    )
    whose = {c.content.of(text): c.speaker.span.of(text) for c in found if c.speaker is not None}
    assert whose["Nobody slept"] == "Karim"


def test_a_quoted_verb_introduces_no_other_quotation() -> None:
    found, text = claims(
        "“/PUNCT/2/punct Silence/NOUN/5/parataxis ,/PUNCT/2/punct ”/PUNCT/2/punct wrote=write/VERB/0/root/VBD Omar/PROPN/5/nsubj/PER/person "
        "+,/PUNCT/9/punct “/PUNCT/9/punct showed=show/VERB/5/ccomp/VBD rebels/NOUN/9/nsubj/person noting=note/VERB/9/advcl/VBG "
        "nothing/PRON/11/obj ”/PUNCT/9/punct ./PUNCT/5/punct"
    )
    assert {c.speaker.span.of(text) for c in found if c.speaker is not None} == {"Omar"}


@pytest.mark.parametrize(
    ("line", "speaker", "content"),
    [
        (
            "The/DET/2/det army/NOUN/5/nsubj/organization said=say/VERB/0/root/VBD rebels/NOUN/5/nsubj/person fled=flee/VERB/3/ccomp/VBD",
            "army", "rebels fled",
        ),
        (
            "Rebels/NOUN/2/nsubj/person fled=flee/VERB/8/ccomp/VBD the/DET/4/det town/NOUN/2/obj ,/PUNCT/7/punct a/DET/7/det "
            "nurse/NOUN/2/obj/person said=say/VERB/0/root/VBD",
            "nurse", "Rebels fled the town",
        ),
        (
            "Rebels/NOUN/2/nsubj/person fled=flee/VERB/4/ccomp/VBD ,/PUNCT/2/punct said=say/VERB/0/root/VBD a/DET/6/det nurse/NOUN/2/obj/person",
            "nurse", "Rebels fled",
        ),
        (
            "Rebels/NOUN/2/nsubj/person fled=flee/VERB/6/ccomp/VBD ,/PUNCT/2/punct Colonel/PROPN/6/nmod:desc Amin/PROPN/4/flat/PER/person "
            "said=say/VERB/0/root/VBD",
            "Colonel Amin", "Rebels fled",
        ),
        (
            "It/PRON/2/nsubj predicted=predict/VERB/0/root/VBD that/SCONJ/5/mark rebels/NOUN/5/nsubj/person flee/VERB/2/ccomp/VBP",
            "It", "rebels flee",
        ),
    ],
)  # fmt: skip
def test_a_speaker_whom_the_parser_drew_into_what_is_said(line: str, speaker: str, content: str) -> None:
    (found,), text = claims(line)
    assert found.speaker is not None
    assert (found.speaker.span.of(text), found.content.of(text)) == (speaker, content)


def test_what_is_quoted_before_a_speaker_drawn_in_stays_whole() -> None:
    found, text = claims(
        '"/PUNCT/2/punct +Hold/VERB/12/parataxis the/DET/5/det old/ADJ/5/amod town/NOUN/2/obj here/ADV/2/advmod +,/PUNCT/2/punct '
        '+"/PUNCT/2/punct the/DET/10/det army/NOUN/13/nsubj/organization +,/PUNCT/10/punct said=say/VERB/0/root/VBD waiting=wait/VERB/12/parataxis'
    )
    assert "Hold the old town here," in [c.content.of(text) for c in found]


def test_what_is_said_of_itself_by_nobody_is_no_claim() -> None:
    found, _ = claims(
        "It/PRON/3/nsubj:pass is=be/AUX/3/aux:pass said=say/VERB/0/root/VBN that/SCONJ/6/mark rebels/NOUN/6/nsubj/person fled=flee/VERB/3/ccomp"
    )
    assert all(c.speaker is None for c in found)


def test_a_demand_is_what_is_demanded_quoted_words_and_all() -> None:
    found, text = claims(
        "Karim/PROPN/2/nsubj/PER/person urged=urge/VERB/0/root/VBD rebels/NOUN/2/obj/person to/PART/5/mark stop/VERB/2/xcomp/VB the/DET/8/det "
        "“/PUNCT/8/punct shameful/ADJ/9/amod war/NOUN/5/obj ”/PUNCT/9/punct ./PUNCT/2/punct"
    )
    assert [c.content.of(text) for c in found] == ["to stop the “ shameful war"]


def test_a_man_who_calls_himself_something_says_his_name() -> None:
    found, text = claims(
        "A/DET/2/det fighter/NOUN/7/nsubj/person/NN who/PRON/4/nsubj/WP called=call/VERB/2/acl:relcl/VBD himself/PRON/4/obj "
        "Dawud/PROPN/4/xcomp/PER/person said=say/VERB/0/root/VBD rebels/NOUN/9/nsubj/person fled=flee/VERB/7/ccomp/VBD ./PUNCT/7/punct"
    )
    assert [c.content.of(text) for c in found] == ["rebels fled"]
    trees, whole = document(text_of_two_mentions())
    made = cast(trees, whole, atlas(trees, whole), Register(()))
    assert made.id_of(0, 1) == made.id_of(0, 5)


def text_of_two_mentions() -> str:
    return (
        "A/DET/2/det fighter/NOUN/7/nsubj/person/NN who/PRON/4/nsubj/WP called=call/VERB/2/acl:relcl/VBD himself/PRON/4/obj "
        "Dawud/PROPN/4/xcomp/PER/person spoke=speak/VERB/0/root/VBD ./PUNCT/7/punct"
    )
