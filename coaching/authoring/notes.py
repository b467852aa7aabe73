"""The rubric of the day after read from its YAML file. A file with a slip in it is refused whole, with what to mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from coaching.followup.rubric import Aspect, NoteRubric, Tongue, Verdict
from coaching.language import Language
from coaching.own_files import read_own
from coaching.understanding.words import fold

DEFAULT = Path(__file__).resolve().parent.parent / "followup" / "note.yaml"
WORDS = ("greetings", "thanks", "servile", "offers", "second", "wares", "reports", "possessives", "anybodys")


class NoteRubricError(ValueError):
    """The file can't be used: what to mend."""


def read_note_rubric(path: Path = DEFAULT) -> NoteRubric:
    """The rubric in that file. Raises NoteRubricError; OSError when it can't be opened."""
    try:
        root = read_own(path)
        rubric = NoteRubric(
            points=MappingProxyType({Aspect(name): int(value) for name, value in root["points"].items()}),
            short_of=int(root["length"]["short_of"]),
            good_to=int(root["length"]["good_to"]),
            long_to=int(root["length"]["long_to"]),
            ceiling=MappingProxyType({Verdict(name): int(value) for name, value in root["ceiling"].items()}),
            without_detail=int(root["without_detail"]),
            word=float(root["detail"]["word"]),
            enough=float(root["detail"]["enough"]),
            alike=float(root["detail"]["alike"]),
            surely_alike=float(root["detail"]["surely_alike"]),
            tongues=MappingProxyType({lang: _tongue(root[lang.value]) for lang in Language}),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as slip:
        raise NoteRubricError(f"{path.name}: {slip!r}. Compare with the file that came with the program.") from slip
    if sum(rubric.points.values()) != 100:
        raise NoteRubricError(f"{path.name}: the points add up to {sum(rubric.points.values())}. Make it 100.")
    return rubric


def _tongue(words: Mapping[str, list[str]]) -> Tongue:
    return Tongue(**{name: tuple(fold(str(word)) for word in words[name]) for name in WORDS})
