from truceline.api import Actor as Actor
from truceline.api import Ceasefire as Ceasefire
from truceline.api import Cell as Cell
from truceline.api import Claim as Claim
from truceline.api import Event as Event
from truceline.api import Extraction as Extraction
from truceline.api import Figure as Figure
from truceline.api import Happening as Happening
from truceline.api import Life as Life
from truceline.api import Mention as Mention
from truceline.api import Passage as Passage
from truceline.api import Place as Place
from truceline.api import Record as Record
from truceline.api import Table as Table
from truceline.api import TrucelineError as TrucelineError
from truceline.api import Why as Why
from truceline.api import extract as extract
from truceline.api import extract_many as extract_many
from truceline.api import open as open
from truceline.api import read as read
from truceline.api import to_spacy as to_spacy

__version__: str
__all__: list[str]
