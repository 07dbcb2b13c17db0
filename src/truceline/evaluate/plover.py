"""PLOVER root of a sentence for a marked pair of source and target, in the table of the PLV data.

Of the events that the pipeline reads in the sentence, the one answers whose actor and target fit the marked pair best;
of like fit, one that happened, then the more certain, then the first. Its PLOVER category by the project's ontology is
the root, turned into what the first version of PLOVER calls it, which these data follow (`_first_version`). A sentence
without a coded event has no answer, which is a wrong one. Quad classes are those that the data give to the roots.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from truceline.errors import UsageError
from truceline.evaluate import texts
from truceline.evaluate.report import Scores, Table
from truceline.evaluate.scoring import Classes, Share
from truceline.evaluate.words import actors_of, head
from truceline.model.extraction import Event, Extraction, Ref
from truceline.model.ontology import WORDS, pattern
from truceline.model.text import Span
from truceline.model.vocabulary import CATEGORIES, Codes, codes_of

YIELD = frozenset({"CONCEDE", "RETREAT"})
COOPERATION = YIELD | {"AGREE", "CONSULT", "SUPPORT", "AID", "COOPERATE"}
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
FULL = 4.0  # actor and target both fit the pair
COLUMNS = ("sentence", "marked_sentence", "gold_root")
_EXPECTED = f"a table with tabs between the columns, among them {', '.join(COLUMNS)}, and gold_penta for quad classes"
_OPEN, _CLOSE = ("<s>", "<t>"), ("</s>", "</t>")
_HAPPENED = ("asserted", "background")
_ULTIMATUM = pattern(("ultimat*",))
_RESTRICTION = pattern((*WORDS["sanctions"], "ban", "bans", "banned", "banning", "impos*", "restrict*", "prohibit*"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the places of its source and its target."""

    id: str
    text: str
    source: Span | None
    target: Span | None
    root: str
    quad: str


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """Accuracy and macro F1 of roots and quad classes."""
    texts.whole(options, "plover")
    rows = texts.few(load(paths[0]), options, lambda row: row.id)
    roots, quads, pair = Classes(), Classes(), Share()
    failed = 0
    documents = (texts.document(row.id, row.text, None) for row in rows)
    for row, extraction in zip(rows, texts.readings(documents, options.jobs), strict=True):
        failed += extraction is None
        found, fit = (None, 0.0) if extraction is None else answer(extraction, row)
        pair.add(fit >= FULL)
        roots.add(row.root, found)
        if row.quad:
            quads.add(row.quad, None if found is None else _quad(found))
    given = sum(n for (_, found), n in roots.answers.items() if found is not None)
    by_root = [
        (name, t.gold, t.found, t.right, round(t.precision, 3), round(t.recall, 3), round(t.f1, 3))
        for name, t in roots.tallies().items()
    ]
    return Scores(
        documents=len(rows),
        failed=failed,
        measures=(
            roots.accuracy("root", "accuracy, marked pair"),
            roots.macro("root", "macro F1, marked pair"),
            Share(given, len(rows)).measure("root", "sentences with an answer"),
            pair.measure("root", "answers whose actor and target fit the pair"),
            quads.accuracy("quad", "accuracy, marked pair"),
            quads.macro("quad", "macro F1, marked pair"),
        ),
        tables=(
            Table("Roots", ("root", "wanted", "given", "right", "P", "R", "F1"), tuple(by_root)),
            roots.confusions("Roots taken for others, the most frequent"),
        ),
    )


def load(path: Path) -> list[Marked]:
    """The sentences of a table.

    Raises:
        UsageError: it is no such table.
    """
    if path.is_dir():
        tables = sorted(path.glob("*.tsv*"))
        if len(tables) != 1:
            raise UsageError(f"{path}: holds {len(tables)} tables (*.tsv, *.tsv.gz); expected one: {_EXPECTED}")
        path = tables[0]
    rows = csv.DictReader(io.StringIO(texts.contents(path)), delimiter="\t")
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(f"{path}: no column {', '.join(missing)}; expected {_EXPECTED}")
    found = []
    for number, row in enumerate(rows, 2):
        if not all(row[name] for name in COLUMNS):
            raise UsageError(f"{path}, line {number}: a cell of {', '.join(COLUMNS)} is empty; expected {_EXPECTED}")
        text, source, target = _unmarked(row["marked_sentence"])
        found.append(
            Marked(f"{path.name}#{number}", text, source, target, row["gold_root"], row.get("gold_penta") or "")
        )
    return found


def _unmarked(marked: str) -> tuple[str, Span | None, Span | None]:
    """The sentence without marks, with the places that they marked."""
    text, begun, ended = "", dict[str, int](), dict[str, int]()
    i = 0
    while i < len(marked):
        if (mark := marked[i : i + 3]) in _OPEN:
            begun.setdefault(mark[1], len(text))
            i += 3
        elif (mark := marked[i : i + 4]) in _CLOSE:
            ended.setdefault(mark[2], len(text))
            i += 4
        else:
            text += marked[i]
            i += 1
    source, target = (Span(begun[k], ended[k]) if k in begun and k in ended else None for k in "st")
    return text, source, target


def answer(extraction: Extraction, row: Marked) -> tuple[str | None, float]:
    """The root of the event that fits the pair best, and how well it fits; nothing if no event has a code."""
    coded = codes_of(extraction)
    best, root, top = (-1.0, False, 0.0), None, 0.0
    for event in extraction.events:
        codes = coded[event.id]
        if codes.plover is None:
            continue
        rank = (_fit(event, extraction, row), event.status in _HAPPENED, event.confidence)
        if rank > best:
            best, root, top = rank, _first_version(event, codes, extraction.document.text), rank[0]
    return root, top


def _first_version(event: Event, codes: Codes, text: str) -> str | None:
    """The root in PLOVER's first version, which was made of CAMEO's roots, as the data's own codebook has it.

    Yielding is one root; to promise it is to AGREE (CAMEO 035), not to do it or any other cooperation is to REJECT
    (CAMEO 12), and to announce harm is to THREATEN (CAMEO 13). SANCTION is a cut in relations alone: suits, charges and
    investigations are ACCUSE (CAMEO 09, 115), and restrictions imposed are COERCE; a blockade is ASSAULT (CAMEO 19),
    an ultimatum THREATEN (CAMEO 139).
    """
    code = codes.plover
    if code in COOPERATION and event.status == "negated":
        return "REJECT"
    if code in HARM and event.status == "future":
        return "THREATEN"
    if code in YIELD:
        return "AGREE" if event.status == "future" else "YIELD"
    if code == "SANCTION":
        imposed = _RESTRICTION.search(event.trigger.of(text)) is not None
        return "ACCUSE" if event.type == "legal_action" else "COERCE" if imposed else code
    if event.type == "demand" and _ULTIMATUM.search(event.trigger.of(text)):
        return "THREATEN"
    return "ASSAULT" if codes.cameo is not None and codes.cameo.startswith("19") else code


def _fit(event: Event, extraction: Extraction, row: Marked) -> float:
    """How well actor and target are the pair: two each, half of that the wrong way round."""
    sides = len(event.actor) > 1
    doers, others = event.actor, (*event.target, *event.broker, *(event.actor if sides else ()))
    right = _meets(doers, row.source, extraction) + _meets(others, row.target, extraction)
    wrong = _meets(event.target, row.source, extraction) + _meets(doers, row.target, extraction)
    return max(2.0 * right, 1.0 * wrong)


def _meets(refs: Iterable[Ref], wanted: Span | None, extraction: Extraction) -> bool:
    """True if one of the mentions, or another mention of the same actor, is the marked one."""
    if wanted is None:
        return False
    text, actors = extraction.document.text, actors_of(extraction)
    words = head(wanted.of(text))
    for ref in refs:
        actor = actors.get(ref.id or "")
        same = () if actor is None else actor.mentions
        if ref.span.overlaps(wanted) or any(m.overlaps(wanted) for m in same) or head(ref.span.of(text)) == words:
            return True
    return False


def _quad(root: str) -> str:
    return "2" if root == "YIELD" else str(CATEGORIES[root].quad)
