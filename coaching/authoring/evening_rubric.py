"""The rubric of evenings, read from `coaching/evening/marks.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from coaching.evening.rubric import Ending, EveningRubric, Part, RoomRule
from coaching.language import Lines
from coaching.own_files import read_own
from coaching.scorecard.rubric import Mode

MARKS = Path(__file__).parent.parent / "evening" / "marks.yaml"


@cache
def read_evening_rubric(path: Path = MARKS) -> EveningRubric:
    """The rubric in that file. Raises KeyError or TypeError: it is ours, not an author's."""
    root = read_own(path)
    rows = {**_map(root["leaving"]), **_map(root["room"])}
    return EveningRubric(
        weights=MappingProxyType({part: _whole(_map(root["weights"])[part]) for part in Part}),
        talk_counts_up_to=_whole(root["talk_counts_up_to"]),
        ceilings=MappingProxyType({mode: _whole(_map(root["ceilings"])[mode]) for mode in Mode}),
        card_pushed=_whole(root["card_pushed"]),
        most_for_cards=_whole(root["most_for_cards"]),
        soon=_whole(root["soon"]),
        leaving=MappingProxyType({one: _whole(_map(rows[one])["points"]) for one in Ending}),
        room=MappingProxyType({one: _wholes(_map(rows[one])["points"]) for one in RoomRule}),
        names=MappingProxyType({name: _lines(_map(row)["name"]) for name, row in rows.items()}),
        advice=MappingProxyType({name: _lines(row) for name, row in _map(root["advice"]).items()}),
    )


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    return int(str(value))


def _wholes(value: object) -> tuple[int, ...]:
    return tuple(_whole(one) for one in value) if isinstance(value, list) else (_whole(value),)


def _lines(value: object) -> Lines:
    its = _map(value)
    fr, en = (tuple(map(str, said)) if isinstance(said, list) else (str(said),) for said in (its["fr"], its["en"]))
    return Lines(fr, en)
