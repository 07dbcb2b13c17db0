"""Columns of the tables that are worked out over reports, and of those that are about reading and deciding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import get_args

from truceline.api.columns import Column
from truceline.follow.states import LifeState
from truceline.model.ledger import DecisionKind, LinkKind, QuestionKind
from truceline.model.records import Agreement
from truceline.model.vocabulary import DATE_BASES, SIDES


def _range(harm: str) -> Iterator[Column]:
    yield Column(f"{harm}_low", int, f"Smallest number {harm} of all figures that stand, persons")
    yield Column(f"{harm}_best", int, f"Number {harm}, chosen by the rule of docs/figures.md, persons")
    yield Column(f"{harm}_high", int, f"Largest number {harm} of all figures that stand, persons; empty if open")
    yield Column(f"{harm}_open", bool, "True if some figure sets no upper end")
    yield Column(f"{harm}_agreement", str, "Whether independent sources agree", get_args(Agreement))


def _when(name: str, said: str) -> Iterator[Column]:
    yield Column(f"{name}_earliest", date, f"First day that it may have {said} on")
    yield Column(f"{name}_latest", date, f"Last day that it may have {said} on")
    yield Column(f"{name}_inferred", bool, "True if no words give the day")


HAPPENINGS = (
    Column("id", str, "Id of the happening: that of its event in the report published first", ref="event"),
    Column("types", tuple, "What happened, by each report"),
    Column("statuses", tuple, "Whether the reports say that it happened"),
    Column("first", date, "First day that any report gives for it"),
    Column("last", date, "Last day that any report gives for it"),
    Column("actors", tuple, "Who did it"),
    Column("targets", tuple, "To whom"),
    Column("places", tuple, "Names of the places"),
    Column("countries", tuple, "ISO 3166-1 alpha-3 codes of the places' countries"),
    *_range("killed"),
    *_range("wounded"),
    Column("reports", int, "Reports that tell of it"),
    Column("tellings", int, "Events that tell of it; a report may tell of it twice"),
    Column("reviews", tuple, "What people decided on its events"),
    Column("confidence", float, "The extractor's confidence in the least sure of its events, 0 to 1"),
    Column("trigger", str, "Word or words that tell of it in one report"),
    Column("passage", str, "The sentence in which they stand"),
)
LIVES = (
    Column("id", str, "Canonical id of the ceasefire", ref="ceasefire"),
    Column("name", str, "Words that most reports call it by"),
    Column("state", str, "Where it stands at the end of what is known", get_args(LifeState)),
    Column("claimed", bool, "True if one side alone asserts the last move, or it is contested"),
    Column("side", str, "unilateral, bilateral, multilateral or unclear", SIDES),
    Column("parties", tuple, "Names of the parties"),
    Column("brokers", tuple, "Names of those who brokered it"),
    Column("places", tuple, "Where it holds"),
    Column("countries", tuple, "ISO 3166-1 alpha-3 codes of these places' countries"),
    *_when("declared", "been agreed or declared"),
    *_when("effective", "taken effect"),
    *_when("ended", "ended"),
    Column("days_least", int, "Fewest days that it held, by its dates; to the last report that it lived if censored"),
    Column("days_most", int, "Most days that it held; empty if censored"),
    Column("censored", bool, "True if no end is reported; empty if it is not told when it took effect"),
    Column("declared_days", float, "Days that it was agreed for"),
    Column("incidents", int, "Acts during the ceasefire that reports tell, whatever their grade"),
    Column("reports", int, "Reports that speak of it"),
    Column("first_reported", date, "Day of publication of the first of them"),
    Column("last_reported", date, "Day of publication of the last of them"),
    Column("supersedes", tuple, "Ids of the ceasefires that it replaced"),
    Column("superseded_by", str, "Id of the ceasefire that replaced it", ref="ceasefire"),
    Column("flags", tuple, "What an analyst should look at, in words"),
)
DOCUMENTS = (
    Column("id", str, "Stable id of the report, made from its bytes and metadata"),
    Column("path", str, "Where it was read from"),
    Column("title", str, "Its heading"),
    Column("outlet", str, "Who published it"),
    Column("url", str, "Its address"),
    Column("published", date, "Day of publication"),
    Column("published_basis", str, "How that day is known", DATE_BASES),
    Column("language", str, "Its language"),
    Column("relevant", bool, "True if it tells of conflict or ceasefires"),
    Column("chars", int, "Length of its text, code points"),
    Column("size", int, "Size of the file, bytes"),
    Column("media_type", str, "Format of the file"),
    Column("sha256", str, "SHA-256 of the file's bytes"),
    Column("version", str, "The software, models and lexicons that read it"),
)
LINKS = (
    Column("kind", str, "same, suggest (waits for a person), not same, part of", get_args(LinkKind)),
    Column("table", str, "Table of the two records"),
    Column("left_id", str, "One record", ref="*"),
    Column("right_id", str, "The other record", ref="*"),
    Column("score", float, "How alike they are, 0 to 1"),
    Column("method", str, "The rule that says so"),
    Column("reason", str, "Why, in words"),
)
QUESTIONS = (
    Column("id", str, "Id of the question"),
    Column("kind", str, "What is to be settled", get_args(QuestionKind)),
    Column("table", str, "Table of the record"),
    Column("record_id", str, "The record", ref="*"),
    Column("field", str, "The field, if it is about one"),
    Column("decision", int, "Number of the decision that it is about"),
    Column("text", str, "The question in words"),
)
DECISIONS = (
    Column("number", int, "Number of the decision, from 1"),
    Column("kind", str, "What was decided", get_args(DecisionKind)),
    Column("table", str, "Table of the record"),
    Column("record_id", str, "The record", ref="*"),
    Column("field", str, "The field; empty for the whole record"),
    Column("value", str, "The right value, for a correction"),
    Column("other_id", str, "The second record, of same and not same", ref="*"),
    Column("undoes", int, "Number of the decision that it takes back"),
    Column("by", str, "Who decided"),
    Column("at", datetime, "When"),
    Column("reason", str, "Why"),
    Column("document_id", str, "The report whose words were selected", ref="document"),
)
FAILURES = (
    Column("path", str, "The file, as it was named"),
    Column("code", str, "Short stable name of the cause"),
    Column("message", str, "What is wrong, and what to do"),
)
