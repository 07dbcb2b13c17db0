"""Whom a name means: the register with its keys. Two equal answers are none; every answer has a score and a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz, process

from truceline.model.names import COMMON_FAMILIES, person_words, plain_words
from truceline.register.context import IN_MIND, NO_CONTEXT, PERSONS, Context, Match, against, supports, then, weight
from truceline.register.entries import UCDP, Entry, Office
from truceline.register.keys import WordKey, blocks, body_key, family, is_short, key_of, person_key, word_key
from truceline.register.likeness import (
    PAIR,
    SAME,
    Likeness,
    Named,
    Spelling,
    given_of,
    hopeful,
    likeness,
    person_likeness,
    spelling,
)
from truceline.register.organs import organ_entry, organs, state, state_words
from truceline.register.roles import Roles, government_id

EXACT, KEY, SURNAME, ROLE, TRIMMED = 0.99, 0.97, 0.82, 0.85, 0.85
_FOLLOWERS = frozenset(
    "militants rebels fighters insurgents guerrillas militia militiamen group movement forces troops gunmen".split()
)
_LETTERS = 60  # percent of its letters that a name must share with another to be compared with it
_NEAR = 12  # names that are compared at most


class Register:
    """The actors by id, and by the keys of their names."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Builds the keys; of the names, none is compared with another."""
        self.entries: dict[str, Entry] = {e.id: e for e in entries}
        self._now = {old: e.id for e in self.entries.values() for old in e.replaces}
        self._exact: dict[str, list[Entry]] = {}
        self._short: dict[str, list[Entry]] = {}
        self._persons: dict[str, list[Entry]] = {}
        self._bodies: dict[tuple[str, ...], list[Entry]] = {}
        self._families: dict[str, list[Entry]] = {}
        self._blocks: dict[str, list[Named]] = {}
        self._hopes: set[str] = set()  # blocks with given names in place of how they begin; * for any
        for one in self.entries.values():
            self._add(one)
        self._roles = Roles(self.entries.values())

    def _add(self, one: Entry) -> None:
        for name in one.all_names:
            if is_short(name):
                _put(self._short, name.replace(".", ""), one)
                continue
            _put(self._exact, _plainly(name), one)
            if one.kind != "person":
                if key := body_key(name):
                    _put(self._bodies, key, one)
                continue
            words = person_words(name)
            if not words:
                continue
            _put(self._persons, person_key(name), one)
            if len(words) > 1:
                _put(self._families, family(words[-1]), one)
                named = (spelling(name), name, one)
                given = named[0].given
                for block in blocks(words):
                    self._blocks.setdefault(block, []).append(named)
                    self._hopes.add(f"*{block}" if given is None else given + block[block.index("|") :])

    def get(self, id: str) -> Entry | None:
        """The entry of an id: of a replaced one what replaces it, of a state and its organs what the patterns give."""
        found = self.entries.get(self._now.get(id, id))
        if found is None:
            code, _, organ = id.partition("/")
            return state(code) if not organ else organ_entry(code, organ.partition(":")[0])
        return found

    def holder(self, owner: str, office: str, on: date) -> Entry | None:
        """Who held an office on a day; ``None`` if the register does not say, or names two."""
        return self._roles.holder(owner, office, on)

    def holders(self, owner: str, office: str) -> list[tuple[Office, Entry]]:
        """All who held an office, the first first."""
        return self._roles.holders(owner, office)

    def is_office(self, words: Sequence[str]) -> bool:
        """True if the words are those of an office, with or without the name of a state."""
        plain = plain_words(" ".join(words))
        return any(plain[a:b] in organs().office_words for a in range(len(plain)) for b in range(a + 1, len(plain) + 1))

    def bearers(self, name: str) -> list[Entry]:
        """All who may be meant by a name, whatever stands around it: by the whole name, else by the family name."""
        words = person_words(name)
        found = [
            *self._short.get(name.replace(".", ""), ()), *self._exact.get(_plainly(name), ()),
            *self._bodies.get(body_key(name), ()), *self._persons.get(key_of(words), ()),
        ]  # fmt: skip
        if not found and len(words) == 1:
            found = self._families.get(family(words[0]), [])
        return list({one.id: one for one in found}.values())

    # ---------------------------------------------------------------------------------------------- names

    def find(self, name: str, context: Context = NO_CONTEXT) -> Match | None:
        """The actor that a name means, on its own and in its context; ``None`` if nobody, or two as well as each other.

        Args:
            name: the words, without titles or with them.
            context: what is known of it; without it only what is unmistakable is found.
        """
        if is_short(name):
            short = self._short.get(name.replace(".", ""), ())
            found = self._pick(short, EXACT, "the short form of {}", context, True)
            if found is not None or short:
                return found
        exact = self._exact.get(_plainly(name))
        if exact and (found := self._pick(exact, EXACT, "the name {}", context)) is not None:
            return found
        found = None
        if context.kind not in PERSONS:
            found = self._body(name, context) or self.organ(name, context)
        if found is None and (context.kind is None or context.kind in ("person", "other", "civilian")):
            found = self._person(name, context)
        return found

    def _person(self, name: str, context: Context) -> Match | None:
        if name == name.lower():
            return None
        words = person_words(name)
        if not words:
            return None
        keyed = [word_key(word) for word in words]
        known = self._persons.get("".join([word.key for word in keyed]))
        if known and (found := self._pick(known, KEY, "a spelling of {}", context, len(words) == 1)) is not None:
            return found
        return self._surname(words[0], context) if len(words) == 1 else self._residue(name, words, keyed, context)

    def _surname(self, word: str, context: Context) -> Match | None:
        """The one bearer of a family name whom the report's country and day allow."""
        bearers = () if word in COMMON_FAMILIES else self._families.get(family(word), ())
        near = [e for e in bearers if supports(e, context) and then(e, context, IN_MIND)]
        if len(near) != 1:
            return None
        reason = f"only {near[0].name} of that family name fits country and time"
        return Match(near[0].id, SURNAME, reason, True)

    def _residue(self, name: str, words: Sequence[str], keyed: Sequence[WordKey], context: Context) -> Match | None:
        """Names that the key does not bring together, sought among those that begin alike."""
        best: dict[str, tuple[float, str]] = {}
        own: Spelling | None = None
        for other, shown, one in self._alike(name, words, keyed):
            own = own or spelling(name)
            like = likeness(own, other)
            if like.score >= SAME and like.score > best.get(one.id, (0.0, ""))[0]:
                best[one.id] = (like.score, f"{like.reason}: {shown}")
        if not best:
            return None
        top = max(score for score, _ in best.values())
        first = [id for id, (score, _) in best.items() if score == top and not against(self.entries[id], context)]
        return Match(first[0], *best[first[0]]) if len(first) == 1 else None

    def _alike(self, name: str, words: Sequence[str], keyed: Sequence[WordKey]) -> Sequence[Named]:
        """The names of the blocks that the name may be like; of very many, among those that share most letters with it.

        Most names are like none, so that the first look must be quick.
        """
        table = self._blocks
        wanted, given = blocks(words, keyed), given_of(words)
        if given is not None and len(words) == PAIR:
            at, hopes = len(keyed[0].begins) - 1, self._hopes
            for block in wanted:
                if given + block[at:] in hopes or f"*{block}" in hopes:
                    break
            else:
                return ()
        rows = [table[block] for block in wanted if block in table]
        if not rows:
            return ()
        found = rows[0] if len(rows) == 1 else [named for row in rows for named in row]
        if len(found) > _NEAR:
            found = _nearest(spelling(name), found)
        return hopeful(words, keyed[-1], found)

    def _body(self, name: str, context: Context) -> Match | None:
        key = body_key(name)
        found = self._pick(self._bodies.get(key, ()), KEY, "a spelling of {}", context)
        if found is None and len(key) > 1:
            words = plain_words(name)
            if words[-1] in _FOLLOWERS:
                rest = self._bodies.get(body_key(" ".join(words[:-1])), ())
                found = self._pick(rest, TRIMMED, "those of {}", context)
        return found

    def organ(self, name: str, context: Context) -> Match | None:
        """A state, or an organ of one: "Iraqi army", "Ministry of Defence" of a known country, "Maliki government"."""
        words = plain_words(name)
        code = state_words().get(words)
        if code is not None and context.kind in (None, "state", "government", "other"):
            return Match(code, EXACT, "the name of the state")
        cut = next((n for n in range(min(3, len(words) - 1), 0, -1) if words[:n] in state_words()), 0)
        if cut:
            return self._organ(state_words()[words[:cut]], words[cut:], context, False)
        for n in range(1, min(4, len(words))):
            if words[-n:] in state_words() and words[:-n] in organs().body_words:
                return self._organ(state_words()[words[-n:]], words[:-n], context, False)
        if words in organs().body_words and (code := context.country or context.main) is not None:
            inferred = context.country is None
            if not inferred or (organs().body_words[words].kind == "government" and words not in organs().foreign):
                return self._organ(code, words, context, inferred)
        if len(words) > 1 and words[-1] in ("government", "administration", "regime", "cabinet"):
            return self._led(name.rsplit(" ", 1)[0], context)
        return None

    def _organ(self, code: str, words: tuple[str, ...], context: Context, inferred: bool) -> Match | None:
        organ = organs().body_words.get(words)
        if organ is None:
            return None
        score, whose = (ROLE, ", of the country that the report is about") if inferred else (KEY, "")
        if organ.id != "government":
            return Match(f"{code}/{organ.id}", score, f"the {organ.shown} of a state{whose}", inferred)
        id, why = government_id(self._roles, code, context.on)
        return Match(id, min(score, 0.9), f"the government{why}{whose}", True)

    def _led(self, leader: str, context: Context) -> Match | None:
        """The government that somebody led on the day: "Bush administration"."""
        words = person_words(leader)
        if context.on is None or not words:
            return None
        bearers = self._families.get(family(words[-1]), ())
        found = [e for e in bearers if e.country and self._roles.head(e.country, context.on) is e]
        if len(found) != 1 or found[0].country is None:
            return None
        id, why = government_id(self._roles, found[0].country, context.on)
        return Match(id, ROLE, f"the government{why}", True)

    def role(self, words: Sequence[str], context: Context) -> Match | None:
        """Who held an office on the day of the report: "the prime minister" of Iraq in 2008. Always inferred.

        Args:
            words: the words of the description, without article ("Iraqi prime minister").
            context: country of the office, or that of the report, and its day.
        """
        plain = plain_words(" ".join(words))
        code = context.country
        for n in range(1, min(4, len(plain))):
            if plain[:n] in state_words():
                code, plain = state_words()[plain[:n]], plain[n:]
                break
            if plain[-n:] in state_words():
                code, plain = state_words()[plain[-n:]], plain[:-n]
                break
        if code is None and plain not in organs().foreign:
            code = context.main
        office = organs().office_words.get(plain)
        if office is None or code is None or context.on is None:
            return None
        one = self.holder(code, office.id, context.on)
        if one is None:
            return None
        return Match(one.id, ROLE, f"{office.shown} of {code} on {context.on} was {one.name}", True)

    def same(self, one: str, other: str) -> Likeness:
        """How likely two names are one actor's: by the register where it knows both, else by their spelling."""
        a, b = self.find(one), self.find(other)
        if a is not None and b is not None and a.score >= KEY and b.score >= KEY:
            if a.id == b.id:
                return Likeness(min(a.score, b.score), f"both are {a.id} in the register")
            return Likeness(0.0, f"{a.id} and {b.id} in the register")
        if body_key(one) == body_key(other):
            return Likeness(KEY, "the same words")
        return person_likeness(one, other)

    # ---------------------------------------------------------------------------------------------- choosing

    def _pick(
        self, found: Sequence[Entry], score: float, reason: str, context: Context, needs_support: bool = False
    ) -> Match | None:
        """The candidate that the context speaks for most; ``None`` if two are equal, or it speaks against all."""
        if not found:
            return None
        best: Entry | None = None
        top, equal = -1, False
        for one in found:
            if against(one, context):
                continue
            speaks = weight(one, context) if len(found) > 1 else 0
            if speaks > top:
                best, top, equal = one, speaks, False
            elif speaks == top and best is not None and one.id != best.id:
                equal = True
        if best is None or equal:
            return None
        if not (needs_support or best.source == UCDP) or not best.everywhere:
            return Match(best.id, score, reason.format(best.name), len(found) > 1)
        if (context.about or any(e.id != best.id for e in found)) and not supports(best, context):
            return None
        return Match(best.id, score, reason.format(best.name), len(found) > 1)


def _nearest(own: Spelling, found: list[Named]) -> list[Named]:
    """Those that share most letters with the key."""
    keys = [named[0].key for named in found]
    near = process.extract(own.key, keys, scorer=fuzz.ratio, score_cutoff=_LETTERS, limit=_NEAR)
    return [found[at] for _, _, at in near]


def _plainly(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _put(table: dict, key: object, one: Entry) -> None:  # type: ignore[type-arg]  # of any key
    row = table.setdefault(key, [])
    if not row or row[-1] is not one:
        row.append(one)
