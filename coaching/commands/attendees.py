"""Whom a command is about: an attendee by the name of their file in the scenarios folder, or a file anywhere."""

from __future__ import annotations

from pathlib import Path

from rapidfuzz import fuzz, process

from coaching.app import App
from coaching.authoring.anywhere import read_anywhere
from coaching.authoring.library import Draft
from coaching.authoring.problems import has_errors
from coaching.commands.documents import Slip
from coaching.scenario import Scenario

ALIKE = 60  # of 100, for a scenario's name
FILES = (".yaml", ".yml")  # a name that ends so is a file's


def scenario_of(app: App, name: str, beside: Path | None = None) -> Scenario:
    """The scenario of that id, or in that file. Raises Slip, with the nearest one there is.

    A file's place is told from where one is, or else from the folder of the script that names it.
    """
    if name.endswith(FILES):
        return _sound(_file(name, beside), name).scenario
    found = app.scenarios.get(name)
    if found is not None:
        return found
    if name in {path.stem for path in app.settings.scenarios.glob("[a-z]*.yaml")}:
        raise Slip("broken_scenario", scenario=name)
    near = process.extractOne(name, list(app.scenarios), scorer=fuzz.ratio, score_cutoff=ALIKE)
    raise (
        Slip("unknown_scenario_near", scenario=name, nearest=near[0])
        if near
        else Slip("unknown_scenario", scenario=name)
    )


def draft_of(app: App, name: str) -> Draft:
    """The same with the places of its file. Raises Slip."""
    if not name.endswith(FILES):
        scenario_of(app, name)
    return _sound(file_of(app, name), name)


def file_of(app: App, name: str) -> Path:
    """The file somebody is written in, as one would type its place from here. Raises Slip where there is none."""
    return _file(name, None) if name.endswith(FILES) else shortest(app.settings.scenarios / f"{name}.yaml")


def _sound(path: Path, name: str) -> Draft:
    draft, problems = read_anywhere(path)
    if draft is None or has_errors(problems):
        raise Slip("broken_file", file=name)
    return draft


def _file(name: str, beside: Path | None) -> Path:
    """The file of that name. Raises Slip where there is none."""
    try:
        return next(path for path in (Path(name), (beside or Path()) / name) if path.is_file())
    except (StopIteration, OSError, ValueError):  # the last two for names no file could have
        raise Slip("no_file", file=name) from None


def shortest(path: Path) -> Path:
    """The path as one would type it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
