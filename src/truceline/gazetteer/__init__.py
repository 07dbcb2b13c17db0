"""Where on earth a name lies: GeoNames and a file of the project's own, in one SQLite file, without a network.

Nothing is loaded at import. `Gazetteer.open` builds the file in the user's cache folder at first use.
"""

from __future__ import annotations

from truceline.gazetteer.answers import Answer, Asked
from truceline.gazetteer.build import VERSION, ready
from truceline.gazetteer.cases import SURE
from truceline.gazetteer.ranking import ranked, resolve
from truceline.gazetteer.store import Candidate, Gazetteer

__all__ = ["SURE", "VERSION", "Answer", "Asked", "Candidate", "Gazetteer", "ranked", "ready", "resolve"]
