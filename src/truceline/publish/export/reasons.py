"""Reasons for which more than one format leaves a happening out, in the words that ``left_out.csv`` has."""

from __future__ import annotations

NOT_FACT = "not told as a fact: planned, possible, or denied"
REJECTED = "rejected in review"
NO_COUNTRY = "no report places it in a country"
UNDATED = "no report gives a day, or tells it as news of its own day"
