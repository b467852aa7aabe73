"""The network that tells what texts mean: layers, a mean, and a linear map after it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from benchmarks.encoder.export import Graph, joined, write
from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned
from coaching.encoder.meaning import MOST

Figures = NDArray[np.float32]


def write_network(network: Tuned, linear: Figures, middle: Figures, folder: Path) -> None:
    """Write `meaning.onnx`, which takes from a text's mean state its `middle` and maps the rest by `linear`.

    `meanings.npz` is begun with the places of the subwords, and knows no text yet.
    """
    origin = Origin()
    weights = joined({name: tensor.detach().float().numpy() for name, tensor in network.state_dict().items()})
    graph = Graph(weights, origin.heads, origin.width, origin.epsilon)
    states = graph.norm("x", "norm")
    for number in range(len(network.layers)):
        states = graph.layer(states, f"layers.{number}")
    frame = 1 + len(origin.subwords(range(len(origin.words))).of("query:", 4))
    start, end, axis = (
        graph.constant(name, [at], np.int64) for name, at in (("start", frame), ("end", -1), ("axis", 0))
    )
    mean = graph.run("ReduceMean", graph.run("Slice", states, start, end, axis), axis, keepdims=1)
    unit = graph.run("LpNormalization", mean, axis=-1, p=2)
    apart = graph.run("Sub", unit, graph.constant("middle", middle[None]))
    result = graph.run("Squeeze", graph.run("MatMul", apart, graph.constant("map", linear.T)), axis)
    given = [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["places", origin.width])]
    found = helper.make_tensor_value_info("meaning", TensorProto.FLOAT, [len(linear)])
    write(graph, result, given, found, folder / "meaning.onnx")
    np.savez_compressed(
        folder / "meanings.npz",
        places=weights["places"][: frame + MOST + 1] + weights["kind"],
        keys=np.zeros(0, np.uint64),
        directions=np.zeros((0, len(linear)), np.int8),
        lengths=np.zeros(0, np.float32),
    )
