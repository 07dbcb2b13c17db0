"""Labels of one's own: which happenings bear them, by which cells, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.errors import BadLabels
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.publish.export.incidents import incidents
from truceline.publish.labels import CONDITIONS, Label, labelled, read_labels
from truceline.record import Store


def given(path: Path, text: str) -> Path:
    """A file of labels."""
    file = path / "labels.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_label_needs_all_its_conditions_in_one_report(examples: Path) -> None:
    mortars = Label("mortars", "", (("type", ("shelling",)), ("means", ("mortar", "mortar round"))))
    with Store.open(examples) as store:
        found = {}
        for one in incidents(store, Filter()):
            for label in labelled(one, [mortars]):
                found[one.id] = label
        rows = {row.id: row for row in store.rows(EventRow)}
        meant = {
            row.happening_id
            for row in rows.values()
            if row.review != "rejected" and row.type == "shelling" and any("mortar" in m.lower() for m in row.means)
        }
    assert meant
    assert set(found) == meant
    assert all("type: shelling; means: " in label.because for label in found.values())
    assert max(label.reports for label in found.values()) > 1


def test_words_are_whole_words_and_other_values_are_equal(examples: Path) -> None:
    labels = (
        Label("part of a word", "", (("means", ("orta",)),)),
        Label("killed police", "", (("harm", ("killed",)), ("victims", ("police",)))),
        Label("in Indonesia", "", (("country", ("IDN",)),)),
    )
    with Store.open(examples) as store:
        found = [(one, label) for one in incidents(store, Filter()) for label in labelled(one, labels)]
    names = {label.label for _, label in found}
    assert "part of a word" not in names
    assert {"killed police", "in Indonesia"} <= names
    for one, label in found:
        if label.label == "killed police":
            assert any((f.kind, f.victim_class) == ("killed", "police") for f in one.figures)


def test_a_file_gives_labels(tmp_path: Path) -> None:
    text = (
        "labels:\n  - label: IED\n    meaning: a bomb by the road\n    type: bombing\n    means: [IED, roadside bomb]\n"
    )
    assert read_labels(given(tmp_path, text)) == (
        Label("IED", "a bomb by the road", (("type", ("bombing",)), ("means", ("IED", "roadside bomb")))),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("labels:\n  - label: A\n    typ: [bombing]\n", "line 3: there is no condition `typ`; did you mean `type`?"),
        ("labels:\n  - label: A\n    type: [bomb]\n", "line 3: `type` is never 'bomb'; did you mean"),
        ("labels:\n  - label: A\n", "line 2: a label needs"),
        ("labels:\n  - type: bombing\n", "line 2: a label needs"),
        ("labels:\n  - {label: A, type: aid}\n  - {label: A, type: aid}\n", "line 3: the label 'A' stands twice"),
        ("labels:\n  - label: A\n    type: {x: 1}\n", "line 3: expected words"),
        ("labels: none\n", "line 1: expected `labels:`"),
        ("- a\n", "line 1: expected `labels:`"),
        ("", "line 1: expected `labels:`"),
        ("labels: [", "is no YAML"),
        ("labels: " + "[" * 200_000, "no YAML"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadLabels) as error:
        read_labels(given(tmp_path, text))
    assert said in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLabels, match="cannot be read"):
        read_labels(tmp_path / "none.yaml")


def test_every_condition_can_be_asked_of_every_happening(examples: Path) -> None:
    with Store.open(examples) as store:
        found = {
            name
            for one in incidents(store, Filter())
            for row in one.tellings
            for name, condition in CONDITIONS.items()
            if any(isinstance(value, str) for value in condition.values(one, row))
        }
    assert found == set(CONDITIONS)
