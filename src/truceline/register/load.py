"""The register put together: the UCDP's list, what the project adds, what the user adds, each over the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from truceline.errors import BadRegister, UsageError
from truceline.model.extraction import ActorKind
from truceline.model.names import names_a_body
from truceline.register.entries import UCDP, Entry
from truceline.register.lookup import Register
from truceline.register.organs import organ_entry, organs, states
from truceline.register.reading import entry, read_actors
from truceline.register.written import ActorFile

VERSION = "2026.1"
_LARGEST = 8_000_000  # bytes; some 80,000 actors
_OWN = ("bodies.yaml", "people.yaml")
_SORTS: Mapping[str, tuple[ActorKind, str, int]] = {
    "group": ("armed_group", "REB", 2),
    "militia": ("armed_group", "REB", 3),
    "community": ("other", "CVL", 4),
    "supporters": ("political", "PTY", 6),
}


@lru_cache(maxsize=4)
def load(paths: tuple[Path, ...] = ()) -> Register:
    """The register with these actor files of the user, the later over the earlier.

    Raises:
        BadRegister: something in them is wrong; nothing of them is used.
        UsageError: a file cannot be read.
    """
    base = built_in()
    if not paths:
        return Register(base.values())
    found, problems = assemble(base, [read_file(path) for path in paths])
    if problems:
        raise BadRegister(tuple(problems))
    return Register(found.values())


def check_text(text: str, name: str) -> list[str]:
    """What would be wrong with an actor file of this text, laid over the built-in register."""
    return assemble(built_in(), [read_actors(text, name)])[1]


@cache
def built_in() -> Mapping[str, Entry]:
    """The actors that come with the program.

    Raises:
        BadRegister: a file of the program is wrong.
    """
    found, problems = assemble(_ucdp(), [_own(name) for name in _OWN])
    if problems:
        raise BadRegister(tuple(problems))
    return found


def version(paths: Sequence[Path] = ()) -> str:
    """Version of the register: its own, and what the user's files hold."""
    if not paths:
        return VERSION
    return f"{VERSION}+{sha256(b''.join(path.read_bytes() for path in paths)).hexdigest()[:8]}"


def read_file(path: Path) -> ActorFile:
    """One actor file.

    Raises:
        BadRegister: it is not UTF-8.
        UsageError: it cannot be read, or is too large.
    """
    return read_actors(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The text of an actor file.

    Raises:
        BadRegister: it is not UTF-8.
        UsageError: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > _LARGEST:
            size = f"{path.stat().st_size / 1e6:.0f} MB"
            raise UsageError(
                f"{path}: has {size}, an actor file at most {_LARGEST // 1_000_000} MB; give only what is needed"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); give a YAML file") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadRegister((f"{path}:{line}: is not UTF-8 (byte {error.start + 1}); save the file as UTF-8",)) from None


def assemble(base: Mapping[str, Entry], actor_files: Iterable[ActorFile]) -> tuple[dict[str, Entry], list[str]]:
    """Lays the files over the base; gives the entries and all that is wrong."""
    found, problems = dict(base), list[str]()
    for file in actor_files:
        before = dict(found)
        for written in file.written:
            old = before.get(written.id)
            if old is None and ("name" not in written.given or "kind" not in written.given):
                file.wrong(written.line, f"{written.id}: a new actor needs a name and a kind")
                continue
            found[written.id] = entry(written, old)
        _check_ids(file, found)
        _check_cycles(file, found)
        for written in file.written:
            _replace(found, written.id)
        problems += file.problems
    return found, problems


def _replace(found: dict[str, Entry], id: str) -> None:
    """Takes the actors out that the entry stands for, and keeps their names."""
    new = found.get(id)
    gone = [found.pop(old) for old in new.replaces if old in found] if new is not None else []
    if new is not None and gone:
        names = (*new.all_names, *(name for old in gone for name in old.all_names))
        after = tuple(dict.fromkeys((*new.after, *(a for old in gone for a in old.after))))
        found[id] = _with(new, names=tuple(dict.fromkeys(names))[1:], after=after)


def _with(old: Entry, **given: object) -> Entry:
    cells = {key: getattr(old, key) for key in Entry.__dataclass_fields__}
    return Entry(**{**cells, **given})


def _check_ids(file: ActorFile, found: Mapping[str, Entry]) -> None:
    known = {*found, *(old for e in found.values() for old in e.replaces)}
    for written in file.written:
        for owner in (o.owner for o in written.given.get("offices", ())):
            if owner not in known and owner not in states():
                line = written.named.get(owner, written.line)
                file.wrong(line, f"{written.id}: no state and no actor has the id {owner!r}")
        others = [t.actor for t in written.given.get("ties", ())]
        for other in (*others, *written.given.get("after", ()), *written.given.get("replaces", ())):
            if other not in known and not _of_state(other):
                line = written.named.get(other, written.line)
                file.wrong(line, f"{written.id}: no actor has the id {other!r}{_meant(other, found)}")


def _meant(name: str, found: Mapping[str, Entry]) -> str:
    """The id of the actor of that name, if one was written for the other."""
    own = name.casefold().replace("-", " ")
    ids = [id for id, e in found.items() if any(n.casefold().replace("-", " ") == own for n in e.all_names)]
    return f"; {name} is {ids[0]}" if len(ids) == 1 else ""


def _of_state(id: str) -> bool:
    code, _, organ = id.partition("/")
    return code in states() and (not organ or organ_entry(code, organ) is not None or organ in organs().offices)


def _check_cycles(file: ActorFile, found: Mapping[str, Entry]) -> None:
    """No actor may be part of itself, lead itself, replace itself or come from itself, by whatever way round."""
    edges: dict[str, dict[str, list[str]]] = {
        relation.replace("_", " "): {id: [t.actor for t in e.ties if t.relation == relation] for id, e in found.items()}
        for relation in ("part_of", "member_of", "leads")
    }
    edges["after"] = {id: [a for a in e.after if a != id] for id, e in found.items()}
    edges["replaces"] = {id: list(e.replaces) for id, e in found.items()}
    own = {written.id for written in file.written}
    for written in file.written:
        for what, after in edges.items():
            way = _way_back(written.id, after) if after.get(written.id) else []
            if way and written.id == min(own.intersection(way)):
                line = written.named.get(way[1], written.line)
                file.wrong(line, f"{written.id}: goes round in a circle ({what}): {' > '.join(way)}")
        if written.id in written.given.get("after", ()):
            file.wrong(written.line, f"{written.id}: cannot come after itself")


def _way_back(id: str, after: Mapping[str, Sequence[str]]) -> list[str]:
    """The way from an actor back to itself; empty if there is none."""
    waiting, seen = [[id]], {id}
    while waiting:
        way = waiting.pop()
        for other in after.get(way[-1], ()):
            if other == id:
                return [*way, id]
            if other not in seen:
                seen.add(other)
                waiting.append([*way, other])
    return []


def _own(name: str) -> ActorFile:
    return read_actors(files("truceline.register").joinpath(f"data/{name}").read_text("utf-8"), name)


def _ucdp() -> dict[str, Entry]:
    """The armed actors of the UCDP list; two rows for one group of one country are one actor."""
    found: dict[str, Entry] = {}
    same: dict[tuple[str, str], str] = {}
    for line in files("truceline.register").joinpath("data/ucdp.tsv").read_text("utf-8").split("\n"):
        if line.startswith("#") or not line:
            continue
        number, sort, codes, name, other, after = line.split("\t")
        if sort not in _SORTS:
            continue
        kind, sector, inter = _SORTS[sort]
        names = tuple(n for n in other.split(";") if n and names_a_body(n))
        if not names and not names_a_body(name):
            continue  # a description, such as "Opposition coalition", is everybody's
        countries = codes.split()
        id = f"ucdp:{number}"
        first = same.setdefault((name, countries[0] if countries else ""), id)
        if first != id:
            found[first] = _with(found[first], replaces=(*found[first].replaces, id))
            continue
        found[id] = Entry(
            id=id, name=name, names=names, kind=kind,
            country=countries[0] if countries else None, countries=tuple(countries[1:]), sector=sector, inter=inter,
            after=tuple(a for a in after.split(";") if a and a != id), source=UCDP,
        )  # fmt: skip
    return found
