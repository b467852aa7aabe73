"""Writes a tuned network as the artefact `coaching/encoder` runs: a graph with 8-bit weights, tables, and a card.

The weights of matrix products become 8-bit numbers by channel (dynamic quantisation), of 7 bits in truth: processors
without VNNI add pairs of products in 16 bits, which 8 bits overflow, so that figures would differ between machines.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned

OPSET, FORMAT = 20, 10


class Graph:
    """A graph being written, one operation after another."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]], heads: int, width: int, epsilon: float) -> None:
        self.weights, self.heads, self.width, self.epsilon = weights, heads, width, epsilon
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: object, kind: type = np.float32) -> str:
        """A constant's name."""
        self.constants.append(numpy_helper.from_array(np.array(values, dtype=kind, order="C"), name))
        return name

    def run(self, operation: str, *inputs: str, **attributes: object) -> str:
        """The name of the operation's result."""
        name = f"{operation.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], name=name, **attributes))
        return name

    def linear(self, states: str, name: str) -> str:
        """States after a linear layer."""
        product = self.run("MatMul", states, self.constant(f"{name}.w", self.weights[f"{name}.weight"].T))
        return self.run("Add", product, self.constant(f"{name}.b", self.weights[f"{name}.bias"]))

    def norm(self, states: str, name: str) -> str:
        """States brought to the layer's scale."""
        gain = self.constant(f"{name}.g", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.b", self.weights[f"{name}.bias"])
        return self.run("LayerNormalization", states, gain, bias, epsilon=self.epsilon, axis=-1)

    def layer(self, states: str, name: str, told: str | None = None) -> str:
        """States after one layer of the transformer; only of the first `told` places, where that is given."""
        size = self.width // self.heads
        shape = self.constant(f"{name}.shape", [-1, 3, self.heads, size], np.int64)
        parts = self.run("Transpose", self.run("Reshape", self.linear(states, f"{name}.qkv"), shape), perm=[1, 2, 0, 3])
        query, key, value = (
            self.run("Gather", parts, self.constant(f"{name}.part{at}", at, np.int64), axis=0) for at in range(3)
        )
        if told is not None:
            query, states = self.first(query, told, 1), self.first(states, told, 0)
        scale = self.constant(f"{name}.scale", size**-0.5)
        alike = self.run("MatMul", query, self.run("Transpose", key, perm=[0, 2, 1]))
        share = self.run("Softmax", self.run("Mul", alike, scale), axis=-1)
        attended = self.run("Transpose", self.run("MatMul", share, value), perm=[1, 0, 2])
        flat = self.run("Reshape", attended, self.constant(f"{name}.flat", [-1, self.width], np.int64))
        states = self.norm(self.run("Add", states, self.linear(flat, f"{name}.ao")), f"{name}.aln")
        inner = self.run("Gelu", self.linear(states, f"{name}.fi"))
        return self.norm(self.run("Add", states, self.linear(inner, f"{name}.fo")), f"{name}.oln")

    def first(self, values: str, count: str, axis: int) -> str:
        """The first so many along an axis."""
        start = self.constant(f"first{len(self.constants)}", [0], np.int64)
        return self.run("Slice", values, start, count, self.constant(f"axis{len(self.constants)}", [axis], np.int64))

    def head(self, states: str) -> str:
        """The logits of each look."""
        attends, judges = (
            self.run("Transpose", self.run("MatMul", states, self.constant(name, self.weights[name].T)), perm=[1, 0])
            for name in ("attends", "judges")
        )
        masks = self.run("Unsqueeze", "masks", self.constant("one", [1], np.int64))
        share = self.run("Softmax", self.run("Add", attends, masks), axis=-1)
        found = self.run("ReduceSum", self.run("Mul", share, judges), self.constant("two", [2], np.int64), keepdims=0)
        return self.run("Add", found, self.constant("bias", self.weights["bias"]))


def export(network: Tuned, origin: Origin, kept: list[int], recipe: Mapping[str, object], folder: Path) -> None:
    """Write `encoder.onnx`, `tables.npz` and `card.json` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = joined({name: tensor.detach().float().numpy() for name, tensor in network.state_dict().items()})
    _write_graph(weights, origin, network, folder / "encoder.onnx")
    _write_tables(weights, origin, kept, folder / "tables.npz")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("encoder.onnx", "tables.npz")}
    card = json.dumps({**recipe, "files": hashes}, indent=2)
    (folder / "card.json").write_text(card + "\n", encoding="utf-8")


def joined(weights: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The weights with those of query, key and value as one: one product is quicker than three."""
    found = dict(weights)
    for name in [name for name in weights if name.startswith("layers.") and ".q." in name]:
        three = [found.pop(name.replace(".q.", f".{part}.")) for part in "qkv"]
        found[name.replace(".q.", ".qkv.")] = np.concatenate(three)
    return found


def _write_graph(weights: Mapping[str, NDArray[np.float32]], origin: Origin, network: Tuned, path: Path) -> None:
    graph = Graph(weights, origin.heads, origin.width, origin.epsilon)
    states = graph.norm("x", "norm")
    layers = len(network.layers)
    # Nobody asks the last layer about the surroundings, at the latest.
    alone_from = layers - 1 if network.alone_from is None else network.alone_from
    for number in range(layers):
        states = graph.layer(states, f"layers.{number}", "told" if number == alone_from else None)
    float_ = TensorProto.FLOAT
    given = [
        helper.make_tensor_value_info("x", float_, ["places", origin.width]),
        helper.make_tensor_value_info("masks", float_, ["looks", "told places"]),
        helper.make_tensor_value_info("told", TensorProto.INT64, [1]),
    ]
    found = helper.make_tensor_value_info("logits", float_, ["looks", len(weights["bias"])])
    write(graph, graph.head(states), given, found, path)


def write(graph: Graph, result: str, given: list[onnx.ValueInfoProto], found: onnx.ValueInfoProto, path: Path) -> None:
    """Write the graph, its matrices in 8 bits."""
    graph.nodes.append(helper.make_node("Identity", [result], [found.name]))
    whole = helper.make_graph(graph.nodes, found.name, given, [found], graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORMAT)
    onnx.checker.check_model(model)
    products = [node for node in graph.nodes if node.op_type == "MatMul"]
    small = [node.name for node in products if not any(name.endswith(".w") for name in node.input)]
    with TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=small
        )


def _write_tables(weights: Mapping[str, NDArray[np.float32]], origin: Origin, kept: list[int], path: Path) -> None:
    rows = weights["words.weight"]
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    silent = {origin.begin, origin.end, origin.unknown}
    words = ["" if number in silent else origin.words[number] for number in kept]
    np.savez_compressed(
        path,
        rows=np.round(rows / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float16),
        places=weights["places"] + weights["kind"],
        parts=weights["parts.weight"],
        words=_bytes(words),
        scores=origin.scores[kept],
        signs=np.array([ord(sign) for sign in origin.plain], np.uint32),
        plain=_bytes(list(origin.plain.values())),
        special=np.array([kept.index(each) for each in (origin.begin, origin.end, origin.unknown)]),
    )


def _bytes(texts: list[str]) -> NDArray[np.uint8]:
    """Texts without line ends, one a line."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), np.uint8)
