"""The workbench: a local web application over one record.

`application` makes it, `truceline serve` runs it. Everything it shows comes from the record, everything a person does
goes into the record as a decision, and nothing goes anywhere else.
"""

from truceline.serve.app import application, built
from truceline.serve.guard import Door

__all__ = ["Door", "application", "built"]
