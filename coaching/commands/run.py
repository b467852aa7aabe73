"""`bot.py run`: the Telegram bot; without a token, how to get one, and the rehearsal in the terminal."""

from __future__ import annotations

import click

from coaching.app import App
from coaching.commands.options import tell, with_app, words_for
from coaching.commands.practice import rehearse_here


@click.command()
@with_app
def run(app: App) -> None:
    """The Telegram bot; without TELEGRAM_BOT_TOKEN, how to get one, then a rehearsal right here."""
    if app.settings.telegram_bot_token.get_secret_value():
        app.run_telegram()
        return
    words = words_for(app)
    for step in ("first", "second", "third"):
        tell(words(f"terminal.no_token.{step}"))
    rehearse_here(app, None, None, None, "")
