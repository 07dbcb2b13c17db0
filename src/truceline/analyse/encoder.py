"""The network at run time: windows of documents in, labels and scores out.

Windows of like length go through the network together. Each is padded by its own length alone and all factors of the
network's integer products are fixed, so what a window gives does not depend on the windows beside it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
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
BATCH_PIECES = 512
STEP = 8
CUT_AFTER = frozenset(",;:)")

Sentences = Sequence[Sequence[str]]


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
    """Sentences of a document, or a part of one, that the network sees together."""

    document: int
    parts: tuple[Part, ...]
    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]

    @property
    def room(self) -> int:
        """Places that the window takes in a batch, for pieces and for words."""
        return -(-len(self.pieces) // STEP) * STEP


class Encoder:
    """One loaded model. The same words always give the same output, whatever is read before or beside them."""

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

    def windows(self, documents: Iterable[Sentences]) -> Iterator[Window]:
        """Neighbouring sentences packed up to `WINDOW_PIECES`; a sentence too long for one window is cut."""
        for number, sentences in enumerate(documents):
            for parts in self._packed(sentences):
                yield self._window(number, sentences, parts)

    def _packed(self, sentences: Sentences) -> Iterator[list[Part]]:
        waiting: list[Part] = []
        used = 1
        for number, words in enumerate(sentences):
            sizes = [len(self._pieces.of(word)[0]) for word in words]
            size = sum(sizes) + 1
            if waiting and used + size > WINDOW_PIECES:
                yield waiting
                waiting, used = [], 1
            neutral = one_case(words)
            if size <= LONGEST_SENTENCE:
                waiting.append(Part(number, 0, len(words), neutral))
                used += size
                continue
            for first, last in _cuts(words, sizes):
                yield [Part(number, first, last, neutral)]
        if waiting:
            yield waiting

    def _window(self, document: int, sentences: Sentences, parts: list[Part]) -> Window:
        pieces, shapes, first, last = [self._pieces.start], [0], list[int](), list[int]()
        for part in parts:
            for word in sentences[part.sentence][part.first : part.last]:
                ids, form = self._pieces.of(word)
                first.append(len(pieces))
                pieces += ids
                shapes += [0 if part.one_case and form in WITH_LETTERS else form] * len(ids)
                last.append(len(pieces) - 1)
            pieces.append(self._pieces.separator)
            shapes.append(0)
        return Window(document, tuple(parts), pieces, shapes, first, last)

    def feeds(
        self, windows: Iterable[Window], predicates: Sequence[Sequence[Collection[int]]] | None = None
    ) -> Iterator[tuple[dict[str, Array], list[Window]]]:
        """Inputs of the network, with their windows: those of like length together, `BATCH_PIECES` at most."""
        groups: dict[int, list[Window]] = {}
        for window in windows:
            if not window.first:
                continue
            group = groups.setdefault(window.room, [])
            group.append(window)
            if (len(group) + 1) * window.room > BATCH_PIECES:
                yield _feed(groups.pop(window.room), predicates), group
        for group in groups.values():
            yield _feed(group, predicates), group

    def run(self, feed: dict[str, Array]) -> dict[str, Array]:
        """Output arrays of one batch, by name (`training.graph` says what they hold)."""
        return dict(zip(self._names, self._session.run(None, feed), strict=True))


def _feed(windows: Sequence[Window], predicates: Sequence[Sequence[Collection[int]]] | None = None) -> dict[str, Array]:
    """One batch of windows that take the same room; with `predicates`, the words of each sentence taken for such."""
    import numpy as np

    count, room = len(windows), windows[0].room
    pieces, shapes, rows = (np.zeros((count, room), np.int64) for _ in range(3))
    sentence = np.full((count, room), -1, np.int64)
    first, last, slot, asked = list[int](), list[int](), list[int](), list[int]()
    sentences = 0
    for number, window in enumerate(windows):
        base, size = number * room, len(window.first)
        pieces[number, : len(window.pieces)] = window.pieces
        shapes[number, : len(window.shapes)] = window.shapes
        rows[number, :size] = range(len(slot), len(slot) + size)
        sizes = [part.last - part.first for part in window.parts]
        sentence[number, :size] = np.repeat(np.arange(sentences, sentences + len(sizes)), sizes)
        sentences += len(sizes)
        first += [base + i for i in window.first]
        last += [base + i for i in window.last]
        slot += range(base, base + size)
        if predicates is not None:
            given = predicates[window.document]
            asked += [int(i in given[p.sentence]) for p in window.parts for i in range(p.first, p.last)]
    return {
        "pieces": pieces,
        "shapes": shapes,
        "length": np.array([len(w.pieces) for w in windows], np.int32),
        "first": np.array(first, np.int64),
        "last": np.array(last, np.int64),
        "slot": np.array(slot, np.int64),
        "rows": rows,
        "sentence": sentence,
        "predicate": np.array(asked or [-1] * len(slot), np.int64),
    }


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
