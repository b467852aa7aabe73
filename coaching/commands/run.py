"""`bot.py run`: the Telegram bot; without a token, how to get one, and the rehearsal in the terminal."""

from __future__ import annotations

import logging

import click

from coaching.app import App
from coaching.commands.options import refuse, tell, with_app, words_for
from coaching.commands.practice import rehearse_here

LOG = logging.getLogger(__name__)


@click.command()
@with_app
def run(app: App) -> None:
    """The Telegram bot; without TELEGRAM_BOT_TOKEN, how to get one, then a rehearsal right here."""
    if app.settings.telegram_bot_token.get_secret_value():
        listen(app)
        return
    words = words_for(app)
    for step in ("first", "second", "third"):
        tell(words(f"terminal.no_token.{step}"))
    rehearse_here(app, None, None, None, "")


def listen(app: App) -> None:
    """The bot until it is asked to stop. What keeps it from starting is told, and ends with 1."""
    from coaching import event_loop  # noqa: PLC0415 - the bot alone needs these
    from coaching.authoring.render import line  # noqa: PLC0415
    from coaching.commands.refusals import store_advice  # noqa: PLC0415
    from coaching.faces.telegram.gateway import OtherPollerError, TokenRefusedError  # noqa: PLC0415
    from coaching.faces.telegram.port_taken import PortTakenError  # noqa: PLC0415
    from coaching.logs import start_logs  # noqa: PLC0415
    from coaching.store import StoreRefused  # noqa: PLC0415

    words = words_for(app)
    start_logs(app.settings)
    if app.settings.webhook_url and not app.settings.webhook_secret.get_secret_value():
        refuse(words("webhook.no_secret"))
    for problem in app.library[1]:
        LOG.warning("%s", line(problem, words.lang))
    if not app.scenarios:
        refuse(words("terminal.nobody", folder=app.settings.scenarios))
    try:
        event_loop.run(app.run_telegram())
    except StoreRefused as refused:
        refuse(store_advice(refused, words))
    except TokenRefusedError:
        refuse(words("terminal.refusals.token_refused"))
    except OtherPollerError:
        refuse(words("terminal.refusals.other_poller"))
    except PortTakenError as taken:
        refuse(words("webhook.port_taken", port=taken.port, reason=taken))
