"""Reviewing what the software read: by whom, in which order, and how far people agree."""
