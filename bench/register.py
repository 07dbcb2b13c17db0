"""Look-ups a second in the actor register, as it is and grown to 50,000 names.

python -m bench.register
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence

from bench.__main__ import peak_mb, processor
from truceline.model import names
from truceline.register import Context, Entry, Register, keys, likeness, load

LOOKUPS = 200_000
EACH = 40_000  # names asked once
Asked = tuple[str, Context]


def grown(register: Register, wanted: int) -> Register:
    """The register with people added who have the given name of one person and the family name of another."""
    people = [e for e in register.entries.values() if e.kind == "person" and len(e.name.split()) > 1]
    chance = random.Random(7)
    entries = dict(register.entries)
    size = sum(len(e.all_names) for e in entries.values())
    while size < wanted:
        one, other = chance.choice(people), chance.choice(people)
        name = f"{one.name.rsplit(' ', 1)[0]} {chance.choice(people).name.split()[0]} {other.name.rsplit(' ', 1)[1]}"
        id = name.casefold().replace(" ", "-")
        if id not in entries:
            entries[id] = Entry(id=id, name=name, kind="person", country=one.country)
            size += 1
    return Register(entries.values())


def rate(register: Register, asked: Sequence[Asked]) -> float:
    """Look-ups a second of processor time, one after another, each with the kind that a reader takes the name for."""
    begun = time.process_time()
    for name, context in asked:
        register.find(name, context)
    return len(asked) / (time.process_time() - begun)


def cold() -> None:
    """Forgets what was worked out before."""
    for module in (keys, likeness, names):
        for cached in vars(module).values():
            if hasattr(cached, "cache_clear"):
                cached.cache_clear()


def main() -> None:
    """Measures and prints."""
    begun = time.perf_counter()
    register = load()
    loading = time.perf_counter() - begun
    begun = time.perf_counter()
    large = grown(register, 50_000)
    building = time.perf_counter() - begun
    chance = random.Random(11)
    known = [(name, Context(kind=e.kind)) for e in large.entries.values() for name in e.all_names]
    respelled = [(name, name.replace("al-", "el-").replace("q", "k").replace("ou", "oo"), c) for name, c in known]
    written = [(new, context) for name, new, context in respelled if new != name]
    unknown = [(f"{a.split()[0]} {b.split()[-1]}ov", c) for (a, c), (b, _) in zip(known, reversed(known), strict=True)]
    rows = {}
    for what, pool in (("exact", known), ("key hits", written), ("unknown", unknown)):
        each = chance.sample(pool, k=min(len(pool), EACH))
        cold()
        first = rate(large, each)
        again = chance.choices(each, k=LOOKUPS)
        rows[what] = {"each once": round(first), "again": round(rate(large, again))}
        cold()
        rows[what]["each once, register as shipped"] = round(rate(register, each))
    print(  # noqa: T201  # the result of the program
        json.dumps(
            {
                "processor": processor(), "names": sum(len(e.all_names) for e in register.entries.values()),
                "load s": round(loading, 2), "names, grown": len(known), "grow s": round(building, 2),
                "look-ups a second": rows, "peak memory MB": round(peak_mb()),
            },
            indent=1,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
