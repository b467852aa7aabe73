"""All there is to say about scenario files: how they read, how the rehearsals in them play, what can be met in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coaching.authoring.alike import check_alike
from coaching.authoring.anywhere import USUAL, common_folder
from coaching.authoring.build import examples
from coaching.authoring.library import COMMON, Common, Draft, draft_scenario, read_common_file, read_text
from coaching.authoring.nodes import NOWHERE
from coaching.authoring.plausible import check_plausible
from coaching.authoring.problems import Problem, has_errors
from coaching.authoring.voices import check_voices
from coaching.scenario import Example, Scenario

# Plays an example to its end: the ending it reached, None when it reached none.
Play = Callable[[Scenario, Example], str | None]


def check(
    paths: Iterable[Path], play: Play | None = None, usual: Path = USUAL, learners: int = 0
) -> tuple[Problem, ...]:
    """The problems of the files, and of the files of the folders, by file and line.

    A folder stands for its scenarios and its `_common.yaml`; a file is read with the `_common.yaml` beside it, or else
    with the one in the folder `usual`; its own problems are told only when it is asked for. With `play`, sound
    scenarios' `rehearsals:` are played too; with `learners`, so many at random try what can be met in them.
    """
    found: list[Problem] = []
    commons: dict[Path, tuple[Common, tuple[Problem, ...]]] = {}
    for path in dict.fromkeys(_files(paths)):
        folder = path.parent
        if folder not in commons:
            commons[folder] = read_common_file(common_folder(folder, usual))
        common, its_problems = commons[folder]
        found += its_problems if path.name == COMMON else _check_scenario(path, common, play, learners)
    return tuple(found)


def check_rehearsals(draft: Draft, play: Play) -> None:
    """Plays the rehearsals of a sound scenario and notes those that don't end as their author says."""
    for node in (draft.root.child("rehearsals") or NOWHERE).items:
        at = (node.child("ends") or node).place
        for example in examples(node):
            if example.ends is None:
                continue
            reached = play(draft.scenario, example)
            if reached != example.ends:
                code = "wrong-ending" if reached else "no-ending-reached"
                draft.problems.add(code, at, ends=example.ends, reached=reached or "", lang=f"@{example.lang}")


def _check_scenario(path: Path, common: Common, play: Play | None, learners: int) -> tuple[Problem, ...]:
    text, unread = read_text(path)
    if text is None:
        return unread
    draft, problems = draft_scenario(text, str(path), common)
    if draft is None or has_errors(problems):
        return problems
    check_alike(draft)
    check_voices(draft)
    if play is not None:
        check_rehearsals(draft, play)
    if learners:
        check_plausible(draft, learners)
    return draft.problems.ordered()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (path / COMMON, *sorted(path.glob("[a-z]*.yaml")))
        else:
            yield path
