"""The lexicon of actors (``data/actor_nouns.toml``): what nouns, titles and well-known names tell of who is meant."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from truceline.extract.names import plain
from truceline.model.extraction import ActorKind, Relation

Sex = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon as rules ask for it; lemmas in small letters throughout."""

    bodies: dict[str, ActorKind]
    people: dict[str, ActorKind]
    generic: frozenset[str]
    modifiers: dict[str, ActorKind]
    classes: dict[str, str]
    neutral: frozenset[str]
    fresh: frozenset[str]
    titles: dict[str, Sex | None]
    sex: dict[str, Sex]
    stands_for: dict[str, frozenset[ActorKind]]
    relations: dict[str, Relation]
    leading: frozenset[str]
    allied: frozenset[str]
    quantities: frozenset[str]
    acts: frozenset[str]
    names: dict[str, ActorKind]
    irregular: frozenset[str]
    regular: frozenset[str]
    nobody: frozenset[str]
    opening: frozenset[str]
    ambiguous: frozenset[str]
    ranks: dict[str, str]
    communities: frozenset[str]
    portfolios: frozenset[str]
    version: str

    def community(self, word: str) -> bool:
        """True for a faith or people without a state ("Sunni", "Kurds")."""
        return word.casefold() in self.communities

    def noun_kind(self, lemma: str, modifiers: Collection[str] = ()) -> ActorKind | None:
        """Kind of the people or body that a noun names; a generic one takes it from a modifier; ``None`` if unknown."""
        kind = self.people.get(lemma) or self.bodies.get(lemma)
        if kind is not None and lemma in self.generic:
            found = [self.modifiers[m] for m in modifiers if m in self.modifiers and m != "armed"]
            if kind == "military":  # "government forces", "armed forces" stay military; "rebel forces" do not
                found = [k for k in found if k not in ("government", "civilian")]
            elif "armed" in modifiers:
                found.append("armed_group")
            if found:
                return found[0]
        return kind

    def name_kind(self, words: tuple[str, ...], of_state: bool) -> ActorKind | None:
        """Kind of the organisation that `words` name; `of_state`: a state owns it. ``None``: the words do not tell."""
        small = [w.casefold() for w in words]
        for size in (len(small), 3, 2):
            found = self.names.get(" ".join(small[-size:]))
            if found is not None:
                return found
        if small[0] in ("un", "u.n.") or small[:2] == ["united", "nations"]:
            return "international"
        if small[0] in self.opening:
            return "armed_group"
        for word in reversed(small):
            kind = self.names.get(word) or self.bodies.get(word)
            if kind is None or kind == "other":
                continue
            irregular = not self.irregular.isdisjoint(small)
            if kind == "military" and not of_state and (irregular or (word == "army" and self._own_army(small))):
                return "armed_group"
            if kind == "armed_group" and of_state and word not in self.names:
                return "military"
            return (
                "political"
                if kind == "government" and irregular and word in ("council", "assembly", "congress")
                else kind
            )
        return None

    def _own_army(self, small: list[str]) -> bool:
        return len(small) > 1 and self.regular.isdisjoint(small) and not small[0][0].isdigit()


def _kinds(table: dict[str, list[str]]) -> dict[str, ActorKind]:
    found: dict[str, ActorKind] = {}
    for kind, nouns in table.items():
        for noun in nouns:
            found.setdefault(noun, kind)  # type: ignore[arg-type]  # the file's keys are kinds, as its test checks
    return found


@cache
def words() -> Words:
    """The lexicon, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/actor_nouns.toml").read_text("utf-8"))
    titles: dict[str, Sex | None] = {}
    for sex, forms in data["titles"].items():
        titles.update((f, sex if sex != "x" else None) for f in forms)
    relations: dict[str, Relation] = {}
    for relation, nouns in data["relations"].items():
        for noun in nouns:
            relations.setdefault(noun, relation)
    names = {k: v for k, v in data["names"].items() if k in get_args(ActorKind)}
    return Words(
        bodies=_kinds(data["bodies"]), people=_kinds(data["people"]), generic=frozenset(data["generic"]["nouns"]),
        modifiers=_kinds(data["modifiers"]), classes={n: c for c, ns in data["classes"].items() for n in ns},
        neutral=frozenset(data["neutral"]["words"]), fresh=frozenset(data["fresh"]["words"]), titles=titles,
        sex={n: s for s, ns in data["sex"].items() for n in ns},
        stands_for={n: frozenset(ks) for n, ks in data["stands_for"].items()}, relations=relations,
        leading=frozenset(data["ties"]["leads"]), allied=frozenset(data["ties"]["allied"]),
        quantities=frozenset(data["quantities"]["nouns"]), acts=frozenset(data["acts"]["verbs"]),
        names=_kinds(names), irregular=frozenset(data["names"]["irregular"]),
        regular=frozenset(data["names"]["regular"]), nobody=frozenset(data["names"]["nobody"]),
        opening=frozenset(data["names"]["opening"]), ambiguous=frozenset(data["ambiguous"]["nouns"]),
        ranks=data["ranks"], communities=frozenset(w + end for w in data["communities"]["words"] for end in ("", "s")),
        portfolios=frozenset(data["portfolios"]["words"]),
        version=data["version"],
    )  # fmt: skip


def capitalised(word: str) -> bool:
    """True for a word written with a capital and holding a letter."""
    return word[:1].isupper() and bool(plain(word))
