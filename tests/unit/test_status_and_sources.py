"""Status between news, background, wish and plan; who vouches for an event; what strains a ceasefire."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trees import document
from truceline.extract import sources, truce_syntax
from truceline.extract.backdrop import placed
from truceline.extract.dating import Calendar, date_all
from truceline.extract.draft import Argument, Draft
from truceline.extract.reality import called_off, status
from truceline.extract.syntax import Tree
from truceline.extract.told import Told
from truceline.model.extraction import Claim, Ref, Stance, Status
from truceline.model.text import Document, Span

URGED = (
    "Oslo/PROPN/2/nsubj urged=urge/VERB/0/root/VBD both/DET/4/det camps/NOUN/2/obj to/PART/6/mark meet/VERB/2/xcomp/VB"
)
GO_ON = "Talks=talk/NOUN/3/nsubj have/AUX/3/aux/VBP resumed=resume/VERB/0/root/VBN"
LIFT = (
    "Villagers/NOUN/2/nsubj want/VERB/0/root/VBP them/PRON/2/obj to/PART/5/mark lift/VERB/2/xcomp/VB "
    "the/DET/7/det siege/NOUN/5/obj/NN"
)


def tree(line: str) -> Tree:
    return document(line)[0][0]


def draft(line: str, index: int, kind: str, state: Status = "asserted") -> Draft:
    return Draft(tree=tree(line), first=index, last=index + 1, type=kind, status=state, score=1.0, method="test")


@pytest.mark.parametrize(
    ("line", "index", "proposed", "kind", "expected"),
    [
        (URGED, 5, "future", "talks", "hypothetical"),
        (URGED, 5, "asserted", "talks", "hypothetical"),
        (LIFT, 6, "background", "siege", "background"),
        (GO_ON, 0, "future", "talks", "asserted"),
        ("Ongoing=ongoing/ADJ/2/amod talks=talk/NOUN/3/nsubj falter/VERB/0/root/VBP", 1, "future", "talks", "asserted"),
        (
            "Fighting=fighting/NOUN/3/nsubj will/AUX/3/aux/MD continue/VERB/0/root/VB",
            0, "asserted", "armed_clash", "future",
        ),
        (
            "They/PRON/3/nsubj must/AUX/3/aux/MD disarm/VERB/0/root/VB",
            2, "asserted", "demand", "asserted",
        ),
        (
            "They/PRON/3/nsubj must/AUX/3/aux/MD disarm/VERB/0/root/VB",
            2, "asserted", "withdrawal", "hypothetical",
        ),
        (
            "Gunmen/NOUN/4/nsubj are/AUX/4/aux/VBP not/PART/4/advmod honouring=honour/VERB/0/root/VBG",
            3, "asserted", "ceasefire_violated", "asserted",
        ),
        (
            "Men/NOUN/5/nsubj:pass believed=believe/VERB/1/acl/VBN to/PART/5/mark have/AUX/5/aux/VB died=die/VERB/2/xcomp/VBN",
            4, "background", "armed_attack", "background",
        ),
    ],
)  # fmt: skip
def test_wish_and_plan(line: str, index: int, proposed: Status, kind: str, expected: Status) -> None:
    assert status(tree(line), index, proposed, kind) == expected


@pytest.mark.parametrize(
    ("line", "index", "proposed", "expected"),
    [
        ("Shells=shell/NOUN/2/nsubj hit/VERB/0/root/VBP", 1, "background", "asserted"),
        ("Shells=shell/NOUN/2/nsubj hit/VERB/0/root/VBD", 1, "background", "background"),
        ("He/PRON/2/nsubj left/VERB/0/root/VBD after/ADP/4/case talks=talk/NOUN/2/obl/NNS", 3, "asserted", "background"),
        (
            "He/PRON/2/nsubj left/VERB/0/root/VBD after/SCONJ/4/mark holding=hold/VERB/2/advcl/VBG talks=talk/NOUN/4/obj/NNS",
            4, "asserted", "background",
        ),
        (
            "He/PRON/2/nsubj left/VERB/0/root/VBD after/SCONJ/5/mark rebels/NOUN/5/nsubj attack/VERB/2/advcl/VBP",
            4, "asserted", "asserted",
        ),
        ("A/DET/2/det town/NOUN/0/root besieged=besiege/VERB/2/acl/VBN", 2, "asserted", "background"),
        (
            "A/DET/2/det raid/NOUN/0/root that/PRON/4/nsubj/WDT hurt/VERB/2/acl:relcl/VBD many/ADJ/4/obj",
            3, "asserted", "background",
        ),
        ("Raids/NOUN/2/nsubj followed=follow/VERB/0/root/VBD", 1, "future", "future"),
    ],
)  # fmt: skip
def test_news_and_background(line: str, index: int, proposed: Status, expected: Status) -> None:
    assert placed(tree(line), index, proposed, "armed_attack") == expected


def test_what_is_approved_or_to_be_averted() -> None:
    approved = "Parliament/NOUN/2/nsubj approved=approve/VERB/0/root/VBD strikes=strike/NOUN/2/obj"
    averting = "They/PRON/2/nsubj met/VERB/0/root/VBD to/PART/4/mark avert/VERB/2/advcl/VB clashes=clash/NOUN/4/obj"
    assert called_off(tree(approved), 2) == "future"
    assert called_off(tree(averting), 4) == "hypothetical"


@pytest.mark.parametrize(("index", "kind", "expected"), [(1, "ceasefire_declared", "asserted"), (3, "talks", "future")])
def test_a_date_ahead_is_not_the_announcement(index: int, kind: str, expected: Status) -> None:
    line = (
        "Cairo/PROPN/2/nsubj announces=announce/VERB/0/root/VBZ a/DET/4/det truce/NOUN/2/obj on/ADP/6/case May/PROPN/2/obl/NNP "
        "9/NUM/6/nummod/CD"
    )
    trees, text = document(line)
    read = Document(
        id="x", path="x", text=text, raw=b"", sha256="0", media_type="text/plain", title=None, outlet=None, url=None,
        published=date(2021, 5, 3), published_basis="analyst", published_span=None, language="en", blocks=(),
    )  # fmt: skip
    one = Draft(tree=trees[0], first=index, last=index + 1, type=kind, status="asserted", score=1.0, method="test")
    one.roles["time"] = [Argument(0, 5, 7, 1.0)]
    date_all([one], Calendar(trees, read), trees)
    assert one.status == expected


@pytest.mark.parametrize(
    ("kind", "state", "stance", "conditional", "expected"),
    [
        ("shelling", "asserted", "asserts", False, True),
        ("shelling", "asserted", "asserts", True, False),
        ("shelling", "asserted", "denies", False, False),
        ("shelling", "background", "asserts", False, False),
        ("shelling", "future", "predicts", False, True),
        ("accusation", "asserted", "asserts", False, False),
    ],
)
def test_who_vouches(kind: str, state: Status, stance: Stance, conditional: bool, expected: bool) -> None:
    line = "Police/NOUN/2/nsubj say/VERB/0/root rebels/NOUN/4/nsubj fired=fire/VERB/2/ccomp"
    told = draft(line, 3, kind, state)
    end = told.span.end
    claim = Claim(
        id="Q1", speaker=Ref(Span(0, 6), None), via=(), cue=Span(7, 10), content=Span(11, end), mode="indirect",
        factuality="CT+", conditional=conditional, about=(), stance=stance,
    )  # fmt: skip
    assert sources._vouches(claim, told, Told()) is expected


def test_the_silent_are_no_source() -> None:
    line = (
        "Georgia/PROPN/4/nmod:poss/LOC/place 's/PART/1/case premier/NOUN/4/nmod:desc Lado/PROPN/5/nsubj/PER/person "
        "said=say/VERB/0/root rebels/NOUN/7/nsubj fired=fire/VERB/5/ccomp"
    )
    spoken = draft(line, 6, "shelling")
    spoken.roles["source"] = [Argument(0, 0, 1, 1.0)]
    assert [(a.first, a.last) for a in sources._told_by(spoken, [spoken.tree])] == [(0, 4)]
    silent = draft("Oslo/PROPN/2/nsubj studies=study/VERB/0/root a/DET/4/det raid/NOUN/2/obj", 3, "armed_attack")
    silent.roles["source"] = [Argument(0, 0, 1, 1.0)]
    assert sources._told_by(silent, [silent.tree]) == []


def test_a_source_may_stand_where_the_event_was_told_again() -> None:
    trees, _ = document(
        "A/DET/2/det raid/NOUN/3/nsubj hit/VERB/0/root Oslo/PROPN/3/obj/LOC ./PUNCT/3/punct",
        "Troops/NOUN/2/nsubj/person fled=flee/VERB/0/root/VBD ,/PUNCT/2/punct medics/NOUN/5/nsubj/person said=say/VERB/2/parataxis",
    )
    raid = Draft(tree=trees[0], first=1, last=2, type="armed_attack", status="asserted", score=1.0, method="m")
    raid.roles["source"] = [Argument(1, 3, 4, 1.0, "carried over")]
    assert sources._told_by(raid, trees) == raid.roles["source"]


def test_breach_and_strain() -> None:
    broke = tree("Gunmen/NOUN/2/nsubj broke=break/VERB/0/root/VBD the/DET/4/det truce/NOUN/2/obj")
    fell = tree("The/DET/2/det truce/NOUN/3/nsubj broke=break/VERB/0/root/VBD down/ADP/3/compound:prt")
    assert truce_syntax.breaches(broke, 1)
    assert not truce_syntax.breaches(fell, 2)
    assert truce_syntax.under_strain(
        tree("Four/NUM/2/nsubj died=die/VERB/0/root despite/ADP/4/case truce/NOUN/2/obl"), 3
    )
    assert not truce_syntax.under_strain(broke, 3)


def test_whoever_brokers_something_else_is_no_broker() -> None:
    line = (
        "Both/DET/2/nsubj agreed=agree/VERB/0/root to/ADP/4/case truce/NOUN/2/obl while/SCONJ/7/mark "
        "Oslo/PROPN/7/nsubj/ORG brokers=broker/VERB/2/advcl/VBZ a/DET/9/det sale/NOUN/7/obj"
    )
    assert truce_syntax.brokers(tree(line), {3, 1}) == []
