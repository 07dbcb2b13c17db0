"""Loaded words, scare quotes and words of distance: found, tied to whom they are said of, kept out of names."""

from __future__ import annotations

from tests.trees import document
from truceline.extract.actors import Cast, cast
from truceline.extract.claims import find
from truceline.extract.places import atlas
from truceline.extract.quotes import quotations
from truceline.extract.wording import wordings
from truceline.model.extraction import Wording
from truceline.model.names import names_a_body, names_a_person
from truceline.model.text import Block, Span
from truceline.register import Register


def read(*lines: str) -> tuple[tuple[Wording, ...], Cast, str]:
    trees, text = document(*lines)
    quotes = quotations(text, (Block(Span(0, len(text)), "body"),))
    people = cast(trees, text, atlas(trees, text), Register(()))
    return wordings(trees, people, (), find(trees, people, quotes), quotes), people, text


CLAIM = (
    "The/DET/2/det minister/NOUN/3/nsubj/person said=say/VERB/0/root/VBD that/SCONJ/6/mark "
    "terrorists=terrorist/NOUN/6/nsubj/person/NNS shelled=shell/VERB/3/ccomp/VBD Kufa/PROPN/6/obj/LOC/place ./PUNCT/3/punct"
)


def test_a_loaded_word_in_a_claim_is_the_speakers_and_no_name() -> None:
    found, people, text = read(CLAIM)
    (word,) = found
    assert (word.kind, word.span.of(text)) == ("loaded", "terrorists")
    assert word.speaker is not None
    assert (word.speaker.span.of(text), word.speaker.basis) == ("minister", "inferred")
    named = {actor.id: actor.name for actor in people.actors}
    assert named[word.about or ""] == "unnamed armed group"
    assert all("terrorist" not in name for name in named.values())


def test_outside_a_claim_it_is_the_reports_own() -> None:
    found, _, _ = read(
        "Terrorists=terrorist/NOUN/2/nsubj/person/NNS attacked=attack/VERB/0/root/VBD a/DET/4/det bus/NOUN/2/obj ./PUNCT/2/punct"
    )
    assert [(w.kind, w.speaker) for w in found] == [("loaded", None)]


def test_a_loaded_word_before_the_noun_is_left_out_of_the_name() -> None:
    found, people, text = read(
        "The/DET/3/det puppet/NOUN/3/compound army/NOUN/4/nsubj/organization shelled=shell/VERB/0/root/VBD "
        "Kufa/PROPN/4/obj/LOC/place ./PUNCT/4/punct"
    )
    assert [w.span.of(text) for w in found] == ["puppet"]
    assert [a.name for a in people.actors if a.kind == "military"] == ["army"]


def test_a_noun_in_scare_quotes_is_no_name() -> None:
    found, people, text = read(
        "The/DET/2/det army/NOUN/3/nsubj/organization arrested=arrest/VERB/0/root/VBD “/PUNCT/5/punct "
        "+wreckers=wrecker/NOUN/3/obj/person/NNS +”/PUNCT/5/punct ./PUNCT/3/punct"
    )
    assert all("wrecker" not in actor.name for actor in people.actors)
    assert [(word.kind, word.span.of(text)) for word in found] == [("scare quotes", "wreckers")]
    assert any(actor.name.startswith("unnamed") for actor in people.actors)


def test_words_of_a_proper_name_judge_nobody() -> None:
    found, _, _ = read(
        "Martyrs=martyr/PROPN/2/compound/ORG Brigade/PROPN/3/nsubj/organization/ORG shelled=shell/VERB/0/root/VBD "
        "Kufa/PROPN/3/obj/LOC/place ./PUNCT/3/punct"
    )
    assert found == ()


def test_so_called_is_a_distance_from_the_whole_phrase() -> None:
    found, people, text = read(
        "The/DET/6/det so/ADV/4/advmod +-/PUNCT/4/punct +called=call/VERB/6/amod/VBN people/NOUN/6/compound "
        "council/NOUN/7/nsubj/organization met=meet/VERB/0/root/VBD ./PUNCT/7/punct"
    )
    assert [(w.kind, w.span.of(text)) for w in found] == [("distanced", "so-called people council")]
    assert [a.name for a in people.actors] == ["people council"]


def test_scare_quotes_but_not_the_words_that_somebody_is_told_to_say() -> None:
    scare, _, text = read(
        "The/DET/5/det “/PUNCT/3/punct +liberated/ADJ/5/amod +”/PUNCT/3/punct town/NOUN/7/nsubj/place was=be/AUX/7/cop/VBD "
        "quiet/ADJ/0/root ./PUNCT/7/punct"
    )
    assert [(w.kind, w.span.of(text)) for w in scare] == [("scare quotes", "liberated")]
    named, _, _ = read(
        "They/PRON/2/nsubj called=call/VERB/0/root/VBD the/DET/4/det town/NOUN/2/obj/place “/PUNCT/6/punct "
        "+liberated/ADJ/2/xcomp +”/PUNCT/6/punct ./PUNCT/2/punct"
    )
    assert not any(w.kind == "scare quotes" for w in named)


def test_labels_for_the_unnamed_never_join_actors_of_two_reports() -> None:
    for label in ("unnamed armed group", "unnamed forces", "unnamed actor"):
        assert not names_a_body(label)
        assert not names_a_person(label)
