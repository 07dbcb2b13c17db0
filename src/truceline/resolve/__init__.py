"""Which records of different reports are the same: scored suggestions with their reasons, for people to decide on."""

from truceline.resolve.linking import links

__all__ = ["links"]
