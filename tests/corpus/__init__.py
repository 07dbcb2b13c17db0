"""A folder of 200 files in the formats that are read, made from reports of our own, each with what must come of it.

`corpus.made` writes them; `label.py` says what a label holds, and how what was read is compared with it. A module a
format makes its files. The same reports come in every format, as those of agencies do, so that the record of the folder
shows, too, whether the copies of a report are one voice.
"""
