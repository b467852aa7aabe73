"""A network read back from its artefact, to be tuned on: its 8-bit weights as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned

Arrays = Mapping[str, NDArray[np.float32]]
OURS = {"w": "weight", "g": "weight", "b": "bias"}  # the ends of the names in the graph, and in the network


def begun(folder: Path, origin: Origin) -> tuple[Tuned, list[int]]:
    """The network of that folder and the subwords it keeps, by their numbers in the origin."""
    with np.load(folder / "tables.npz", allow_pickle=False) as tables:
        words = bytes(tables["words"]).decode("utf-8").split("\n")
        special = dict(zip(tables["special"].tolist(), (origin.begin, origin.end, origin.unknown), strict=True))
        places, parts = tables["places"], tables["parts"]
    number_of: dict[str, int] = {}
    for number, word in enumerate(origin.words):
        number_of.setdefault(word, number)
    numbers = [special[place] if place in special else number_of[word] for place, word in enumerate(words)]
    network = Tuned(origin, numbers)
    found = {**network.state_dict(), **weights_of(folder / "encoder.onnx")}
    found["places"], found["parts.weight"] = torch.tensor(places), torch.tensor(parts)
    found["kind"] = torch.zeros_like(found["kind"])  # the tables hold places and kind as one
    network.load_state_dict(found)
    return network, numbers


def weights_of(path: Path) -> dict[str, Tensor]:
    """The tensors of the graph by the network's names."""
    arrays = _arrays({each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer})
    found: dict[str, NDArray[np.float32]] = {}
    for name, values in arrays.items():
        base, _, end = name.rpartition(".")
        if name in ("attends", "judges"):
            found[name] = values.T
        elif name == "bias":
            found[name] = values
        elif end in OURS and not base.endswith(".qkv"):
            found[f"{base}.{OURS[end]}"] = values.T if end == "w" else values
        elif end in OURS:
            for part, its in zip("qkv", np.split(values, 3, axis=-1), strict=True):
                found[f"{base.removesuffix('qkv')}{part}.{OURS[end]}"] = its.T if end == "w" else its
    return {name: torch.tensor(np.ascontiguousarray(values)) for name, values in found.items()}


def _arrays(constants: Mapping[str, NDArray[np.float32]]) -> Arrays:
    """The float arrays, those that were quantised made floats again."""
    found = dict(constants)
    for name in [name for name in constants if name.endswith("_quantized")]:
        base = name.removesuffix("_quantized")
        zero, scale = constants[f"{base}_zero_point"], constants[f"{base}_scale"]
        found[base] = (constants[name].astype(np.float32) - zero.astype(np.float32)) * scale
    return found
