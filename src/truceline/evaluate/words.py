"""How the words of an answer are compared: by themselves, or by the head of the phrase.

Annotators mark words, not places, and name an actor where the text names it best; so the words are compared, not where
they stand. The head is found in the words alone (an answer key has no parse), by one rule for both sides: the last word
before the first preposition, comma, bracket, relative pronoun or one of the commonest participles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from truceline.model.extraction import Actor, Extraction, Ref
from truceline.model.text import Span

WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*|[,;:()\[\]–—]")
_ARTICLES = frozenset("a an the".split())
_CUTS = frozenset(
    ", ; : ( ) [ ] – — of in from at on for with by to near against who whom which that whose where when while as"
    " including after before during under inside outside between among over into across around behind loyal allied"
    " backed known called named suspected belonging owned located wearing carrying riding were was is are".split()
)
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_PRONOUNS = frozenset(
    "he she it they him her them his hers its their theirs who whom which that we us our i me my you your this these"
    " those both himself herself itself themselves one another others".split()
)


def plain(phrase: str) -> str:
    """The words in small letters, without leading article, quotation marks and punctuation at the ends."""
    found = [w.casefold() for w in WORD.findall(phrase) if w[0].isalnum()]
    while len(found) > 1 and found[0] in _ARTICLES:
        del found[0]
    return _POSSESSIVE.sub("", " ".join(found))


def head(phrase: str) -> str:
    """The word that the phrase is about, in small letters: ``members of the group`` gives ``members``."""
    found: list[str] = []
    for word in WORD.findall(phrase):
        small = word.casefold()
        if small in _CUTS:
            if found:
                break
            continue
        if small not in _ARTICLES:
            found.append(_POSSESSIVE.sub("", small))
    return found[-1] if found else plain(phrase)


def trimmed(span: Span, text: str) -> Span:
    """The span without marks and white space at its ends."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if start < end else span


def actors_of(extraction: Extraction) -> Mapping[str, Actor]:
    """The actors of a document by their ids."""
    return {actor.id: actor for actor in extraction.actors}


def named(refs: Iterable[Ref], actors: Mapping[str, Actor], text: str) -> list[str]:
    """The words of mentions; a pronoun gives the name of the actor that it stands for, as the guide asks."""
    out = []
    for ref in refs:
        words = ref.span.of(text)
        actor = actors.get(ref.id or "")
        out.append(actor.name if actor is not None and plain(words) in _PRONOUNS else words)
    return out


def heads(phrases: Iterable[str]) -> list[str]:
    """The different heads among the phrases."""
    return sorted({head(phrase) for phrase in phrases})


def plains(phrases: Iterable[str]) -> list[str]:
    """The different phrases, made plain."""
    return sorted({plain(phrase) for phrase in phrases})


def occurrences(text: str, words: str) -> list[Span]:
    """Where the words stand in the text: as whole words if they do so anywhere."""
    found, at = [], text.find(words)
    while at >= 0 and words:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    entire = [s for s in found if _entire(text, s)]
    return entire or found


def marked(text: str, mark: str) -> Span | None:
    """The place that a mark of the annotation guide means: ``words`` the first, ``words@@2`` the second place."""
    words, sign, number = mark.rpartition("@@")
    if not sign or not number.isdigit():
        return next(iter(occurrences(text, mark)), None)
    at = -1
    for _ in range(int(number)):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(words)) if int(number) and words else None


def unmarked(mark: str) -> str:
    """The words of a mark without the number of their place."""
    words, sign, number = mark.rpartition("@@")
    return words if sign and number.isdigit() else mark


def _entire(text: str, span: Span) -> bool:
    before = span.start == 0 or not (text[span.start - 1].isalnum() and text[span.start].isalnum())
    after = span.end >= len(text) or not (text[span.end - 1].isalnum() and text[span.end].isalnum())
    return before and after


def shown(spans: Sequence[str]) -> str:
    """Words for an example: quoted, separated by commas."""
    return ", ".join(f"“{s}”" for s in spans) or "nothing"
