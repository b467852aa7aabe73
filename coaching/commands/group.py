"""The list of commands. Each is imported only when it is called, so that a small one starts fast."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "run": "The Telegram bot; without a token, a rehearsal in the terminal. What bot.py alone does.",
    "practice": "A rehearsal in the terminal, with hints and the debrief.",
    "drill": "Three-minute exercises, one line at a time, marked at once.",
    "moves": "What each message of a JSONL file does, one reading a line.",
    "play": "Plays scripted learners against attendees.",
    "evening": "Plays scripted learners through an evening: a room of several attendees.",
    "club": "Plays scripted learners through a season of the club.",
    "score": "Marks a transcript whose attendee lines are given.",
    "new": "A small attendee to start from.",
    "check": "Validates scenario files: where, what is wrong, how to mend it.",
    "sample": "Which of an attendee's topics a typed question finds.",
    "why": "A conversation in which every reply is accounted for.",
    "schema": "The JSON Schema of scenario files.",
    "doctor": "Checks that everything is in place, and says what to do.",
    "backup": "Copies the SQLite database to a file, beside a running bot.",
    "migrate": "Brings the database to this version's tables, or back to an older one's.",
    "export": "All that is stored of a Telegram user.",
    "appeals": "What learners contest in their marks: list, decide, write as cases.",
}
DEFAULT = "run"


class Commands(click.Group):
    """The commands by name; `run` where none is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every name, in the order in which one would meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"coaching.commands.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list under --help, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with `run` put first where no command is named; --config may stand before the command."""
        width = 2 if args[:1] == ["--config"] else 1
        if args and args[0].startswith("--config") and args[width : width + 1] and args[width] in COMMANDS:
            args = [args[width], *args[:width], *args[width + 1 :]]
        if not args or (args[0].startswith("-") and args[0] not in {"--help", "-h", "--version"}):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.1.0", prog_name="jasette")
def commands() -> None:
    """Rehearse a networking conversation before the event: in Telegram, or right here in the terminal."""
