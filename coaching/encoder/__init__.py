"""The trained encoder of messages: a small multilingual transformer, tuned on the corpus, run by onnxruntime."""

from __future__ import annotations

from coaching.encoder.network import FOLDER, Network, read_encoder

__all__ = ["FOLDER", "Network", "read_encoder"]
