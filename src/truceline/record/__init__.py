"""The book of record: one SQLite file that holds every document, what it says, and what people decided.

    with Store.open("conflict.truceline", "create") as store:
        run = store.begin_run(version, agent="truceline read", at=now)
        store.append(run, [Reading(extraction, statements(extraction, codes))])
        store.fold()
        for event in store.rows(EventRow):
            print(event.type, store.cell_sources("event", event.id)["date_earliest"][0].quote)

No other package touches the database.
"""

from truceline.record.statements import statements
from truceline.record.store import Store
from truceline.record.writing import check_quotes

__all__ = ["Store", "check_quotes", "statements"]
