"""The dossier: one HTML file that shows a whole record, every cell one step from the words that say it."""

from truceline.publish.dossier.page import write_dossier

__all__ = ["write_dossier"]
