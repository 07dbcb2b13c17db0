"""truceline: an auditable record of armed conflict and ceasefires, drawn from news reports."""

__version__ = "0.1.0"
