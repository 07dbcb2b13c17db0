"""Which records of different reports are the same: scored suggestions with their reasons, for people to decide on."""

from truceline.resolve.linking import links
from truceline.resolve.reprints import Printed, Told, reprint_links, same_sentences

__all__ = ["Printed", "Told", "links", "reprint_links", "same_sentences"]
