"""`bot.py backup`: a copy of the database, made while the bot runs."""

from __future__ import annotations

from pathlib import Path

import click

from coaching.app import App
from coaching.commands.options import refuse, with_app, words_for
from coaching.commands.refusals import store_advice
from coaching.store import StoreRefused


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_app
def backup(app: App, file: Path) -> None:
    """Copy the SQLite database to a new FILE, while the bot runs or not. The key stays where it is."""
    from coaching.store.upkeep import back_up  # noqa: PLC0415 - other commands do without

    words = words_for(app)
    try:
        size = back_up(app.settings.database, file)
    except StoreRefused as refused:
        refuse(store_advice(refused, words))
    click.echo(words("upkeep.copied", file=file, size=max(1, size // 1024)))
