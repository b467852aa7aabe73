"""All there is to say about scenario files: how they read, how the rehearsals in them play, what can be met in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from coaching.authoring.alike import check_alike
from coaching.authoring.anywhere import USUAL, common_folder
from coaching.authoring.build import examples
from coaching.authoring.clubs import check_club_file, club_files, is_club_file
from coaching.authoring.decency import check_decency
from coaching.authoring.drills import KINDS, check_drill_file, drill_files, is_drill_file
from coaching.authoring.evenings import check_evening_file, evening_files, is_evening_file, scenarios_around
from coaching.authoring.files import read_text
from coaching.authoring.heard import HEARD, scenario_above
from coaching.authoring.library import COMMON, Common, Draft, draft_file, read_common_file, read_library
from coaching.authoring.nodes import NOWHERE
from coaching.authoring.plausible import check_plausible
from coaching.authoring.prescriptions import PRESCRIPTIONS, read_prescriptions
from coaching.authoring.problems import Problem, has_errors
from coaching.authoring.voices import check_voices
from coaching.language import Language
from coaching.scenario import Example, Scenario
from coaching.watching import example_to_watch

# Plays an example to its end: the ending it reached, None when it reached none.
Play = Callable[[Scenario, Example], str | None]
# Plays an example and marks it: its score.
Score = Callable[[Scenario, Example], int]
WORTH_WATCHING = 70  # score


def check(
    paths: Iterable[Path],
    play: Play | None = None,
    usual: Path = USUAL,
    learners: int = 0,
    score: Score | None = None,
) -> tuple[Problem, ...]:
    """The problems of the files, and of the files of the folders, by file and line.

    A folder stands for its scenarios, its `_common.yaml`, `_prescriptions.yaml`, `drills/`, `evenings/` and `clubs/`; a
    file of `heard/` for the scenario above it. A scenario is read with what was heard beside it and with the
    `_common.yaml` beside it, or else with the one in the folder `usual`; the common file's own problems are told only
    when it is asked for. With `play`, sound scenarios' `rehearsals:` are played too, with `score` those to be watched
    are marked, and with `learners`, so many at random try what can be met in them.
    """
    found: list[Problem] = []
    commons: dict[Path, tuple[Common, tuple[Problem, ...]]] = {}
    libraries: dict[Path, Mapping[str, Scenario]] = {}
    for path in dict.fromkeys(_files(paths)):
        text, _ = read_text(path)
        if text is not None and is_drill_file(text):
            found += check_drill_file(path, text)
            continue
        if is_club_file(path):
            found += check_club_file(path)
            continue
        if is_evening_file(path):
            around = scenarios_around(path)
            if around not in libraries:
                libraries[around] = read_library(around)[0]
            found += check_evening_file(path, libraries[around])
            continue
        folder = path.parent
        if folder not in commons:
            commons[folder] = read_common_file(common_folder(folder, usual))
        common, its_problems = commons[folder]
        if path.name == PRESCRIPTIONS:
            found += read_prescriptions(folder, read_library(folder)[0])[1]
            continue
        found += its_problems if path.name == COMMON else _check_scenario(path, common, play, score, learners)
    return tuple(found)


def check_written(draft: Draft) -> None:
    """What there is to say about the words of a sound scenario."""
    check_alike(draft)
    check_voices(draft)
    check_decency(draft)


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


def check_watched(draft: Draft, score: Score) -> None:
    """Marks the rehearsals a learner can watch, and notes those that are no good example."""
    chosen = {lang: example_to_watch(draft.scenario, lang) for lang in Language}
    for node in (draft.root.child("rehearsals") or NOWHERE).items:
        for example in examples(node):
            if example != chosen[Language(example.lang)]:
                continue
            marked = score(draft.scenario, example)
            if marked < WORTH_WATCHING:
                at = (node.child("title") or node).place
                least, lang = WORTH_WATCHING, f"@{example.lang}"
                draft.problems.add("poor-example", at, score=marked, least=least, lang=lang)


def _check_scenario(
    path: Path, common: Common, play: Play | None, score: Score | None, learners: int
) -> tuple[Problem, ...]:
    draft, problems = draft_file(path, common)
    if draft is None or has_errors(problems):
        return problems
    check_written(draft)
    if play is not None:
        check_rehearsals(draft, play)
    if score is not None:
        check_watched(draft, score)
    if learners:
        check_plausible(draft, learners)
    return draft.found


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            if not (path / KINDS).exists():  # the folder of the drills holds no scenario
                yield from (path / COMMON, *_scenarios(path), *path.glob(PRESCRIPTIONS))
            yield from drill_files(path)
            yield from evening_files(path)
            yield from club_files(path)
        else:
            yield _scenario_of(path)


def _scenarios(folder: Path) -> Iterator[Path]:
    """Every scenario of the folder, and those of which only what was heard is there."""
    yield from (_scenario_of(path) for path in sorted(folder.glob("[a-z]*.yaml")))
    yield from (scenario_above(path) for path in sorted((folder / HEARD).glob("[a-z]*.yaml")))


def _scenario_of(path: Path) -> Path:
    """The scenario above a file of what was heard; any other file as it is."""
    above = scenario_above(path)
    return above if path.parent.name == HEARD and above.exists() else path
