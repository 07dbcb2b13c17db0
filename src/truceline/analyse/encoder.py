"""The network at run time: windows of one document in, labels and scores out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from truceline.analyse.pieces import WITH_LETTERS, WordPieces, one_case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.generic]

MODEL = Path(__file__).parent / "model"
WINDOW_PIECES = 64
LONGEST_SENTENCE = 240
CUT_AFTER = frozenset(",;:)")


def model_version(folder: Path = MODEL) -> str:
    """Short hash of the weights, without loading them."""
    return sha256((folder / "model.onnx").read_bytes()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Part:
    """Words `first` to `last` of a sentence; `one_case` if its casing says nothing."""

    sentence: int
    first: int
    last: int
    one_case: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences, or a part of one, that go through the network together."""

    parts: tuple[Part, ...]


class Encoder:
    """One loaded model. The same words always give the same output, whatever was read before."""

    def __init__(self, session: Any, config: dict[str, Any], vocabulary: dict[str, int], version: str) -> None:
        self._session = session
        self.labels: dict[str, list[str]] = config["labels"]
        self.tags: list[str] = config["tags"]
        self.scores: list[str] = config["scores"]
        self.lemmas: dict[str, dict[str, str]] = config["lemmas"]
        self.words = frozenset(lemma for table in self.lemmas.values() for lemma in table.values())
        self.model_version = version
        self._pieces = WordPieces(vocabulary)
        self._names = [x.name for x in session.get_outputs()]

    @classmethod
    def load(cls, folder: Path = MODEL) -> Encoder:
        """Load the model; takes about half a second and 200 MB."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        content = (folder / "model.onnx").read_bytes()
        session = onnxruntime.InferenceSession(
            content,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # its kernel is five times slower than the two it replaces
        )
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        config["lemmas"] = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        vocabulary = {word: number for number, word in enumerate(words) if word}
        return cls(session, config, vocabulary, sha256(content).hexdigest()[:12])

    def windows(self, sentences: Sequence[Sequence[str]]) -> Iterator[Window]:
        """Neighbouring sentences packed up to `WINDOW_PIECES`; a sentence too long for one window is cut."""
        waiting: list[Part] = []
        used = 1
        for number, words in enumerate(sentences):
            sizes = [len(self._pieces.of(word)[0]) for word in words]
            size = sum(sizes) + 1
            if waiting and used + size > WINDOW_PIECES:
                yield Window(tuple(waiting))
                waiting, used = [], 1
            neutral = one_case(words)
            if size <= LONGEST_SENTENCE:
                waiting.append(Part(number, 0, len(words), neutral))
                used += size
                continue
            for first, last in _cuts(words, sizes):
                yield Window((Part(number, first, last, neutral),))
        if waiting:
            yield Window(tuple(waiting))

    def run(
        self, sentences: Sequence[Sequence[str]], window: Window, predicates: Sequence[Collection[int]] | None = None
    ) -> dict[str, Array]:
        """Output arrays of one window, by name; with `predicates`, the roles of just these words of each sentence."""
        import numpy as np

        pieces, shapes, first, last, owner = [self._pieces.start], [0], list[int](), list[int](), list[int]()
        for number, part in enumerate(window.parts):
            for word in sentences[part.sentence][part.first : part.last]:
                ids, form = self._pieces.of(word)
                first.append(len(pieces))
                pieces += ids
                shapes += [0 if part.one_case and form in WITH_LETTERS else form] * len(ids)
                last.append(len(pieces) - 1)
            owner += [number] * (part.last - part.first)
            pieces.append(self._pieces.separator)
            shapes.append(0)
        feed = {"pieces": pieces, "shapes": shapes, "first": first, "last": last, "sentence": owner}
        feed["predicate"] = [-1] * len(owner)
        if predicates is not None:
            feed["predicate"] = [int(i in predicates[p.sentence]) for p in window.parts for i in range(p.first, p.last)]
        arrays = self._session.run(None, {name: np.array(row, dtype=np.int64) for name, row in feed.items()})
        return dict(zip(self._names, arrays, strict=True))


def _cuts(words: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Word ranges of at most `LONGEST_SENTENCE` pieces, cut after a mark where one is near."""
    first = 0
    while first < len(words):
        last, used = first, 1
        while last < len(words) and used + sizes[last] <= LONGEST_SENTENCE:
            used += sizes[last]
            last += 1
        if last < len(words):
            nearest = range(last - 1, first + (last - first) // 2, -1)
            last = next((i + 1 for i in nearest if words[i] in CUT_AFTER), last)
        yield first, last
        first = last
