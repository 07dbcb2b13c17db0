"""Comparing a record with a dataset of others: matched, only here, only there, and with differing figures.

`compare` gives a `Comparison`; every match has a score and its reason in words. Nothing here changes the record.
"""

from truceline.publish.comparing.comparison import Comparison, compare
from truceline.publish.comparing.settings import Settings

__all__ = ["Comparison", "Settings", "compare"]
