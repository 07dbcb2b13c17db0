"""One person is harmed once: figures of single persons told again are one figure, and their events one event.

Reports tell of a victim in the headline, the lead and the body, now by description, now by name: "a teenager was
killed", "the 16-year-old", "Ana Lopez, 16". Who is who follows from what the cast has settled, from names and ages; a
bare description ("the victim", "a man") is whoever fits last. What was told of a person before the death is no second
harm: who was shot and died is among the dead, not the wounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from truceline.extract import figures
from truceline.extract.actor_words import words
from truceline.extract.actors import Cast
from truceline.extract.draft import Draft
from truceline.extract.events import HARM_WORD
from truceline.extract.figures import FigureDraft
from truceline.extract.numbers import number, words_of
from truceline.extract.pronouns import FEMALE, MALE
from truceline.extract.syntax import Tree
from truceline.extract.told import FACTUAL, VIOLENCE, Told
from truceline.model.values import Count

GRAVITY = ("killed", "wounded")
ATTACK = "armed_attack"
FRESH = frozenset({"another", "second", "third", "fourth", "fifth", "other"})
DEFINITE = frozenset({"the", "this", "that"})
VAGUE = frozenset({
    "person", "man", "woman", "boy", "girl", "victim", "child", "teen", "teenager", "youth", "male", "female", "old",
    "one", "individual", "people", "someone", "juvenile", "kid", "toddler", "adult", "baby", "infant", "patient",
    "resident",
})  # fmt: skip
LOOKED_AT = 30
SEVERAL = 2


@dataclass(slots=True, eq=False)
class Telling:
    """One figure of a single person, and what its words say of who that is."""

    figure: FigureDraft
    draft: Draft
    head: int
    id: str | None
    name: frozenset[str]
    age: int | None
    sex: str | None
    noun: str | None
    determiners: set[str]

    @property
    def points_back(self) -> bool:
        """True for a pronoun or a definite description."""
        return self.figure.tree.tokens[self.head].upos == "PRON" or bool(self.determiners & DEFINITE)


@dataclass(slots=True, eq=False)
class Person:
    """Somebody harmed, with all tellings so far and what they say together."""

    told: list[Telling] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    name: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)

    def add(self, telling: Telling) -> None:
        """Takes one more telling."""
        self.told.append(telling)
        self.name |= telling.name
        for known, new in self._known(telling):
            if new is not None:
                known.add(new)
        if telling.id is not None:
            self.ids.add(telling.id)

    def is_surely(self, other: Telling) -> bool:
        """True if the cast, the name or the age says that it is the same person."""
        same = other.id in self.ids or other.age in self.ages or bool(self.name & other.name)
        return same and not self._differs(other)

    def may_be(self, other: Telling) -> bool:
        """True if nothing that is said of them tells them apart, and both may have been hit in one attack."""
        introduced = other.noun is not None and bool(other.determiners & {"a", "an"})
        if introduced or other.determiners & FRESH or self._differs(other):
            return False
        last = self.told[-1]
        one_attack = _one_attack(last.draft, other.draft) or (other.points_back and last.draft.type == other.draft.type)
        return one_attack and not any(_together(t, other) for t in self.told[-LOOKED_AT:])

    def _known(self, other: Telling) -> Iterable[tuple[set, str | int | None]]:  # type: ignore[type-arg]  # of either
        return (self.ages, other.age), (self.sexes, other.sex), (self.nouns, other.noun)

    def _differs(self, other: Telling) -> bool:
        apart = any(known and new is not None and new not in known for known, new in self._known(other))
        if apart and other.points_back:  # "the student" may be "the victim's son"
            apart = any(
                k and n is not None and n not in k for k, n in ((self.ages, other.age), (self.sexes, other.sex))
            )
        return apart or bool(self.name and other.name and not self.name & other.name)


def settle(told: Told, cast: Cast) -> None:
    """Joins the violent events that harm one and the same person, and keeps one figure for each person."""
    known: list[Person] = []
    for telling in sorted(_tellings(told, cast), key=lambda t: t.figure.count):
        near = known[-LOOKED_AT:][::-1]
        person = next((p for p in near if p.is_surely(telling)), None)
        if person is None:
            alike = [p for p in near if p.may_be(telling)]
            person = next((p for p in alike if p.told[-1].figure.kind == telling.figure.kind), next(iter(alike), None))
        if person is None:
            person = Person()
            known.append(person)
        person.add(telling)
    moved: dict[int, Draft] = {}
    for person in known:
        _join(told, person, moved)
        _keep_one(told, person, moved, cast)
    _count_the_dead_among_the_hit(told)


def _count_the_dead_among_the_hit(told: Told) -> None:
    """ "Four were shot" counts the dead, too: where the report tells of one dead, three or four are wounded."""
    attacks = [d for d in told.drafts if d.type in VIOLENCE and d.status in FACTUAL and told.figures_of(d)]
    dead = [_dead(told.figures_of(d)) for d in attacks]
    for n, draft in enumerate(attacks):
        for figure in told.figures_of(draft):
            value = figure.value
            if not figure.hit or figure.kind != "wounded" or value.low is None or value.low < SEVERAL:
                continue
            near = range(max(0, n - LOOKED_AT), min(len(attacks), n + LOOKED_AT))
            killed = max((dead[i] for i in near if _one_attack(draft, attacks[i])), default=0)
            if 0 < killed < value.low:
                figure.value = Count(value.low - killed, None, value.high, value.open, f"VN-hit+{value.rule}")


def _dead(of_event: Iterable[FigureDraft]) -> int:
    """How many an event killed: its largest figure, or all the single persons."""
    counts = [f.value.low or 0 for f in of_event if f.kind == "killed" and f.scope == "event"]
    return max([*counts, counts.count(1)], default=0)


def _tellings(told: Told, cast: Cast) -> Iterable[Telling]:
    for draft in told.drafts:
        if draft.type in VIOLENCE and draft.status in FACTUAL:
            for figure in told.figures_of(draft):
                single = figure.value.low == figure.value.high == 1 and figure.scope == "event"
                if figure.mention is not None and single and figure.kind in GRAVITY:
                    yield _telling(figure, figures.counted_head(figure.tree, figure.mention), draft, cast)


def _telling(figure: FigureDraft, head: int, draft: Draft, cast: Cast) -> Telling:
    tree = figure.tree
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    named = token.upos == "PROPN"
    parts = (head, *tree.kids(head, "flat", "compound")) if named else ()
    return Telling(
        figure, draft, head, cast.id_of(tree.sentence.number, head),
        name=frozenset(tree.words[i].casefold() for i in parts if tree.tokens[i].upos == "PROPN"),
        age=_age(tree, head), sex=_sex(lemma), noun=None if lemma in VAGUE or token.upos != "NOUN" else lemma,
        determiners={tree.words[c].lower() for c in tree.kids(head, "det", "amod")},
    )  # fmt: skip


def _sex(lemma: str) -> str | None:
    if lemma in MALE or lemma in FEMALE:
        return "m" if lemma in MALE else "f"
    return words().sex.get(lemma)


def _age(tree: Tree, head: int) -> int | None:
    """The age that goes with a person: "19-year-old Ana", "Ana Lopez, 19,", "a boy, aged 6"."""
    for child in tree.subtree(head, frozenset({"acl:relcl", "acl", "conj", "advcl"})):
        if tree.tokens[child].upos != "NUM":
            continue
        old = "old" in (w.lower() for w in tree.words[child + 1 : child + 5])
        if old or (child > head and tree.words[child - 1].lower() in (",", "(", "aged", "age")):
            read = number(list(words_of(tree.words[child])), 0)
            return None if read is None else int(read[0])
    return None


def _one_attack(one: Draft, other: Draft) -> bool:
    """True if two events may be one attack: nothing says that they fell on different days."""
    if one is other:
        return True
    if not one.type == other.type == ATTACK:
        return False
    first, second = (d.date.days if d.date is not None and d.date.basis == "stated" else None for d in (one, other))
    if first is None or second is None:
        return True
    early = first.latest is not None and second.earliest is not None and first.latest < second.earliest
    late = second.latest is not None and first.earliest is not None and second.latest < first.earliest
    return not early and not late


def _together(one: Telling, other: Telling) -> bool:
    """True if one sentence tells of both, the later not pointing back to the earlier."""
    tree = one.figure.tree
    if tree is not other.figure.tree:
        return False
    return not other.points_back or tree.first_conjunct(one.head) == tree.first_conjunct(other.head)


def _join(told: Told, person: Person, moved: dict[int, Draft]) -> None:
    """Makes the events of one person one event: one for which a head fired, the first of them."""
    drafts = list({id(d): d for d in (_now(t.draft, moved) for t in person.told)}.values())
    kept = min(drafts, key=lambda d: (d.method.endswith(HARM_WORD), d.type == ATTACK, d.sentence, d.first))
    for draft in drafts:
        if draft is not kept and draft.type in (ATTACK, kept.type):
            moved[id(draft)] = kept
            told.join(draft, kept)


def _now(draft: Draft, moved: dict[int, Draft]) -> Draft:
    while id(draft) in moved:
        draft = moved[id(draft)]
    return draft


def _keep_one(told: Told, person: Person, moved: dict[int, Draft], cast: Cast) -> None:
    """Leaves, in one event, the gravest harm of a person, told by name if there is one, and what others tell of it."""
    gravest = min(person.told, key=lambda t: GRAVITY.index(t.figure.kind)).figure.kind
    best = max(
        (t for t in person.told if t.figure.kind == gravest), key=lambda t: (bool(t.name), -t.figure.count.start)
    )
    event = _now(best.draft, moved)
    for telling in person.told:
        if telling is not best and _now(telling.draft, moved) is event and not _by_another(telling, best, cast):
            told.drop(event, telling.figure)


def _by_another(telling: Telling, best: Telling, cast: Cast) -> bool:
    """True if somebody else is named who says so: a second source of the same harm stays."""
    teller, known = telling.figure.teller, best.figure.teller
    if teller is None or telling.figure.kind != best.figure.kind:
        return False
    return known is None or cast.id_of(teller.sentence, teller.first) != cast.id_of(known.sentence, known.first)
