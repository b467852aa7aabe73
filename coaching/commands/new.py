"""`bot.py new`: a small attendee to start from, which can be met as it is made."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coaching.app import App
from coaching.authoring.starter import id_from, write_starter
from coaching.commands.attendees import shortest
from coaching.commands.options import known_language, lang_option, refuse, with_app, words_for
from coaching.language import Language


@click.command()
@click.argument("name")
@lang_option
@click.option("--in", "folder", type=click.Path(file_okay=False, path_type=Path), help="Not in scenarios/ but there.")
@with_app
def new(app: App, name: str, lang: str | None, folder: Path | None) -> None:
    """Make a starter file for an attendee called NAME, with a comment above each part. Nothing is ever overwritten."""
    words = words_for(app, lang)
    made = id_from(name)
    if not made:
        refuse(words("terminal.new.bad_name", name=name))
    path = shortest((folder or app.settings.scenarios) / f"{made}.yaml")
    try:
        write_starter(name, path, known_language(app, lang) or Language.EN)
    except FileExistsError:
        refuse(words("terminal.new.is_there", path=path))
    except OSError as slip:
        refuse(words("terminal.new.cannot", path=path, why=slip.strerror or type(slip).__name__))
    whom = made if folder is None else path
    bot = f"{shortest(Path(sys.executable))} {sys.argv[0]}"  # as it was called, so that it can be copied
    for line in ("made", "look", "check", "meet"):
        click.echo(words(f"terminal.new.{line}", path=path, whom=whom, lang=words.lang, bot=bot))
