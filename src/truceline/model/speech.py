"""The record tables of what is said: claims, through whom they came, what they are about, and loaded wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from truceline.model.extraction import Factuality, Mode, Slant, Stance
from truceline.model.rows import Doc, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(ReportRow):
    """What somebody asserts, denies, doubts or demands."""

    table: ClassVar[str] = "claim"
    prefix: ClassVar[str] = "CLM"
    anchor: ClassVar[str] = "content"

    speaker_id: Annotated[str | None, Doc("Who says it, empty if unresolved", ref="actor")] = None
    speaker_text: Annotated[str | None, Doc("Words that name the speaker")] = None
    cue: Annotated[str | None, Doc("Word that reports the speech")] = None
    content: Annotated[str, Doc("What is claimed, in the report's words")]
    mode: Annotated[Mode, Doc("direct quote, partial quote, indirect speech, imputed, or the author's own")]
    factuality: Annotated[Factuality, Doc("Certainty and polarity after FactBank, as the speaker has it")]
    conditional: Annotated[bool, Doc("True if it holds only under a condition")]
    stance: Annotated[Stance, Doc("asserts, denies, disputes, doubts, predicts, demands")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimViaRow(ReportRow):
    """Through whom a claim reached the report, from the speaker towards the author."""

    table: ClassVar[str] = "claim_via"
    prefix: ClassVar[str] = "VIA"
    anchor: ClassVar[str] = "text"

    claim_id: Annotated[str, Doc("The claim", ref="claim")]
    step: Annotated[int, Doc("Place in the chain, from 1", kept=True)]
    actor_id: Annotated[str | None, Doc("Who the words stand for, empty if unresolved", ref="actor")] = None
    text: Annotated[str, Doc("Words that name them")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAboutRow(ReportRow):
    """Which record a claim is about."""

    table: ClassVar[str] = "claim_about"
    prefix: ClassVar[str] = "ABT"
    anchor: ClassVar[str] = "target_id"

    claim_id: Annotated[str, Doc("The claim", ref="claim")]
    target_table: Annotated[str, Doc("Table of the record that it is about")]
    target_id: Annotated[str, Doc("Id of that record", ref="*")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow(ReportRow):
    """Words that take a side or keep their distance. They are their source's: no name or label of the record."""

    table: ClassVar[str] = "wording"
    prefix: ClassVar[str] = "WRD"
    anchor: ClassVar[str] = "text"

    text: Annotated[str, Doc("The words")]
    kind: Annotated[Slant, Doc("loaded, in scare quotes, or distanced by words such as so-called")]
    target_table: Annotated[str | None, Doc("Table of the record that they are used of")] = None
    target_id: Annotated[str | None, Doc("Id of that record", ref="*")] = None
    speaker_id: Annotated[str | None, Doc("Who uses them; empty for the report itself", ref="actor")] = None
    speaker_text: Annotated[str | None, Doc("Words that name the speaker")] = None
