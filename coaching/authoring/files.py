"""A file's text, or what kept it from being read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from coaching.authoring.load import LARGEST, MOST_EVENTS, place_at
from coaching.authoring.problems import Place, Problem, Problems

WHY_UNREADABLE: Mapping[type[OSError], str] = MappingProxyType(
    {FileNotFoundError: "@not_there", PermissionError: "@no_right"}
)


def read_text(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, or None with the problem that kept it from being read."""
    if path.exists() and not path.is_file():  # a pipe or a device could keep us waiting for ever
        return None, told(path, "unreadable", why="@no_file")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) <= LARGEST:
            return data.decode("utf-8-sig"), ()
    except OSError as slip:
        return None, told(path, "unreadable", why=WHY_UNREADABLE.get(type(slip), "@broken"))
    except UnicodeDecodeError as slip:
        before = slip.object[: slip.start].decode("utf-8", "replace")
        return None, told(path, "not-text", place_at(before, len(before)))
    return None, told(path, "too-large", limit=LARGEST // 1024, most=MOST_EVENTS)


def told(path: Path, code: str, at: Place = Place(), **values: str | int) -> tuple[Problem, ...]:  # noqa: B008 - frozen
    """One problem of a whole file."""
    problems = Problems(str(path))
    problems.add(code, at, **values)
    return problems.ordered()
