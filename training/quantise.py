"""Matrix products to bytes: weights of seven bits with a factor per column, inputs of eight with one factor each.

Seven bits are right on processors without the newer byte instructions too. The factors of the inputs are fixed
beforehand, from what the network meets on calibration windows, so that a window's output does not depend on what is
computed beside it (Jacob et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

Feed = dict[str, NDArray[Any]]
STEPS = 255
MOST = 63
SHARES = np.linspace(0.2, 1.0, 17)
KEPT = 40_000  # values looked at per product
SMALL = 30_000  # weights; smaller products stay as they are


def quantise(source: Path, target: Path, windows: Iterable[Feed]) -> None:
    """Write the graph at `source` with products of bytes; `windows` are calibration inputs of the graph."""
    model = onnx.load(source)
    weights = {w.name: w for w in model.graph.initializer}
    chosen = [n for n in model.graph.node if n.op_type == "MatMul" and _size(weights.get(n.input[1])) >= SMALL]
    factors = {name: factor(values) for name, values in _met(model, {n.input[0] for n in chosen}, windows)}
    read_by = {name: node for node in model.graph.node for name in node.input}
    changed: dict[str, list[NodeProto]] = {}
    for name, (step, zero) in factors.items():
        for value, end in ((np.array(step, np.float32), "step"), (np.array(zero, np.uint8), "zero")):
            model.graph.initializer.append(numpy_helper.from_array(value, f"{name}/{end}"))
        first = next(n for n in chosen if n.input[0] == name)
        values = [name, f"{name}/step", f"{name}/zero"]
        changed[first.name] = [helper.make_node("QuantizeLinear", values, [f"{name}/bytes"], f"{name}/quantise")]
    for node in chosen:
        follower = read_by[node.output[0]]
        bias = [x for x in follower.input if x in weights] if follower.op_type == "Add" else []
        changed.setdefault(node.name, []).append(_product(node, follower if bias else node, bias))
        if bias:
            changed[follower.name] = []
    for name in sorted({node.input[1] for node in chosen}):
        rows, scale = small(numpy_helper.to_array(weights[name]))
        model.graph.initializer.remove(weights[name])
        model.graph.initializer.append(numpy_helper.from_array(rows, name))
        model.graph.initializer.append(numpy_helper.from_array(scale, f"{name}/step"))
    nodes = [new for node in model.graph.node for new in changed.get(node.name, [node])]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, target)


def _size(weight: TensorProto | None) -> int:
    return 0 if weight is None else int(np.prod(weight.dims))


def _product(node: NodeProto, last: NodeProto, bias: list[str]) -> NodeProto:
    """The product of bytes that takes the place of `node`, and of the sum `last` after it."""
    value, weight = node.input
    inputs = [f"{value}/bytes", weight, f"{value}/step", f"{weight}/step", f"{value}/zero", "", *bias]
    return helper.make_node("MatMulIntegerToFloat", inputs, list(last.output), node.name, domain="com.microsoft")


def small(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Signed bytes of seven bits and the factor of each column."""
    scale = np.maximum(np.abs(weight).max(0), 1e-8) / MOST
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)


def factor(values: NDArray[np.float32]) -> tuple[float, int]:
    """Step and zero point of unsigned bytes for some values: the range that costs least in squared error."""
    low, high = min(0.0, float(values.min())), max(1e-6, float(values.max()))
    best = (np.inf, 1.0, 0)
    for down in SHARES:
        for up in SHARES:
            step = (high * up - low * down) / STEPS
            point = round(-low * down / step)
            seen = (np.clip(np.rint(values / step) + point, 0, STEPS) - point) * step
            best = min(best, (float(np.square(seen - values).mean()), step, point))
    return best[1], best[2]


def _met(
    model: onnx.ModelProto, names: Iterable[str], windows: Iterable[Feed]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """A sample of the values of some tensors of the graph."""
    open_model = onnx.ModelProto()
    open_model.CopyFrom(model)
    asked = sorted(names)
    open_model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in asked)
    session = onnxruntime.InferenceSession(open_model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: dict[str, list[NDArray[np.float32]]] = {name: [] for name in asked}
    for window in windows:
        for name, values in zip(asked, session.run(asked, window), strict=True):
            found[name].append(values.ravel())
    draw = np.random.default_rng(0)
    for name, parts in found.items():
        values = np.concatenate(parts)
        ends = np.array([values.min(), values.max()], dtype=np.float32)
        yield name, np.concatenate([draw.choice(values, min(KEPT, len(values)), replace=False), ends])
