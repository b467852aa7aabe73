"""The drills read from their folder: `kinds.yaml`, and the items of each kind in `fr/` and `en/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from coaching.authoring.anywhere import USUAL
from coaching.authoring.drill_items import Items, read_items
from coaching.authoring.drill_kinds import Kinds, read_kinds
from coaching.authoring.files import read_text
from coaching.authoring.load import load
from coaching.authoring.problems import Problem, Problems, has_errors, source_lines
from coaching.drills import Drill, Item
from coaching.language import Language

FOLDER = "drills"  # within the scenarios' folder
KINDS = "kinds.yaml"
LEAST_ITEMS = 12  # four sets of three before anything comes again
_IS_KINDS = re.compile(r"^kinds:", re.MULTILINE)
_IS_DRILLS = re.compile(r"^kinds?:", re.MULTILINE)


def read_drills(scenarios: Path) -> tuple[tuple[Drill, ...], tuple[Problem, ...]]:
    """The drills of that scenarios' folder in the order of `kinds.yaml`, and what is wrong in the files.

    A file with errors is left out; so is a kind without any item.
    """
    folder = scenarios / FOLDER
    text, unread = read_text(folder / KINDS)
    if text is None:
        return (), unread
    kinds, problems = _kinds(text, folder / KINDS)
    found = list(problems)
    if has_errors(problems):
        return (), problems
    items: list[Items] = []
    for path in item_files(folder):
        one, its = _items(path, kinds)
        found += its
        if one is not None and not has_errors(its):
            items.append(one)
    drills = (replace(drill, items=_by_language(drill.id, items)) for drill in kinds.drills)
    return tuple(drill for drill in drills if any(drill.items.values())), tuple(found)


def is_drill_file(text: str) -> bool:
    """Whether the file is about drills, of which no scenario speaks."""
    return _IS_DRILLS.search(text) is not None


def check_drill_file(path: Path, text: str) -> tuple[Problem, ...]:
    """The problems of a file of kinds or of items; of kinds also those without enough items."""
    if not _IS_KINDS.search(text):
        return _items(path, _kinds_around(path))[1]
    problems = Problems(str(path), source_lines(text))
    root = load(text, problems)
    if root is not None:
        kinds = read_kinds(root, problems)
        if not has_errors(problems.found):
            _tell_few(kinds, path.parent, problems)
    return problems.ordered()


def drill_files(folder: Path) -> Iterator[Path]:
    """Every file of the drills in that folder of scenarios, or of the drills themselves, where there are any."""
    drills = folder if (folder / KINDS).exists() else folder / FOLDER
    if (drills / KINDS).exists():
        yield from (drills / KINDS, *item_files(drills))


def item_files(folder: Path) -> Iterator[Path]:
    """The files of items, language by language."""
    for lang in Language:
        yield from sorted((folder / lang).glob("[a-z]*.yaml"))


def _kinds(text: str, path: Path) -> tuple[Kinds, tuple[Problem, ...]]:
    problems = Problems(str(path), source_lines(text))
    root = load(text, problems)
    kinds = Kinds() if root is None else read_kinds(root, problems)
    return kinds, problems.ordered()


def _kinds_around(path: Path) -> Kinds:
    """The kinds a file of items is read with: those of its folder, or of the one above, or else the usual ones."""
    for folder in (path.parent, path.parent.parent, USUAL / FOLDER):
        text, _ = read_text(folder / KINDS)
        if text is not None:
            return _kinds(text, folder / KINDS)[0]
    return Kinds()


def _items(path: Path, kinds: Kinds) -> tuple[Items | None, tuple[Problem, ...]]:
    text, unread = read_text(path)
    if text is None:
        return None, unread
    problems = Problems(str(path), source_lines(text))
    root = load(text, problems)
    items = None if root is None else read_items(root, kinds, problems)
    return items, problems.ordered()


def _by_language(kind: str, read: list[Items]) -> Mapping[Language, tuple[Item, ...]]:
    """The items of the kind; of an id given in two files, the first."""
    found: dict[Language, dict[str, Item]] = {lang: {} for lang in Language}
    for one in read:
        if one.kind == kind:
            for item in one.items:
                found[one.lang].setdefault(item.id, item)
    return MappingProxyType({lang: tuple(items.values()) for lang, items in found.items()})


def _tell_few(kinds: Kinds, folder: Path, problems: Problems) -> None:
    """Kinds without enough items, so that a new kind is not forgotten in one of the languages."""
    read = [items for path in item_files(folder) if (items := _items(path, kinds)[0]) is not None]
    for drill in kinds.drills:
        counts = {lang: len(items) for lang, items in _by_language(drill.id, read).items()}
        few = [lang for lang, count in counts.items() if count < LEAST_ITEMS]
        if few:
            lang = "@both" if len(few) == len(Language) else f"@{few[0]}"
            least = min(counts[lang] for lang in few)
            problems.add("few-items", kinds.places[drill.id], kind=drill.id, count=least, least=LEAST_ITEMS, lang=lang)
