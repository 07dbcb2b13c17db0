"""Lemmas as edits of the form: keep or lower the case, cut a suffix, add another."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """Shortest edit that makes `lemma` of `form`, as ``case|cut|add``."""
    best = ""
    for case, base in (("l", form.lower()), ("k", form)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        edit = f"{case}|{len(base) - common}|{lemma[common:]}"
        if not best or len(base) - common < int(best.split("|")[1]):
            best = edit
    return best


def lemma_of(form: str, edit: str) -> str:
    """`form` with the edit applied; an edit that does not fit leaves the form as it is."""
    case, cut, add = edit.split("|", 2)
    base = form.lower() if case == "l" else form
    size = int(cut)
    if size >= len(base) and not add:
        return base
    return (base[:-size] if size else base) + add


def regular(form: str, tag: str, known: frozenset[str]) -> str | None:
    """The known word of which `form` is a regular inflection under Penn tag `tag`; ``None`` if there is none.

    The edit of the network is a guess for rare forms ("branded"); a lemma that the treebanks know is better evidence.
    """
    word = form.lower()
    for suffix, tags in (("ed", ("VBD", "VBN")), ("ing", ("VBG",)), ("es", ("VBZ", "NNS")), ("s", ("VBZ", "NNS"))):
        if tag not in tags or not word.endswith(suffix):
            continue
        stem = word[: -len(suffix)]
        doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""
        y = stem[:-1] + "y" if stem.endswith("i") else ""
        for candidate in (stem + "e", stem, doubled, y) if suffix in ("ed", "ing") else (stem, y):
            if candidate in known:
                return candidate
    return None
