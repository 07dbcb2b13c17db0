"""The actor register: who is known, under which names, in which offices and when; and which of them a name means."""

from truceline.register.context import Context, Match
from truceline.register.entries import UNKNOWN, Entry, Office, Period, Tie
from truceline.register.load import VERSION, load
from truceline.register.lookup import Register

__all__ = ["UNKNOWN", "VERSION", "Context", "Entry", "Match", "Office", "Period", "Register", "Tie", "load"]
