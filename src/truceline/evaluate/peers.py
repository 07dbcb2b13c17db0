"""What others report, beside which our numbers are printed; on other data where the words say so.

The numbers are those that the systems' authors published, or what was measured with them from raw text where it says
so. A dash means that no other system gives such a number.
"""

from __future__ import annotations

_PLV = "PLV test, a sister set"
_TST34 = "TST3+TST4, whole wordings"
_COUNTS = "three other sets"
_PLATINUM = "TempEval-3 platinum, not checked here"

PEERS: dict[tuple[str, str], str] = {
    ("plover", "accuracy, marked pair"): f"UniversalPetrarch .336 from raw text, RoBERTa-large on a GPU .835 ({_PLV})",
    ("plover", "macro F1, marked pair"): f"UniversalPetrarch .381, RoBERTa-large .821 ({_PLV})",
    ("plover-quad", "accuracy, marked pair"): f"RoBERTa-large .897 ({_PLV})",
    ("plover-quad", "macro F1, marked pair"): f"RoBERTa-large .892 ({_PLV})",
    ("muc", "micro F1, head match"): f"GTT, BERT .502 ({_TST34})",
    ("muc", "incident type, F1, head match"): f"GTT .674 ({_TST34})",
    ("muc", "human target, F1, head match"): f"GTT .541 ({_TST34}, victims by name)",
    ("muc", "weapon, F1, head match"): f"GTT .597 ({_TST34})",
    ("muc", "perpetrator individual, F1, head match"): f"GTT .440 ({_TST34})",
    ("shootings-killed", "exact, empty read as 0"): (
        f"victim counts, killed or injured: role labelling .741/.430/.313, NT5 .813/.501/.443 ({_COUNTS});"
        " UCDP-AEC deaths about .81 (other data, second hand)"
    ),
    ("shootings-wounded", "exact, empty read as 0"): "the same",
    ("timeml", "relaxed, F1"): f"HeidelTime .903 ({_PLATINUM})",
    ("timeml", "strict, F1"): f"HeidelTime .813 ({_PLATINUM})",
    ("timeml", "all expressions, F1"): f"HeidelTime .776 ({_PLATINUM})",
}


def peer(kind: str, group: str, name: str) -> str:
    """What others report for a measure; a dash if nobody does."""
    return PEERS.get((f"{kind}-{group}", name), PEERS.get((kind, name) if group != "quad" else ("", ""), "–"))
