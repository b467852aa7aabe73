"""`bot.py export`: all that is stored of a Telegram user, rehearsals with their turns in order."""

from __future__ import annotations

import asyncio
import json

import click

from coaching.app import App
from coaching.commands.options import json_option, put_json, refuse, with_app, words_for
from coaching.commands.refusals import store_advice
from coaching.store import StoreRefused

MOST_DIGITS = 18  # Telegram's ids have 16 at most, and no database holds 20


@click.command()
@click.argument("user")
@json_option
@with_app
def export(app: App, user: str, as_json: bool) -> None:
    """All that is stored of the Telegram USER (a number)."""
    words = words_for(app)
    if not user.isascii() or not user.isdecimal():
        refuse(words("terminal.input.not_a_user", user=user))
    try:
        record = asyncio.run(app.everything_of(int(user))) if len(user) <= MOST_DIGITS else None
    except StoreRefused as refused:
        refuse(store_advice(refused, words))
    if record is None:
        refuse(words("terminal.input.unknown_user", user=user))
    if as_json:
        put_json(record)
    else:
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
