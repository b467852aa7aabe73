"""Turns a second of the bot against a bare python-telegram-bot echo bot, turn about, on one Bot API server.

A turn of ours is kept, understood, answered, marked and committed three times before its reply goes out; a turn of the
echo bot is its text sent back. Absolute figures vary with the machine, so only ratios are told: the median of the
rounds, and the span between the least and the greatest.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from tests.bot_api.people import Person  # noqa: E402 - found from the root
from tests.bot_api.server import BotApi  # noqa: E402
from tests.telegram.walks import walk_up  # noqa: E402

ROUNDS, PEOPLE, TURNS = 7, 12, 6
TICKS = os.sysconf("SC_CLK_TCK")
SAYINGS = (
    "Bonsoir! Rassurez-vous, je n'ai rien à vendre.",
    "Qu'est-ce que vous aimez photographier?",
    "Comment avez-vous commencé?",
    "Et l'hiver, comment ça se passe?",
    "Je comprends, ça ne doit pas être facile.",
    "Qu'est-ce qui vous a amené ici ce soir?",
    "Racontez-moi votre plus belle soirée.",
    "Et dans cinq ans, vous vous voyez où?",
)


async def echo(person: Person) -> None:
    """Nothing to do before talking to the echo bot."""
    await person.ask("bonjour")


async def attendee(person: Person) -> None:
    """On to somebody's first words."""
    await walk_up(person)


class Contender:
    """A bot in its own process, at its own Bot API."""

    def __init__(self, which: str) -> None:
        self.which = which
        self.api = BotApi()
        self.walk = attendee if which == "ours" else echo
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, data: str) -> None:
        """Up and polling."""
        environment = {
            **os.environ,
            **self.api.environment(),
            "JASETTE_DATA": data,
            "JASETTE_KEY": "a key for measuring",
        }
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, __file__, self.which), env=environment, cwd=ROOT
        )
        await asyncio.wait_for(self.api.state.updates.wait_for_poll(), 60)

    async def round(self) -> tuple[float, float]:
        """Turns a second, and seconds of the bot's processor time a turn."""
        people = [self.api.person(f"P{number}") for number in range(PEOPLE)]
        await asyncio.gather(*map(self.walk, people))
        before, began = self._processor(), perf_counter()
        await asyncio.gather(*map(talk, people))
        took, turns = perf_counter() - began, PEOPLE * TURNS
        return turns / took, (self._processor() - before) / turns

    async def stop(self) -> None:
        """Gone."""
        if self.process:
            self.process.terminate()
            await self.process.wait()

    def _processor(self) -> float:
        number = self.process.pid if self.process else "self"
        fields = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


async def talk(person: Person) -> None:
    """Each next message once the last is answered."""
    for text in itertools.islice(itertools.cycle(SAYINGS), TURNS):
        await person.ask(text)


def told(name: str, ratios: list[float]) -> str:
    """A line of figures."""
    return f"{name}: {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


async def compare() -> None:
    """Both, turn about, and the ratios."""
    echo_bot, ours = Contender("echo"), Contender("ours")
    with tempfile.TemporaryDirectory() as data:
        async with echo_bot.api, ours.api:
            try:
                await asyncio.gather(echo_bot.start(data), ours.start(data))
                for contender in (echo_bot, ours):
                    await contender.round()  # warm
                pairs = [(await echo_bot.round(), await ours.round()) for _ in range(ROUNDS)]
            finally:
                await asyncio.gather(echo_bot.stop(), ours.stop())
    print(f"ours ÷ bare echo bot, {PEOPLE} people × {TURNS} turns, median of {ROUNDS} rounds (least–greatest)")
    print(told("turns a second", [mine[0] / bare[0] for bare, mine in pairs]))
    print(told("processor time a turn", [mine[1] / bare[1] for bare, mine in pairs]))


def run_echo() -> None:
    """The bare bot: the library as it comes."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update  # noqa: PLC0415 - only where it runs
    from telegram.ext import Application, ContextTypes, MessageHandler, filters  # noqa: PLC0415

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Encore", callback_data="encore")]])
            await update.message.reply_text(update.message.text, reply_markup=buttons)

    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    application = builder.base_url(os.environ["TELEGRAM_API_BASE_URL"]).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


def run_ours() -> None:
    """The bot as it is, with no pace set for a chat: it is the machine that is measured."""
    from coaching.app import App  # noqa: PLC0415 - only where it runs
    from coaching.faces.telegram.pace import Pace  # noqa: PLC0415
    from coaching.faces.telegram.running import Connection, run_bot  # noqa: PLC0415
    from coaching.settings import read_settings  # noqa: PLC0415

    app = App(read_settings())
    settings = app.settings
    connection = Connection(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_base_url)

    async def run() -> None:
        async with app.store() as store:
            await run_bot(connection, store, app.practice, app.attendees, pace=Pace(10_000, 10_000.0))

    asyncio.run(run())


if __name__ == "__main__":
    if sys.argv[1:] == ["echo"]:
        run_echo()
    elif sys.argv[1:] == ["ours"]:
        run_ours()
    else:
        asyncio.run(compare())
