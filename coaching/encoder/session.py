"""A network run by onnxruntime on one thread, so that the same input gives the same figures."""

from __future__ import annotations

from pathlib import Path

import onnxruntime


def opened(path: Path) -> onnxruntime.InferenceSession:
    """The network of that file. OSError or ValueError when it is missing or none."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if not path.is_file():
        raise FileNotFoundError(path)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
