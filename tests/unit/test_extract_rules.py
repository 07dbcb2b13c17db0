"""Rules over trees: reality, harm, who gives a figure, brokers and ends of ceasefires."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from tests.trees import document, sentence
from truceline.extract import ceasefires, counting, figures, harm, lexicon_versions, truce_syntax
from truceline.extract.dating import Calendar, date_all
from truceline.extract.draft import Argument, Draft, acting, from_trigger, whole
from truceline.extract.reality import called_off, status
from truceline.extract.syntax import Tree
from truceline.extract.told import Told
from truceline.extract.victims import victims
from truceline.model.analysis import CountMention, Role, Trigger, TruceMention
from truceline.model.extraction import Status
from truceline.model.text import Document


def tree(line: str) -> Tree:
    return document(line)[0][0]


@pytest.mark.parametrize(
    ("line", "index", "expected"),
    [
        ("They/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod surrender/VERB/0/root", 3, "negated"),
        ("None=none/PRON/3/nsubj was/AUX/3/aux:pass arrested=arrest/VERB/0/root", 2, "negated"),
        ("No/DET/2/det agreement/NOUN/3/nsubj:pass reached=reach/VERB/0/root", 1, "negated"),
        ("There/PRON/3/expl will/AUX/3/aux be/VERB/0/root a/DET/5/det fight/NOUN/3/nsubj", 4, "future"),
        ("They/PRON/3/nsubj may/AUX/3/aux attack/VERB/0/root", 2, "hypothetical"),
        ("They/PRON/4/nsubj could/AUX/4/aux have/AUX/4/aux attacked=attack/VERB/0/root", 3, "hypothetical"),
        ("They/PRON/4/nsubj may/AUX/4/aux have/AUX/4/aux attacked=attack/VERB/0/root", 3, "hypothetical"),
        ("If/SCONJ/4/mark the/DET/3/det army/NOUN/4/nsubj enters=enter/VERB/0/root", 3, "hypothetical"),
        ("Police/NOUN/2/nsubj refused=refuse/VERB/0/root to/PART/4/mark fight/VERB/2/xcomp", 3, "negated"),
        ("Both/DET/2/nsubj agreed=agree/VERB/0/root to/PART/4/mark withdraw/VERB/2/xcomp", 3, "future"),
        (
            "She/PRON/2/nsubj proposed=propose/VERB/0/root that/SCONJ/5/mark both/DET/5/nsubj sign/VERB/2/ccomp/VB",
            4,
            "hypothetical",
        ),
        ("Rebels/NOUN/2/nsubj attacked=attack/VERB/0/root", 1, "asserted"),
        (
            "An/DET/2/det exchange/NOUN/5/nsubj did/AUX/5/aux not/PART/5/advmod come/VERB/0/root about/ADP/5/compound:prt",
            1,
            "negated",
        ),
        (
            "Monitors/NOUN/3/nsubj will/AUX/3/aux look/VERB/0/root into/ADP/5/case violations/NOUN/3/obl",
            4,
            "hypothetical",
        ),
        (
            "Monitors/NOUN/3/nsubj will/AUX/3/aux look/VERB/0/root into/ADP/6/case the/DET/6/det attack/NOUN/3/obl",
            5,
            "asserted",
        ),
        ("Clashes/NOUN/3/nsubj will/AUX/3/aux return/VERB/0/root", 0, "future"),
    ],
)
def test_status(line: str, index: int, expected: Status) -> None:
    assert status(tree(line), index, "asserted") == expected


@pytest.mark.parametrize("proposed", ["negated", "hypothetical"])
def test_syntax_never_makes_a_fact(proposed: Status) -> None:
    assert status(tree("Rebels/NOUN/2/nsubj attacked=attack/VERB/0/root"), 1, proposed) == proposed


@pytest.mark.parametrize(
    ("line", "count", "kind"),
    [
        ("It/PRON/2/nsubj killed=kill/VERB/0/root/VBD six/NUM/4/nummod men/NOUN/2/obj/NNS", 2, "killed"),
        (
            "Shells/NOUN/2/nsubj killed=kill/VERB/0/root/VBD six/NUM/2/obj and/CCONJ/5/cc wounded=wound/VERB/2/conj/VBD five/NUM/5/obj",
            5, "wounded",
        ),
        ("He/PRON/2/nsubj shot=shoot/VERB/0/root/VBD 20/NUM/4/nummod rounds/NOUN/2/obj/NNS", 2, None),
        ("Two/NUM/2/nummod cleaners/NOUN/4/nsubj:pass/NNS were/AUX/4/aux:pass wounded=wound/VERB/0/root/VBN", 0, "wounded"),
        ("Forty/NUM/2/nummod soldiers/NOUN/3/nsubj/NNS killed=kill/VERB/0/root/VBD a/DET/5/det boy/NOUN/3/obj/NN", 0, None),
        (
            "It/PRON/2/nsubj put/VERB/0/root the/DET/4/det dead/NOUN/2/obj at/ADP/6/case 9/NUM/2/obl and/CCONJ/9/cc "
            "the/DET/9/det wounded/NOUN/2/conj at/ADP/12/case about/ADV/12/advmod 20/NUM/9/orphan",
            11, "wounded",
        ),
        ("Forty/NUM/2/nummod soldiers/NOUN/3/nsubj/NNS died=die/VERB/0/root/VBD", 0, "killed"),
        ("Two/NUM/2/nummod men/NOUN/4/nsubj:pass/NNS/person were/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN", 0, "wounded"),
        (
            "Two/NUM/2/nummod men/NOUN/4/nsubj:pass/NNS/person were/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN "
            "dead/ADJ/4/xcomp", 0, "killed",
        ),
        (
            "Two/NUM/2/nummod men/NOUN/4/nsubj:pass/NNS/person were/AUX/4/aux:pass stopped=stop/VERB/0/root/VBN "
            "and/CCONJ/6/cc killed=kill/VERB/4/conj/VBN", 0, "killed",
        ),
    ],
)  # fmt: skip
def test_kind_of_harm(line: str, count: int, kind: str | None) -> None:
    assert harm.kind_of(tree(line), count, count + 1) == kind


def test_an_age_is_no_count() -> None:
    boy = tree("a/DET/2/det boy/NOUN/0/root/NN/person of/ADP/4/case 12/NUM/2/nmod")
    assert harm.is_age(boy, 3, 4)
    men = tree("12/NUM/2/nummod men/NOUN/0/root/NNS/person")
    assert not harm.is_age(men, 0, 1)
    term = tree("12/NUM/2/nummod years=year/NOUN/0/root/NNS/time")
    assert harm.is_age(term, 0, 1)
    named = tree("Ana/PROPN/4/nsubj/NNP/person ,/PUNCT/3/punct 31/NUM/1/parataxis died=die/VERB/0/root")
    assert harm.is_age(named, 2, 3)


def test_which_harms_a_sentence_names() -> None:
    assert harm.kinds_named(tree("six/NUM/2/nummod wounds=wound/NOUN/0/root")) == {"wounded"}
    assert harm.kinds_named(tree("his/PRON/2/nmod:poss death/NOUN/0/root")) == {"killed"}
    assert harm.kinds_named(tree("They/PRON/2/nsubj shot=shoot/VERB/0/root him/PRON/2/obj")) == {"killed", "wounded"}
    assert not harm.kinds_named(tree("They/PRON/2/nsubj left=leave/VERB/0/root"))


def test_who_gives_a_figure() -> None:
    line = "The/DET/2/det ministry/NOUN/3/nsubj/organization put/VERB/0/root the/DET/5/det dead/NOUN/3/obj at/ADP/7/case 40/NUM/3/obl"
    put = tree(line)
    assert harm.teller(put, 6, 7) == 1
    killed = tree("Rebels/NOUN/2/nsubj/person killed=kill/VERB/0/root six/NUM/4/nummod men/NOUN/2/obj")
    assert harm.teller(killed, 2, 3) is None


@pytest.mark.parametrize(
    ("line", "anchor", "broker"),
    [
        ("a/DET/2/det truce/NOUN/0/root brokered=broker/VERB/2/acl/VBN by/ADP/5/case Qatar/PROPN/3/obl", 1, "Qatar"),
        (
            "Norway/PROPN/2/nsubj mediated=mediate/VERB/0/root/VBD the/DET/4/det deal/NOUN/2/obj", 3, "Norway",
        ),
        (
            "an/DET/5/det Omani/ADJ/5/amod +-/PUNCT/2/punct +brokered=broker/VERB/5/amod/VBN truce/NOUN/0/root", 4, "Omani",
        ),
        (
            "They/PRON/2/nsubj reached=reach/VERB/0/root/VBD a/DET/4/det deal/NOUN/2/obj "
            "through/ADP/6/case elders/NOUN/2/obl/person", 3, "elders",
        ),
    ],
)  # fmt: skip
def test_brokers(line: str, anchor: int, broker: str) -> None:
    found = tree(line)
    assert [found.tokens[first].text for first, _ in truce_syntax.brokers(found, {anchor})] == [broker]


def test_a_week_of_fighting_that_is_ended_by_a_truce_ends_no_truce() -> None:
    fighting = tree(
        "Fighting/NOUN/3/nsubj:pass was/AUX/3/aux:pass ended=end/VERB/0/root/VBN by/ADP/6/case a/DET/6/det truce/NOUN/3/obl"
    )
    assert not truce_syntax.ends_truce(fighting, 2, 3, {5})
    truce = tree("The/DET/2/det truce/NOUN/3/nsubj collapsed=collapse/VERB/0/root/VBD")
    assert truce_syntax.ends_truce(truce, 2, 3, {1})


def test_breaking_apart_is_an_end_and_breaking_a_breach() -> None:
    assert truce_syntax.falls_apart(tree("It/PRON/2/nsubj broke=break/VERB/0/root apart/ADV/2/compound:prt"), 1, 2)
    assert not truce_syntax.falls_apart(tree("They/PRON/2/nsubj broke=break/VERB/0/root it/PRON/2/obj"), 1, 2)


@pytest.mark.parametrize(
    ("line", "low", "best"),
    [
        ("The/DET/2/det dead/ADJ/3/obj/JJ lay=lie/VERB/0/root", 2, None),
        ("Them=they/PRON/2/obj/PRP killed=kill/VERB/0/root", 2, None),
        ("Gunmen/NOUN/2/obj/NNS killed=kill/VERB/0/root", 2, None),
        ("The/DET/2/det mayor/NOUN/3/obj/NN killed=kill/VERB/0/root", 1, 1),
    ],
)
def test_people_without_a_number(line: str, low: int, best: int | None) -> None:
    (trees, text) = document(line)
    head = next(i for i, t in enumerate(trees[0].tokens) if t.deprel == "obj")
    mention = CountMention(head, head + 1, "killed", "unknown", False, None, None, 1.0)
    figure = figures.read(trees[0], mention, text, [], {})
    assert figure is not None
    assert (figure.value.low, figure.value.best) == (low, best)


@pytest.mark.parametrize(
    "words", ["60/NUM/2/nummod percent/NOUN/3/obj/NN", "9999999999999999999/NUM/2/nummod men/NOUN/3/obj/NNS"]
)
def test_a_number_that_counts_nobody_is_no_single_person(words: str) -> None:
    trees, text = document(f"{words} shot=shoot/VERB/0/root")
    assert figures.read(trees[0], CountMention(0, 2, "killed", "unknown", False, None, None, 1.0), text, [], {}) is None


@pytest.mark.parametrize(("gap", "hedged"), [(1, True), (6, False)])
def test_a_higher_toll_speaks_of_the_figure_just_before(gap: int, hedged: bool) -> None:
    told = "It/PRON/2/nsubj killed=kill/VERB/0/root/VBD six/NUM/4/nummod men/NOUN/2/obj/NNS"
    other = "Rain/NOUN/2/nsubj fell=fall/VERB/0/root"
    toll = "The/DET/2/det toll/NOUN/5/nsubj may/AUX/5/aux be/AUX/5/cop higher/ADJ/0/root"
    trees, text = document(told, *[other] * (gap - 1), toll)
    six = figures.read(trees[0], CountMention(2, 3, "killed", "unknown", False, (3, 4), None, 1.0), text, [], {})
    assert six is not None
    assert (figures.hedged_tally(trees[-1], six) is not None) == hedged


def report(text: str) -> Document:
    """A document of 1 April 2008."""
    return Document(
        id="D", path="war.txt", text=text, blocks=(), raw=b"", media_type="text/plain", sha256="0" * 64, title=None,
        outlet=None, url=None, published=date(2008, 4, 1), published_basis="analyst",
        published_span=None, language="en",
    )  # fmt: skip


def test_a_war_of_three_thousand_years_is_no_error() -> None:
    line = "Fighting/NOUN/5/nsubj of/ADP/4/case 3,000/NUM/4/nummod years/NOUN/1/nmod/NNS ended=end/VERB/0/root"
    trees, text = document(line)
    calendar = Calendar(trees, report(text))
    draft = Draft(tree=trees[0], first=0, last=1, type="armed_clash", status="asserted", score=1.0, method="m")
    date_all([draft], calendar, trees)
    assert draft.date is not None


def test_what_a_later_sentence_adds_is_marked_as_carried_over() -> None:
    trees, _ = document(
        "Shells/NOUN/2/nsubj fell=fall/VERB/0/root", "They/PRON/2/nsubj killed=kill/VERB/0/root six/NUM/2/obj"
    )
    first, second = (
        Draft(tree=tree, first=1, last=2, type="shelling", status="asserted", score=1.0, method="m") for tree in trees
    )
    second.roles["target"] = [Argument(1, 2, 3, 1.0)]
    told = Told()
    told.drafts = [first, second]
    told.join(second, first)
    assert [(a.sentence, a.basis) for a in first.roles["target"]] == [(1, "carried over")]


def test_the_version_of_every_word_list_is_recorded() -> None:
    lists = [f for f in (files("truceline.extract") / "data").iterdir() if f.name.endswith(".toml")]
    told = {f.name.removesuffix(".toml"): tomllib.loads(f.read_text("utf-8"))["version"] for f in lists}
    assert told.items() <= lexicon_versions().items()


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    centre = tree(
        "the/DET/2/det centre/NOUN/0/root ,/PUNCT/5/punct which/PRON/5/nsubj/WDT mediated=mediate/VERB/2/acl:relcl/VBD "
        "the/DET/7/det deal/NOUN/5/obj"
    )
    assert centre.meant(3) == 1
    assert [centre.tokens[first].text for first, _ in truce_syntax.brokers(centre, {6})] == ["centre"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The/DET/2/det attack/NOUN/4/nsubj:pass was/AUX/4/aux:pass put/VERB/0/root off/ADP/4/compound:prt", "negated"),
        ("Police/NOUN/2/nsubj foiled=foil/VERB/0/root an/DET/4/det attack/NOUN/2/obj", "negated"),
        (
            "He/PRON/2/nsubj called=call/VERB/0/root off/ADP/2/compound:prt the/DET/5/det attack/NOUN/2/obj",
            "hypothetical",
        ),
        ("Rebels/NOUN/2/nsubj began=begin/VERB/0/root an/DET/4/det attack/NOUN/2/obj", None),
    ],
)
def test_what_was_put_off_did_not_happen(line: str, expected: Status | None) -> None:
    made = tree(line)
    index = next(i for i, token in enumerate(made.tokens) if token.text == "attack")
    assert called_off(made, index) == expected


@pytest.mark.parametrize(
    ("line", "first", "last", "names", "told"),
    [
        (
            "The/DET/2/det truce/NOUN/8/nsubj +,/PUNCT/5/punct which/PRON/5/nsubj/WDT collapsed=collapse/VERB/2/acl:relcl/VBD "
            "+,/PUNCT/2/punct was=be/AUX/8/cop weak/ADJ/0/root",
            1, 2, ["truce", "which"], "broken_down",
        ),
        (
            "The/DET/3/det new/ADJ/3/amod deal/NOUN/7/nsubj is=be/AUX/7/cop a/DET/7/det fragile/ADJ/7/amod truce/NOUN/0/root",
            6, 7, ["truce", "new deal"], None,
        ),
        (
            "Fighting/NOUN/3/nsubj:pass was/AUX/3/aux:pass ended=end/VERB/0/root/VBN by/ADP/6/case a/DET/6/det "
            "truce/NOUN/3/nsubj:pass",
            5, 6, ["truce"], None,
        ),
    ],
)  # fmt: skip
def test_what_else_names_a_truce_in_its_sentence(
    line: str, first: int, last: int, names: list[str], told: str | None
) -> None:
    mention = TruceMention(first, last, "holding", "unclear", 0.9, ())
    found, text = sentence(line, truces=[mention])
    (truce,) = ceasefires.gather([Tree(found)], Calendar([Tree(found)], report(text)), [])
    assert [n.span.of(text) for n in truce.namings] == names
    assert [n.told for n in truce.namings if n.told] == ([told] if told else [])


@pytest.mark.parametrize(("second", "dated"), [("signed=sign/VERB/2/conj/VBD", True), ("sign/VERB/2/conj/VB", False)])
def test_a_day_holds_for_the_verbs_coordinated_with_its_own(second: str, dated: bool) -> None:
    line = f"Envoys/NOUN/2/nsubj met=meet/VERB/0/root/VBD on/ADP/4/case Friday/PROPN/2/obl/NNP and/CCONJ/6/cc {second} a/DET/8/det deal/NOUN/6/obj"
    trees, text = document(line)
    draft = Draft(tree=trees[0], first=5, last=6, type="agreement", status="asserted", score=1.0, method="m")
    date_all([draft], Calendar(trees, report(text)), trees)
    assert draft.date is not None
    assert (draft.date.days.earliest == date(2008, 3, 28)) == dated


def test_time_words_of_another_sentence_are_read_there() -> None:
    short = "Guns/NOUN/2/nsubj roared/VERB/0/root/VBD"
    long = "The/DET/2/det shelling/NOUN/3/nsubj began/VERB/0/root/VBD on/ADP/5/case Friday/PROPN/3/obl/NNP"
    trees, text = document(short, long)
    draft = Draft(tree=trees[0], first=1, last=2, type="shelling", status="asserted", score=1.0, method="m")
    draft.roles["time"] = [Argument(1, 4, 5, 1.0, "carried over")]
    date_all([draft], Calendar(trees, report(text)), trees)
    assert draft.date is not None
    assert draft.date.days.earliest == date(2008, 3, 28)


def test_a_number_of_people_that_nothing_harms_is_no_figure() -> None:
    line = "Sponsors/NOUN/2/nsubj expect/VERB/0/root 10,000/NUM/4/nummod people/NOUN/2/obj/NNS at/ADP/7/case the/DET/7/det march/NOUN/2/obl"
    (trees, text) = document(line)
    assert (
        figures.read(trees[0], CountMention(2, 3, "killed", "unknown", False, (3, 4), None, 1.0), text, [], {}) is None
    )


def test_an_agreement_is_no_party_and_a_title_no_whole_name() -> None:
    line = "The/DET/2/det accord/NOUN/5/nsubj/abstract Mr/PROPN/4/compound Allawi/PROPN/5/nsubj/PER/person ordered=order/VERB/0/root"
    found = tree(line)
    assert not acting(found, Argument(0, 1, 2, 1.0))
    whole_name = whole(found, 2, 3, 1.0)
    assert (whole_name.first, whole_name.last) == (2, 4)
    assert acting(found, whole_name)


@pytest.mark.parametrize(("verb", "named"), [("not/PART/6/advmod", 0), ("surely/ADV/6/advmod", 1)])
def test_what_is_said_to_be_no_truce_is_none(verb: str, named: int) -> None:
    line = f"The/DET/2/det plan/NOUN/6/nsubj is=be/AUX/6/cop {verb} a/DET/6/det truce/NOUN/0/root"
    found, text = sentence(line, truces=[TruceMention(5, 6, "holding", "unclear", 0.9, ())])
    assert len(ceasefires.gather([Tree(found)], Calendar([Tree(found)], report(text)), [])) == named


@pytest.mark.parametrize(("noun", "kept"), [("toll", True), ("crowd", False)])
def test_a_bare_toll_is_a_figure(noun: str, kept: bool) -> None:
    (trees, text) = document(f"The/DET/2/det {noun}/NOUN/3/nsubj stood=stand/VERB/0/root at/ADP/5/case 40/NUM/3/obl")
    figure = figures.read(trees[0], CountMention(4, 5, "killed", "unknown", True, None, None, 1.0), text, [], {})
    assert (figure is not None) == kept


COORDINATED = (
    "Raiders=raider/NOUN/2/nsubj/NNS/person shot=shoot/VERB/0/root a/DET/4/det judge/NOUN/2/obj/person +,/PUNCT/7/punct"
    " two/NUM/7/nummod clerks=clerk/NOUN/4/conj/NNS/person and/CCONJ/10/cc a/DET/10/det car/NOUN/4/conj/object"
)


def test_a_role_is_that_of_the_whole_coordination_of_its_kind() -> None:
    made = tree(COORDINATED)
    roles = (Role("actor", 0, 1, 0.9), Role("target", 3, 4, 0.8))
    draft = from_trigger(made, Trigger(1, 2, "armed_attack", "asserted", 0.9, roles), "head 1")
    assert [(a.first, a.last) for a in draft.roles["target"]] == [(3, 4), (5, 7)]
    assert [(a.first, a.last) for a in draft.roles["actor"]] == [(0, 1)]


def test_all_of_a_coordination_are_counted() -> None:
    line = (
        "His/PRON/2/nmod:poss driver/NOUN/6/nsubj:pass/NN/person and/CCONJ/4/cc cook/NOUN/2/conj/NN/person"
        " were/AUX/6/aux:pass killed=kill/VERB/0/root/VBN"
    )
    made = tree(line)
    assert [(m.first, m.last, m.kind) for m in counting.more(made, victims(made))] == [
        (1, 2, "killed"),
        (3, 4, "killed"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("unidentified/ADJ/3/amod armed/ADJ/3/amod men/NOUN/0/root/NNS/person", (0, 3)),
        ("unidentified/ADJ/2/amod jets/NOUN/0/root/NNS/object", (0, 1)),
        ("the/DET/2/det unidentified/ADJ/0/root", (0, 1)),
    ],
)
def test_people_are_not_cut_off_behind_what_describes_them(line: str, expected: tuple[int, int]) -> None:
    found = whole(tree(line), 0, 1, 1.0)
    assert (found.first, found.last) == expected
