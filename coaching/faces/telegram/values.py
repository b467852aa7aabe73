"""Values out of JSON that anybody may have written: each is what it should be, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

Json = Mapping[str, object]
LARGEST = 2**63 - 1  # what a database holds; Telegram's ids are smaller


def mapping(value: object) -> Json:
    """The mapping; empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def integer(value: object) -> int:
    """The whole number; 0 for anything else, or for one no database holds."""
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return value if fits and isinstance(value, int) else 0


def string(value: object) -> str:
    """The text, with half characters no text can hold replaced; empty for anything else."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
