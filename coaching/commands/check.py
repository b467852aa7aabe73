"""`bot.py check`: validates scenario files, and plays the short rehearsals their authors wrote."""

from __future__ import annotations

from pathlib import Path

import click

from coaching.app import App
from coaching.authoring.check import check as problems_in
from coaching.authoring.examples import playing_once
from coaching.authoring.problems import has_errors
from coaching.authoring.render import render, summary
from coaching.commands.attendees import shortest
from coaching.commands.options import INPUT_HAS_ERRORS, known_language, lang_option, tell, with_app
from coaching.language import Language
from coaching.plausibility.survey import CROWD


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@lang_option
@click.option("--quick", is_flag=True, help="Without the learners who try what can be met: seconds, not a minute.")
@with_app
def check(app: App, paths: tuple[Path, ...], lang: str | None, quick: bool) -> None:
    """Validate the scenario files and folders at PATH, all of them by default: where, what is wrong, how to mend it.

    Five hundred learners made up on the spot then try to learn, help and end all there is. What none of them met is
    told as advice.
    """
    play, score = playing_once(lambda: app.understanding, lambda: app.rubric)
    spoken = known_language(app, lang) or Language.EN
    whole = paths or (shortest(app.settings.scenarios),)
    problems = problems_in(whole, play, learners=0 if quick else CROWD, score=score)
    for problem in problems:
        tell(render(problem, spoken))
    click.echo(summary(problems, spoken))
    if has_errors(problems):
        raise SystemExit(INPUT_HAS_ERRORS)
