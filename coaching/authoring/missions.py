"""`_missions.yaml`: small things to do among real people. A mission with a slip in it is left out, and told."""

from __future__ import annotations

from pathlib import Path

import yaml

from coaching.event.missions import GENTLE, HARDEST, Mission
from coaching.language import Lines
from coaching.own_files import read_own

MISSIONS = "_missions.yaml"


def read_missions(folder: Path) -> tuple[tuple[Mission, ...], tuple[str, ...]]:
    """The missions of the folder in the author's order, the gentlest first, and what is wrong: one line each."""
    path = folder / MISSIONS
    if not path.exists():
        return (), ()
    try:
        entries = read_own(path)["missions"].items()
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as slip:
        return (), (f"{path.name}: {slip!r}",)
    found, slips = [], []
    for name, entry in entries:
        try:
            mission = Mission(str(name), int(entry["level"]), _lines(entry["does"]), _lines(entry["why"]))
        except (KeyError, TypeError, ValueError) as slip:
            slips.append(f"{path.name}: {name}: {slip!r}")
            continue
        if not GENTLE <= mission.level <= HARDEST:
            slips.append(f"{path.name}: {name}: level {mission.level}")
        else:
            found.append(mission)
    return tuple(sorted(found, key=lambda one: one.level)), tuple(slips)


def _lines(entry: dict[str, str | list[str]]) -> Lines:
    fr, en = ((one,) if isinstance(one, str) else tuple(one) for one in (entry["fr"], entry["en"]))
    return Lines(fr, en)
