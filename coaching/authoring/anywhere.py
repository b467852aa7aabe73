"""A scenario from a file in any folder, read with the `_common.yaml` beside it or else the usual one."""

from __future__ import annotations

from pathlib import Path

from coaching.authoring.library import COMMON, Draft, draft_file, read_common_file
from coaching.authoring.problems import Problem

USUAL = Path(__file__).resolve().parents[2] / "scenarios"  # whose _common.yaml a file far from any is read with


def common_folder(folder: Path, usual: Path = USUAL) -> Path:
    """The folder whose `_common.yaml` the files of that folder are read with."""
    return folder if (folder / COMMON).exists() else usual


def read_anywhere(path: Path, usual: Path = USUAL) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The file as far as it can be read, with what was heard beside it, and what is wrong in them."""
    common, _ = read_common_file(common_folder(path.parent, usual))
    return draft_file(path, common)
