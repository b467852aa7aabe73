"""Every setting of the product: its default, what `config.yaml` says, and the environment, which wins.

Secrets come from the environment alone; one found in `config.yaml` is refused, since such files get shared.
What is wrong with a configuration is collected and told at once, each with its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent
DEFAULT_CONFIG = HOME / "config.yaml"
SECRETS = ("telegram_bot_token", "webhook_secret", "key", "llm_api_key", "transcriber_key")
FOLDERS = ("data", "scenarios")
NO_SECRET = SecretStr("")
SECRET_TOKEN = re.compile(r"[A-Za-z0-9_-]{0,256}")  # what Telegram takes
LOGIN = re.compile(r"//[^/@]*@")  # in an address, never told
WANTED = {
    "webhook_port": "1–65535",
    "metrics_port": "0–65535",
    "web_url": "https://…",
    "web_port": "0–65535",
    "typing_pause": "0–2.5",
    "transcriber_url": "http://… | https://…",
    "transcriber_seconds": "2–120",
    "voice_seconds": "10–600",
    "webhook_secret": "1–256: A–Z a–z 0–9 _ -",
}  # where the library's own word for it wouldn't help


class Settings(BaseSettings):
    """The settings in force. A name of the environment is the field's own in capitals, or JASETTE_ before it."""

    model_config = SettingsConfigDict(
        env_prefix="JASETTE_", env_ignore_empty=True, extra="forbid", frozen=True, populate_by_name=True
    )

    language: Literal["auto", "fr", "en"] = "auto"
    scenarios: Path = HOME / "scenarios"
    data: Path = Path("data")
    database_url: str = Field(default="", validation_alias="database_url")
    telegram_bot_token: SecretStr = Field(default=NO_SECRET, validation_alias="telegram_bot_token")
    telegram_api_base_url: str = Field(
        default="https://api.telegram.org/bot", validation_alias="telegram_api_base_url", pattern="^https?://"
    )
    telegram_api_file_url: str = Field(
        default="https://api.telegram.org/file/bot", validation_alias="telegram_api_file_url", pattern="^https?://"
    )
    webhook_url: str = Field(default="", validation_alias="webhook_url", pattern="^($|https?://)")
    webhook_port: int = Field(default=8443, validation_alias="webhook_port", ge=1, le=65535)
    webhook_secret: SecretStr = Field(default=NO_SECRET, validation_alias="webhook_secret")
    metrics_port: int = Field(default=0, validation_alias="metrics_port", ge=0, le=65535)
    web_url: str = Field(default="", validation_alias="web_url", pattern=r"^($|https?://[^/?#@]+/?$)")
    web_port: int = Field(default=0, validation_alias="web_port", ge=0, le=65535)
    listen: str = "0.0.0.0"  # noqa: S104 - a container's own address is not known beforehand; the secret guards the door
    typing_pause: float = Field(default=1.2, ge=0, le=2.5, allow_inf_nan=False)
    key: SecretStr = NO_SECRET
    llm_api_key: SecretStr = NO_SECRET
    transcriber_url: str = Field(default="", pattern=r"^($|https?://[^/?#@]+([/?#]|$))")
    transcriber_model: str = Field(default="whisper-1", min_length=1, max_length=200)
    transcriber_key: SecretStr = NO_SECRET
    transcriber_seconds: int = Field(default=25, ge=2, le=120)
    whisper_model: str = ""
    voice_seconds: int = Field(default=120, ge=10, le=600)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @field_validator("webhook_secret")
    @classmethod
    def _telegram_takes(cls, secret: SecretStr) -> SecretStr:
        if not SECRET_TOKEN.fullmatch(secret.get_secret_value()):
            raise ValueError("not a secret token")
        return secret

    @property
    def database(self) -> str:
        """The database's address: the one given, or an SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'jasette.sqlite3'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what the file says."""
        return env_settings, init_settings


@dataclass(frozen=True)
class Complaint:
    """One thing wrong with a configuration; its words stand under `complaints:` among the interface words."""

    code: str
    place: str  # "config.yaml:12:1", or the name of an environment variable
    key: str = ""
    value: str = ""
    wanted: str = ""


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """A configuration that can't be used, with everything that is wrong with it."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("; ".join(f"{it.place}: {it.code} {it.key}" for it in complaints))
        self.complaints = complaints


class Entry(NamedTuple):
    """One line of the file: its value and where it stands."""

    value: object
    place: str


def read_settings(config: Path | None = None) -> Settings:
    """The settings in force, from that file (the repository's own by default) and the environment.

    Raises Refused, naming every slip at once.
    """
    entries = _entries(config) if config else _entries(DEFAULT_CONFIG) if DEFAULT_CONFIG.exists() else {}
    folder = (config or DEFAULT_CONFIG).resolve().parent
    complaints = tuple(complaint for key, entry in entries.items() for complaint in _refusals(key, entry))
    given = {key: _rooted(key, entry.value, folder) for key, entry in entries.items() if _is_usable(key, entry)}
    try:
        settings = Settings.model_validate(given)
    except ValidationError as slips:
        wrong = tuple(_complaint(str(slip["loc"][0]), slip, entries) for slip in slips.errors())
        raise Refused(_in_order((*complaints, *wrong), entries)) from None
    if complaints:
        raise Refused(complaints)
    return settings


def _in_order(complaints: Sequence[Complaint], entries: Mapping[str, Entry]) -> tuple[Complaint, ...]:
    """As they stand in the file, the environment's last."""
    places = [entry.place for entry in entries.values()]
    return tuple(sorted(complaints, key=lambda one: places.index(one.place) if one.place in places else len(places)))


def _entries(path: Path) -> Mapping[str, Entry]:
    """The file's lines by key. A file that can't be read, or holds anything but keys and values, is refused."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise Refused((Complaint("not_yaml", place),)) from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError):
        raise Refused((Complaint("unreadable", str(path)),)) from None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise Refused((Complaint("not_settings", f"{path}:1:1"),))
    return {
        key.value: Entry(value.value, f"{path}:{key.start_mark.line + 1}:{key.start_mark.column + 1}")
        for key, value in node.value
    }


def _refusals(key: str, entry: Entry) -> tuple[Complaint, ...]:
    if key in SECRETS:
        return (Complaint("secret", entry.place, key, wanted=environment_name(key)),) if entry.value else ()
    if key not in Settings.model_fields:
        nearest = get_close_matches(key, [name for name in Settings.model_fields if name not in SECRETS], 1)
        return (Complaint("unknown_key", entry.place, key, wanted=nearest[0] if nearest else ""),)
    if not isinstance(entry.value, str):
        return (Complaint("not_a_value", entry.place, key),)
    return ()


def _is_usable(key: str, entry: Entry) -> bool:
    """Whether the line can be taken up at all. A key without a value leaves the default."""
    return key in Settings.model_fields and key not in SECRETS and isinstance(entry.value, str) and bool(entry.value)


def _rooted(key: str, value: object, folder: Path) -> object:
    """A folder named in the file is looked for beside the file, wherever the command is started."""
    return folder / str(value) if key in FOLDERS else value


def _complaint(key: str, slip: Mapping[str, object], entries: Mapping[str, Entry]) -> Complaint:
    context = slip.get("ctx")
    expected = context.get("expected", "") if isinstance(context, Mapping) else ""
    wanted = WANTED.get(key) or ("https://…" if key.endswith("_url") else str(expected))
    value = "" if key in SECRETS else LOGIN.sub("//…@", str(slip.get("input", "")))
    named = environment_name(key)
    place = entries[key].place if key in entries and not os.environ.get(named) else named
    return Complaint("bad_value", place, key, value, wanted)


def environment_name(key: str) -> str:
    """The environment variable that sets this: its own name in capitals, or with JASETTE_ before it."""
    return key.upper() if Settings.model_fields[key].validation_alias else f"JASETTE_{key.upper()}"
