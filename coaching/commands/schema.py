"""`bot.py schema`: the JSON Schema of scenario files, for editors that complete and check as one types."""

from __future__ import annotations

import json

import click

from coaching.app import App
from coaching.commands.options import with_app


@click.command()
@with_app
def schema(app: App) -> None:  # noqa: ARG001 - every command is given it
    """The JSON Schema of scenario files."""
    from coaching.authoring.schema import schema as scenario_schema  # noqa: PLC0415 - this command alone needs it

    click.echo(json.dumps(scenario_schema(), ensure_ascii=False, indent=2))
