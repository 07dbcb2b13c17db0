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
