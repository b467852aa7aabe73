"""Where each thing an attendee says stands in the author's files, by the mark it leaves when it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coaching.authoring.anywhere import common_folder
from coaching.authoring.files import read_text
from coaching.authoring.library import COMMON, Draft
from coaching.authoring.load import load
from coaching.authoring.nodes import Kind, Node
from coaching.authoring.problems import Problems
from coaching.authoring.texts import wordings
from coaching.language import Language
from coaching.wording.written import mark


@dataclass(frozen=True)
class Spot:
    """A wording in a file: where, and under which keys ("topics.work.answers.warm"; of a list, the how-manieth)."""

    path: Path
    line: int
    keys: str
    text: str


def spots(draft: Draft, path: Path) -> Mapping[int, Spot]:
    """Every wording of the file and of its `_common.yaml`, by its mark; where both have it, the file's."""
    common = common_folder(path.parent) / COMMON
    text, _ = read_text(common)
    root = load(text, Problems(str(common))) if text is not None else None
    found = {mark(spot.text): spot for spot in _under(root, common)} if root is not None else {}
    return found | {mark(spot.text): spot for spot in _under(draft.root, path)}


def _under(node: Node, path: Path, keys: tuple[str, ...] = ()) -> Iterator[Spot]:
    for name, value in node.named():
        if name in set(Language):
            yield from (Spot(path, said.place.line, ".".join(keys), said.text) for said in wordings(value))
        if value.kind is not Kind.TEXT:
            yield from _under(value, path, keys if name in set(Language) else (*keys, name))
    for at, item in enumerate(node.items, start=1):
        if item.kind is not Kind.TEXT:
            yield from _under(item, path, (*keys, str(at)))
