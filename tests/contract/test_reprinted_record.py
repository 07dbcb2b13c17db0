"""One wire story in several papers: every printing is kept, its events are one happening, and it is one voice."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from truceline import pipeline
from truceline.cli.app import app
from truceline.model.records import EventRow, ReconciledRow
from truceline.model.text import Document
from truceline.publish.links import linked, reprinted
from truceline.read import read
from truceline.record import Store

STORY = """Mortar rounds struck the main mosque in Kufa, Iraq, on Thursday as a crowd assembled there, killing 25 people
and wounding 60, officials said. The crowd had gathered to march on neighbouring Najaf, where fighting has gone on for
three weeks. Hours later gunmen opened fire on marchers along the road that joins the two towns.

The wounded came in on carts and on doors taken off their hinges, and the hospital ran out of blood before noon. Nobody
claimed responsibility. The men who guard the building blamed foreign gunners, and a spokesman of the foreign forces
denied it. In the afternoon the cleric whom both towns wait for landed in Basra after weeks of treatment abroad, and
his office asked for patience. Envoys went to see him at nightfall, and an aide spoke of hours, not of days."""
UPDATE = STORY.replace("killing 25 people", "killing 27 people").replace("wounding 60", "wounding 63")
CUT = STORY[: STORY.index("Nobody")]
OTHER = """Twenty-five people died when mortar rounds hit the main mosque in Kufa, Iraq, on Thursday, police said. Our
correspondent counted eleven craters in the courtyard and saw shoes under the arcade. The guards let nobody in."""
PRINTED = (
    ("wire", "Gulf Wire", "2004-08-26", f"Mortars hit mosque in Kufa\n\n{STORY}"),
    ("post", "Hill Post", "2004-08-27", f"Death at prayer\n\n{STORY.replace('neighbouring', 'neighboring')}"),
    ("courier", "Delta Courier", "2004-08-27", f"Kufa mosque struck\n\n{CUT}"),
    ("update", "Gulf Wire", "2004-08-27", f"Mortars hit mosque in Kufa\n\n{UPDATE}"),
    ("own", "River Review", "2004-08-26", f"Shoes under the arcade\n\n{OTHER}"),
)
RUNNER = CliRunner()


def unwrapped(text: str) -> str:
    """Each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    rows = [{"id": own, "outlet": o, "published": day, "text": unwrapped(text)} for own, o, day, text in PRINTED]
    path = tmp_path_factory.mktemp("printed") / "items.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return [item for item in read([str(path)]) if isinstance(item, Document)]


@pytest.fixture(scope="module")
def written(printed: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reprints") / "r.db"
    with Store.open(path, "create") as store:
        pipeline.read_into(store, printed, jobs=1)
    return path


def of(documents: list[Document]) -> dict[str, str]:
    """Id of each document by the name of its row."""
    return {document.path.partition("#")[2]: document.id for document in documents}


def happening(store: Store) -> str:
    """The happening at the mosque."""
    (own,) = {e.happening_id for e in store.rows(EventRow) if e.type == "shelling"}
    return own


def killed(store: Store) -> ReconciledRow:
    (row,) = store.rows(ReconciledRow, happening_id=happening(store), kind="killed", scope="event")
    return row


def test_printings_of_one_report_are_one_voice(written: Path, printed: list[Document]) -> None:
    own = of(printed)
    with Store.open(written) as store:
        assert store.reprints() == {own[name]: own["wire"] for name in ("post", "courier", "update")}
        assert len(list(store.documents())) == len(PRINTED)
        row = killed(store)
        assert (row.low, row.best, row.high, row.n_independent, row.agreement) == (25, 27, 27, 2, "conflict")
        assert row.n_figures == len(PRINTED)
        assert store.verify().problems == ()


def test_what_printings_tell_is_one_happening(written: Path, printed: list[Document]) -> None:
    own = of(printed)
    with Store.open(written) as store:
        happenings = {name: {e.happening_id for e in store.rows(EventRow, document_id=own[name])} for name in own}
    assert len(happenings["wire"]) == 8
    assert happenings["wire"] <= happenings["post"]
    assert happenings["wire"] <= happenings["update"]
    assert len(happenings["wire"] & happenings["courier"]) == 4


def test_neither_order_nor_runs_change_it(written: Path, printed: list[Document], tmp_path: Path) -> None:
    with Store.open(written) as store:
        wanted = store.digest()
    for seed in range(2):
        order = Random(seed).sample(printed, len(printed))
        with Store.open(tmp_path / f"{seed}.db", "create") as store:
            for part in (order[:2], order[2:]):
                pipeline.read_into(store, part, jobs=1)
            assert store.digest() == wanted


def test_a_run_without_anything_new_links_nothing_anew(written: Path, printed: list[Document]) -> None:
    with Store.open(written, "write") as store:
        before = len(list(store.runs()))
        tally = pipeline.read_into(store, printed, jobs=1)
        assert "link" not in tally.seconds
        assert len(list(store.runs())) == before


def table(*command: str) -> list[dict[str, str]]:
    done = RUNNER.invoke(app, [*command, "--csv"])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_the_lists_say_so(written: Path, printed: list[Document]) -> None:
    own, record = of(printed), ("--record", str(written))
    documents = {row["id"]: row["reprint_of"] for row in table("show", "documents", *record)}
    assert documents == {
        own["own"]: "",
        own["wire"]: "",
        **dict.fromkeys((own["post"], own["courier"], own["update"]), own["wire"]),
    }
    reprints = {row["id"]: row for row in table("show", "reprints", *record)}
    assert reprints.keys() == {own["post"], own["courier"], own["update"]}
    assert reprints[own["courier"]]["first_outlet"] == "Gulf Wire"
    assert reprints[own["courier"]]["reason"].startswith("100 of 100 word sequences are the same")
    links = [row for row in table("show", "links", *record) if row["table"] == "document"]
    assert len(links) == 3
    assert all("Gulf Wire" in row["left"] + row["right"] for row in links)


def test_the_story_tells_how_many_reports_are_independent(written: Path) -> None:
    with Store.open(written) as store:
        own = happening(store)
    told = RUNNER.invoke(app, ["show", "event", own, "--record", str(written)]).stdout
    assert "told in 5 reports (2 independent, the others are reprints) of 4 outlets" in told
    assert "the same sentence of a report and of its reprint" in " ".join(told.split())


def test_a_person_parts_two_printings_and_takes_it_back(written: Path, printed: list[Document], tmp_path: Path) -> None:
    own, path = of(printed), tmp_path / "r.db"
    with Store.open(path, "create") as store:
        pipeline.read_into(store, printed, jobs=1)
    decide = ["--by", "ana", "--record", str(path)]
    parted = RUNNER.invoke(app, ["decide", "not-same", own["courier"], own["wire"], *decide])
    assert parted.stdout == "decision 1\n"
    with Store.open(path) as store:
        assert own["courier"] not in store.reprints()
        assert killed(store).n_independent == 3
    with Store.open(path, "write") as store:
        pipeline.link(store)
        store.fold()
        assert own["courier"] not in store.reprints()
        store.rebuild()
        assert killed(store).n_independent == 3
    RUNNER.invoke(app, ["decide", "undo", "1", *decide])
    RUNNER.invoke(app, ["decide", "same", own["own"], own["wire"], *decide])
    with Store.open(path) as store:
        assert len(store.reprints()) == 4
        assert killed(store).n_independent == 1
        said = {row["id"]: row["reason"] for row in reprinted(store)}
        assert said[own["own"]] == ""
        assert any(row["table"] == "document" for row in linked(store))
        assert store.verify().problems == ()
        assert max(d.at for d in store.decisions()) <= datetime.now(UTC)
