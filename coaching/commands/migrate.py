"""`bot.py migrate`: the tables of this version, or those of an older one before going back to it."""

from __future__ import annotations

import click

from coaching.app import App
from coaching.commands.options import refuse, with_app, words_for
from coaching.commands.refusals import store_advice
from coaching.store import StoreRefused


@click.command()
@click.argument("revision", default="head")
@with_app
def migrate(app: App, revision: str) -> None:
    """Bring the database to the tables of REVISION: the newest, or an older version's before going back to it."""
    from coaching.store.upkeep import change_tables  # noqa: PLC0415 - other commands do without

    words = words_for(app)
    try:
        before, after = change_tables(app.settings.database, revision)
    except StoreRefused as refused:
        refuse(store_advice(refused, words))
    click.echo(words("upkeep.unchanged" if before == after else "upkeep.migrated", before=before, after=after))
