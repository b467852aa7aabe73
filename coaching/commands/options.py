"""What every command shares: `--config`, the language it speaks, and how it tells what is wrong."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, NoReturn, ParamSpec, TypeVar

import click

from coaching.app import App
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.settings import DEFAULT_CONFIG, Complaint, Refused, read_settings

P = ParamSpec("P")
T = TypeVar("T")
SPOKEN = ("LC_ALL", "LC_MESSAGES", "LANG")
INPUT_HAS_ERRORS = 1

lang_option = click.option("--lang", type=click.Choice([lang.value for lang in Language]), help="fr or en.")
json_option = click.option("--json", "as_json", is_flag=True, help="JSON alone on standard output.")


def with_app(command: Callable[Concatenate[App, P], T]) -> Callable[P, T]:
    """The command with --config, given the wired App first. A bad configuration is told, and ends with 1."""

    @click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The settings; config.yaml beside bot.py by default.",
    )
    @wraps(command)
    def started(*args: P.args, **kwargs: P.kwargs) -> T:
        config = kwargs.pop("config", None)
        wanted = kwargs.get("lang")
        try:
            path = config if isinstance(config, Path) else None
            app = App(read_settings(path), path or DEFAULT_CONFIG)
        except Refused as refused:
            words = read_words(Language(str(wanted)) if wanted else machine_language() or Language.EN)
            refuse(*(complaint_words(complaint, words) for complaint in refused.complaints))
        return command(app, *args, **kwargs)

    return started


def machine_language() -> Language | None:
    """The machine's language where it is one of ours."""
    said = next((os.environ[name] for name in SPOKEN if os.environ.get(name)), "")
    return next((lang for lang in Language if said.lower().startswith(lang)), None)


def known_language(app: App, wanted: str | None = None) -> Language | None:
    """The language asked for, else the configured one, else the machine's; None when none of them says."""
    if wanted or app.settings.language != "auto":
        return Language(wanted or app.settings.language)
    return machine_language()


def words_for(app: App, wanted: str | None = None) -> Words:
    """The words a command speaks with."""
    return read_words(known_language(app, wanted) or Language.EN)


def complaint_words(complaint: Complaint, words: Words) -> str:
    """A slip in the configuration, in words."""
    name = f"terminal.complaints.{complaint.code}"
    with_more = {"unknown_key": f"{name}_near", "bad_value": f"{name}_wanted"}.get(complaint.code, name)
    return words(
        with_more if complaint.wanted else name,
        place=complaint.place,
        what=complaint.key,
        value=complaint.value,
        wanted=complaint.wanted,
    )


def tell(text: str) -> None:
    """A text on standard error."""
    click.echo(text, err=True)


def complain(slip: str) -> None:
    """What is wrong, on one line of standard error, whatever the names in it hold."""
    tell(" ".join(slip.splitlines()))


def refuse(*slips: str) -> NoReturn:
    """Tells what is wrong, one a line, and ends with 1."""
    for slip in slips:
        complain(slip)
    sys.exit(INPUT_HAS_ERRORS)


def put_json(record: object) -> None:
    """One JSON object, on one line of standard output."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair, as JSON allows: escaped it stays itself
        line = json.dumps(record)
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
