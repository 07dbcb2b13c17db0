"""What can be doubted in a record, and why: one entry a rule, each with the query that finds its rows.

A query gives ``table_name, id, other, field, doubt, a, b, happening, after``: the row and the cell (or the second row
of a pair), the doubt from 0 to 1, two values for the words, the happening or ceasefire whose weight counts, and the
number of the last decision that it already knows of. ``{events}`` and ``{truces}`` stand for the filter, ``worst`` for
the events of the deadliest happenings: rules about who, where and when look at these, so that they stay quick in an
archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["question", "pair", "conflict", "rule", "confidence"]
WORST = 3000  # happenings that the rules about who and where look at
KINDS: dict[Kind, str] = {
    "question": "open questions",
    "pair": "pairs that may be the same",
    "conflict": "sources that disagree",
    "rule": "what does not fit together",
    "confidence": "what the software is unsure of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A reason for doubt: `name` in the address, `label` in lists, `words` on the card, with ``{a}`` and ``{b}``."""

    name: str
    kind: Kind
    label: str
    words: str
    sql: str


_QUESTIONS = """
  SELECT question.table_name, question.record_id AS id, NULL AS other, question.field, 1.0 AS doubt, question.text AS a,
         NULL AS b, coalesce(event.happening_id, ceasefire.canonical_id) AS happening,
         coalesce(question.decision, 0) AS after
  FROM question
  LEFT JOIN figure ON figure.id = question.record_id
  LEFT JOIN event_actor ON event_actor.id = question.record_id
  LEFT JOIN event_place ON event_place.id = question.record_id
  LEFT JOIN event
    ON event.id = coalesce(figure.event_id, event_actor.event_id, event_place.event_id, question.record_id)
  LEFT JOIN ceasefire ON ceasefire.id = question.record_id
  WHERE (ceasefire.id IS NULL AND {events}) OR (ceasefire.id IS NOT NULL AND {truces})"""

_PAIRS = """
  SELECT 'event', link.left_id, link.right_id, NULL, max(1 - abs(2 * link.score - 1)), link.reason,
         cast(round(100 * link.score) AS INTEGER), event.happening_id, 0
  FROM standing_link AS link
  CROSS JOIN event ON event.id = link.left_id CROSS JOIN event AS twin ON twin.id = link.right_id
  WHERE link.kind = 'suggest' AND link.table_name = 'event' AND event.happening_id != twin.happening_id
    AND event.review != 'rejected' AND twin.review != 'rejected' AND {events}
  GROUP BY min(event.happening_id, twin.happening_id), max(event.happening_id, twin.happening_id)"""

_CONFLICTS = """
  SELECT 'figure', figure.id, NULL, NULL,
         max(max(0.5, coalesce(1 - 1.0 * reconciled.low / nullif(reconciled.high, 0), 0.8))),
         coalesce(reconciled.low, 0) || coalesce(' to ' || reconciled.high, ' or more') || ' ' || reconciled.kind,
         figure.verbatim, reconciled.happening_id, 0
  FROM reconciled
  CROSS JOIN event ON event.happening_id = reconciled.happening_id
  CROSS JOIN figure ON figure.event_id = event.id
    AND instr('; ' || reconciled.end_ids || '; ', '; ' || figure.id || '; ') > 0
  WHERE reconciled.agreement = 'conflict' AND figure.review = 'draft' AND {events}
  GROUP BY figure.id"""

_AFTER_REPORT = """
  SELECT 'event', own.id, NULL, 'date_earliest', 0.9, own.date_earliest, reading.published, own.happening_id, 0
  FROM temp.worst AS event CROSS JOIN event AS own ON own.id = event.id
  CROSS JOIN folded ON folded.document_id = own.document_id CROSS JOIN reading ON reading.id = folded.reading
  WHERE own.status IN ('asserted', 'background') AND own.date_earliest > reading.published
    AND own.review NOT IN ('accepted', 'rejected')"""

_OUT_OF_ORDER = """
  SELECT 'figure', figure.id, NULL, 'best', 1.0, figure.verbatim, NULL, event.happening_id, 0
  FROM figure CROSS JOIN event ON event.id = figure.event_id
  WHERE (figure.low > figure.best OR figure.best > figure.high OR figure.low > figure.high)
    AND figure.review NOT IN ('accepted', 'rejected') AND {events}"""

_BACKWARDS = """
  SELECT 'ceasefire', ceasefire.id, NULL, 'end_latest', 0.9, ceasefire.end_latest, ceasefire.start_earliest,
         ceasefire.canonical_id, 0
  FROM ceasefire
  WHERE ceasefire.end_latest < ceasefire.start_earliest AND ceasefire.review NOT IN ('accepted', 'rejected')
    AND {truces}"""

_DEAD_BUT_UNREAL = """
  SELECT 'event', event.id, NULL, 'status', 0.7, figure.verbatim, event.status, event.happening_id, 0
  FROM figure CROSS JOIN event ON event.id = figure.event_id
  WHERE figure.kind = 'killed' AND coalesce(figure.best, figure.low, figure.high) >= 10
    AND event.status IN ('hypothetical', 'future', 'negated')
    AND figure.review != 'rejected' AND event.review NOT IN ('accepted', 'rejected') AND {events}
  GROUP BY event.id"""

_VAST = """
  SELECT 'figure', figure.id, NULL, NULL, 0.5, figure.verbatim, NULL, event.happening_id, 0
  FROM figure CROSS JOIN event ON event.id = figure.event_id
  WHERE figure.kind = 'killed' AND figure.scope = 'event' AND coalesce(figure.best, figure.low, figure.high) >= 1000
    AND event.status IN ('asserted', 'background') AND figure.review = 'draft' AND figure.standing != 'excluded'
    AND event.review != 'rejected' AND {events}"""

_UNPLACED = """
  SELECT 'place', place.id, NULL, NULL, 0.4, place.name, place.reason, event.happening_id, 0
  FROM temp.worst AS event CROSS JOIN event_place ON event_place.event_id = event.id
  CROSS JOIN place ON place.id = event_place.place_id
  WHERE place.lat IS NULL AND place.review = 'draft' AND event_place.review != 'rejected'
  GROUP BY place.id"""

_PLACED_DOUBTFULLY = """
  SELECT 'place', place.id, NULL, NULL, 1 - place.score, place.name, place.reason, event.happening_id, 0
  FROM temp.worst AS event CROSS JOIN event_place ON event_place.event_id = event.id
  CROSS JOIN place ON place.id = event_place.place_id
  WHERE place.score < 0.8 AND place.lat IS NOT NULL AND place.review = 'draft' AND event_place.review != 'rejected'
  GROUP BY place.id"""

_UNRESOLVED = """
  SELECT 'event_actor', event_actor.id, NULL, NULL, 0.5, event_actor.text, NULL, event.happening_id, 0
  FROM temp.worst AS event CROSS JOIN event_actor ON event_actor.event_id = event.id
  WHERE event_actor.role = 'actor' AND event_actor.actor_id IS NULL AND event_actor.review = 'draft'"""

_BOTH = """
  SELECT 'event_actor', target.id, NULL, NULL, 0.7, target.text, NULL, event.happening_id, 0
  FROM temp.worst AS event CROSS JOIN event_actor AS target ON target.event_id = event.id AND target.role = 'target'
  CROSS JOIN event_actor AS doer
    ON doer.event_id = event.id AND doer.role = 'actor' AND doer.actor_id = target.actor_id
  WHERE target.review = 'draft' AND doer.review != 'rejected'
  GROUP BY target.id"""

_UNSURE_EVENTS = """
  SELECT 'event', event.id, NULL, NULL, 1 - event.confidence, event.trigger,
         cast(round(100 * event.confidence) AS INTEGER), event.happening_id, 0
  FROM event WHERE event.confidence < 0.5 AND event.review = 'draft' AND {events}"""

_UNSURE_TRUCES = """
  SELECT 'ceasefire', ceasefire.id, NULL, NULL, 1 - ceasefire.confidence, ceasefire.name,
         cast(round(100 * ceasefire.confidence) AS INTEGER), ceasefire.canonical_id, 0
  FROM ceasefire WHERE ceasefire.confidence < 0.9 AND ceasefire.review = 'draft' AND {truces}"""

DOUBTS: tuple[Doubted, ...] = (
    Doubted(name="question", kind="question", label="the record asks", words="{a}", sql=_QUESTIONS),
    Doubted(
        name="pair", kind="pair", label="two that may be one",
        words="{a}; the software gives it {b} in 100 that they are one", sql=_PAIRS,
    ),
    Doubted(
        name="conflict", kind="conflict", label="sources disagree on a number",
        words="sources disagree, from {a}; this one, “{b}”, gives an end of the range", sql=_CONFLICTS,
    ),
    Doubted(
        name="after-report", kind="rule", label="a deadly event dated after its report",
        words="told as having happened, but dated {a}, after the report of {b}", sql=_AFTER_REPORT,
    ),
    Doubted(
        name="out-of-order", kind="rule", label="a range upside down",
        words="the lowest, best and highest number of “{a}” are not in order", sql=_OUT_OF_ORDER,
    ),
    Doubted(
        name="backwards", kind="rule", label="a ceasefire that ends before it begins",
        words="the ceasefire would end on {a}, before it begins on {b}", sql=_BACKWARDS,
    ),
    Doubted(
        name="dead-but-unreal", kind="rule", label="many killed, but not told as a fact",
        words="“{a}” killed, in an event that is not told as a fact ({b})", sql=_DEAD_BUT_UNREAL,
    ),
    Doubted(
        name="vast", kind="rule", label="a thousand or more killed in one event",
        words="“{a}” killed in this one event: may it be a total of many, or of something else?", sql=_VAST,
    ),
    Doubted(
        name="unplaced", kind="rule", label="a deadly event in a place not found",
        words="no place on the map for “{a}”: {b}", sql=_UNPLACED,
    ),
    Doubted(
        name="placed-doubtfully", kind="rule", label="a deadly event in a doubtful place",
        words="which “{a}” is meant is doubtful: {b}", sql=_PLACED_DOUBTFULLY,
    ),
    Doubted(
        name="unresolved", kind="rule", label="a deadly event whose author is unresolved",
        words="“{a}” stands for nobody whom the record knows", sql=_UNRESOLVED,
    ),
    Doubted(
        name="both", kind="rule", label="the same one does it and suffers it",
        words="“{a}” is read as who did it and whom it was done to", sql=_BOTH,
    ),
    Doubted(
        name="unsure-event", kind="confidence", label="events less likely right than wrong",
        words="“{a}”: of 100 events that the software was as sure of, {b} were right", sql=_UNSURE_EVENTS,
    ),
    Doubted(
        name="unsure-ceasefire", kind="confidence", label="ceasefires with a low score",
        words="“{a}”: the software gives this ceasefire a score of {b} in 100", sql=_UNSURE_TRUCES,
    ),
)  # fmt: skip
