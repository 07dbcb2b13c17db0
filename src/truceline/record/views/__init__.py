"""What the views of the workbench and the exports ask of the record: one filter, counted and grouped in the database.

Each module takes an open record (`Reader`) and a `Filter`; what it gives is small enough for one answer, however large
the record.
"""
