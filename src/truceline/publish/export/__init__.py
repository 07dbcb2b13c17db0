"""Exports: the record in the formats of the field. ``write(store, …)`` makes one, `FORMATS` lists them."""
